"""`carecircle record` and the doctor's check, as an operator meets them."""

import asyncio
import csv
import json
import os
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

import pytest
from sqlalchemy import delete, update

from bot.__main__ import main
from bot.app import database_of
from bot.core.audit import Anchor
from bot.settings import load_settings
from bot.store import audit
from bot.store.database import Transaction
from bot.store.tables import audit as table
from bot.store.tables import audit_anchor, audit_head

OLD = datetime(2026, 3, 1, tzinfo=UTC)
NEW = datetime(2026, 9, 1, tzinfo=UTC)


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with three entries, the second one anchored."""
    for name in [name for name in os.environ if name.startswith("CARECIRCLE_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    folder = tmp_path / "data"

    async def write(tx: Transaction) -> None:
        await audit.record(tx, "sam", "claimed", OLD, 1)
        await audit.record(tx, "sam", "looked", OLD, 1, reason="decide")
        await audit.anchor(tx, OLD)
        await audit.record(tx, "mira", "noted", NEW, 1)

    folder.mkdir()
    alter(folder, write)
    return folder


def alter(folder: Path, work: Callable[[Transaction], Awaitable[None]]) -> None:
    async def done() -> None:
        database = database_of(load_settings(), folder)
        await database.migrate()
        async with database.write() as tx:
            await work(tx)
        await database.close()

    asyncio.run(done())


def test_a_sound_record_is_told_with_its_head(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["record", "verify", "--data", str(data)]) == 0
    out, err = capsys.readouterr()
    assert Anchor.read(out).sequence == 3
    assert "3 entries, unbroken; anchors that agree: 1" in err
    assert main(["record", "verify", "--data", str(data), "--anchor", out.strip()]) == 0


def test_where_it_breaks_is_told(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    async def tamper(tx: Transaction) -> None:
        await tx.connection.execute(update(table).where(table.c.sequence == 2).values(actor="mira"))

    alter(data, tamper)
    assert main(["record", "verify", "--data", str(data)]) == 1
    assert "breaks at entry 2" in capsys.readouterr().err
    assert main(["doctor", "--data", str(data)]) == 1
    assert "FAULT record: breaks at entry 2" in capsys.readouterr().out


def test_what_only_a_mail_can_tell(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["record", "verify", "--data", str(data)])
    kept = capsys.readouterr().out.strip()

    async def cut(tx: Transaction) -> None:
        await tx.connection.execute(delete(table).where(table.c.sequence > 1))
        await tx.connection.execute(delete(audit_anchor))
        (first,) = [entries[0] async for entries in audit.pages(tx)]
        await tx.connection.execute(update(audit_head).values(sequence=1, hash=first.hash))

    alter(data, cut)
    assert main(["record", "verify", "--data", str(data)]) == 0
    assert main(["record", "verify", "--data", str(data), "--anchor", kept]) == 1
    assert "breaks at entry 2" in capsys.readouterr().err


def test_the_doctor_prints_the_head(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["record", "verify", "--data", str(data)])
    head = capsys.readouterr().out.strip()
    main(["doctor", "--data", str(data)])
    assert f"ok   record: unbroken; anchors that agree: 1; its head is {head}" in capsys.readouterr().out


def test_an_export_is_on_record_and_goes_where_it_is_told(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "record.csv"
    assert main(["record", "export", "--data", str(data), "--out", str(out), "--by", "noor"]) == 0
    rows = list(csv.DictReader(StringIO(out.read_text(encoding="utf-8"), newline="")))
    assert [(row["actor"], row["kind"]) for row in rows][-1] == ("noor", "exported")
    assert len(rows) == 4
    assert main(["record", "export", "--data", str(data), "--format", "jsonl", "--since", "2026-06-01"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["kind"] for line in lines] == ["noted", "exported", "exported"]
    assert lines[-1]["actor"] == "operator"


@pytest.mark.parametrize(
    "words",
    [
        ("verify", "--anchor", "12"),
        ("verify", "--anchor", "12:zz"),
        ("export", "--since", "yesterday"),
        ("export", "--format", "xml"),
        ("export", "--out", "/nowhere/at/all.csv"),
    ],
)
def test_bad_usage_exits_2(data: Path, words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    try:
        code = main(["record", *words, "--data", str(data)])
    except SystemExit as stopped:
        code = int(str(stopped.code))
    assert code == 2
    assert capsys.readouterr().err


def test_looking_makes_no_database(tmp_path: Path, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    nowhere = tmp_path / "nowhere"
    assert main(["record", "verify", "--data", str(nowhere)]) == 2
    assert "there is no data" in capsys.readouterr().err
    assert not nowhere.exists()
