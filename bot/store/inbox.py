"""The inbox: every event is stored sealed before anything else is done with it, and is heard once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Row, and_, bindparam, case, delete, func, or_, select, update

from bot.core.message import Deletion, Invocation, Message, Place
from bot.store.codec import Event, dump, kind_of, load_event
from bot.store.database import Transaction
from bot.store.tables import inbox

RECEIVED = "received"
DONE = "done"

# Made once: building a statement takes as long as running it.
_others = inbox.alias()
_OLDEST: Final = (
    select(inbox, select(func.count()).where(_others.c.state == RECEIVED).scalar_subquery().label("waiting"))
    .where(inbox.c.state == RECEIVED)
    .order_by(inbox.c.sequence)
    .limit(1)
)
_FINISH: Final = (
    update(inbox)
    .where(inbox.c.id == bindparam("event"), inbox.c.state == RECEIVED)
    .values(
        state=DONE,
        done_at=bindparam("now"),
        sealed=case((inbox.c.conversation.is_not(None), inbox.c.sealed), else_=None),
        reply_sealed=None,
    )
)


@dataclass(frozen=True, slots=True)
class Damaged:
    """What is left of an event that cannot be read any more."""

    person: str
    message: str | None
    place: Place | None


@dataclass(frozen=True, slots=True)
class Heard:
    """A stored event that is to be processed. `event` is None where its text was destroyed meanwhile, or is `damaged`."""

    id: str
    attempts: int
    event: Event | None
    damaged: Damaged | None = None


def author(event: Event) -> str:
    match event:
        case Message() | Deletion():
            return event.author.id
        case Invocation():
            return event.actor.id if event.actor else "clock"


def event_id(event: Event) -> str:
    """The id under which an event is heard once."""
    return event.event or event.id if isinstance(event, Message) else event.id


async def hear(tx: Transaction, event: Event, now: datetime) -> bool:
    """Store an event as received; False where it was heard before."""
    who, row_id = author(event), event_id(event)
    reply, stored = None, event
    if isinstance(event, Message) and event.reply_text is not None:
        reply, stored = event.reply_text, replace(event, reply_text=None)
    other = event.reply_author if isinstance(event, Message) and event.reply_author else who
    row = {
        "id": row_id,
        "kind": kind_of(event),
        "subject": who,
        "sealed": await tx.seal(who, dump(stored), inbox, row_id, now),
        "reply_subject": other if reply is not None else None,
        "reply_sealed": await tx.seal(other, reply, inbox, row_id, now, "reply_sealed") if reply is not None else None,
        "conversation": event.place.conversation if isinstance(event, Message) else None,
        "message": event.id if isinstance(event, Message) else None,
        "state": RECEIVED,
        "attempts": 0,
        "received_at": now,
    }
    return await tx.insert_new(inbox, row)


async def waiting(tx: Transaction) -> Sequence[str]:
    """Ids of events that are received and not done, oldest first."""
    query = select(inbox.c.id).where(inbox.c.state == RECEIVED).order_by(inbox.c.sequence)
    return (await tx.connection.execute(query)).scalars().all()


async def oldest(tx: Transaction) -> tuple[Heard | None, int]:
    """The event that waits the longest, and how many wait."""
    row = (await tx.connection.execute(_OLDEST)).first()
    return (await _heard(tx, row), row.waiting) if row is not None else (None, 0)


async def take(tx: Transaction, event_id: str) -> Heard | None:
    """A received event; None where it is done or unknown."""
    row = (await tx.connection.execute(select(inbox).where(inbox.c.id == event_id))).first()
    return await _heard(tx, row) if row is not None and row.state == RECEIVED else None


async def _heard(tx: Transaction, row: Row[Any]) -> Heard:
    try:
        text = await tx.unseal(row.subject, row.sealed, inbox, row.id)
        if text is None:
            return Heard(row.id, row.attempts, None)
        event = load_event(row.kind, text)
        if isinstance(event, Message) and row.reply_sealed is not None:
            reply = await tx.unseal(row.reply_subject, row.reply_sealed, inbox, row.id, "reply_sealed")
            event = replace(event, reply_text=reply)
    except (ValueError, KeyError):
        return Heard(row.id, row.attempts, None, Damaged(row.subject, row.message, place_of(row.conversation)))
    return Heard(row.id, row.attempts, event)


def place_of(conversation: str | None) -> Place | None:
    """Where a conversation is, as far as its name tells."""
    if conversation is None:
        return None
    platform, _, rest = conversation.partition("/")
    channel, _, thread = rest.rpartition("/")
    return Place(platform, "", channel, thread or None)


async def finish(tx: Transaction, event_id: str, now: datetime) -> bool:
    """Mark as done; False where another worker was first. A message's own text stays for what a case may need around it
    (`destroy_quiet` ends that), everything else that was stored is destroyed at once."""
    return (await tx.connection.execute(_FINISH, {"event": event_id, "now": now})).rowcount == 1


async def destroy_quiet(tx: Transaction, before: datetime) -> int:
    """Destroy the text of messages that were done before a moment (promise 3: within 24 hours)."""
    where = and_(inbox.c.state == DONE, inbox.c.done_at < before, inbox.c.sealed.is_not(None))
    return (await tx.connection.execute(update(inbox).where(where).values(sealed=None))).rowcount


async def destroy_message(tx: Transaction, message: str) -> None:
    """Its author took a message back and no case needs it: its text goes at once."""
    where = and_(inbox.c.message == message, inbox.c.state == DONE)
    await tx.connection.execute(update(inbox).where(where).values(sealed=None))


async def taken_back(tx: Transaction, message: str) -> bool:
    """Whether its author deleted it lately: every adapter names that event so."""
    return (await tx.connection.execute(select(inbox.c.sequence).where(inbox.c.id == f"{message}:delete"))).first() is not None


async def states(tx: Transaction, message: str) -> Sequence[Message]:
    """A message as it was heard first and after each edit, oldest first, as far as the text is still kept."""
    rows = (await tx.connection.execute(select(inbox).where(inbox.c.message == message).order_by(inbox.c.sequence))).all()
    return [one for row in rows if (one := await _message(tx, row)) is not None]


async def around(tx: Transaction, place: Place, message: str, limit: int, *, after: bool = False) -> Sequence[Message]:
    """Up to `limit` messages of the same conversation before a message, or after it, oldest first."""
    here = select(func.min(inbox.c.sequence)).where(inbox.c.message == message).scalar_subquery()
    near = inbox.c.sequence > here if after else inbox.c.sequence < here
    order = inbox.c.sequence if after else inbox.c.sequence.desc()
    where = and_(inbox.c.conversation == place.conversation, near, inbox.c.message != message, inbox.c.sealed.is_not(None))
    rows = (await tx.connection.execute(select(inbox).where(where).order_by(order).limit(limit))).all()
    found = [one for row in rows if (one := await _message(tx, row)) is not None]
    return found if after else found[::-1]


async def _message(tx: Transaction, row: Row[Any]) -> Message | None:
    """None where its text was destroyed, or is damaged: no message may fail because of what stands next to it."""
    try:
        text = await tx.unseal(row.subject, row.sealed, inbox, row.id)
        event = load_event(row.kind, text) if text is not None else None
    except (ValueError, KeyError):
        return None
    return event if isinstance(event, Message) else None


async def newest(tx: Transaction) -> datetime | None:
    """The latest moment at which an event was heard or done, by the clock of whichever run that was."""
    heard = await tx.connection.execute(select(inbox.c.received_at).order_by(inbox.c.sequence.desc()).limit(1))
    done = await tx.connection.execute(select(func.max(inbox.c.done_at)))
    return max((moment for moment in (heard.scalar(), done.scalar()) if moment is not None), default=None)


async def count_attempt(tx: Transaction, event_id: str) -> None:
    await tx.connection.execute(update(inbox).where(inbox.c.id == event_id).values(attempts=inbox.c.attempts + 1))


async def pending(tx: Transaction) -> int:
    return (await tx.connection.execute(select(func.count()).where(inbox.c.state == RECEIVED))).scalar_one()


async def forget(tx: Transaction, now: datetime, keep_ids: timedelta) -> int:
    """Delete rows of events that were done longer ago than a redelivery can come."""
    where = and_(inbox.c.state == DONE, or_(inbox.c.done_at < now - keep_ids, inbox.c.done_at.is_(None)))
    return (await tx.connection.execute(delete(inbox).where(where))).rowcount
