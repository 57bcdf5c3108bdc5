"""What `carecircle doctor` looks at. Each check says what it found and what to do."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.app import data_directory, database_of, library_of
from bot.core.errors import BadContent, Fault
from bot.settings import Settings, load_settings
from bot.store import inbox, outbox, timers


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
    checks.append(_clock())
    checks.append(_platforms(settings))
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
