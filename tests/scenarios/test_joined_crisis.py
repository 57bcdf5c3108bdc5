"""A member in crisis writes again: one case, which only grows, and somebody hears of each message (promises 2 and 4)."""

from datetime import datetime, timedelta

import pytest

from bot.core.case import Case
from bot.core.decision import Urgency
from bot.store import cases, evidence
from tests.both import EVERYWHERE
from tests.fakes import NOW
from tests.town import NOOR, Town, replied

HEAVY = "Everyone would be better off without me"
DANGER = "I want to kill myself tonight"
MORE = "I have the pills counted out in front of me"
MOMENT = timedelta(seconds=30)


@pytest.fixture
def at() -> datetime:
    return NOW


async def case_of(here: Town, number: int = 1) -> Case:
    async with here.parts.database.read() as tx:
        found = await cases.get(tx, number)
        assert found is not None
        assert await cases.get(tx, number + 1) is None
    return found


async def counts(here: Town) -> list[int]:
    return [len(await one.pages()) for one in (here.mira, here.sam)]


async def helped(here: Town) -> int:
    return (await here.ana.private()).count("there to listen")


@EVERYWHERE
async def test_a_second_message_joins_and_calls_again_until_somebody_reached_them(here: Town) -> None:
    await here.rota("sam", "mira")
    await here.ana.says(DANGER, in_="mood")
    assert await counts(here) == [1, 0]
    await here.ana.says(MORE, in_="prostate")
    case = await case_of(here)
    async with here.parts.database.read() as tx:
        kept = [item.text for item in await evidence.of_case(tx, case.id) if item.kind == "original"]
    assert kept == [DANGER, MORE]
    assert await helped(here) == 2
    assert await counts(here) == [1, 1]
    assert "another message of the member joined it" in replied(await here.sam.does("case show", case="1"))


async def test_calls_out_of_turn_set_nothing_back(here: Town) -> None:
    plan = here.parts.engine.library.policy.paging_of("now")
    noor = await here.joins(NOOR)
    await here.rota("mira", on_call=("noor",))
    begin = here.clock.now()
    await here.ana.says(DANGER, in_="mood")
    await here.wait_until(begin + plan.second - MOMENT)
    await here.ana.says(MORE, in_="mood")
    assert len(await noor.pages()) == 0
    assert len(await here.mira.pages()) == 2
    await here.wait_until(begin + plan.second + MOMENT)
    assert len(await noor.pages()) == 1


async def test_whoever_has_it_hears_of_each_message_and_their_time_stays(here: Town) -> None:
    plan = here.parts.engine.library.policy.paging_of("now")
    await here.rota("sam", "mira")
    begin = here.clock.now()
    await here.ana.says(DANGER, in_="mood")
    await here.mira.presses("Claim")
    await here.wait_until(begin + plan.contact - 2 * MOMENT)
    await here.ana.says(MORE, in_="mood")
    assert await counts(here) == [2, 0]
    await here.wait_until(begin + plan.contact + MOMENT)
    assert await counts(here) == [2, 1]  # not put off by the member's own message


async def test_while_somebody_is_in_contact_the_same_does_not_page_and_worse_does(here: Town) -> None:
    await here.rota("sam", "mira")
    await here.ana.says(HEAVY, in_="mood")
    assert (await case_of(here)).severity is Urgency.SOON
    await here.mira.presses("Claim")
    await here.mira.presses("I reached the member")
    await here.ana.says("I am just a burden to everyone, I wish I was dead", in_="mood")
    assert await counts(here) == [1, 0]
    assert "another message of the member joined it" in await here.mira.private()
    await here.ana.says(DANGER, in_="mood")
    case = await case_of(here)
    assert (case.severity, case.value, case.owner) == (Urgency.NOW, "active", here.id_of("mira"))
    assert case.contacted_at is None
    assert await counts(here) == [2, 0]
    assert await helped(here) == 3
    await here.pass_time(minutes=16)  # and now it is due within the minutes of the graver one
    assert await counts(here) == [2, 1]


async def test_contact_counts_as_long_as_somebody_has_the_case(here: Town) -> None:
    await here.rota("sam", "mira")
    await here.ana.says(DANGER, in_="mood")
    await here.mira.presses("Claim")
    await here.mira.presses("I reached the member")
    await here.mira.presses("Give back")
    assert await counts(here) == [1, 0]
    await here.ana.says(MORE, in_="mood")
    assert await counts(here) == [1, 1]
    assert (await case_of(here)).contacted_at is None


@EVERYWHERE
async def test_nothing_that_the_member_takes_back_lowers_it(here: Town) -> None:
    await here.rota("sam", "mira")
    said = await here.ana.says(DANGER, in_="mood")
    before = await case_of(here)
    await here.ana.says("I'm fine, really. It was only a joke", in_="mood")
    await here.ana.edits(said, "I'm fine")
    await here.ana.edits(said, HEAVY)
    await here.ana.deletes(said)
    after = await case_of(here)
    assert (after.severity, after.human, after.value, after.state) == (before.severity, before.human, "active", before.state)
    await here.pass_time(minutes=11)
    assert await counts(here) == [2, 2]
    assert [(item.kind, item.text) for item in await kept(here)] == [("original", DANGER), ("edit", "I'm fine"), ("edit", HEAVY)]


async def kept(here: Town) -> list[evidence.Evidence]:
    async with here.parts.database.read() as tx:
        return [item for item in await evidence.of_case(tx, 1) if item.kind in {"original", "edit"}]


@EVERYWHERE
async def test_an_edit_to_something_worse_calls_again(here: Town) -> None:
    await here.rota("sam", "mira")
    said = await here.ana.says(HEAVY, in_="mood")
    await here.sam.does("case contact", case="1")
    await here.ana.edits(said, DANGER)
    assert (await case_of(here)).severity is Urgency.NOW
    assert [len(await one.pages()) for one in (here.mira, here.sam)] == [1, 1]
    await here.ana.edits(said, DANGER + ".")
    assert [len(await one.pages()) for one in (here.mira, here.sam)] == [1, 1]


async def test_a_settled_crisis_opens_again_where_its_message_still_is_one(here: Town) -> None:
    await here.rota("sam", "mira")
    said = await here.ana.says(DANGER, in_="mood")
    await here.mira.presses("Claim")
    await here.mira.presses("Resolve", outcome="supported")
    await here.ana.edits(said, DANGER + ", nobody came")
    case = await case_of(here)
    assert (case.state.value, case.owner, case.outcome, case.resolved_at) == ("open", None, None, None)
    assert await counts(here) == [1, 1]
    await here.ana.edits(said, "Thank you all")
    assert (await case_of(here)).state.value == "open"


async def test_after_it_was_settled_a_new_message_is_a_new_case(here: Town) -> None:
    await here.ana.says(DANGER, in_="mood")
    await here.sam.presses("Claim")
    await here.sam.presses("Resolve", outcome="supported")
    await here.ana.says(MORE, in_="mood")
    case = await case_of(here, 2)
    assert case.state.value == "open"
    assert (await here.sam.pages())[-1].endswith("case 2")


async def test_one_message_is_one_case_whatever_its_labels(here: Town) -> None:
    await here.ana.says(f"{MORE}. Call my sister on 07700 900123, and vaccines cause autism anyway", in_="mood")
    assert (await case_of(here)).value == "active"


@EVERYWHERE
async def test_nobody_on_duty_is_told_in_the_members_language(here: Town) -> None:
    await here.cleo.says("Quiero matarme esta noche", in_="mood")
    assert "Ahora mismo no hay" in await here.cleo.private()
