"""Migrations by Alembic, run by the program itself at start; each works on SQLite and on PostgreSQL."""

from pathlib import Path
from typing import Final

from sqlalchemy import Column, MetaData, PrimaryKeyConstraint, String, Table, inspect
from sqlalchemy.engine import Connection

from bot.core.audit import GENESIS
from bot.store.tables import audit_head, metadata

HEAD: Final = "0006"
_STAMP: Final = Table(
    "alembic_version",
    MetaData(),
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)
"""As Alembic makes it."""


def upgrade(connection: Connection) -> None:
    """Bring the tables to `HEAD` inside the caller's transaction."""
    if inspect(connection).get_table_names():
        migrate(connection)
    else:
        make(connection)


def make(connection: Connection) -> None:
    """All tables in an empty database, as they are declared: without Alembic, which costs a first start .3 s.

    A test holds the result against that of every migration.
    """
    metadata.create_all(connection, checkfirst=False)
    connection.execute(audit_head.insert().values(id=1, sequence=0, hash=GENESIS))
    _STAMP.create(connection)
    connection.execute(_STAMP.insert().values(version_num=HEAD))


def migrate(connection: Connection) -> None:
    """Every step that the database has not taken yet."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.attributes["connection"] = connection
    command.upgrade(config, HEAD)
