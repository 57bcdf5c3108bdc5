"""Calls go on where an earlier run left off; what fell due while the program was down happens at once, and once."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.core.escalation import Paging
from bot.knowledge.library import Library
from bot.store import pages
from bot.store.seal import MasterKey
from tests.fakes import NOW
from tests.town import NOOR, Someone, Town, town

DANGER = "I want to kill myself tonight"
MOMENT = timedelta(seconds=30)


class Nights:
    """One community over several runs of the program."""

    def __init__(self, folder: Path, library: Library) -> None:
        self._folder = folder
        self._library = library
        self._key = MasterKey.new()
        self.plan: Paging = library.policy.paging_of("now")

    @asynccontextmanager
    async def run(self, at: datetime) -> AsyncIterator[Town]:
        async with town(self._folder, self._library, self._key, at) as here:
            here.people[NOOR.id] = Someone(here, NOOR.id)
            await here.settle()
            yield here


@pytest.fixture
def nights(tmp_path: Path, library: Library) -> Nights:
    return Nights(tmp_path, library)


async def began(nights: Nights, here: Town) -> None:
    await here.joins(NOOR)
    await here.rota("sam", "mira", on_call=("noor",))
    await here.ana.says(DANGER, in_="mood")
    assert await counts(here) == [1, 0, 0]


async def counts(here: Town) -> list[int]:
    return [len(await one.pages()) for one in (here.mira, here.sam, here.noor)]


async def steps(here: Town) -> list[str]:
    async with here.parts.database.read() as tx:
        return [sent.step for sent in await pages.of_case(tx, 1)]


async def test_the_next_step_keeps_its_minute(nights: Nights) -> None:
    async with nights.run(NOW) as here:
        await began(nights, here)
    async with nights.run(NOW + nights.plan.second - MOMENT) as here:
        assert await counts(here) == [1, 0, 0]
        await here.wait_until(NOW + nights.plan.second + MOMENT)
        assert await counts(here) == [1, 1, 0]
    async with nights.run(NOW + nights.plan.on_call + MOMENT) as here:
        assert await counts(here) == [1, 1, 1]


async def test_what_fell_due_meanwhile_happens_at_once_and_once(nights: Nights) -> None:
    async with nights.run(NOW) as here:
        await began(nights, here)
    later = NOW + timedelta(hours=3)
    for again in (0, 1):
        async with nights.run(later + again * MOMENT) as here:
            assert await steps(here) == ["first", "second", "on_call", "everybody"]
            assert await counts(here) == [2, 2, 2]
            if again:
                await here.wait_until(later + nights.plan.repeat + MOMENT)
                assert await counts(here) == [3, 3, 3]


async def test_a_contact_that_fell_due_meanwhile(nights: Nights) -> None:
    async with nights.run(NOW) as here:
        await began(nights, here)
        await here.mira.presses("Claim")
    async with nights.run(NOW + nights.plan.contact - MOMENT) as here:
        assert await counts(here) == [1, 0, 0]
        assert await here.sam.sees("Mira has it", in_="moderators")
    async with nights.run(NOW + nights.plan.contact + timedelta(minutes=1)) as here:
        assert await counts(here) == [1, 1, 0]
        assert (await here.mira.private()).count("was the member reached?") == 1
        assert not (await here.sam.does("case contact", case="1")).refused
    async with nights.run(NOW + timedelta(hours=9)) as here:
        assert await counts(here) == [1, 1, 0]


async def test_a_claim_holds_over_a_restart(nights: Nights) -> None:
    async with nights.run(NOW) as here:
        await began(nights, here)
        await here.sam.presses("Claim")
        await here.sam.presses("I reached the member")
    async with nights.run(NOW + timedelta(minutes=20)) as here:
        assert await counts(here) == [1, 0, 0]
        assert "Sam took case 1 20 minutes ago" in (await here.mira.does("case claim", case="1")).refused


async def test_a_weekly_drill_that_fell_due_meanwhile_is_held_once(nights: Nights) -> None:
    async with nights.run(NOW) as here:
        await here.joins(NOOR)
    for day in (22, 22.2):
        async with nights.run(NOW + timedelta(days=day)) as here:
            assert (await here.sam.reads("moderators")).count(": a drill\n") == 1
