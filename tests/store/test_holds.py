"""A legal hold outlives an erasure and goes with its key: looked up in the database's own files."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from bot.core.decision import Human, Urgency
from bot.core.report import Concern
from bot.store import audit, cases, evidence, holds, people, reports
from bot.store.database import Database, Transaction
from bot.store.seal import MasterKey
from bot.store.tables import case_file, data_right, subject
from bot.store.tables import evidence as evidence_table
from tests.fakes import HERE, NOW

TEXT = "canary-4471 said this"


async def opened(tx: Transaction, message: str, person: str, *, hold: bool) -> int:
    new = cases.NewCase("conduct", "harassment", Urgency.NORMAL, Human.CASE, person, HERE, message, None)
    case, _ = await cases.open_once(tx, new, NOW)
    if hold:
        await tx.connection.execute(update(case_file).where(case_file.c.id == case.id).values(held_at=NOW))
    return case.id


async def fill(tx: Transaction, message: str, *, hold: bool) -> int:
    """A case with everything that it can hold of ana: words, a judgement, a report's note, a note."""
    case = await opened(tx, message, "ana", hold=hold)
    until = NOW + timedelta(days=90)
    await evidence.keep(tx, case, message, "original", "ana", TEXT, NOW, until)
    await evidence.keep(tx, case, "near", "around", "ben", "ben stays", NOW, until)
    await evidence.judge(tx, message, "ana", {"findings": [], "canary": TEXT}, NOW, until)
    await reports.add(tx, case, message, Concern.HATE, "ana", TEXT, NOW)
    await cases.add_note(tx, case, "ana", TEXT, NOW)
    return case


async def told(tx: Transaction, case: int, message: str) -> list[object]:
    judged = await evidence.judged(tx, message)
    return [
        [one.text for one in await evidence.of_case(tx, case)],
        judged["canary"] if judged else None,
        [one.note for one in await reports.of_case(tx, case)],
        [one.text for one in await cases.notes(tx, case)],
    ]


async def erase(database: Database, person: str, now: datetime) -> int:
    async with database.write() as tx:
        await reports.erase(tx, person)
        kept = await people.erase(tx, person, now)
        await people.record(tx, people.ERASED, person, person, now)
    return kept


async def lift(database: Database, case: int) -> bool:
    async with database.write() as tx:
        await tx.connection.execute(update(case_file).where(case_file.c.id == case).values(held_at=None))
        return await people.end_hold(tx, case, NOW, "ada", NOW + timedelta(days=9))


async def sealed_of(database: Database, person: str) -> list[bytes]:
    """The envelopes of a person's evidence, and their wrapped key, as they stand in the files."""
    async with database.read() as tx:
        rows = await tx.connection.execute(select(evidence_table.c.sealed).where(evidence_table.c.subject == person))
        keys = await tx.connection.execute(select(subject.c.wrapped_key).where(subject.c.id == person))
        return [value for value in (*rows.scalars(), *keys.scalars()) if value is not None]


async def test_what_is_on_hold_is_kept_and_the_rest_goes(database: Database) -> None:
    async with database.write() as tx:
        held, other = await fill(tx, "m1", hold=True), await fill(tx, "m2", hold=False)
    assert await erase(database, "ana", NOW + timedelta(days=1)) == 4
    async with database.read() as tx:
        assert await told(tx, held, "m1") == [[TEXT, "ben stays"], TEXT, [TEXT], [TEXT]]
        assert await told(tx, other, "m2") == [[None, "ben stays"], None, [], [None]]
        assert await reports.reporters(tx, held) == []
        assert [step.kind for step in await audit.of_case(tx, held)][-1] == "kept_by_law"
        exported = await people.export(tx, "ana")
    assert len(exported["kept_by_law"]) == 4
    assert "canary" not in str(exported)


