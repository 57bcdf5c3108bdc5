"""Timers: invocations with a due time. A cancelled or moved timer is simply a changed row."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import and_, delete, func, select

from bot.core.action import Later
from bot.core.message import Invocation, Place
from bot.store.database import Transaction
from bot.store.tables import timer


@dataclass(frozen=True, slots=True)
class Timer:
    key: str
    due_at: datetime
    command: str
    args: dict[str, str]
    place: Place

    @property
    def event_id(self) -> str:
        """The id under which the inbox hears it once."""
        return f"timer:{self.key}:{self.due_at.isoformat()}:{_digest(self.args)}"


async def arm(tx: Transaction, later: Later, place: Place) -> None:
    """Set a timer; an armed one with the same key moves."""
    await arm_many(tx, [later], place)


async def arm_many(tx: Transaction, wanted: Sequence[Later], place: Place) -> None:
    """Set timers of different keys, in one statement."""
    where = asdict(place)
    rows = [{"key": one.key, "due_at": one.at, "command": one.command, "args": dict(one.args), "place": where} for one in wanted]
    await tx.upsert_many(timer, rows)


async def arm_again(tx: Transaction, fired: Invocation, at: datetime) -> None:
    """What a timer brought could not be done: it falls due once more, beside whatever its key is used for by then."""
    await arm(tx, Later(f"again:{fired.command}:{_digest(fired.args)}", at, fired.command, fired.args), fired.place)


def _digest(args: Mapping[str, str]) -> str:
    return hashlib.sha256(json.dumps(dict(args), sort_keys=True).encode()).hexdigest()[:12]


async def cancel(tx: Transaction, *keys: str) -> None:
    if keys:
        await tx.connection.execute(delete(timer).where(timer.c.key.in_(keys)))


async def take(tx: Transaction, fired: Timer) -> bool:
    """Take a due timer away; False where it was cancelled or moved since it was read, so that it does not fire."""
    where = and_(timer.c.key == fired.key, timer.c.due_at == fired.due_at)
    return (await tx.connection.execute(delete(timer).where(where))).rowcount == 1


async def armed(tx: Transaction, key: str) -> bool:
    return await due_of(tx, key) is not None


async def due_of(tx: Transaction, key: str) -> datetime | None:
    """When an armed timer falls due; None where there is none."""
    return (await tx.connection.execute(select(timer.c.due_at).where(timer.c.key == key))).scalar_one_or_none()


async def due(tx: Transaction, now: datetime, limit: int = 100) -> Sequence[Timer]:
    """Timers that are due, in the order in which they fell due."""
    query = select(timer).where(timer.c.due_at <= now).order_by(timer.c.due_at, timer.c.key).limit(limit)
    rows = (await tx.connection.execute(query)).all()
    return [Timer(row.key, row.due_at, row.command, dict(row.args), Place(**row.place)) for row in rows]


async def next_due(tx: Transaction) -> datetime | None:
    row = (await tx.connection.execute(select(timer.c.due_at).order_by(timer.c.due_at).limit(1))).first()
    return row.due_at if row else None


async def count_due(tx: Transaction, now: datetime) -> int:
    return (await tx.connection.execute(select(func.count()).where(timer.c.due_at <= now))).scalar_one()
