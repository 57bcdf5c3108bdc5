"""Discord as a platform of the engine: what is heard goes in, what follows is performed."""

import asyncio
import logging
from collections import defaultdict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

import discord

from bot.clock import Clock
from bot.cog import Home
from bot.core.action import Direct, Durable, Hide, Page, Power, Restore
from bot.core.community import Community
from bot.core.message import Deletion, Invocation, Message, Person
from bot.engine import Engine
from bot.knowledge.addresses import addresses
from bot.platforms.discord import automod, inbound
from bot.platforms.discord.binding import Made, bind
from bot.platforms.discord.catch_up import begins, catch_up, readable, talks
from bot.platforms.discord.client import Client, Sink, patiently
from bot.platforms.discord.directory import Binding, Directory
from bot.platforms.discord.identifiers import NAME, number
from bot.platforms.discord.interactions import Interactions
from bot.platforms.discord.outbound import Outbound
from bot.platforms.discord.registration import register
from bot.store import heard
from bot.store.database import Transaction

_UNKNOWN: Final = 0
_log = logging.getLogger(__name__)


class Discord(Sink):
    """One server. `client` is told to connect by whoever composes the program; `prepared` is set when all is in place."""

    name = NAME

    def __init__(
        self, engine: Engine, clock: Clock, community: Community, made: Made, given: discord.Intents, **options: Any
    ) -> None:
        if community.discord_server is None:
            raise ValueError("the community has no Discord server")
        self.prepared = asyncio.Event()
        self.client = Client(self, community.discord_server, given, **options)
        self._engine = engine
        self._clock = clock
        self._community = community
        self._made = made
        self._directory = Directory(self.client, Binding(community.name, community.discord_server, lang=community.lang))
        trusted = addresses(engine.library).__contains__
        self._outbound = Outbound(self.client, clock, self._directory, trusted)
        self._interactions = Interactions(engine, clock, self._directory, trusted)
        self._hidden: set[int] = set()
        self._last: dict[int, int] = {}
        self._turns: dict[int, _Turn] = defaultdict(_Turn)

    # The platform's side of the engine

    @property
    def powers(self) -> frozenset[Power]:
        """What the bot's roles let it do here. A private line in a channel is no power of Discord's outside of an interaction."""
        guild = self._directory.guild
        mine = guild.me.guild_permissions if guild is not None else discord.Permissions.none()
        found = {Power.DIRECT}
        for power, given in (
            (Power.DELETE_OTHERS, mine.manage_messages),
            (Power.TIME_OUT, mine.moderate_members),
            (Power.SLOW_MODE, mine.manage_channels),
            (Power.EVENTS, mine.create_events or mine.manage_events),
        ):
            if given:
                found.add(power)
        return frozenset(found)

    @property
    def directory(self) -> Directory:
        return self._directory

    @property
    def home(self) -> Home:
        return self._directory.home

    async def perform(self, action: Durable, nonce: str, reference: str | None) -> str | None:
        if isinstance(action, Hide) and (message := number(action.message)) is not None:
            self._hidden.add(message)  # its deletion is ours, and no word of its author
        made = await self._outbound.perform(action, nonce, reference)
        if isinstance(action, Direct | Restore | Page) and made is not None:
            await self._begin_talk(made)
        return made

    async def _begin_talk(self, reference: str) -> None:
        """What is answered to a private note while the program is away is read on return."""
        channel, _, message = reference.partition("/")
        guild = self._directory.guild
        if int(channel) not in self._last and guild is not None and guild.get_channel_or_thread(int(channel)) is None:
            self._last[int(channel)] = int(message)
            async with self._engine.database.write() as tx:
                await heard.note(tx, NAME, channel, message)

    async def find(self, nonce: str) -> str | None:
        """Discord itself knows a nonce for some minutes: what is sent again in that time is answered with the first one."""
        return None

    # What the client hears

    async def ready(self) -> None:
        guild = self._directory.guild
        if guild is None:
            _log.error("the bot is not in the server %s: invite it, as docs/discord.md explains", self._directory.binding.server)
            return
        self._bind(guild)
        await patiently(
            lambda: register(self.client, guild.id, self._engine.commands.values(), self._engine.library.replies), "commands"
        )
        await self._read_on(guild)
        self.prepared.set()

    async def changed(self) -> None:
        if (guild := self._directory.guild) is not None:
            self._bind(guild)

    async def message(self, message: discord.Message) -> None:
        if automod.is_alert(message):
            await self._alert(message)
        elif inbound.heard(message):
            async with self._turn(message.id):
                await self._hear(message)

    async def edited(self, payload: discord.RawMessageUpdateEvent) -> None:
        message = payload.message
        if not inbound.heard(message) or message.edited_at is None:
            return
        async with self._turn(message.id):
            ours = inbound.to_message(self._directory, message, edited_at=message.edited_at)
            await patiently(lambda: self._engine.receive(ours), "an edit")

    async def deleted(self, channel: int, messages: frozenset[int], known: dict[int, discord.Message]) -> None:
        for one in messages:
            if one in self._hidden:
                self._hidden.discard(one)
                continue
            cached = known.get(one)
            if cached is not None and not inbound.heard(cached):
                continue
            async with self._turn(one):
                await patiently(self._hearing(self._deletion(channel, one, cached, self._clock.now())), "a deletion")

    async def titled(self, thread: discord.Thread) -> None:
        owner = thread.guild.get_member(thread.owner_id)
        if owner is not None and owner.bot:
            return
        author = (
            self._directory.of(owner) if owner is not None else Person(self._directory.binding.accounts.person(thread.owner_id))
        )
        title = inbound.to_title(self._directory, thread, author, self._clock.now())
        await patiently(self._hearing(title), "a title")

    async def interaction(self, interaction: discord.Interaction[Any]) -> None:
        await self._interactions.answer(interaction)

    async def joined(self, member: discord.Member) -> None:
        """A person came in: the community's welcome is for them alone."""
        if "welcome person" not in self._engine.commands:
            return
        person, now = self._directory.of(member), self._clock.now()
        came = member.joined_at.timestamp() if member.joined_at is not None else now.timestamp()
        place = self._directory.talk_with(person.id)
        event = Invocation(f"{person.id}:joined:{came:.0f}", "welcome person", {"person": person.id}, None, place, now)
        await patiently(self._hearing(event), "a welcome")

    # Inside

    def _bind(self, guild: discord.Guild) -> None:
        self._directory.binding = bind(self._community, guild, self._made, self._clock.now().date())

    async def _hear(self, message: discord.Message) -> None:
        files = await inbound.files_of(message, self._engine.library.policy.attachment_bytes)
        ours = inbound.to_message(self._directory, message, files)
        if not ours.text and not files:
            return  # without the message content intent, what does not speak to the bot stays unseen

        async def remember(tx: Transaction) -> None:
            await heard.note(tx, NAME, str(message.channel.id), str(max(message.id, self._last.get(message.channel.id, 0))))

        self._last[message.channel.id] = max(message.id, self._last.get(message.channel.id, 0))
        await patiently(lambda: self._engine.receive(ours, remember), "a message")

    async def _alert(self, alert: discord.Message) -> None:
        """What AutoMod blocked is heard like a message; then its alert, which quotes it, is deleted."""
        ours = automod.blocked(self._directory, alert)
        if ours is not None:
            await patiently(self._hearing(ours), "what AutoMod blocked")
        try:
            await alert.delete()
        except discord.HTTPException as error:
            _log.warning("an alert of AutoMod could not be deleted (HTTP %s)", error.status)

    def _hearing(self, event: Message | Deletion | Invocation) -> Callable[[], Any]:
        return lambda: self._engine.receive(event)

    def _deletion(self, channel: int, message: int, cached: discord.Message | None, now: datetime) -> Deletion:
        author = self._directory.of(cached.author) if cached is not None else Person(f"{NAME}:{_UNKNOWN}")
        guild = self._directory.guild
        where = guild.get_channel_or_thread(channel) if guild is not None else None
        if where is None:
            place = self._directory.talk_with(author.id)
        elif isinstance(where, discord.Thread):
            place = self._directory.place(where.parent_id, where.id)
        else:
            place = self._directory.place(where.id)
        return inbound.to_deletion(self._directory, message, place, author, now)

    async def _read_on(self, guild: discord.Guild) -> None:
        """Fetch what was missed, in channels, threads and private talks; what was opened meanwhile is read from its start."""
        async with self._engine.database.read() as tx:
            last = {int(channel): int(message) for channel, message in (await heard.last(tx, NAME)).items()}
        channels = readable(guild)
        new = {channel.id: begins(channel, last) for channel in channels if channel.id not in last}
        for channel in channels:
            if isinstance(channel, discord.Thread) and new.get(channel.id) == channel.id - 1:
                await self.titled(channel)
        async with self._engine.database.write() as tx:
            for number, message in new.items():
                await heard.note(tx, NAME, str(number), str(message))
        now = self._clock.now()
        private = await talks(self.client, guild, last, now)
        self._last |= last | new
        count = await catch_up([*channels, *private], last | new, self.message, now)
        self._engine.metrics.count("messages_caught_up", count)

    @asynccontextmanager
    async def _turn(self, message: int) -> AsyncIterator[None]:
        """A message, its edits and its deletion are heard in the order in which they came."""
        turn = self._turns[message]
        turn.waiting += 1
        try:
            async with turn.lock:
                yield
        finally:
            turn.waiting -= 1
            if not turn.waiting:
                self._turns.pop(message, None)


@dataclass(slots=True)
class _Turn:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    waiting: int = 0
