"""What `carecircle doctor` looks at. Each check says what it found and what to do."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from shutil import disk_usage
from typing import Final

import cogs
from bot.app import data_directory, database_of, library_of, pager_of
from bot.clock import SystemClock
from bot.community_file import community_path, look_at_community
from bot.core.audit import Anchor, Chain
from bot.core.check import Check
from bot.core.community import Community
from bot.core.errors import BadContent, Fault
from bot.core.message import Role
from bot.settings import Settings, load_settings
from bot.store import audit, inbox, outbox, sandbox, setup_made, timers

_ROOM: Final = 100
"""Megabytes that should be free: some weeks of a busy community."""
_BEHIND: Final = timedelta(minutes=1)


async def examine(data: Path | None) -> list[Check]:
    """Every check, in order; one that fails does not hide the next."""
    try:
        settings = load_settings()
    except Fault as fault:
        return [Check("settings", False, str(fault).replace("\n", "; "))]
    checks = [Check("settings", True, "every CARECIRCLE_ variable is known and valid")]
    checks.append(_content(settings))
    checks.append(await _tried("database and key", lambda: _database(settings, data)))
    checks.append(await _record(settings, data))
    checks.append(await _appeals(settings, data))
    checks.append(await _tried("disk", lambda: _disk(settings, data)))
    checks.append(await _tried("clock", lambda: _clock(settings, data)))
    checks.append(_pager(settings))
    checks.append(_heartbeat(settings))
    checks.append(_platforms(settings))
    community = _read_community(settings)
    checks.append(_community(settings, community))
    if settings.discord_token.get_secret_value():
        checks += await _discord(settings, data, community[0] if isinstance(community, tuple) else None)
    return checks


async def _tried(what: str, look: Callable[[], Awaitable[str]]) -> Check:
    try:
        return Check(what, True, await look())
    except Fault as fault:
        return Check(what, False, str(fault))


def _content(settings: Settings) -> Check:
    try:
        library = library_of(settings)
    except BadContent as content:
        return Check("content", False, f"{len(content.faults)} faults; run: carecircle content lint (first: {content.faults[0]})")
    example = [one.id for one in library.articles if one.example]
    example += [one.id for one in library.claims if one.example] + [one.id for one in library.red_flags if one.example]
    example += library.playbook.examples
    note = f"; {len(example)} pieces are examples, which a real platform will not get" if example else ""
    return Check("content", True, f"{len(library.articles)} articles, {len(library.claims)} claims{note}")


async def _database(settings: Settings, data: Path | None) -> str:
    directory = data_directory(settings, data)
    if not settings.database_url and not directory.exists():
        return f"none yet; it is made at first start in {directory}"
    database = database_of(settings, data)
    try:
        await database.migrate()
        async with database.write():  # a lock that another program holds shows here
            pass
        async with database.read() as tx:
            waiting = await inbox.pending(tx), await outbox.pending(tx)
            late = await timers.count_due(tx, SystemClock().now())
    finally:
        await database.close()
    return f"opens with its key; {waiting[0]} events and {waiting[1]} actions waiting, {late} timers due"


async def _record(settings: Settings, data: Path | None) -> Check:
    """The whole chain and every stored anchor; those that were sent off the host only `carecircle record verify` can be given."""
    if not settings.database_url and not data_directory(settings, data).exists():
        return Check("record", True, "none yet")
    try:
        chain = await _followed(settings, data)
    except Fault as fault:
        return Check("record", False, str(fault))
    if chain.fault is not None:
        where = f"breaks at entry {chain.broken_at}; keep the database as it is, and run: carecircle record verify"
        return Check("record", False, where)
    return Check("record", True, f"unbroken; anchors that agree: {chain.agreed}; its head is {Anchor(chain.length, chain.head)}")


async def _appeals(settings: Settings, data: Path | None) -> Check:
    """An appeal is decided by a moderator or an admin who did not decide before: that takes two people."""
    if not settings.database_url and not data_directory(settings, data).exists():
        return Check("appeals", True, "nobody is here yet; it takes two people, moderators or admins, to decide an appeal")
    try:
        count = await _deciders(settings, data)
    except Fault as fault:
        return Check("appeals", False, str(fault))
    if count is None:
        return Check("appeals", True, "nobody is here yet; it takes two people, moderators or admins, to decide an appeal")
    if count < 2:
        says = "fewer than two people may decide appeals, and whoever took a measure may not: add a moderator or an admin"
        return Check("appeals", True, says, warns=True)
    return Check("appeals", True, f"{count} people may decide them, never the one who took the measure")


async def _deciders(settings: Settings, data: Path | None) -> int | None:
    """How many people moderate or administrate the sandbox's community; None where nobody is there at all."""
    database = database_of(settings, data)
    try:
        await database.migrate()
        async with database.read() as tx:
            people = [person for person, _ in await sandbox.people(tx)]
    finally:
        await database.close()
    return sum(bool(person.roles & {Role.MODERATOR, Role.ADMIN}) for person in people) if people else None


