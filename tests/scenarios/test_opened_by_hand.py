"""A moderator sees what the program did not, and opens a case by hand; and what else the team does from a message or a person."""

import json
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.core.case import Case
from bot.core.message import Person
from bot.knowledge.library import Library
from bot.store import audit, cases, evidence
from tests.fakes import NOW
from tests.town import NOOR, Town, replied, town

SLY = "Some people here should think about whether anybody wants to read them"
PHONE = "Call me on 07700 900123"
DANGER = "I want to kill myself tonight"


@pytest.fixture
async def here(tmp_path: Path, library: Library) -> AsyncIterator[Town]:
    async with town(tmp_path, library, at=NOW) as running:
        yield running


async def waiting(here: Town) -> list[Case]:
    async with here.parts.database.read() as tx:
        return [case for case in await cases.queue(tx) if case.label != "drill"]


async def test_a_case_is_opened_with_what_was_said_before_and_after(here: Town) -> None:
    await here.cleo.says("Morning everyone, how did it go?", in_="general")
    said = await here.ben.says(SLY, in_="general")
    await here.ben.edits(said, "Good morning all")
    opened = await here.sam.does("case open", message=said, urgency="normal", note="It reads like a dig at Ana")
    assert opened.private
    assert replied(opened).startswith("Case 1: opened by hand")
    seen = await here.mira.reads("moderators")
    assert "Case 1: opened by hand" in seen
    assert "Member: Ben" in seen
    assert "Where: #general" in seen
    assert SLY not in seen
    shown = replied(await here.mira.does("case show", case="1"))
    assert "It reads like a dig at Ana" in shown
    assert "Sam opened it by hand" in shown
    assert "opened by the program" not in shown
    proof = replied(await here.mira.does("case evidence", case="1", reason="decide"))
    assert SLY in proof
    assert "Good morning all" in proof
    assert "Morning everyone" in proof
    await here.ana.says("I saw that", in_="general")
    await here.pass_time(minutes=16)
    assert "I saw that" in replied(await here.mira.does("case evidence", case="1", reason="decide"))


async def test_nobody_else_learns_of_it(here: Town) -> None:
    said = await here.ben.says(SLY, in_="general")
    await here.sam.does("case open", in_="general", message=said, urgency="normal")
    for one in (here.ana, here.ben, here.osei):
        assert "opened by hand" not in await one.reads("general") + await one.private()
    assert (await here.ana.does("case open", message=said, urgency="low")).refused
    assert (await here.osei.does("case open", message=said, urgency="low")).refused


async def test_a_message_has_one_case(here: Town) -> None:
    said = await here.ben.says(PHONE, in_="general")
    again = await here.sam.does("case open", message=said, urgency="high")
    assert "It is case 1" in replied(again)
    assert again.reply is not None
    (button,) = again.reply.buttons
    assert "Case 1: own identifier" in replied(await here.sam.does(button.command, **button.args))
    assert [(case.label, case.severity.name) for case in await waiting(here)] == [("privacy", "LOW")]
    other = await here.ben.says(SLY, in_="general")
    await here.sam.does("case open", message=other, urgency="low")
    assert "It is case 2" in replied(await here.mira.does("case open", message=other, urgency="now"))
    assert len(await waiting(here)) == 2


async def test_a_second_messages_place_in_a_joined_crisis_is_known(here: Town) -> None:
    await here.ana.says(DANGER, in_="mood")
    second = await here.ana.says("I really want to end my life tonight", in_="general")
    assert "It is case 1" in replied(await here.sam.does("case open", message=second, urgency="low"))


@pytest.mark.parametrize(("urgency", "calls"), [("low", 0), ("normal", 0), ("high", 0), ("soon", 1), ("now", 1)])
async def test_what_is_very_urgent_calls_whoever_is_on_duty(here: Town, urgency: str, calls: int) -> None:
    await here.rota("mira")
    said = await here.ben.says("It will all be over after the weekend, one way or another", in_="mood")
    await here.sam.does("case open", message=said, urgency=urgency)
    (case,) = await waiting(here)
    assert (case.severity.name.lower(), case.paged, case.label) == (urgency, bool(calls), "opened")
    assert len(await here.mira.pages()) == calls
    shown = replied(await here.mira.does("case show", case="1"))
    assert shown.count("Take this case now") == calls  # the clinic's plan stands on what calls people


async def test_danger_told_in_the_note_calls_people_whatever_was_chosen(here: Town) -> None:
    await here.rota("mira")
    said = await here.ben.says("Take care all of you", in_="general")
    await here.sam.does("case open", message=said, urgency="low", note="Ana says Ben is going to kill himself tonight")
    (case,) = await waiting(here)
    assert (case.paged, case.severity.name, case.value) == (True, "NOW", "danger")
    assert len(await here.mira.pages()) == 1


