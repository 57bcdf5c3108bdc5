"""What `carecircle doctor` looks at. Each check says what it found and what to do."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.app import data_directory, database_of, library_of, pager_of
from bot.core.audit import Anchor, Chain
from bot.core.errors import BadContent, Fault
from bot.settings import Settings, load_settings
from bot.store import audit, inbox, outbox, timers


@dataclass(frozen=True, slots=True)
class Check:
    what: str
    fine: bool
    says: str


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
    checks.append(_clock())
    checks.append(_platforms(settings))
    checks.append(_pager(settings))
    checks.append(_heartbeat(settings))
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
        async with database.read() as tx:
            waiting = await inbox.pending(tx), await outbox.pending(tx)
            late = await timers.count_due(tx, datetime.now(UTC))
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


async def _followed(settings: Settings, data: Path | None) -> Chain:
    database = database_of(settings, data)
    try:
        await database.migrate()
        async with database.read() as tx:
            return await audit.verify(tx)
    finally:
        await database.close()


def _clock() -> Check:
    year = datetime.now(UTC).year
    fine = 2026 <= year < 2100
    return Check(
        "clock",
        fine,
        "plausible" if fine else f"the machine says {year}; set its clock, for review dates and timers depend on it",
    )


def _platforms(settings: Settings) -> Check:
    named = [
        name
        for name, token in (("Discord", settings.discord_token), ("Slack", settings.slack_bot_token))
        if token.get_secret_value()
    ]
    if not named:
        return Check("platforms", True, "none is configured; the sandbox needs none")
    return Check("platforms", False, f"{' and '.join(named)}: this version has no adapter yet")


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
