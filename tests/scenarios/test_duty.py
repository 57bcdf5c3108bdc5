"""The rota and the people on it: turns, swaps, what is handed on, and what keeps those who help well (NOW is a Tuesday noon)."""

from datetime import datetime, timedelta

import pytest

from tests.both import EVERYWHERE
from tests.fakes import NOW
from tests.town import NOOR, Someone, Town, replied

DANGER = "I want to kill myself tonight"
PHONE = "Call me on 07700 900123"


@pytest.fixture
def at() -> datetime:
    return NOW


async def shift(someone: Someone, person: str, hours: str, zone: str = "Europe/London", **more: str) -> str:
    done = await someone.does("duty add", person=person, days="every day", hours=hours, zone=zone, **more)
    return done.refused or replied(done)


async def now(here: Town) -> str:
    """The line of who is on duty at this moment."""
    return replied(await here.sam.does("duty now")).split("On duty now: ")[1].split("Next: ")[0]


@EVERYWHERE
async def test_the_rota_says_who_is_on_and_who_is_next(here: Town) -> None:
    assert "Nobody. A crisis calls everybody." in replied(await here.sam.does("duty now"))
    assert "1: Sam" in await shift(here.sam, "sam", "08:00-16:00")
    await shift(here.sam, "mira", "16:00-08:00", zone="america/new_york")
    shown = replied(await here.sam.does("duty now"))
    assert "Sam" in await now(here)
    assert "Mira · On duty · Tue 2026-11-24 16:00 - 08:00 America/New_York" in shown
    await here.wait_until(NOW + timedelta(hours=10))  # 22:00 in London, 17:00 in New York
    assert "Mira" in await now(here)
    assert "Sam" not in await now(here)
    assert "Nobody works this shift" in replied(await here.sam.does("duty remove", shift="2"))
    assert "Nobody" in await now(here)


async def test_what_cannot_be_read_is_said(here: Town) -> None:
    for name, value, says in (
        ("person", "ana", "not a moderator"),
        ("days", "someday", "did not understand the days"),
        ("hours", "morning", "did not understand the hours"),
        ("zone", "Moon/Sea", "do not know that time zone"),
    ):
        args = {"person": "sam", "days": "mon-fri", "hours": "08:00-16:00", "zone": "Europe/London"} | {name: value}
        assert says in (await here.sam.does("duty add", **args)).refused


@EVERYWHERE
async def test_a_swap_moves_one_day_and_its_pages(here: Town) -> None:
    noor = await here.joins(NOOR)
    await shift(here.sam, "sam", "08:00-16:00")
    for person, args, says in (
        (here.mira, {"shift": "1", "day": "2026-11-24"}, "Only the person who works this shift"),
        (here.sam, {"shift": "7", "day": "2026-11-24"}, "There is no such shift"),
        (here.sam, {"shift": "1", "day": "tomorrow"}, "did not understand the day"),
    ):
        assert says in (await person.does("duty swap", person="mira", **args)).refused
    await here.sam.does("duty swap", shift="1", day="2026-11-24", person="mira")
    assert "Mira covers a shift" in await here.mira.private()
    assert "Mira" in await now(here)
    await here.ana.says(DANGER, in_="mood")
    assert [len(await one.pages()) for one in (here.mira, here.sam)] == [1, 0]
    assert "covers" in replied(await here.mira.does("duty swap", shift="1", day="2026-11-24", person="noor"))  # hers for today
    assert "Noor" in await now(here)
    assert "covers" in replied(await noor.does("duty swap", shift="1", day="2026-11-25", person="mira"))  # an admin may
    await here.wait_until(NOW + timedelta(days=2))
    assert "Sam" in await now(here)


@EVERYWHERE
async def test_the_end_of_a_turn_lists_what_is_open_and_hands_it_on(here: Town) -> None:
    await shift(here.sam, "sam", "08:00-14:00")
    await shift(here.sam, "mira", "14:00-20:00")
    await here.ana.says(PHONE)
    await here.ben.says("You are a pathetic waste of space", in_="general")
    for case in ("1", "2"):
        await here.sam.does("case claim", case=case)
    await here.wait_until(NOW + timedelta(hours=1))
    for case in ("1", "2"):
        await here.sam.does("case note", case=case, note="still at it")
    await here.wait_until(NOW + timedelta(hours=1, minutes=59))
    for case in ("1", "2"):
        await here.sam.does("case note", case=case, note="still at it")
    assert "Your turn is over" not in await here.sam.private()
    await here.wait_until(NOW + timedelta(hours=2, minutes=1))
    told = await here.sam.private()
    assert "You still have 2 open" in told
    assert "[Case 2: harassment]" in told
    seen = await here.mira.reads("moderators")
    assert "Mira: 2 open" in seen
    assert "Case 1: own identifier: Sam has it" in seen
    args = {"person": "mira", "note": "Ben has calmed down"}
    assert "Handed over to Mira: 2" in replied(await here.sam.presses("Give my cases to a colleague", in_="direct", **args))
    given = await here.mira.private()
    assert "Sam gives you 2 cases" in given
    assert "Ben has calmed down" in given
    assert "Ben has calmed down" in replied(await here.mira.presses("Case 2: harassment", in_="direct"))
    assert replied(await here.mira.does("case mine")).startswith("Your cases: 2")
    assert "You have no case" in replied(await here.sam.does("case mine"))
    assert "nothing to hand over" in replied(await here.sam.does("duty handover", person="mira", note="none"))


