"""What every step of a case shares: who may take it, the change with its record, and the cards that follow."""

from datetime import datetime
from typing import Any

from bot.cards.case import case_card
from bot.cards.watched import tell_watchers
from bot.cog import Context
from bot.core.action import Action, Cancel, Edit, Later, Reply
from bot.core.card import Card, Tone
from bot.core.case import Case, CaseState, Outcome
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
    """Back in the queue: what called people before calls them again, or it is said when nobody takes it in time."""
    actions: list[Action] = [Cancel(f"{case.key}:contact"), Cancel(f"{case.key}:stale")]
    if case.paged and case.contacted_at is None:
        actions.append(page_now(context, case))
    elif (due_in := context.policy.case_due.get(case.severity.name.lower())) is not None:
        due = case.due_at if case.due_at is not None and case.due_at > context.now else context.now + due_in
        actions.append(Later(f"{case.key}:overdue", due, "case overdue", {"case": str(case.id)}))
    return actions


def page_now(context: Context, case: Case, clock: str = "page") -> Later:
    """Call somebody at once: through the timer that goes on from there, or as a `call` beside it."""
    args = {"case": str(case.id), "step": "first", "because": context.event}
    return Later(f"{case.key}:{clock}", context.now, "page step", args)


def clocks_on_end(case: Case) -> list[Action]:
    return [Cancel(f"{case.key}:{name}") for name in ("page", "contact", "stale", "overdue")]


def kept_until(context: Context, outcome: Outcome | None, since: datetime) -> datetime:
    """When a case's evidence may go: by how it ended; the policy's general time while it has not."""
    return since + context.policy.keep_after.get(outcome.value if outcome else "", context.policy.keep_evidence)


async def drilled(context: Context, taken: Case) -> list[Action]:
    """A drill is over once somebody answers it, in whichever way."""
    ended = {"outcome": Outcome.NO_ACTION.value, "resolved_at": context.now, "contacted_at": context.now}
    done = await move(context, taken, "drilled", None, state=CaseState.RESOLVED.value, **ended)
    minutes = str(round((context.now - taken.opened_at).total_seconds() / 60))
    said = context.say("case.drill_done", minutes=minutes)
    return [Reply(Card(said.title, said.body, tone=Tone.DONE)), *redraw(context, done), *clocks_on_end(done)]
