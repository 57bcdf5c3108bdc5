"""Switches that the program or the staff throw while it runs, such as the one that stops automatic hiding."""

from datetime import datetime
from typing import Final

from sqlalchemy import delete, select

from bot.store.database import Transaction
from bot.store.tables import switch

HIDING_STOPPED: Final = "hiding_stopped"
DRILLS_PLANNED: Final = "drills_planned"


async def throw(tx: Transaction, name: str, value: str, by: str, now: datetime) -> None:
    await tx.upsert(switch, {"name": name, "value": value, "at": now, "by": by})


async def thrown(tx: Transaction, name: str) -> str | None:
    """What it was set to; None where it was never thrown or was put back."""
    return (await tx.connection.execute(select(switch.c.value).where(switch.c.name == name))).scalar_one_or_none()


async def put_back(tx: Transaction, name: str) -> bool:
    return (await tx.connection.execute(delete(switch).where(switch.c.name == name))).rowcount == 1
