"""The sandbox's own community: people, channels and messages, as a chat platform would keep them. Text is sealed here too."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, delete, func, or_, select, update

from bot.core.message import Channel, ChannelKind, Person, Role
from bot.store.database import Transaction
from bot.store.tables import consent, sandbox_channel, sandbox_message, sandbox_person, sandbox_setting


@dataclass(frozen=True, slots=True)
class Stored:
    """A message as it stands: a person's text, or the bot's card. Both are empty where the text is out of sight or destroyed."""

    sequence: int
    id: str
    channel: str
    author: str
    only_for: str | None
    reply_to: str | None
    hidden: bool
    edited: bool
    deleted: bool
    at: datetime
    text: str
    card: dict[str, Any] | None
    page: bool = False
    files: tuple[dict[str, Any], ...] = ()
    """Name, type and size of each file that came with it; its bytes are not kept here."""


async def add_person(tx: Transaction, person: Person, about: str = "", *, newcomer: bool = False) -> bool:
    """Who is there from the start has agreed to the community's first words; a newcomer is still to be asked."""
    if not newcomer:
        await tx.insert_new(consent, {"person": person.id, "agreed": 1})
    row = {"id": person.id, "name": person.name, "roles": sorted(person.roles), "lang": person.lang, "about": about}
    return await tx.insert_new(sandbox_person, row)


async def add_channel(tx: Transaction, channel: Channel) -> bool:
    row = {"id": channel.id, "name": channel.name, "kind": channel.kind.value, "condition": channel.condition}
    return await tx.insert_new(sandbox_channel, row)


async def people(tx: Transaction) -> list[tuple[Person, str]]:
    rows = (await tx.connection.execute(select(sandbox_person).order_by(sandbox_person.c.position))).all()
    return [(Person(row.id, row.name, frozenset(map(Role, row.roles)), row.lang), row.about) for row in rows]


async def channels(tx: Transaction) -> list[Channel]:
    rows = (await tx.connection.execute(select(sandbox_channel).order_by(sandbox_channel.c.position))).all()
    return [Channel(row.id, row.name, ChannelKind(row.kind), row.condition) for row in rows]


async def add_message(
    tx: Transaction,
    *,
    message: str,
    channel: str,
    author: str,
    subject: str,
    content: dict[str, Any],
    at: datetime,
    only_for: str | None = None,
    reply_to: str | None = None,
    nonce: str | None = None,
) -> bool:
    """Store a message; False where its id or nonce is there already."""
    row = {
        "id": message,
        "channel": channel,
        "author": author,
        "only_for": only_for,
        "reply_to": reply_to,
        "hidden": 0,
        "edited": 0,
        "deleted": 0,
        "nonce": nonce,
        "at": at,
        "subject": subject,
        "sealed": await tx.seal(subject, json.dumps(content, ensure_ascii=False), sandbox_message, message, at),
    }
    return await tx.insert_new(sandbox_message, row)


async def change_message(tx: Transaction, message: str, content: dict[str, Any], at: datetime) -> bool:
    """New content for a message; False where there is none."""
    row = (await tx.connection.execute(select(sandbox_message.c.subject).where(sandbox_message.c.id == message))).first()
    if row is None:
        return False
    sealed = await tx.seal(row.subject, json.dumps(content, ensure_ascii=False), sandbox_message, message, at)
    where = sandbox_message.c.id == message
    await tx.connection.execute(update(sandbox_message).where(where).values(sealed=sealed, edited=sandbox_message.c.edited + 1))
    return True


async def take_out(tx: Transaction, message: str, *, hidden: bool) -> bool:
    """Hide a message, or delete it as its author does: either way its text is destroyed here."""
    values: dict[str, Any] = {"sealed": None, "hidden" if hidden else "deleted": 1}
    where = and_(sandbox_message.c.id == message, sandbox_message.c.deleted == 0)
    return (await tx.connection.execute(update(sandbox_message).where(where).values(values))).rowcount == 1


async def message(tx: Transaction, message_id: str) -> Stored | None:
    row = (await tx.connection.execute(select(sandbox_message).where(sandbox_message.c.id == message_id))).first()
    return await _stored(tx, row) if row is not None else None


async def by_nonce(tx: Transaction, nonce: str) -> str | None:
    return (await tx.connection.execute(select(sandbox_message.c.id).where(sandbox_message.c.nonce == nonce))).scalar()


async def view(tx: Transaction, channel: str, person: str, after: int = 0) -> Sequence[Stored]:
    """What a person sees of a channel, oldest first; `after` is a sequence number."""
    mine = or_(sandbox_message.c.only_for.is_(None), sandbox_message.c.only_for == person)
    where = and_(sandbox_message.c.channel == channel, mine, sandbox_message.c.deleted == 0, sandbox_message.c.sequence > after)
    rows = (await tx.connection.execute(select(sandbox_message).where(where).order_by(sandbox_message.c.sequence))).all()
    return [await _stored(tx, row) for row in rows]


async def last_said(tx: Transaction, person: str, channel: str) -> datetime | None:
    where = and_(sandbox_message.c.author == person, sandbox_message.c.channel == channel)
    last: datetime | None = (await tx.connection.execute(select(func.max(sandbox_message.c.at)).where(where))).scalar()
    return last


async def setting(tx: Transaction, name: str) -> str | None:
    return (await tx.connection.execute(select(sandbox_setting.c.value).where(sandbox_setting.c.name == name))).scalar()


async def settings(tx: Transaction, prefix: str) -> dict[str, str]:
    rows = (await tx.connection.execute(select(sandbox_setting).where(sandbox_setting.c.name.startswith(prefix)))).all()
    return {row.name: row.value for row in rows}


async def set_setting(tx: Transaction, name: str, value: str) -> None:
    await tx.upsert(sandbox_setting, {"name": name, "value": value})


async def remove_setting(tx: Transaction, name: str) -> None:
    await tx.connection.execute(delete(sandbox_setting).where(sandbox_setting.c.name == name))


async def _stored(tx: Transaction, row: Any) -> Stored:
    content = await tx.unseal(row.subject, row.sealed, sandbox_message, row.id)
    found: dict[str, Any] = json.loads(content) if content is not None else {}
    return Stored(
        row.sequence,
        row.id,
        row.channel,
        row.author,
        row.only_for,
        row.reply_to,
        bool(row.hidden),
        bool(row.edited),
        bool(row.deleted),
        row.at,
        found.get("text", ""),
        found.get("card"),
        found.get("page", False),
        tuple(file if isinstance(file, dict) else {"name": file, "type": "", "size": 0} for file in found.get("files", ())),
    )
