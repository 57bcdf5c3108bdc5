"""One database, SQLite or PostgreSQL: how it is opened, and the transaction that every store function works on."""

import asyncio
import logging
import secrets
import sqlite3
import time
from collections import OrderedDict
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager, suppress
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Executable, Table, event, select, text, update
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine import Connection
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnectionFree
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.util import await_only

from bot.core.errors import Outage
from bot.store import tables
from bot.store.driver_errors import BUSY, named
from bot.store.seal import KEY_BYTES, DataKey, MasterKey
from bot.store.sqlite_thread import connect

if TYPE_CHECKING:  # SQLite starts without PostgreSQL's dialect, which costs 40 ms and 3 MB
    from sqlalchemy.dialects import postgresql

_WRITES: Final = "carecircle_writes"
_KEYS_KEPT: Final = 4096
_PATIENCE: Final = 10_000
"""Milliseconds that a write waits for another program's."""
_GLANCE: Final = 100
"""Milliseconds that a cut of the journal waits for readers, while writers wait for it."""
_CUTS: Final = (0.0, 0.1, 0.3, 1.0, 3.0, 5.0)
"""Seconds before each of its tries."""
_STARTS: Final = 40
_REMEMBERED: Final = 60.0
"""Seconds for which a failed write speaks against readiness; whoever still has work tries again within that time."""
_ONE_WRITER: Final = text(
    "SELECT set_config('lock_timeout', '10s', true), set_config('idle_in_transaction_session_timeout', '60s', true), "
    "pg_advisory_xact_lock(4070111)"
)
"""One writer at a time on PostgreSQL too, whatever the number of processes: what a write has read stays true until its commit,
and no two can wait for each other. As on SQLite a writer waits ten seconds; one that hangs is cut off."""
_log = logging.getLogger(__name__)


