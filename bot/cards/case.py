"""How a case looks to moderators. The message itself is never on the card: it is behind a click that leaves a trace."""

from bot.cards.playbook import first_steps, playbook_button
from bot.cog import Context
from bot.core.card import Button, Card, Field, Tone
from bot.core.case import Case, CaseState
from bot.core.decision import Human, Urgency


def title(context: Context, case: Case) -> str:
    return context.text("case.heading", case=str(case.id), what=what(context, case))


def what(context: Context, case: Case) -> str:
    """The case's kind in words."""
    return context.text(f"what.{case.label}.{case.value}")


def when(case: Case) -> str:
    """A stable form of a moment; pages show it in the reader's own zone."""
    return case.opened_at.strftime("%Y-%m-%d %H:%M UTC")


def case_card(context: Context, case: Case, lines: tuple[str, ...] = ()) -> Card:
    """The card in the moderators' channel and in answers to `case show`."""
    fields = [
        *first_steps(context, case),
        Field(context.text("case.field.urgency"), context.text(f"urgency.{case.severity.name.lower()}")),
        Field(context.text("case.field.member"), context.name_of(case.person)),
        Field(context.text("case.field.channel"), channel_name(context, case)),
        Field(context.text("case.field.opened"), when(case)),
    ]
    if case.reports:
        fields.append(Field(context.text("case.field.reports"), str(case.reports)))
    if case.contacted_at is not None:
        fields.append(Field(context.text("case.field.contacted"), f"{case.contacted_at:%Y-%m-%d %H:%M} UTC"))
    if case.held_at is not None:
        fields.append(Field(context.text("case.field.held"), f"{case.held_at:%Y-%m-%d %H:%M} UTC"))
    if case.due_at is not None and case.state is not CaseState.RESOLVED:
        fields.append(Field(context.text("case.field.due"), case.due_at.strftime("%Y-%m-%d %H:%M UTC")))
    fields.append(Field(context.text("case.field.state"), state(context, case)))
    if lines:
        fields.append(Field(context.text("case.field.policy"), ", ".join(lines)))
    tone = Tone.DONE if case.state is CaseState.RESOLVED else Tone.URGENT if case.human is Human.PAGE else Tone.CAUTION
    if case.severity <= Urgency.LOW and tone is Tone.CAUTION:
        tone = Tone.PLAIN
    shown = (*buttons(context, case), *playbook_button(context, case))
    return Card(title(context, case), context.text(f"case.do.{case.label}"), tuple(fields), shown, tone)


def page_card(context: Context, case: Case) -> Card:
    """What calls a person: short, since it may be read on a lock screen."""
    said = context.say("case.page", case=str(case.id), what=what(context, case))
    claim = Button(context.text("button.claim"), "case claim", {"case": str(case.id)})
    return Card(said.title, said.body, buttons=(claim,), tone=Tone.URGENT)


def state(context: Context, case: Case) -> str:
    owner = context.name_of(case.owner) if case.owner else ""
    if case.state is CaseState.RESOLVED:
        owner = owner or context.text("common.program")
        outcome = context.text(f"choice.outcome.{case.outcome.value}") if case.outcome else ""
        return context.text("case.state.resolved", owner=owner, outcome=outcome)
    return context.text(f"case.state.{case.state.value}", owner=owner)


def channel_name(context: Context, case: Case) -> str:
    channel = context.directory.channel(case.place.channel)
    return f"#{channel.name}" if channel is not None else context.text("case.private")


def buttons(context: Context, case: Case) -> tuple[Button, ...]:
    """What can be done with the case in its state."""
    number = {"case": str(case.id)}
    show = Button(context.text("button.evidence"), "case evidence", number)
    note = Button(context.text("button.note"), "case note", number)
    if case.label == "appeal" and case.state is not CaseState.RESOLVED:
        return _appeal(context, case, number)
    watch = Button(context.text("button.watch"), "case watch", number)
    merge = Button(context.text("button.merge"), "case merge", number)
    if case.state is CaseState.OPEN:
        return (Button(context.text("button.claim"), "case claim", number), show, watch, merge)
    if case.state is CaseState.CLAIMED:
        reached = Button(context.text("button.contact"), "case contact", number)
        invite = Button(context.text("button.invite"), "case invite", number)
        resolve = Button(context.text("button.resolve"), "case resolve", number)
        release = Button(context.text("button.release"), "case release", number)
        asks_back = (invite,) if case.label in {"privacy", "solicitation", "misinformation", "conduct"} else ()
        asks_contact = (reached,) if case.paged and case.contacted_at is None else ()
        pass_on = Button(context.text("button.pass_on"), "case handover", number)
        return (*asks_contact, show, *asks_back, note, resolve, release, pass_on, watch, merge)
    reopen = Button(context.text("button.reopen"), "case reopen", number)
    return (show, note, reopen) if case.merged_into is None else ()


def _appeal(context: Context, case: Case, number: dict[str, str]) -> tuple[Button, ...]:
    """An appeal ends with a decision about the measure, not with an outcome. Admins may read and decide it too."""
    claim = Button(context.text("button.claim"), "case claim", number)
    measures = Button(context.text("button.measures"), "member show", number)
    uphold = Button(context.text("button.uphold"), "appeal uphold", number)
    overturn = Button(context.text("button.overturn"), "appeal overturn", number)
    read = Button(context.text("button.read_appeal"), "appeal read", number)
    return (*((claim,) if case.state is CaseState.OPEN else ()), read, measures, uphold, overturn)
