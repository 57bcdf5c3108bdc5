"""Whoever follows a case hears of each step in private: of measures and appeals too."""

import pytest

from bot.core.message import Role
from tests.both import EVERYWHERE
from tests.town import ADA, Someone, Town

RUDE = "You are a pathetic waste of space"


@pytest.fixture
async def ada(here: Town) -> Someone:
    return await here.joins(ADA)


async def followed(here: Town) -> None:
    """Ben is rude, Mira follows the case, and Sam has it."""
    await here.ben.says(RUDE, in_="general")
    await here.mira.does("case watch", case="1")
    await here.sam.does("case claim", case="1")


@pytest.mark.parametrize(
    ("command", "args", "told"),
    [
        ("member warn", {}, "Sam warned the member"),
        ("member hide", {}, "Sam took the message out of sight"),
        ("member timeout", {"how_long": "10"}, "Sam gave the member a pause"),
        ("member remove", {}, "Sam removed the member from the channel"),
        ("member ban", {}, "Sam banned the member"),
    ],
)
async def test_each_measure_is_told_once(here: Town, command: str, args: dict[str, str], told: str) -> None:
    await followed(here)
    await here.sam.does(command, case="1", rule="harassment", **args)
    assert (await here.mira.private()).count(told) == 1
    assert told not in await here.sam.private()  # who did it knows


@EVERYWHERE
async def test_taken_back(here: Town) -> None:
    await followed(here)
    await here.sam.does("member warn", case="1", rule="harassment")
    await here.sam.does("member undo")
    assert "Case 1\nSam took a measure back." in await here.mira.private()


@pytest.mark.parametrize(
    ("command", "told"),
    [("appeal uphold", "Ada left the measure as it was"), ("appeal overturn", "Ada took the measure back")],
)
async def test_an_appeal_and_its_decision(here: Town, ada: Someone, command: str, told: str) -> None:
    await followed(here)
    await here.sam.does("member warn", case="1", rule="harassment")
    await here.ben.does("appeal make", measure="1", appeal="It was a joke, canary-1")
    assert "Case 1\nthe member appealed." in await here.mira.private()
    await here.mira.does("case watch", case="2")
    assert not (await ada.does(command, case="2")).refused
    private = await here.mira.private()
    assert private.count(told) == 1  # follows both cases, and hears it once
    assert "canary" not in private


@EVERYWHERE
async def test_a_report(here: Town) -> None:
    said = await here.ben.says(RUDE, in_="general")
    await here.mira.does("case watch", case="1")
    await here.ana.does("report message", message=said, concern="harassment")
    private = await here.mira.private()
    assert "a member reported the message" in private
    assert "Ana" not in private


async def test_who_may_not_handle_it_any_more_hears_nothing(here: Town) -> None:
    said = await here.ben.says(RUDE, in_="general")
    for someone in (here.mira, here.sam):
        await someone.does("case watch", case="1")
    await here.mira.does("report message", message=said, concern="harassment")  # who reports does not handle it
    before = await here.mira.private()
    await here.sam.does("case claim", case="1")
    await here.sam.does("member warn", case="1", rule="harassment")
    assert await here.mira.private() == before


@EVERYWHERE
async def test_who_left_the_staff_hears_nothing(here: Town) -> None:
    await followed(here)
    before = await here.mira.private()
    await here.has_roles("mira", Role.MEMBER)
    await here.sam.does("member warn", case="1", rule="harassment")
    assert await here.mira.private() == before
