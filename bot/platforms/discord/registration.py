"""Registers our commands with one server, and only what changed: Discord allows 200 new ones a day.

https://discord.com/developers/docs/interactions/application-commands#registering-a-command
"""

import logging
from collections.abc import Iterable
from typing import Any

import discord

from bot.cog import Command
from bot.knowledge.replies import Replies
from bot.platforms.discord.commands import difference, payloads

_log = logging.getLogger(__name__)


async def register(client: discord.Client, server: int, commands: Iterable[Command], replies: Replies) -> tuple[int, int]:
    """How many were written and how many removed. Raises `discord.HTTPException`."""
    application = client.application_id
    if application is None:
        raise RuntimeError("the client is not logged in yet")
    there: list[dict[str, Any]] = [dict(one) for one in await client.http.get_guild_commands(application, server)]
    changed, gone = difference(payloads(commands, replies), there)
    for payload in changed:
        await client.http.upsert_guild_command(application, server, payload)
    for command in gone:
        await client.http.delete_guild_command(application, server, int(command))
    return len(changed), len(gone)
