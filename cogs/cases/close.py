"""The end of a case: invite back, resolve with an outcome, reopen, merge what is one matter."""

from dataclasses import replace
from datetime import timedelta

from bot.cards.private import private_card, toward, waiting
from bot.cards.watched import tell_watchers
from bot.cog import Context
from bot.core.action import Action, Direct, Later, Post, Reply, Restore
from bot.core.audit import PROGRAM
from bot.core.card import Button, Card, Field, Tone
from bot.core.case import Case, CaseState, Outcome
from bot.core.errors import Refusal, Stale
from bot.store import audit, cases, evidence, verdicts
from cogs.cases.arguments import Invite, Merge, OneCase, Resolve
from cogs.cases.steps import (
    actor,
    clocks_on_end,
    clocks_on_release,
    find,
    keep_claim,
    kept_until,
    lost,
    move,
    owned,
    page_now,
    redraw,
    shown,
)

_BREATH = timedelta(minutes=20)


async def invite(context: Context, args: Invite) -> list[Action]:
    """Invite the author to post again. The bot never posts a member's words for them."""
    case = await owned(context, args.case)
    theirs = await toward(context, case.person)
    card = _from_moderator(theirs, case, theirs.say("case.invitation").body, args.to_member)
    await audit.record(context.tx, actor(context).id, "invited", context.now, case.id)
    done = context.say("case.invited", name=context.name_of(case.person))
    key = f"{case.key}:invite:{context.event}"
    return [
        Restore(key, case.person, case.place, card, _if_closed(theirs, key, case)),
        Reply(Card(done.title, done.body, tone=Tone.DONE)),
        keep_claim(context, case),
    ]


async def resolve(context: Context, args: Resolve) -> list[Action]:
    """End it with an outcome. How long its evidence is kept follows from that; what was judged goes to the figures."""
    case = await owned(context, args.case)
    if case.label == "appeal":
        raise Refusal("refusal.decide_appeal")
    outcome = Outcome(args.outcome.value)
    values = {"state": CaseState.RESOLVED.value, "outcome": outcome.value, "resolved_at": context.now}
    done = await move(context, case, "resolved", {"outcome": outcome.value}, **values)
    await evidence.keep_until(context.tx, case.id, kept_until(context, outcome, context.now))
    await verdicts.of_case(context.tx, done, false_alarm=outcome is Outcome.NOT_A_PROBLEM, now=context.now)
    actions = [*await shown(context, done, "resolved"), *clocks_on_end(done)]
    if args.to_member:
        key = f"{case.key}:resolved:{context.event}"
        theirs = await toward(context, case.person)
        card = _from_moderator(theirs, case, "", args.to_member)
        actions.append(Direct(key, case.person, case.place, card, _if_closed(theirs, key, case)))
    if case.paged and outcome is not Outcome.NOT_A_PROBLEM:
        actions.append(_debrief(context, case))
    return actions


def _from_moderator(theirs: Context, case: Case, body: str, words: str | None) -> Card:
    """A private note to the case's member. `theirs` speaks the member's language."""
    fields = (Field(theirs.text("case.field.from_moderator"), words),) if words else ()
    return private_card(theirs, case.person, body, fields)


def _if_closed(theirs: Context, key: str, case: Case) -> Post | None:
    """Where private messages are closed: a moderator's words wait behind a button, for not every platform can hide a line."""
    return waiting(theirs, key, case.person, replace(case.place, thread=None))


def _debrief(context: Context, case: Case) -> Later:
    """A word for the one who carried it, a little later, when the hands are free."""
    args = {"person": actor(context).id, "case": str(case.id)}
    return Later(f"{case.key}:debrief", context.now + _BREATH, "duty debrief", args)


async def reopen(context: Context, args: OneCase) -> list[Action]:
    case = await find(context, args.case)
    if case.state is not CaseState.RESOLVED:
        raise lost(context, case) if case.owner else Stale("refusal.case_open", case=str(case.id))
    if case.merged_into is not None:
        raise Stale("refusal.case_merged", case=str(case.id), into=str(case.merged_into))
    due_in = context.policy.case_due.get(case.severity.name.lower())
    due = context.now + due_in if due_in else None
    values = {"state": CaseState.OPEN.value, "owner": None, "claimed_at": None, "resolved_at": None, "outcome": None}
    again = await cases.change(context.tx, case, states=(CaseState.RESOLVED,), contacted_at=None, due_at=due, **values)
    if again is None:
        raise Stale("refusal.busy")
    await audit.record(context.tx, actor(context).id, "reopened", context.now, case.id)
    return [*await shown(context, again, "reopened"), *clocks_on_release(context, again)]


