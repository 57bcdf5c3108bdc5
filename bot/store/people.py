"""What a person chose (country, language), and their rights over what is stored."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete, select

from bot.store import tables
from bot.store.database import Transaction
from bot.store.tables import preference

_SEALED = (
    tables.inbox,
    tables.outbox,
    tables.case_note,
    tables.evidence,
    tables.judgement,
    tables.gap,
    tables.report,
    tables.verdict,
    tables.sandbox_message,
)


async def choose(tx: Transaction, person: str, name: str, value: str) -> None:
    await tx.upsert(preference, {"person": person, "name": name, "value": value})


async def chosen(tx: Transaction, person: str) -> dict[str, str]:
    rows = (await tx.connection.execute(select(preference).where(preference.c.person == person))).all()
    return {row.name: row.value for row in rows}


async def known(tx: Transaction, person: str) -> bool:
    """Whether anything was ever sealed for or chosen by this person."""
    row = (await tx.connection.execute(select(tables.subject.c.id).where(tables.subject.c.id == person))).first()
    return row is not None or bool(await chosen(tx, person))


async def record(tx: Transaction, what: str, person: str, by: str, now: datetime) -> None:
    """Who exercised which right over whose data, and when."""
    row = {"at": now, "what": what, "person": person, "by": by}
    await tx.connection.execute(tables.data_right.insert().values(row))


async def erase(tx: Transaction, person: str, now: datetime) -> None:
    """Destroy the person's key and every sealed value under it, and what they chose."""
    for table in _SEALED:
        await tx.connection.execute(table.update().where(table.c.subject == person).values(sealed=None))
    replies = tables.inbox.update().where(tables.inbox.c.reply_subject == person).values(reply_sealed=None)
    await tx.connection.execute(replies)
    await tx.connection.execute(delete(preference).where(preference.c.person == person))
    await tx.connection.execute(delete(tables.note_given).where(tables.note_given.c.addressee == person))
    await tx.erase_key(person, now)


async def export(tx: Transaction, person: str) -> dict[str, Any]:
    """Everything that is stored of a person and can still be read."""
    found: dict[str, Any] = {"person": person, "chosen": await chosen(tx, person)}
    for table in _SEALED:
        row_id = "once" if table is tables.outbox else "message" if table is tables.judgement else "id"
        texts = []
        for row in (await tx.connection.execute(select(table).where(table.c.subject == person))).all():
            text = await tx.unseal(person, row.sealed, table, getattr(row, row_id))
            if text is not None:
                texts.append(text)
        found[table.name] = texts
    return found
