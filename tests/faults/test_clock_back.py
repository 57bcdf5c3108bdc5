"""The machine's clock is set back, or ahead and back, while pages, claims and contacts are pending: time goes on by itself."""

import json
import sqlite3
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.clock import SteadyClock
from bot.core.decision import Human, Urgency
from bot.knowledge.library import Library
from bot.store import audit, cases, figures
from bot.store.database import Database
from tests.cli.test_run import carecircle
from tests.fakes import ANA, HERE, NOW
from tests.faults.kill import Victim
from tests.town import Town, town

NANO = 1_000_000_000
CRISIS = "I want to kill myself tonight"


class Machine:
    """A clock on the wall that is set, and a count that nobody can set."""

    def __init__(self) -> None:
        self.set_by = 0.0

    def wall(self) -> int:
        return time.time_ns() + round(self.set_by * NANO)

    def set(self, **delta: float) -> None:
        self.set_by += timedelta(**delta).total_seconds()


@pytest.fixture
def machine() -> Machine:
    return Machine()


@pytest.fixture
async def here(tmp_path: Path, library: Library, machine: Machine) -> AsyncIterator[Town]:
    async with town(tmp_path, library) as running:
        running.clock._base = SteadyClock(wall=machine.wall)
        yield running


@pytest.mark.parametrize(
    ("walls", "shown"),
    [
        ([100, 101, 102], [100, 101, 102]),
        ([100, 40, 41, 42], [100, 101, 102, 103]),  # set back: it goes on at its own pace
        ([100, 40, 41, 200, 201], [100, 101, 102, 200, 201]),  # set right again
        ([100, 900, 102, 103], [100, 900, 901, 902]),  # ahead and back
    ],
)
def test_the_clock_never_goes_back(walls: Sequence[int], shown: Sequence[int]) -> None:
    """One second passes between two looks, whatever the wall says."""
    at = 0
    clock = SteadyClock(wall=lambda: walls[at] * NANO, pace=lambda: at * NANO)
    seen = []
    for at in range(len(walls)):  # noqa: B007 - the closures above read it
        seen.append(round(clock.now().timestamp()))
    assert seen == shown


def test_a_start_goes_on_from_what_was_seen_before() -> None:
    before = datetime(2026, 11, 24, 12, tzinfo=UTC)
    wrong = round((before - timedelta(hours=1)).timestamp()) * NANO
    pace = iter(range(0, 10 * NANO, NANO))
    clock = SteadyClock(before, wall=lambda: wrong, pace=lambda: next(pace))
    first, second = clock.now(), clock.now()
    assert first >= before
    assert second - first == timedelta(seconds=1)


async def calls(here: Town) -> list[str]:
    """What happened to case 1, in order."""
    async with here.parts.database.read() as tx:
        assert (await audit.verify(tx)).fault is None
        steps = await audit.of_case(tx, 1)
    moments = [step.at for step in steps]
    assert moments == sorted(moments)
    return [step.kind for step in steps]


async def no_time_is_negative(here: Town) -> None:
    async with here.parts.database.read() as tx:
        now = here.clock.now()
        found = await figures.between(
            tx, now - timedelta(days=30), now + timedelta(days=30), here.parts.engine.library.policy.case_due
        )
    spans = [found.to_claim.p50, found.to_claim.p90, found.to_resolve.p50, found.to_resolve.p90]
    assert all(span is None or span >= timedelta(0) for span in spans)
    assert found.to_claim.count == 1