class Database:
    """Open with `Database.open`; every use is inside `read()` or `write()`.

    A write is one transaction: there is one writer at a time (`BEGIN IMMEDIATE`, or an advisory lock), and nothing but the
    database is awaited inside. Raises `Outage` where the database cannot be used now: what was to be done may be tried again.
    """

    def __init__(self, engine: AsyncEngine, master: MasterKey) -> None:
        self._engine = engine
        self._master = master
        self._keys: OrderedDict[str, DataKey] = OrderedDict()
        self._writing = asyncio.Lock()
        self._outages = 0
        self._uncut = False
        self._trouble: tuple[str, float] | None = None
        self.is_sqlite = engine.dialect.name == "sqlite"

    @classmethod
    def open(cls, url: str, master: MasterKey) -> "Database":
        """`url` is a path for SQLite or `postgresql://…`; parameters are never shown in errors or logs."""
        if url.startswith(("postgresql://", "postgresql+psycopg://", "postgres://")):
            address = "postgresql+psycopg://" + url.split("://", 1)[1]
            engine = create_async_engine(address, hide_parameters=True, pool_pre_ping=True)
        else:
            Path(url).parent.mkdir(parents=True, exist_ok=True)
            options = {"timeout": 10, "async_creator_fn": connect}
            engine = create_async_engine(f"sqlite+aiosqlite:///{url}", hide_parameters=True, connect_args=options)
            event.listen(engine.sync_engine, "connect", _prepare_sqlite)
            event.listen(engine.sync_engine, "begin", _begin_sqlite)
        return cls(engine, master)

    async def migrate(self) -> None:
        """Bring the tables to this version's form; two starters at once wait for each other."""
        from bot.store.migrations import HEAD, upgrade

        with _told():
            async with self._engine.begin() as connection:
                if await connection.run_sync(_version) == HEAD:
                    return
            async with self._writing, self._engine.execution_options(**{_WRITES: True}).begin() as connection:
                if not self.is_sqlite:
                    await connection.execute(text("SELECT pg_advisory_xact_lock(4070110)"))
                await connection.run_sync(upgrade)

    async def close(self) -> None:
        await self._engine.dispose()

    @property
    def trouble(self) -> str:
        """What is wrong where writes fail now, in words for an operator; nothing where they do not."""
        if self._trouble is None or time.monotonic() - self._trouble[1] > _REMEMBERED:
            return ""
        return self._trouble[0]

    @asynccontextmanager
    async def read(self) -> AsyncIterator["Transaction"]:
        with _told():
            async with self._engine.begin() as connection:
                yield Transaction(connection, self)

    @asynccontextmanager
    async def write(self) -> AsyncIterator["Transaction"]:
        try:
            async with self._turn(), self._engine.execution_options(**{_WRITES: True}).begin() as connection:
                if not self.is_sqlite:
                    await connection.execute(_ONE_WRITER)
                transaction = Transaction(connection, self)
                yield transaction
            if transaction.erased:
                await self.forget_journal()
            elif self._uncut:
                with suppress(Outage):  # what was written is stored all the same
                    self._uncut = not await self._cut_journal()
        except BaseException as error:
            self.forget_keys()
            if isinstance(error, Outage):
                self._note(str(error))
            raise
        self._note("")

    @asynccontextmanager
    async def _turn(self) -> AsyncIterator[None]:
        """One write after the other. Whoever waited while another's failed is told the same at once, and does not wait anew."""
        seen = self._outages
        async with self._writing:
            if self._outages != seen:
                raise Outage(self.trouble or BUSY)
            try:
                with _told():
                    yield
            except Outage:
                self._outages += 1
                raise

    def _note(self, trouble: str) -> None:
        """An outage is logged once, at its start, and so is its end."""
        known = self._trouble
        if trouble:
            self._trouble = trouble, time.monotonic()
            if known is None or known[0] != trouble:
                _log.error("nothing can be stored: %s", trouble)
        elif known is not None:
            self._trouble = None
            _log.warning("the database can be written again")

    async def forget_journal(self) -> None:
        """After an erasure: what SQLite's write-ahead log still holds is overwritten and cut.

        It cannot be while somebody reads an older state. Where that lasts it is said, and each write tries again.
        """
        if not self.is_sqlite:
            return
        for pause in _CUTS:
            await asyncio.sleep(pause)
            if await self._cut_journal():
                self._uncut = False
                return
        self._uncut = True
        _log.error("what was erased is still in the database's journal, because something reads an older state for long")

    async def _cut_journal(self) -> bool:
        async with self._turn(), self._engine.connect() as connection:
            raw = await connection.get_raw_connection()
            driver: Any = raw.driver_connection
            await driver.execute(f"PRAGMA busy_timeout={_GLANCE}")
            try:
                ((busy, _, _),) = await (await driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")).fetchall()
            finally:
                await driver.execute(f"PRAGMA busy_timeout={_PATIENCE}")
            return not busy

    async def data_key(self, connection: AsyncConnection, person: str, now: datetime | None) -> DataKey | None:
        """A person's key, made where there is none and `now` is given; None after erasure."""
        if (known := self._keys.get(person)) is not None:
            self._keys.move_to_end(person)
            return known
        query = select(tables.subject.c.wrapped_key).where(tables.subject.c.id == person)
        row = (await connection.execute(query)).first()
        if row is None:
            if now is None:
                return None
            secret = secrets.token_bytes(KEY_BYTES)
            made = {"id": person, "wrapped_key": self._master.wrap(secret), "created_at": now}
            await connection.execute(tables.subject.insert().values(made))
        elif row.wrapped_key is None:
            if now is None:
                return None
            secret = secrets.token_bytes(KEY_BYTES)
            renewed = {"wrapped_key": self._master.wrap(secret), "created_at": now, "erased_at": None}
            await connection.execute(update(tables.subject).where(tables.subject.c.id == person).values(renewed))
        else:
            secret = self._master.unwrap(row.wrapped_key)
        key = self._keys[person] = DataKey(person, secret)
        if len(self._keys) > _KEYS_KEPT:
            self._keys.popitem(last=False)
        return key

    def forget_key(self, person: str) -> None:
        self._keys.pop(person, None)

    def forget_keys(self) -> None:
        """A data key made in what was rolled back must not be used again."""
        self._keys.clear()


class Transaction:
    """What store functions work on: a connection, and the keys of the people whose text passes."""

    def __init__(self, connection: AsyncConnection, database: Database) -> None:
        self.connection = connection
        self.erased = False
        self._database = database

    @asynccontextmanager
    async def part(self) -> AsyncIterator[None]:
        """A part that may fail by itself: an exception takes back what was written in it, and nothing before it."""
        try:
            async with self.connection.begin_nested():
                yield
        except BaseException:
            self._database.forget_keys()
            raise

    async def seal(self, person: str, value: str, table: Table, row: str, now: datetime, column: str = "sealed") -> bytes:
        key = await self._database.data_key(self.connection, person, now)
        assert key is not None  # noqa: S101 - a key is made where there is none
        return key.seal(value, table.name, row, column)

    async def unseal(self, person: str, sealed: bytes | None, table: Table, row: str, column: str = "sealed") -> str | None:
        """The text, or None where it was destroyed: the value is gone or the person was erased."""
        if sealed is None:
            return None
        key = await self._database.data_key(self.connection, person, None)
        if key is None:
            return None
        return key.open(sealed, table.name, row, column)

    async def erase_key(self, person: str, now: datetime) -> None:
        """Destroy a person's key; after the commit the journal is cut too."""
        self.erased = True
        self._database.forget_key(person)
        where = tables.subject.c.id == person
        await self.connection.execute(update(tables.subject).where(where).values(wrapped_key=None, erased_at=now))

    async def insert_new(self, table: Table, values: dict[str, Any]) -> bool:
        """Insert unless a unique value is there already; whether it was new."""
        statement = _insert_new(table, self._database.is_sqlite)
        return (await self.connection.execute(statement, values)).first() is not None

    async def upsert(self, table: Table, values: dict[str, Any]) -> None:
        """Insert, or replace the row with the same primary key."""
        keys = [column.name for column in table.primary_key]
        rest = {name: value for name, value in values.items() if name not in keys}
        statement = _insert(table, self._database.is_sqlite).values(values)
        await self.connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=rest))

    async def insert_many(self, table: Table, rows: Sequence[dict[str, Any]]) -> None:
        """Insert all rows at once, but those whose unique value is there already."""
        if rows:
            await self.connection.execute(_insert(table, self._database.is_sqlite).on_conflict_do_nothing(), rows)

    async def upsert_many(self, table: Table, rows: Sequence[dict[str, Any]]) -> None:
        """Insert all rows at once, each in place of the one with its primary key."""
        if rows:
            statement = _insert(table, self._database.is_sqlite)
            keys = [column.name for column in table.primary_key]
            rest = {column.name: statement.excluded[column.name] for column in table.columns if column.name not in keys}
            await self.connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=rest), rows)


