"""What people chose, and the sandbox's own people, channels and messages."""

from sqlalchemy import JSON, Column, Index, Integer, LargeBinary, String, Table, UniqueConstraint

from bot.store.columns import Instant
from bot.store.tables.base import metadata

preference = Table(
    "preference",
    metadata,
    Column("person", String, primary_key=True),
    Column("name", String, primary_key=True),
    Column("value", String, nullable=False),
)

consent = Table(
    "consent",
    metadata,
    Column("person", String, primary_key=True),
    Column("agreed", Integer),
    Column("agreed_at", Instant),
    Column("declined", Integer),
    Column("asked_at", Instant),
)

condition_choice = Table(
    "condition_choice",
    metadata,
    Column("id", String, primary_key=True),
    Column("subject", String, nullable=False),
    Column("sealed", LargeBinary),
)

sandbox_person = Table(
    "sandbox_person",
    metadata,
    Column("position", Integer, primary_key=True, autoincrement=True),
    Column("id", String, nullable=False, unique=True),
    Column("name", String, nullable=False),
    Column("roles", JSON, nullable=False),
    Column("lang", String, nullable=False),
    Column("about", String, nullable=False, default=""),
)

sandbox_channel = Table(
    "sandbox_channel",
    metadata,
    Column("position", Integer, primary_key=True, autoincrement=True),
    Column("id", String, nullable=False, unique=True),
    Column("name", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("condition", String, nullable=False),
)

sandbox_message = Table(
    "sandbox_message",
    metadata,
    Column("sequence", Integer, primary_key=True, autoincrement=True),
    Column("id", String, nullable=False, unique=True),
    Column("channel", String, nullable=False),
    Column("author", String, nullable=False),
    Column("only_for", String),
    Column("reply_to", String),
    Column("hidden", Integer, nullable=False, default=0),
    Column("edited", Integer, nullable=False, default=0),
    Column("deleted", Integer, nullable=False, default=0),
    Column("nonce", String),
    Column("at", Instant, nullable=False),
    Column("subject", String, nullable=False),
    Column("sealed", LargeBinary),
    UniqueConstraint("nonce"),
    Index(None, "channel", "only_for", "sequence"),
)

sandbox_setting = Table(
    "sandbox_setting",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", String, nullable=False),
)
