"""Who is too young for this community, as they said themselves, and who else is easily harmed."""

from typing import Final

from sqlalchemy import and_, select

from bot.core.case import Outcome
from bot.store import cases, people
from bot.store.database import Transaction
from bot.store.tables import case_file

_MINOR: Final = "minor"
"""The preference that holds that a person said to be younger than the community's minimum age."""


async def note(tx: Transaction, person: str) -> None:
    await people.choose(tx, person, _MINOR, "yes")


async def vulnerable(tx: Transaction, person: str) -> bool:
    """Whether offers to this person weigh more: a minor, or somebody with an open crisis case."""
    if (await people.chosen(tx, person)).get(_MINOR) == "yes" and not await _mistaken(tx, person):
        return True
    return await cases.open_crisis_of(tx, person) is not None


async def _mistaken(tx: Transaction, person: str) -> bool:
    """Whether a person looked at it last and found that it was not a problem: humans decide (promise 8)."""
    about = and_(case_file.c.person == person, case_file.c.label == "conduct", case_file.c.value == _MINOR)
    query = select(case_file.c.outcome).where(about).order_by(case_file.c.id.desc()).limit(1)
    return (await tx.connection.execute(query)).scalar() == Outcome.NOT_A_PROBLEM.value
