"""A member shows the team a message. Nobody ever learns who did."""

import json
from dataclasses import replace

import pytest

from bot.core.case import Case
from bot.core.policy import Policy
from bot.knowledge.library import Library
from bot.store import cases, pages, reports
from tests.both import EVERYWHERE, Opens
from tests.town import Town, card_text, replied

RUDE = "People like you make this channel worse every single day"


async def opened(here: Town) -> list[Case]:
    """All cases that wait, but the drill's."""
    async with here.parts.database.read() as tx:
        return [case for case in await cases.queue(tx) if case.label != "drill"]


async def everything_moderators_see(here: Town, case: str = "1") -> str:
    """The channel, every view of the case, and what the page's server hands out with them."""
    seen = [await here.sam.reads("moderators"), await here.sam.private()]
    for command in ("case list", "case mine", "case show", "member show", "case evidence", "case claim"):
        args = {} if command in {"case list", "case mine"} else {"case": case}
        outcome = await here.sam.does(command, **args, **({"reason": "decide"} if command == "case evidence" else {}))
        if outcome.reply is None:
            seen.append(outcome.refused)
            continue
        seen += [replied(outcome), *(json.dumps(dict(button.args)) for button in outcome.reply.buttons)]
    return "\n".join(seen)


@EVERYWHERE
async def test_a_report_opens_one_case_about_the_author_and_keeps_what_was_said(here: Town) -> None:
    await here.cleo.says("Morning everyone, how did it go?", in_="general")
    said = await here.ben.says(RUDE, in_="general")
    thanks = await here.ana.does("report message", message=said, concern="harassment", more="He keeps doing this to me")
    assert "sees that it was you" in replied(thanks)
    assert thanks.private
    assert await here.sam.sees("Case 1: reported: harassment", in_="moderators")
    assert await here.sam.sees("Member: Ben", in_="moderators")
    assert await here.sam.sees("Where: #general", in_="moderators")
    seen = replied(await here.sam.does("case evidence", case="1", reason="decide"))
    assert RUDE in seen
    assert "Morning everyone" in seen
    assert "A member reported it: Harassment or bullying: He keeps doing this to me" in seen


@EVERYWHERE
async def test_the_reporter_is_found_nowhere(here: Town) -> None:
    said = await here.ben.says(RUDE, in_="general")
    await here.ana.does("report message", in_="general", message=said, concern="harassment", more="Please keep my name out of it")
    await here.cleo.does("report message", in_="general", message=said, concern="hate")
    seen = await everything_moderators_see(here)
    await here.sam.does("case resolve", case="1", outcome="warned")
    await here.pass_time(hours=2)
    seen += await everything_moderators_see(here)
    for name in ("Ana", "ana", "Cleo", "cleo", here.id_of("ana"), here.id_of("cleo")):
        assert name not in seen
    assert "a member reported the message" in seen
    async with here.parts.database.read() as tx:
        table = await tx.connection.exec_driver_sql("SELECT actor, kind, detail FROM audit")
        rows = [str(row) for row in table.all()]
        notes = await cases.notes(tx, 1)
    assert any("reported" in row for row in rows)
    assert not [row for row in rows if here.id_of("ana") in row or here.id_of("cleo") in row]
    assert notes == []


async def test_one_report_for_each_person_and_message(here: Town) -> None:
    said = await here.ben.says(RUDE, in_="general")
    for _ in range(2):
        assert "Thank you" in replied(await here.ana.does("report message", message=said, concern="harassment"))
    assert await here.sam.sees("Reports by members: 1", in_="moderators")
    await here.cleo.does("report message", message=said, concern="harassment")
    await here.mira.does("report message", message=said, concern="selling")
    assert await here.sam.sees("Reports by members: 3", in_="moderators")
    assert [(case.value, case.severity.name) for case in await opened(here)] == [("harassment", "NORMAL")]
    assert "Reports by members: 3" in replied(await here.sam.does("case claim", case="1"))
    assert await here.sam.sees("Reports by members: 3", in_="moderators")


