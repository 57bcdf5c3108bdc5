"""The append-only record, the switches, and who exercised which right."""

from sqlalchemy import JSON, Column, Index, Integer, String, Table

from bot.store.columns import Instant
from bot.store.tables.base import metadata

audit = Table(
    "audit",
    metadata,
    Column("sequence", Integer, primary_key=True, autoincrement=False),
    Column("at", Instant, nullable=False, index=True),
    Column("actor", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("case_id", Integer, index=True),
    Column("detail", JSON, nullable=False),
    Column("previous", String, nullable=False),
    Column("hash", String, nullable=False),
    Index(None, "kind", "at"),
)

audit_head = Table(
    "audit_head",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("sequence", Integer, nullable=False),
    Column("hash", String, nullable=False),
)

audit_anchor = Table(
    "audit_anchor",
    metadata,
    Column("sequence", Integer, primary_key=True, autoincrement=False),
    Column("hash", String, nullable=False),
    Column("at", Instant, nullable=False),
)

switch = Table(
    "switch",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", String, nullable=False),
    Column("at", Instant, nullable=False),
    Column("by", String, nullable=False),
)

data_right = Table(
    "data_right",
    metadata,
    Column("sequence", Integer, primary_key=True, autoincrement=True),
    Column("at", Instant, nullable=False),
    Column("what", String, nullable=False),
    Column("person", String, nullable=False),
    Column("by", String, nullable=False),
)

trial_count = Table(
    "trial_count",
    metadata,
    Column("trial", String, primary_key=True),
    Column("day", String, primary_key=True),
    Column("channel", String, primary_key=True),
    Column("live", String, primary_key=True),
    Column("shadow", String, primary_key=True),
    Column("count", Integer, nullable=False),
)
