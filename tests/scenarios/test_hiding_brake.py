"""A flood of hidden messages stops hiding by itself and calls a person: a broken rule must not empty a room."""

from dataclasses import replace
from datetime import datetime

import pytest

from bot.knowledge.library import Library
from bot.store import cases
from tests.both import EVERYWHERE
from tests.fakes import NOW
from tests.town import NOOR, Town, replied


@pytest.fixture
def at() -> datetime:
    return NOW


@pytest.fixture
def library(library: Library) -> Library:
    return replace(library, policy=replace(library.policy, hides_at_most=3))


async def visible(here: Town, number: int) -> bool:
    """Ana says a phone number; whether others can read it."""
    text = f"Call me on 07700 9001{number:02d}"
    await here.ana.says(text)
    return await here.ben.sees(text)


@EVERYWHERE
async def test_an_unusual_rate_stops_hiding_and_calls_everybody(here: Town) -> None:
    for number in range(3):
        assert not await visible(here, number)
    assert await here.sam.pages() == []
    assert await visible(here, 3)
    assert await here.sam.pages() == ["Hiding has stopped"]
    assert await here.mira.sees("Until you turn it on again, I open cases and hide nothing", in_="moderators")
    assert await visible(here, 4)
    assert await here.sam.pages() == ["Hiding has stopped"]  # said once
    assert "It is still visible" in await here.ana.private()
    async with here.parts.database.read() as tx:
        assert len(await cases.queue(tx)) == 5  # nothing is overlooked meanwhile
    await here.pass_time(hours=3)
    assert await visible(here, 5)  # it does not come back by itself


async def test_a_person_releases_it_and_the_count_starts_anew(here: Town) -> None:
    for number in range(4):
        await visible(here, number)
    assert "Hiding is on again" in replied(await here.sam.presses("Turn hiding on again"))
    for number in range(4, 7):
        assert not await visible(here, number)
    assert await visible(here, 7)
    assert await here.sam.pages() == ["Hiding has stopped"] * 2


async def test_a_usual_rate_never_stops_it(here: Town) -> None:
    for number in range(5):
        assert not await visible(here, number)
        await here.pass_time(minutes=4)
    assert await here.sam.pages() == []


async def test_a_person_may_stop_it_by_hand(here: Town) -> None:
    noor = await here.joins(NOOR)
    assert "Hiding is off" in replied(await noor.does("hiding stop"))
    assert await here.sam.sees("Hiding is off", in_="moderators")
    assert await here.sam.pages() == []
    assert await visible(here, 0)
    assert "on again" in replied(await here.mira.presses("Turn hiding on again"))
    assert not await visible(here, 1)


async def test_danger_is_never_held_up_by_it(here: Town) -> None:
    for number in range(4):
        await visible(here, number)
    await here.ben.says("I want to kill myself tonight", in_="mood")
    assert "Somebody is needed now" in (await here.sam.pages())[-1]
    assert "there to listen" in await here.ben.private()