async def test_an_hour_back_delays_and_repeats_no_page(here: Town, machine: Machine) -> None:
    await here.ana.says(CRISIS, in_="mood")
    assert await calls(here) == ["opened", "paged"]
    machine.set(hours=-1)
    await here.pass_time(minutes=9)
    assert await calls(here) == ["opened", "paged"]
    await here.pass_time(minutes=1, seconds=1)  # nobody is on duty: everybody again after ten minutes, not after seventy
    assert await calls(here) == ["opened", "paged", "paged"]
    await here.sam.does("case claim", case="1")
    machine.set(hours=-1)
    await here.pass_time(minutes=14)
    assert (await calls(here))[2:] == ["paged", "claimed"]
    await here.pass_time(minutes=1, seconds=1)  # the member was not reached in time
    assert (await calls(here))[4:] == ["not_reached", "paged"]
    await here.mira.does("case contact", case="1")
    done = await here.mira.does("case resolve", case="1", outcome="supported")
    assert not done.refused
    await no_time_is_negative(here)


async def test_a_day_ahead_and_back_fires_once_and_loses_nothing(here: Town, machine: Machine) -> None:
    await here.ana.says(CRISIS, in_="mood")
    await here.sam.does("case claim", case="1")
    machine.set(days=1)
    here.parts.durable.poke()
    await here.settle()
    ahead = await calls(here)
    assert ahead.count("not_reached") == 1  # by that clock the contact was a day late
    assert ahead.count("lapsed") == 0
    machine.set(days=-1)
    here.parts.durable.poke()
    await here.settle()
    assert await calls(here) == ahead
    await here.pass_time(minutes=10, seconds=1)  # and not a day later
    assert (await calls(here))[len(ahead) :] == ["paged"]
    async with here.parts.database.read() as tx:
        case = await cases.get(tx, 1)
    assert case is not None
    assert case.opened_at <= here.clock.now()
    await here.mira.does("case claim", case="1")
    await no_time_is_negative(here)


async def test_a_claim_by_a_process_whose_clock_is_behind_took_no_time(database: Database) -> None:
    async with database.write() as tx:
        new = cases.NewCase("privacy", "self", Urgency.LOW, Human.CASE, ANA.id, HERE, "m1", None)
        case, _ = await cases.open_once(tx, new, NOW)
        await audit.record(tx, "sam", "claimed", NOW - timedelta(seconds=3), case.id)
        found = await figures.between(tx, NOW - timedelta(days=1), NOW + timedelta(days=1), {"low": timedelta(days=1)})
    assert found.to_claim.p50 == timedelta(0)
    assert [(one.part, one.whole) for one in found.in_time] == [(1, 1)]


def test_a_restart_after_the_clock_was_set_back_goes_on_where_it_was(tmp_path: Path) -> None:
    """The first run is two hours ahead; the second one's machine does not know of it."""
    victim = Victim(tmp_path)
    victim.start()
    for person, roles in (("ana", ["member"]), ("sam", ["moderator"])):
        victim.insist("people", {"id": person, "name": person.title(), "roles": roles})
    for channel, kind in (("all", "general"), ("mods", "moderators")):
        victim.insist("channels", {"id": channel, "name": channel, "kind": kind})
    victim.insist("clock", {"seconds": 7_200})
    victim.insist("say", {"person": "ana", "channel": "all", "text": CRISIS, "id": "e1", "settle": True})
    ahead = datetime.fromisoformat(victim.insist("state")["now"])
    victim.end()
    with closing(sqlite3.connect(tmp_path / "data" / "carecircle.db")) as db:
        db.execute("UPDATE sandbox_setting SET value = '0' WHERE name = 'clock_offset'")
        db.commit()
    checks = {
        one["what"]: one for one in json.loads(carecircle(tmp_path, "doctor", "--json", "--data", str(tmp_path / "data")).stdout)
    }
    assert not checks["clock"]["fine"]
    assert "behind the newest event" in checks["clock"]["says"]
    victim.start()
    assert datetime.fromisoformat(victim.insist("state")["now"]) >= ahead
    victim.insist("clock", {"seconds": 601})
    pages = [one for one in victim.insist("view?person=sam&channel=mods")["messages"] if one["page"]]
    assert len(pages) == 2
    assert "behind what was seen before" in victim.end()
