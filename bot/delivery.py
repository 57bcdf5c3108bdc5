"""Delivery: lanes take their oldest undelivered action until none is left, and people see each action once."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bot.clock import Clock
from bot.core.action import Direct, Page, Post, Restore, instead_of
from bot.core.action import Durable as DurableAction
from bot.core.errors import Fault
from bot.durable import Durable
from bot.metrics import Metrics
from bot.platform import Platform, Refused, TryLater
from bot.store import outbox, private_notes
from bot.store.codec import dump_card
from bot.store.database import Database, Transaction

_RETRY: Final = (1, 5, 30, 120, 600)
"""Seconds before an action is tried again after its platform could not be reached."""
_ATTEMPTS: Final = 3
"""How often an action may break, other than by its platform being away, before it makes room for those behind it."""
_log = logging.getLogger(__name__)


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
        """Deliver what the lane holds; returns when it wants to go on, or None where it is empty.

        What came of one action is stored in the transaction that takes the next: a lane of many costs one write for each.
        """
        platform = self._platforms.get(lane.split(":", 1)[0])
        if platform is None:
            return None
        result: _Result | None = None
        while True:
            async with self._database.write() as tx:
                if result is not None:
                    await self._store(tx, result)
                outgoing = await outbox.next_in(tx, lane)
                if outgoing is None:
                    return None
                now = self._clock.now()
                if outgoing.not_before > now:
                    return outgoing.not_before
                if outgoing.action is None:  # its person was erased, or it cannot be read: it holds up nothing
                    result = _Result(outgoing, outbox.REFUSED)
                    continue
                await outbox.count_attempt(tx, outgoing.sequence)
            result = await self._perform(platform, outgoing, outgoing.action)

    async def _perform(self, platform: Platform, outgoing: outbox.Outgoing, action: DurableAction) -> "_Result":
        """Look for what an earlier attempt left, then do it."""
        reference = None
        try:
            if outgoing.attempts:
                reference = await platform.find(outgoing.nonce)
            if reference is None:
                reference = await platform.perform(action, outgoing.nonce, outgoing.made)
        except Refused:
            return _Result(outgoing, outbox.REFUSED, instead=instead_of(action))
        except TryLater as later:
            return _Result(outgoing, outbox.PENDING, again_in=later.seconds)
        except (OSError, TimeoutError):
            return _Result(outgoing, outbox.PENDING, again_in=_RETRY[min(outgoing.attempts, len(_RETRY) - 1)])
        except Fault:  # the database's: the lane tries again
            raise
        except Exception as error:
            _log.error("an action failed (%s)", type(error).__name__)
            if outgoing.attempts + 1 < _ATTEMPTS:
                return _Result(outgoing, outbox.PENDING, again_in=_RETRY[min(outgoing.attempts, len(_RETRY) - 1)])
            return _Result(outgoing, outbox.REFUSED, instead=instead_of(action))
        return _Result(outgoing, outbox.SENT, reference)

    async def _store(self, tx: Transaction, result: "_Result") -> None:
        now = self._clock.now()
        if result.state == outbox.PENDING:
            await outbox.postpone(tx, result.outgoing.sequence, now + timedelta(seconds=result.again_in))
            return
        self._metrics.count("actions_delivered" if result.state == outbox.SENT else "actions_refused")
        await outbox.settle(tx, result.outgoing.sequence, result.state, result.reference, now)
        if result.instead is None:
            return
        refused = result.outgoing.action
        if isinstance(refused, Direct | Restore):  # its quiet form may have a button that opens it
            await private_notes.keep(tx, refused.key, refused.person, dump_card(refused.card), now)
        if lane := await outbox.put(tx, result.instead, now):
            self._durable.wake(lane)


@dataclass(frozen=True, slots=True)
class _Result:
    """What came of one attempt. `instead` is stored in the place of an action that was refused."""

    outgoing: outbox.Outgoing
    state: str
    reference: str | None = None
    instead: Post | Page | None = None
    again_in: float = 0.0
