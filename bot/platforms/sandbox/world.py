"""The sandbox as a platform: it performs every action there is on a community of its own, and fails when asked to."""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import timedelta
from typing import Any, Final

from bot.clock import Clock
from bot.cog import Home
from bot.core.action import Direct, Durable, Edit, Hide, Membership, Pace, Page, Post, Power, Restore, Restrict, Schedule, subject
from bot.core.card import Card
from bot.core.message import DIRECT, Channel, ChannelKind, Person, Place, Role
from bot.platform import Refused, TryLater
from bot.store import sandbox
from bot.store.database import Database, Transaction

NAME: Final = "sandbox"
BOT: Final = "carecircle"
FAULTS: Final = ("direct_closed", "refuse", "rate_limit", "offline")
_STAFF_CHANNELS: Final = {ChannelKind.MODERATORS: Role.MODERATOR, ChannelKind.CLINICIANS: Role.CLINICIAN}

Changed = Callable[[str, str | None, bool], None]
"""Told after each change: the channel, whom alone it concerns, and whether it pages staff."""


class World:
    """People, channels and messages in the database; a copy of people and channels in memory."""

    name = NAME
    powers = frozenset(Power)

    def __init__(self, database: Database, clock: Clock, community: str) -> None:
        self.people: dict[str, Person] = {}
        self.about: dict[str, str] = {}
        self.channels: dict[str, Channel] = {}
        self.faults: dict[str, int] = {}
        self.changed: Changed = lambda channel, person, page: None
        self._database = database
        self._clock = clock
        self._community = community

    @property
    def directory(self) -> "World":
        return self

    @property
    def home(self) -> Home:
        def first(kind: ChannelKind) -> Place | None:
            found = next((channel for channel in self.channels.values() if channel.kind is kind), None)
            return self.place(found.id) if found else None

        return Home(first(ChannelKind.MODERATORS), first(ChannelKind.CLINICIANS))

    def person(self, person_id: str) -> Person | None:
        return self.people.get(person_id)

    def channel(self, channel_id: str) -> Channel | None:
        return self.channels.get(channel_id)

    def staff(self, role: Role) -> Sequence[Person]:
        return [person for _, person in sorted(self.people.items()) if role in person.roles]

    def condition_channels(self) -> Sequence[Place]:
        return [self.place(one.id) for one in self.channels.values() if one.of_condition]

    def place(self, channel: str, thread: str | None = None) -> Place:
        return Place(NAME, self._community, channel, thread)

    def may_see(self, person: Person, channel_id: str) -> bool:
        """Staff channels are for their staff; the private talk is everyone's own."""
        if channel_id == DIRECT:
            return True
        channel = self.channels.get(channel_id)
        if channel is None:
            return False
        needed = _STAFF_CHANNELS.get(channel.kind)
        return needed is None or needed in person.roles

    async def load(self) -> None:
        async with self._database.read() as tx:
            for person, about in await sandbox.people(tx):
                self.people[person.id], self.about[person.id] = person, about
            self.channels = {channel.id: channel for channel in await sandbox.channels(tx)}

    async def add(self, people: list[tuple[Person, str]], channels: list[Channel]) -> None:
        async with self._database.write() as tx:
            for person, about in people:
                await sandbox.add_person(tx, person, about)
            for channel in channels:
                await sandbox.add_channel(tx, channel)
        await self.load()

    # The platform's side of the engine

    async def find(self, nonce: str) -> str | None:
        async with self._database.read() as tx:
            return await sandbox.by_nonce(tx, nonce)

    async def perform(self, action: Durable, nonce: str, reference: str | None) -> str | None:
        """Performed in one transaction; pages are told after it, so that they find what they look for."""
        self._fail_if_asked(action)
        async with self._database.write() as tx:
            made = await self._perform(tx, action, nonce, reference)
        match action:
            case Direct() | Restore():
                self.changed(DIRECT, action.person, False)
            case Page():
                self.changed(action.place.channel, action.person or None, True)
            case Post():
                self.changed(action.place.channel, action.only_for, False)
            case _:
                self.changed(action.place.channel, None, False)
        return made

    async def _perform(self, tx: Transaction, action: Durable, nonce: str, reference: str | None) -> str | None:
        match action:
            case Post():
                channel = action.place.channel
                only_for = action.only_for or (action.place.thread if channel == DIRECT else None)
                return await self._put(tx, action, channel, only_for, action.card, nonce, action.reply_to)
            case Direct() | Restore():
                return await self._put(tx, action, DIRECT, action.person, action.card, nonce)
            case Page():
                return await self._put(tx, action, action.place.channel, action.person or None, action.card, nonce, page=True)
            case Schedule():
                day = f"{action.start:%Y-%m-%d %H:%M} - {action.end:%H:%M} UTC"
                return await self._put(tx, action, action.place.channel, None, Card(action.title, day), nonce)
            case Edit():
                if reference is None or not await sandbox.change_message(
                    tx, reference, {"card": card_json(action.card)}, self._clock.now()
                ):
                    raise Refused
                return reference
            case Hide():
                if not await sandbox.take_out(tx, action.message, hidden=True):
                    raise Refused
                return action.message
            case Restrict():
                await self._restrict(tx, action)
            case Membership():
                await sandbox.set_setting(tx, f"member:{action.place.channel}:{action.person}", "in" if action.member else "out")
            case Pace():
                await sandbox.set_setting(tx, f"pace:{action.place.channel}", json.dumps([action.slow_seconds, action.locked]))
        return None

    async def _restrict(self, tx: Transaction, action: Restrict) -> None:
        """Restrictions stand beside each other: lifting a time-out leaves a ban as it is."""
        name = f"restrict:{action.person}"
        held: dict[str, str] = json.loads(await sandbox.setting(tx, name) or "{}")
        held.pop(action.restriction.value, None)
        if not action.lift:
            held[action.restriction.value] = action.until.isoformat() if action.until else ""
        if held:
            await sandbox.set_setting(tx, name, json.dumps(held))
        else:
            await sandbox.remove_setting(tx, name)

    async def _put(
        self,
        tx: Transaction,
        action: Durable,
        channel: str,
        only_for: str | None,
        card: Card,
        nonce: str,
        reply_to: str | None = None,
        *,
        page: bool = False,
    ) -> str:
        content = {"card": card_json(card), "page": page}
        message = f"b-{nonce}"
        await sandbox.add_message(
            tx,
            message=message,
            channel=channel,
            author=BOT,
            subject=subject(action),
            content=content,
            at=self._clock.now(),
            only_for=only_for,
            reply_to=reply_to,
            nonce=nonce,
        )
        return message

    def _fail_if_asked(self, action: Durable) -> None:
        for kind in FAULTS:
            if self.faults.get(kind, 0) <= 0 or (kind == "direct_closed" and not isinstance(action, Direct | Restore)):
                continue
            self.faults[kind] -= 1
            match kind:
                case "offline":
                    raise OSError("the sandbox plays offline")
                case "rate_limit":
                    raise TryLater(timedelta(seconds=1).total_seconds())
                case _:
                    raise Refused


def card_json(card: Card) -> dict[str, Any]:
    """A card as it is stored and as the page gets it; a button's id names what it does, so that an old one can be told."""
    shown = asdict(card)
    shown["buttons"] = [{**button, "args": dict(button["args"]), "id": _button_id(button)} for button in shown["buttons"]]
    return shown


def _button_id(button: dict[str, Any]) -> str:
    named = json.dumps([button["label"], button["command"], dict(button["args"])], sort_keys=True)
    return hashlib.sha256(named.encode()).hexdigest()[:12]
