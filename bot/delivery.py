"""Delivery: lanes take their oldest undelivered action until none is left, and people see each action once."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from bot.clock import Clock
from bot.core.action import Direct
from bot.durable import Durable
from bot.metrics import Metrics
from bot.platform import Platform, Refused, TryLater
from bot.store import outbox
from bot.store.database import Database

_RETRY: Final = (1, 5, 30, 120, 600)
"""Seconds before an action is tried again after its platform could not be reached."""


class Delivery:
    """Works lanes off. `platforms` may grow after it is made."""

    def __init__(
        self, database: Database, clock: Clock, durable: Durable, metrics: Metrics, platforms: Mapping[str, Platform]
    ) -> None:
        self._database = database
        self._clock = clock
        self._durable = durable
        self._metrics = metrics
        self._platforms = platforms

    async def run(self, lane: str) -> datetime | None:
        """Deliver what the lane holds; returns when it wants to go on, or None where it is empty."""
        platform = self._platforms.get(lane.split(":", 1)[0])
        if platform is None:
            return None
        while True:
            async with self._database.write() as tx:
                outgoing = await outbox.next_in(tx, lane)
                if outgoing is None:
                    return None
                now = self._clock.now()
                if outgoing.not_before > now:
                    return outgoing.not_before
                if outgoing.action is None:  # its person was erased
                    await outbox.settle(tx, outgoing.sequence, outbox.REFUSED, None, now)
                    continue
                await outbox.count_attempt(tx, outgoing.sequence)
                made = await outbox.reference(tx, outgoing.key)
            await self._perform(platform, outgoing, made)

    async def _perform(self, platform: Platform, outgoing: outbox.Outgoing, made: str | None) -> None:
        action = outgoing.action
        if action is None:
            return
        state, reference, instead = outbox.SENT, None, None
        try:
            if outgoing.attempts:
                reference = await platform.find(outgoing.nonce)
            if reference is None:
                reference = await platform.perform(action, outgoing.nonce, made)
        except Refused:
            state, instead = outbox.REFUSED, action.otherwise if isinstance(action, Direct) else None
        except TryLater as later:
            await self._postpone(outgoing, later.seconds)
            return
        except (OSError, TimeoutError):
            await self._postpone(outgoing, _RETRY[min(outgoing.attempts, len(_RETRY) - 1)])
            return
        self._metrics.count("actions_delivered" if state == outbox.SENT else "actions_refused")
        async with self._database.write() as tx:
            now = self._clock.now()
            await outbox.settle(tx, outgoing.sequence, state, reference, now)
            if instead is not None and (lane := await outbox.put(tx, instead, now)):
                self._durable.wake(lane)

    async def _postpone(self, outgoing: outbox.Outgoing, seconds: float) -> None:
        async with self._database.write() as tx:
            await outbox.postpone(tx, outgoing.sequence, self._clock.now() + timedelta(seconds=seconds))
