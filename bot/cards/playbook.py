"""The clinic's plan for a case, with the duties of the country that counts for the member."""

from bot.cog import Context
from bot.core.card import Button, Card, Field, Tone
from bot.core.case import Case, CaseState
from bot.core.playbook import Duty, Jurisdiction, Plan

_FIRST = 2


def plan_of(context: Context, case: Case) -> Plan | None:
    return context.library.playbook.plan(case.label, case.value)


def first_steps(context: Context, case: Case) -> tuple[Field, ...]:
    """What to do first, on the card of a case that pages, as every crisis does: nobody should have to look for it."""
    plan = plan_of(context, case)
    if not case.paged or case.state is CaseState.RESOLVED or plan is None:
        return ()
    return (Field(context.text("playbook.field.first"), _numbered(plan.steps[:_FIRST])),)


def playbook_button(context: Context, case: Case) -> tuple[Button, ...]:
    if case.state is CaseState.RESOLVED or plan_of(context, case) is None:
        return ()
    return (Button(context.text("button.playbook"), "case playbook", {"case": str(case.id)}),)


def playbook_card(context: Context, case: Case, chosen: str | None) -> Card:
    """`chosen` is the country that the member chose for help lines; the clinic's own counts where they chose none."""
    plan = plan_of(context, case)
    kind = context.text(f"what.{case.label}.{case.value}")
    if plan is None:
        said = context.say("playbook.none", case=str(case.id), what=kind)
        return Card(said.title, said.body, tuple(_duties(context, ("emergency",), chosen)))
    said = context.say("playbook.plan", case=str(case.id), what=kind)
    fields = [
        Field(context.text("playbook.field.steps"), _numbered(plan.steps)),
        *_duties(context, plan.shows, chosen),
        Field(context.text("answer.field.approved"), plan.approved_by),
        Field(context.text("answer.field.reviewed"), _reviewed(context, plan)),
    ]
    if plan.example:
        fields.append(Field(context.text("answer.field.example"), context.text("playbook.example")))
    return Card(said.title, said.body, tuple(fields), tone=Tone.CARE)


def _duties(context: Context, shows: tuple[str, ...], chosen: str | None) -> list[Field]:
    """The country and its duties. The emergency number is that of the member's country even where its duties are not known."""
    place = context.library.playbook.jurisdiction(chosen)
    if not shows or place is None:
        return []
    fields = [Field(context.text("playbook.field.country"), _country(context, place, chosen))]
    for part in shows:
        if part == "emergency":
            fields.append(Field(context.text("playbook.field.emergency"), _emergency(context, place, chosen)))
        else:
            duty: Duty = getattr(place, part)
            fields.append(Field(context.text(f"playbook.field.{part}"), f"{duty.tell}\n{duty.under}\n{duty.url}"))
    key = "playbook.checked" if place.checked(context.today) else "playbook.checked_late"
    checked = context.text(key, day=place.checked_on.isoformat())
    return [*fields, Field(context.text("playbook.field.checked"), checked)]


def _country(context: Context, place: Jurisdiction, chosen: str | None) -> str:
    if chosen is None:
        return context.text("playbook.country.clinic", country=place.name)
    if place.code == chosen:
        return context.text("playbook.country.member", country=place.name)
    theirs = context.library.countries.get(chosen)
    return context.text("playbook.country.unknown", country=place.name, theirs=theirs.name if theirs else chosen)


def _emergency(context: Context, place: Jurisdiction, chosen: str | None) -> str:
    if place.emergency and chosen in {None, place.code}:
        return place.emergency
    lines = context.library.countries.get(chosen or place.code)
    return lines.emergency if lines is not None else context.text("help.local_emergency")


def _reviewed(context: Context, plan: Plan) -> str:
    key = "playbook.reviewed" if plan.current(context.today) else "playbook.reviewed_late"
    return context.text(key, day=plan.reviewed_on.isoformat(), due=plan.review_due.isoformat())


def _numbered(steps: tuple[str, ...]) -> str:
    return "\n".join(f"{number}. {step}" for number, step in enumerate(steps, 1))
