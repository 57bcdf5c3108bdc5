"""The moderators' working day: one queue, one owner, and nothing that gets lost between them."""

import asyncio
from datetime import datetime, timedelta

import pytest

from bot.core.case import Case
from bot.store import audit, cases
from tests.both import EVERYWHERE
from tests.fakes import NOW
from tests.town import NOOR, Someone, Town, replied

DANGER = "I want to kill myself tonight"
HEAVY = "Everyone would be better off without me"
PHONE = "Call me on 07700 900123"
RUDE = "You are a pathetic waste of space"
MOMENT = timedelta(seconds=30)


@pytest.fixture
def at() -> datetime:
    return NOW


async def case_of(here: Town, number: int = 1) -> Case:
    async with here.parts.database.read() as tx:
        found = await cases.get(tx, number)
    assert found is not None
    return found


async def refused(someone: Someone, command: str, **args: str) -> str:
    return (await someone.does(command, **args)).refused


async def test_severity_comes_first_then_age(here: Town) -> None:
    await here.ana.says(PHONE)
    await here.ben.says(RUDE, in_="general")
    await here.cleo.says(HEAVY, in_="mood")
    await here.ben.says(PHONE, in_="diabetes")
    await here.ana.says(DANGER, in_="mood")
    shown = replied(await here.sam.does("case list"))
    assert shown.startswith("Cases to look after: 5")
    order = [int(line.split()[1].rstrip(":")) for line in shown.splitlines() if line.startswith("Case ")]
    assert order == [5, 3, 2, 1, 4]
    handed = [replied(await here.sam.does("case next")) for _ in order]
    assert [one.split(":")[0] for one in handed] == ["Case 5", "Case 3", "Case 2", "Case 1", "Case 4"]


@EVERYWHERE
async def test_two_people_are_never_given_the_same_one(here: Town) -> None:
    for number in range(4):
        await here.ana.says(f"Call me on 07700 90012{number}")
    asked = [one.does("case next") for one in (here.sam, here.mira) for _ in range(2)]
    given = [replied(outcome).split(":")[0] for outcome in await asyncio.gather(*asked)]
    assert sorted(given) == [f"Case {number}" for number in range(1, 5)]
    assert "queue is empty" in replied(await here.sam.does("case next"))
    mine = replied(await here.mira.does("case mine"))
    assert mine.startswith("Your cases: 2")


@EVERYWHERE
async def test_a_lost_race_is_told_kindly_and_by_name(here: Town) -> None:
    await here.ana.says(PHONE)
    both = await asyncio.gather(here.sam.does("case claim", case="1"), here.mira.does("case claim", case="1"))
    owner = (await case_of(here)).owner
    first, second = ("Sam", here.mira) if owner == here.id_of("sam") else ("Mira", here.sam)
    assert sorted(outcome.refused for outcome in both) == ["", f"{first} took case 1 a second ago."]
    for command, args in (("case release", {}), ("case resolve", {"outcome": "no_action"}), ("case invite", {})):
        assert await refused(second, command, case="1", **args) == f"{first} took case 1 a second ago."
    await here.pass_time(minutes=20)
    assert await refused(second, "case claim", case="1") == f"{first} took case 1 20 minutes ago."
    assert not await refused(here.sam if owner == here.id_of("sam") else here.mira, "case resolve", case="1", outcome="no_action")
    assert await refused(second, "case claim", case="1") == "Case 1 is resolved already."
    assert await refused(second, "case claim", case="9") == "There is no case 9."


@EVERYWHERE
async def test_given_back_it_is_everybodys_again(here: Town) -> None:
    await here.ana.says(PHONE)
    await here.sam.presses("Claim")
    shown = replied(await here.sam.presses("Give back"))
    assert "Waiting for someone to take it" in shown
    assert await refused(here.sam, "case resolve", case="1", outcome="no_action") == "Nobody has case 1 yet. Claim it first."
    assert "Mira has it" in replied(await here.mira.presses("Claim"))


@EVERYWHERE
async def test_handed_over_with_a_note(here: Town) -> None:
    await here.ana.says(PHONE)
    await here.sam.presses("Claim")
    note = "She asked for a call after six"
    assert "not a moderator" in (await here.sam.presses("Hand over", person="ben", note=note)).refused
    assert "You have these cases already" in (await here.sam.presses("Hand over", person="sam", note=note)).refused
    assert "Mira has it" in replied(await here.sam.presses("Hand over", person="mira", note=note))
    told = await here.mira.private()
    assert "Sam gives you case 1" in told
    assert note in told
    assert note in replied(await here.mira.presses("Open the case", in_="direct"))
    assert await refused(here.sam, "case release", case="1") == "Mira took case 1 a second ago."
    assert "Waiting for someone" in replied(await here.mira.presses("Give back", in_="direct"))


