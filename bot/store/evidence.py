"""What a case is judged on: the message as it was received, and what was seen in it, sealed under the author's key."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select

from bot.store.database import Transaction
from bot.store.tables import evidence, judgement


@dataclass(frozen=True, slots=True)
class Evidence:
    """`text` is None where it was destroyed."""

    kind: str
    at: datetime
    author: str
    text: str | None


async def keep(
    tx: Transaction, case_id: int, message: str, kind: str, author: str, text: str, now: datetime, until: datetime
) -> None:
    """Keep one state of a message (`original`, `edit`, `context`) for a case."""
    row_id = f"{message}#{kind}@{now.isoformat()}"
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
    return [Evidence(row.kind, row.at, row.subject, await tx.unseal(row.subject, row.sealed, evidence, row.id)) for row in rows]


async def judge(tx: Transaction, message: str, author: str, judged: dict[str, Any], now: datetime, until: datetime) -> None:
    """Keep what was seen in a message and what followed; a later judgement of the same message takes its place."""
    sealed = await tx.seal(author, json.dumps(judged, ensure_ascii=False), judgement, message, now)
    row = {"message": message, "at": now, "expires_at": until, "subject": author, "sealed": sealed}
    await tx.upsert(judgement, row)


async def judged(tx: Transaction, message: str) -> dict[str, Any] | None:
    row = (await tx.connection.execute(select(judgement).where(judgement.c.message == message))).first()
    if row is None:
        return None
    text = await tx.unseal(row.subject, row.sealed, judgement, message)
    if text is None:
        return None
    found: dict[str, Any] = json.loads(text)
    return found


async def flagged(tx: Transaction, messages: Sequence[str]) -> frozenset[str]:
    """Which of these messages something was seen in."""
    query = select(judgement.c.message).where(judgement.c.message.in_(messages))
    return frozenset((await tx.connection.execute(query)).scalars())


async def destroy_expired(tx: Transaction, now: datetime) -> int:
    """Destroy what was kept long enough."""
    done = 0
    for table in (evidence, judgement):
        done += (await tx.connection.execute(delete(table).where(table.c.expires_at <= now))).rowcount
    return done
