"""What was heard, what is to be delivered, what falls due, and the keys that seal it."""

from sqlalchemy import JSON, Column, Index, Integer, LargeBinary, String, Table

from bot.store.columns import Instant
from bot.store.tables.base import metadata

subject = Table(
    "subject",
    metadata,
    Column("id", String, primary_key=True),
    Column("wrapped_key", LargeBinary),
    Column("created_at", Instant, nullable=False),
    Column("erased_at", Instant),
)

inbox = Table(
    "inbox",
    metadata,
    Column("sequence", Integer, primary_key=True, autoincrement=True),
    Column("id", String, nullable=False, unique=True),
    Column("kind", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("sealed", LargeBinary),
    Column("reply_subject", String),
    Column("reply_sealed", LargeBinary),
    Column("conversation", String),
    Column("message", String, index=True),
    Column("state", String, nullable=False),
    Column("attempts", Integer, nullable=False, default=0),
    Column("received_at", Instant, nullable=False),
    Column("done_at", Instant),
    Index(None, "state", "sequence"),
    Index(None, "done_at"),
    Index(None, "conversation", "sequence"),
)

outbox = Table(
    "outbox",
    metadata,
    Column("sequence", Integer, primary_key=True, autoincrement=True),
    Column("once", String, nullable=False, unique=True),
    Column("key", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("lane", String, nullable=False),
    Column("rank", Integer, nullable=False, default=0),
    Column("subject", String, nullable=False),
    Column("sealed", LargeBinary),
    Column("state", String, nullable=False),
    Column("attempts", Integer, nullable=False, default=0),
    Column("not_before", Instant, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("settled_at", Instant),
    Column("reference", String),
    Index(None, "state", "lane", "rank", "sequence"),
    Index(None, "key"),
)

timer = Table(
    "timer",
    metadata,
    Column("key", String, primary_key=True),
    Column("due_at", Instant, nullable=False, index=True),
    Column("command", String, nullable=False),
    Column("args", JSON, nullable=False),
    Column("place", JSON, nullable=False),
)
