"""Migrations by Alembic, run by the program itself at start; each works on SQLite and on PostgreSQL."""

from pathlib import Path
from typing import Final

from sqlalchemy.engine import Connection

HEAD: Final = "0002"


def upgrade(connection: Connection) -> None:
    """Bring the tables to `HEAD` inside the caller's transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.attributes["connection"] = connection
    command.upgrade(config, HEAD)
