"""Whom which case called, and when: for caps, for a fair spread, and for the figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, func, select

from bot.core.decision import Human
from bot.store.database import Transaction
from bot.store.tables import case_file, page_sent

EVERYBODY = ""


@dataclass(frozen=True, slots=True)
class Sent:
    """One page. `person` is empty where everybody was called."""

    person: str
    step: str
    at: datetime


async def note(tx: Transaction, key: str, case: int, person: str, step: str, now: datetime) -> bool:
    """Remember a page; False where this very one was sent before."""
    return await tx.insert_new(page_sent, {"key": key, "case_id": case, "person": person, "step": step, "at": now})


async def of_case(tx: Transaction, case: int) -> Sequence[Sent]:
    query = select(page_sent).where(page_sent.c.case_id == case).order_by(page_sent.c.at, page_sent.c.key)
    return [Sent(row.person, row.step, row.at) for row in (await tx.connection.execute(query)).all()]


async def count_since(tx: Transaction, person: str, since: datetime) -> int:
    """How many pages a person got, for the cap on one turn."""
    where = and_(page_sent.c.person == person, page_sent.c.at >= since)
    return (await tx.connection.execute(select(func.count()).where(where))).scalar_one()


async def heavy_since(tx: Transaction, since: datetime) -> dict[str, int]:
    """How many cases that page each person took in a span of time: what weighs on them. A drill does not."""
    where = and_(
        case_file.c.owner.is_not(None),
        case_file.c.human == int(Human.PAGE),
        case_file.c.claimed_at >= since,
        case_file.c.label != "drill",
    )
    query = select(case_file.c.owner, func.count().label("cases")).where(where).group_by(case_file.c.owner)
    return {row.owner: row.cases for row in (await tx.connection.execute(query)).all()}
