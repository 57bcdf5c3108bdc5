"""Taking a measure back in one step, and what holds for a member."""

from bot.cards.private import private_card, toward
from bot.cards.watched import tell_watchers
from bot.cog import Context
from bot.core.action import Action, Reply
from bot.core.card import Button, Card, Field, Tone
from bot.core.case import CaseState
from bot.core.errors import NotAllowed, NotFound, Stale
from bot.core.measure import Kind, Measure, strikes
from bot.store import audit, measures
from cogs.measures.arguments import OneCase, Undo
from cogs.measures.note import letter
from cogs.measures.settle import moot
from cogs.measures.steps import actor, enforced, find, kind_words, rule_words, when


async def undo(context: Context, args: Undo) -> list[Action]:
    """One's own last measure, or the last one of a case that one has or decided: lifted, without a strike, on record."""
    measure = await _meant(context, args)
    case = await find(context, measure.case)
    has_it = case.state is CaseState.CLAIMED and case.owner == actor(context).id
    if measure.by != actor(context).id and not has_it:
        raise NotAllowed("refusal.not_your_measure", case=str(case.id))
    actions = await take_back(context, measure)
    await audit.record(context.tx, actor(context).id, "measure_undone", context.now, case.id, measure=str(measure.id))
    actions += [*await moot(context, measure), *await tell_watchers(context, case, "measure_undone")]
    said = context.say("member.undone", name=context.name_of(measure.person), what=kind_words(context, measure))
    return [Reply(Card(said.title, said.body, tone=Tone.DONE)), *actions]


async def _meant(context: Context, args: Undo) -> Measure:
    if args.measure is not None:
        measure = await measures.get(context.tx, args.measure)
        if measure is not None and measure.undone_at is not None:
            raise Stale("refusal.undone_already")
    else:
        by = actor(context).id if args.case is None else None
        measure = await measures.last_not_undone(context.tx, case=args.case, by=by)
    if measure is None:
        raise NotFound("refusal.no_measure")
    return measure


async def take_back(context: Context, measure: Measure, words: str | None = None) -> list[Action]:
    """Undo, lift what can be lifted, and tell the member."""
    if not await measures.undo(context.tx, measure.id, actor(context).id, context.now):
        raise Stale("refusal.undone_already")
    theirs = await toward(context, measure.person)
    body = theirs.text("member.told.taken_back", what=kind_words(theirs, measure))
    if measure.kind is Kind.HIDE:  # its text is gone from the platform, and the bot never posts a member's words for them
        body += "\n\n" + theirs.text("member.told.post_again")
    fields = (Field(theirs.text("member.field.words"), words),) if words else ()
    lifted = await enforced(context, measure) if measure.holds(context.now) else []
    return [*lifted, letter(theirs, measure, "undone", private_card(theirs, measure.person, body, fields, tone=Tone.DONE))]


async def show(context: Context, args: OneCase) -> list[Action]:
    """What holds for the member of a case, and what is over: decisions are made with the past before one's eyes."""
    case = await find(context, args.case)
    found = await measures.of_person(context.tx, case.person)
    name = context.name_of(case.person)
    said = context.say("member.shown" if found else "member.shown_none", name=name)
    count = Field(context.text("member.field.strikes"), str(strikes(found, context.now)))
    fields = tuple(Field(_heading(context, one), _standing(context, one)) for one in found)
    last = next((one for one in found if one.undone_at is None), None)
    mine = last is not None and last.by == actor(context).id
    undo_it = (Button(context.text("button.undo"), "member undo", {"measure": str(last.id)}),) if last and mine else ()
    return [Reply(Card(said.title, said.body, (count, *fields), undo_it))]


def _heading(context: Context, measure: Measure) -> str:
    what, rule = kind_words(context, measure), rule_words(context, measure)
    return context.text("member.line", what=what, rule=rule, case=str(measure.case), day=f"{measure.at:%Y-%m-%d}")


def _standing(context: Context, measure: Measure) -> str:
    """Whether it restricts, whether its strike counts, whether it was taken back."""
    if measure.undone_at is not None:
        return context.text("member.standing.undone", name=context.name_of(measure.undone_by or ""), at=when(measure.undone_at))
    parts = []
    if measure.holds(context.now):
        key = "member.standing.until" if measure.until else "member.standing.holds"
        parts.append(context.text(key, until=when(measure.until or context.now)))
    if measure.counts(context.now) and measure.fades_at is not None:
        parts.append(context.text("member.standing.strike", until=f"{measure.fades_at:%Y-%m-%d}"))
    return " · ".join(parts) or context.text("member.standing.faded")
