"""Danger reaches a human: who is called, when, and who is next, until somebody has reached the member.

Timers alone move it on, so it survives restarts, and what fell due meanwhile happens at once. Nothing here can cancel a page.
"""

from datetime import datetime, timedelta

from bot.cards.case import case_card, page_card
from bot.cards.private import toward
from bot.cog import STAFF, Arguments, CaseNumber, Cog, Command, Context, Text, nothing_to_erase, nothing_to_export
from bot.core.action import Action, Direct, Edit, Later, Page, Post, Reply
from bot.core.audit import PROGRAM
from bot.core.card import Button, Card, Tone
from bot.core.case import Case, CaseState, Outcome
from bot.core.decision import Human, Urgency
from bot.core.escalation import Call, Paging, Step, call
from bot.core.message import Role
from bot.store import audit, cases, pages, switches, timers
from bot.store.switches import DRILLS_PLANNED
from cogs.paging.responders import responders

_CLOCK: frozenset[Role] = frozenset()
_WEEK = timedelta(days=7)
_ROUNDS = 6
_DOUBLINGS = 8
_RAREST = timedelta(hours=4)


class Nothing(Arguments):
    """A command without arguments."""


class StepOf(Arguments):
    """`due`: when this step should have been taken, which is earlier than now where the program was down."""

    case: CaseNumber
    step: Text
    because: Text = "-"
    due: datetime | None = None


class OneCase(Arguments):
    case: CaseNumber


async def step(context: Context, args: StepOf) -> list[Action]:
    """Call whoever is due at this step, and set the clock for the next one.

    Whatever asks for a call out of turn, such as another message of the member, never sets back steps that are planned already.
    """
    case = await cases.get(context.tx, args.case)
    if case is None or case.state is CaseState.RESOLVED or case.contacted_at is not None:
        return []
    paging = context.policy.paging_of(case.severity.name.lower())
    people = await responders(context, case)
    if case.state is CaseState.CLAIMED and case.owner is not None:
        made = Call(Step.FIRST, (case.owner,))  # it got worse, or no better, while somebody has it: they are told
        follow = await _contact(context, case, paging)
    else:
        planned = await timers.due_of(context.tx, f"{case.key}:page")
        step = Step[args.step.upper()] if planned is None else max(Step[args.step.upper()], await _reached(context, case))
        made = call(step, people, context.policy.pages_per_turn)
        follow = await _next(context, case, made.step, args.due, planned)
    if case.label == "drill" and made.step is Step.EVERYBODY:
        return [
            *await _pages(context, case, made, outside=True),
            Later(follow.key, follow.at, "page unanswered", {"case": str(case.id)}),
        ]
    return [*await _pages(context, case, made, outside=made.step >= paging.outside_from), follow]


async def unanswered(context: Context, args: OneCase) -> list[Action]:
    """A drill that nobody answered ends, and the moderators are told plainly: in a real case nobody would have come."""
    case = await cases.get(context.tx, args.case)
    if case is None or case.state is not CaseState.OPEN or case.label != "drill":
        return []
    values = {"state": CaseState.RESOLVED.value, "outcome": Outcome.NO_ACTION.value, "resolved_at": context.now}
    ended = await cases.change(context.tx, case, states=(CaseState.OPEN,), **values)
    if ended is None or (home := context.home.moderators) is None:
        return []
    await audit.record(context.tx, PROGRAM, "drill_unanswered", context.now, case.id)
    said = context.say("case.drill_unanswered", case=str(case.id))
    card = Card(said.title, said.body, tone=Tone.URGENT)
    return [Post(f"{case.key}:unanswered", home, card), Edit(f"{case.key}:card", home, case_card(context, ended))]


async def _next(context: Context, case: Case, made: Step, due: datetime | None, planned: datetime | None) -> Later:
    """The clock of the step after this one. Steps that fell due while the program was down follow at once; the calls to
    everybody, which repeat, count from now."""
    paging = context.policy.paging_of(case.severity.name.lower())
    since = context.now if made is Step.EVERYBODY or due is None else min(due, context.now)
    at = since + await _pause(context, case, paging, made)
    at = at if planned is None else min(at, planned)
    then = Step(min(made + 1, Step.EVERYBODY))
    args = {"case": str(case.id), "step": then.name.lower(), "because": context.event, "due": at.isoformat()}
    return Later(f"{case.key}:page", at, "page step", args)


async def _contact(context: Context, case: Case, paging: Paging) -> Later:
    """When the member must have been reached: sooner where the case got worse, and never later than it was."""
    key, due = f"{case.key}:contact", context.now + paging.contact
    return Later(key, min(due, await timers.due_of(context.tx, key) or due), "page contact", {"case": str(case.id)})


