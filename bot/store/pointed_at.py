"""A message that somebody points at: who wrote it and where, its words as far as they are still kept, and keeping them."""

import json
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select

from bot.core.message import Message, Place
from bot.store import cases, consents, evidence, outbox
from bot.store import inbox as heard
from bot.store.database import Transaction
from bot.store.tables import inbox


@dataclass(frozen=True, slots=True)
class PointedAt:
    """`states`: as it was heard first and after each edit, oldest first; none where its text is gone."""

    message: str
    author: str
    place: Place
    states: tuple[Message, ...] = ()

    @property
    def text(self) -> str:
        """As it stands now, as far as it is known."""
        return self.states[-1].text.strip() if self.states else ""


async def find(tx: Transaction, message: str, community: str) -> PointedAt | None:
    """What is known of a message: from the inbox for some days, then from a case about it. None where it is known nowhere."""
    states = tuple(await heard.states(tx, message))
    if states:
        return PointedAt(message, states[-1].author.id, states[-1].place, states)
    query = select(inbox.c.subject, inbox.c.conversation).where(inbox.c.message == message).order_by(inbox.c.sequence).limit(1)
    row = (await tx.connection.execute(query)).first()
    if row is not None and (place := heard.place_of(row.conversation)) is not None:
        return PointedAt(message, row.subject, replace(place, community=community))
    case = await cases.by_message(tx, message)
    if case is None:
        return None
    said = next((one.place for one in await cases.messages(tx, case.id) if one.message == message), case.place)
    return PointedAt(message, case.person, said)


async def hidden(tx: Transaction, message: str) -> bool:
    """Whether it was to be taken out of sight, by the program or by a person."""
    return await outbox.stored(tx, f"{message}:hide")


async def keep(
    tx: Transaction, case_id: int, about: PointedAt, kinds: tuple[tuple[str, str], ...], until: datetime, around: int
) -> None:
    """Keep the message for a case in each state that is still there, its files, and up to `around` messages before it: each under
    its author's key and as far as its author agreed, or one of `kinds` (labels with their values) needs it."""
    for state in about.states:
        if not await consents.lets_keep(tx, state.author, *kinds):
            continue
        kind, author, at = "edit" if state.edited else "original", state.author.id, state.sent_at
        await evidence.keep(tx, case_id, state.id, kind, author, state.text, at, until)
        for number, file in enumerate(state.attachments):
            kept = {"name": file.name, "media_type": file.media_type, "size": file.size, "content": file.content}
            await evidence.keep(tx, case_id, state.id, "file", author, json.dumps(kept), at, until, f"#{number}")
    if not about.states:
        return
    for near in await heard.around(tx, about.states[0].place, about.message, around):
        if await consents.lets_keep(tx, near.author, *kinds):
            await evidence.keep(tx, case_id, near.id, "around", near.author.id, near.text, near.sent_at, until)
