"""`carecircle run`: the composition for real platforms. A signal ends it in order."""

import asyncio
import logging
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from itertools import chain, repeat
from typing import TYPE_CHECKING, Any, Final

from bot.app import Parts, build, check_live, database_of, library_of, pager_of, serve, sound
from bot.clock import SteadyClock
from bot.community_file import load_community
from bot.core.audit import PROGRAM
from bot.core.community import Community
from bot.core.endpoint import shards
from bot.core.errors import BadSettings, Fault, Outage
from bot.installation import lock
from bot.platforms.http import application, listen, server
from bot.settings import Settings
from bot.store import inbox, setup_made, switches, timers
from bot.store.database import Database

if TYPE_CHECKING:
    from bot.platforms.discord.binding import Made
    from bot.platforms.discord.grants import Grants
    from bot.platforms.discord.platform import Discord

_GRANTS: Final = "discord_grants"
_PAUSES: Final = (1, 2, 5, 15, 60)
"""Seconds between two tries to log in."""
_PATIENCE: Final = 30.0
"""Seconds to wait for a platform before what is due is worked off without it: pages also go by other ways."""
_log = logging.getLogger(__name__)


async def run_live(settings: Settings, announce: Callable[[str], None]) -> None:
    """Serve the community on every platform that is configured. Raises `Fault` where it cannot begin."""
    library = library_of(settings)
    check_live(settings, library)
    community = load_community(settings)
    if not settings.discord_token.get_secret_value():
        raise BadSettings("this version has no Slack adapter yet: set CARECIRCLE_DISCORD_TOKEN")
    if community.discord_server is None:
        raise BadSettings(
            'community.toml names no Discord server: add `server = "…"` under [discord], as docs/community.md shows'
        )
    from bot.platforms.discord.client import intents
    from bot.platforms.discord.platform import Discord

    token = settings.discord_token.get_secret_value()
    bound = listen(settings.http_host, settings.http_port)
    database = database_of(settings, None)
    held = lock(settings.data) if settings.data is not None and not settings.database_url else None
    try:
        await database.migrate()
        async with database.read() as tx:
            made = await setup_made.made(tx, "discord")
            newest = await inbox.newest(tx)
        grants = await _granted(database, token, settings.discord_api)
        clock = SteadyClock(newest) if newest else SteadyClock()
        parts = build(database, clock, library)
        given = intents(content=grants.content, members=grants.members)
        discord = Discord(parts.engine, clock, community, made, given, **_shards(settings))
        parts.engine.connect(discord)
        if (pager := pager_of(settings)) is not None:
            parts.engine.connect_pager(pager, pager.routes)

        async def ready() -> bool:
            async with database.read() as tx:
                await timers.next_due(tx)
            if database.trouble:
                raise Outage(database.trouble)
            return discord.prepared.is_set() and not discord.client.is_closed()

        web = server(application(parts.metrics, ready, (), ()))
        bound.listen(128)
        try:
            async with asyncio.TaskGroup() as tasks:
                look = tasks.create_task(_looked(settings, parts, community, made, announce), name="look")
                beside = [
                    look,
                    tasks.create_task(_connected(discord, token), name="discord"),
                    tasks.create_task(_started(parts, discord, look, announce), name="start"),
                ]
                if heartbeat := settings.heartbeat_url.get_secret_value():
                    from bot.outside.heartbeat import beat

                    beside.append(tasks.create_task(beat(heartbeat, partial(sound, database, clock)), name="heartbeat"))
                await serve(web, bound, lambda: None)
                for task in beside:
                    task.cancel()
        except ExceptionGroup as group:
            raise _first_fault(group) from None
        finally:
            await parts.engine.stop()
            await discord.client.close()
    finally:
        bound.close()
        await database.close()
        if held is not None:
            held.close()


def _first_fault(group: ExceptionGroup[Exception]) -> Exception:
    """What an operator can mend, where there is such a thing among what ended the program."""
    found: Exception = group.subgroup(Fault) or group
    while isinstance(found, ExceptionGroup):
        found = found.exceptions[0]
    return found


def _shards(settings: Settings) -> dict[str, Any]:
    """The part of the shards that this process holds; nothing where it holds all."""
    if not settings.discord_shards:
        return {}
    held, count = shards(settings.discord_shards)
    return {"shard_ids": list(held), "shard_count": count}


async def _connected(discord: "Discord", token: str) -> None:
    """The client reconnects by itself; what it cannot mend ends the program with a clear word."""
    from discord import DiscordException

    try:
        await _logged_in(discord, token)
        await discord.client.connect()
    except DiscordException as error:
        raise Fault(f"the connection to Discord ended ({type(error).__name__}); carecircle doctor tells what is wrong") from None


async def _logged_in(discord: "Discord", token: str) -> None:
    """Tries until Discord is there: meanwhile what is due goes on, and pages go by other ways."""
    from aiohttp import ClientError
    from discord import HTTPException, LoginFailure

    for pause in chain(_PAUSES, repeat(_PAUSES[-1])):
        try:
            await discord.client.login(token)
            return
        except LoginFailure:
            raise
        except (HTTPException, ClientError, OSError, TimeoutError) as error:
            _log.warning("Discord cannot be reached (%s), again in %s s", type(error).__name__, pause)
            await asyncio.sleep(pause)


async def _granted(database: Database, token: str, api: str) -> "Grants":
    """What the application may see, as Discord says it, or as it said it last where it is away."""
    from bot.platforms.discord.grants import Grants, granted

    try:
        grants = await granted(token, api)
    except BadSettings:
        raise
    except Fault:
        async with database.read() as tx:
            known = await switches.thrown(tx, _GRANTS)
        if known is None:
            raise
        return Grants(content="content" in known, members="members" in known)
    async with database.write() as tx:
        said = ",".join(name for name, given in (("content", grants.content), ("members", grants.members)) if given)
        await switches.throw(tx, _GRANTS, said or "none", PROGRAM, datetime.now(UTC))
    return grants


async def _looked(settings: Settings, parts: Parts, community: Community, made: "Made", announce: Callable[[str], None]) -> None:
    """Says what is missing, in the doctor's words. What cannot be found out is no reason not to serve."""
    from bot.platforms.discord.commands import payloads
    from bot.platforms.discord.health import examine

    commands = payloads(parts.engine.commands.values(), parts.engine.library.replies)
    try:
        async with asyncio.timeout(_PATIENCE):
            checks = await examine(settings.discord_token.get_secret_value(), settings.discord_api, community, made, commands)
    except Exception as error:
        announce(f"what is missing in the server could not be found out ({type(error).__name__}); run: carecircle doctor")
        return
    for check in checks:
        if check.is_worth_a_word:
            announce(f"{check.what}: {check.says}")


async def _started(parts: Parts, discord: "Discord", look: "asyncio.Task[None]", announce: Callable[[str], None]) -> None:
    """The engine goes to work once the platform is there, or without it; what happens daily is armed once it is there."""
    try:
        async with asyncio.timeout(_PATIENCE):
            await discord.prepared.wait()
    except TimeoutError:
        _log.error("Discord is not there after %s seconds; what is due goes on without it", _PATIENCE)
    await parts.engine.start()
    await discord.prepared.wait()
    await parts.engine.arm_daily()
    await asyncio.wait({look})
    announce("ready")
