"""Found by their time: pages for the figures, claims for a fair spread of heavy cases."""

from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_index(op.f("ix_page_sent_at"), "page_sent", ["at"], unique=False)
    op.create_index(op.f("ix_case_file_claimed_at"), "case_file", ["claimed_at"], unique=False)
