"""What people agree to, how old they say they are, and what is kept although somebody has not agreed. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from bot.core.finding import Label
from bot.core.report import Concern

ASK_AGAIN: Final = timedelta(days=7)
"""Nobody is asked more often than this, however often the words change."""

OF_AGE: Final = 18


class Age(StrEnum):
    """What a person said of their age. `YOUNGER`: than this community's minimum. `MINOR`: old enough for it, and under 18."""

    YOUNGER = "younger"
    MINOR = "minor"
    ADULT = "adult"


@dataclass(frozen=True, slots=True)
class Consent:
    """`agreed`: the version that holds, None where there is none. `declined`: the last one that was put off or taken back."""

    agreed: int | None = None
    agreed_at: datetime | None = None
    declined: int | None = None
    asked_at: datetime | None = None

    def current(self, version: int) -> bool:
        """Whether they agreed to these words, or to later ones."""
        return self.agreed is not None and self.agreed >= version

    def due(self, version: int, now: datetime) -> bool:
        """Whether to ask them, at their next contact: words that they have not answered, once a week at most."""
        if self.current(version) or (self.declined is not None and self.declined >= version):
            return False
        return self.asked_at is None or now - self.asked_at >= ASK_AGAIN


def bands(minimum_age: int) -> tuple[Age, ...]:
    """The answers to choose from: where only adults are let in, nobody is old enough and under 18."""
    return (Age.ADULT, Age.MINOR, Age.YOUNGER) if minimum_age < OF_AGE else (Age.ADULT, Age.YOUNGER)


_DANGER: Final = frozenset(
    {
        *(f"{Label.CONDUCT.value}.{value}" for value in ("method", "grooming", "private_contact", "minor")),
        "opened.danger",
        *(f"report.{one.value}" for one in (Concern.DANGER, Concern.SELF_HARM, Concern.THREAT, Concern.CHILD, Concern.PRIVACY)),
    }
)


def kept_anyway(label: str, value: str) -> bool:
    """Whether a case needs its words although their author has not agreed (promise 3): somebody may be in danger, or somebody's
    privacy is at stake. What nobody could assess may be either."""
    return label in {Label.CRISIS.value, Label.PRIVACY.value, Label.UNMEASURED.value} or f"{label}.{value}" in _DANGER
