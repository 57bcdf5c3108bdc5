"""A message from the moment it is received to the moment all that follows is delivered: the real engine, cogs and SQLite."""

import asyncio
import gc
import sqlite3
import tempfile
import time
from pathlib import Path
from typing import Final

from benchmarks.figures import Figure, Result, Spread, milliseconds
from benchmarks.messages import SEED, Sample, samples
from bot.app import Parts, build
from bot.clock import ShiftedClock
from bot.core.message import Channel, ChannelKind, Person, Role
from bot.knowledge.content_root import content_root
from bot.knowledge.library import Library, load
from bot.platforms.sandbox.talk import Talk
from bot.platforms.sandbox.world import World
from bot.store.database import Database
from bot.store.seal import MasterKey

COUNT: Final = 100
ROUNDS: Final = 3
LONGEST_SECONDS: Final = 20.0
_PEOPLE: Final = (
    *(Person(f"p{number}", f"Person {number}") for number in range(20)),
    Person("mod", "Mod", frozenset({Role.MODERATOR})),
)
_CHANNELS: Final = (
    *(Channel(f"c{number}", f"room {number}", ChannelKind.SUPPORT) for number in range(5)),
    Channel("moderators", "moderators", ChannelKind.MODERATORS),
    Channel("clinicians", "clinicians", ChannelKind.CLINICIANS),
)


def run() -> Result:
    library = load(content_root())
    alone: list[Spread] = []
    together: list[float] = []
    raw: list[Spread] = []
    for number in range(ROUNDS):
        with tempfile.TemporaryDirectory(prefix="carecircle-bench-") as folder:
            mix = samples(COUNT * 2, SEED + number)
            spread, rate = asyncio.run(_round(Path(folder), library, mix))
            alone.append(spread)
            together.append(rate)
            raw.append(_raw(Path(folder) / "raw.db"))
    ours, rows = Spread.middle(alone), Spread.middle(raw)
    rate = sorted(together)[len(together) // 2]
    return Result(
        "decision",
        f"{COUNT} messages one by one and {COUNT} at once, engine and SQLite (journal synced to disk), wall time",
        (
            Figure("one by one: messages a second", round(ours.rate, 1), "1/s"),
            Figure("one by one: received to delivered, p50", milliseconds(ours.p50), "ms"),
            Figure("one by one: received to delivered, p99", milliseconds(ours.p99), "ms"),
            Figure("all at once: messages a second", round(rate, 1), "1/s", "", rate / rows.rate, "one synced row of SQLite"),
            Figure("one synced row of SQLite: a second", round(rows.rate), "1/s"),
        ),
    )


async def _round(folder: Path, library: Library, mix: list[Sample]) -> tuple[Spread, float]:
    database = Database.open(str(folder / "bench.db"), MasterKey.new())
    await database.migrate()
    clock = ShiftedClock()
    parts = build(database, clock, library)
    world = World(database, clock, "bench")
    parts.engine.connect(world)
    await world.add([(person, "") for person in _PEOPLE], list(_CHANNELS))
    talk = Talk(parts.engine, world, clock)
    await parts.engine.start()
    parts.engine.warm()
    for _ in parts.pipeline.warm():
        pass
    gc.collect()
    gc.freeze()
    try:
        spread = await _one_by_one(parts, talk, mix[:COUNT])
        start = time.perf_counter()
        for number, sample in enumerate(mix[COUNT:]):
            await _say(talk, sample, COUNT + number)
        await parts.engine.work_off()
        return spread, len(mix[COUNT:]) / (time.perf_counter() - start)
    finally:
        gc.unfreeze()
        await parts.engine.stop()
        await database.close()


async def _one_by_one(parts: Parts, talk: Talk, mix: list[Sample]) -> Spread:
    seconds: list[float] = []
    until = time.monotonic() + LONGEST_SECONDS
    for number, sample in enumerate(mix):
        start = time.perf_counter()
        await _say(talk, sample, number)
        await parts.engine.work_off()
        seconds.append(time.perf_counter() - start)
        if time.monotonic() > until:
            break
    return Spread.of(seconds)


async def _say(talk: Talk, sample: Sample, number: int) -> None:
    await talk.say(f"p{number % 20}", f"c{number % 5}", sample.message.text, None, f"bench-{number}", ())


def _raw(path: Path) -> Spread:
    """What the disk and SQLite alone allow: a row a transaction, with the program's own pragmas."""
    seconds: list[float] = []
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("CREATE TABLE row (id INTEGER PRIMARY KEY, text TEXT)")
        for number in range(COUNT):
            start = time.perf_counter()
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("INSERT INTO row VALUES (?, ?)", (number, "a message of ordinary length" * 8))
            connection.execute("COMMIT")
            seconds.append(time.perf_counter() - start)
    finally:
        connection.close()
    return Spread.of(seconds)
