"""What the server knows: people, servers ("guilds"), channels, messages, commands and interactions."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from tests.discord.server.wire import Json, unknown

T = TypeVar("T")
EPOCH = 1420070400000
"""Discord's first millisecond."""
THREADS = (10, 11, 12)
EPHEMERAL = 1 << 6
LOADING = 1 << 7


def stamp(at: datetime | None) -> str | None:
    return None if at is None else at.astimezone(UTC).isoformat(timespec="microseconds")


@dataclass
class User:
    id: str
    name: str
    shown: str = ""
    bot: bool = False
    locale: str = "en-US"
    takes_direct: bool = True
    """Off: "Allow direct messages from server members" is unticked, and who writes gets a 50007."""


@dataclass
class Member:
    user_id: str
    joined_at: datetime
    roles: list[str] = field(default_factory=list)
    nick: str | None = None
    timed_out_until: datetime | None = None


@dataclass
class Guild:
    id: str
    name: str
    owner_id: str
    roles: dict[str, Json] = field(default_factory=dict)
    members: dict[str, Member] = field(default_factory=dict)
    bans: dict[str, str | None] = field(default_factory=dict)
    rules: dict[str, Json] = field(default_factory=dict)
    """AutoMod's."""
    events: dict[str, Json] = field(default_factory=dict)
    locale: str = "en-US"


@dataclass
class Channel:
    id: str
    type: int
    name: str = ""
    guild_id: str | None = None
    parent_id: str | None = None
    position: int = 0
    overwrites: dict[str, Json] = field(default_factory=dict)
    rate_limit_per_user: int = 0
    recipients: list[str] = field(default_factory=list)
    owner_id: str = ""
    thread_members: list[str] = field(default_factory=list)
    thread: Json = field(default_factory=dict)
    """Its `thread_metadata`."""
    tags: list[Json] = field(default_factory=list)
    applied_tags: list[str] = field(default_factory=list)
    last_message_id: str | None = None
    last_pin: datetime | None = None
    more: Json = field(default_factory=dict)
    """Whatever else was set: topic, nsfw, and so on."""

    @property
    def is_thread(self) -> bool:
        return self.type in THREADS

    @property
    def is_forum(self) -> bool:
        return self.type in (15, 16)


@dataclass
class Message:
    id: str
    channel_id: str
    author_id: str
    at: datetime
    content: str = ""
    type: int = 0
    flags: int = 0
    edited: datetime | None = None
    embeds: list[Json] = field(default_factory=list)
    components: list[Json] = field(default_factory=list)
    attachments: list[Json] = field(default_factory=list)
    reference: Json | None = None
    nonce: str | None = None
    pinned_at: datetime | None = None
    reactions: dict[str, list[str]] = field(default_factory=dict)
    pings: list[str] = field(default_factory=list)
    """Who was notified: ids of people."""
    role_pings: list[str] = field(default_factory=list)
    pings_everyone: bool = False
    only_for: str | None = None
    """An ephemeral message: the one person who sees it."""
    interaction: Json | None = None
    """`interaction_metadata`."""
    thread_id: str | None = None


@dataclass
class Interaction:
    """One use of a command, button, menu or form, and all that the bot made of it."""

    id: str
    token: str
    type: int
    user_id: str
    channel_id: str
    data: Json
    at: datetime
    message_id: str | None = None
    """The message whose component was used."""
    responded_at: datetime | None = None
    response_type: int | None = None
    original: Message | None = None
    followups: list[Message] = field(default_factory=list)
    modal: Json | None = None
    choices: list[Json] | None = None

    @property
    def delay(self) -> timedelta | None:
        """How long the first response took."""
        return None if self.responded_at is None else self.responded_at - self.at


@dataclass
class Event:
    """Something to dispatch. The payload is made for each session, for it depends on the session's intents."""

    name: str
    build: Callable[[int], Json]
    guild_id: str | None = None
    needs: int = 0
    """Intents of which a session must have one; 0 for what everybody gets."""


class State:
    def __init__(self, clock: Callable[[], datetime]) -> None:
        self.clock = clock
        self.users: dict[str, User] = {}
        self.guilds: dict[str, Guild] = {}
        self.channels: dict[str, Channel] = {}
        self.messages: dict[str, list[Message]] = {}
        """By channel, oldest first; ephemeral ones are among them."""
        self.interactions: dict[str, Interaction] = {}
        self.commands: dict[str, dict[str, Json]] = {}
        """By the server's id, or "" for global ones; then by the command's id."""
        self.command_permissions: dict[tuple[str, str], list[Json]] = {}
        self.files: dict[str, bytes] = {}
        self.audit: list[Json] = []
        """What the bot did to the server and the reason that it gave."""
        self.cdn = ""
        self.bot_id = ""
        self.portal_intents = 0
        """The privileged intents that are switched on in the developer portal."""
        self.first_response_within = timedelta(seconds=3)
        self.token_lives = timedelta(minutes=15)
        self.emit: Callable[[Event], None] = lambda event: None
        self._last = 0
        self._changed = asyncio.Event()

    def snowflake(self) -> str:
        """Ids in order, whatever the clock does: milliseconds since Discord's epoch, then a counter."""
        now = (int(self.clock().timestamp() * 1000) - EPOCH) << 22
        self._last = max(self._last + 1, now)
        return str(self._last)

    def guild_snowflake(self) -> str:
        """For a server: the first goes to shard 0, the second to 1, and so on, with up to six shards."""
        millisecond = (int(self.snowflake()) >> 22) + 1
        while millisecond % 60 != len(self.guilds) % 60:
            millisecond += 1
        self._last = millisecond << 22
        return str(self._last)

    def touch(self) -> None:
        """Something changed: who waits looks again."""
        changed, self._changed = self._changed, asyncio.Event()
        changed.set()

    async def until(self, met: Callable[[], T], within: float = 5.0) -> T:
        """Wait until `met` gives something true, looking again at each change. TimeoutError when it does not come."""
        async with asyncio.timeout(within):
            while not (found := met()):
                await self._changed.wait()
        return found

    def guild(self, guild_id: str) -> Guild:
        if guild_id not in self.guilds:
            raise unknown("Guild")
        return self.guilds[guild_id]

    def channel(self, channel_id: str) -> Channel:
        if channel_id not in self.channels:
            raise unknown("Channel")
        return self.channels[channel_id]

    def message(self, channel_id: str, message_id: str) -> Message:
        for message in self.messages.get(channel_id, ()):
            if message.id == message_id:
                return message
        raise unknown("Message")

    def member(self, guild: Guild, user_id: str) -> Member:
        if user_id not in guild.members:
            raise unknown("Member")
        return guild.members[user_id]

    def direct(self, user_id: str) -> Channel:
        """The bot's direct channel with somebody, opened when it is not there."""
        for channel in self.channels.values():
            if channel.type == 1 and user_id in channel.recipients:
                return channel
        made = Channel(self.snowflake(), 1, recipients=[user_id, self.bot_id])
        self.channels[made.id] = made
        return made

    def channels_of(self, guild_id: str) -> list[Channel]:
        return [channel for channel in self.channels.values() if channel.guild_id == guild_id]

    def record(self, action: str, target: str, reason: str | None, **more: Any) -> None:
        self.audit.append({"action": action, "target": target, "reason": reason, **more})
