"""What a person chose (country, language), and their rights over what is stored."""

from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Table, and_, delete, select

from bot.core.audit import MEMBER, PROGRAM
from bot.store import audit, holds, measures, tables
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
    tables.private_note,
    tables.sandbox_message,
)


HEARD_LANG: Final = "heard_lang"
"""The language of a person's client, as their platform last told it."""
ERASED: Final = "erased"
"""How the record of rights calls an erasure."""


async def choose(tx: Transaction, person: str, name: str, value: str) -> None:
    await tx.upsert(preference, {"person": person, "name": name, "value": value})


async def chosen(tx: Transaction, person: str) -> dict[str, str]:
    rows = (await tx.connection.execute(select(preference).where(preference.c.person == person))).all()
    return {row.name: row.value for row in rows}


def lang_of(chosen: dict[str, str], otherwise: str) -> str:
    """The language to write to somebody in: what they chose, else that of their client, else another."""
    return chosen.get("lang") or chosen.get(HEARD_LANG) or otherwise


async def known(tx: Transaction, person: str) -> bool:
    """Whether anything was ever sealed for or chosen by this person. The key of a legal hold is nobody's."""
    if holds.is_key(person):
        return False
    row = (await tx.connection.execute(select(tables.subject.c.id).where(tables.subject.c.id == person))).first()
    return row is not None or bool(await chosen(tx, person))


async def record(tx: Transaction, what: str, person: str, by: str, now: datetime) -> None:
    """Who exercised which right over whose data, and when."""
    row = {"at": now, "what": what, "person": person, "by": by}
    await tx.connection.execute(tables.data_right.insert().values(row))


async def erase(tx: Transaction, person: str, now: datetime) -> int:
    """Destroy the person's key and every sealed value under it, and what they chose.

    What a legal hold needs is sealed under the hold's own key first; returns how many pieces that were.
    """
    kept = await holds.keep(tx, person, now)
    for case in sorted(kept.cases):
        await audit.record(tx, MEMBER, "kept_by_law", now, case)
    for table in _SEALED:
        await tx.connection.execute(table.update().where(_theirs(table, person)).values(sealed=None))
    replies = tables.inbox.update().where(tables.inbox.c.reply_subject == person).values(reply_sealed=None)
    await tx.connection.execute(replies)
    await tx.connection.execute(delete(preference).where(preference.c.person == person))
    await tx.connection.execute(delete(tables.note_given).where(tables.note_given.c.addressee == person))
    await tx.erase_key(person, now)
    return kept.pieces


async def end_hold(tx: Transaction, case: int, since: datetime, by: str, now: datetime) -> bool:
    """The hold on a case, there since a moment, was lifted: what it kept of people who were erased meanwhile is destroyed.

    Whether there was any.
    """
    people = set(await holds.release(tx, case, now))
    right, of_measures = tables.data_right.c, await measures.people_of(tx, case)
    asked = select(right.person).where(right.what == ERASED, right.at >= since, right.person.in_(of_measures))
    people |= set((await tx.connection.execute(asked)).scalars())
    for person in sorted(people):
        await measures.erase(tx, person, now)
        await record(tx, "destroyed_after_hold", person, by, now)
    if people:
        await audit.record(tx, PROGRAM, "destroyed_after_hold", now, case)
    return bool(people)


async def export(tx: Transaction, person: str) -> dict[str, Any]:
    """Everything that is stored of a person and can still be read; of what legal holds keep, that it is kept."""
    found: dict[str, Any] = {"person": person, "chosen": await chosen(tx, person)}
    found["kept_by_law"] = await holds.listed(tx, person)
    for table in _SEALED:
        row_id = "once" if table is tables.outbox else "message" if table is tables.judgement else "id"
        texts = []
        for row in (await tx.connection.execute(select(table).where(_theirs(table, person)))).all():
            text = await tx.unseal(person, row.sealed, table, getattr(row, row_id))
            if text is not None:
                texts.append(text)
        found[table.name] = texts
    return found


def _theirs(table: Table, person: str) -> ColumnElement[bool]:
    """What is sealed under the person's own key, and not under that of a legal hold."""
    theirs = table.c.subject == person
    return and_(theirs, table.c.held_under.is_(None)) if "held_under" in table.c else theirs
