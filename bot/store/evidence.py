"""What a case is judged on: the message as it was received, and what was seen in it, sealed under the author's key."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, delete, or_, select, update

from bot.core.case import CaseState
from bot.store.database import Transaction
from bot.store.holds import key_of
from bot.store.tables import case_file, case_message, evidence, judgement


@dataclass(frozen=True, slots=True)
class Evidence:
    """`text` is None where it was destroyed."""

    message: str
    kind: str
    at: datetime
    author: str
    text: str | None


async def keep(
    tx: Transaction,
    case_id: int,
    message: str,
    kind: str,
    author: str,
    text: str,
    now: datetime,
    until: datetime,
    part: str = "",
) -> None:
    """Keep one state of a message (`original`, `edit`, `context`, `around`) or one of its files (`file`) for a case."""
    row_id = f"{case_id}:{message}#{kind}@{now.isoformat()}{part}"
    row = {
        "id": row_id,
        "case_id": case_id,
        "message": message,
        "kind": kind,
        "at": now,
        "expires_at": until,
        "subject": author,
        "sealed": await tx.seal(author, text, evidence, row_id, now),
    }
    await tx.insert_new(evidence, row)


async def of_case(tx: Transaction, case_id: int) -> Sequence[Evidence]:
    rows = (
        await tx.connection.execute(select(evidence).where(evidence.c.case_id == case_id).order_by(evidence.c.at, evidence.c.id))
    ).all()
    return [
        Evidence(row.message, row.kind, row.at, row.subject, await tx.unseal(key_of(row), row.sealed, evidence, row.id))
        for row in rows
    ]


async def judge(tx: Transaction, message: str, author: str, judged: dict[str, Any], now: datetime, until: datetime) -> None:
    """Keep what was seen in a message and what followed; a later judgement of the same message takes its place."""
    sealed = await tx.seal(author, json.dumps(judged, ensure_ascii=False), judgement, message, now)
    row = {"message": message, "at": now, "expires_at": until, "subject": author, "sealed": sealed, "held_under": None}
    await tx.upsert(judgement, row)


async def judged(tx: Transaction, message: str) -> dict[str, Any] | None:
    row = (await tx.connection.execute(select(judgement).where(judgement.c.message == message))).first()
    if row is None:
        return None
    text = await tx.unseal(key_of(row), row.sealed, judgement, message)
    if text is None:
        return None
    found: dict[str, Any] = json.loads(text)
    return found


async def flagged(tx: Transaction, messages: Sequence[str]) -> frozenset[str]:
    """Which of these messages something was seen in."""
    query = select(judgement.c.message).where(judgement.c.message.in_(messages))
    return frozenset((await tx.connection.execute(query)).scalars())


async def keep_until(tx: Transaction, case_id: int, until: datetime) -> None:
    """What was decided sets how long a case's evidence is kept."""
    await tx.connection.execute(update(evidence).where(evidence.c.case_id == case_id).values(expires_at=until))
    of_case = select(case_message.c.message).where(case_message.c.case_id == case_id)
    await tx.connection.execute(update(judgement).where(judgement.c.message.in_(of_case)).values(expires_at=until))


async def move(tx: Transaction, source: int, target: int) -> None:
    """Merging: the evidence goes along."""
    await tx.connection.execute(update(evidence).where(evidence.c.case_id == source).values(case_id=target))


async def destroy_expired(tx: Transaction, now: datetime) -> int:
    """Destroy what was kept long enough; never what an unresolved case or a legal hold still needs."""
    needed = select(case_file.c.id).where(or_(case_file.c.state != CaseState.RESOLVED.value, case_file.c.held_at.is_not(None)))
    gone = delete(evidence).where(and_(evidence.c.expires_at <= now, evidence.c.case_id.not_in(needed)))
    done = (await tx.connection.execute(gone)).rowcount
    kept = select(case_message.c.message).where(case_message.c.case_id.in_(needed))
    gone = delete(judgement).where(and_(judgement.c.expires_at <= now, judgement.c.message.not_in(kept)))
    return done + (await tx.connection.execute(gone)).rowcount
