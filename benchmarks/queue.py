"""The moderators' queue behind a long history: `case next`, `case list` and `case report` through the engine, and idle timers."""

import asyncio
import gc
import json
import sqlite3
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from benchmarks.figures import Figure, Result, Spread, milliseconds
from bot.app import Parts, build
from bot.clock import ShiftedClock
from bot.core.action import Post
from bot.core.card import Card
from bot.core.message import Channel, ChannelKind, Person, Place, Role
from bot.knowledge.content_root import content_root
from bot.knowledge.library import Library, load
from bot.platforms.sandbox.talk import Talk
from bot.platforms.sandbox.world import World
from bot.store import outbox
from bot.store.database import Database
from bot.store.seal import MasterKey

HISTORY: Final = 100_000
SHORT: Final = 100
WAITING: Final = 1_000
TIMERS: Final = 2_000
CALLS: Final = 100
REPORTS: Final = 5
IDLE_SECONDS: Final = 4.0
LONGEST_SECONDS: Final = 15.0
_YEAR: Final = timedelta(days=365)
_LABELS: Final = (("privacy", "self"), ("crisis", "passive"), ("advice", "peer"), ("diagnosis", "peer"), ("solicitation", "true"))
_BESIDE: Final = f"{SHORT} cases of history"
_CASE: Final = (
    "INSERT INTO case_file (community, label, value, severity, human, state, person, place, message, owner, outcome, opened_at, "
    "claimed_at, resolved_at, version) VALUES ('bench', ?, ?, ?, 2, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)"
)
_STEP: Final = "INSERT INTO audit (sequence, at, actor, kind, case_id, detail, previous, hash) VALUES (?, ?, ?, ?, ?, '{}', ?, ?)"


@dataclass(frozen=True, slots=True)
class Call:
    """Wall time, and processor time of the whole program, which does not count what else the machine does."""

    wall: Spread
    processor: Spread


@dataclass(frozen=True, slots=True)
class Measured:
    """`idle`, `pending`, `falling`: processor seconds a second with no timer, with `TIMERS`, and with two a second due."""

    next: Call
    list: Call
    report: Call
    idle: float = 0.0
    pending: float = 0.0
    falling: float = 0.0


def run() -> Result:
    library = load(content_root())
    short = asyncio.run(_measured(library, SHORT))
    full = asyncio.run(_measured(library, HISTORY, timers=True))
    return Result(
        "queue",
        f"{HISTORY:,} resolved cases, {WAITING:,} open, {TIMERS:,} timers pending, through the engine on SQLite",
        (
            *_both("case next", full.next, short.next, "20 ms"),
            *_both("case list", full.list, short.list, "20 ms"),
            *_both("case report, 90 days", full.report, short.report, ""),
            Figure("processor share of the pending timers", _percent(full.pending - full.idle), "% of a core", "2 %"),
            Figure("processor share with no timer", _percent(full.idle), "% of a core"),
            Figure("processor share while two of them a second fall due", _percent(full.falling), "% of a core"),
        ),
    )


def _both(what: str, full: Call, short: Call, aim: str) -> Iterator[Figure]:
    for kind, one, base in (("wall", full.wall, short.wall), ("processor", full.processor, short.processor)):
        yield Figure(f"{what}, {kind} time, p50", milliseconds(one.p50), "ms", aim, one.p50 / base.p50, _BESIDE)
        yield Figure(f"{what}, {kind} time, p99", milliseconds(one.p99), "ms", aim, one.p99 / base.p99, _BESIDE)


def _percent(share: float) -> float:
    return round(100 * max(0.0, share), 2)


async def _measured(library: Library, history: int, *, timers: bool = False) -> Measured:
    with tempfile.TemporaryDirectory(prefix="carecircle-bench-") as folder:
        path = Path(folder) / "bench.db"
        async with _community(path, library, history) as (parts, talk):
            idle = await _share() if timers else 0.0
            _arm(path, apart=timedelta(seconds=1), first=timedelta(days=1))
            parts.durable.poke()
            pending = await _share() if timers else 0.0
            listed = await _each(parts, talk, "case list", CALLS)
            taken = await _each(parts, talk, "case next", CALLS)
            told = await _each(parts, talk, "case report", REPORTS, days="90")
            falling = 0.0
            if timers:
                _arm(path, apart=timedelta(seconds=0.5), first=timedelta(seconds=0.5))
                parts.durable.wake("timers")
                falling = await _share()
            return Measured(taken, listed, told, idle, pending, falling)


