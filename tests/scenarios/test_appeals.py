"""A decision that is looked at again by somebody else."""

import json
from dataclasses import replace

import pytest

from bot.core.errors import NotAllowed
from bot.core.message import Role
from bot.knowledge.library import Library
from bot.store import audit, cases, evidence
from bot.store.seal import MasterKey
from tests.both import EVERYWHERE, Opens
from tests.scenarios.decisions import RUDE, appeal_case, appealed, case_of_sam, kinds
from tests.town import ADA, Town, replied


@EVERYWHERE
async def test_an_appeal_is_decided_by_somebody_else(here: Town) -> None:
    case = await appealed(here)
    for command in ("case claim", "appeal uphold", "appeal overturn", "member show"):
        assert (await here.sam.does(command, case=case)).refused == "Somebody else must look at this case."
    await here.mira.does("case claim", case=case)
    assert "appeal-5512" in replied(await here.mira.does("case evidence", case=case, reason="appeal"))
    assert "[Take it back]" in await here.mira.reads("moderators")
    done = await here.mira.does("appeal overturn", case=case, to_member="You were right")
    assert "Taken back" in replied(done)
    await here.ben.comes_back()
    await here.ben.says("thank you", in_="general")
    told = await here.ben.private()
    assert "was taken back: a ban" in told
    assert "You were right" in told
    shown = replied(await here.mira.does("case show", case=case))
    assert "Resolved by Mira" in shown
    assert "Mira took the measure back" in shown
    assert "Strikes in force: 0" in replied(await here.mira.does("member show", case="1"))
    assert "already" in (await here.mira.does("appeal uphold", case=case)).refused


async def test_an_appeal_that_is_not_granted(here: Town) -> None:
    case = await appealed(here)
    assert "It stays as it is" in replied(await here.mira.does("appeal uphold", case=case, to_member="It hurt people"))
    told = await here.ben.private()
    assert "It stays as it is" in told
    assert "It hurt people" in told
    assert "Mira" not in told
    with pytest.raises(NotAllowed):
        await here.ben.says("hello?", in_="general")
    assert "Strikes in force: 1" in replied(await here.mira.does("member show", case="1"))


@EVERYWHERE
async def test_once_for_each_measure_and_only_ones_own(here: Town) -> None:
    await appealed(here)
    assert "Once is enough" in (await here.ben.does("appeal make", measure="1", appeal="again")).refused
    assert "no note for you" in (await here.ana.does("appeal make", measure="1", appeal="for him")).refused
    assert "no note for you" in (await here.ben.does("appeal make", measure="99", appeal="what")).refused
    await here.sam.does("member undo", measure="1")
    assert "already" in (await here.ben.does("appeal make", measure="1", appeal="again")).refused


async def test_whoever_reported_it_does_not_decide_the_appeal(here: Town) -> None:
    said = await here.ben.says("You people again, every day the same moaning", in_="general")
    await here.mira.does("report message", message=said, concern="harassment")
    await here.sam.does("case claim", case="1")
    await here.sam.does("member warn", case="1", rule="harassment")
    await here.ben.does("appeal make", measure="1", appeal="I was only sad")
    case = await appeal_case(here)
    assert (await here.mira.does("appeal overturn", case=case)).refused == "Somebody else must look at this case."


async def test_where_there_is_one_moderator_an_admin_decides(here: Town) -> None:
    ada = await here.joins(ADA)
    case = await appealed(here)
    assert "Taken back" in replied(await ada.does("appeal overturn", case=case))
    await here.ben.comes_back()
    await here.ben.says("thank you", in_="general")


@EVERYWHERE
async def test_an_admin_reads_the_appeal_and_what_it_is_about_before_deciding(here: Town) -> None:
    ada = await here.joins(ADA)
    case = await appealed(here)
    read = replied(await ada.does("appeal read", case=case))
    for part in ("appeal-5512", RUDE, "a ban: No harassment", "[Leave it as it is]", "[Take it back]"):
        assert part in read
    async with here.parts.database.read() as tx:
        looks = [
            (step.case, step.detail["reason"])
            for step in await audit.looks(tx, here.id_of("osei"), None, 9)
            if step.actor == here.id_of("ada")
        ]
    assert sorted(looks, key=str) == [(1, "appeal"), (2, "appeal")]
    for someone in (here.sam, here.ben, here.ana):
        assert (await someone.does("appeal read", case=case)).refused


async def test_moderators_find_it_in_their_queue_and_admins_are_asked_where_they_alone_may_decide(here: Town) -> None:
    ada = await here.joins(ADA)
    case = await case_of_sam(here)
    await here.sam.does("member warn", case=case, rule="harassment")
    await here.ben.does("appeal make", measure="1", appeal="I was sad")
    assert not await ada.private()  # Mira may decide
    await here.has_roles("mira", Role.MEMBER)
    for _ in range(2):
        await here.pass_time(days=1)
    assert (await ada.private()).count("Case 2: appeal against a warning") == 1
    assert "Taken back" in replied(await ada.presses("Take it back", in_="direct"))


