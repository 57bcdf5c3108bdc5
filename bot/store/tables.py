"""Every table. What a member wrote is only ever in a `sealed` column, under the key of the person named by `subject`."""

from sqlalchemy import JSON, Column, Index, Integer, LargeBinary, MetaData, String, Table, UniqueConstraint

from bot.store.columns import Instant

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

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
    Column("state", String, nullable=False),
    Column("attempts", Integer, nullable=False, default=0),
    Column("received_at", Instant, nullable=False),
    Column("done_at", Instant),
    Index(None, "state", "sequence"),
    Index(None, "done_at"),
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
    Column("claimed_at", Instant),
    Column("due_at", Instant),
    Column("resolved_at", Instant),
    Column("version", Integer, nullable=False, default=1),
    Index(None, "state", "severity", "opened_at"),
    Index(None, "person"),
)

case_event = Table(
    "case_event",
    metadata,
    Column("sequence", Integer, primary_key=True, autoincrement=True),
    Column("case_id", Integer, nullable=False, index=True),
    Column("at", Instant, nullable=False),
    Column("actor", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("detail", JSON, nullable=False),
)

case_note = Table(
    "case_note",
    metadata,
    Column("id", String, primary_key=True),
    Column("case_id", Integer, nullable=False, index=True),
    Column("at", Instant, nullable=False),
    Column("subject", String, nullable=False),
    Column("sealed", LargeBinary),
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
)

judgement = Table(
    "judgement",
    metadata,
    Column("message", String, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False, index=True),
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

data_right = Table(
    "data_right",
    metadata,
    Column("sequence", Integer, primary_key=True, autoincrement=True),
    Column("at", Instant, nullable=False),
    Column("what", String, nullable=False),
    Column("person", String, nullable=False),
    Column("by", String, nullable=False),
)

preference = Table(
    "preference",
    metadata,
    Column("person", String, primary_key=True),
    Column("name", String, primary_key=True),
    Column("value", String, nullable=False),
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
