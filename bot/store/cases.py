"""Cases: opened once for a message, claimed by one person. What happened to them is in the record (`audit`)."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Row, and_, delete, exists, func, literal, or_, select, update

from bot.core.audit import PROGRAM
from bot.core.case import Case, CaseState, Outcome
from bot.core.decision import Human, Urgency
from bot.core.message import Place
from bot.store import audit
from bot.store.database import Transaction
from bot.store.holds import key_of
from bot.store.tables import appeal, case_bar, case_file, case_message, case_note, case_watch, measure, report

_REPORTS: Final = (
    select(func.count()).where(report.c.case_id == case_file.c.id).correlate(case_file).scalar_subquery().label("reports")
)


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
class CaseNote:
    at: datetime
    author: str
    text: str | None


async def open_once(tx: Transaction, new: NewCase, now: datetime, by: str = PROGRAM) -> tuple[Case, bool]:
    """The case of a message, and whether it is new. `by`: whoever of the staff opens it by hand."""
    if (known := await by_message(tx, new.message)) is not None:
        return known, False
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
    made = await tx.connection.execute(case_file.insert().values(row).returning(case_file))
    case = _case(made.one())
    assert case is not None  # noqa: S101 - it was just inserted
    await _add_message(tx, case.id, new, now)
    step = "opened" if by == PROGRAM else "opened_by_hand"
    await audit.record(tx, by, step, now, case.id, label=new.label, value=new.value)
    return case, True


async def join(tx: Transaction, case: Case, new: NewCase, now: datetime) -> bool:
    """Add a message to an open case; False where it is in a case already."""
    if await by_message(tx, new.message) is not None:
        return False
    await _add_message(tx, case.id, new, now)
    await audit.record(tx, PROGRAM, "joined", now, case.id, label=new.label, value=new.value)
    return True


async def _add_message(tx: Transaction, case_id: int, new: NewCase, now: datetime) -> None:
    row = {
        "message": new.message,
        "case_id": case_id,
        "at": now,
        "label": new.label,
        "value": new.value,
        "place": asdict(new.place),
    }
    await tx.connection.execute(case_message.insert().values(row))


@dataclass(frozen=True, slots=True)
class CaseMessage:
    """One of the messages that a case is about."""

    message: str
    at: datetime
    label: str
    value: str
    place: Place


async def messages(tx: Transaction, case_id: int) -> Sequence[CaseMessage]:
    query = select(case_message).where(case_message.c.case_id == case_id).order_by(case_message.c.at, case_message.c.message)
    rows = (await tx.connection.execute(query)).all()
    return [CaseMessage(row.message, row.at, row.label, row.value, Place(**row.place)) for row in rows]


async def move_messages(tx: Transaction, source: int, target: int) -> None:
    """Merging: all that one case was about belongs to another from now on."""
    for table in (case_message, case_note, report, measure, appeal):
        await tx.connection.execute(update(table).where(table.c.case_id == source).values(case_id=target))
    for table in (case_bar, case_watch):
        for person in (await tx.connection.execute(select(table.c.person).where(table.c.case_id == source))).scalars().all():
            await tx.insert_new(table, {"case_id": target, "person": person})


async def get(tx: Transaction, case_id: int) -> Case | None:
    return _case((await tx.connection.execute(select(case_file, _REPORTS).where(case_file.c.id == case_id))).first())


async def by_message(tx: Transaction, message: str) -> Case | None:
    """The case that a message belongs to, whichever it joined."""
    query = select(case_file).join(case_message, case_message.c.case_id == case_file.c.id)
    return _case((await tx.connection.execute(query.where(case_message.c.message == message))).first())


async def queue(
    tx: Transaction, limit: int = 50, states: Sequence[CaseState] = (CaseState.OPEN, CaseState.CLAIMED), owner: str | None = None
) -> Sequence[Case]:
    """Open and claimed cases, most urgent first, then oldest; of one owner where one is named.

    Each state is read by its index and the two are merged, so that a long history costs nothing.
    """
    found: list[Case] = []
    for state in states:
        query = select(case_file).where(case_file.c.state == state.value)
        if owner is not None:
            query = query.where(case_file.c.owner == owner)
        query = query.order_by(case_file.c.severity.desc(), case_file.c.opened_at, case_file.c.id).limit(limit)
        found += [case for row in (await tx.connection.execute(query)).all() if (case := _case(row))]
    return sorted(found, key=lambda case: (-case.severity, case.opened_at, case.id))[:limit]


async def count_waiting(tx: Transaction) -> dict[CaseState, int]:
    """How many cases are open, and how many are claimed."""
    states = [CaseState.OPEN.value, CaseState.CLAIMED.value]
    query = select(case_file.c.state, func.count()).where(case_file.c.state.in_(states)).group_by(case_file.c.state)
    return {CaseState(state): count for state, count in (await tx.connection.execute(query)).all()}


async def next_unclaimed(tx: Transaction, asks: str) -> Case | None:
    """The most urgent case that nobody has and that this person may handle (promise 6)."""
    barred = exists().where(and_(case_bar.c.case_id == case_file.c.id, case_bar.c.person == asks))
    query = (
        select(case_file)
        .where(and_(case_file.c.state == CaseState.OPEN.value, case_file.c.person != asks, ~barred))
        .order_by(case_file.c.severity.desc(), case_file.c.opened_at, case_file.c.id)
        .limit(1)
    )
    return _case((await tx.connection.execute(query)).first())


async def bar(tx: Transaction, case_id: int, person: str) -> None:
    """Somebody who may not handle a case: they reported it, or took the decision that it appeals."""
    await tx.insert_new(case_bar, {"case_id": case_id, "person": person})


async def barred(tx: Transaction, case_id: int) -> frozenset[str]:
    return frozenset((await tx.connection.execute(select(case_bar.c.person).where(case_bar.c.case_id == case_id))).scalars())


async def watch(tx: Transaction, case_id: int, person: str) -> bool:
    """Follow a case, or no longer where it was followed; whether it is followed now."""
    if await tx.insert_new(case_watch, {"case_id": case_id, "person": person}):
        return True
    where = and_(case_watch.c.case_id == case_id, case_watch.c.person == person)
    await tx.connection.execute(delete(case_watch).where(where))
    return False


async def watchers(tx: Transaction, case_id: int) -> Sequence[str]:
    query = select(case_watch.c.person).where(case_watch.c.case_id == case_id).order_by(case_watch.c.person)
    return (await tx.connection.execute(query)).scalars().all()


async def open_crisis_of(tx: Transaction, person: str) -> Case | None:
    """The person's unresolved crisis case."""
    return await open_of(tx, person, "crisis")


