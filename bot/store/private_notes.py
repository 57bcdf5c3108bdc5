"""Private notes that could not be delivered: kept sealed until the one they are for opens them, and for some days at most."""

import hashlib
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import delete, select

from bot.store.database import Transaction
from bot.store.tables import private_note

KEPT: Final = timedelta(days=7)


def note_id(key: str) -> str:
    """A short name for the note that an action's key would have made; it fits into a button."""
    return hashlib.sha256(key.encode()).hexdigest()[:24]


async def keep(tx: Transaction, key: str, person: str, card: str, now: datetime) -> None:
    """`card` is JSON."""
    name = note_id(key)
    sealed = await tx.seal(person, card, private_note, name, now)
    await tx.insert_new(private_note, {"id": name, "subject": person, "sealed": sealed, "until": now + KEPT})


async def read(tx: Transaction, name: str, person: str) -> str | None:
    """The note, for the one it is for; None for everybody else, and where it is gone."""
    query = select(private_note).where(private_note.c.id == name, private_note.c.subject == person)
    row = (await tx.connection.execute(query)).first()
    return await tx.unseal(person, row.sealed, private_note, name) if row is not None else None


async def destroy_expired(tx: Transaction, now: datetime) -> None:
    await tx.connection.execute(delete(private_note).where(private_note.c.until <= now))
