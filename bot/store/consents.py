"""What people agreed to, and which condition channels they chose: the latter is health information and only ever sealed."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import delete, select

from bot.core.consent import Consent, kept_anyway
from bot.core.message import Person, Place, Role
from bot.store.database import Transaction
from bot.store.tables import condition_choice, consent

STAFF: Final = frozenset({Role.MODERATOR, Role.CLINICIAN, Role.ADMIN})
"""Who works here, by the clinic's own rules, and is not asked."""


@dataclass(frozen=True, slots=True)
class Joined:
    """A condition that a person chose, with the channels to which that gave them access."""

    condition: str
    places: tuple[Place, ...]
    at: datetime


async def of(tx: Transaction, person: str) -> Consent:
    row = (await tx.connection.execute(select(consent).where(consent.c.person == person))).first()
    return Consent() if row is None else Consent(row.agreed, row.agreed_at, row.declined, row.asked_at)


async def agree(tx: Transaction, person: str, version: int, now: datetime) -> None:
    await _put(tx, person, await of(tx, person), agreed=version, agreed_at=now, declined=None)


async def decline(tx: Transaction, person: str, version: int) -> None:
    """Put off: an agreement to earlier words stays as it is."""
    await _put(tx, person, await of(tx, person), declined=version)


async def withdraw(tx: Transaction, person: str, version: int) -> None:
    """Nothing is agreed any more, and nobody is asked again until the words change."""
    await _put(tx, person, await of(tx, person), agreed=None, agreed_at=None, declined=version)


async def asked(tx: Transaction, person: str, now: datetime) -> None:
    await _put(tx, person, await of(tx, person), asked_at=now)


async def _put(tx: Transaction, person: str, known: Consent, **changed: object) -> None:
    await tx.upsert(consent, {"person": person, **asdict(known), **changed})


async def lets_keep(tx: Transaction, author: Person | None, *kinds: tuple[str, str]) -> bool:
    """Whether what this person wrote may be kept beyond the hours of any quiet message (promise 3): they agreed, or it is about
    one of `kinds` (a label and its value) that needs it anyway."""
    if any(kept_anyway(*kind) for kind in kinds):
        return True
    return author is not None and (bool(author.roles & STAFF) or (await of(tx, author.id)).agreed is not None)


async def joined(tx: Transaction, person: str) -> tuple[Joined, ...]:
    """The conditions that a person chose, oldest first."""
    row = (await tx.connection.execute(select(condition_choice).where(condition_choice.c.id == person))).first()
    text = await tx.unseal(person, row.sealed, condition_choice, person) if row is not None else None
    if text is None:
        return ()
    return tuple(
        Joined(one["condition"], tuple(Place(**place) for place in one["places"]), datetime.fromisoformat(one["at"]))
        for one in json.loads(text)
    )


async def choose(tx: Transaction, person: str, chosen: Sequence[Joined], now: datetime) -> None:
    """One sealed row a person, so that not even the number of their conditions can be read."""
    if not chosen:
        await forget_choices(tx, person)
        return
    text = json.dumps([{**asdict(one), "at": one.at.isoformat()} for one in chosen])
    sealed = await tx.seal(person, text, condition_choice, person, now)
    await tx.upsert(condition_choice, {"id": person, "subject": person, "sealed": sealed})


async def forget_choices(tx: Transaction, person: str) -> None:
    await tx.connection.execute(delete(condition_choice).where(condition_choice.c.id == person))


async def erase(tx: Transaction, person: str) -> None:
    await tx.connection.execute(delete(consent).where(consent.c.person == person))
    await forget_choices(tx, person)


async def export(tx: Transaction, person: str) -> dict[str, Any]:
    """The agreement and the chosen conditions, in words that can be handed to the person."""
    known = await of(tx, person)
    answered: dict[str, Any] = {}
    if known != Consent():
        answered = {name: value for name, value in asdict(known).items() if value is not None}
        answered |= {name: value.isoformat() for name, value in answered.items() if isinstance(value, datetime)}
    chosen = [
        {"condition": one.condition, "channels": [place.channel for place in one.places], "since": one.at.isoformat()}
        for one in await joined(tx, person)
    ]
    return {"consent": [answered] if answered else [], "conditions": chosen}
