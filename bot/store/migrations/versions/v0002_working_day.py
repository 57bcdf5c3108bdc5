"""The working day: a chained record in the place of case events, the rota, pages, measures, reports, shadow counts."""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

from bot.core.audit import GENESIS, MEMBER, Entry, digest
from bot.store.columns import Instant

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    _make()
    _chain(op.get_bind())
    _keep_messages(op.get_bind())
    op.drop_index(op.f("ix_case_event_case_id"), table_name="case_event")
    op.drop_table("case_event")


def _chain(connection: sa.Connection) -> None:
    """What was recorded so far becomes the start of the chain."""
    known = sa.MetaData()
    events = sa.Table(
        "case_event",
        known,
        sa.Column("sequence", sa.Integer),
        sa.Column("case_id", sa.Integer),
        sa.Column("at", Instant()),
        sa.Column("actor", sa.String),
        sa.Column("kind", sa.String),
        sa.Column("detail", sa.JSON),
    )
    audit = sa.Table(
        "audit",
        known,
        sa.Column("sequence", sa.Integer),
        sa.Column("at", Instant()),
        sa.Column("actor", sa.String),
        sa.Column("kind", sa.String),
        sa.Column("case_id", sa.Integer),
        sa.Column("detail", sa.JSON),
        sa.Column("previous", sa.String),
        sa.Column("hash", sa.String),
    )
    head = sa.Table("audit_head", known, sa.Column("id", sa.Integer), sa.Column("sequence"), sa.Column("hash", sa.String))
    last, number = GENESIS, 0
    for row in connection.execute(sa.select(events).order_by(events.c.sequence)).all():
        number += 1
        at: datetime = row.at.astimezone(UTC)
        actor = MEMBER if row.kind == "deleted" else row.actor
        entry = Entry(number, at, actor, row.kind, row.case_id, dict(row.detail), last)
        last = digest(entry)
        values = {"sequence": number, "at": at, "actor": actor, "kind": row.kind, "case_id": row.case_id}
        connection.execute(audit.insert().values(**values, detail=row.detail, previous=entry.previous, hash=last))
    connection.execute(head.insert().values(id=1, sequence=number, hash=last))


def _keep_messages(connection: sa.Connection) -> None:
    """Every case keeps its first message in the table that a second one joins."""
    columns = "message, {id}, {at}, label, value, place"
    into, of = columns.format(id="case_id", at="at"), columns.format(id="id", at="opened_at")
    connection.execute(sa.text(f"INSERT INTO case_message ({into}) SELECT {of} FROM case_file"))  # noqa: S608 - our own names


def _make() -> None:
    op.create_table(
        "appeal",
        sa.Column("measure_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("measure_id", name=op.f("pk_appeal")),
    )
    op.create_index(op.f("ix_appeal_case_id"), "appeal", ["case_id"], unique=False)
    op.create_table(
        "audit",
        sa.Column("sequence", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.Column("previous", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_audit")),
    )
    op.create_index(op.f("ix_audit_at"), "audit", ["at"], unique=False)
    op.create_index(op.f("ix_audit_case_id"), "audit", ["case_id"], unique=False)
    op.create_index(op.f("ix_audit_kind_at"), "audit", ["kind", "at"], unique=False)
    op.create_table(
        "audit_anchor",
        sa.Column("sequence", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_audit_anchor")),
    )
    op.create_table(
        "audit_head",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_head")),
    )
    op.create_table(
        "case_bar",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("case_id", "person", name=op.f("pk_case_bar")),
    )
    op.create_table(
        "case_message",
        sa.Column("message", sa.String(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("place", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("message", name=op.f("pk_case_message")),
    )
    op.create_index(op.f("ix_case_message_case_id"), "case_message", ["case_id"], unique=False)
    op.create_table(
        "case_watch",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("case_id", "person", name=op.f("pk_case_watch")),
    )
    op.create_table(
        "duty_cover",
        sa.Column("shift_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("shift_id", "day", name=op.f("pk_duty_cover")),
    )
    op.create_table(
        "duty_shift",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("days", sa.String(), nullable=False),
        sa.Column("starts", sa.String(), nullable=False),
        sa.Column("ends", sa.String(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_shift")),
    )
    op.create_index(op.f("ix_duty_shift_person"), "duty_shift", ["person"], unique=False)
    op.create_table(
        "measure",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("strike", sa.Integer(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("place", sa.JSON(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("until", Instant(), nullable=True),
        sa.Column("fades_at", Instant(), nullable=True),
        sa.Column("undone_at", Instant(), nullable=True),
        sa.Column("undone_by", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measure")),
    )
    op.create_index(op.f("ix_measure_case_id"), "measure", ["case_id"], unique=False)
    op.create_index(op.f("ix_measure_person"), "measure", ["person"], unique=False)
    op.create_table(
        "page_sent",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_page_sent")),
    )
    op.create_index(op.f("ix_page_sent_case_id"), "page_sent", ["case_id"], unique=False)
    op.create_index(op.f("ix_page_sent_person_at"), "page_sent", ["person", "at"], unique=False)
    op.create_table(
        "report",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("message", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report")),
    )
    op.create_index(op.f("ix_report_case_id"), "report", ["case_id"], unique=False)
    op.create_table(
        "switch",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_switch")),
    )
    op.create_table(
        "trial_count",
        sa.Column("trial", sa.String(), nullable=False),
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("live", sa.String(), nullable=False),
        sa.Column("shadow", sa.String(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("trial", "day", "channel", "live", "shadow", name=op.f("pk_trial_count")),
    )
    op.create_table(
        "verdict",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("rules", sa.JSON(), nullable=False),
        sa.Column("false_alarm", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verdict")),
    )
    op.create_index(op.f("ix_verdict_at"), "verdict", ["at"], unique=False)
    op.add_column("case_file", sa.Column("contacted_at", Instant(), nullable=True))
    op.add_column("case_file", sa.Column("merged_into", sa.Integer(), nullable=True))
    op.add_column("case_file", sa.Column("held_at", Instant(), nullable=True))
    op.create_index(op.f("ix_case_file_opened_at"), "case_file", ["opened_at"], unique=False)
    op.create_index(op.f("ix_case_file_owner_state"), "case_file", ["owner", "state"], unique=False)
    op.create_index(op.f("ix_case_file_resolved_at"), "case_file", ["resolved_at"], unique=False)
    op.add_column("inbox", sa.Column("conversation", sa.String(), nullable=True))
    op.add_column("inbox", sa.Column("message", sa.String(), nullable=True))
    op.create_index(op.f("ix_inbox_conversation_sequence"), "inbox", ["conversation", "sequence"], unique=False)
    op.create_index(op.f("ix_inbox_message"), "inbox", ["message"], unique=False)
