"""What the commands of the welcome take. None of it is free text: every step is a button or a choice."""

from typing import Annotated

from pydantic import Field as Bound
from pydantic import StringConstraints

from bot.cog import Arguments, ConditionSlug, PersonId
from bot.core.consent import Age


class Nothing(Arguments):
    """A command without arguments."""


class Newcomer(Arguments):
    person: PersonId


class Words(Arguments):
    """`version`: of the words on the card whose button was pressed."""

    version: Annotated[int, Bound(ge=1)]


class Sure(Arguments):
    sure: bool


class StatedAge(Arguments):
    age: Age


class Page(Arguments):
    page: Annotated[int, Bound(ge=1, le=100)] = 1


class OneCondition(Arguments):
    """A slug and no sentence: what is more than that counts as typed, and is looked at like everything that people write."""

    condition: Annotated[ConditionSlug, StringConstraints(pattern=r"^[a-z0-9_-]{1,60}$")]


class Correction(Arguments):
    person: PersonId
    age: Age
