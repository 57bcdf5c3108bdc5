"""How far each channel of a platform was read, so that what was missed can be fetched."""

from sqlalchemy import select

from bot.store.database import Transaction
from bot.store.tables import last_heard


async def note(tx: Transaction, platform: str, channel: str, message: str) -> None:
    await tx.upsert(last_heard, {"platform": platform, "channel": channel, "message": message})


async def last(tx: Transaction, platform: str) -> dict[str, str]:
    """The last message of every channel that was ever read."""
    rows = await tx.connection.execute(select(last_heard).where(last_heard.c.platform == platform))
    return {row.channel: row.message for row in rows}
