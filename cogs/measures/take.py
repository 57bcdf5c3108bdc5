"""Taking a measure: by a person, on a case that they have, with a rule as its reason. The bot takes none itself (promise 8)."""

from datetime import datetime, timedelta

from bot.cards.watched import tell_watchers
from bot.cog import Context
from bot.core.action import Action, Hide, Later, Reply
from bot.core.card import Button, Card, Field, Tone
from bot.core.case import POINTED_OUT, Case
from bot.core.errors import Refusal
from bot.core.measure import Kind, Measure, Rule, earns_strike, may_hide, strikes
from bot.core.message import DIRECT
from bot.store import audit, cases, evidence, measures
from cogs.measures.arguments import Measured, Timed
from cogs.measures.note import note
from cogs.measures.steps import actor, channel_of, enforced, owned, rule_words, when


async def warn(context: Context, args: Measured) -> list[Action]:
    return await _take(context, args.case, Kind.WARN, args.rule, args.to_member)


async def hide(context: Context, args: Measured) -> list[Action]:
    """Take the case's messages out of sight. What a member told of themselves is hidden to protect them and earns no strike."""
    case = await owned(context, args.case)
    public = [one for one in await cases.messages(context.tx, case.id) if one.place.channel != DIRECT]
    if not public or not may_hide(f"{case.label}.{case.value}", await _seen(context, case)):
        raise Refusal("refusal.no_hide")
    ask = context.say("hide.by_hand")
    card, home = Card(ask.title, ask.body), context.home.moderators
    hidden = [Hide(f"{one.message}:hide", one.place, one.message, case.person, card, home) for one in public]
    return [*await _take(context, args.case, Kind.HIDE, args.rule, args.to_member), *hidden]


async def time_out(context: Context, args: Timed) -> list[Action]:
    until = context.now + timedelta(minutes=int(args.how_long.value))
    return await _take(context, args.case, Kind.TIME_OUT, args.rule, args.to_member, until)


async def remove(context: Context, args: Measured) -> list[Action]:
    return await _take(context, args.case, Kind.REMOVE, args.rule, args.to_member)


async def ban(context: Context, args: Measured) -> list[Action]:
    return await _take(context, args.case, Kind.BAN, args.rule, args.to_member)


async def _take(
    context: Context, number: int, kind: Kind, rule: Rule, words: str | None, until: datetime | None = None
) -> list[Action]:
    case = await owned(context, number)
    if not case.person or context.directory.person(case.person) is None:
        raise Refusal("refusal.no_member", case=str(case.id))
    strike = earns_strike(f"{case.label}.{case.value}", await _seen(context, case), rule)
    if not strike and kind is not Kind.HIDE:
        raise Refusal("refusal.no_strike")
    if kind is Kind.REMOVE and case.place.channel == DIRECT:
        raise Refusal("refusal.no_channel")
    me, fades = actor(context).id, context.now + context.policy.strikes_fade if strike else None
    new = measures.New(case.id, case.person, kind, rule, me, channel_of(case), until, fades)
    measure = await measures.take(context.tx, new, context.now)
    detail = {"measure": str(measure.id), "rule": rule.value}
    await audit.record(context.tx, me, f"measure_{kind.value}", context.now, case.id, **detail)
    if words:
        await cases.add_note(context.tx, case.id, me, words, context.now)
    keep = Later(f"{case.key}:stale", context.now + context.policy.claim_expires, "case stale", {"case": str(case.id)})
    told = [await note(context, measure, words), *await tell_watchers(context, case, f"measure_{kind.value}")]
    return [await _taken(context, case, measure), *told, *await enforced(context, measure), keep]


async def _seen(context: Context, case: Case) -> set[str]:
    """What was seen in the case's messages; that somebody pointed at them is nothing that was seen."""
    names: set[str] = set()
    for one in await cases.messages(context.tx, case.id):
        if one.label not in POINTED_OUT:
            names.add(f"{one.label}.{one.value}")
        judged = await evidence.judged(context.tx, one.message)
        names |= {f"{found['label']}.{found['value']}" for found in judged["findings"]} if judged else set()
    return names


async def _taken(context: Context, case: Case, measure: Measure) -> Reply:
    """The answer, with the way back beside it."""
    said = context.say(f"member.done.{measure.kind.value}", name=context.name_of(measure.person))
    count = strikes(await measures.of_person(context.tx, measure.person), context.now)
    rule = [Field(context.text("member.field.rule"), rule_words(context, measure))] if measure.fades_at else []
    fields = [*rule, Field(context.text("member.field.strikes"), str(count))]
    if measure.until is not None:
        fields.insert(1, Field(context.text("member.field.until"), when(measure.until)))
    undo = Button(context.text("button.undo"), "member undo", {"measure": str(measure.id)})
    return Reply(Card(said.title, said.body, tuple(fields), (undo,), Tone.DONE))
