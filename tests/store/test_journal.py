"""After an erasure nothing of it is left in SQLite's files, also where somebody was reading."""

import logging
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.store import database as store
from bot.store import evidence, people
from bot.store.database import Database
from bot.store.seal import MasterKey
from bot.store.tables import evidence as kept
from tests.fakes import NOW


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "_GLANCE", 1)
    monkeypatch.setattr(store, "_CUTS", (0.0, 0.01, 0.01))


async def test_the_journal_is_cut_once_nobody_reads_it(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    database = Database.open(str(tmp_path / "test.db"), MasterKey.new())
    await database.migrate()
    async with database.write() as tx:
        await evidence.keep(tx, 1, "m1", "original", "ana", "some words", NOW, NOW + timedelta(days=1))
        (sealed,) = (await tx.connection.execute(select(kept.c.sealed))).scalars()
    assert sealed in files(tmp_path)
    with closing(sqlite3.connect(tmp_path / "test.db", isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM evidence").fetchall()
        async with database.write() as tx:
            await people.erase(tx, "ana", NOW)
        assert sealed in files(tmp_path)
        assert "still in the database's journal" in caplog.text
        reader.execute("COMMIT")
    async with database.write() as tx:
        await people.choose(tx, "ben", "country", "GB")
    assert sealed not in files(tmp_path)
    assert (tmp_path / "test.db-wal").stat().st_size == 0
    await database.close()


async def test_without_a_reader_it_is_cut_at_once(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    database = Database.open(str(tmp_path / "test.db"), MasterKey.new())
    await database.migrate()
    with caplog.at_level(logging.WARNING):
        async with database.write() as tx:
            await people.erase(tx, "ana", NOW)
    assert (tmp_path / "test.db-wal").stat().st_size == 0
    assert not caplog.records
    await database.close()


def files(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.iterdir())
