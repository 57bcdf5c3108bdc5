"""The clock that is handed in. Nothing else in the program asks for the time."""

from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    def now(self) -> datetime:
        """The moment, in UTC."""


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


class ShiftedClock:
    """Wall time plus an offset that only grows: the sandbox's clock."""

    def __init__(self, offset: timedelta = timedelta(0)) -> None:
        self.offset = offset

    def now(self) -> datetime:
        return datetime.now(UTC) + self.offset

    def advance_to(self, moment: datetime) -> None:
        """Move ahead; a moment that is past changes nothing."""
        self.offset += max(timedelta(0), moment - self.now())
