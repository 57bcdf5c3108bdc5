"""Measures about members, and appeals against them. What a member writes in an appeal is evidence of the appeal's case."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, and_, delete, or_, select, update

from bot.core.measure import Kind, Measure, Rule
from bot.core.message import Place
from bot.store.database import Transaction
from bot.store.holds import on_hold
from bot.store.tables import appeal, measure


@dataclass(frozen=True, slots=True)
class New:
    case: int
    person: str
    kind: Kind
    rule: Rule
    by: str
    place: Place
    until: datetime | None
    fades_at: datetime | None
    """None earns no strike."""


@dataclass(frozen=True, slots=True)
class Appeal:
    """`case` is where the appeal is decided, not the one that the measure came from."""

    measure: int
    case: int
    at: datetime
    outcome: str | None


UPHELD = "upheld"
OVERTURNED = "overturned"


async def take(tx: Transaction, new: New, now: datetime) -> Measure:
    row = {
        "case_id": new.case,
        "person": new.person,
        "kind": new.kind.value,
        "rule": new.rule.value,
        "strike": int(new.fades_at is not None),
        "by": new.by,
        "place": asdict(new.place),
        "at": now,
        "until": new.until,
        "fades_at": new.fades_at,
    }
    made = await tx.connection.execute(measure.insert().values(row).returning(measure.c.id))
    taken = await get(tx, made.scalar_one())
    assert taken is not None  # noqa: S101 - it was just inserted
    return taken


async def get(tx: Transaction, number: int) -> Measure | None:
    row = (await tx.connection.execute(select(measure).where(measure.c.id == number))).first()
    return _measure(row) if row is not None else None


async def of_person(tx: Transaction, person: str) -> Sequence[Measure]:
    """All of a member's measures, newest first."""
    query = select(measure).where(measure.c.person == person).order_by(measure.c.id.desc())
    return [_measure(row) for row in (await tx.connection.execute(query)).all()]


async def last_not_undone(tx: Transaction, *, case: int | None = None, by: str | None = None) -> Measure | None:
    """The newest measure that stands, of a case or of the one who took it."""
    query = select(measure).where(measure.c.undone_at.is_(None))
    if case is not None:
        query = query.where(measure.c.case_id == case)
    if by is not None:
        query = query.where(measure.c.by == by)
    row = (await tx.connection.execute(query.order_by(measure.c.id.desc()).limit(1))).first()
    return _measure(row) if row is not None else None


async def undo(tx: Transaction, number: int, by: str, now: datetime) -> bool:
    """Mark as undone; False where somebody was first."""
    where = and_(measure.c.id == number, measure.c.undone_at.is_(None))
    values = {"undone_at": now, "undone_by": by, "strike": 0}
    return (await tx.connection.execute(update(measure).where(where).values(values))).rowcount == 1


async def appeal_once(tx: Transaction, number: int, case: int, now: datetime) -> bool:
    """Note an appeal; False where there was one already."""
    return await tx.insert_new(appeal, {"measure_id": number, "case_id": case, "at": now, "outcome": None})


async def appeal_against(tx: Transaction, number: int) -> Appeal | None:
    return _appeal((await tx.connection.execute(select(appeal).where(appeal.c.measure_id == number))).first())


async def appeal_in(tx: Transaction, case: int) -> Appeal | None:
    """The appeal that a case is about."""
    return _appeal((await tx.connection.execute(select(appeal).where(appeal.c.case_id == case))).first())


async def undecided(tx: Transaction) -> Sequence[Appeal]:
    """Appeals that wait, oldest first."""
    query = select(appeal).where(appeal.c.outcome.is_(None)).order_by(appeal.c.at, appeal.c.measure_id)
    return [found for row in (await tx.connection.execute(query)).all() if (found := _appeal(row)) is not None]


async def decide(tx: Transaction, number: int, outcome: str) -> bool:
    """Settle an appeal; False where somebody was first."""
    where = and_(appeal.c.measure_id == number, appeal.c.outcome.is_(None))
    return (await tx.connection.execute(update(appeal).where(where).values(outcome=outcome))).rowcount == 1


async def erase(tx: Transaction, person: str, now: datetime) -> None:
    """What no longer holds is forgotten. A measure that still does stays: leaving and coming back would lift a ban; and so does
    what a case on legal hold needs.
    """
    ended = or_(measure.c.until <= now, measure.c.kind.in_([Kind.WARN.value, Kind.HIDE.value]))
    over = and_(ended, or_(measure.c.fades_at.is_(None), measure.c.fades_at <= now))
    held = or_(
        measure.c.case_id.in_(on_hold()),
        measure.c.id.in_(select(appeal.c.measure_id).where(appeal.c.case_id.in_(on_hold()))),
    )
    gone = select(measure.c.id).where(and_(measure.c.person == person, or_(measure.c.undone_at.is_not(None), over), ~held))
    await tx.connection.execute(delete(appeal).where(appeal.c.measure_id.in_(gone)))
    await tx.connection.execute(delete(measure).where(measure.c.id.in_(gone)))


async def people_of(tx: Transaction, case: int) -> Sequence[str]:
    """Whom the measures of a case are about."""
    return (await tx.connection.execute(select(measure.c.person).where(measure.c.case_id == case).distinct())).scalars().all()


async def told(tx: Transaction, person: str) -> list[dict[str, str]]:
    """A member's measures and appeals in words that can be handed to them: never who decided."""
    query = select(measure, appeal.c.at.label("appealed_at"), appeal.c.outcome)
    query = query.join(appeal, appeal.c.measure_id == measure.c.id, isouter=True)
    query = query.where(measure.c.person == person).order_by(measure.c.id)
    moments = ("at", "until", "fades_at", "undone_at", "appealed_at")
    return [
        {
            "measure": row.kind,
            "rule": row.rule,
            **{name: moment.isoformat() for name in moments if (moment := getattr(row, name)) is not None},
            **({"appeal": row.outcome} if row.outcome else {}),
        }
        for row in (await tx.connection.execute(query)).all()
    ]


def _measure(row: Row[Any]) -> Measure:
    return Measure(
        id=row.id,
        case=row.case_id,
        person=row.person,
        kind=Kind(row.kind),
        rule=Rule(row.rule),
        by=row.by,
        place=Place(**row.place),
        at=row.at,
        until=row.until,
        fades_at=row.fades_at,
        undone_at=row.undone_at,
        undone_by=row.undone_by,
    )


def _appeal(row: Row[Any] | None) -> Appeal | None:
    return Appeal(row.measure_id, row.case_id, row.at, row.outcome) if row is not None else None