async def test_a_report_joins_the_case_that_the_message_has(here: Town) -> None:
    said = await here.ben.says("You are a pathetic waste of space", in_="general")
    await here.ana.does("report message", message=said, concern="selling")
    assert await here.sam.sees("Case 1: harassment", in_="moderators")
    assert await here.sam.sees("Reports by members: 1", in_="moderators")
    assert len(await opened(here)) == 1


@EVERYWHERE
async def test_danger_pages_at_once_whatever_was_reported_before(here: Town) -> None:
    said = await here.ben.says(RUDE, in_="general")
    await here.ana.does("report message", message=said, concern="selling")
    assert [case.paged for case in await opened(here)] == [False]
    thanks = replied(await here.cleo.does("report message", message=said, concern="danger"))
    assert "emergenc" in thanks.lower()
    assert await here.sam.sees("Somebody is needed now: case 1", in_="moderators") or "case 1" in await here.sam.private()
    assert [(case.paged, case.severity.name) for case in await opened(here)] == [(True, "SOON")]


@EVERYWHERE
async def test_danger_in_the_note_reaches_a_person_and_does_not_name_the_reporter(here: Town) -> None:
    said = await here.ben.says("Take care all of you", in_="general")
    told = "My friend Ben is going to kill himself tonight, he told me so"
    thanks = replied(await here.ana.does("report message", message=said, concern="other", more=told))
    assert "emergency" in thanks
    (case,) = await opened(here)
    assert (case.label, case.value, case.person, case.paged) == ("report", "danger", here.id_of("ben"), True)
    seen = await everything_moderators_see(here)
    assert told in seen
    assert "ana" not in seen.lower()


async def test_danger_counts_even_where_the_message_cannot_be_found(here: Town) -> None:
    told = "My friend is going to kill himself tonight, he told me so"
    assert "Thank you" in replied(await here.ana.does("report message", message="gone", concern="other", more=told))
    seen = await everything_moderators_see(here)
    assert told in seen
    assert "ana" not in seen.lower()


@EVERYWHERE
async def test_the_writers_own_danger_goes_before_the_report(here: Town) -> None:
    said = await here.ben.says(RUDE, in_="general")
    answer = replied(
        await here.ana.does("report message", message=said, concern="harassment", more="I want to kill myself tonight")
    )
    assert "You matter" in answer
    assert await here.sam.sees("Case 1: life in danger", in_="moderators")


@EVERYWHERE
async def test_kind_refusals(here: Town) -> None:
    mine = await here.ana.says("A quiet morning", in_="general")
    assert "your own message" in (await here.ana.does("report message", message=mine, concern="other")).refused
    await here.ana.says("What can raise my PSA besides cancer?")
    (answer,) = [one for one in await here.ben.view() if one.card]
    assert "That was me" in (await here.ben.does("report message", message=answer.id, concern="medical")).refused
    assert "cannot find" in (await here.ben.does("report message", message="nothing", concern="other")).refused
    assert await opened(here) == []


async def test_who_reported_cannot_handle_it_and_nobody_sees_why(here: Town) -> None:
    said = await here.ben.says(RUDE, in_="general")
    await here.mira.does("report message", message=said, concern="harassment")
    refused = (await here.mira.does("case claim", case="1")).refused
    assert refused == "Somebody else must look at this case."
    assert "queue is empty" in replied(await here.mira.does("case next"))
    assert not (await here.sam.does("case claim", case="1")).refused
    assert (await here.sam.does("case handover", case="1", person="mira", note="yours?")).refused


@EVERYWHERE
async def test_a_moderator_who_has_the_case_is_reminded_of_it(here: Town) -> None:
    said = await here.ben.says(RUDE, in_="general")
    await here.ana.does("report message", message=said, concern="harassment")
    await here.sam.does("case claim", case="1")
    assert "it is case 1" in (await here.sam.does("report message", message=said, concern="harassment")).refused


async def test_a_moderator_who_is_reported_cannot_handle_it(here: Town) -> None:
    said = await here.mira.says(RUDE, in_="general")
    await here.ana.does("report message", message=said, concern="harassment")
    assert "about you" in (await here.mira.does("case claim", case="1")).refused


