"""Another program holds the database: senders are told to come again, what was acknowledged is done once it lets go."""

import asyncio
import logging
import sqlite3
from pathlib import Path

import psycopg.errors
import pytest
from sqlalchemy import text

from bot.core.errors import Fault, Outage
from bot.knowledge.library import Library
from bot.store import database as store
from bot.store import inbox
from bot.store.database import Database
from bot.store.driver_errors import named
from bot.store.seal import MasterKey
from tests.fakes import NOW, message
from tests.faults.outage import CRISIS, community, other_program

SAYS = "the database is locked by another program"


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A write waits ten seconds for another's; a test need not."""
    monkeypatch.setattr(store, "_PATIENCE", 150)


async def test_a_locked_database_is_said_and_survived(tmp_path: Path, library: Library, caplog: pytest.LogCaptureFixture) -> None:
    async with community(tmp_path, library) as there:
        with other_program(there.file) as other:
            await there.here.talk.say("ana", "mood", CRISIS, None, "e1", ())  # acknowledged
            other.execute("BEGIN EXCLUSIVE")  # before any lane could look
            for call in (there.says(2, "a quiet line"), there.post("do", person="sam", channel="mood", command="case next")):
                status, answer = await call
                assert status == 503
                assert SAYS in answer
            status, answer = await there.readiness()
            assert status == 503
            assert SAYS in answer
            async with asyncio.timeout(30):
                while "a lane failed" not in caplog.text:
                    await asyncio.sleep(0.02)
            other.execute("ROLLBACK")
        async with asyncio.timeout(30):
            await there.here.settle()  # nobody woke anything
        await there.crisis_is_looked_after()
        assert (await there.says(2, "a quiet line"))[0] == 200
        assert (await there.readiness())[0] == 200
        await there.here.settle()
    assert caplog.text.count(SAYS) == 1  # an outage is logged once
    assert "can be written again" in caplog.text
    assert "canary" not in caplog.text


async def test_locked_again_and_again(tmp_path: Path, library: Library, caplog: pytest.LogCaptureFixture) -> None:
    """Senders come again until they are heard; whatever was cut off in the middle is done once."""
    caplog.set_level(logging.CRITICAL)
    async with community(tmp_path, library) as there:
        stop = asyncio.Event()

        async def lock() -> None:
            with other_program(there.file) as other:
                while not stop.is_set():
                    try:
                        other.execute("BEGIN IMMEDIATE")
                    except sqlite3.OperationalError:
                        await asyncio.sleep(0.003)
                        continue
                    await asyncio.sleep(0.25)
                    other.execute("ROLLBACK")
                    await asyncio.sleep(0.08)

        locking = asyncio.create_task(lock())
        refused = 0
        async with asyncio.timeout(60):
            for number in range(24):
                while (await there.says(number, CRISIS if number == 7 else f"a quiet line {number}"))[0] == 503:
                    refused += 1
                    await asyncio.sleep(0.02)
        stop.set()
        await locking
        await there.here.pass_time(seconds=61)  # the longest pause of a lane
        await there.crisis_is_looked_after()
        async with there.here.parts.database.read() as tx:
            assert await inbox.pending(tx) == 0
        assert len([one for one in await there.here.ben.view("mood") if one.author == "ana"]) == 24
    assert refused


async def test_who_waits_behind_a_failed_write_is_told_at_once(tmp_path: Path) -> None:
    """Otherwise the hundredth sender would wait a hundred times as long as the first."""
    database = Database.open(str(tmp_path / "test.db"), MasterKey.new())
    await database.migrate()
    with other_program(tmp_path / "test.db") as other:
        other.execute("BEGIN IMMEDIATE")
        tries = await asyncio.gather(*(_hear(database, f"m{number}") for number in range(20)), return_exceptions=True)
        assert {str(one) for one in tries} == {database.trouble}
        assert database._outages == 1
        other.execute("ROLLBACK")
    await _hear(database, "m0")
    assert not database.trouble
    await database.close()


async def test_a_start_on_a_locked_database_says_why(tmp_path: Path) -> None:
    file = tmp_path / "new.db"
    with other_program(file) as other:
        other.execute("PRAGMA journal_mode=WAL")
        other.execute("BEGIN EXCLUSIVE")
        database = Database.open(str(file), MasterKey.new())
        with pytest.raises(Outage, match=SAYS):
            await database.migrate()
        other.execute("ROLLBACK")
        await database.migrate()
        await database.close()


@pytest.mark.postgres
@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
async def test_a_writer_that_hangs_elsewhere_is_said_too(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    quick = str(store._ONE_WRITER).replace("'10s'", "'150ms'")
    monkeypatch.setattr(store, "_ONE_WRITER", text(quick))
    one, other = (Database.open(database_url, MasterKey.new()) for _ in range(2))
    async with other.write():
        with pytest.raises(Outage, match=SAYS):
            await _hear(one, "m1")
    await _hear(one, "m1")
    await one.close()
    await other.close()


@pytest.mark.parametrize(
    ("error", "outage"),
    [
        (psycopg.errors.DeadlockDetected(), True),
        (psycopg.errors.SerializationFailure(), True),
        (psycopg.errors.LockNotAvailable(), True),
        (psycopg.errors.DiskFull(), True),
        (psycopg.errors.AdminShutdown(), True),
        (psycopg.errors.TooManyConnections(), True),
        (psycopg.OperationalError("no answer"), True),
        (psycopg.errors.UniqueViolation(), False),
        (psycopg.errors.UntranslatableCharacter(), False),
        (sqlite3.IntegrityError(), False),
        (sqlite3.OperationalError("no such table: canary"), False),
    ],
)
def test_what_may_be_tried_again(error: Exception, outage: bool) -> None:
    """An event that met an outage stays; one that breaks by itself is given up at last, or it would hold up all others."""
    found = named(error)
    assert isinstance(found, Outage if outage else Fault)
    assert isinstance(found, Outage) == outage
    assert "canary" not in str(found)


async def _hear(database: Database, name: str) -> None:
    async with database.write() as tx:
        await inbox.hear(tx, message("hello", id=name), NOW)
