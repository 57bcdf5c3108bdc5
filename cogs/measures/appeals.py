"""A second look at a measure, by somebody who did not decide it."""

from datetime import timedelta

from bot.cards.case import case_card
from bot.cards.private import private_card, toward
from bot.cog import Context
from bot.core.action import Action, Cancel, Edit, Later, Post, Reply
from bot.core.audit import MEMBER
from bot.core.card import Card, Field, Tone
from bot.core.case import Case, CaseState, Outcome
from bot.core.decision import Human, Urgency
from bot.core.errors import NotFound, Stale
from bot.core.measure import Measure
from bot.store import audit, cases, evidence, measures
from cogs.measures.arguments import Appeal, Decide
from cogs.measures.note import letter, mine
from cogs.measures.steps import actor, find, kind_words
from cogs.measures.undo import take_back


async def make(context: Context, args: Appeal) -> list[Action]:
    """Once for each measure. Whoever decided it is barred from the appeal, like whoever reported what it was about."""
    measure = await mine(context, args.measure)
    if measure.undone_at is not None:
        raise Stale("refusal.undone_already")
    if await measures.appeal_against(context.tx, measure.id) is not None:
        raise Stale("refusal.appealed_already")
    due_in = context.policy.case_due.get("normal", timedelta(hours=12))
    message, person = f"appeal:{measure.id}", actor(context).id
    new = cases.NewCase(
        "appeal", measure.kind.value, Urgency.NORMAL, Human.CASE, person, measure.place, message, context.now + due_in
    )
    case, _ = await cases.open_once(context.tx, new, context.now)
    await measures.appeal_once(context.tx, measure.id, case.id, context.now)
    for barred in {measure.by, *await cases.barred(context.tx, measure.case)}:
        await cases.bar(context.tx, case.id, barred)
    until = context.now + context.policy.keep_evidence
    await evidence.keep(context.tx, case.id, message, "original", person, args.appeal, context.now, until)
    await audit.record(context.tx, MEMBER, "appealed", context.now, case.id, measure=str(measure.id))
    said = context.say("appeal.made")
    actions: list[Action] = [Reply(Card(said.title, said.body, tone=Tone.DONE))]
    if (home := context.home.moderators) is not None:
        actions.append(Post(f"{case.key}:card", home, case_card(context, case)))
    return [*actions, Later(f"{case.key}:overdue", context.now + due_in, "case overdue", {"case": str(case.id)})]


async def uphold(context: Context, args: Decide) -> list[Action]:
    """The measure stays. The member hears why, where the moderator says it."""
    case, measure = await _open(context, args)
    actions = await _settle(context, case, measure, measures.UPHELD, Outcome.NO_ACTION)
    theirs = await toward(context, measure.person)
    fields = (Field(theirs.text("member.field.words"), args.to_member),) if args.to_member else ()
    body = theirs.text("appeal.told.upheld", what=kind_words(theirs, measure))
    return [*actions, letter(theirs, measure, "upheld", private_card(theirs, measure.person, body, fields))]


async def overturn(context: Context, args: Decide) -> list[Action]:
    """The measure is taken back with its strike; the member hears it. Nothing is left to lift where it was undone meanwhile."""
    case, measure = await _open(context, args)
    actions = await _settle(context, case, measure, measures.OVERTURNED, Outcome.CORRECTED)
    lifted = await take_back(context, measure, args.to_member) if measure.undone_at is None else []
    return [*actions, *lifted]


async def _open(context: Context, args: Decide) -> tuple[Case, Measure]:
    """An appeal that waits and that this person may decide. No claim is needed: an admin decides where there is one moderator."""
    case = await find(context, args.case)
    appeal = await measures.appeal_in(context.tx, case.id)
    measure = await measures.get(context.tx, appeal.measure) if appeal is not None else None
    if appeal is None or measure is None:
        raise NotFound("refusal.no_appeal", case=str(case.id))
    if appeal.outcome is not None:
        raise Stale("refusal.appeal_decided")
    if case.state is CaseState.CLAIMED and case.owner not in {None, actor(context).id}:
        raise Stale("refusal.appeal_taken", name=context.name_of(case.owner or ""))
    return case, measure


async def _settle(context: Context, case: Case, measure: Measure, outcome: str, ends: Outcome) -> list[Action]:
    """The appeal and its case end together, on record."""
    if not await measures.decide(context.tx, measure.id, outcome):
        raise Stale("refusal.appeal_decided")
    me = actor(context).id
    values = {"state": CaseState.RESOLVED.value, "owner": me, "outcome": ends.value, "resolved_at": context.now}
    done = await cases.change(context.tx, case, states=tuple(CaseState), **values)
    if done is None:
        raise Stale("refusal.busy")
    kept = context.policy.keep_after.get(ends.value, context.policy.keep_evidence)
    await evidence.keep_until(context.tx, case.id, context.now + kept)
    await audit.record(context.tx, me, f"appeal_{outcome}", context.now, case.id, measure=str(measure.id))
    said = context.say(f"appeal.{outcome}", name=context.name_of(measure.person), what=kind_words(context, measure))
    actions: list[Action] = [Reply(Card(said.title, said.body, tone=Tone.DONE))]
    if (home := context.home.moderators) is not None:
        actions.append(Edit(f"{case.key}:card", home, case_card(context, done)))
    return [*actions, *(Cancel(f"{case.key}:{clock}") for clock in ("page", "contact", "stale", "overdue"))]
