"""What trials in shadow mode would have done: numbers by day and channel, with nothing of a message or a person."""

from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import delete, func, select, update

from bot.store.database import Transaction
from bot.store.tables import trial_count


@dataclass(frozen=True, slots=True)
class Counted:
    """The counts of a trial by channel, each by live and shadow line; the first and the last day that it counted."""

    first: date | None = None
    last: date | None = None
    channels: dict[str, dict[tuple[str, str], int]] = field(default_factory=dict)


async def count(tx: Transaction, trial: str, day: date, channel: str, live: str, shadow: str) -> None:
    """One message more. A failure here is undone by itself and does not touch the transaction that it is part of."""
    row = {"trial": trial, "day": day.isoformat(), "channel": channel, "live": live, "shadow": shadow}
    async with tx.connection.begin_nested():
        where = [trial_count.c[name] == value for name, value in row.items()]
        more = await tx.connection.execute(update(trial_count).where(*where).values(count=trial_count.c.count + 1))
        if not more.rowcount:
            await tx.insert_new(trial_count, {**row, "count": 1})


async def counted(tx: Transaction, trial: str) -> Counted:
    """Everything that is kept of a trial, the days taken together."""
    days = select(func.min(trial_count.c.day), func.max(trial_count.c.day)).where(trial_count.c.trial == trial)
    first, last = (await tx.connection.execute(days)).one()
    pairs = (trial_count.c.channel, trial_count.c.live, trial_count.c.shadow)
    query = select(*pairs, func.sum(trial_count.c.count).label("messages")).where(trial_count.c.trial == trial)
    channels: dict[str, dict[tuple[str, str], int]] = {}
    for row in (await tx.connection.execute(query.group_by(*pairs).order_by(*pairs))).all():
        channels.setdefault(row.channel, {})[row.live, row.shadow] = int(row.messages)
    return Counted(date.fromisoformat(first) if first else None, date.fromisoformat(last) if last else None, channels)


async def destroy_before(tx: Transaction, day: date) -> None:
    """Destroy counts of earlier days, of trials that ended too."""
    await tx.connection.execute(delete(trial_count).where(trial_count.c.day < day.isoformat()))
