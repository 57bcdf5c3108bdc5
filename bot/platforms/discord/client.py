"""The real client: what the gateway says becomes our events. Nothing is decided here, and nothing is kept in memory alone."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any, Final

import discord

_CONTENT_FIELDS: Final = frozenset({"content", "attachments", "embeds", "poll"})
_log = logging.getLogger(__name__)


class Sink:
    """What the client hears, to be handed on. Each is awaited in a task of its own."""

    async def ready(self) -> None: ...

    async def changed(self) -> None:
        """Roles or channels of the server changed."""

    async def message(self, message: discord.Message) -> None: ...

    async def edited(self, payload: discord.RawMessageUpdateEvent) -> None: ...

    async def deleted(self, channel: int, messages: frozenset[int], known: dict[int, discord.Message]) -> None: ...

    async def titled(self, thread: discord.Thread) -> None:
        """A thread has a title that somebody wrote."""

    async def interaction(self, interaction: discord.Interaction[Any]) -> None: ...

    async def joined(self, member: discord.Member) -> None: ...


def intents(*, content: bool, members: bool) -> discord.Intents:
    """No more than is used; the two privileged ones only where the application was granted them."""
    wanted = discord.Intents.none()
    wanted.guilds = wanted.guild_messages = wanted.dm_messages = True
    wanted.guild_scheduled_events = True
    wanted.message_content = content
    wanted.members = members
    return wanted


class Client(discord.AutoShardedClient):
    """Shards by itself; `shard_ids` and `shard_count` give this process a part of them."""

    def __init__(self, sink: Sink, server: int, given: discord.Intents, **options: Any) -> None:
        super().__init__(
            intents=given,
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.from_intents(given),
            max_messages=1000,
            chunk_guilds_at_startup=given.members,
            max_ratelimit_timeout=30.0,
            **options,
        )
        self._sink = sink
        self._server = server

    def _here(self, guild: int | None) -> bool:
        """One process serves one community; a private talk belongs to it too."""
        return guild is None or guild == self._server

    async def on_ready(self) -> None:
        await self._sink.ready()

    async def on_message(self, message: discord.Message) -> None:
        if self._here(message.guild.id if message.guild else None):
            await self._sink.message(message)

    async def on_thread_create(self, thread: discord.Thread) -> None:
        if self._here(thread.guild.id):
            await self._sink.titled(thread)

    async def on_thread_update(self, before: discord.Thread, after: discord.Thread) -> None:
        if self._here(after.guild.id) and before.name != after.name:
            await self._sink.titled(after)

    async def on_raw_message_edit(self, payload: discord.RawMessageUpdateEvent) -> None:
        # Discord also sends this when a link's preview arrives; only what a person wrote anew is an edit.
        if self._here(payload.guild_id) and payload.data.get("edited_timestamp") and _CONTENT_FIELDS & payload.data.keys():
            await self._sink.edited(payload)

    async def on_raw_message_delete(self, payload: discord.RawMessageDeleteEvent) -> None:
        if self._here(payload.guild_id):
            known = {payload.message_id: payload.cached_message} if payload.cached_message else {}
            await self._sink.deleted(payload.channel_id, frozenset({payload.message_id}), known)

    async def on_raw_bulk_message_delete(self, payload: discord.RawBulkMessageDeleteEvent) -> None:
        if self._here(payload.guild_id):
            known = {message.id: message for message in payload.cached_messages}
            await self._sink.deleted(payload.channel_id, frozenset(payload.message_ids), known)

    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        if self._here(interaction.guild_id):
            await self._sink.interaction(interaction)

    async def on_member_join(self, member: discord.Member) -> None:
        if self._here(member.guild.id) and not member.bot:
            await self._sink.joined(member)

    async def on_guild_channel_create(self, channel: discord.abc.GuildChannel) -> None:
        await self._changed(channel.guild)

    async def on_guild_channel_update(self, _: discord.abc.GuildChannel, channel: discord.abc.GuildChannel) -> None:
        await self._changed(channel.guild)

    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        await self._changed(channel.guild)

    async def on_guild_role_create(self, role: discord.Role) -> None:
        await self._changed(role.guild)

    async def on_guild_role_update(self, _: discord.Role, role: discord.Role) -> None:
        await self._changed(role.guild)

    async def on_guild_role_delete(self, role: discord.Role) -> None:
        await self._changed(role.guild)

    async def _changed(self, guild: discord.Guild) -> None:
        if self._here(guild.id):
            await self._sink.changed()

    async def on_error(self, event_method: str, /, *args: Any, **kwargs: Any) -> None:
        """The kind of failure alone: discord.py's own handler prints a traceback, which may quote what was written."""
        import sys

        error = sys.exc_info()[0]
        _log.error("%s failed (%s)", event_method, error.__name__ if error else "unknown")


async def patiently(work: Callable[[], Awaitable[object]], what: str, tries: int = 5) -> None:
    """Try again what may not be lost, with growing pauses; the database may be busy."""
    for count in range(tries):
        try:
            await work()
            return
        except Exception as error:
            _log.warning("%s failed (%s), try %s of %s", what, type(error).__name__, count + 1, tries)
            await asyncio.sleep(min(30, 2**count))
