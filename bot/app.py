"""The composition root: the only file that names every part."""

import asyncio
import contextlib
import gc
import signal
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from socket import socket
from typing import Any, Final
from uuid import uuid4

import cogs
from bot.clock import Clock, ShiftedClock, SteadyClock, SystemClock
from bot.core.endpoint import mail_address, mail_addresses, mail_server, signing_key
from bot.core.errors import BadSettings, Outage
from bot.detectors.everything import pipeline
from bot.detectors.pipeline import Pipeline
from bot.durable import Embedded
from bot.engine import Engine
from bot.installation import DATABASE_FILE, default_data_directory, lock, open_installation
from bot.knowledge.content_root import content_root
from bot.knowledge.library import Library, load
from bot.metrics import Metrics
from bot.outside.notice import Route
from bot.platforms.http import Server, application, listen, server
from bot.platforms.outside import MAIL, WEBHOOK, Pager
from bot.settings import Settings
from bot.store import articles, inbox, outbox, people, rota, timers
from bot.store.database import Database
from bot.store.seal import MasterKey

_HOST: Final = "127.0.0.1"
_OVERDUE: Final = timedelta(minutes=5)
"""How late a timer may be before the program counts as hanging."""


@dataclass(frozen=True)
class Parts:
    """What every way of running the program has."""

    engine: Engine
    database: Database
    durable: Embedded
    metrics: Metrics
    pipeline: Pipeline


def library_of(settings: Settings, clock: Clock | None = None) -> Library:
    return load(content_root(settings.content), (clock or SystemClock()).now().date())


def data_directory(settings: Settings, data: Path | None) -> Path:
    return data or settings.data or default_data_directory("sandbox")


def database_of(settings: Settings, data: Path | None) -> Database:
    """The configured database with its key; made at first use."""
    directory = data_directory(settings, data)
    given = settings.master_key.get_secret_value()
    master = MasterKey.from_text(given) if given else open_installation(directory)
    return Database.open(settings.database_url or str(directory / DATABASE_FILE), master)


async def erase_member(settings: Settings, data: Path | None, member: str, by: str) -> int | None:
    """Destroy what is kept of a member, on the record; None where nothing is kept, else how many pieces a legal hold keeps."""
    database = database_of(settings, data)
    try:
        await database.migrate()
        now = SystemClock().now()
        async with database.write() as tx:
            if not await people.known(tx, member):
                return None
            closed = [one for cog in cogs.ALL for one in await cog.leaves(tx, member, f"erase:{uuid4().hex}")]
            for cog in cogs.ALL:
                await cog.erase(tx, member, now)
            kept = await people.erase(tx, member, now)
            await people.record(tx, people.ERASED, member, by, now)
            for one in closed:  # sealed under a new key, which is all that is left of it until the platform has done it
                await outbox.put(tx, one, now)
        return kept
    finally:
        await database.close()


async def export_member(settings: Settings, data: Path | None, member: str, by: str) -> dict[str, Any]:
    """Everything that is kept of a member and can be read, on the record."""
    database = database_of(settings, data)
    try:
        await database.migrate()
        async with database.write() as tx:
            found = await people.export(tx, member)
            for cog in cogs.ALL:
                found |= await cog.export(tx, member)
            await people.record(tx, "exported", member, by, SystemClock().now())
        return found
    finally:
        await database.close()


async def unanswered(settings: Settings, data: Path | None, condition: str | None) -> list[tuple[str, datetime, str]]:
    """Questions that no article answers, newest first: condition, when, and the question without identifiers."""
    database = database_of(settings, data)
    try:
        await database.migrate()
        async with database.read() as tx:
            return await articles.gaps(tx, condition, limit=1000)
    finally:
        await database.close()


def build(database: Database, clock: Clock, library: Library, detectors: Pipeline | None = None) -> Parts:
    """Wire the engine to its parts; nothing is started and nothing is read or written yet.

    `detectors` are those of the library, where somebody has them already.
    """
    durable, metrics, detectors = Embedded(clock), Metrics(), detectors or pipeline(library)
    engine = Engine(
        database=database,
        clock=clock,
        durable=durable,
        cogs=cogs.ALL,
        assess=detectors.assess,
        library=library,
        metrics=metrics,
    )
    return Parts(engine, database, durable, metrics, detectors)


def pager_of(settings: Settings) -> Pager | None:
    """What the settings say about paging outside of the chat platform; nothing is sent yet."""
    routes: dict[str, Route] = {}
    clock = SystemClock()  # true time, also in the sandbox: a receiver compares it with its own
    if server_url := settings.smtp_url.get_secret_value():
        from bot.outside.mail import Mail

        to = mail_addresses(settings.pager_mail_to)
        routes[MAIL] = Mail(mail_server(server_url), mail_address(settings.pager_mail_from), to, clock)
    if address := settings.pager_webhook_url.get_secret_value():
        from bot.outside.webhook import Webhook

        routes[WEBHOOK] = Webhook(address, signing_key(settings.pager_webhook_secret.get_secret_value()), clock)
    return Pager(settings.community, routes) if routes else None


async def sound(database: Database, clock: Clock) -> bool:
    """Whether the database can be read and timers are worked off."""
    async with database.read() as tx:
        due = await timers.next_due(tx)
    return due is None or clock.now() - due <= _OVERDUE


