"""Cases, what they are judged on, and what came of them for members."""

from sqlalchemy import JSON, Column, Index, Integer, LargeBinary, String, Table

from bot.store.columns import Instant
from bot.store.tables.base import metadata

case_file = Table(
    "case_file",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("community", String, nullable=False),
    Column("label", String, nullable=False),
    Column("value", String, nullable=False),
    Column("severity", Integer, nullable=False),
    Column("human", Integer, nullable=False),
    Column("state", String, nullable=False),
    Column("person", String, nullable=False),
    Column("place", JSON, nullable=False),
    Column("message", String, nullable=False, unique=True),
    Column("owner", String),
    Column("outcome", String),
    Column("opened_at", Instant, nullable=False),
    Column("claimed_at", Instant, index=True),
    Column("contacted_at", Instant),
    Column("due_at", Instant),
    Column("resolved_at", Instant, index=True),
    Column("merged_into", Integer),
    Column("held_at", Instant),
    Column("version", Integer, nullable=False, default=1),
    Index(None, "state", "severity", "opened_at"),
    Index(None, "person"),
    Index(None, "owner", "state"),
    Index(None, "opened_at"),
)

case_message = Table(
    "case_message",
    metadata,
    Column("message", String, primary_key=True),
    Column("case_id", Integer, nullable=False, index=True),
    Column("at", Instant, nullable=False),
    Column("label", String, nullable=False),
    Column("value", String, nullable=False),
    Column("place", JSON, nullable=False),
)

case_bar = Table(
    "case_bar",
    metadata,
    Column("case_id", Integer, primary_key=True),
    Column("person", String, primary_key=True),
)

case_watch = Table(
    "case_watch",
    metadata,
    Column("case_id", Integer, primary_key=True),
    Column("person", String, primary_key=True),
)

case_note = Table(
    "case_note",
    metadata,
    Column("id", String, primary_key=True),
    Column("case_id", Integer, nullable=False, index=True),
    Column("at", Instant, nullable=False),
    Column("subject", String, nullable=False),
    Column("sealed", LargeBinary),
    Column("held_under", String),
)

evidence = Table(
    "evidence",
    metadata,
    Column("id", String, primary_key=True),
    Column("case_id", Integer, nullable=False, index=True),
    Column("message", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False, index=True),
    Column("subject", String, nullable=False),
    Column("sealed", LargeBinary),
    Column("held_under", String),
)

judgement = Table(
    "judgement",
    metadata,
    Column("message", String, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False, index=True),
    Column("subject", String, nullable=False),
    Column("sealed", LargeBinary),
    Column("held_under", String),
)

report = Table(
    "report",
    metadata,
    Column("id", String, primary_key=True),
    Column("case_id", Integer, nullable=False, index=True),
    Column("message", String, nullable=False),
    Column("reason", String, nullable=False),
    Column("at", Instant, nullable=False),
    Column("subject", String, nullable=False, index=True),
    Column("sealed", LargeBinary),
    Column("held_under", String),
    Column("paged_at", Instant),
)

measure = Table(
    "measure",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("case_id", Integer, nullable=False, index=True),
    Column("person", String, nullable=False, index=True),
    Column("kind", String, nullable=False),
    Column("rule", String, nullable=False),
    Column("strike", Integer, nullable=False, default=0),
    Column("by", String, nullable=False),
    Column("place", JSON, nullable=False),
    Column("at", Instant, nullable=False),
    Column("until", Instant),
    Column("fades_at", Instant),
    Column("undone_at", Instant),
    Column("undone_by", String),
)

appeal = Table(
    "appeal",
    metadata,
    Column("measure_id", Integer, primary_key=True),
    Column("case_id", Integer, nullable=False, index=True),
    Column("at", Instant, nullable=False),
    Column("outcome", String),
)

verdict = Table(
    "verdict",
    metadata,
    Column("id", String, primary_key=True),
    Column("at", Instant, nullable=False, index=True),
    Column("label", String, nullable=False),
    Column("value", String, nullable=False),
    Column("rules", JSON, nullable=False),
    Column("false_alarm", Integer, nullable=False),
    Column("subject", String),
    Column("sealed", LargeBinary),
)
