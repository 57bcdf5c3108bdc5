"""Reports of messages by members. Who reported is in `subject` alone, for their own rights; no view of moderators reads it."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, delete, func, or_, select, update

from bot.core.report import Concern
from bot.store.database import Transaction
from bot.store.holds import key_of, on_hold
from bot.store.tables import outbox, report


@dataclass(frozen=True, slots=True)
class Told:
    """A report as moderators see it: no name and no time. `note` is None where there is none or it was destroyed."""

    concern: Concern
    note: str | None


async def add(
    tx: Transaction, case_id: int, message: str, concern: Concern, person: str, note: str | None, now: datetime
) -> bool:
    """Keep a report, its note sealed under the reporter's key; False where this person reported this message before."""
    row_id = _id(message, person)
    row = {
        "id": row_id,
        "case_id": case_id,
        "message": message,
        "reason": concern.value,
        "at": now,
        "subject": person,
        "sealed": await tx.seal(person, note, report, row_id, now) if note else None,
    }
    return await tx.insert_new(report, row)


async def known(tx: Transaction, message: str, person: str) -> Concern | None:
    """With which concern this person reported this message before."""
    reason = (await tx.connection.execute(select(report.c.reason).where(report.c.id == _id(message, person)))).scalar()
    return Concern(reason) if reason is not None else None


async def worsen(tx: Transaction, message: str, person: str, concern: Concern, note: str | None, now: datetime) -> None:
    """The same person has something graver to tell of the same message: the one report says so, and keeps both notes."""
    row_id = _id(message, person)
    row = (await tx.connection.execute(select(report).where(report.c.id == row_id))).one()
    notes = [text for text in (await tx.unseal(key_of(row), row.sealed, report, row_id), note) if text]
    sealed = await tx.seal(key_of(row), "\n".join(notes), report, row_id, now) if notes else None
    await tx.connection.execute(update(report).where(report.c.id == row_id).values(reason=concern.value, sealed=sealed))


async def called(tx: Transaction, message: str, person: str, now: datetime) -> None:
    """This report called somebody, for the number that one person's reports may call in a day."""
    await tx.connection.execute(update(report).where(report.c.id == _id(message, person)).values(paged_at=now))


async def calls_since(tx: Transaction, person: str, since: datetime) -> int:
    """How many of a person's reports called somebody lately."""
    where = and_(report.c.subject == person, report.c.paged_at >= since)
    return (await tx.connection.execute(select(func.count()).where(where))).scalar_one()


async def of_case(tx: Transaction, case_id: int) -> Sequence[Told]:
    """What moderators see, in an order that says nothing about who came when."""
    rows = (await tx.connection.execute(select(report).where(report.c.case_id == case_id).order_by(report.c.id))).all()
    return [Told(Concern(row.reason), await tx.unseal(key_of(row), row.sealed, report, row.id)) for row in rows]


async def reporters(tx: Transaction, case_id: int) -> Sequence[tuple[str, str]]:
    """Who is told that a case was looked at: the report's id and the person. Nobody who was erased is written to."""
    query = select(report.c.id, report.c.subject).where(report.c.case_id == case_id, report.c.held_under.is_(None))
    rows = (await tx.connection.execute(query)).all()
    return [(row.id, row.subject) for row in rows]


async def is_bot(tx: Transaction, message: str) -> bool:
    """Whether a message is one of the program's own. A platform's reference may have the channel before it: `channel/number`."""
    number = message.rpartition(":")[2]
    named = or_(outbox.c.reference == message, outbox.c.reference.endswith(f"/{number}", autoescape=True))
    return (await tx.connection.execute(select(outbox.c.sequence).where(named).limit(1))).first() is not None


async def erase(tx: Transaction, person: str) -> None:
    """That somebody reported is theirs: it goes with them, but for what a case on legal hold needs; the case stays."""
    await tx.connection.execute(delete(report).where(report.c.subject == person, report.c.case_id.not_in(on_hold())))


async def own(tx: Transaction, person: str) -> list[dict[str, str]]:
    """A person's own reports, for them alone."""
    query = select(report).where(report.c.subject == person, report.c.held_under.is_(None)).order_by(report.c.at)
    rows = (await tx.connection.execute(query)).all()
    return [
        {
            "message": row.message,
            "reason": row.reason,
            "at": row.at.isoformat(),
            "note": await tx.unseal(person, row.sealed, report, row.id) or "",
        }
        for row in rows
    ]


def _id(message: str, person: str) -> str:
    """One report for each person and message; the id shows neither."""
    return hashlib.sha256(f"{message}\x1f{person}".encode()).hexdigest()[:24]
