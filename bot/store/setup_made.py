"""What the program made on a platform, or was told to take over: the only things that setting up ever changes."""

from sqlalchemy import and_, delete, select

from bot.store.database import Transaction
from bot.store.tables import setup_made


async def made(tx: Transaction, platform: str) -> dict[tuple[str, str], str]:
    """The platform's ids, by kind and key."""
    rows = await tx.connection.execute(select(setup_made).where(setup_made.c.platform == platform))
    return {(row.kind, row.key): row.id for row in rows}


async def note(tx: Transaction, platform: str, kind: str, key: str, number: str) -> None:
    await tx.upsert(setup_made, {"platform": platform, "kind": kind, "key": key, "id": number})


async def forget(tx: Transaction, platform: str, kind: str, key: str) -> None:
    where = and_(setup_made.c.platform == platform, setup_made.c.kind == kind, setup_made.c.key == key)
    await tx.connection.execute(delete(setup_made).where(where))
