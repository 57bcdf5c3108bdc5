"""A line to those who follow a case: each step, in private, in their own language."""

from bot.cards.private import toward
from bot.cog import STAFF, Context
from bot.core.action import Action, Direct
from bot.core.card import Card
from bot.core.case import Case
from bot.core.message import Role
from bot.store import cases


async def tell_watchers(context: Context, case: Case, step: str, told: frozenset[str] = frozenset()) -> list[Action]:
    """Tells everybody who follows the case, but for whoever took the step and those in `told`.

    Whoever may not handle the case hears nothing of it (promise 6), and neither does who left the staff.
    """
    actions: list[Action] = []
    for person in await watching(context, case):
        if person in told or (context.actor is not None and person == context.actor.id):
            continue
        theirs = await toward(context, person)
        name = context.actor.name if context.actor else theirs.text("common.program")
        outcome = theirs.text(f"choice.outcome.{case.outcome.value}") if case.outcome else ""
        said = theirs.say("case.watched", case=str(case.id), what=theirs.text(f"case.step.{step}", actor=name, outcome=outcome))
        actions.append(Direct(f"{case.key}:watch:{context.event}:{person}", person, case.place, Card(said.title, said.body)))
    return actions


async def watching(context: Context, case: Case) -> list[str]:
    """Who follows the case and may know of it."""
    following = await cases.watchers(context.tx, case.id)
    barred = {case.person, *await cases.barred(context.tx, case.id)} if following else set()
    found = []
    for person in following:
        known = context.directory.person(person)
        if person not in barred and known is not None and known.roles & (STAFF | {Role.ADMIN}):
            found.append(person)
    return found
