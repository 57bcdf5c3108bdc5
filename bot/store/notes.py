"""Which notes were given where, to whom: so that nobody is told the same thing twice in one conversation."""

from datetime import datetime

from sqlalchemy import and_, delete, func, select

from bot.core.message import Place
from bot.store.database import Transaction
from bot.store.tables import note_given


async def given(tx: Transaction, place: Place, topic: str, addressee: str, since: datetime | None) -> int | None:
    """The highest rank given to the addressee in this conversation, or None; `since` None means ever (a thread)."""
    where = [
        note_given.c.conversation == place.conversation,
        note_given.c.topic == topic,
        note_given.c.addressee == addressee,
    ]
    if since is not None:
        where.append(note_given.c.at > since)
    highest: int | None = (await tx.connection.execute(select(func.max(note_given.c.rank)).where(and_(*where)))).scalar()
    return highest


async def give(tx: Transaction, place: Place, topic: str, addressee: str, rank: int, now: datetime) -> None:
    row = {"conversation": place.conversation, "topic": topic, "addressee": addressee, "rank": rank, "at": now}
    await tx.connection.execute(note_given.insert().values(row))


async def erase(tx: Transaction, person: str) -> None:
    await tx.connection.execute(delete(note_given).where(note_given.c.addressee == person))