async def test_it_is_said_when_nobody_takes_it(here: Town) -> None:
    said = await here.ben.says(SLY, in_="general")
    await here.sam.does("case open", message=said, urgency="high")
    await here.pass_time(minutes=119)
    assert not await here.sam.sees("Case 1 is waiting", in_="moderators")
    await here.pass_time(minutes=2)
    assert await here.sam.sees("Case 1 is waiting", in_="moderators")


async def test_kind_refusals(here: Town) -> None:
    mine = await here.sam.says("A quiet morning", in_="general")
    assert "your own message" in (await here.sam.does("case open", message=mine, urgency="low")).refused
    await here.ana.says("What can raise my PSA besides cancer?")
    (answer,) = [one for one in await here.ben.view() if one.card]
    assert "That was me" in (await here.sam.does("case open", message=answer.id, urgency="low")).refused
    assert "do not know this message" in (await here.sam.does("case open", message="nothing", urgency="low")).refused
    private = await here.ana.says("Is this private?", in_="direct")
    assert "do not know this message" in (await here.sam.does("case open", message=private, urgency="low")).refused
    assert await waiting(here) == []


async def test_who_reported_a_message_is_not_shown_its_case(here: Town) -> None:
    said = await here.ben.says(SLY, in_="general")
    await here.mira.does("report message", message=said, concern="harassment")
    assert "Somebody else" in (await here.mira.does("case open", message=said, urgency="low")).refused
    assert "It is case 1" in replied(await here.sam.does("case open", message=said, urgency="low"))


async def test_a_report_joins_what_was_opened_by_hand(here: Town) -> None:
    said = await here.ben.says(SLY, in_="general")
    await here.sam.does("case open", message=said, urgency="low")
    await here.ana.does("report message", message=said, concern="hate")
    (case,) = await waiting(here)
    assert (case.id, case.label, case.severity.name) == (1, "opened", "NORMAL")
    assert await here.sam.sees("Reports by members: 1", in_="moderators")


async def test_after_a_day_the_words_are_gone_and_the_case_is_opened_all_the_same(here: Town) -> None:
    said = await here.ben.says(SLY, in_="general")
    await here.pass_time(hours=25)
    await here.sam.does("case open", in_="moderators", message=said, urgency="normal")
    seen = await here.sam.reads("moderators")
    assert "Member: Ben" in seen
    assert "Where: #general" in seen
    assert SLY not in replied(await here.sam.does("case evidence", case="1", reason="decide"))


@pytest.mark.parametrize("urgency", ["normal", "now"])
async def test_without_consent_only_what_danger_needs_is_kept(here: Town, urgency: str) -> None:
    nell = await here.arrives(Person("nell", "Nell"))
    said = await nell.says(SLY, in_="general")
    await here.sam.does("case open", message=said, urgency=urgency)
    proof = replied(await here.sam.does("case evidence", case="1", reason="decide"))
    assert (SLY in proof) == (urgency == "now")
    assert ("has not agreed" in proof) == (urgency == "normal")


async def test_its_evidence_goes_when_its_time_is_over(here: Town) -> None:
    said = await here.ben.says(SLY, in_="general")
    await here.sam.does("case open", message=said, urgency="normal")
    await here.sam.does("case claim", case="1")
    await here.sam.does("case resolve", case="1", outcome="not_a_problem")
    after = here.parts.engine.library.policy.keep_after["not_a_problem"]
    await here.pass_time(seconds=(after + timedelta(hours=2)).total_seconds())
    async with here.parts.database.read() as tx:
        assert await evidence.of_case(tx, 1) == []


async def test_it_is_on_record_counted_and_its_note_is_its_writers_own(here: Town) -> None:
    said = await here.ben.says(SLY, in_="general")
    await here.sam.does("case open", message=said, urgency="normal", note="note-8812")
    async with here.parts.database.read() as tx:
        steps = await audit.of_case(tx, 1)
    assert [(step.actor, step.kind) for step in steps] == [("sam", "opened_by_hand")]
    assert "note-8812" not in str(steps)
    assert "opened by hand: 1" in replied(await here.sam.does("case report", days="7", audience="staff"))
    assert "opened by hand: fewer than 5" in replied(await here.sam.does("case report", days="7", audience="public"))
    await here.sam.does("privacy erase", sure="true")
    assert "note-8812" not in replied(await here.mira.does("case show", case="1"))


async def test_measures_ask_what_was_seen_and_not_who_pointed_at_it(here: Town) -> None:
    said = await here.ben.says(SLY, in_="general")
    await here.sam.does("case open", message=said, urgency="normal")
    await here.sam.does("case claim", case="1")
    assert "has your warning" in replied(await here.sam.does("member warn", case="1", rule="harassment"))
    assert "Out of sight" in replied(await here.sam.does("member hide", case="1", rule="harassment"))
    assert not await here.ana.sees(SLY, in_="general")


# What is there about a person


