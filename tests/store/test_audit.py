"""Every kind of tampering with the record is found, on either database, and the chain never forks."""

import asyncio
import csv
import json
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from io import StringIO
from itertools import pairwise
from typing import Any

import pytest
from sqlalchemy import delete, select, text, update

from bot.core.audit import GENESIS, PROGRAM, Anchor, Chain, Entry, Fault, digest
from bot.core.audit_file import heading, lines
from bot.store import audit
from bot.store.database import Database, Transaction
from bot.store.seal import MasterKey
from bot.store.tables import audit as table
from bot.store.tables import audit_anchor, audit_head
from tests.fakes import NOW

COUNT = 8


async def written(database: Database, count: int = COUNT) -> None:
    async with database.write() as tx:
        for number in range(count):
            await audit.record(tx, "sam", "noted", NOW + timedelta(minutes=number), number, reason=f"r{number}")


async def checked(database: Database, *known: Anchor) -> Chain:
    async with database.read() as tx:
        return await audit.verify(tx, known)


def change(number: int, **values: Any) -> Callable[[Transaction], Awaitable[None]]:
    async def tamper(tx: Transaction) -> None:
        await tx.connection.execute(update(table).where(table.c.sequence == number).values(**values))

    return tamper


async def take_out(tx: Transaction) -> None:
    await tx.connection.execute(delete(table).where(table.c.sequence == 4))


async def take_out_and_close_up(tx: Transaction) -> None:
    await take_out(tx)
    for sequence in range(5, COUNT + 1):
        await change(sequence, sequence=sequence - 1)(tx)
    await tx.connection.execute(update(audit_head).values(sequence=COUNT - 1))


async def put_in(tx: Transaction) -> None:
    for sequence in range(COUNT, 3, -1):
        await change(sequence, sequence=sequence + 1)(tx)
    await tx.connection.execute(table.insert().values(row(Entry(4, NOW, "sam", "claimed", 4))))
    await tx.connection.execute(update(audit_head).values(sequence=COUNT + 1))


async def put_at_the_end(tx: Transaction) -> None:
    _, last = await audit.head(tx)
    await tx.connection.execute(table.insert().values(row(Entry(COUNT + 1, NOW, "sam", "claimed", 4, previous=last))))


async def cut_the_tail(tx: Transaction) -> None:
    await tx.connection.execute(delete(table).where(table.c.sequence > 6))


async def cut_the_tail_and_move_the_head(tx: Transaction) -> None:
    await cut_the_tail(tx)
    last = (await tx.connection.execute(select(table.c.hash).where(table.c.sequence == 6))).scalar_one()
    await tx.connection.execute(update(audit_head).values(sequence=6, hash=last))


async def take_the_head_away(tx: Transaction) -> None:
    await tx.connection.execute(delete(audit_head))


async def write_anew(tx: Transaction) -> None:
    """From the fifth entry on, with every hash and the head in order: nothing inside of the database tells."""
    last = (await tx.connection.execute(select(table.c.hash).where(table.c.sequence == 4))).scalar_one()
    for sequence in range(5, COUNT + 1):
        entry = Entry(sequence, NOW, "mira", "noted", sequence, {}, last)
        entry = replace(entry, hash=(last := digest(entry)))
        await tx.connection.execute(update(table).where(table.c.sequence == sequence).values(row(entry)))
    await tx.connection.execute(update(audit_head).values(hash=last))


def row(entry: Entry) -> dict[str, Any]:
    return {
        "sequence": entry.sequence,
        "at": entry.at,
        "actor": entry.actor,
        "kind": entry.kind,
        "case_id": entry.case,
        "detail": dict(entry.detail),
        "previous": entry.previous,
        "hash": entry.hash or digest(entry),
    }


async def test_an_untouched_record_holds(database: Database) -> None:
    await written(database)
    chain = await checked(database)
    assert (chain.length, chain.fault, chain.broken_at) == (COUNT, None, None)


async def test_an_empty_record_holds_and_is_not_anchored(database: Database) -> None:
    assert (await checked(database)).fault is None
    async with database.write() as tx:
        assert await audit.anchor(tx, NOW) is None