@EVERYWHERE
async def test_the_reporter_hears_once_that_somebody_looked_and_not_what_came_of_it(here: Town) -> None:
    said = await here.ben.says(RUDE, in_="general")
    await here.ana.does("report message", message=said, concern="harassment")
    await here.cleo.does("report message", message=said, concern="harassment")
    await here.pass_time(hours=3)
    assert "has looked at it" not in await here.ana.private()
    await here.sam.does("case claim", case="1")
    await here.sam.does("case resolve", case="1", outcome="warned")
    await here.pass_time(hours=2)
    await here.sam.does("case reopen", case="1")
    await here.sam.does("case claim", case="1")
    await here.sam.does("case resolve", case="1", outcome="warned")
    await here.pass_time(hours=4)
    told = await here.ana.private()
    assert told.count("has looked at it") == 1
    assert "ya lo miró" in await here.cleo.private()
    assert "Ben" not in told
    assert "warn" not in told.lower()
    assert not [one for one in await here.ben.view("direct") if one.card and "looked at it" in card_text(one.card)]


async def test_after_a_day_the_text_is_gone_and_a_report_still_counts(here: Town) -> None:
    said = await here.ben.says(RUDE, in_="general")
    await here.pass_time(hours=25)
    await here.ana.does("report message", in_="general", message=said, concern="harassment")
    assert await here.sam.sees("Member: Ben", in_="moderators")
    assert RUDE not in replied(await here.sam.does("case evidence", case="1", reason="decide"))


@EVERYWHERE
async def test_what_was_said_before_an_edit_is_kept(here: Town) -> None:
    said = await here.ben.says(RUDE, in_="general")
    await here.ben.edits(said, "Good morning all")
    await here.ana.does("report message", message=said, concern="harassment")
    seen = replied(await here.sam.does("case evidence", case="1", reason="decide"))
    assert RUDE in seen
    assert "Good morning all" in seen


@EVERYWHERE
async def test_a_report_is_its_reporters_own_data(here: Town) -> None:
    said = await here.ben.says(RUDE, in_="general")
    await here.ana.does("report message", message=said, concern="harassment", more="note-7741")
    exported = json.loads((await here.ana.does("privacy export")).files[0].content)
    assert [(one["reason"], one["note"]) for one in exported["reports"]] == [("harassment", "note-7741")]
    assert json.loads((await here.ben.does("privacy export")).files[0].content)["reports"] == []
    await here.ana.does("privacy erase", sure="true")
    async with here.parts.database.read() as tx:
        assert await reports.of_case(tx, 1) == []
    seen = replied(await here.sam.does("case evidence", case="1", reason="decide"))
    assert "note-7741" not in seen
    assert RUDE in seen


@EVERYWHERE
@pytest.mark.parametrize("someone", ["ana", "sam", "osei"])
async def test_everybody_may_report(here: Town, someone: str) -> None:
    said = await here.ben.says(RUDE, in_="general")
    assert not (await here.people[someone].does("report message", message=said, concern="other")).refused


@EVERYWHERE
async def test_nothing_shows_in_the_channel(here: Town) -> None:
    said = await here.ben.says(RUDE, in_="general")
    await here.ana.does("report message", in_="general", message=said, concern="harassment")
    assert len(await here.ben.view("general")) == 1


# Danger calls people, and one person cannot call them without end


async def calm(here: Town, number: int, by: str = "ben") -> str:
    return await here.people[by].says(f"Good morning all, day {number}", in_="general")


async def called(here: Town) -> list[int]:
    """The cases that called somebody."""
    found = []
    for case in await opened(here):
        async with here.parts.database.read() as tx:
            if await pages.of_case(tx, case.id):
                found.append(case.id)
    return sorted(found)


async def test_the_first_reports_of_danger_call_and_the_rest_are_urgent_cases(here: Town) -> None:
    thanks = [
        replied(await here.ana.does("report message", message=await calm(here, number), concern="danger")) for number in range(5)
    ]
    assert await called(here) == [1, 2, 3]
    assert [(case.id, case.paged, case.severity.name) for case in await opened(here) if case.id > 3] == [
        (4, False, "SOON"),
        (5, False, "SOON"),
    ]
    assert ["does not call anybody by itself" in one for one in thanks] == [False, False, False, True, True]
    assert all("call the emergency number" in one for one in thanks)
    assert not any("wrong" in one or "too many" in one for one in thanks)