def _insert(table: Table, is_sqlite: bool) -> "sqlite.Insert | postgresql.Insert":
    if is_sqlite:
        return sqlite.insert(table)
    from sqlalchemy.dialects import postgresql

    return postgresql.insert(table)


@cache
def _insert_new(table: Table, is_sqlite: bool) -> Executable:
    """Made once for each table: building a statement takes as long as running it."""
    return _insert(table, is_sqlite).on_conflict_do_nothing().returning(*table.primary_key)


def _prepare_sqlite(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # SQLAlchemy emits BEGIN itself, see _begin_sqlite
    cursor = connection.cursor()
    for attempt in range(_STARTS):
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
            break
        except sqlite3.OperationalError:  # two that open a new file at once: here alone SQLite does not wait by itself
            if attempt + 1 == _STARTS:
                raise
            await_only(asyncio.sleep(0.05))
    for pragma in ("synchronous=FULL", "foreign_keys=ON", f"busy_timeout={_PATIENCE}", "secure_delete=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    driver: Any = connection.connection.driver_connection
    driver.begins_with = "BEGIN IMMEDIATE" if connection.get_execution_options().get(_WRITES, False) else "BEGIN"


def _version(connection: Connection) -> str | None:
    if not connection.dialect.has_table(connection, "alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


@contextmanager
def _told() -> Iterator[None]:
    """A driver's error becomes a fault that says what to do and nothing else: a driver's message may hold values."""
    try:
        yield
    except DBAPIError as error:
        raise named(error.orig) from None
    except sqlite3.Error as error:
        raise named(error) from None
    except NoConnectionFree:
        raise Outage(BUSY) from None