async def test_the_end_of_a_hold_destroys_what_it_alone_kept(database: Database) -> None:
    async with database.write() as tx:
        held = await fill(tx, "m1", hold=True)
    await erase(database, "ana", NOW + timedelta(days=1))
    assert await lift(database, held)
    async with database.read() as tx:
        assert await told(tx, held, "m1") == [[None, "ben stays"], None, [], [None]]
        rights = (await tx.connection.execute(select(data_right.c.what, data_right.c.person, data_right.c.by))).all()
        assert await people.export(tx, "ana") | {"person": ""} == await people.export(tx, "nobody") | {"person": ""}
    assert [tuple(row) for row in rights] == [("erased", "ana", "ana"), ("destroyed_after_hold", "ana", "ada")]


async def test_a_hold_that_kept_nothing_of_the_erased_destroys_nothing(database: Database) -> None:
    async with database.write() as tx:
        held = await fill(tx, "m1", hold=True)
    assert not await lift(database, held)
    async with database.read() as tx:
        assert await told(tx, held, "m1") == [[TEXT, "ben stays"], TEXT, [TEXT], [TEXT]]


async def test_each_hold_ends_alone(database: Database) -> None:
    async with database.write() as tx:
        first, second = await fill(tx, "m1", hold=True), await fill(tx, "m2", hold=True)
    assert await erase(database, "ana", NOW) == 8
    assert await erase(database, "ana", NOW) == 0
    assert await erase(database, "ben", NOW) == 2
    await lift(database, first)
    async with database.read() as tx:
        assert (await told(tx, first, "m1"))[0] == [None, None]
        assert (await told(tx, second, "m2"))[0] == [TEXT, "ben stays"]


async def test_who_comes_back_has_a_key_of_their_own(database: Database) -> None:
    async with database.write() as tx:
        held = await fill(tx, "m1", hold=True)
    await erase(database, "ana", NOW)
    async with database.write() as tx:
        await evidence.keep(tx, held, "m1", "edit", "ana", "anew", NOW + timedelta(hours=1), NOW + timedelta(days=90))
        await evidence.judge(tx, "m1", "ana", {"findings": [], "canary": "anew"}, NOW, NOW)
    await lift(database, held)
    async with database.read() as tx:
        assert (await told(tx, held, "m1"))[:2] == [[None, "ben stays", "anew"], "anew"]


async def test_the_key_of_a_hold_is_nobodys(database: Database) -> None:
    async with database.write() as tx:
        await fill(tx, "m1", hold=True)
    await erase(database, "ana", NOW)
    async with database.read() as tx:
        keys = (await tx.connection.execute(select(subject.c.id).where(subject.c.id.like("hold:%")))).scalars().all()
        assert len(keys) == 1
        assert holds.is_key(keys[0])
        assert not await people.known(tx, keys[0])


async def test_the_files_hold_neither_key_nor_envelope(tmp_path: Path) -> None:
    database = Database.open(str(tmp_path / "held.db"), MasterKey.new())
    try:
        await database.migrate()
        async with database.write() as tx:
            held = await fill(tx, "m1", hold=True)
        before = await sealed_of(database, "ana")
        assert len(before) == 2
        assert all(value in files(tmp_path) for value in before)
        await erase(database, "ana", NOW)
        after = [*await sealed_of(database, "ana"), *await sealed_of(database, f"hold:{held}")]
        assert not any(value in files(tmp_path) for value in before)
        assert len(after) == 2
        assert all(value in files(tmp_path) for value in after)
        assert b"canary-4471" not in files(tmp_path)
        await lift(database, held)
        assert not any(value in files(tmp_path) for value in after)
    finally:
        await database.close()


def files(folder: Path) -> bytes:
    return b"\n".join(path.read_bytes() for path in sorted(folder.iterdir()))


async def test_where_the_erasure_fails_nothing_was_sealed_anew(database: Database) -> None:
    async with database.write() as tx:
        held = await fill(tx, "m1", hold=True)

    async def broken() -> None:
        async with database.write() as tx:
            await people.erase(tx, "ana", NOW)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await broken()
    async with database.read() as tx:
        assert await told(tx, held, "m1") == [[TEXT, "ben stays"], TEXT, [TEXT], [TEXT]]
        assert (await people.export(tx, "ana"))["kept_by_law"] == []
