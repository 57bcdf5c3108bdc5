"""Article versions, answers that were given, questions that nothing answered, notes that were given."""

from sqlalchemy import JSON, Column, Index, Integer, LargeBinary, String, Table

from bot.store.columns import Instant
from bot.store.tables.base import metadata

article_version = Table(
    "article_version",
    metadata,
    Column("hash", String, primary_key=True),
    Column("article", String, nullable=False, index=True),
    Column("lang", String, nullable=False),
    Column("state", String, nullable=False),
    Column("origin", String, nullable=False),
    Column("document", JSON, nullable=False),
    Column("stored_at", Instant, nullable=False),
)

article_current = Table(
    "article_current",
    metadata,
    Column("article", String, primary_key=True),
    Column("lang", String, primary_key=True),
    Column("hash", String, nullable=False),
    Column("since", Instant, nullable=False),
)

answer_given = Table(
    "answer_given",
    metadata,
    Column("key", String, primary_key=True),
    Column("hash", String, nullable=False, index=True),
    Column("conversation", String, nullable=False, index=True),
    Column("asker", String, nullable=False),
    Column("at", Instant, nullable=False),
)

gap = Table(
    "gap",
    metadata,
    Column("id", String, primary_key=True),
    Column("condition", String, nullable=False, index=True),
    Column("at", Instant, nullable=False),
    Column("subject", String, nullable=False),
    Column("sealed", LargeBinary),
)

note_given = Table(
    "note_given",
    metadata,
    Column("sequence", Integer, primary_key=True, autoincrement=True),
    Column("conversation", String, nullable=False),
    Column("topic", String, nullable=False),
    Column("addressee", String, nullable=False),
    Column("rank", Integer, nullable=False),
    Column("at", Instant, nullable=False, index=True),
    Index(None, "conversation", "topic", "addressee"),
)
