"""Evidence is kept as long as its outcome asks for, then destroyed; a legal hold keeps it, for everybody to see (promise 5)."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.store import evidence
from tests.both import EVERYWHERE
from tests.fakes import NOW
from tests.town import NOOR, Town, replied

CANARY = "canary-7731"
PHONE = f"Call me on 07700 900123, {CANARY}"
DANGER = f"I want to kill myself tonight, {CANARY}"
DAY = timedelta(days=1)


@pytest.fixture
def at() -> datetime:
    return NOW


async def kept(here: Town, case: int = 1) -> list[str]:
    async with here.parts.database.read() as tx:
        return [item.kind for item in await evidence.of_case(tx, case)]


async def settled(here: Town, text: str, outcome: str) -> None:
    await here.ana.says(text, in_="mood")
    await here.sam.does("case claim", case="1")
    await here.sam.does("case resolve", case="1", outcome=outcome)


async def test_kept_by_outcome_and_then_destroyed(here: Town) -> None:
    policy = here.parts.engine.library.policy
    begin = here.clock.now()
    times = {}
    for number, outcome in enumerate(("emergency", "supported", "not_a_problem", "no_action"), 1):
        await here.ana.says(PHONE, in_="mood")
        await here.sam.does("case claim", case=str(number))
        await here.sam.does("case resolve", case=str(number), outcome=outcome)
        times[number] = policy.keep_after.get(outcome, policy.keep_evidence)
    assert len(set(times.values())) == 4
    for number, time in sorted(times.items(), key=lambda item: item[1]):
        await here.wait_until(begin + time - DAY)
        assert await kept(here, number)
        assert CANARY in replied(await here.sam.does("case evidence", case=str(number), reason="quality"))
        await here.wait_until(begin + time + timedelta(hours=2))
        assert not await kept(here, number)
        shown = replied(await here.sam.does("case evidence", case=str(number), reason="quality"))
        assert CANARY not in shown
        assert "What the bot saw" not in shown
        assert "Resolved by Sam" in replied(await here.sam.does("case show", case=str(number)))  # the record stays, without words


async def test_what_nobody_has_settled_is_kept(here: Town) -> None:
    await here.ana.says(PHONE)
    await here.pass_time(days=400)
    assert await kept(here)


async def test_what_was_said_around_it_goes_with_it(here: Town) -> None:
    await here.ben.says("Good morning, how did everybody sleep?", in_="mood")
    await settled(here, PHONE, "not_a_problem")
    await here.cleo.says("Not well at all", in_="mood")
    await here.pass_time(minutes=16)
    assert sorted(await kept(here)) == ["around", "around", "original"]
    await here.pass_time(days=7, hours=2)
    assert not await kept(here)


async def test_opened_again_it_is_kept_until_the_next_outcome(here: Town) -> None:
    await settled(here, PHONE, "not_a_problem")
    await here.pass_time(days=6)
    await here.sam.does("case reopen", case="1")
    await here.pass_time(days=20)
    assert await kept(here)
    await here.sam.does("case claim", case="1")
    await here.sam.does("case resolve", case="1", outcome="not_a_problem")
    await here.pass_time(days=6)
    assert await kept(here)
    await here.pass_time(days=1, hours=2)
    assert not await kept(here)


@EVERYWHERE
async def test_a_legal_hold_keeps_it_openly_and_its_end_lets_it_go(here: Town, tmp_path: Path) -> None:
    noor = await here.joins(NOOR)
    await settled(here, PHONE, "not_a_problem")
    for someone in (here.sam, here.ana, here.osei):
        assert (await someone.does("case hold", case="1", note="police")).refused  # an admin alone
    assert "under legal hold" in replied(await noor.does("case hold", case="1", note="Asked for by the police, file 12"))
    assert "under legal hold already" in (await noor.does("case hold", case="1", note="again")).refused
    assert await here.mira.sees("Legal hold: 2026-11-24", in_="moderators")
    await here.pass_time(days=500)
    shown = replied(await here.mira.does("case show", case="1"))
    assert "Legal hold: 2026-11-24" in shown
    assert "Noor put it under legal hold" in shown
    assert "Asked for by the police, file 12" in shown
    assert CANARY in replied(await here.mira.does("case evidence", case="1", reason="authority"))
    assert (await here.sam.does("case lift", case="1", note="x")).refused
    assert "is lifted" in replied(await noor.does("case lift", case="1", note="The police are done"))
    assert "not under legal hold" in (await noor.does("case lift", case="1", note="again")).refused
    await here.pass_time(hours=2)
    assert not await kept(here)
    shown = replied(await here.mira.does("case show", case="1"))
    assert "Noor lifted the legal hold" in shown
    assert "Legal hold: 2026" not in shown


async def test_a_hold_goes_along_when_two_cases_become_one(here: Town) -> None:
    noor = await here.joins(NOOR)
    await here.ana.says("You are a pathetic waste of space", in_="general")
    await here.ana.says(PHONE)
    await noor.does("case hold", case="2", note="lawyer")
    await here.sam.does("case merge", case="2", into="1")
    await here.sam.does("case claim", case="1")
    assert "Legal hold: " in replied(await here.sam.does("case resolve", case="1", outcome="not_a_problem"))
    await here.pass_time(days=30)
    assert len(await kept(here)) >= 2


@EVERYWHERE
async def test_every_look_is_on_record_with_its_reason(here: Town) -> None:
    await here.ana.says(DANGER, in_="mood")
    missing = await here.mira.presses("Show the message")
    assert [argument.name for argument in missing.missing] == ["reason"]
    assert "Mira looked" not in replied(await here.sam.does("case show", case="1"))
    outcome = await here.mira.presses("Show the message", reason="safety")
    assert outcome.private
    assert outcome.reply is not None
    assert [field.veiled for field in outcome.reply.fields if CANARY in field.value] == [True]
    assert "Mira looked at the message" in replied(await here.sam.does("case show", case="1"))
    assert CANARY not in await here.sam.reads("moderators")
