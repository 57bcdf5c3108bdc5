"""Wake a lane, now or at a time, until it is done. Rows are the truth; what is here may be lost and is found again at start.

A lane is named and never handed anything: it takes its oldest row until none is left.
"""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Final, Protocol

from bot.clock import Clock

Run = Callable[[str], Awaitable[datetime | None]]
"""Works a lane off; returns when it wants to be woken next, or None."""

_LONGEST_NAP: Final = timedelta(seconds=30)
_BACKOFF: Final = (1, 2, 5, 15, 60)
_log = logging.getLogger(__name__)


class Durable(Protocol):
    def wake(self, lane: str, at: datetime | None = None) -> None:
        """Have a lane run, now or at `at`; an earlier wish stands."""

    async def start(self, run: Run) -> None: ...

    async def stop(self) -> None: ...

    def idle(self) -> bool:
        """Whether no lane runs and none is due."""


class Embedded:
    """One task that sleeps until the earliest due lane; each lane runs in a task of its own, never twice at once."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._due: dict[str, datetime] = {}
        self._running: dict[str, asyncio.Task[None]] = {}
        self._failures: dict[str, int] = {}
        self._poked = asyncio.Event()
        self._loop: asyncio.Task[None] | None = None

    def wake(self, lane: str, at: datetime | None = None) -> None:
        moment = at or self._clock.now()
        self._due[lane] = min(moment, self._due.get(lane, moment))
        self._poked.set()

    def poke(self) -> None:
        """Look at the clock again: it was moved."""
        self._poked.set()

    def idle(self) -> bool:
        now = self._clock.now()
        return not self._running and all(at > now for at in self._due.values())

    async def start(self, run: Run) -> None:
        self._loop = asyncio.create_task(self._watch(run), name="durable")

    async def stop(self) -> None:
        tasks = [task for task in (self._loop, *self._running.values()) if task is not None]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._loop = None

    async def _watch(self, run: Run) -> None:
        while True:
            self._poked.clear()
            now = self._clock.now()
            for lane in [lane for lane, at in self._due.items() if at <= now and lane not in self._running]:
                del self._due[lane]
                self._running[lane] = asyncio.create_task(self._work(lane, run), name=f"lane {lane}")
            nap = min((at - now for lane, at in self._due.items() if lane not in self._running), default=_LONGEST_NAP)
            # Not wait_for: on Python 3.11 it may swallow a cancellation that comes together with the event.
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(max(0.0, min(nap, _LONGEST_NAP).total_seconds())):
                    await self._poked.wait()

    async def _work(self, lane: str, run: Run) -> None:
        again: datetime | None = None
        try:
            again = await run(lane)
            self._failures.pop(lane, None)
        except Exception as error:
            count = self._failures[lane] = self._failures.get(lane, 0) + 1
            pause = _BACKOFF[min(count, len(_BACKOFF)) - 1]
            _log.error("a lane failed (%s), again in %s s", type(error).__name__, pause)
            again = self._clock.now() + timedelta(seconds=pause)
        finally:
            del self._running[lane]
            if again is not None:
                self.wake(lane, again)
            self._poked.set()