async def test_a_crisis_that_is_handed_over_has_its_contact_due_anew(here: Town) -> None:
    contact = here.parts.engine.library.policy.paging_of("now").contact
    await here.rota("sam", "mira")
    await here.ana.says(DANGER, in_="mood")
    await here.mira.presses("Claim")
    await here.pass_time(minutes=5)
    await here.mira.presses("Hand over", person="sam", note="my turn is over")
    begin = here.clock.now()
    await here.wait_until(begin + contact - MOMENT)
    assert (await case_of(here)).owner == here.id_of("sam")
    await here.wait_until(begin + contact + MOMENT)
    assert (await case_of(here)).owner is None
    assert "was the member reached?" in await here.sam.private()


async def test_two_cases_of_one_member_become_one(here: Town) -> None:
    await here.ben.says(RUDE, in_="general")
    await here.ana.says(PHONE)
    await here.ben.says(PHONE)
    assert "about two members" in await refused(here.sam, "case merge", case="1", into="2")
    assert "two different ones" in await refused(here.sam, "case merge", case="1", into="1")
    await here.sam.does("case claim", case="3")
    assert await refused(here.mira, "case merge", case="3", into="1") == "Sam took case 3 a second ago."
    shown = replied(await here.sam.does("case merge", case="3", into="1"))
    assert "Case 1: harassment" in shown
    seen = replied(await here.sam.does("case evidence", case="1", reason="decide"))
    assert RUDE in seen
    assert PHONE in seen
    assert "Resolved by Sam: Joined with another case" in replied(await here.sam.does("case show", case="3"))
    assert "part of case 1" in await refused(here.sam, "case reopen", case="3")
    assert "resolved already" in await refused(here.sam, "case claim", case="3")
    await here.sam.presses("Claim")


async def test_danger_that_is_merged_into_a_claimed_case_calls_its_owner(here: Town) -> None:
    await here.rota("sam", "mira")
    await here.ana.says(PHONE)
    await here.mira.does("case claim", case="1")
    await here.ana.says(DANGER, in_="mood")
    before = len(await here.mira.pages())
    shown = replied(await here.sam.does("case merge", case="2", into="1"))
    assert "Case 1: life in danger" in shown
    assert len(await here.mira.pages()) == before + 1
    await here.pass_time(minutes=16)
    assert (await case_of(here)).owner is None  # contact was due, as in any crisis
    assert len(await here.sam.pages()) > 0


@EVERYWHERE
async def test_resolved_with_an_outcome_and_words_for_the_member_and_opened_again(here: Town) -> None:
    await here.ana.says(PHONE)
    assert await refused(here.sam, "case reopen", case="1") == "Case 1 is open already."
    await here.sam.presses("Claim")
    assert await refused(here.mira, "case reopen", case="1") == "Sam took case 1 a second ago."
    assert await refused(here.sam, "case resolve", case="1", outcome="merged")
    await here.sam.presses("Resolve", outcome="corrected", to_member="All is well, Ana")
    assert "From a moderator: All is well, Ana" in await here.ana.private()
    assert "Resolved by Sam: Corrected" in await here.mira.reads("moderators")
    assert "queue is empty" in replied(await here.mira.does("case next"))
    assert "Waiting for someone" in replied(await here.mira.presses("Open again"))
    case = await case_of(here)
    assert (case.owner, case.outcome, case.resolved_at) == (None, None, None)
    assert case.due_at is not None
    assert case.due_at > here.clock.now()
    assert "Case 1" in replied(await here.mira.does("case next"))


async def test_a_crisis_that_is_opened_again_calls_again(here: Town) -> None:
    await here.rota("sam", "mira")
    await here.ana.says(DANGER, in_="mood")
    await here.mira.presses("Claim")
    await here.mira.presses("Resolve", outcome="not_a_problem")
    await here.pass_time(hours=2)
    await here.mira.presses("Open again")
    assert len(await here.sam.pages()) == 1


