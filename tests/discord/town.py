"""The same town as in `tests/town.py`, on a Discord server: the same people, channels and stories, through the real client."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import discord

from bot.app import build
from bot.clock import ShiftedClock
from bot.cog import Argument
from bot.core.card import Card, Field
from bot.core.community import Community, VerifiedClinician, WantedChannel
from bot.core.message import ChannelKind, Role
from bot.invocation import Outcome
from bot.knowledge.library import Library
from bot.platforms.discord.client import intents
from bot.platforms.discord.platform import Discord
from bot.platforms.sandbox.world import card_json
from bot.store.database import Database
from bot.store.sandbox import Stored
from bot.store.seal import MasterKey
from tests.discord.client import pointed_at, running, settled
from tests.discord.discord_server import DiscordServer
from tests.discord.people import Person, Seen, Turn
from tests.discord.server import permissions
from tests.town import CHANNELS, PEOPLE, Town, _detectors, _empty
from tests.town import Someone as InSandbox

_STAFF = {ChannelKind.MODERATORS: ("Moderators",), ChannelKind.CLINICIANS: ("Clinicians", "Moderators")}


@dataclass
class DiscordTown(Town):
    server: DiscordServer = field(kw_only=True)
    platform: Discord = field(kw_only=True)

    async def settle(self) -> None:
        """Until what people did was heard, what follows is done, and the client has seen that too."""
        for _ in range(3):
            await settled(self.platform.client, self.server, within=30)
            await self.parts.engine.work_off()

    async def wait_until(self, moment: datetime) -> None:
        self.clock.advance_to(moment)
        self.parts.durable.poke()
        await self.settle()


@dataclass
class Someone(InSandbox):
    """`id` is the name; the account is found by it."""

    town: DiscordTown

    @property
    def account(self) -> Person:
        return self.town.server.person(self.id)

    def channel(self, in_: str) -> str | None:
        return None if in_ == "direct" else in_

    async def says(self, text: str, in_: str = "prostate", reply_to: str | None = None, event: str | None = None) -> str:
        text = text.replace("@carecircle", f"<@{self.town.server.bot.id}>")
        said = await self.account.says(self.channel(in_), text, reply_to=reply_to.partition(":")[2] if reply_to else None)
        await self.town.settle()
        return f"discord:{said.id}"

    async def edits(self, message: str, text: str) -> None:
        await self.account.edits(message.partition(":")[2], text)
        await self.town.settle()

    async def deletes(self, message: str) -> None:
        await self.account.deletes(message.partition(":")[2])
        await self.town.settle()

    async def does(self, command: str, in_: str = "general", **args: str) -> Outcome:
        turn = await self.account.runs(command, self.channel(in_), forced=True, **args)
        return await self._came(turn, {})

    async def presses(self, label: str, in_: str = "moderators", **args: str) -> Outcome:
        message = self.account.newest(label, self.channel(in_))
        return await self._came(await self.account.presses(message, label), args)

    async def _came(self, turn: Turn, args: dict[str, str]) -> Outcome:
        """What came of a turn, with its form filled in where one was asked for."""
        assert not turn.failed, "no first response in time"
        if turn.interaction.modal is not None:
            if not args:
                names = [_argument(part) for part in turn.modal["components"]]
                return Outcome(missing=tuple(replace(_ANY, name=name) for name in names))
            turn = await self.account.submits(turn, args)
            assert not turn.failed, "no first response in time"
        await self.town.settle()
        if not turn.replies:
            return Outcome()
        card = card_of(await turn.answer())
        return Outcome(card) if card.title else Outcome(refused=card.body)

    async def view(self, in_: str = "prostate") -> list[Stored]:
        """As in the sandbox: ephemeral answers are replies, not messages of a channel."""
        place = self.account.place(self.channel(in_))
        return [self._stored(seen, in_) for seen in self.account.sees(place) if not seen.ephemeral]

    def _stored(self, seen: Seen, in_: str) -> Stored:
        bot = seen.message.author_id == self.town.server.bot.id
        card = card_json(card_of(seen)) | {"buttons": [{"label": label} for label in seen.buttons]} if bot else None
        only_for = self.id if in_ == "direct" else None
        author = "carecircle" if bot else seen.author
        at = discord.utils.snowflake_time(int(seen.id))
        paged = bot and bool(seen.message.role_pings or seen.message.pings)
        return Stored(
            int(seen.id), f"discord:{seen.id}", in_, author, only_for, None, False, False, False, at, seen.text, card, paged
        )


_ANY = Argument("", None, False)  # type: ignore[arg-type]


def _argument(part: dict[str, Any]) -> str:
    return str((part.get("component") or part["components"][0])["custom_id"])


def card_of(seen: Seen) -> Card:
    """A card as it can be read back from what was posted."""
    (embed,) = seen.embeds
    fields = tuple(Field(as_read(one["name"]), as_read(one["value"])) for one in embed.get("fields") or ())
    return Card(as_read(embed.get("title") or ""), as_read(embed.get("description") or ""), fields)


def as_read(text: str) -> str:
    """Without the marks that keep it plain."""
    return re.sub(r"\\([^\w\s])", r"\1", text).replace("\u200b", "").replace("```\n", "").replace("\n```", "").replace("||", "")


def community(server: DiscordServer) -> Community:
    """What the clinic wrote in its `community.toml` for this server."""
    numbers = {one.name: int(one.id) for one in server.state.channels_of(server.guild.id)}
    channels = tuple(WantedChannel(one.id, one.name, one.kind, one.condition, discord=numbers[one.name]) for one in CHANNELS)
    osei = server.person("osei").id
    return Community(
        "town",
        discord_server=int(server.guild.id),
        discord_roles={Role.MODERATOR: ("Moderators",), Role.ADMIN: ("Admins",)},
        channels=channels,
        clinicians=(VerifiedClinician(f"discord:{osei}", "Dr Osei", "noor", datetime.now(UTC).date() + timedelta(days=300)),),
    )


def furnished(server: DiscordServer) -> DiscordServer:
    """The roles, channels and people of the town."""
    server.role("Moderators", permissions.MODERATORS)
    server.role("Admins", permissions.MODERATORS)
    server.role("Clinicians")
    for channel in CHANNELS:
        if (staff := _STAFF.get(channel.kind)) is not None:
            server.private_channel(channel.name, *staff)
        else:
            server.channel(channel.name)
    named = {Role.MODERATOR: "Moderators", Role.ADMIN: "Admins", Role.CLINICIAN: "Clinicians"}
    for person in PEOPLE:
        roles = [named[role] for role in sorted(person.roles) if role in named]
        server.join(person.id, *roles, shown=person.name, locale="es-ES" if person.lang == "es" else "en-GB")
    return server


@asynccontextmanager
async def discord_town(
    folder: Path,
    library: Library,
    master: MasterKey | None = None,
    server: DiscordServer | None = None,
    given: discord.Intents | None = None,
) -> AsyncIterator[DiscordTown]:
    """The whole program on a server of its own, or on one that was there before."""
    file = folder / "town.db"
    if not file.exists():
        file.write_bytes(await _empty(folder))
    database = Database.open(str(file), master or MasterKey.new())
    await database.migrate()
    clock = ShiftedClock()
    parts = build(database, clock, library, _detectors(library))
    server = server or furnished(DiscordServer(clock=clock.now))
    async with server:
        with pointed_at(server):
            platform = Discord(parts.engine, clock, community(server), {}, given or intents(content=True, members=True))
            async with running(platform.client, server):
                await platform.prepared.wait()
                parts.engine.connect(platform)
                await parts.engine.start()
                here = DiscordTown(parts, None, None, clock, server=server, platform=platform)  # type: ignore[arg-type]
                here.people |= {person.id: Someone(here, person.id) for person in PEOPLE}
                try:
                    yield here
                finally:
                    await parts.engine.stop()
    await database.close()
