"""The chain of calls is exercised with a case that is none, so that nobody finds out in a real one that it is broken."""

from datetime import datetime, timedelta

import pytest

from tests.both import EVERYWHERE
from tests.fakes import NOW
from tests.town import NOOR, Someone, Town, replied

MOMENT = timedelta(seconds=30)


@pytest.fixture
def at() -> datetime:
    return NOW


async def counts(*people: Someone) -> list[int]:
    return [len(await one.pages()) for one in people]


async def test_whoever_answers_ends_it_in_whichever_way(here: Town) -> None:
    await here.rota("mira")
    for number, answer in enumerate(("case claim", "case next", "case contact"), 1):
        assert "The drill has begun" in replied(await here.sam.does("case drill"))
        assert await counts(here.mira, here.sam) == [number, 0]
        assert await here.mira.sees("This is practice", in_="moderators")
        await here.pass_time(minutes=7)
        args = {} if answer == "case next" else {"case": str(number)}
        assert "It took 7 minutes until somebody answered" in replied(await here.mira.does(answer, **args))
        assert "Mira answered the drill" in replied(await here.sam.does("case show", case=str(number)))
    await here.pass_time(days=2)
    assert await counts(here.mira, here.sam) == [3, 0]
    assert not await here.mira.private()  # neither a word after a crisis nor a question whether anybody was reached
    assert "queue is empty" in replied(await here.sam.does("case next"))
    assert "Crises among them: 0" in replied(await here.mira.does("duty load"))


@EVERYWHERE
async def test_a_drill_that_nobody_answers_goes_the_whole_way_and_is_told(here: Town) -> None:
    plan = here.parts.engine.library.policy.paging_of("soon")
    noor = await here.joins(NOOR)
    await here.rota("sam", "mira", on_call=("noor",))
    begin = here.clock.now()
    await noor.does("case drill")
    everybody = (here.mira, here.sam, noor)
    for after, called in (
        (timedelta(0), [1, 0, 0]),
        (plan.second, [1, 1, 0]),
        (plan.on_call, [1, 1, 1]),
        (plan.everybody, [2, 2, 2]),
    ):
        await here.wait_until(begin + after + MOMENT)
        assert await counts(*everybody) == called
    assert not await here.sam.sees("Nobody answered the drill", in_="moderators")
    await here.pass_time(minutes=plan.repeat.total_seconds() / 60)
    assert await here.sam.sees("Nobody answered the drill", in_="moderators")
    assert await here.sam.sees("Resolved by Carecircle: No action needed", in_="moderators")
    await here.pass_time(days=2)
    assert await counts(*everybody) == [2, 2, 2]
    assert "resolved already" in (await here.sam.does("case claim", case="1")).refused


async def test_it_comes_every_week_by_itself(here: Town) -> None:
    await here.rota("sam")
    await here.pass_time(days=6, hours=23)
    assert await counts(here.sam) == [0]
    await here.pass_time(hours=2)
    assert await counts(here.sam) == [1]
    await here.sam.presses("Claim")
    await here.pass_time(days=6)
    assert await counts(here.sam) == [1]
    await here.pass_time(days=1)
    assert await counts(here.sam) == [2]
    assert await here.sam.sees("Case 2: a drill", in_="moderators")
