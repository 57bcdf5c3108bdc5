"""The same town as in `tests/town.py`, on a Discord server: the same people, channels and stories, through the real client."""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import discord

from bot.clock import ShiftedClock
from bot.cog import Command, Directory
from bot.core.community import Account, Community, VerifiedClinician, WantedChannel
from bot.core.message import ChannelKind, Place, Role
from bot.core.message import Person as Member
from bot.knowledge.library import Library
from bot.platforms.discord.client import intents
from bot.platforms.discord.commands import payloads
from bot.platforms.discord.platform import Discord
from bot.store.database import Database
from bot.store.seal import MasterKey
from bot.store.tables import consent
from tests.discord.client import pointed_at, running, settled, unhurried
from tests.discord.discord_server import DiscordServer
from tests.discord.people import Person
from tests.discord.reading import as_read, card_of
from tests.discord.server import permissions, rest_application
from tests.discord.server.permissions import Permission
from tests.discord.server.state import User
from tests.discord.someone import Someone
from tests.town import CHANNELS, PEOPLE, Town, built, empty, learnt
from tests.town import Someone as InSandbox

__all__ = ["DiscordTown", "Someone", "as_read", "card_of", "community", "discord_town", "furnished"]

_STAFF = {ChannelKind.MODERATORS: ("Moderators",), ChannelKind.CLINICIANS: ("Clinicians", "Moderators")}
_ROLES = {Role.MODERATOR: "Moderators", Role.ADMIN: "Admins", Role.CLINICIAN: "Clinicians"}
_YEARS = timedelta(days=3000)
_LINKED = ("cleo",)
"""Known to the clinic by an id of its own, as people are who use two platforms; all others are known by their account."""


UNHURRIED = timedelta(seconds=30)


@dataclass
class DiscordTown(Town):
    server: DiscordServer = field(kw_only=True)
    platform: Discord = field(kw_only=True)
    heard: set[str] = field(default_factory=set)
    """Whose language the program has met: it comes with whatever they press or ask for, and not with what they write."""
    closed: set[str] = field(default_factory=set)

    async def settle(self) -> None:
        """Until what people did was heard, what follows is done, and the client has seen that too.

        How long it may take is for a burst on a machine that is busy with other tests.
        """
        for _ in range(3):
            await settled(self.platform.client, self.server, within=300)
            await self.parts.engine.work_off()

    # Who and what is there

    def id_of(self, name: str) -> str:
        account = self.account(name)
        return name if account is None else self.platform.directory.binding.accounts.person(int(account.id))

    def account(self, name: str) -> Person | None:
        return self.server.person(name) if any(one.name == name for one in self.server.state.users.values()) else None

    @property
    def directory(self) -> Directory:
        return self.platform.directory

    def place(self, channel: str) -> Place:
        return self.platform.directory.place(int(self.server.person("owner").place(channel).id))

    def channels_of(self, name: str) -> list[str]:
        return self.server.person(name).channels()

    async def inside(self, name: str) -> set[str]:
        account = self.server.person(name).id
        found = self.server.state.channels_of(self.server.guild.id)
        seen = Permission.VIEW_CHANNEL
        return {one.name for one in found if int(one.overwrites.get(account, {"allow": 0})["allow"]) & seen}

    # What happens to people

    async def joins(self, person: Member) -> InSandbox:
        account = newcomer(self.server, person)
        async with self.parts.database.write() as tx:
            await tx.insert_new(consent, {"person": self.id_of(person.id), "agreed": 1})
        someone = await self._came(account.id, person)
        if person.lang != "en":
            await someone.does("help lines")
        return someone

    async def arrives(self, person: Member, times: int = 1, in_: str = "general") -> InSandbox:
        """Discord tells of it, perhaps more than once."""
        if person.id in self.people:
            times += 1
        else:
            await self._came(newcomer(self.server, person).id, person)
        for _ in range(times - 1):
            self.server.gateway.redeliver("GUILD_MEMBER_ADD")
            await self.settle()
        return self.people[person.id]

    async def _came(self, account: str, person: Member) -> InSandbox:
        self.server.state.users[account].takes_direct = person.id not in self.closed
        self.server.join(person.id, *(_ROLES[role] for role in sorted(person.roles) if role in _ROLES))
        self.people[person.id] = Someone(self, person.id)
        await self.settle()
        return self.people[person.id]

    async def has_roles(self, name: str, *roles: Role) -> None:
        owner, account = self.server.person("owner"), self.server.person(name)
        wanted = {_ROLES[role] for role in roles if role in _ROLES}
        for role in set(account.roles) - wanted:
            owner.takes(account, role)
        for role in wanted - set(account.roles):
            owner.gives(account, role)
        await self.settle()

    async def closes_door(self, name: str, times: int = 1) -> None:
        """For good, and whoever writes."""
        self.closed.add(name)
        if (account := self.account(name)) is not None:
            account.user.takes_direct = False


