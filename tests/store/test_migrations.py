"""The migrations make the tables that the code expects, on both databases; an empty one gets the same without them."""

from collections.abc import Callable
from functools import partial
from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import MetaData, Table, inspect, select
from sqlalchemy.engine import Connection

from bot.store.database import Database
from bot.store.migrations import HEAD, make, migrate, upgrade
from bot.store.tables import metadata


def emptied(connection: Connection) -> None:
    found = MetaData()
    found.reflect(connection)
    found.drop_all(connection)


def after(step: Callable[[Connection], None], connection: Connection) -> dict[str, Any]:
    """What stands in an empty database after a step: every table with its columns, keys, indexes and rows."""
    emptied(connection)
    step(connection)
    seen = inspect(connection)
    found: dict[str, Any] = {}
    for name in seen.get_table_names():
        rows = connection.execute(select(Table(name, MetaData(), autoload_with=connection))).mappings().all()
        found[name] = {
            "columns": sorted((one["name"], str(one["type"]), one["nullable"], one["default"]) for one in seen.get_columns(name)),
            "key": seen.get_pk_constraint(name),
            "unique": sorted(map(str, seen.get_unique_constraints(name))),
            "foreign": sorted(map(str, seen.get_foreign_keys(name))),
            "indexes": sorted(str(sorted(one.items(), key=str)) for one in seen.get_indexes(name)),
            "rows": [dict(row) for row in rows],
        }
    return found


async def test_the_migrated_tables_are_the_declared_ones(database: Database) -> None:
    def differences(connection: Connection) -> list[object]:
        emptied(connection)
        migrate(connection)
        return list(compare_metadata(MigrationContext.configure(connection), metadata))

    async with database.write() as tx:
        assert await tx.connection.run_sync(differences) == []


async def test_an_empty_database_gets_what_all_migrations_make(database: Database) -> None:
    def both(connection: Connection) -> tuple[dict[str, Any], dict[str, Any]]:
        return after(make, connection), after(migrate, connection)

    async with database.write() as tx:
        made, migrated = await tx.connection.run_sync(both)
    assert made == migrated
    assert made["alembic_version"]["rows"] == [{"version_num": HEAD}]


async def test_a_database_that_holds_something_takes_every_step(database: Database) -> None:
    """Another program's table is no reason to take the tables for made."""

    def beside(connection: Connection) -> None:
        connection.exec_driver_sql("CREATE TABLE other (id INTEGER)")
        upgrade(connection)

    async with database.write() as tx:
        tables = await tx.connection.run_sync(partial(after, beside))
    assert set(metadata.tables) < set(tables)


async def test_migrating_twice_changes_nothing(database: Database) -> None:
    await database.migrate()
