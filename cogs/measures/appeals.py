"""A second look at a measure, by somebody who did not decide it."""

from datetime import timedelta

from bot.cards.case import case_card
from bot.cards.evidence import evidence_field, evidence_files
from bot.cards.private import private_card, toward
from bot.cards.watched import tell_watchers, watching
from bot.cog import Context
from bot.core.action import Action, Later, Post, Reply
from bot.core.audit import MEMBER
from bot.core.card import Button, Card, Field, Tone
from bot.core.case import Case, CaseState, Outcome
from bot.core.decision import Human, Urgency
from bot.core.errors import NotFound, Stale
from bot.core.measure import Measure
from bot.store import audit, cases, evidence, measures
from cogs.measures.arguments import Appeal, Decide, OneCase
from cogs.measures.deciders import ask, deciders, stuck
from cogs.measures.note import letter, mine
from cogs.measures.settle import settle
from cogs.measures.steps import actor, find, kind_words, rule_words
from cogs.measures.undo import take_back


async def make(context: Context, args: Appeal) -> list[Action]:
    """Once for each measure. Whoever decided it is barred from the appeal, like whoever reported what it was about.

    Where nobody is left to decide, the member and the team are told so plainly.
    """
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
    found = await deciders(context, case)
    actions: list[Action] = [_received(context, possible=bool(found))]
    if (home := context.home.moderators) is not None:
        actions.append(Post(f"{case.key}:card", home, case_card(context, case)))
    actions += await ask(context, case, found) if found else stuck(context, [(case, measure)])
    actions.append(Later(f"{case.key}:overdue", context.now + due_in, "case overdue", {"case": str(case.id)}))
    return [*actions, *await _tell(context, measure, None, "appealed")]


def _received(context: Context, *, possible: bool) -> Reply:
    """What happens with the appeal now. Nothing is promised where nobody may decide it."""
    said = context.say("appeal.made" if possible else "appeal.made_nobody")
    contact = context.policy.clinic_contact
    more = "\n\n" + context.text("appeal.contact", contact=contact) if contact and not possible else ""
    return Reply(Card(said.title, said.body + more, tone=Tone.DONE if possible else Tone.CARE))


async def read_appeal(context: Context, args: OneCase) -> list[Action]:
    """What the member writes, and what the measure was about: for whoever may decide; that they looked is on record."""
    case, measure = await _open(context, args)
    came_from = await find(context, measure.case)
    kept = [*await evidence.of_case(context.tx, case.id), *await evidence.of_case(context.tx, came_from.id)]
    for one in (case, came_from):
        await audit.record(context.tx, actor(context).id, audit.LOOKED, context.now, one.id, reason="appeal")
    what = Field(kind_words(context, measure), rule_words(context, measure))
    number = {"case": str(case.id)}
    buttons = (
        Button(context.text("button.measures"), "member show", number),
        Button(context.text("button.uphold"), "appeal uphold", number),
        Button(context.text("button.overturn"), "appeal overturn", number),
    )
    said = context.say("case.evidence_opened", case=str(case.id))
    fields = (what, *(evidence_field(context, item) for item in kept))
    return [Reply(Card(said.title, said.body, fields, buttons), files=evidence_files(kept))]


async def uphold(context: Context, args: Decide) -> list[Action]:
    """The measure stays. The member hears why, where the moderator says it."""
    case, measure = await _open(context, args)
    actions = await _settled(context, case, measure, measures.UPHELD, Outcome.NO_ACTION)
    theirs = await toward(context, measure.person)
    fields = (Field(theirs.text("member.field.words"), args.to_member),) if args.to_member else ()
    body = theirs.text("appeal.told.upheld", what=kind_words(theirs, measure))
    return [*actions, letter(theirs, measure, "upheld", private_card(theirs, measure.person, body, fields))]


async def overturn(context: Context, args: Decide) -> list[Action]:
    """The measure is taken back with its strike; the member hears it. Nothing is left to lift where it was undone meanwhile."""
    case, measure = await _open(context, args)
    actions = await _settled(context, case, measure, measures.OVERTURNED, Outcome.CORRECTED)
    lifted = await take_back(context, measure, args.to_member) if measure.undone_at is None else []
    return [*actions, *lifted]


async def _open(context: Context, args: OneCase) -> tuple[Case, Measure]:
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


async def _settled(context: Context, case: Case, measure: Measure, outcome: str, ends: Outcome) -> list[Action]:
    """The appeal ends by this person's decision; those who follow it, or the case that the measure came from, hear so."""
    ended = await settle(context, case, measure, outcome, ends, actor(context).id)
    said = context.say(f"appeal.{outcome}", name=context.name_of(measure.person), what=kind_words(context, measure))
    reply = Reply(Card(said.title, said.body, tone=Tone.DONE))
    return [reply, *ended, *await _tell(context, measure, case, f"appeal_{outcome}")]


async def _tell(context: Context, measure: Measure, appeal: Case | None, step: str) -> list[Action]:
    """Each follower of either case hears of the step once."""
    actions: list[Action] = []
    told: frozenset[str] = frozenset()
    if appeal is not None:
        actions += await tell_watchers(context, appeal, step)
        told = frozenset(await watching(context, appeal))
    came_from = await cases.get(context.tx, measure.case)
    return actions if came_from is None else [*actions, *await tell_watchers(context, came_from, step, told)]