def community(server: DiscordServer) -> Community:
    """What the clinic wrote in its `community.toml` for this server."""
    numbers = {one.name: int(one.id) for one in server.state.channels_of(server.guild.id)}
    channels = tuple(WantedChannel(one.id, one.name, one.kind, one.condition, discord=numbers[one.name]) for one in CHANNELS)
    accounts = {person.id: int(server.person(person.id).id) for person in PEOPLE}
    return Community(
        "town",
        discord_server=int(server.guild.id),
        discord_roles={Role.MODERATOR: ("Moderators",), Role.ADMIN: ("Admins",)},
        channels=channels,
        accounts=tuple(Account(name, discord=accounts[name]) for name in _LINKED),
        clinicians=(VerifiedClinician(f"discord:{accounts['osei']}", "Dr Osei", "noor", datetime.now(UTC).date() + _YEARS),),
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
    for person in sorted(PEOPLE, key=lambda one: one.id):  # ids follow names, as in the sandbox: they decide between equals
        newcomer(server, person)
        server.join(person.id, *(_ROLES[role] for role in sorted(person.roles) if role in _ROLES))
    return server


def newcomer(server: DiscordServer, person: Member) -> User:
    """Somebody with an account who has not joined yet."""
    made = User(server.state.snowflake(), person.id, person.name, locale="es-ES" if person.lang == "es" else "en-GB")
    server.state.users[made.id] = made
    return made


def registered(server: DiscordServer, commands: Iterable[Command], library: Library) -> None:
    """As after an earlier start: what is registered is looked at, and nothing of it has changed."""
    place = server.guild.id
    known = learnt(lambda: payloads(commands, library.replies), library.replies)
    made = [rest_application.made(server.state, place, one, None) for one in known]
    server.state.commands[place] = {one["id"]: one for one in made}


@asynccontextmanager
async def discord_town(
    folder: Path,
    library: Library,
    master: MasterKey | None = None,
    server: DiscordServer | None = None,
    given: discord.Intents | None = None,
    at: datetime | None = None,
) -> AsyncIterator[DiscordTown]:
    """The whole program on a server of its own, or on one that was there before. Its people have agreed to the first words."""
    file = folder / "town.db"
    if not file.exists():
        file.write_bytes(await empty(folder))
    database = Database.open(str(file), master or MasterKey.new())
    await database.migrate()
    clock = ShiftedClock(at - datetime.now(UTC) if at is not None else timedelta(0))
    parts = built(database, clock, library)
    if server is None:
        server = furnished(DiscordServer(clock=clock.now))
        registered(server, parts.engine.commands.values(), library)
    server.state.clock = clock.now
    try:
        async with server:
            with pointed_at(server), unhurried():
                server.state.first_response_within = UNHURRIED  # a busy machine; tests of the three seconds set them again
                platform = Discord(parts.engine, clock, community(server), {}, given or intents(content=True, members=True))
                async with running(platform.client, server):
                    await platform.prepared.wait()
                    parts.engine.connect(platform)
                    here = DiscordTown(parts, None, None, clock, server=server, platform=platform)  # type: ignore[arg-type]
                    people = [one for one in server.state.users.values() if not one.bot and one.id != server.guild.owner_id]
                    here.people |= {one.name: Someone(here, one.name) for one in people}
                    async with database.write() as tx:
                        for person in PEOPLE:
                            await tx.insert_new(consent, {"person": here.id_of(person.id), "agreed": 1})
                    await parts.engine.start()
                    try:
                        yield here
                    finally:
                        await parts.engine.stop()
    finally:
        await database.close()
