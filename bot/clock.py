"""The clock that is handed in. Nothing else in the program asks for the time."""

import logging
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Final, Protocol

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_WORTH_A_WORD: Final = 1_000_000_000
"""Nanoseconds: a machine's clock is set right by less than a second now and then."""
_log = logging.getLogger(__name__)


class Clock(Protocol):
    def now(self) -> datetime:
        """The moment, in UTC."""


class SystemClock:
    """What the machine says, whatever that is: for what others compare with their own clocks."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class SteadyClock:
    """Wall time that never goes back, so that what is due stays due, and nothing that was done seems to lie ahead.

    Where the machine's clock is set back, time goes on from where it was, at its own pace, until the program is started again;
    where it is set ahead, or the machine slept, time follows. `not_before` is what an earlier run had seen.
    """

    def __init__(
        self,
        not_before: datetime = _EPOCH,
        wall: Callable[[], int] = time.time_ns,
        pace: Callable[[], int] = time.monotonic_ns,
    ) -> None:
        self._wall = wall
        self._pace = pace
        self._told = False
        self._lead = _nanoseconds(not_before) - pace()
        self.now()

    def now(self) -> datetime:
        wall, pace = self._wall(), self._pace()  # in this order: a pause in between makes the lead too small, never too large
        self._lead = max(self._lead, wall - pace)
        moment = pace + self._lead
        behind = moment - wall
        if not self._told and behind > _WORTH_A_WORD:
            _log.warning(
                "the machine's clock is %d s behind what was seen before; time goes on from there; set the clock right",
                behind // 1_000_000_000,
            )
        self._told = behind > _WORTH_A_WORD
        return _EPOCH + timedelta(microseconds=moment // 1000)


class ShiftedClock:
    """Wall time plus an offset that only grows: the sandbox's clock."""

    def __init__(self, offset: timedelta = timedelta(0), base: Clock | None = None) -> None:
        self.offset = offset
        self._base = base or SteadyClock()

    def now(self) -> datetime:
        return self._base.now() + self.offset

    def advance_to(self, moment: datetime) -> None:
        """Move ahead; a moment that is past changes nothing."""
        self.offset += max(timedelta(0), moment - self.now())


def _nanoseconds(moment: datetime) -> int:
    return (moment - _EPOCH) // timedelta(microseconds=1) * 1000
