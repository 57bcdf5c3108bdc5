"""The duty rota: weekly shifts, covers for single days, and what each person of the staff chose for themselves."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time

from sqlalchemy import delete, select

from bot.core.rota import Covers, Shift, ShiftKind, Turn, on_duty, resting
from bot.store import people
from bot.store.database import Transaction
from bot.store.tables import duty_cover, duty_shift


async def add(tx: Transaction, shift: Shift) -> Shift:
    """Store a shift; the one that comes back has its number."""
    row = {
        "person": shift.person,
        "kind": shift.kind.value,
        "days": ",".join(sorted(shift.days)),
        "starts": shift.starts.isoformat("minutes"),
        "ends": shift.ends.isoformat("minutes"),
        "zone": shift.zone,
    }
    made = await tx.connection.execute(duty_shift.insert().values(row).returning(duty_shift.c.id))
    return replace(shift, id=made.scalar_one())


async def remove(tx: Transaction, shift: int) -> bool:
    await tx.connection.execute(delete(duty_cover).where(duty_cover.c.shift_id == shift))
    return (await tx.connection.execute(delete(duty_shift).where(duty_shift.c.id == shift))).rowcount == 1


async def cover(tx: Transaction, shift: int, day: date, person: str) -> None:
    """Somebody else works the shift that starts on this local day."""
    await tx.upsert(duty_cover, {"shift_id": shift, "day": day.isoformat(), "person": person})


async def shifts(tx: Transaction) -> Sequence[Shift]:
    rows = (await tx.connection.execute(select(duty_shift).order_by(duty_shift.c.id))).all()
    return [
        Shift(
            row.id,
            row.person,
            ShiftKind(row.kind),
            frozenset(row.days.split(",")),
            time.fromisoformat(row.starts),
            time.fromisoformat(row.ends),
            row.zone,
        )
        for row in rows
    ]


async def covers(tx: Transaction) -> Covers:
    rows = (await tx.connection.execute(select(duty_cover))).all()
    return {(row.shift_id, date.fromisoformat(row.day)): row.person for row in rows}


async def now_on(tx: Transaction, at: datetime) -> Sequence[Turn]:
    """The turns that run at this moment."""
    return on_duty(await shifts(tx), await covers(tx), at)


async def anybody(tx: Transaction, at: datetime, besides: str = "") -> bool:
    """Whether somebody is on duty or on call who is not resting, other than the person who needs them."""
    there = {turn.person for turn in await now_on(tx, at)} - {besides}
    return any([not resting(await people.chosen(tx, person), at) for person in there])


async def forget(tx: Transaction, person: str) -> None:
    """A person leaves the staff: their shifts and covers go."""
    await tx.connection.execute(delete(duty_cover).where(duty_cover.c.person == person))
    await tx.connection.execute(delete(duty_shift).where(duty_shift.c.person == person))
