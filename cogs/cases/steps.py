"""What every step of a case shares: who may take it, the change with its record, and the cards that follow."""

from typing import Any

from bot.cards.case import case_card
from bot.cog import Context
from bot.core.action import Action, Cancel, Direct, Edit, Later, Reply
from bot.core.card import Card
from bot.core.case import Case, CaseState
from bot.core.errors import NotAllowed, NotFound, Stale
from bot.core.message import Person
from bot.store import audit, cases

UNRESOLVED = (CaseState.OPEN, CaseState.CLAIMED)


def actor(context: Context) -> Person:
    if context.actor is None:
        raise NotAllowed("refusal.not_allowed")
    return context.actor


async def find(context: Context, number: int) -> Case:
    """The case, unless it does not exist, or the person who asks may not handle it (promise 6): it is about them, they
    reported it, or it appeals against what they decided. The last two read alike, so that no reporter is revealed."""
    case = await cases.get(context.tx, number)
    if case is None:
        raise NotFound("refusal.no_such_case", case=str(number))
    person = actor(context).id
    if case.person == person:
        raise NotAllowed("refusal.own_case")
    if person in await cases.barred(context.tx, case.id):
        raise NotAllowed("refusal.barred_case")
    return case


async def owned(context: Context, number: int) -> Case:
    """A case that the person has claimed."""
    case = await find(context, number)
    if case.state is not CaseState.CLAIMED or case.owner != actor(context).id:
        raise lost(context, case)
    return case


def lost(context: Context, case: Case) -> Stale:
    """A lost race, told kindly: who was first, and how long ago."""
    number = str(case.id)
    if case.state is CaseState.RESOLVED:
        return Stale("refusal.case_resolved", case=number)
    if case.owner is not None:
        return Stale("refusal.case_taken", case=number, name=context.name_of(case.owner), ago=_ago(context, case))
    return Stale("refusal.case_unclaimed", case=number)


def _ago(context: Context, case: Case) -> str:
    seconds = (context.now - case.claimed_at).total_seconds() if case.claimed_at else 0
    if seconds < 90:
        return context.text("common.second_ago")
    if seconds < 5400:
        return context.text("common.minutes_ago", count=str(round(seconds / 60)))
    return context.text("common.hours_ago", count=str(round(seconds / 3600)))


async def take(context: Context, case: Case, person: Person) -> Case | None:
    """Claim an open case; None where somebody was first."""
    values = {"state": CaseState.CLAIMED.value, "owner": person.id, "claimed_at": context.now}
    taken = await cases.change(context.tx, case, states=(CaseState.OPEN,), **values)
    if taken is not None:
        await audit.record(context.tx, person.id, "claimed", context.now, case.id)
    return taken


async def move(context: Context, case: Case, step: str, detail: dict[str, str] | None = None, **values: Any) -> Case:
    """Change an unresolved case, on record. Raises `Stale` where somebody was first."""
    moved = await cases.change(context.tx, case, states=UNRESOLVED, **values)
    if moved is None:
        raise lost(context, await find(context, case.id))
    await audit.record(context.tx, actor(context).id, step, context.now, case.id, **(detail or {}))
    return moved


async def shown(context: Context, case: Case, step: str) -> list[Action]:
    """The reply, the card in the moderators' channel, and a line to those who follow the case."""
    return [Reply(case_card(context, case)), *redraw(context, case), *await tell_watchers(context, case, step)]


def redraw(context: Context, case: Case) -> list[Action]:
    home = context.home.moderators
    return [Edit(f"{case.key}:card", home, case_card(context, case))] if home is not None else []


async def tell_watchers(context: Context, case: Case, step: str) -> list[Action]:
    who = context.actor.id if context.actor else ""
    name = context.actor.name if context.actor else context.text("common.program")
    outcome = context.text(f"choice.outcome.{case.outcome.value}") if case.outcome else ""
    said = context.say("case.watched", case=str(case.id), what=context.text(f"case.step.{step}", actor=name, outcome=outcome))
    return [
        Direct(f"{case.key}:watch:{context.event}:{person}", person, case.place, Card(said.title, said.body))
        for person in await cases.watchers(context.tx, case.id)
        if person != who
    ]


def clocks_on_claim(context: Context, case: Case) -> list[Action]:
    """Paging stops for now; the member must be reached in time, and an untouched claim goes back."""
    actions: list[Action] = [Cancel(f"{case.key}:page"), Cancel(f"{case.key}:overdue"), keep_claim(context, case)]
    if case.paged and case.contacted_at is None:
        due = context.now + context.policy.paging_of(case.severity.name.lower()).contact
        actions.append(Later(f"{case.key}:contact", due, "page contact", {"case": str(case.id)}))
    return actions


def keep_claim(context: Context, case: Case) -> Later:
    """Whoever works on a case keeps it: each step moves the moment at which the claim lapses."""
    return Later(f"{case.key}:stale", context.now + context.policy.claim_expires, "case stale", {"case": str(case.id)})


def clocks_on_release(context: Context, case: Case) -> list[Action]:
    """Back in the queue: what called people before calls them again."""
    actions: list[Action] = [Cancel(f"{case.key}:contact"), Cancel(f"{case.key}:stale")]
    if case.paged and case.contacted_at is None:
        actions.append(page_now(context, case, "first"))
    return actions


def page_now(context: Context, case: Case, step: str) -> Later:
    """Call somebody at once, through the same timer that goes on from there."""
    return Later(f"{case.key}:page", context.now, "page step", {"case": str(case.id), "step": step, "because": context.event})


def clocks_on_end(case: Case) -> list[Action]:
    return [Cancel(f"{case.key}:{name}") for name in ("page", "contact", "stale", "overdue")]