async def _followed(settings: Settings, data: Path | None) -> Chain:
    database = database_of(settings, data)
    try:
        await database.migrate()
        async with database.read() as tx:
            return await audit.verify(tx)
    finally:
        await database.close()


async def _disk(settings: Settings, data: Path | None) -> str:
    """Room for what is stored here; PostgreSQL looks after its own."""
    directory = data_directory(settings, data)
    if settings.database_url or not directory.exists():
        return "nothing is stored in a folder of this machine"
    free = disk_usage(directory).free // 1_000_000
    if free < _ROOM:
        raise Fault(f"only {free} MB are free where the data is; make room before the disk is full: then nothing more is heard")
    return f"{free:,} MB are free"


async def _clock(settings: Settings, data: Path | None) -> str:
    now = SystemClock().now()
    if not 2026 <= now.year < 2100:
        raise Fault(f"the machine says {now.year}; set its clock, for review dates and timers depend on it")
    if not settings.database_url and not data_directory(settings, data).exists():
        return "plausible"
    database = database_of(settings, data)
    try:
        await database.migrate()
        async with database.read() as tx:
            newest = await inbox.newest(tx)
            offset = timedelta(seconds=float(await sandbox.setting(tx, "clock_offset") or 0))
    finally:
        await database.close()
    if newest is not None and newest - offset > now + _BEHIND:
        late = round((newest - offset - now).total_seconds() / 60)
        raise Fault(
            f"the machine's clock is {late} minutes behind the newest event: it was set back, or was ahead before; set it right. "
            "Until it has caught up, the program counts on from the newest event, so that nothing is late or done twice"
        )
    return "plausible, and not behind what was heard"


def _platforms(settings: Settings) -> Check:
    if settings.slack_bot_token.get_secret_value():
        return Check("platforms", False, "Slack: this version has no adapter yet; take CARECIRCLE_SLACK_BOT_TOKEN away")
    if settings.discord_token.get_secret_value():
        return Check("platforms", True, "Discord; what it lacks is below")
    return Check("platforms", True, "none is configured; the sandbox needs none")


def _read_community(settings: Settings) -> tuple[Community, list[str]] | Fault | None:
    """The community with what should be looked at in its file; None where there is no file and none is named."""
    if community_path(settings) is None and not settings.discord_token.get_secret_value():
        return None
    try:
        community, warnings = look_at_community(settings)
    except Fault as fault:
        return fault
    return community, [str(warning) for warning in warnings]


def _community(settings: Settings, read: tuple[Community, list[str]] | Fault | None) -> Check:
    if read is None:
        return Check("community", True, "no community.toml here; the sandbox needs none")
    if isinstance(read, Fault):
        return Check("community", False, str(read).replace("\n", "; "))
    community, warnings = read
    if settings.discord_token.get_secret_value() and community.discord_server is None:
        return Check("community", False, 'community.toml names no Discord server: add `server = "…"` under [discord]')
    valid = len(community.clinicians_on(SystemClock().now().date()))
    says = [f"community.toml names {len(community.channels)} channels and {valid} clinicians whose verification has not ended"]
    if ended := len(community.clinicians) - valid:
        says.append(f"{ended} whose verification has ended: renew it, or take them out")
    return Check("community", True, "; ".join([*says, *warnings]), warns=bool(ended or warnings))


async def _discord(settings: Settings, data: Path | None, community: Community | None) -> list[Check]:
    from bot.platforms.discord import health
    from bot.platforms.discord.commands import payloads

    try:
        commands = payloads((command for cog in cogs.ALL for command in cog.commands), library_of(settings).replies)
    except BadContent:
        commands = []  # said above
    token = settings.discord_token.get_secret_value()
    return await health.examine(token, settings.discord_api, community, await _made(settings, data), commands)


async def _made(settings: Settings, data: Path | None) -> dict[tuple[str, str], str] | None:
    """What setting up made; None where it cannot be read."""
    if not settings.database_url and not data_directory(settings, data).exists():
        return {}
    try:
        database = database_of(settings, data)
        try:
            await database.migrate()
            async with database.read() as tx:
                return await setup_made.made(tx, "discord")
        finally:
            await database.close()
    except Fault:
        return None


def _pager(settings: Settings) -> Check:
    """Sends nothing: a test page is a matter of the sandbox, which pages for real."""
    pager = pager_of(settings)
    if pager is None:
        live = bool(settings.discord_token.get_secret_value() or settings.slack_bot_token.get_secret_value())
        return Check("pager", not live, "none outside of the platform; `carecircle run` needs one, see docs/paging.md")
    return Check("pager", True, f"pages also go by {' and '.join(route.channel for route in pager.routes)}")


def _heartbeat(settings: Settings) -> Check:
    if settings.heartbeat_url.get_secret_value():
        return Check("heartbeat", True, "an outside service is told every minute that the program is sound")
    return Check("heartbeat", True, "none; with CARECIRCLE_HEARTBEAT_URL an outside service notices when the program dies")
