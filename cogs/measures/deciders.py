"""Who may decide an appeal: any moderator or admin who did not decide before. Where there is nobody, it is said plainly."""

from datetime import timedelta

from bot.cards.case import case_card
from bot.cards.private import toward
from bot.cog import Arguments, Context
from bot.core.action import Action, Direct, Later, Post
from bot.core.card import Card, Field, Tone
from bot.core.case import Case
from bot.core.measure import Measure
from bot.core.message import Person, Role
from bot.store import cases, measures
from cogs.measures.steps import kind_words

_A_DAY = timedelta(days=1)
_SHOWN = 20


class Nothing(Arguments):
    """A command without arguments."""


async def deciders(context: Context, case: Case) -> list[Person]:
    """Everybody who may decide the appeal of this case: not its member, nor who took the measure or reported the message."""
    barred = {case.person, *await cases.barred(context.tx, case.id)}
    staff = {one.id: one for role in (Role.MODERATOR, Role.ADMIN) for one in context.directory.staff(role)}
    return [one for _, one in sorted(staff.items()) if one.id not in barred]


async def ask(context: Context, case: Case, found: list[Person]) -> list[Action]:
    """Moderators find an appeal in their queue. Where admins alone may decide it, they are asked in private, once."""
    if any(Role.MODERATOR in one.roles for one in found):
        return []
    actions: list[Action] = []
    for one in found:
        theirs = await toward(context, one.id)
        actions.append(Direct(f"{case.key}:decide:{one.id}", one.id, case.place, case_card(theirs, case)))
    return actions


def stuck(context: Context, waiting: list[tuple[Case, Measure]]) -> list[Action]:
    """Said to the team once a day, as long as nobody may decide."""
    home = context.home.moderators
    if not waiting or home is None:
        return []
    fields = tuple(_line(context, case, measure) for case, measure in waiting[:_SHOWN])
    said = context.say("appeal.nobody", count=str(len(waiting)))
    key = f"appeals:nobody:{context.today.isoformat()}:{'-'.join(str(case.id) for case, _ in waiting[:_SHOWN])}"
    return [Post(key, home, Card(said.title, said.body, fields, tone=Tone.CAUTION))]


async def look(context: Context, _: Nothing) -> list[Action]:
    """Once a day: appeals that nobody may decide are told to the team; those that an admin may decide now, to the admin."""
    actions: list[Action] = [Later("daily:appeal look", context.now + _A_DAY, "appeal look")]
    waiting: list[tuple[Case, Measure]] = []
    for appeal in await measures.undecided(context.tx):
        case, measure = await cases.get(context.tx, appeal.case), await measures.get(context.tx, appeal.measure)
        if case is None or measure is None:
            continue
        found = await deciders(context, case)
        actions += await ask(context, case, found)
        if not found:
            waiting.append((case, measure))
    return [*actions, *stuck(context, waiting)]


def _line(context: Context, case: Case, measure: Measure) -> Field:
    what = kind_words(context, measure)
    return Field(
        context.text("appeal.nobody_line", case=str(case.id), name=context.name_of(case.person)),
        context.text("appeal.nobody_what", what=what, by=context.name_of(measure.by), measure=str(measure.id)),
    )
