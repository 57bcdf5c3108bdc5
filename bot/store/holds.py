"""What a legal hold keeps although its author was erased: sealed anew under a key of the case, destroyed when the hold ends.

An erasure destroys the author's key, and with it all that is sealed under it. What a case on hold needs is opened once more in
the same transaction and sealed under the key `hold:<case>`; `held_under` names that key in the row, `subject` stays the author.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Row, Select, and_, delete, select, update

from bot.store.database import Transaction
from bot.store.tables import case_file, case_message, case_note, evidence, judgement, report

_PREFIX: Final = "hold:"
_OF_A_CASE: Final = (evidence, report, case_note)


@dataclass(frozen=True, slots=True)
class Kept:
    """What stays of a person who was erased: how many pieces, and the cases whose hold keeps them."""

    pieces: int
    cases: frozenset[int]


def key_of(row: Row[Any]) -> str:
    """Whose key opens a row that a legal hold may have taken over."""
    key: str = row.held_under or row.subject
    return key


def is_key(subject: str) -> bool:
    """Whether a name is that of a hold's key and of no person: such a key goes with its hold alone."""
    return subject.startswith(_PREFIX)


def on_hold() -> Select[tuple[int]]:
    """The numbers of all cases on hold, as part of a query."""
    return select(case_file.c.id).where(case_file.c.held_at.is_not(None))


async def keep(tx: Transaction, person: str, now: datetime) -> Kept:
    """Seal what cases on hold need of a person under the holds' own keys: the step before the person's key is destroyed."""
    pieces, of_cases = 0, set()
    for table in (*_OF_A_CASE, judgement):
        query = select(table).where(table.c.subject == person, table.c.held_under.is_(None))
        if table is judgement:
            query = query.add_columns(case_message.c.case_id).join(case_message, case_message.c.message == table.c.message)
        case_id = case_message.c.case_id if table is judgement else table.c.case_id
        for row in (await tx.connection.execute(query.where(case_id.in_(on_hold())))).all():
            row_id = row.message if table is judgement else row.id
            text = await tx.unseal(person, row.sealed, table, row_id)
            if text is None and table is not report:  # that somebody reported counts without a note
                continue
            key = f"{_PREFIX}{row.case_id}"
            sealed = await tx.seal(key, text, table, row_id, now) if text is not None else None
            this = (table.c.message if table is judgement else table.c.id) == row_id
            await tx.connection.execute(update(table).where(this).values(sealed=sealed, held_under=key))
            pieces += 1
            of_cases.add(row.case_id)
    return Kept(pieces, frozenset(of_cases))


async def release(tx: Transaction, case_id: int, now: datetime) -> Sequence[str]:
    """A hold ends: what it alone kept is destroyed with its key. Returns whose words these were."""
    people: set[str] = set()
    keys: set[str] = set()
    messages = select(case_message.c.message).where(case_message.c.case_id == case_id)
    for table in (*_OF_A_CASE, judgement):
        of_case = table.c.message.in_(messages) if table is judgement else table.c.case_id == case_id
        where = and_(of_case, table.c.held_under.is_not(None))
        for row in (await tx.connection.execute(select(table.c.subject, table.c.held_under).where(where))).all():
            people.add(row.subject)
            keys.add(row.held_under)
        gone = delete(table) if table is report else update(table).values(sealed=None, held_under=None)
        await tx.connection.execute(gone.where(where))
    for key in sorted(keys):
        await tx.erase_key(key, now)
    return sorted(people)


async def listed(tx: Transaction, person: str) -> list[dict[str, str]]:
    """What holds keep of a person who was erased, without its text: that is opened by staff alone, with a reason on record."""
    found = []
    for table in (*_OF_A_CASE, judgement):
        query = select(table.c.at).where(table.c.subject == person, table.c.held_under.is_not(None)).order_by(table.c.at)
        found += [{"what": table.name, "at": at.isoformat()} for at in (await tx.connection.execute(query)).scalars()]
    return found
