"""Who is on duty, and who was called."""

from sqlalchemy import Column, Index, Integer, String, Table

from bot.store.columns import Instant
from bot.store.tables.base import metadata

duty_shift = Table(
    "duty_shift",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("person", String, nullable=False, index=True),
    Column("kind", String, nullable=False),
    Column("days", String, nullable=False),
    Column("starts", String, nullable=False),
    Column("ends", String, nullable=False),
    Column("zone", String, nullable=False),
)

duty_cover = Table(
    "duty_cover",
    metadata,
    Column("shift_id", Integer, primary_key=True),
    Column("day", String, primary_key=True),
    Column("person", String, nullable=False),
)

page_sent = Table(
    "page_sent",
    metadata,
    Column("key", String, primary_key=True),
    Column("case_id", Integer, nullable=False, index=True),
    Column("person", String, nullable=False),
    Column("step", String, nullable=False),
    Column("at", Instant, nullable=False),
    Index(None, "person", "at"),
    Index(None, "at"),
)
