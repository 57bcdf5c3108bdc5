"""What was posted while the program was away: read per channel from the last message that was heard, oldest first.

The inbox hears each once, so what the gateway redelivers does no harm.
"""

import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Final

import discord

from bot.platforms.discord.automod import is_alert
from bot.platforms.discord.inbound import heard

MOST: Final = 2000
"""Messages of one channel."""
MOST_TALKS: Final = 300
"""Private talks, the newest first."""
LONGEST: Final = timedelta(days=7)
"""How far back it looks: what is older is a matter for a person."""
_log = logging.getLogger(__name__)

Channels = discord.TextChannel | discord.Thread | discord.VoiceChannel | discord.StageChannel


def readable(guild: discord.Guild) -> list[Channels]:
    """Channels and active threads that the bot may read."""
    me = guild.me
    places: list[Channels] = [*guild.text_channels, *guild.voice_channels, *guild.stage_channels, *guild.threads]
    return [one for one in places if one.permissions_for(me).read_message_history and one.permissions_for(me).view_channel]


def begins(channel: Channels, last: Mapping[int, int]) -> int:
    """Where reading begins in a channel that was never read: at its start where it is newer than all that was heard."""
    if last and channel.id > max(last.values()):
        return channel.id - 1  # a post's first message has the number of its thread
    return channel.last_message_id or channel.id


async def talks(client: discord.Client, guild: discord.Guild, last: Mapping[int, int], now: datetime) -> list[discord.DMChannel]:
    """Private talks that were heard lately. Discord lists none, so only those that are known can be read again."""
    since = discord.utils.time_snowflake(now - LONGEST)
    known = sorted(((message, channel) for channel, message in last.items() if message > since), reverse=True)
    found = []
    for _, channel in [one for one in known if guild.get_channel_or_thread(one[1]) is None][:MOST_TALKS]:
        try:
            talk = await client.fetch_channel(channel)
        except discord.HTTPException:
            continue  # a thread or channel that is gone
        if isinstance(talk, discord.DMChannel):
            found.append(talk)
    return found


async def catch_up(
    channels: Iterable[Channels | discord.DMChannel],
    last: Mapping[int, int],
    hear: Callable[[discord.Message], Awaitable[None]],
    now: datetime,
) -> int:
    """How many messages were read. `last`: the last one that was heard, by channel.

    A channel that cannot be read is named in the log by its number and left out.
    """
    count = 0
    for channel in channels:
        since = last.get(channel.id)
        if since is None or (not isinstance(channel, discord.DMChannel) and (channel.last_message_id or 0) <= since):
            continue
        try:
            async for message in _missed(channel, since, now):
                await hear(message)
                count += 1
        except discord.HTTPException as error:
            _log.warning("channel %s could not be read (HTTP %s)", channel.id, error.status)
    return count


async def _missed(channel: Channels | discord.DMChannel, since: int, now: datetime) -> AsyncIterator[discord.Message]:
    oldest = discord.utils.time_snowflake(now - LONGEST)
    after = discord.Object(max(since, oldest))
    async for message in channel.history(limit=MOST, after=after, oldest_first=True):
        if heard(message) or is_alert(message):
            yield message
