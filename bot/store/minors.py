"""How old people said they are: who is too young for this community, who is a minor in it, and who else is easily harmed.

Minors are never introduced or suggested to anybody: whatever brings people together asks `stated` first.
"""

from typing import Final

from sqlalchemy import and_, select

from bot.core.case import Outcome
from bot.core.consent import Age
from bot.store import cases, people
from bot.store.database import Transaction
from bot.store.tables import case_file

_YOUNGER: Final = "minor"
"""The preference that holds that a person said to be younger than the community's minimum age."""
_AGE: Final = "age"
"""The preference that holds the age that they chose, where it is old enough."""


async def note(tx: Transaction, person: str) -> None:
    """They said that they are younger than the minimum. Only a person from the team takes that back."""
    await people.choose(tx, person, _YOUNGER, "yes")


async def choose(tx: Transaction, person: str, age: Age) -> None:
    """They are old enough for this community, and said whether they are of age."""
    await people.choose(tx, person, _AGE, age.value)


async def correct(tx: Transaction, person: str, age: Age) -> None:
    """Somebody from the team has looked at it."""
    await people.choose(tx, person, _YOUNGER, "yes" if age is Age.YOUNGER else "no")
    await people.choose(tx, person, _AGE, age.value)


async def stated(tx: Transaction, person: str) -> Age | None:
    """The age that counts; None where none is known. A case about it outlives an erasure, and so does what it says."""
    chosen = await people.chosen(tx, person)
    flag, age = chosen.get(_YOUNGER), chosen.get(_AGE)
    if age == Age.YOUNGER or (flag != "no" and await _said_younger(tx, person, flagged=flag == "yes")):
        return Age.YOUNGER
    return Age(age) if age else None


async def vulnerable(tx: Transaction, person: str) -> bool:
    """Whether offers to this person weigh more: a minor, or somebody with an open crisis case."""
    chosen = await people.chosen(tx, person)
    if chosen.get(_AGE) in {Age.MINOR, Age.YOUNGER}:
        return True
    if chosen.get(_YOUNGER) == "yes" and await _said_younger(tx, person, flagged=True):
        return True
    return await cases.open_crisis_of(tx, person) is not None


async def _said_younger(tx: Transaction, person: str, *, flagged: bool) -> bool:
    """`flagged` where there is no case; else whether a person looked at the last one and found that it was not a problem:
    humans decide (promise 8)."""
    about = and_(case_file.c.person == person, case_file.c.label == "conduct", case_file.c.value == "minor")
    query = select(case_file.c.outcome).where(about).order_by(case_file.c.id.desc()).limit(1)
    row = (await tx.connection.execute(query)).first()
    return flagged if row is None else row.outcome != Outcome.NOT_A_PROBLEM.value
