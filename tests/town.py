"""A whole community in a test: the real engine, cogs, detectors and content over a sandbox world and SQLite.

Scenarios read as conversation: `await ana.says("…")`, `assert await sam.sees("Case 1", in_="moderators")`.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.app import Parts, build
from bot.clock import ShiftedClock
from bot.core.message import DIRECT, Channel, ChannelKind, Person, Role
from bot.detectors.everything import pipeline
from bot.detectors.pipeline import Pipeline
from bot.invocation import Outcome
from bot.knowledge.library import Library
from bot.platforms.sandbox.talk import Talk
from bot.platforms.sandbox.world import World, card_json
from bot.store import sandbox
from bot.store.database import Database
from bot.store.sandbox import Stored
from bot.store.seal import MasterKey

PEOPLE = (
    Person("ana", "Ana"),
    Person("ben", "Ben"),
    Person("cleo", "Cleo", lang="es"),
    Person("sam", "Sam", frozenset({Role.MODERATOR})),
    Person("mira", "Mira", frozenset({Role.MODERATOR, Role.MEMBER})),
    Person("osei", "Dr Osei", frozenset({Role.CLINICIAN})),
)
NOOR = Person("noor", "Noor", frozenset({Role.ADMIN, Role.MODERATOR}))
"""Runs the community; joins where a story needs her (`here.joins(NOOR)`)."""

CHANNELS = (
    Channel("prostate", "prostate", ChannelKind.SUPPORT, "prostate"),
    Channel("diabetes", "diabetes", ChannelKind.SUPPORT, "diabetes"),
    Channel("pregnancy", "pregnancy", ChannelKind.SUPPORT, "pregnancy"),
    Channel("mood", "mood", ChannelKind.SUPPORT, "depression_anxiety"),
    Channel("general", "general", ChannelKind.GENERAL, "general"),
    Channel("moderators", "moderators", ChannelKind.MODERATORS),
    Channel("clinicians", "clinicians", ChannelKind.CLINICIANS),
)


@dataclass
class Town:
    parts: Parts
    world: World
    talk: Talk
    clock: ShiftedClock
    people: dict[str, "Someone"] = field(default_factory=dict)

    def __getattr__(self, name: str) -> "Someone":
        return self.people[name]

    async def settle(self) -> None:
        await self.parts.engine.work_off()

    async def pass_time(self, **delta: float) -> None:
        await self.wait_until(self.clock.now() + timedelta(**delta))

    async def wait_until(self, moment: datetime) -> None:
        self.clock.advance_to(moment)
        self.parts.durable.poke()
        await self.settle()

    async def joins(self, person: Person) -> "Someone":
        """One more person, from now on."""
        await self.world.add([(person, "")], [])
        self.people[person.id] = Someone(self, person.id)
        return self.people[person.id]

    async def rota(self, *on_duty: str, on_call: tuple[str, ...] = ()) -> None:
        """Who is on duty around the clock, and who is on call, by the commands themselves."""
        for person in (*on_duty, *on_call):
            duty = "on_call" if person in on_call else "duty"
            shift = {"person": person, "days": "every day", "hours": "00:00-00:00", "zone": "Etc/UTC", "duty": duty}
            done = await self.people[next(iter(on_duty or on_call))].does("duty add", **shift)
            assert not done.refused, done.refused


@dataclass
class Someone:
    town: Town
    id: str

    async def says(self, text: str, in_: str = "prostate", reply_to: str | None = None, event: str | None = None) -> str:
        said = await self.town.talk.say(self.id, in_, text, reply_to, event, ())
        await self.town.settle()
        return said

    async def edits(self, message: str, text: str) -> None:
        await self.town.talk.edit(self.id, message, text)
        await self.town.settle()

    async def deletes(self, message: str) -> None:
        await self.town.talk.delete(self.id, message)
        await self.town.settle()

    async def does(self, command: str, in_: str = "general", **args: str) -> Outcome:
        outcome = await self.town.talk.do(self.id, in_, command, args)
        await self.town.settle()
        return outcome

    async def presses(self, label: str, in_: str = "moderators", **args: str) -> Outcome:
        """The newest visible button with that label."""
        for stored in reversed(await self.view(in_)):
            for button in stored.card["buttons"] if stored.card else []:
                if button["label"] == label:
                    outcome = await self.town.talk.press(self.id, stored.id, button["id"], args)
                    await self.town.settle()
                    return outcome
        raise AssertionError(f"{self.id} sees no button {label!r} in {in_}")

    async def view(self, in_: str = "prostate") -> list[Stored]:
        person = self.town.talk.person(self.id)
        channel = self.town.talk.channel(person, in_)
        async with self.town.parts.database.read() as tx:
            return list(await sandbox.view(tx, channel, self.id))

    async def reads(self, in_: str = "prostate") -> str:
        """Everything that the person sees there, as one text."""
        return "\n".join(shown(stored) for stored in await self.view(in_))

    async def sees(self, text: str, in_: str = "prostate") -> bool:
        return text in await self.reads(in_)

    async def pages(self, in_: str = "moderators") -> list[str]:
        """What called them, oldest first."""
        return [one.card["title"] for one in await self.view(in_) if one.page and one.card is not None]

    async def private(self) -> str:
        return await self.reads(DIRECT)


def shown(stored: Stored) -> str:
    return f"{stored.author}: {stored.text}" if stored.card is None else card_text(stored.card)


def card_text(card: dict[str, Any]) -> str:
    fields = [f"{item['name']}: {item['value']}" for item in card["fields"]]
    buttons = [f"[{button['label']}]" for button in card["buttons"]]
    return "\n".join([card["title"], card["body"], *fields, *buttons])


def replied(outcome: Outcome) -> str:
    assert outcome.reply is not None, outcome
    return card_text(card_json(outcome.reply))


@asynccontextmanager
async def town(
    folder: Path, library: Library, master: MasterKey | None = None, at: datetime | None = None
) -> AsyncIterator[Town]:
    """A running community whose state is in `folder`; opened again with the same key, it goes on. Its clock starts `at`."""
    file = folder / "town.db"
    if not file.exists():
        file.write_bytes(await _empty(folder))
    database = Database.open(str(file), master or MasterKey.new())
    await database.migrate()
    clock = ShiftedClock(at - datetime.now(UTC) if at is not None else timedelta(0))
    parts = build(database, clock, library, _detectors(library))
    world = World(database, clock, "town")
    parts.engine.connect(world)
    await world.add([(person, "") for person in PEOPLE], list(CHANNELS))
    here = Town(parts, world, Talk(parts.engine, world, clock), clock)
    here.people |= {person.id: Someone(here, person.id) for person in PEOPLE}
    await parts.engine.start()
    try:
        yield here
    finally:
        await parts.engine.stop()
        await database.close()


_EMPTY: dict[str, bytes] = {}


async def _empty(folder: Path) -> bytes:
    """An SQLite file with all tables. Made once: the migrations take longer than most stories."""
    if not _EMPTY:
        file = folder / "empty.db"
        made = Database.open(str(file), MasterKey.new())
        await made.migrate()
        await made.close()
        _EMPTY["sqlite"] = file.read_bytes()
        file.unlink()
    return _EMPTY["sqlite"]


_DETECTORS: dict[int, tuple[Library, Pipeline]] = {}
"""By the library's identity; it is held beside them, so that no other can take its number."""


def _detectors(library: Library) -> Pipeline:
    """Made once for each library: they keep nothing between messages."""
    if id(library) not in _DETECTORS:
        _DETECTORS[id(library)] = (library, pipeline(library))
    return _DETECTORS[id(library)][1]