async def test_the_cases_of_a_person(here: Town) -> None:
    await here.ben.says(PHONE, in_="general")
    await here.ana.says(PHONE, in_="general")
    said = await here.ben.says(SLY, in_="general")
    await here.sam.does("case open", message=said, urgency="high")
    await here.sam.does("case claim", case="1")
    await here.sam.does("case resolve", case="1", outcome="supported")
    shown = await here.sam.does("case about", person="ben")
    assert shown.private
    assert replied(shown).startswith("Cases about Ben")
    assert [line.split(":")[0] for line in replied(shown).splitlines() if line.startswith("Case ")] == ["Case 3", "Case 1"]
    assert "There are none" in replied(await here.sam.does("case about", person="cleo"))
    assert (await here.ana.does("case about", person="ben")).refused


async def test_nobody_sees_their_own_cases_or_those_that_they_may_not_handle(here: Town) -> None:
    said = await here.sam.says(SLY, in_="general")
    await here.mira.does("report message", message=said, concern="harassment")
    assert "about you" in (await here.sam.does("case about", person="sam")).refused
    assert "There are none" in replied(await here.mira.does("case about", person="sam"))
    noor = await here.joins(NOOR)
    assert "reported: harassment" in replied(await noor.does("case about", person="sam"))


# Asking for a person


async def test_a_request_that_is_pressed_twice_is_one_case(here: Town) -> None:
    first = replied(await here.ana.does("help person", about="I do not know whom to ask"))
    assert replied(await here.ana.does("help person", about="It is about my results")) == first
    assert [(case.label, case.person) for case in await waiting(here)] == [("request", "ana")]
    assert (await here.sam.reads("moderators")).count("Case 1: asks for a person") == 1
    proof = replied(await here.sam.does("case evidence", case="1", reason="decide"))
    assert "I do not know whom to ask" in proof
    assert "It is about my results" in proof
    assert "asked for a person again" in replied(await here.sam.does("case show", case="1"))
    await here.ben.does("help person")
    assert len(await waiting(here)) == 2


async def test_whoever_has_the_request_hears_that_it_came_again(here: Town) -> None:
    await here.ana.does("help person")
    await here.sam.does("case claim", case="1")
    await here.mira.does("case watch", case="1")
    await here.ana.does("help person", about="Are you there?")
    assert "asked for a person again" in await here.sam.private()
    assert "asked for a person again" in await here.mira.private()
    await here.sam.does("case resolve", case="1", outcome="supported")
    await here.ana.does("help person")
    assert [case.id for case in await waiting(here)] == [2]


async def test_it_is_said_when_nobody_takes_a_request(here: Town) -> None:
    await here.ana.does("help person")
    await here.pass_time(minutes=60)
    await here.ana.does("help person")
    await here.pass_time(minutes=61)
    assert (await here.sam.reads("moderators")).count("Case 1 is waiting") == 1


# What is offered while a number is typed


async def choices(here: Town, person: str, command: str, text: str = "") -> list[str]:
    engine, place = here.parts.engine, here.world.place("moderators")
    return [value for value, _ in await engine.complete(here.talk.person(person), place, command, "case", text)]


async def test_a_resolved_case_is_offered_to_be_opened_again_and_no_open_one(here: Town) -> None:
    for one in (here.ana, here.ben, here.sam):
        await one.says(PHONE, in_="general")
    await here.mira.does("case merge", case="2", into="2")
    for number in ("1", "2", "3"):
        await here.mira.does("case claim", case=number)
        await here.pass_time(minutes=1)
        if number != "2":
            await here.mira.does("case resolve", case=number, outcome="supported")
    assert await choices(here, "mira", "case reopen") == ["3", "1"]
    assert await choices(here, "sam", "case reopen") == ["1"]  # none about oneself
    assert await choices(here, "mira", "case reopen", "#1") == ["1"]
    assert await choices(here, "mira", "case reopen", "identifier") == ["3", "1"]
    for command in ("case show", "case playbook", "case merge"):
        assert await choices(here, "mira", command) == ["2"], command
    await here.mira.does("case reopen", case="1")
    assert await choices(here, "mira", "case reopen") == ["3"]


async def test_an_appeal_says_that_it_is_one(here: Town) -> None:
    said = await here.ben.says(SLY, in_="general")
    await here.sam.does("case open", message=said, urgency="normal")
    await here.sam.does("case claim", case="1")
    await here.sam.does("member warn", case="1", rule="harassment")
    await here.ben.presses("Appeal", in_="direct", appeal="I meant nobody")
    assert await here.mira.sees("Case 2: appeal against a warning", in_="moderators")
    done = replied(await here.mira.does("appeal overturn", case="2"))
    assert "What was taken back: a warning." in done
    exported = json.loads((await here.ben.does("privacy export")).files[0].content)
    assert {one["about"] for one in exported["cases"]} == {"opened.by_hand", "appeal.warn"}
