"""What the program must remember of a chat platform: how far it has read, what it made there, notes that wait to be opened."""

from sqlalchemy import Column, LargeBinary, PrimaryKeyConstraint, String, Table

from bot.store.columns import Instant
from bot.store.tables.base import metadata

last_heard = Table(
    "last_heard",
    metadata,
    Column("platform", String, nullable=False),
    Column("channel", String, nullable=False),
    Column("message", String, nullable=False),
    PrimaryKeyConstraint("platform", "channel"),
)

setup_made = Table(
    "setup_made",
    metadata,
    Column("platform", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("key", String, nullable=False),
    Column("id", String, nullable=False),
    PrimaryKeyConstraint("platform", "kind", "key"),
)

private_note = Table(
    "private_note",
    metadata,
    Column("id", String, primary_key=True),
    Column("subject", String, nullable=False, index=True),
    Column("sealed", LargeBinary),
    Column("until", Instant, nullable=False, index=True),
)
