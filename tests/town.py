"""A whole community in a test: the real engine, cogs, detectors and content over a sandbox world and SQLite.

Scenarios read as conversation: `await ana.says("…")`, `assert await sam.sees("Case 1", in_="moderators")`.
"""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from bot.app import Parts, build
from bot.clock import ShiftedClock
from bot.cog import Directory
from bot.core.message import DIRECT, Channel, ChannelKind, Invocation, Person, Place, Role
from bot.detectors.everything import pipeline
from bot.invocation import Outcome
from bot.knowledge.answers import LibraryIndex
from bot.knowledge.library import Library
from bot.platforms.sandbox.talk import Talk
from bot.platforms.sandbox.world import World, card_json
from bot.store import consents, sandbox
from bot.store.database import Database
from bot.store.sandbox import Stored
from bot.store.seal import MasterKey

T = TypeVar("T")
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
ADA = Person("ada", "Ada", frozenset({Role.ADMIN}))
"""An admin who moderates nothing; joins where a story needs her."""

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

    # Who and what is there, whatever the platform

    def id_of(self, name: str) -> str:
        """The id under which the program knows somebody, or somebody whom it does not know yet."""
        return name

    def person(self, name: str) -> Person:
        """Somebody as the program sees them at this moment."""
        found = self.directory.person(self.id_of(name))
        assert found is not None, name
        return found

    @property
    def directory(self) -> Directory:
        return self.world

    def place(self, channel: str) -> Place:
        return self.world.place(channel)

    def channels_of(self, name: str) -> list[str]:
        """Channels that somebody sees."""
        return [one for one in self.world.channels if self.world.may_see(self.person(name), one)]

    async def inside(self, name: str) -> set[str]:
        """Channels into which somebody was let in by name."""
        async with self.parts.database.read() as tx:
            told = {one: await sandbox.setting(tx, f"member:{one}:{name}") for one in self.world.channels}
        return {one for one, state in told.items() if state == "in"}

    # What happens to people

    async def joins(self, person: Person) -> "Someone":
        """One more person, from now on, who has agreed to the community's first words."""
        await self.world.add([(person, "")], [])
        self.people[person.id] = Someone(self, person.id)
        return self.people[person.id]

    async def arrives(self, person: Person, times: int = 1, in_: str = "general") -> "Someone":
        """Somebody new, who was asked nothing yet. An adapter says so, perhaps more than once."""
        if person.id not in self.people:
            await self.joins(person)
            async with self.parts.database.write() as tx:
                await consents.erase(tx, person.id)
        for time in range(times):
            at = self.clock.now()
            event = f"came-{person.id}-{at.timestamp()}-{time}"
            came = Invocation(event, "welcome person", {"person": person.id}, None, self.place(in_), at)
            await self.parts.engine.receive(came)
            await self.settle()
        return self.people[person.id]

    async def has_roles(self, name: str, *roles: Role) -> None:
        """From now on, somebody has these roles and no others."""
        self.world.people[name] = replace(self.world.people[name], roles=frozenset(roles))

    async def closes_door(self, name: str, times: int = 1) -> None:
        """Somebody takes no private messages: the next ones are refused."""
        self.world.faults["direct_closed"] = times

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
    """The name by which the story calls them; `town.id_of` is the program's."""

    async def comes_back(self) -> None:
        """After a ban that was taken back."""

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
        file.write_bytes(await empty(folder))
    database = Database.open(str(file), master or MasterKey.new())
    await database.migrate()
    clock = ShiftedClock(at - datetime.now(UTC) if at is not None else timedelta(0))
    parts = built(database, clock, library)
    world = World(database, clock, "town")
    parts.engine.connect(world)
    await world.add([(person, "") for person in PEOPLE], list(CHANNELS))
    here = Town(parts, world, Talk(parts.engine, world, clock), clock)
    here.people |= {person: Someone(here, person) for person in world.people}
    await parts.engine.start()
    try:
        yield here
    finally:
        await parts.engine.stop()
        await database.close()


def built(database: Database, clock: ShiftedClock, library: Library) -> Parts:
    """The program without a platform. What it learns from the content is learnt once: it keeps nothing between messages."""
    detectors = learnt(lambda: pipeline(library), library.red_flags, library.claims, library.policy.minimum_age)
    parts = build(database, clock, library, detectors)
    parts.engine.handling.index = learnt(lambda: LibraryIndex.build(library), library.articles)
    return parts


_LEARNT: dict[tuple[int, ...], tuple[object, Any]] = {}


def learnt(learn: Callable[[], T], *content: object) -> T:
    """By the content's identity; it is held beside what was learnt, so that no other can take its number."""
    key = tuple(map(id, content))
    if key not in _LEARNT:
        _LEARNT[key] = (content, learn())
    found: T = _LEARNT[key][1]
    return found


_EMPTY: dict[str, bytes] = {}


async def empty(folder: Path) -> bytes:
    """An SQLite file with all tables. Made once: the migrations take longer than most stories."""
    if not _EMPTY:
        file = folder / "empty.db"
        made = Database.open(str(file), MasterKey.new())
        await made.migrate()
        await made.close()
        _EMPTY["sqlite"] = file.read_bytes()
        file.unlink()
    return _EMPTY["sqlite"]
