"""Danger reaches a person: who is called, at which minute, and what moves a call to somebody else (promise 4)."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.core.escalation import Paging
from bot.knowledge.library import Library
from bot.outside.notice import Notice
from bot.platforms.outside import Pager
from bot.store import pages
from tests.both import EVERYWHERE, Opens
from tests.fakes import NOW
from tests.town import NOOR, Someone, Town, replied

DANGER = "I want to kill myself tonight"
HEAVY = "Everyone would be better off without me"
MOMENT = timedelta(seconds=30)
"""Before and after a minute that counts: real time goes on while a story is told."""


@pytest.fixture
def at() -> datetime:
    return NOW


def paging(here: Town, urgency: str = "now") -> Paging:
    return here.parts.engine.library.policy.paging_of(urgency)


async def counts(*people: Someone) -> list[int]:
    return [len(await one.pages()) for one in people]


class Phone:
    """A way to people outside of the chat platform that only counts calls for a case."""

    def __init__(self) -> None:
        self.rang = 0

    async def send(self, notice: Notice) -> None:
        self.rang += "case 1" in notice.title


@pytest.mark.parametrize(
    ("text", "urgency", "outside"), [(DANGER, "now", [1, 2, 3, 4, 5, 6]), (HEAVY, "soon", [0, 0, 1, 2, 3, 4])]
)
async def test_each_step_comes_at_its_minute(here: Town, text: str, urgency: str, outside: list[int]) -> None:
    phone, plan = Phone(), paging(here, urgency)
    pager = Pager("town", {"phone": phone})
    here.parts.engine.connect_pager(pager, pager.routes)
    noor = await here.joins(NOOR)
    await here.rota("sam", "mira", on_call=("noor",))
    everybody = (here.mira, here.sam, noor)
    begin = here.clock.now()
    await here.ana.says(text, in_="mood")
    steps = [[1, 0, 0], [1, 1, 0], [1, 1, 1], [2, 2, 2], [3, 3, 3], [4, 4, 4]]
    due = [plan.second, plan.on_call, plan.everybody, plan.everybody + plan.repeat, plan.everybody + 2 * plan.repeat]
    assert await counts(*everybody) == steps[0]
    assert phone.rang == outside[0]
    late = timedelta(0)
    for number, after in enumerate(due, 1):
        await here.wait_until(begin + after + late - MOMENT)
        assert await counts(*everybody) == steps[number - 1]
        await here.wait_until(begin + after + late + MOMENT)
        assert await counts(*everybody) == steps[number]
        assert phone.rang == outside[number]
        if number >= 3:
            late += MOMENT  # the calls to everybody count from one another


@EVERYWHERE
async def test_a_claim_stops_it_until_the_first_contact_is_due(here: Town) -> None:
    await here.rota("sam", "mira")
    await here.ana.says(DANGER, in_="mood")
    assert await counts(here.mira, here.sam) == [1, 0]
    begin = here.clock.now()
    assert "Mira has it" in replied(await here.mira.presses("Claim"))
    await here.wait_until(begin + paging(here).contact - MOMENT)
    assert await counts(here.mira, here.sam) == [1, 0]
    await here.wait_until(begin + paging(here).contact + MOMENT)
    assert await counts(here.mira, here.sam) == [1, 1]  # the next person, and not her again
    assert "Case 1: was the member reached?" in await here.mira.private()
    assert "Waiting for someone to take it" in replied(await here.sam.does("case show", case="1"))
    assert "was not reached in time" in replied(await here.sam.does("case show", case="1"))
    assert "Mira has it" in replied(await here.mira.presses("I reached the member", in_="direct"))
    await here.pass_time(hours=12)
    assert await counts(here.mira, here.sam) == [1, 1]


@EVERYWHERE
async def test_contact_ends_it(here: Town) -> None:
    await here.rota("sam", "mira")
    await here.ana.says(DANGER, in_="mood")
    await here.sam.presses("Claim")
    shown = replied(await here.sam.presses("I reached the member"))
    assert "Member reached: " in shown
    assert "[I reached the member]" not in shown
    await here.pass_time(hours=24)
    assert await counts(here.mira, here.sam) == [1, 0]


@EVERYWHERE
async def test_what_is_given_back_calls_somebody_else(here: Town) -> None:
    noor = await here.joins(NOOR)
    await here.rota("sam", "mira", "noor")
    await here.ana.says(DANGER, in_="mood")
    assert await counts(here.mira, noor, here.sam) == [1, 0, 0]
    await noor.does("case next")
    await noor.presses("Give back")
    assert await counts(here.mira, noor, here.sam) == [1, 0, 1]


async def test_the_calls_to_everybody_grow_rarer_and_never_end(here: Town) -> None:
    await here.ana.says(DANGER, in_="mood")
    async with here.parts.database.write() as tx:
        for number in range(60):  # as after days in which nobody came
            await pages.note(tx, f"old:{number}", 1, pages.EVERYBODY, "everybody", here.clock.now())
    before = await counts(here.sam)
    for more in (1, 2, 3):
        await here.pass_time(hours=4, minutes=1)
        assert await counts(here.sam) == [before[0] + more]


@EVERYWHERE
async def test_nobody_on_duty_is_told_plainly_with_the_lines_of_their_country(here: Town) -> None:
    await here.ana.does("help country", country="United Kingdom")
    await here.ana.says(DANGER, in_="mood")
    note = await here.ana.private()
    assert "No moderator is on duty right now" in note
    assert "116 123" in note
    assert "999" in note
    assert await counts(here.mira, here.sam) == [1, 1]  # everybody, at once
    assert "moderators have been called" not in note


async def test_somebody_on_duty_is_no_promise(here: Town) -> None:
    await here.rota("sam")
    await here.ana.says(DANGER, in_="mood")
    note = await here.ana.private()
    assert "moderators have been called. We cannot promise a quick answer" in note
    assert "No moderator is on duty" not in note


async def test_somebody_who_rests_is_not_on_duty(here: Town) -> None:
    await here.rota("sam")
    await here.sam.does("duty pause", minutes="1440")
    told = ((here.ana, DANGER), (here.ben, "my husband hits me every night and I'm scared to go home"))
    for number, (someone, text) in enumerate(told, 1):
        await someone.says(text, in_="mood")
        assert "No moderator is on duty right now" in await someone.private()
        assert await counts(here.mira, here.sam) == [number, number]


async def test_a_cap_moves_pages_and_never_cancels_them(opens: Opens, library: Library) -> None:
    capped = replace(library, policy=replace(library.policy, pages_per_turn=1))
    async with opens(capped) as here:
        noor = await here.joins(NOOR)
        await here.rota("mira", on_call=("noor",))
        everybody = (here.mira, noor, here.sam)
        await here.ana.says(DANGER, in_="mood")
        assert await counts(*everybody) == [1, 0, 0]
        await here.ben.says("I can't do this any more, I have the pills counted out", in_="mood")
        assert await counts(*everybody) == [1, 1, 0]
        await here.cleo.says("I'm going to end my life tonight", in_="mood")
        assert await counts(*everybody) == [2, 2, 1]


async def test_quiet_hours_are_those_of_the_persons_own_zone(here: Town) -> None:
    await here.rota("sam", "mira")
    assert "did not understand the hours" in (await here.mira.does("duty quiet", hours="noon", zone="Asia/Tokyo")).refused
    assert "do not know that time zone" in (await here.mira.does("duty quiet", hours="20:00-22:00", zone="Narnia")).refused
    await here.mira.does("duty quiet", hours="20:00-22:00", zone="Asia/Tokyo")  # 11:00 to 13:00 UTC, and it is noon
    await here.sam.does("duty quiet", hours="20:00-22:00", zone="Europe/London")
    await here.ana.says(DANGER, in_="mood")
    assert await counts(here.mira, here.sam) == [0, 1]
    await here.sam.does("duty quiet", hours="11:00-13:00", zone="Europe/London")
    await here.ben.says(DANGER, in_="mood")
    assert await counts(here.mira, here.sam) == [1, 2]  # nobody is left: everybody, whatever the hour
    await here.sam.presses("Claim")
    await here.sam.does("case claim", case="1")
    for case in ("1", "2"):
        await here.sam.does("case contact", case=case)
    await here.wait_until(NOW + timedelta(hours=1, minutes=1))
    await here.cleo.says(DANGER, in_="mood")
    assert await counts(here.mira, here.sam) == [2, 2]


async def test_a_pause_moves_pages_until_it_is_over(here: Town) -> None:
    await here.rota("sam", "mira")
    await here.mira.does("duty pause", minutes="30")
    await here.ana.says(DANGER, in_="mood")
    assert await counts(here.mira, here.sam) == [0, 1]
    await here.sam.does("case contact", case="1")
    await here.pass_time(minutes=31)
    await here.ben.says(DANGER, in_="mood")
    assert await counts(here.mira, here.sam) == [1, 1]
    await here.mira.does("case contact", case="2")
    assert "[I am back]" in replied(await here.mira.does("duty pause", minutes="1440"))
    assert "reach you again" in replied(await here.mira.does("duty resume"))
    await here.cleo.says(DANGER, in_="mood")
    assert sum(await counts(here.mira, here.sam)) == 3


async def test_heavy_cases_are_spread(here: Town) -> None:
    await here.rota("sam", "mira")
    for someone in (here.ana, here.ben):
        await someone.says(DANGER, in_="mood")
        for one in (here.mira, here.sam):
            if await one.pages():
                await one.does("case next")
    assert await counts(here.mira, here.sam) == [1, 1]  # the second went to whoever carried none


@EVERYWHERE
async def test_nobody_is_called_for_a_case_about_themselves(here: Town) -> None:
    await here.rota("mira", "sam")
    await here.mira.says(DANGER, in_="mood")
    assert await counts(here.mira, here.sam) == [0, 1]
    assert "moderators have been called" in await here.mira.private()
