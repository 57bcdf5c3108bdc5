"""Cases: opened once for a message, claimed by one person, with a record of every step."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, and_, func, select, update

from bot.core.case import Case, CaseState, Outcome
from bot.core.decision import Human, Urgency
from bot.core.message import Place
from bot.store.database import Transaction
from bot.store.tables import case_event, case_file, case_note


@dataclass(frozen=True, slots=True)
class NewCase:
    label: str
    value: str
    severity: Urgency
    human: Human
    person: str
    place: Place
    message: str
    due_at: datetime | None


@dataclass(frozen=True, slots=True)
class CaseEvent:
    at: datetime
    actor: str
    kind: str
    detail: dict[str, str]


@dataclass(frozen=True, slots=True)
class CaseNote:
    at: datetime
    author: str
    text: str | None


async def open_once(tx: Transaction, new: NewCase, now: datetime) -> tuple[Case, bool]:
    """The case of a message, and whether it is new."""
    row = {
        "community": new.place.community,
        "label": new.label,
        "value": new.value,
        "severity": int(new.severity),
        "human": int(new.human),
        "state": CaseState.OPEN.value,
        "person": new.person,
        "place": asdict(new.place),
        "message": new.message,
        "opened_at": now,
        "due_at": new.due_at,
        "version": 1,
    }
    made = await tx.insert_new(case_file, row)
    case = await by_message(tx, new.message)
    assert case is not None  # noqa: S101 - it was just inserted or was there
    if made:
        await record(tx, case.id, "program", "opened", {"label": new.label, "value": new.value}, now)
    return case, made


async def get(tx: Transaction, case_id: int) -> Case | None:
    return _case((await tx.connection.execute(select(case_file).where(case_file.c.id == case_id))).first())


async def by_message(tx: Transaction, message: str) -> Case | None:
    return _case((await tx.connection.execute(select(case_file).where(case_file.c.message == message))).first())


async def queue(
    tx: Transaction, limit: int = 50, states: Sequence[CaseState] = (CaseState.OPEN, CaseState.CLAIMED)
) -> Sequence[Case]:
    """Open and claimed cases, most urgent first, then oldest."""
    query = (
        select(case_file)
        .where(case_file.c.state.in_([state.value for state in states]))
        .order_by(case_file.c.severity.desc(), case_file.c.opened_at, case_file.c.id)
        .limit(limit)
    )
    return [case for row in (await tx.connection.execute(query)).all() if (case := _case(row))]


async def next_unclaimed(tx: Transaction, not_about: str) -> Case | None:
    """The most urgent case that nobody has; never one about the person who asks."""
    query = (
        select(case_file)
        .where(and_(case_file.c.state == CaseState.OPEN.value, case_file.c.person != not_about))
        .order_by(case_file.c.severity.desc(), case_file.c.opened_at, case_file.c.id)
        .limit(1)
    )
    return _case((await tx.connection.execute(query)).first())


async def open_crisis_of(tx: Transaction, person: str) -> Case | None:
    """The person's unresolved crisis case."""
    query = select(case_file).where(
        and_(case_file.c.person == person, case_file.c.label == "crisis", case_file.c.state != CaseState.RESOLVED.value)
    )
    return _case((await tx.connection.execute(query.order_by(case_file.c.id.desc()).limit(1))).first())


async def count_of(tx: Transaction, person: str, label: str) -> int:
    query = select(func.count()).where(and_(case_file.c.person == person, case_file.c.label == label))
    return (await tx.connection.execute(query)).scalar_one()


async def change(tx: Transaction, case: Case, *, states: Sequence[CaseState], **values: Any) -> Case | None:
    """Change a case that is still in one of `states` and of the version read; None where somebody was first."""
    where = and_(
        case_file.c.id == case.id,
        case_file.c.version == case.version,
        case_file.c.state.in_([state.value for state in states]),
    )
    done = await tx.connection.execute(update(case_file).where(where).values(**values, version=case.version + 1))
    return await get(tx, case.id) if done.rowcount == 1 else None


async def record(tx: Transaction, case_id: int, actor: str, kind: str, detail: dict[str, str], now: datetime) -> None:
    """One step of a case's history. `detail` holds ids and words of ours, never a member's text."""
    row = {"case_id": case_id, "at": now, "actor": actor, "kind": kind, "detail": detail}
    await tx.connection.execute(case_event.insert().values(row))


async def history(tx: Transaction, case_id: int) -> Sequence[CaseEvent]:
    query = select(case_event).where(case_event.c.case_id == case_id).order_by(case_event.c.sequence)
    return [CaseEvent(row.at, row.actor, row.kind, dict(row.detail)) for row in (await tx.connection.execute(query)).all()]


async def add_note(tx: Transaction, case_id: int, author: str, text: str, now: datetime) -> None:
    count = (await tx.connection.execute(select(func.count()).where(case_note.c.case_id == case_id))).scalar_one()
    note_id = f"{case_id}:{count + 1}"
    sealed = await tx.seal(author, text, case_note, note_id, now)
    row = {"id": note_id, "case_id": case_id, "at": now, "subject": author, "sealed": sealed}
    await tx.connection.execute(case_note.insert().values(row))


async def notes(tx: Transaction, case_id: int) -> Sequence[CaseNote]:
    rows = (await tx.connection.execute(select(case_note).where(case_note.c.case_id == case_id).order_by(case_note.c.at))).all()
    return [CaseNote(row.at, row.subject, await tx.unseal(row.subject, row.sealed, case_note, row.id)) for row in rows]


async def about_person(tx: Transaction, person: str) -> list[dict[str, str]]:
    """What is kept of a person's cases, in words that can be handed to them."""
    query = select(case_file).where(case_file.c.person == person).order_by(case_file.c.id)
    return [
        {
            "case": str(row.id),
            "about": f"{row.label}.{row.value}",
            "opened": row.opened_at.isoformat(),
            "outcome": row.outcome or "",
        }
        for row in (await tx.connection.execute(query)).all()
    ]


def _case(row: Row[Any] | None) -> Case | None:
    if row is None:
        return None
    return Case(
        id=row.id,
        community=row.community,
        label=row.label,
        value=row.value,
        severity=Urgency(row.severity),
        human=Human(row.human),
        state=CaseState(row.state),
        person=row.person,
        place=Place(**row.place),
        message=row.message,
        opened_at=row.opened_at,
        due_at=row.due_at,
        owner=row.owner,
        outcome=Outcome(row.outcome) if row.outcome else None,
        resolved_at=row.resolved_at,
        version=row.version,
    )
