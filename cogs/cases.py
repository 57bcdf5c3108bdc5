"""The moderators' queue: take the most urgent case, look at the evidence, talk to the member, settle it.

Every step changes the case and its card in one transaction; whoever comes second is told kindly who was first.
"""

from collections.abc import Sequence
from typing import Any

from bot.cards.case import case_card, title, what
from bot.cog import (
    STAFF,
    Arguments,
    CaseNumber,
    Cog,
    Command,
    Context,
    LongText,
    nothing_to_erase,
)
from bot.core.action import Action, Edit, Reply, Restore
from bot.core.card import Button, Card, Field, Tone
from bot.core.case import Case, CaseState, Outcome
from bot.core.errors import NotAllowed, NotFound, Stale
from bot.core.message import Person
from bot.store import cases, evidence
from bot.store.database import Transaction

_UNRESOLVED = (CaseState.OPEN, CaseState.CLAIMED)


class Nothing(Arguments):
    """A command without arguments."""


class OneCase(Arguments):
    case: CaseNumber


class Note(OneCase):
    note: LongText


class Resolve(OneCase):
    outcome: Outcome
    to_member: LongText | None = None


class Invite(OneCase):
    to_member: LongText | None = None


async def queue(context: Context, _: Nothing) -> list[Action]:
    """Everything that is open, most urgent first, then oldest."""
    waiting = await cases.queue(context.tx)
    said = context.say("case.queue" if waiting else "case.queue_empty", count=str(len(waiting)))
    fields = tuple(Field(title(context, case), _line(context, case)) for case in waiting[:20])
    buttons = tuple(Button(title(context, case), "case show", {"case": str(case.id)}) for case in waiting[:20])
    return [Reply(Card(said.title, said.body, fields, buttons))]


async def take_next(context: Context, _: Nothing) -> list[Action]:
    """The most urgent case that nobody has. Two people never get the same one."""
    person = _actor(context)
    for _attempt in range(10):
        case = await cases.next_unclaimed(context.tx, person.id)
        if case is None:
            said = context.say("case.queue_empty")
            return [Reply(Card(said.title, said.body))]
        if (claimed := await _claim(context, case, person)) is not None:
            return [Reply(case_card(context, claimed)), *_redraw(context, claimed)]
    raise Stale("refusal.busy")


async def show(context: Context, args: OneCase) -> list[Action]:
    case = await _case(context, args.case)
    card = case_card(context, case)
    steps = await cases.history(context.tx, case.id)
    lines = "\n".join(f"{step.at:%Y-%m-%d %H:%M} {_step(context, step)}" for step in steps)
    notes = [
        Field(f"{context.name_of(note.author)} {note.at:%H:%M}", note.text)
        for note in await cases.notes(context.tx, case.id)
        if note.text
    ]
    history = Field(context.text("case.field.history"), lines)
    return [Reply(Card(card.title, card.body, (*card.fields, *notes, history), card.buttons, card.tone))]


async def claim(context: Context, args: OneCase) -> list[Action]:
    case = await _case(context, args.case)
    person = _actor(context)
    if case.owner == person.id and case.state is CaseState.CLAIMED:
        return [Reply(case_card(context, case))]
    claimed = await _claim(context, case, person)
    if claimed is None:
        raise _lost(context, await _case(context, args.case))
    return [Reply(case_card(context, claimed)), *_redraw(context, claimed)]


async def release(context: Context, args: OneCase) -> list[Action]:
    case = await _owned(context, args.case)
    return await _move(context, case, "released", state=CaseState.OPEN.value, owner=None, claimed_at=None)


async def note(context: Context, args: Note) -> list[Action]:
    """A note for colleagues, sealed like everything that a person writes."""
    case = await _case(context, args.case)
    await cases.add_note(context.tx, case.id, _actor(context).id, args.note, context.now)
    await cases.record(context.tx, case.id, _actor(context).id, "noted", {}, context.now)
    said = context.say("case.noted", case=str(case.id))
    return [Reply(Card(said.title, said.body, tone=Tone.DONE))]


async def look(context: Context, args: OneCase) -> list[Action]:
    """The evidence, in private; who looked and when is on record."""
    case = await _case(context, args.case)
    kept = await evidence.of_case(context.tx, case.id)
    await cases.record(context.tx, case.id, _actor(context).id, "looked", {}, context.now)
    fields = tuple(
        Field(
            context.text(f"case.evidence.{item.kind}", name=context.name_of(item.author), at=f"{item.at:%Y-%m-%d %H:%M} UTC"),
            item.text if item.text is not None else context.text("case.evidence.destroyed"),
        )
        for item in kept
    )
    judged = await evidence.judged(context.tx, case.message)
    seen = Field(context.text("case.field.seen"), _seen(context, judged)) if judged else None
    said = context.say("case.evidence_opened", case=str(case.id))
    return [Reply(Card(said.title, said.body, (*fields, seen) if seen else fields))]