@pytest.mark.parametrize(
    ("tamper", "where", "fault"),
    [
        pytest.param(change(3, detail={"reason": "other"}), 3, Fault.ENTRY, id="a detail"),
        pytest.param(change(3, detail={}), 3, Fault.ENTRY, id="a detail taken away"),
        pytest.param(change(3, actor="mira"), 3, Fault.ENTRY, id="an actor"),
        pytest.param(change(3, at=NOW + timedelta(microseconds=1)), 3, Fault.ENTRY, id="a time"),
        pytest.param(change(3, kind="looked"), 3, Fault.ENTRY, id="a kind"),
        pytest.param(change(3, case_id=99), 3, Fault.ENTRY, id="a case"),
        pytest.param(change(3, case_id=None), 3, Fault.ENTRY, id="a case taken away"),
        pytest.param(change(3, hash="0" * 64), 3, Fault.ENTRY, id="a hash"),
        pytest.param(change(3, previous="0" * 64), 3, Fault.ENTRY, id="a link"),
        pytest.param(take_out, 4, Fault.ENTRY, id="one taken out"),
        pytest.param(take_out_and_close_up, 4, Fault.ENTRY, id="one taken out, the rest moved up"),
        pytest.param(put_in, 4, Fault.ENTRY, id="one put in"),
        pytest.param(put_at_the_end, COUNT + 1, Fault.HEAD, id="one put at the end"),
        pytest.param(cut_the_tail, 7, Fault.HEAD, id="the tail cut"),
        pytest.param(take_the_head_away, 1, Fault.HEAD, id="the head taken away"),
    ],
)
async def test_tampering_is_found_without_an_anchor(
    database: Database, tamper: Callable[[Transaction], Awaitable[None]], where: int, fault: Fault
) -> None:
    await written(database)
    async with database.write() as tx:
        await tamper(tx)
    chain = await checked(database)
    assert (chain.broken_at, chain.fault) == (where, fault)


@pytest.mark.parametrize(
    ("tamper", "where"),
    [
        pytest.param(cut_the_tail_and_move_the_head, 7, id="the tail cut and the head moved"),
        pytest.param(write_anew, COUNT, id="written anew with all hashes in order"),
    ],
)
@pytest.mark.parametrize("sent", [False, True], ids=["stored anchor", "anchor from a mail"])
async def test_what_fits_inside_is_found_by_an_anchor(
    database: Database, tamper: Callable[[Transaction], Awaitable[None]], where: int, sent: bool
) -> None:
    await written(database)
    async with database.write() as tx:
        noted = await audit.anchor(tx, NOW)
        assert noted is not None
        await tamper(tx)
        if sent:  # whoever can change the record can change the stored anchors too
            await tx.connection.execute(delete(audit_anchor))
    if sent:
        assert (await checked(database)).fault is None
    chain = await checked(database, *((Anchor.read(str(noted)),) if sent else ()))
    assert (chain.broken_at, chain.fault) == (where, Fault.ANCHOR)


async def test_an_altered_anchor_is_found_too(database: Database) -> None:
    await written(database)
    async with database.write() as tx:
        assert await audit.anchor(tx, NOW)
        await tx.connection.execute(update(audit_anchor).values(hash="f" * 64))
    assert (await checked(database)).fault is Fault.ANCHOR


async def test_anchors_that_agree_are_counted_and_the_same_head_is_noted_once(database: Database) -> None:
    await written(database)
    async with database.write() as tx:
        first = await audit.anchor(tx, NOW)
        assert await audit.anchor(tx, NOW + timedelta(days=1)) is None
        await audit.record(tx, PROGRAM, "noted", NOW)
        second = await audit.anchor(tx, NOW + timedelta(days=1))
    assert first is not None
    assert second is not None
    chain = await checked(database, first, second, Anchor(0, GENESIS))
    assert (chain.fault, chain.agreed) == (None, 5)
    async with database.read() as tx:
        assert await audit.last_anchor(tx) == second
        later = await audit.verify(tx, after=first)
    assert (later.length, later.fault) == (COUNT + 1, None)


