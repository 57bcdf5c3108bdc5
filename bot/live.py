"""`carecircle run`: the composition for real platforms. A signal ends it in order."""

import asyncio
import logging
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from bot.app import Parts, build, check_live, database_of, library_of, pager_of, serve, sound
from bot.clock import SystemClock
from bot.community_file import load_community
from bot.core.errors import BadSettings, Fault
from bot.installation import lock
from bot.platforms.http import application, listen, server
from bot.settings import Settings
from bot.store import setup_made, timers

if TYPE_CHECKING:
    from bot.platforms.discord.platform import Discord

_PATIENCE: Final = 30.0
"""Seconds to wait for a platform before what is due is worked off without it: pages also go by other ways."""
_log = logging.getLogger(__name__)


async def run_live(settings: Settings, announce: Callable[[str], None]) -> None:
    """Serve the community on every platform that is configured. Raises `Fault` where it cannot begin."""
    clock = SystemClock()
    library = library_of(settings, clock)
    check_live(settings, library)
    community = load_community(settings)
    if not settings.discord_token.get_secret_value():
        raise BadSettings("this version has no Slack adapter yet: set CARECIRCLE_DISCORD_TOKEN")
    if community.discord_server is None:
        raise BadSettings(
            'community.toml names no Discord server: add `server = "…"` under [discord], as docs/community.md shows'
        )
    from bot.platforms.discord.client import intents
    from bot.platforms.discord.grants import granted
    from bot.platforms.discord.platform import Discord

    token = settings.discord_token.get_secret_value()
    grants = await granted(token, settings.discord_api)
    for lacking in grants.lacking:
        announce(lacking)
    bound = listen(settings.http_host, settings.http_port)
    database = database_of(settings, None)
    held = lock(settings.data) if settings.data is not None and not settings.database_url else None
    try:
        await database.migrate()
        parts = build(database, clock, library)
        async with database.read() as tx:
            made = await setup_made.made(tx, "discord")
        discord = Discord(parts.engine, clock, community, made, intents(content=grants.content, members=grants.members))
        parts.engine.connect(discord)
        if (pager := pager_of(settings)) is not None:
            parts.engine.connect_pager(pager, pager.routes)

        async def ready() -> bool:
            async with database.read() as tx:
                await timers.next_due(tx)
            return discord.prepared.is_set() and not discord.client.is_closed()

        web = server(application(parts.metrics, ready, (), ()))
        bound.listen(128)
        async with asyncio.TaskGroup() as tasks:
            beside = [
                tasks.create_task(_connected(discord, token), name="discord"),
                tasks.create_task(_started(parts, discord, announce), name="start"),
            ]
            if heartbeat := settings.heartbeat_url.get_secret_value():
                from bot.outside.heartbeat import beat

                beside.append(tasks.create_task(beat(heartbeat, partial(sound, database, clock)), name="heartbeat"))
            await serve(web, bound, lambda: None)
            for task in beside:
                task.cancel()
        await parts.engine.stop()
        await discord.client.close()
    finally:
        bound.close()
        await database.close()
        if held is not None:
            held.close()


async def _connected(discord: "Discord", token: str) -> None:
    """The client reconnects by itself; what it cannot mend ends the program with a clear word."""
    from discord import DiscordException

    try:
        await discord.client.start(token)
    except DiscordException as error:
        raise Fault(f"the connection to Discord ended ({type(error).__name__}); carecircle doctor tells what is wrong") from None


async def _started(parts: Parts, discord: "Discord", announce: Callable[[str], None]) -> None:
    """The engine goes to work once the platform is there, or without it; what happens daily is armed once it is there."""
    try:
        async with asyncio.timeout(_PATIENCE):
            await discord.prepared.wait()
    except TimeoutError:
        _log.error("Discord is not there after %s seconds; what is due goes on without it", _PATIENCE)
    await parts.engine.start()
    await discord.prepared.wait()
    await parts.engine.arm_daily()
    for lacking in discord.lacking:
        announce(f"the server has no {lacking}: carecircle setup plan shows the difference")
    announce("ready")
