"""What measures and appeals share: who may handle a case, what a platform is asked to do, and words for a measure."""

from dataclasses import replace
from datetime import datetime

from bot.cog import Context
from bot.core.action import Action, Membership, Restrict, Restriction
from bot.core.case import Case, CaseState
from bot.core.errors import NotAllowed, NotFound, Stale
from bot.core.measure import Kind, Measure, last_in_force
from bot.core.message import Person, Place
from bot.store import cases, measures

_RESTRICTIONS = {Kind.TIME_OUT: Restriction.TIME_OUT, Kind.BAN: Restriction.BAN}


def actor(context: Context) -> Person:
    if context.actor is None:
        raise NotAllowed("refusal.not_allowed")
    return context.actor


async def find(context: Context, number: int) -> Case:
    """The case, where the person may handle it: it is not about them and they are not barred from it (promise 6)."""
    case = await cases.get(context.tx, number)
    if case is None:
        raise NotFound("refusal.no_such_case", case=str(number))
    if case.person == actor(context).id:
        raise NotAllowed("refusal.own_case")
    if actor(context).id in await cases.barred(context.tx, case.id):
        raise NotAllowed("refusal.barred_case")
    return case


async def owned(context: Context, number: int) -> Case:
    """A case that the person has claimed: nobody is measured in passing."""
    case = await find(context, number)
    if case.state is not CaseState.CLAIMED or case.owner != actor(context).id:
        raise Stale("refusal.claim_first", case=str(case.id))
    return case


async def enforced(context: Context, changed: Measure) -> list[Action]:
    """What the platform shall do now that a measure was taken or undone: of several, the one that holds longest."""
    key = f"measure:{changed.id}:{context.event}"
    stands = last_in_force(await measures.of_person(context.tx, changed.person), changed, context.now)
    if changed.kind is Kind.REMOVE:
        return [Membership(key, changed.person, changed.place, member=stands is None)]
    restriction = _RESTRICTIONS.get(changed.kind)
    if restriction is None:
        return []
    if stands is None:
        return [Restrict(key, changed.person, changed.place, restriction, lift=True)]
    return [Restrict(key, changed.person, changed.place, restriction, stands.until)]


def channel_of(case: Case) -> Place:
    return replace(case.place, thread=None)


def kind_words(context: Context, measure: Measure) -> str:
    return context.text(f"member.kind.{measure.kind.value}")


def rule_words(context: Context, measure: Measure) -> str:
    return context.text(f"choice.rule.{measure.rule.value}")


def when(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"