async def invite(context: Context, args: Invite) -> list[Action]:
    """Invite the author to post again. The bot never posts a member's words for them."""
    case = await _owned(context, args.case)
    said = context.say("case.invitation")
    body = context.text("private.opening", name=context.name_of(case.person)) + "\n\n" + said.body
    fields = (Field(context.text("case.field.from_moderator"), args.to_member),) if args.to_member else ()
    await cases.record(context.tx, case.id, _actor(context).id, "invited", {}, context.now)
    done = context.say("case.invited", name=context.name_of(case.person))
    return [
        Restore(
            f"{case.key}:invite:{context.event}",
            case.person,
            case.place,
            Card(context.text("private.title"), body, fields, tone=Tone.CARE),
        ),
        Reply(Card(done.title, done.body, tone=Tone.DONE)),
    ]


async def resolve(context: Context, args: Resolve) -> list[Action]:
    case = await _owned(context, args.case)
    actions = await _move(
        context,
        case,
        "resolved",
        {"outcome": args.outcome.value},
        state=CaseState.RESOLVED.value,
        outcome=args.outcome.value,
        resolved_at=context.now,
    )
    if args.to_member:
        body = context.text("private.opening", name=context.name_of(case.person))
        fields = (Field(context.text("case.field.from_moderator"), args.to_member),)
        card = Card(context.text("private.title"), body, fields, tone=Tone.CARE)
        actions.append(Restore(f"{case.key}:resolved:{context.event}", case.person, case.place, card))
    return actions


async def _case(context: Context, number: int) -> Case:
    """The case, unless it does not exist or is about the person who asks (promise 6)."""
    case = await cases.get(context.tx, number)
    if case is None:
        raise NotFound("refusal.no_such_case", case=str(number))
    if case.person == _actor(context).id:
        raise NotAllowed("refusal.own_case")
    return case


async def _owned(context: Context, number: int) -> Case:
    """A case that the person has claimed."""
    case = await _case(context, number)
    if case.state is not CaseState.CLAIMED or case.owner != _actor(context).id:
        raise _lost(context, case)
    return case


def _lost(context: Context, case: Case) -> Stale:
    number = str(case.id)
    if case.state is CaseState.RESOLVED:
        return Stale("refusal.case_resolved", case=number)
    if case.owner is not None:
        return Stale("refusal.case_taken", case=number, name=context.name_of(case.owner))
    return Stale("refusal.case_unclaimed", case=number)


async def _claim(context: Context, case: Case, person: Person) -> Case | None:
    values = {"state": CaseState.CLAIMED.value, "owner": person.id, "claimed_at": context.now}
    claimed = await cases.change(context.tx, case, states=(CaseState.OPEN,), **values)
    if claimed is not None:
        await cases.record(context.tx, case.id, person.id, "claimed", {}, context.now)
    return claimed


async def _move(context: Context, case: Case, step: str, detail: dict[str, str] | None = None, **values: Any) -> list[Action]:
    moved = await cases.change(context.tx, case, states=_UNRESOLVED, **values)
    if moved is None:
        raise _lost(context, await _case(context, case.id))
    await cases.record(context.tx, case.id, _actor(context).id, step, detail or {}, context.now)
    return [Reply(case_card(context, moved)), *_redraw(context, moved)]


def _redraw(context: Context, case: Case) -> list[Action]:
    home = context.home.moderators
    return [Edit(f"{case.key}:card", home, case_card(context, case))] if home is not None else []


def _actor(context: Context) -> Person:
    if context.actor is None:
        raise NotAllowed("refusal.not_allowed")
    return context.actor


def _line(context: Context, case: Case) -> str:
    owner = context.name_of(case.owner) if case.owner else ""
    return (
        f"{context.text(f'urgency.{case.severity.name.lower()}')} · {context.text(f'case.state.{case.state.value}', owner=owner)}"
    )


def _step(context: Context, step: cases.CaseEvent) -> str:
    actor = context.name_of(step.actor) if step.actor != "program" else context.text("common.program")
    outcome = step.detail.get("outcome")
    words = context.text(f"choice.outcome.{outcome}") if outcome else ""
    return context.text(f"case.step.{step.kind}", actor=actor, outcome=words)


def _seen(context: Context, judged: dict[str, Any]) -> str:
    lines = [
        context.text(
            "case.seen",
            what=context.text(f"what.{found['label']}.{found['value']}"),
            sure=f"{found['confidence']:.0%}",
            rule=found["why"]["rule"],
        )
        for found in judged["findings"]
    ]
    return "\n".join(lines)


async def _open_cases(context: Context, typed: str) -> Sequence[tuple[str, str]]:
    waiting = await cases.queue(context.tx, limit=25)
    return [(str(case.id), f"{case.id} {what(context, case)}") for case in waiting if typed.strip("# ") in str(case.id)]


async def _export(tx: Transaction, person: str) -> dict[str, Any]:
    """Cases about a person, without their text: that is exported with what is sealed under their key."""
    return {"cases": await cases.about_person(tx, person)}


_CASE = {"case": _open_cases}

COG = Cog(
    "cases",
    nothing_to_erase,
    _export,
    commands=(
        Command("case list", STAFF, Nothing, queue),
        Command("case next", STAFF, Nothing, take_next),
        Command("case show", STAFF, OneCase, show, _CASE),
        Command("case claim", STAFF, OneCase, claim, _CASE),
        Command("case release", STAFF, OneCase, release, _CASE),
        Command("case note", STAFF, Note, note, _CASE),
        Command("case evidence", STAFF, OneCase, look, _CASE),
        Command("case invite", STAFF, Invite, invite, _CASE),
        Command("case resolve", STAFF, Resolve, resolve, _CASE),
    ),
)