async def _reached(context: Context, case: Case) -> Step:
    """How far the calls for a case have gone."""
    sent = await pages.of_case(context.tx, case.id)
    return Step[sent[-1].step.upper()] if sent else Step.FIRST


async def _pause(context: Context, case: Case, paging: Paging, called: Step) -> timedelta:
    """How long until the next call. After some rounds the calls to everybody grow rarer and never end."""
    if called is not Step.EVERYBODY:
        return paging.pause_after(called)
    rounds = sum(sent.step == "everybody" for sent in await pages.of_case(context.tx, case.id))
    doublings = min(max(0, rounds - _ROUNDS), _DOUBLINGS)
    return max(paging.repeat, min(paging.repeat * (1 << doublings), _RAREST))


async def _pages(context: Context, case: Case, made: Call, *, outside: bool) -> list[Action]:
    """The pages of one call, each remembered under its key and sent once."""
    number = len(await pages.of_case(context.tx, case.id)) + 1
    name = made.step.name.lower()
    card = page_card(context, case)
    actions: list[Action] = []
    for person in made.people or (pages.EVERYBODY,):
        key = f"{case.key}:page:{number}:{person or 'everybody'}"
        await pages.note(context.tx, key, case.id, person, name, context.now)
        if context.home.moderators is not None:
            theirs = page_card(await toward(context, person), case) if person else card
            actions.append(Page(key, name, context.home.moderators, theirs, person))
    if outside:
        actions += [Page(f"{case.key}:page:{number}:{place.channel}", name, place, card) for place in context.outside]
    people = ",".join(made.people) or "everybody"
    await audit.record(context.tx, PROGRAM, "paged", context.now, case.id, step=name, people=people)
    return actions


async def contact_due(context: Context, args: OneCase) -> list[Action]:
    """Somebody took the case and the member was not reached in time: it is free again, and the next person is called."""
    case = await cases.get(context.tx, args.case)
    if case is None or case.state is not CaseState.CLAIMED or case.owner is None or case.contacted_at is not None:
        return []
    values = {"state": CaseState.OPEN.value, "owner": None, "claimed_at": None}
    freed = await cases.change(context.tx, case, states=(CaseState.CLAIMED,), **values)
    if freed is None:
        return []
    await audit.record(context.tx, PROGRAM, "not_reached", context.now, case.id, owner=case.owner)
    theirs = await toward(context, case.owner)
    said = theirs.say("case.not_reached", case=str(case.id), name=context.name_of(case.owner))
    reached = Button(theirs.text("button.contact"), "case contact", {"case": str(case.id)})
    card = Card(said.title, said.body, buttons=(reached,), tone=Tone.URGENT)
    actions: list[Action] = [Direct(f"{case.key}:not_reached:{context.event}", case.owner, case.place, card, urgent=True)]
    if (home := context.home.moderators) is not None:
        actions.append(Edit(f"{case.key}:card", home, case_card(context, freed)))
    args_of_step = {"case": str(case.id), "step": "second", "because": context.event}
    return [*actions, Later(f"{case.key}:page", context.now, "page step", args_of_step)]


async def drill(context: Context, _: Nothing) -> list[Action]:
    """Exercise the whole chain with a case that is none: whoever answers ends it."""
    home = context.home.moderators
    if home is None:
        return []
    new = cases.NewCase("drill", "page", Urgency.SOON, Human.PAGE, PROGRAM, home, f"drill:{context.event}", None)
    case, _fresh = await cases.open_once(context.tx, new, context.now)
    said = context.say("case.drill_started", case=str(case.id))
    return [
        Reply(Card(said.title, said.body, tone=Tone.DONE)),
        Post(f"{case.key}:card", home, case_card(context, case)),
        Later(f"{case.key}:page", context.now, "page step", {"case": str(case.id), "step": "first", "because": context.event}),
    ]


async def weekly(context: Context, args: Nothing) -> list[Action]:
    """Once a week, at the same hour; the first one comes a week after the start."""
    key = "daily:page drill"
    again = Later(key, context.now + _WEEK, "page drill")
    if await switches.thrown(context.tx, DRILLS_PLANNED) is None:
        await switches.throw(context.tx, DRILLS_PLANNED, "yes", PROGRAM, context.now)
        return [again]
    return [again, *await drill(context, args)]


COG = Cog(
    "paging",
    nothing_to_erase,
    nothing_to_export,
    commands=(
        Command("case drill", STAFF | {Role.ADMIN}, Nothing, drill),
        Command("page step", _CLOCK, StepOf, step, at_clock=True, listed=False),
        Command("page contact", _CLOCK, OneCase, contact_due, at_clock=True, listed=False),
        Command("page unanswered", _CLOCK, OneCase, unanswered, at_clock=True, listed=False),
        Command("page drill", _CLOCK, Nothing, weekly, at_clock=True, listed=False),
    ),
    daily=("page drill",),
)