@EVERYWHERE
async def test_who_follows_a_case_hears_of_each_step(here: Town) -> None:
    await here.ana.says(PHONE)
    assert "You follow case 1" in replied(await here.mira.presses("Follow"))
    await here.sam.presses("Claim")
    await here.sam.presses("Add a note", note="Asked her how she is")
    await here.sam.presses("Resolve", outcome="reposted")
    told = await here.mira.private()
    for step in ("Sam took it", "Sam added a note", "Sam resolved it: Posted again"):
        assert step in told
    assert "how she is" not in told
    assert "no longer follow" in replied(await here.mira.does("case watch", case="1"))
    await here.sam.presses("Open again")
    assert "opened it again" not in await here.mira.private()
    assert not await here.sam.private()


async def test_an_untouched_claim_goes_back_and_says_so(here: Town) -> None:
    lapses = here.parts.engine.library.policy.claim_expires
    await here.ana.says(PHONE)
    await here.mira.presses("Follow")
    await here.sam.presses("Claim")
    await here.pass_time(minutes=30)
    await here.sam.presses("Add a note", note="Waiting for her answer")  # whoever works on it keeps it
    begin = here.clock.now()
    await here.wait_until(begin + lapses - MOMENT)
    assert (await case_of(here)).owner == here.id_of("sam")
    await here.wait_until(begin + lapses + MOMENT)
    assert (await case_of(here)).owner is None
    for someone, in_ in ((here.sam, "direct"), (here.mira, "direct"), (here.mira, "moderators")):
        assert await someone.sees("back in the queue" if in_ == "moderators" or someone.id == "sam" else "went back", in_=in_)
    assert "Mira has it" in replied(await here.mira.presses("Claim"))
    async with here.parts.database.read() as tx:
        assert [step.kind for step in await audit.of_case(tx, 1)][-2:] == ["lapsed", "claimed"]


async def test_a_case_that_nobody_takes_in_time_is_said(here: Town) -> None:
    due_in = here.parts.engine.library.policy.case_due["normal"]
    begin = here.clock.now()
    await here.ana.says(RUDE, in_="general")
    await here.wait_until(begin + due_in - MOMENT)
    assert not await here.sam.sees("Case 1 is waiting", in_="moderators")
    await here.wait_until(begin + due_in + MOMENT)
    assert (await here.sam.reads("moderators")).count("Case 1 is waiting") == 1
    await here.pass_time(days=2)
    assert (await here.sam.reads("moderators")).count("Case 1 is waiting") == 1
    await here.sam.presses("Claim")
    await here.sam.presses("Give back")  # the clock starts again: what is given back is not forgotten
    await here.pass_time(minutes=due_in.total_seconds() / 60 + 1)
    assert (await here.sam.reads("moderators")).count("Case 1 is waiting") == 2


@EVERYWHERE
async def test_no_button_is_dead(here: Town) -> None:
    noor = await here.joins(NOOR)
    await here.ana.says(PHONE)
    await here.ana.says(DANGER, in_="mood")
    words = {"note": "well", "outcome": "supported", "reason": "safety", "person": "sam", "into": "1"}
    # Each is pressed on the newest card that has it, and does what it says.
    for label, answer in (
        ("Claim", "Sam has it"),
        ("I reached the member", "Member reached"),
        ("Show the message", "kill myself"),
        ("Playbook", "the clinic's plan"),
        ("Add a note", "Noted"),
        ("Follow", "You follow case 2"),
        ("Hand over", "You have these cases already"),
        ("Give back", "Waiting for someone"),
        ("Claim", "Sam has it"),
        ("Resolve", "Resolved by Sam: Member supported"),
        ("Open again", "Waiting for someone"),
        ("Join with another case", "Case 1: life in danger"),
    ):
        asked = await here.sam.presses(label)
        done = asked
        if asked.missing:
            given = {one.name: words[one.name] for one in asked.missing if one.required}
            done = await here.sam.presses(label, **given)
        assert answer in (done.refused or replied(done)), label
    await noor.does("case next")
    listed = await here.sam.does("case list")
    assert listed.reply is not None
    assert [button.label for button in listed.reply.buttons] == ["Case 1: life in danger"]
    await noor.presses("Give back")
    listed = await here.sam.does("case list")
    assert listed.reply is not None
    assert [(button.label, button.command) for button in listed.reply.buttons] == [
        ("Take the next case", "case next"),
        ("Case 1: life in danger", "case show"),
    ]
    for button in listed.reply.buttons:
        assert "Case 1" in replied(await here.sam.does(button.command, **button.args))
    assert "Case 1" in replied(await here.sam.does("case mine"))