async def run_sandbox(settings: Settings, data: Path | None, port: int, *, empty: bool, announce: Callable[[str], None]) -> None:
    """Serve the sandbox until a signal ends it. `announce` gets the ready address."""
    from starlette.middleware import Middleware

    from bot.platforms.sandbox import example
    from bot.platforms.sandbox.api import Api
    from bot.platforms.sandbox.guard import Guard
    from bot.platforms.sandbox.world import World
    from bot.store import sandbox

    bound = listen(_HOST, port)
    database = database_of(settings, data)
    directory = data_directory(settings, data)
    directory.mkdir(parents=True, exist_ok=True)
    held = lock(directory)
    try:
        await database.migrate()
        async with database.read() as tx:
            offset = timedelta(seconds=float(await sandbox.setting(tx, "clock_offset") or 0))
            played = await sandbox.setting(tx, "past_played")
            newest = await inbox.newest(tx)
        clock = ShiftedClock(offset, SteadyClock(newest - offset) if newest else None)
        library = library_of(settings, clock)
        parts = build(database, clock, library)
        world = World(database, clock, settings.community)
        parts.engine.connect(world)
        if (pager := pager_of(settings)) is not None:
            parts.engine.connect_pager(pager, pager.routes)
        community = example.read(content_root(settings.content))
        if not empty and played is None:
            await world.add(list(community.people), list(community.channels))
            async with database.write() as tx:
                for shift in community.shifts if not await rota.shifts(tx) else ():  # an earlier start may have been cut off
                    await rota.add(tx, shift)
        await world.load()
        api = Api(parts.engine, world, clock, parts.durable, community.name, "" if empty else community.notice)
        await parts.engine.start()

        async def prepare() -> None:
            """What answers need, and the past, while the browser still loads the page; calls wait until it is over."""
            await asyncio.to_thread(parts.engine.warm)  # .3 s, and .3 s more, during which the page is served
            await asyncio.to_thread(parts.pipeline.prepare)
            if not empty and played is None:
                await example.play(community, parts.engine, world, clock, parts.durable)
                async with database.write() as tx:
                    await sandbox.set_setting(tx, "past_played", "yes")
            api.prepared.set()
            await _warm(parts)

        async def ready() -> bool:
            async with database.read() as tx:
                await sandbox.setting(tx, "ready")
            if database.trouble:
                raise Outage(database.trouble)
            return api.prepared.is_set()

        web = server(application(parts.metrics, ready, api.routes(), [Middleware(Guard)]))
        bound.listen(128)
        announce(f"http://{_HOST}:{bound.getsockname()[1]}")
        async with asyncio.TaskGroup() as tasks:
            beside = [tasks.create_task(prepare(), name="prepare")]
            if heartbeat := settings.heartbeat_url.get_secret_value():
                from bot.outside.heartbeat import beat

                beside.append(tasks.create_task(beat(heartbeat, partial(sound, database, clock)), name="heartbeat"))
            await serve(web, bound, api.streams.close)
            for task in beside:
                task.cancel()
        await parts.engine.stop()
    finally:
        await database.close()
        held.close()


async def _warm(parts: Parts) -> None:
    """In small steps between whatever else is done: what the first messages would otherwise wait for.

    Then what start-up made is taken out of the garbage collector's rounds, which stop everything for up to 50 ms.
    """
    try:
        for _ in parts.pipeline.warm():
            await asyncio.sleep(0)
    finally:
        gc.collect()
        gc.freeze()
        gc.enable()


async def serve(web: Server, bound: socket, close: Callable[[], None]) -> None:
    """Until SIGINT or SIGTERM: open streams are told, then the server ends."""
    loop = asyncio.get_running_loop()

    def stop() -> None:
        close()
        web.should_exit = True

    with contextlib.suppress(NotImplementedError):  # event loops on Windows know no signals: Ctrl-C ends them all the same
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, stop)
    await web.serve(sockets=[bound])


def check_live(settings: Settings, library: Library) -> None:
    """What `run` needs before it may speak to real people (promise 1). Raises `BadSettings` with all that is missing."""
    faults = []
    discord = bool(settings.discord_token.get_secret_value())
    slack = bool(settings.slack_bot_token.get_secret_value())
    if not (discord or slack):
        faults.append("no platform is configured: set CARECIRCLE_DISCORD_TOKEN, or the three CARECIRCLE_SLACK_… settings")
    if settings.data is None and not settings.database_url:
        faults.append("nowhere to keep what must last: set CARECIRCLE_DATA to a folder of its own, or CARECIRCLE_DATABASE_URL")
    if pager_of(settings) is None:
        faults.append(
            "no pager outside of the platform: set CARECIRCLE_SMTP_URL or CARECIRCLE_PAGER_WEBHOOK_URL, as docs/paging.md "
            "explains, so that a crisis reaches people when the chat platform does not"
        )
    example = [article.id for article in library.articles if article.example]
    example += [claim.id for claim in library.claims if claim.example] + [flag.id for flag in library.red_flags if flag.example]
    example += library.playbook.examples
    if example:
        faults.append(
            f"{len(example)} pieces of content are examples that no clinician of yours approved (first: {example[0]}): "
            "review them, put your clinician's name under them, remove `example: true`, and set CARECIRCLE_CONTENT to your folder"
        )
    if faults:
        raise BadSettings("\n".join(faults))
