"""What SQLAlchemy asks of SQLite's connection: rows, counts, many rows at once, failures, and a caller who goes away."""

import asyncio
import contextlib
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import Column, Integer, MetaData, String, Table, event, insert, select, update
from sqlalchemy.engine import Connection as SyncConnection
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.store.sqlite_thread import connect

METADATA = MetaData()
WORD = Table("word", METADATA, Column("id", Integer, primary_key=True), Column("text", String, unique=True))


@pytest.fixture
async def engine(tmp_path: Path) -> AsyncIterator[AsyncEngine]:
    made = create_async_engine(
        f"sqlite+aiosqlite:///{tmp_path / 'test.db'}", connect_args={"async_creator_fn": connect, "timeout": 0.1}
    )
    async with made.begin() as connection:
        await connection.run_sync(METADATA.create_all)
    yield made
    await made.dispose()


async def words(engine: AsyncEngine) -> list[str]:
    async with engine.begin() as connection:
        return list((await connection.execute(select(WORD.c.text).order_by(WORD.c.id))).scalars())


async def test_rows_and_counts(engine: AsyncEngine) -> None:
    async with engine.begin() as connection:
        await connection.execute(insert(WORD), [{"text": f"w{number}"} for number in range(200)])
        assert (await connection.execute(select(WORD).where(WORD.c.id > 500))).all() == []
        assert (await connection.execute(update(WORD).where(WORD.c.id <= 3).values(text=WORD.c.text + "!"))).rowcount == 3
        made = await connection.execute(insert(WORD).values(text="last").returning(WORD.c.id))
        assert made.scalar_one() == 201
        assert (await connection.execute(insert(WORD).values(text="more"))).inserted_primary_key == (202,)
    assert await words(engine) == ["w0!", "w1!", "w2!", *(f"w{number}" for number in range(3, 200)), "last", "more"]


async def test_rows_come_one_by_one_and_in_parts_too(engine: AsyncEngine) -> None:
    async with engine.begin() as connection:
        await connection.execute(insert(WORD), [{"text": f"w{number}"} for number in range(7)])
        streamed = await connection.stream(select(WORD.c.text).order_by(WORD.c.id))
        assert (await streamed.fetchone()) == ("w0",)
        assert [row.text for row in await streamed.fetchmany(2)] == ["w1", "w2"]
        assert [row.text async for row in streamed] == ["w3", "w4", "w5", "w6"]


async def test_two_results_do_not_mix(engine: AsyncEngine) -> None:
    async with engine.begin() as connection:
        await connection.execute(insert(WORD), [{"text": "a"}, {"text": "b"}])
        first = await connection.execute(select(WORD.c.text).order_by(WORD.c.id))
        second = await connection.execute(select(WORD.c.text).order_by(WORD.c.id.desc()))
        assert (first.first(), second.first()) == (("a",), ("b",))


async def test_a_failed_statement_fails_and_leaves_the_connection_usable(engine: AsyncEngine) -> None:
    with pytest.raises(IntegrityError):
        async with engine.begin() as connection:
            await connection.execute(insert(WORD).values(text="a"))
            await connection.execute(insert(WORD).values(text="a"))
    assert await words(engine) == []
    async with engine.begin() as connection:
        await connection.execute(insert(WORD).values(text="b"))
    assert await words(engine) == ["b"]


async def test_a_caller_who_goes_away_leaves_no_transaction_behind(engine: AsyncEngine, tmp_path: Path) -> None:
    """The thread still waits for another program's lock when its caller is cancelled, and begins all the same."""
    waits = asyncio.Event()
    event.listen(engine.sync_engine, "before_cursor_execute", lambda *_: waits.set())

    async def write() -> None:
        async with engine.connect() as connection:
            await connection.exec_driver_sql("BEGIN IMMEDIATE")

    with contextlib.closing(sqlite3.connect(tmp_path / "test.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        late = asyncio.create_task(write())
        await waits.wait()
        await asyncio.sleep(0)  # the statement is handed over in the turn in which it is told
        late.cancel()
        await asyncio.sleep(0)
        other.execute("ROLLBACK")
        with pytest.raises(asyncio.CancelledError):
            await late
        await words(engine)  # the connection is used again
        other.execute("BEGIN IMMEDIATE")
        other.execute("INSERT INTO word (text) VALUES ('theirs')")
        other.execute("COMMIT")
    assert await words(engine) == ["theirs"]


async def test_a_transaction_begins_with_its_first_statement(engine: AsyncEngine, tmp_path: Path) -> None:
    @event.listens_for(engine.sync_engine, "begin")
    def _begin(connection: SyncConnection) -> None:
        connection.connection.driver_connection.begins_with = "BEGIN IMMEDIATE"  # type: ignore[union-attr]

    with contextlib.closing(sqlite3.connect(tmp_path / "test.db", isolation_level=None, timeout=0)) as other:
        async with engine.begin() as connection:  # nothing is done in it
            other.execute("BEGIN IMMEDIATE")
            other.execute("ROLLBACK")
        async with engine.begin() as connection:
            await connection.exec_driver_sql("PRAGMA busy_timeout=50")
            with pytest.raises(sqlite3.OperationalError, match="locked"):
                other.execute("BEGIN IMMEDIATE")
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(OperationalError, match="locked"):
            async with engine.begin() as connection:
                await connection.execute(insert(WORD).values(text="a"))
        other.execute("ROLLBACK")
    assert await words(engine) == []
