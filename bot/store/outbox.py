"""The outbox: keyed actions, stored with the state change, delivered at least once."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import uuid4

from sqlalchemy import bindparam, func, select, update

from bot.core.action import Direct, Durable, Edit, Page, Post, lane, subject
from bot.store.codec import dump, kind_of, load_action
from bot.store.database import Transaction
from bot.store.tables import outbox

_log = logging.getLogger(__name__)
PENDING = "pending"
SENT = "sent"
REFUSED = "refused"

# Made once: building a statement takes as long as running it.
_before = outbox.alias()
_MADE: Final = (
    select(_before.c.reference)
    .where(_before.c.reference.is_not(None), _before.c.kind != "Edit")
    .order_by(_before.c.sequence.desc())
    .limit(1)
)
_NEXT: Final = (
    select(outbox, _MADE.where(_before.c.key == outbox.c.key).scalar_subquery().label("made"))
    .where(outbox.c.state == PENDING, outbox.c.lane == bindparam("wanted"))
    .order_by(outbox.c.rank.desc(), outbox.c.sequence)
    .limit(1)
)
_ONE: Final = update(outbox).where(outbox.c.sequence == bindparam("of"))
_TRIED: Final = _ONE.values(attempts=outbox.c.attempts + 1)
_SETTLED: Final = _ONE.values(
    sealed=None, state=bindparam("state"), settled_at=bindparam("settled_at"), reference=bindparam("reference")
)


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A stored action; None where it is destroyed or damaged. `nonce` is the same at every attempt, so that a platform can be
    asked whether it has it already. `made` is the platform's id of the message that the key made before."""

    sequence: int
    key: str
    attempts: int
    not_before: datetime
    action: Durable | None
    made: str | None = None

    @property
    def nonce(self) -> str:
        return f"cc-{self.sequence}"


async def put(tx: Transaction, action: Durable, now: datetime) -> str | None:
    """Store an action and return its lane; None where an action of that kind and key is stored already."""
    kind, where, who = kind_of(action), lane(action), subject(action)
    once = f"{kind}:{action.key}:{uuid4().hex}" if isinstance(action, Edit) else f"{kind}:{action.key}"
    row = {
        "once": once,
        "key": action.key,
        "kind": kind,
        "lane": where,
        "rank": int(isinstance(action, Post | Direct | Page) and action.urgent),
        "subject": who,
        "sealed": await tx.seal(who, dump(action), outbox, once, now),
        "state": PENDING,
        "attempts": 0,
        "not_before": now,
        "created_at": now,
    }
    return where if await tx.insert_new(outbox, row) else None


async def next_in(tx: Transaction, lane_name: str) -> Outgoing | None:
    """The lane's next undelivered action: urgent ones first, then in order."""
    row = (await tx.connection.execute(_NEXT, {"wanted": lane_name})).first()
    if row is None:
        return None
    try:
        text = await tx.unseal(row.subject, row.sealed, outbox, row.once)
        action = load_action(row.kind, text) if text is not None else None
    except (ValueError, KeyError):
        _log.error("a stored action cannot be read any more: the database was altered or damaged")
        action = None
    return Outgoing(row.sequence, row.key, row.attempts, row.not_before, action, row.made)


async def count_attempt(tx: Transaction, sequence: int) -> None:
    await tx.connection.execute(_TRIED, {"of": sequence})


async def postpone(tx: Transaction, sequence: int, until: datetime) -> None:
    await tx.connection.execute(update(outbox).where(outbox.c.sequence == sequence).values(not_before=until))


async def settle(tx: Transaction, sequence: int, state: str, reference: str | None, now: datetime) -> None:
    """Mark as sent or refused and destroy the stored content; `reference` is the platform's id of what it made."""
    values = {"of": sequence, "state": state, "settled_at": now, "reference": reference}
    await tx.connection.execute(_SETTLED, values)


async def reference(tx: Transaction, key: str) -> str | None:
    """The platform's id of the message that a key made."""
    return (await tx.connection.execute(_MADE.where(_before.c.key == key))).scalar()


async def stored(tx: Transaction, key: str) -> bool:
    """Whether an action of this key was asked for, whatever came of it."""
    return (await tx.connection.execute(select(outbox.c.sequence).where(outbox.c.key == key).limit(1))).first() is not None


async def lanes_waiting(tx: Transaction) -> Sequence[str]:
    return (await tx.connection.execute(select(outbox.c.lane).where(outbox.c.state == PENDING).distinct())).scalars().all()


async def pending(tx: Transaction) -> int:
    return (await tx.connection.execute(select(func.count()).where(outbox.c.state == PENDING))).scalar_one()


async def next_due(tx: Transaction) -> datetime | None:
    """When the first undelivered action may go."""
    query = select(outbox.c.not_before).where(outbox.c.state == PENDING).order_by(outbox.c.not_before).limit(1)
    return (await tx.connection.execute(query)).scalar()