async def alone(here: Town) -> str:
    """Sam, the only one on the staff, warns Ben."""
    await here.has_roles("mira", Role.MEMBER)
    case = await case_of_sam(here)
    await here.sam.does("member warn", case=case, rule="harassment")
    return case


async def test_where_nobody_may_decide_the_member_is_told_so(here: Town) -> None:
    await alone(here)
    made = replied(await here.ben.presses("Appeal", in_="direct", appeal="I was sad"))
    assert "right now there is nobody else in the team who may" in made
    assert "stays open until another person joins" in made
    assert "clinic" not in made
    assert (await here.sam.does("appeal uphold", case="2")).refused


async def test_the_clinics_contact_is_named_where_it_is_known(opens: Opens, library: Library) -> None:
    policy = replace(library.policy, clinic_contact="the front desk, 555 0100")
    async with opens(replace(library, policy=policy)) as here:
        await alone(here)
        made = replied(await here.ben.presses("Appeal", in_="direct", appeal="I was sad"))
        assert "You can also turn to the clinic: the front desk, 555 0100." in made


async def test_the_team_hears_of_it_every_day_until_somebody_joins(here: Town) -> None:
    await alone(here)
    await here.ben.presses("Appeal", in_="direct", appeal="I was sad")
    said = "Appeals that nobody here may decide: 1"
    days = [(await here.sam.reads("moderators")).count(said)]
    for _ in range(3):
        await here.pass_time(days=1)
        days.append((await here.sam.reads("moderators")).count(said))
    assert days == [1, 2, 3, 4]
    assert "a warning, decided by Sam (measure 1)" in await here.sam.reads("moderators")
    await here.has_roles("mira", Role.MODERATOR)
    await here.pass_time(days=1)
    assert (await here.sam.reads("moderators")).count(said) == 4
    assert "Taken back" in replied(await here.mira.does("appeal overturn", case="2"))
    await here.pass_time(days=1)
    assert (await here.sam.reads("moderators")).count(said) == 4


@EVERYWHERE
async def test_whoever_decided_can_take_it_back_and_the_appeal_is_over(here: Town) -> None:
    await alone(here)
    await here.ben.presses("Appeal", in_="direct", appeal="I was sad")
    assert "Taken back" in replied(await here.sam.does("member undo"))
    assert "was taken back: a warning" in await here.ben.private()
    assert (await kinds(here, "2"))[-1] == "appeal_moot"
    async with here.parts.database.read() as tx:
        assert [one.id for one in await cases.queue(tx) if one.label == "appeal"] == []
    before = await here.sam.reads("moderators")
    await here.pass_time(days=1)
    assert (await here.sam.reads("moderators")).count("nobody here may decide") == before.count("nobody here may decide")


async def test_whoever_reported_it_counts_as_nobody(here: Town) -> None:
    said = await here.ben.says("You people again, every day the same moaning", in_="general")
    await here.mira.does("report message", message=said, concern="harassment")
    await here.sam.does("case claim", case="1")
    await here.sam.does("member warn", case="1", rule="harassment")
    made = replied(await here.ben.does("appeal make", measure="1", appeal="I was only sad"))
    assert "nobody else in the team who may" in made
    assert "Mira" not in await here.sam.reads("moderators")  # the reminder does not say who reported


@EVERYWHERE
async def test_an_appeal_that_speaks_of_danger_gets_help_first(here: Town) -> None:
    case = await case_of_sam(here)
    await here.sam.does("member ban", case=case, rule="harassment")
    answer = await here.ben.presses("Appeal", in_="direct", appeal="I want to kill myself tonight")
    assert "You matter" in replied(answer)
    assert "We have your appeal" in replied(await here.ben.presses("Appeal", in_="direct", appeal="Please look again"))


async def test_measures_are_the_members_own_data(here: Town) -> None:
    case = await appealed(here)
    exported = json.loads((await here.ben.does("privacy export")).files[0].content)
    (ban,) = exported["measures"]
    assert (ban["measure"], ban["rule"], "appealed_at" in ban) == ("ban", "harassment", True)
    assert here.id_of("sam") not in json.dumps(exported["measures"])
    assert json.loads((await here.ana.does("privacy export")).files[0].content)["measures"] == []
    await here.ben.does("privacy erase", sure="true")
    with pytest.raises(NotAllowed):
        await here.ben.says("a new start?", in_="general")
    async with here.parts.database.read() as tx:
        assert [item.text for item in await evidence.of_case(tx, int(case))] == [None]


@EVERYWHERE
async def test_everything_holds_over_a_restart(opens: Opens) -> None:
    key = MasterKey.new()
    async with opens(master=key) as here:
        case = await appealed(here)
    async with opens(master=key) as here:
        with pytest.raises(NotAllowed):
            await here.ben.says("hello?", in_="general")
        assert not (await here.mira.does("appeal overturn", case=case)).refused
        await here.ben.comes_back()
        await here.ben.says("hello", in_="general")