async def test_the_one_after_that_is_never_silence(here: Town) -> None:
    for number in range(4):
        await here.ana.does("report message", message=await calm(here, number), concern="danger")
    assert await here.sam.sees("Case 4: reported: somebody may be in danger", in_="moderators")
    await here.pass_time(minutes=16)
    assert await here.sam.sees("Case 4 is waiting", in_="moderators")


async def test_another_person_calls_for_the_same_message(here: Town) -> None:
    for number in range(3):
        await here.ana.does("report message", message=await calm(here, number), concern="danger")
    said = await calm(here, 4)
    await here.ana.does("report message", message=said, concern="danger")
    assert await called(here) == [1, 2, 3]
    await here.cleo.does("report message", message=said, concern="danger")
    assert await called(here) == [1, 2, 3, 4]


async def test_somebody_else_in_danger_still_makes_a_case(here: Town) -> None:
    for number in range(3):
        await here.ana.does("report message", message=await calm(here, number), concern="danger")
    await here.ana.does("report message", message=await calm(here, 4, by="cleo"), concern="danger")
    assert [(case.person, case.severity.name) for case in await opened(here) if case.id == 4] == [(here.id_of("cleo"), "SOON")]


async def test_words_that_are_read_as_a_crisis_always_call(here: Town) -> None:
    for number in range(3):
        await here.ana.does("report message", message=await calm(here, number), concern="danger")
    told = "My friend Ben is going to kill himself tonight, he told me so"
    thanks = replied(await here.ana.does("report message", message=await calm(here, 4), concern="other", more=told))
    assert "does not call anybody" not in thanks
    assert await called(here) == [1, 2, 3, 4]
    assert [case.severity.name for case in await opened(here) if case.id == 4] == ["NOW"]  # the floor of what was told


async def test_the_next_day_calls_again(here: Town) -> None:
    for number in range(4):
        await here.ana.does("report message", message=await calm(here, number), concern="danger")
    await here.pass_time(hours=25)
    await here.ana.does("report message", message=await calm(here, 9), concern="danger")
    assert [(case.person, case.paged) for case in await opened(here) if case.id == 5] == [(here.id_of("ben"), True)]


async def test_a_report_that_calls_nobody_takes_none_of_the_days_calls(here: Town) -> None:
    said = await here.ben.says("I want to kill myself tonight", in_="mood")
    await here.ana.does("report message", message=said, concern="danger")  # people are called already
    for number in range(3):
        await here.ana.does("report message", message=await calm(here, number, by="cleo"), concern="danger")
    assert await called(here) == [1, 2, 3, 4]


@pytest.mark.parametrize(("setting", "call"), [(0, 3), (1, 3), (5, 5)])
async def test_no_setting_goes_below_the_floor(opens: Opens, library: Library, setting: int, call: int) -> None:
    policy: Policy = replace(library.policy, danger_calls_per_day=setting)
    async with opens(replace(library, policy=policy)) as here:
        for number in range(6):
            await here.ana.does("report message", message=await calm(here, number), concern="danger")
        assert await called(here) == list(range(1, call + 1))


async def test_danger_that_is_told_later_of_the_same_message_is_heard(here: Town) -> None:
    said = await calm(here, 1)
    await here.ana.does("report message", message=said, concern="harassment", more="first words")
    assert await called(here) == []
    told = "My friend Ben is going to kill himself tonight, he told me so"
    await here.ana.does("report message", message=said, concern="harassment", more=told)
    assert await called(here) == [1]
    seen = replied(await here.sam.does("case evidence", case="1", reason="decide"))
    assert "first words" in seen
    assert told in seen
    assert await here.sam.sees("Reports by members: 1", in_="moderators")


@pytest.mark.parametrize("concern", ["danger", "harassment"])
async def test_danger_opens_a_settled_case_again(here: Town, concern: str) -> None:
    said = await calm(here, 1)
    await here.ana.does("report message", message=said, concern="danger")
    await here.sam.does("case claim", case="1")
    await here.sam.does("case resolve", case="1", outcome="not_a_problem")
    await here.cleo.does("report message", message=said, concern=concern)
    assert [case.id for case in await opened(here)] == ([1] if concern == "danger" else [])