async def test_whoever_goes_on_with_another_turn_hands_nothing_over(here: Town) -> None:
    await shift(here.sam, "sam", "08:00-14:00")
    await shift(here.sam, "sam", "14:00-20:00", duty="on_call")
    await here.ana.says(PHONE)
    await here.wait_until(NOW + timedelta(hours=1, minutes=50))
    await here.sam.does("case claim", case="1")
    await here.wait_until(NOW + timedelta(hours=2, minutes=1))
    assert "Your turn is over" not in await here.sam.private()


async def test_a_turn_that_was_swapped_ends_for_whoever_worked_it(here: Town) -> None:
    await shift(here.sam, "sam", "08:00-14:00")
    await here.ana.says(PHONE)
    await here.ben.says(PHONE)
    await here.sam.does("duty swap", shift="1", day="2026-11-24", person="mira")
    await here.wait_until(NOW + timedelta(hours=1, minutes=50))
    await here.sam.does("case claim", case="1")
    await here.mira.does("case claim", case="2")
    await here.wait_until(NOW + timedelta(hours=2, minutes=1))
    assert "Your turn is over" in await here.mira.private()
    assert "Your turn is over" not in await here.sam.private()


async def test_what_a_colleague_may_not_handle_stays_and_is_named(here: Town) -> None:
    await here.mira.says(PHONE)
    await here.ana.says(PHONE)
    for case in ("1", "2"):
        await here.sam.does("case claim", case=case)
    shown = replied(await here.sam.does("duty handover", person="mira", note="yours"))
    assert "Handed over to Mira: 1" in shown
    assert "Stays with you: Mira may not handle it." in shown
    assert "Case 1" in replied(await here.sam.does("case mine"))
    assert "Choose somebody else" in (await here.sam.does("duty handover", person="sam", note="me")).refused
    assert "Mira may not handle this case" in (await here.sam.does("case handover", case="1", person="mira", note="x")).refused


async def test_what_one_carries_is_seen_by_oneself_alone(here: Town) -> None:
    await here.rota("sam")
    for someone in (here.ana, here.ben, here.cleo):
        await someone.says(DANGER, in_="mood")
    assert "It was a heavy week" not in replied(await here.sam.does("duty load"))
    for case in ("1", "2", "3"):
        await here.sam.does("case claim", case=case)
    await here.sam.does("case resolve", case="1", outcome="supported")
    outcome = await here.sam.does("duty load")
    assert outcome.private
    shown = replied(outcome)
    for line in (
        "It was a heavy week",
        "Cases that you have now: 2",
        "Cases taken: 3",
        "Cases settled: 1",
        "Crises among them: 3",
        "Pages to you: 3",
        "[Pause me for a day]",
    ):
        assert line in shown
    hers = replied(await here.mira.does("duty load"))
    assert "Cases taken: 0" in hers
    assert "Crises among them: 0" in hers
    assert "heavy" not in hers
    assert (await here.ana.does("duty load")).refused
    await here.pass_time(days=8)
    assert "Cases taken: 0" in replied(await here.sam.does("duty load"))


@EVERYWHERE
async def test_a_word_after_a_crisis_and_a_way_to_step_back(here: Town) -> None:
    await here.rota("sam", "mira")
    await here.ana.says(DANGER, in_="mood")
    await here.sam.does("case contact", case="1")
    await here.sam.presses("Resolve", outcome="supported")
    assert "Thank you, Sam" not in await here.sam.private()
    await here.pass_time(minutes=21)
    told = await here.sam.private()
    assert told.count("Thank you, Sam") == 1
    assert "Ana" not in told
    assert "No pages reach you until" in replied(await here.sam.presses("Pause me for two hours", in_="direct"))
    assert "Paused until: " in replied(await here.sam.presses("What I carry", in_="direct"))
    before = len(await here.sam.pages())
    await here.ben.says(DANGER, in_="mood")
    assert len(await here.sam.pages()) == before
    assert "Pages reach you again" in replied(await here.sam.does("duty resume"))
    assert not await here.mira.private()


async def test_no_word_after_what_was_no_crisis(here: Town) -> None:
    await here.ana.says(DANGER, in_="mood")
    await here.ben.says(PHONE)
    for case, outcome in (("1", "not_a_problem"), ("2", "supported")):
        await here.sam.does("case claim", case=case)
        await here.sam.does("case resolve", case=case, outcome=outcome)
    await here.pass_time(hours=1)
    assert not await here.sam.private()


async def test_members_have_no_part_in_it(here: Town) -> None:
    for command in ("duty now", "duty pause", "duty load", "case drill", "hiding stop"):
        assert (await here.ana.does(command)).refused
