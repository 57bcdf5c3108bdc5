"""The append-only record: who did what when, each entry chained to the one before. A text is never in it."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Row, and_, func, select, update

from bot.core.audit import GENESIS, Anchor, Chain, Entry, digest
from bot.store.database import Transaction
from bot.store.tables import audit, audit_anchor, audit_head, case_bar, case_file

_HEAD: Final = 1
_PAGE: Final = 1000
LOOKED: Final = "looked"

# Made once: building a statement takes as long as running it.
_LAST: Final = select(audit_head).where(audit_head.c.id == _HEAD).with_for_update()
_ADD: Final = audit.insert()
_MOVE: Final = update(audit_head).where(audit_head.c.id == _HEAD)


async def record(tx: Transaction, actor: str, kind: str, now: datetime, case: int | None = None, **detail: str) -> Entry:
    """Add one entry. On PostgreSQL the head's row is locked until the commit, so that entries never fork."""
    head = (await tx.connection.execute(_LAST)).one()
    entry = Entry(head.sequence + 1, now, actor, kind, case, detail, head.hash)
    entry = replace(entry, hash=digest(entry))
    row = {
        "sequence": entry.sequence,
        "at": now,
        "actor": actor,
        "kind": kind,
        "case_id": case,
        "detail": detail,
        "previous": entry.previous,
        "hash": entry.hash,
    }
    await tx.connection.execute(_ADD, row)
    moved = {"sequence": entry.sequence, "hash": entry.hash}
    await tx.connection.execute(_MOVE, moved)
    return entry


async def of_case(tx: Transaction, case: int) -> Sequence[Entry]:
    query = select(audit).where(audit.c.case_id == case).order_by(audit.c.sequence)
    return [_entry(row) for row in (await tx.connection.execute(query)).all()]


async def between(tx: Transaction, since: datetime, until: datetime, kinds: Sequence[str] = ()) -> Sequence[Entry]:
    """Entries of a span of time, of these kinds where any is named."""
    query = select(audit).where(audit.c.at >= since, audit.c.at < until).order_by(audit.c.sequence)
    if kinds:
        query = query.where(audit.c.kind.in_(kinds))
    return [_entry(row) for row in (await tx.connection.execute(query)).all()]


async def count_since(tx: Transaction, kind: str, since: datetime) -> int:
    """How often something happened lately."""
    where = and_(audit.c.kind == kind, audit.c.at >= since)
    return (await tx.connection.execute(select(func.count()).where(where))).scalar_one()


async def length(tx: Transaction, since: datetime | None = None) -> int:
    """How many entries there are, of all or since a moment."""
    query = select(func.count()).select_from(audit)
    return (await tx.connection.execute(query if since is None else query.where(audit.c.at >= since))).scalar_one()


async def looks(tx: Transaction, asks: str, case: int | None, limit: int) -> Sequence[Entry]:
    """Who saw which evidence, newest first; not of cases that the person who asks may not handle (promise 6)."""
    own = select(case_file.c.id).where(case_file.c.person == asks)
    barred = select(case_bar.c.case_id).where(case_bar.c.person == asks)
    query = select(audit).where(audit.c.kind == LOOKED, audit.c.case_id.not_in(own), audit.c.case_id.not_in(barred))
    if case is not None:
        query = query.where(audit.c.case_id == case)
    query = query.order_by(audit.c.at.desc(), audit.c.sequence.desc()).limit(limit)
    return [_entry(row) for row in (await tx.connection.execute(query)).all()]


async def pages(tx: Transaction, after: int = 0, since: datetime | None = None) -> AsyncIterator[Sequence[Entry]]:
    """The record in order, a thousand entries at a time."""
    while True:
        query = select(audit).where(audit.c.sequence > after).order_by(audit.c.sequence).limit(_PAGE)
        if since is not None:
            query = query.where(audit.c.at >= since)
        found = [_entry(row) for row in (await tx.connection.execute(query)).all()]
        if not found:
            return
        yield found
        after = found[-1].sequence


async def head(tx: Transaction) -> tuple[int, str]:
    """The last entry as it was written down; (0, `GENESIS`) where even that was taken away."""
    row = (await tx.connection.execute(select(audit_head).where(audit_head.c.id == _HEAD))).first()
    return (row.sequence, row.hash) if row else (0, GENESIS)


async def verify(tx: Transaction, known: Sequence[Anchor] = (), after: Anchor | None = None) -> Chain:
    """Follow the chain from its start, or from a place that is trusted, and compare the stored anchors and those given.

    PostgreSQL may show entries that are written meanwhile: what the head already names is read too before it counts as cut off.
    """
    chain = Chain([*([] if after else await anchors(tx)), *known], after)
    reached = -1
    while reached < chain.length:
        reached = chain.length
        async for entries in pages(tx, chain.length):
            chain.follow(entries)
        sequence, last = await head(tx)
        if sequence <= chain.length:
            break
    chain.end(sequence, last)
    return chain


async def anchor(tx: Transaction, now: datetime) -> Anchor | None:
    """Note the present head as one that is sent off the host; None where it was noted before, or nothing is on record."""
    sequence, last = await head(tx)
    if sequence == 0 or not await tx.insert_new(audit_anchor, {"sequence": sequence, "hash": last, "at": now}):
        return None
    return Anchor(sequence, last, now)


async def anchors(tx: Transaction) -> Sequence[Anchor]:
    rows = (await tx.connection.execute(select(audit_anchor).order_by(audit_anchor.c.sequence))).all()
    return [Anchor(row.sequence, row.hash, row.at) for row in rows]


async def last_anchor(tx: Transaction) -> Anchor | None:
    row = (await tx.connection.execute(select(audit_anchor).order_by(audit_anchor.c.sequence.desc()).limit(1))).first()
    return Anchor(row.sequence, row.hash, row.at) if row else None


def _entry(row: Row[Any]) -> Entry:
    return Entry(row.sequence, row.at, row.actor, row.kind, row.case_id, dict(row.detail), row.previous, row.hash)