async def open_of(tx: Transaction, person: str, label: str) -> Case | None:
    """The person's newest unresolved case of a label."""
    where = and_(case_file.c.person == person, case_file.c.label == label, case_file.c.state != CaseState.RESOLVED.value)
    query = select(case_file, _REPORTS).where(where).order_by(case_file.c.id.desc()).limit(1)
    return _case((await tx.connection.execute(query)).first())


async def in_danger(tx: Transaction, person: str) -> bool:
    """Whether a crisis of the person is open, or a case about them that calls people."""
    grave = or_(case_file.c.label == "crisis", case_file.c.human == int(Human.PAGE))
    where = and_(case_file.c.person == person, grave, case_file.c.state != CaseState.RESOLVED.value)
    return (await tx.connection.execute(select(case_file.c.id).where(where).limit(1))).first() is not None


async def of_person(tx: Transaction, person: str, asks: str, limit: int) -> Sequence[Case]:
    """The cases about a person that somebody may handle (promise 6): what waits first, then the newest."""
    barred = exists().where(and_(case_bar.c.case_id == case_file.c.id, case_bar.c.person == asks))
    over = case_file.c.state == CaseState.RESOLVED.value
    query = select(case_file).where(and_(case_file.c.person == person, case_file.c.person != asks, ~barred))
    rows = await tx.connection.execute(query.order_by(over, case_file.c.id.desc()).limit(limit))
    return [case for row in rows.all() if (case := _case(row))]


async def resolved(tx: Transaction, limit: int) -> Sequence[Case]:
    """Cases that are over and could be opened again, the latest first."""
    where = and_(case_file.c.resolved_at.is_not(None), case_file.c.state == CaseState.RESOLVED.value)
    query = select(case_file).where(and_(where, case_file.c.merged_into.is_(None)))
    rows = await tx.connection.execute(query.order_by(case_file.c.resolved_at.desc(), case_file.c.id.desc()).limit(limit))
    return [case for row in rows.all() if (case := _case(row))]


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
    # How many reports there are stays as it was read: in RETURNING, SQLite takes a subquery's `id` for its own table's.
    counted = literal(case.reports).label("reports")
    changed = update(case_file).where(where).values(**values, version=case.version + 1).returning(case_file, counted)
    return _case((await tx.connection.execute(changed)).first())


async def add_note(tx: Transaction, case_id: int, author: str, text: str, now: datetime) -> None:
    count = (await tx.connection.execute(select(func.count()).where(case_note.c.case_id == case_id))).scalar_one()
    note_id = f"{case_id}:{count + 1}"
    sealed = await tx.seal(author, text, case_note, note_id, now)
    row = {"id": note_id, "case_id": case_id, "at": now, "subject": author, "sealed": sealed}
    await tx.connection.execute(case_note.insert().values(row))


async def notes(tx: Transaction, case_id: int) -> Sequence[CaseNote]:
    rows = (
        await tx.connection.execute(
            select(case_note).where(case_note.c.case_id == case_id).order_by(case_note.c.at, case_note.c.id)
        )
    ).all()
    return [CaseNote(row.at, row.subject, await tx.unseal(key_of(row), row.sealed, case_note, row.id)) for row in rows]


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
        claimed_at=row.claimed_at,
        contacted_at=row.contacted_at,
        held_at=row.held_at,
        merged_into=row.merged_into,
        reports=getattr(row, "reports", 0),  # counted where one case is read, not in lists
    )
