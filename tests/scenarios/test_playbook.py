"""The clinic's playbook, told as conversation: the first steps on the card, the whole plan one press away."""

from dataclasses import replace

import pytest

from bot.app import check_live
from bot.core.errors import BadSettings
from bot.knowledge.library import Library
from bot.settings import Settings
from tests.both import EVERYWHERE, Opens
from tests.town import Town, replied

DANGER = "I can't do this any more, I have the pills counted out"
PHONE = "Call me on 07700 900123"


@EVERYWHERE
async def test_a_crisis_card_carries_the_first_two_steps(here: Town) -> None:
    await here.ana.says(DANGER, in_="mood")
    seen = await here.sam.reads("moderators")
    assert "First: 1. Take this case now" in seen
    assert "2. Write to the member in private" in seen
    assert "3. " not in seen
    await here.ben.says(PHONE)
    other = (await here.sam.reads("moderators")).rpartition("Case 2")[2]
    assert "First: " not in other


@EVERYWHERE
async def test_the_whole_plan_is_one_press_away(here: Town) -> None:
    await here.ana.says(DANGER, in_="mood")
    plan = replied(await here.sam.presses("Playbook"))
    assert "Case 1: the clinic's plan for life in danger" in plan
    assert "8. Hand over before you stop" in plan
    assert "United Kingdom, the clinic's own. The member chose none: ask where they are." in plan
    assert "Emergency number: 999" in plan
    assert "Care Act 2014" in plan
    assert "Approved by" in plan
    assert "This is an example plan" in plan
    assert "Yellow Card" not in plan  # no part of this plan


async def test_the_duties_are_those_of_the_country_that_the_member_chose(here: Town) -> None:
    await here.ana.does("help country", country="Germany")
    await here.ana.says("my husband hits me every night and I'm scared to go home", in_="mood")
    plan = replied(await here.sam.presses("Playbook"))
    assert "Germany, which the member chose" in plan
    assert "Emergency number: 112" in plan
    assert "Jugendamt" in plan
    assert "Care Act" not in plan


async def test_where_the_duties_are_not_known_the_emergency_number_is_still_theirs(opens: Opens, library: Library) -> None:
    known = {code: one for code, one in library.playbook.jurisdictions.items() if code != "FR"}
    without = replace(library, playbook=replace(library.playbook, jurisdictions=known))
    async with opens(without) as here:
        await here.ana.does("help country", country="France")
        await here.ana.says(DANGER, in_="mood")
        plan = replied(await here.sam.presses("Playbook"))
        assert "The member chose France, whose duties are not in the playbook" in plan
        assert "Emergency number: 15 (SAMU" in plan


async def test_a_kind_of_case_without_a_plan_says_so(here: Town) -> None:
    await here.ana.says(PHONE)
    assert "[Playbook]" not in await here.sam.reads("moderators")
    plan = replied(await here.sam.does("case playbook", case="1"))
    assert "there is no plan for own identifier yet" in plan
    assert "Emergency number: 999" in plan


async def test_only_staff_and_nobody_about_themselves(here: Town) -> None:
    await here.mira.says(DANGER, in_="mood")
    assert (await here.ana.does("case playbook", case="1")).refused
    assert "about you" in (await here.mira.does("case playbook", case="1")).refused
    assert "There is no case 7" in (await here.sam.does("case playbook", case="7")).refused
    assert replied(await here.sam.does("case playbook", case="1"))


async def test_a_settled_case_needs_no_plan(here: Town) -> None:
    await here.ana.says(DANGER, in_="mood")
    await here.sam.does("case claim", case="1")
    await here.sam.does("case resolve", case="1", outcome="supported")
    shown = replied(await here.sam.does("case show", case="1"))
    assert "First: " not in shown
    assert "[Playbook]" not in shown


async def test_past_its_review_it_is_still_shown_and_staff_are_told(here: Town) -> None:
    await here.pass_time(days=800)
    await here.ana.says(DANGER, in_="mood")
    assert "First: 1. Take this case now" in await here.sam.reads("moderators")
    plan = replied(await here.sam.does("case playbook", case="1"))
    assert "It still counts until your clinic renews it" in plan
    assert "a new check is overdue" in plan
    assert await here.sam.sees("Playbook: the review was due on", in_="moderators")


async def test_past_its_review_it_is_on_the_list_of_what_is_due(here: Town) -> None:
    """In the sandbox, whose cards are as long as they must be."""
    await here.pass_time(days=800)
    assert "Playbook: the review was due on 2027-11-24" in replied(await here.osei.does("content due"))


def test_example_plans_do_not_go_live(library: Library) -> None:
    only = Library(playbook=library.playbook)
    count = len(library.playbook.examples)
    with pytest.raises(BadSettings, match=f"{count} pieces of content are examples"):
        check_live(Settings(), only)
