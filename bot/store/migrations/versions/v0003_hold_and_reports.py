"""What a legal hold keeps after an erasure, and which report called somebody."""

import sqlalchemy as sa
from alembic import op

from bot.store.columns import Instant

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    for table in ("case_note", "evidence", "judgement", "report"):
        op.add_column(table, sa.Column("held_under", sa.String(), nullable=True))
    op.add_column("report", sa.Column("paged_at", Instant(), nullable=True))
    op.create_index(op.f("ix_report_subject"), "report", ["subject"], unique=False)