@asynccontextmanager
async def _community(path: Path, library: Library, history: int) -> AsyncIterator[tuple[Parts, Talk]]:
    database = Database.open(str(path), MasterKey.new())
    await database.migrate()
    _fill(path, history)
    clock = ShiftedClock()
    parts = build(database, clock, library)
    world = World(database, clock, "bench")
    parts.engine.connect(world)
    moderator = Person("mod", "Mod", frozenset({Role.MODERATOR}))
    await world.add([(moderator, "")], [Channel("moderators", "moderators", ChannelKind.MODERATORS)])
    await parts.engine.start()
    await _post_cards(parts, world, history)
    await parts.engine.work_off()
    gc.collect()
    gc.freeze()
    try:
        yield parts, Talk(parts.engine, world, clock)
    finally:
        gc.unfreeze()
        await parts.engine.stop()
        await database.close()


async def _post_cards(parts: Parts, world: World, history: int) -> None:
    """The card of each case that is about to be taken, which taking it changes."""
    place = world.place("moderators")
    async with parts.engine.database.write() as tx:
        for number in (number for number in range(WAITING) if number % 6 == 5):
            await outbox.put(tx, Post(f"case:{history + number + 1}:card", place, Card("A case")), parts.engine.clock.now())
    parts.durable.wake("sandbox:channel:moderators")


async def _each(parts: Parts, talk: Talk, command: str, count: int, **args: str) -> Call:
    """From the call to its answer; what follows from it is delivered before the next one."""
    wall: list[float] = []
    processor: list[float] = []
    until = time.monotonic() + LONGEST_SECONDS
    for number in range(count + 1):
        start, used = time.perf_counter(), time.process_time()
        outcome = await talk.do("mod", "moderators", command, args)
        took, spent = time.perf_counter() - start, time.process_time() - used
        assert outcome.reply is not None, outcome.refused
        if number:  # the first one learns the queries
            wall.append(took)
            processor.append(spent)
        await parts.engine.work_off()
        if time.monotonic() > until:
            break
    return Call(Spread.of(wall), Spread.of(processor))


async def _share() -> float:
    """Processor seconds a second while nothing is asked."""
    start, used = time.perf_counter(), time.process_time()
    await asyncio.sleep(IDLE_SECONDS)
    return (time.process_time() - used) / (time.perf_counter() - start)


def _fill(path: Path, history: int) -> None:
    """Straight into SQLite: what matters is what lies there, not how it came."""
    now = datetime.now(UTC)
    connection = sqlite3.connect(path)
    try:
        with connection:
            connection.executemany(_CASE, _cases(now, history))
            connection.execute(
                "INSERT INTO case_message (message, case_id, at, label, value, place) "
                "SELECT message, id, opened_at, label, value, place FROM case_file"
            )
            connection.executemany(_STEP, _claims(now, history))
            connection.execute("UPDATE audit_head SET sequence = ?", (history,))
    finally:
        connection.close()


def _claims(now: datetime, history: int) -> Iterator[tuple[Any, ...]]:
    """One step on record for each case; nobody follows this chain."""
    for number in range(1, history + 1):
        at = _stored(now - _YEAR * (number / history) + timedelta(hours=1))
        yield number, at, "mod", "claimed", number, f"{number - 1:064x}", f"{number:064x}"


def _cases(now: datetime, history: int) -> Iterator[tuple[Any, ...]]:
    place = json.dumps(asdict(Place("sandbox", "bench", "general")))
    for number in range(1, history + 1):
        opened = now - _YEAR * (number / history)
        about, person = _LABELS[number % len(_LABELS)], f"p{number % (history // 3 + 1)}"
        times = (_stored(opened), _stored(opened + timedelta(hours=1)), _stored(opened + timedelta(hours=9)))
        yield *about, number % 6, "resolved", person, place, f"h{number}", "mod", "supported", *times
    for number in range(WAITING):
        since, about = _stored(now - timedelta(minutes=number)), _LABELS[number % len(_LABELS)]
        yield *about, number % 6, "open", f"w{number}", place, f"w{number}", None, None, since, None, None


def _arm(path: Path, *, apart: timedelta, first: timedelta) -> None:
    """`TIMERS` timers of a command that finds nothing to do."""
    now, place = datetime.now(UTC), json.dumps(asdict(Place("sandbox", "bench", "moderators")))
    connection = sqlite3.connect(path, timeout=10)
    try:
        with connection:
            connection.execute("DELETE FROM timer")
            connection.executemany(
                "INSERT INTO timer (key, due_at, command, args, place) VALUES (?, ?, 'case stale', ?, ?)",
                ((f"t{number}", _stored(now + first + apart * number), '{"case": "1"}', place) for number in range(TIMERS)),
            )
    finally:
        connection.close()


def _stored(moment: datetime) -> str:
    """As SQLAlchemy writes a moment into SQLite."""
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
