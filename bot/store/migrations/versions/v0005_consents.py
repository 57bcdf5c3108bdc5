"""What people agreed to, and the sealed choice of condition channels."""

import sqlalchemy as sa
from alembic import op

from bot.store.columns import Instant

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "consent",
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("agreed", sa.Integer(), nullable=True),
        sa.Column("agreed_at", Instant(), nullable=True),
        sa.Column("declined", sa.Integer(), nullable=True),
        sa.Column("asked_at", Instant(), nullable=True),
        sa.PrimaryKeyConstraint("person", name=op.f("pk_consent")),
    )
    op.create_table(
        "condition_choice",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_condition_choice")),
    )
