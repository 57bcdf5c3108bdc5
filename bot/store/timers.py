"""Timers: invocations with a due time. A cancelled or moved timer is simply a changed row."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import and_, delete, func, select

from bot.core.action import Later
from bot.core.message import Place
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
        because = hashlib.sha256(json.dumps(self.args, sort_keys=True).encode()).hexdigest()[:12]
        return f"timer:{self.key}:{self.due_at.isoformat()}:{because}"


async def arm(tx: Transaction, later: Later, place: Place) -> None:
    """Set a timer; an armed one with the same key moves."""
    row = {
        "key": later.key,
        "due_at": later.at,
        "command": later.command,
        "args": dict(later.args),
        "place": asdict(place),
    }
    await tx.upsert(timer, row)


async def cancel(tx: Transaction, key: str) -> None:
    await tx.connection.execute(delete(timer).where(timer.c.key == key))


async def take(tx: Transaction, fired: Timer) -> bool:
    """Take a due timer away; False where it was cancelled or moved since it was read, so that it does not fire."""
    where = and_(timer.c.key == fired.key, timer.c.due_at == fired.due_at)
    return (await tx.connection.execute(delete(timer).where(where))).rowcount == 1


async def armed(tx: Transaction, key: str) -> bool:
    return (await tx.connection.execute(select(timer.c.key).where(timer.c.key == key))).first() is not None


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