async def test_two_programs_at_once_never_fork_the_chain(database: Database) -> None:
    """PostgreSQL: each takes the head's row, and the other waits. SQLite has one writer altogether."""
    other = Database(database._engine, MasterKey.new())  # has a lock of its own, like a second process

    async def write(base: Database, name: str, number: int) -> None:
        async with base.write() as tx:
            first = await audit.record(tx, name, "noted", NOW, number)
            await asyncio.sleep(0.001)
            second = await audit.record(tx, name, "noted", NOW, number)
            assert second.previous == first.hash

    for number in range(20):
        await asyncio.gather(write(database, "sam", number), write(other, "mira", number))
    chain = await checked(database)
    assert (chain.length, chain.fault) == (80, None)
    async with database.read() as tx:
        actors = (await tx.connection.execute(select(table.c.actor).order_by(table.c.sequence))).scalars().all()
    assert sum(one != two for one, two in pairwise(actors)) >= 20, "they took no turns: nothing was tested"


async def test_entries_that_are_written_meanwhile_are_no_break(database: Database) -> None:
    """PostgreSQL shows a reader what others commit between two of its questions."""
    await written(database, 1500)
    stop = False

    async def goes_on() -> None:
        while not stop:
            async with database.write() as tx:
                await audit.record(tx, "sam", "noted", NOW)
            await asyncio.sleep(0)

    writer = asyncio.create_task(goes_on())
    try:
        for _ in range(5):
            assert (await checked(database)).fault is None
    finally:
        stop = True
        await writer


async def test_ten_thousand_entries_are_followed(database: Database) -> None:
    last, rows = GENESIS, []
    for sequence in range(1, 10_001):
        entry = Entry(sequence, NOW + timedelta(seconds=sequence), "sam", "looked", sequence, {"reason": "decide"}, last)
        last = digest(entry)
        rows.append(row(replace(entry, hash=last)))
    async with database.write() as tx:
        await tx.connection.execute(table.insert(), rows)
        await tx.connection.execute(update(audit_head).values(sequence=10_000, hash=last))
    chain = await checked(database)
    assert (chain.length, chain.head, chain.fault) == (10_000, last, None)
    async with database.write() as tx:
        await change(9_999, actor="mira")(tx)
    assert (await checked(database)).broken_at == 9_999


async def test_looks_leave_out_what_the_one_who_asks_may_not_handle(database: Database) -> None:
    async with database.write() as tx:
        await audit.record(tx, "sam", "looked", NOW, 1, reason="decide")
        await audit.record(tx, "sam", "looked", NOW + timedelta(hours=1), 2, reason="appeal")
        await tx.connection.execute(text("INSERT INTO case_bar (case_id, person) VALUES (2, 'noor')"))
    async with database.read() as tx:
        assert [entry.case for entry in await audit.looks(tx, "noor", None, 10)] == [1]
        assert [entry.case for entry in await audit.looks(tx, "sam", None, 10)] == [2, 1]
        assert [entry.case for entry in await audit.looks(tx, "sam", 1, 10)] == [1]


def test_an_anchor_is_read_as_it_is_written() -> None:
    anchor = Anchor(12, "a" * 64)
    assert Anchor.read(f" {anchor} ") == anchor
    for wrong in ("", "12", "12:", "x:" + "a" * 64, "12:" + "g" * 64, "12:" + "a" * 63):
        with pytest.raises(ValueError, match="must be"):
            Anchor.read(wrong)


def test_a_file_holds_no_formula_that_a_spreadsheet_would_run() -> None:
    entry = Entry(1, NOW, "=HYPERLINK(1)", "noted", None, {"reason": 'a, "b"'}, hash="h")
    file = StringIO(heading("csv") + "".join(lines([entry], "csv")), newline="")
    columns, cells = csv.reader(file)
    assert columns == ["sequence", "at", "actor", "kind", "case", "detail", "previous", "hash"]
    assert cells[:5] == ["1", "2026-11-24T12:00:00+00:00", "'=HYPERLINK(1)", "noted", ""]
    assert json.loads(cells[5]) == {"reason": 'a, "b"'}
    (line,) = lines([entry], "jsonl")
    assert '"actor": "=HYPERLINK(1)"' in line
