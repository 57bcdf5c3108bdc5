"""The queue: what waits, most urgent first; the next one; one case with its notes and history."""

from collections.abc import Sequence

from bot.cards.case import case_card, state, title, when
from bot.cards.watched import tell_watchers
from bot.cog import Context
from bot.core.action import Action, Reply
from bot.core.audit import MEMBER, PROGRAM, Entry
from bot.core.card import Button, Card, Field, Tone
from bot.core.case import Case, CaseState
from bot.core.decision import Urgency
from bot.core.errors import NotAllowed, Stale
from bot.store import audit, cases
from cogs.cases.arguments import Nothing, OneCase, OnePerson
from cogs.cases.steps import actor, clocks_on_claim, drilled, find, redraw, take

_SHOWN = 20
_RACES = 10
_LOOKED_AT = 200


async def queue(context: Context, _: Nothing) -> list[Action]:
    """Everything that is open, most urgent first, then oldest."""
    waiting = await cases.queue(context.tx, limit=_SHOWN)
    counts = await cases.count_waiting(context.tx)
    said = context.say("case.queue" if waiting else "case.queue_empty", count=str(sum(counts.values())))
    fields = tuple(Field(title(context, case), line(context, case), tone=tone(case)) for case in waiting)
    buttons = tuple(Button(title(context, case), "case show", {"case": str(case.id)}) for case in waiting)
    following = (Button(context.text("button.next"), "case next", {}),) if counts.get(CaseState.OPEN) else ()
    return [Reply(Card(said.title, said.body, fields, (*following, *buttons)))]


async def mine(context: Context, _: Nothing) -> list[Action]:
    """The cases that the person has."""
    held = await cases.queue(context.tx, states=(CaseState.CLAIMED,), owner=actor(context).id)
    said = context.say("case.mine" if held else "case.mine_none", count=str(len(held)))
    fields = tuple(Field(title(context, case), line(context, case), tone=tone(case)) for case in held)
    buttons = tuple(Button(title(context, case), "case show", {"case": str(case.id)}) for case in held)
    return [Reply(Card(said.title, said.body, fields, buttons))]


async def take_next(context: Context, _: Nothing) -> list[Action]:
    """The most urgent case that nobody has. Two people never get the same one."""
    person = actor(context)
    for _attempt in range(_RACES):
        case = await cases.next_unclaimed(context.tx, person.id)
        if case is None:
            said = context.say("case.queue_empty")
            return [Reply(Card(said.title, said.body))]
        if (taken := await take(context, case, person)) is not None:
            if taken.label == "drill":
                return await drilled(context, taken)
            return [
                Reply(case_card(context, taken)),
                *redraw(context, taken),
                *clocks_on_claim(context, taken),
                *await tell_watchers(context, taken, "claimed"),
            ]
    raise Stale("refusal.busy")


async def about(context: Context, args: OnePerson) -> list[Action]:
    """The cases about one person: what waits first, then the newest. Nobody looks at their own."""
    if args.person == actor(context).id:
        raise NotAllowed("refusal.own_cases")
    found = await cases.of_person(context.tx, args.person, actor(context).id, _SHOWN)
    said = context.say("case.about" if found else "case.about_none", name=context.name_of(args.person))
    fields = tuple(Field(title(context, case), f"{when(case)} · {line(context, case)}", tone=tone(case)) for case in found)
    buttons = tuple(Button(title(context, case), "case show", {"case": str(case.id)}) for case in found)
    return [Reply(Card(said.title, said.body, fields, buttons))]


async def show(context: Context, args: OneCase) -> list[Action]:
    case = await find(context, args.case)
    card = case_card(context, case)
    steps = await audit.of_case(context.tx, case.id)
    lines = "\n".join(f"{step.at:%Y-%m-%d %H:%M} {told(context, step)}" for step in steps)
    notes = [
        Field(f"{context.name_of(note.author)} {note.at:%H:%M}", note.text)
        for note in await cases.notes(context.tx, case.id)
        if note.text
    ]
    history = Field(context.text("case.field.history"), lines)
    return [Reply(Card(card.title, card.body, (*card.fields, *notes, history), card.buttons, card.tone))]


def line(context: Context, case: Case) -> str:
    return f"{context.text(f'urgency.{case.severity.name.lower()}')} · {state(context, case)}"


def tone(case: Case) -> Tone:
    """How grave a case's line in a list looks."""
    return Tone.URGENT if case.severity >= Urgency.NOW else Tone.CAUTION if case.severity >= Urgency.HIGH else Tone.PLAIN


def told(context: Context, step: Entry) -> str:
    """One step of the record in words."""
    name = {PROGRAM: "common.program", MEMBER: "common.the_member"}.get(step.actor)
    outcome = step.detail.get("outcome")
    return context.text(
        f"case.step.{step.kind}",
        actor=context.text(name) if name else context.name_of(step.actor),
        outcome=context.text(f"choice.outcome.{outcome}") if outcome else "",
    )


async def resolved_cases(context: Context, typed: str) -> Sequence[tuple[str, str]]:
    """Completes the number of a case that can be opened again: the latest first, and none about the person who asks."""
    words = typed.casefold().strip("# ").split()
    over = await cases.resolved(context.tx, limit=_LOOKED_AT)
    named = [(str(case.id), title(context, case)) for case in over if case.person != actor(context).id]
    return [one for one in named if all(word in one[1].casefold() for word in words)]