async def merge(context: Context, args: Merge) -> list[Action]:
    """Two cases that are one matter: the other one takes messages, notes, evidence, and the graver urgency."""
    case, target = await find(context, args.case), await find(context, args.into)
    if case.id == target.id:
        raise Refusal("refusal.same_case")
    if case.state is CaseState.RESOLVED:
        raise lost(context, case)
    if target.state is CaseState.RESOLVED:
        raise lost(context, target)
    if case.person != target.person:
        raise Refusal("refusal.other_member")
    if case.owner not in {None, actor(context).id}:
        raise lost(context, case)
    worse = case.severity > target.severity or case.human > target.human
    raised = {"severity": int(max(case.severity, target.severity)), "human": int(max(case.human, target.human))}
    named = {"label": case.label, "value": case.value} if worse else {}
    held = {"held_at": case.held_at} if case.held_at and not target.held_at else {}
    anew = {"contacted_at": None} if worse and case.contacted_at is None else {}
    grown = await move(context, target, "took_in", {"from": str(case.id)}, **raised, **named, **held, **anew)
    ended = {"state": CaseState.RESOLVED.value, "outcome": Outcome.MERGED.value, "resolved_at": context.now}
    ended["owner"] = actor(context).id
    gone = await move(context, case, "merged", {"into": str(target.id)}, **ended, merged_into=target.id, held_at=None)
    await cases.move_messages(context.tx, case.id, target.id)
    await evidence.move(context.tx, case.id, target.id)
    actions = [*await shown(context, grown, "took_in"), *redraw(context, gone), *clocks_on_end(gone)]
    if worse and grown.paged and grown.contacted_at is None:
        actions.append(page_now(context, grown, "call"))  # whoever has it is told, or somebody is called
    return actions


async def stale(context: Context, args: OneCase) -> list[Action]:
    """A claim that was left untouched: the case goes back to the queue, and everybody is told so."""
    case = await cases.get(context.tx, args.case)
    if case is None or case.state is not CaseState.CLAIMED or case.owner is None:
        return []
    values = {"state": CaseState.OPEN.value, "owner": None, "claimed_at": None}
    freed = await cases.change(context.tx, case, states=(CaseState.CLAIMED,), **values)
    if freed is None:
        return []
    await audit.record(context.tx, PROGRAM, "lapsed", context.now, case.id, owner=case.owner)
    said = context.say("case.lapsed", case=str(case.id), name=context.name_of(case.owner))
    claim = Button(context.text("button.claim"), "case claim", {"case": str(case.id)})
    card = Card(said.title, said.body, buttons=(claim,), tone=Tone.CAUTION)
    theirs = await toward(context, case.owner)
    told = theirs.say("case.lapsed", case=str(case.id), name=context.name_of(case.owner))
    mine = replace(claim, label=theirs.text("button.claim"))
    to_owner = Card(told.title, told.body, buttons=(mine,), tone=Tone.CAUTION)
    actions: list[Action] = [Direct(f"{case.key}:lapsed:{context.event}", case.owner, case.place, to_owner)]
    if (home := context.home.moderators) is not None:
        actions.append(Post(f"{case.key}:back:{context.event}", home, card))
    return [*actions, *redraw(context, freed), *clocks_on_release(context, freed), *await tell_watchers(context, freed, "lapsed")]


async def overdue(context: Context, args: OneCase) -> list[Action]:
    """Nobody took a case in time: it is said to all moderators, once for each time that it waited."""
    case = await cases.get(context.tx, args.case)
    if case is None or case.state is not CaseState.OPEN or (home := context.home.moderators) is None:
        return []
    await audit.record(context.tx, PROGRAM, "overdue", context.now, case.id)
    said = context.say("case.overdue", case=str(case.id), since=f"{case.opened_at:%Y-%m-%d %H:%M} UTC")
    claim = Button(context.text("button.claim"), "case claim", {"case": str(case.id)})
    card = Card(said.title, said.body, buttons=(claim,), tone=Tone.CAUTION)
    return [Post(f"{case.key}:overdue:{context.event}", home, card), *redraw(context, case)]
