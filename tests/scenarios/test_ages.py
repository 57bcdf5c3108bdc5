"""How old somebody is: asked by a button, kept from others, and what follows from it."""

from dataclasses import replace

import pytest

from bot.core.case import CaseState
from bot.core.consent import Age
from bot.core.message import DIRECT
from bot.knowledge.library import Library
from bot.store import consents, minors
from tests.both import EVERYWHERE, Opens
from tests.scenarios.newcomers import NEW, about_age, agreed, does, record
from tests.town import Town, replied


@EVERYWHERE
async def test_below_the_minimum_there_are_kind_words_help_lines_and_a_private_case(here: Town) -> None:
    nell = await here.arrives(NEW)
    await nell.does("help country", country="GB")
    await does(nell, "welcome agree", version="1")
    told = await does(nell, "welcome age", age="younger")
    assert "You did the right thing" in told
    assert "Childline" in told
    assert "[Talk to a person here]" in told
    (case,) = await about_age(here)
    assert (case.person, case.state, case.place.channel) == (here.id_of("nell"), CaseState.OPEN, DIRECT)
    assert "may be younger than this community allows" in await here.sam.reads("moderators")
    assert not [one for channel in ("general", "diabetes") for one in await here.ben.view(channel) if one.card]
    for _ in range(2):
        assert "You did the right thing" in await does(nell, "welcome age", age="younger")
    assert len(await about_age(here)) == 1
    async with here.parts.database.read() as tx:
        assert await minors.stated(tx, here.id_of("nell")) is Age.YOUNGER
        assert await minors.vulnerable(tx, here.id_of("nell"))
        assert (await consents.of(tx, here.id_of("nell"))).agreed is None
    for command in ("welcome start", "welcome conditions"):
        assert "You did the right thing" in await does(nell, command)
    assert "for people who are 16 or older" in await does(nell, "welcome join", condition="diabetes")
    assert await here.inside("nell") == set()


async def test_pressing_another_age_afterwards_opens_nothing(here: Town) -> None:
    nell = await here.arrives(NEW)
    await does(nell, "welcome agree", version="1")
    await does(nell, "welcome age", age="younger")
    assert "You did the right thing" in await does(nell, "welcome age", age="adult")
    assert "You did the right thing" in await does(nell, "welcome agree", version="1")
    await nell.does("privacy erase", sure="yes")
    assert "You did the right thing" in await does(nell, "welcome start")
    assert "16 or older" in await does(nell, "welcome join", condition="diabetes")


async def test_a_person_finds_that_it_was_a_slip(here: Town) -> None:
    nell = await here.arrives(NEW)
    await does(nell, "welcome age", age="younger")
    (case,) = await about_age(here)
    await here.sam.does("case claim", case=str(case.id))
    await here.sam.does("case resolve", case=str(case.id), outcome="not_a_problem")
    await does(nell, "welcome agree", version="1")
    await does(nell, "welcome age", age="adult")
    assert "You are in: " in await does(nell, "welcome join", condition="diabetes")


async def test_a_minor_above_the_minimum_may_join_and_is_marked(here: Town) -> None:
    nell = await agreed(here, age="minor")
    async with here.parts.database.read() as tx:
        assert await minors.stated(tx, here.id_of("nell")) is Age.MINOR
        assert await minors.vulnerable(tx, here.id_of("nell"))
    assert await about_age(here) == []
    assert "You are in: " in await does(nell, "welcome join", condition="diabetes")
    assert "You said that you are under 18" in await does(nell, "welcome age", age="adult")
    async with here.parts.database.read() as tx:
        assert await minors.stated(tx, here.id_of("nell")) is Age.MINOR
    said = await nell.says("Does anyone else get tired after lunch?", in_="diabetes")
    await here.ben.says("dm me if you want to chat", in_="diabetes", reply_to=said)
    assert "private contact with somebody vulnerable" in replied(await here.sam.does("case list"))


@EVERYWHERE
async def test_an_adult_who_turns_out_younger_loses_access(here: Town) -> None:
    nell = await agreed(here)
    await does(nell, "welcome join", condition="diabetes")
    await does(nell, "welcome age", age="younger")
    assert await here.inside("nell") == set()


async def test_an_age_that_was_written_closes_the_door_too(here: Town) -> None:
    nell = await agreed(here)
    await nell.says("Hi, I'm 14 and I was diagnosed last month", in_="general")
    assert "16 or older" in await does(nell, "welcome join", condition="diabetes")


@EVERYWHERE
async def test_the_team_can_set_an_age_on_record_but_not_their_own(here: Town) -> None:
    nell = await agreed(here)
    await does(nell, "welcome join", condition="diabetes")
    assert (await here.ana.does("welcome correct", person="nell", age="younger")).refused
    assert "Somebody else" in (await here.sam.does("welcome correct", person="sam", age="adult")).refused
    for _ in range(2):
        assert "The age of Nell is set" in await does(here.sam, "welcome correct", person="nell", age="younger")
    assert await here.inside("nell") == set()
    assert (await nell.private()).count("looked at what is noted about your age") == 1
    assert [one for one in await record(here) if one[1] == "age_corrected"] == [(here.id_of("sam"), "age_corrected", {})]
    assert "16 or older" in await does(nell, "welcome join", condition="diabetes")
    await does(here.sam, "welcome correct", person="nell", age="adult")
    await does(nell, "welcome agree", version="1")
    assert "You are in: " in await does(nell, "welcome join", condition="diabetes")


@pytest.mark.parametrize(
    ("minimum", "labels"),
    [
        (16, ("18 or older", "16 to 17", "Younger than 16")),
        (17, ("18 or older", "17", "Younger than 17")),
        (18, ("18 or older", "Younger than 18")),
        (21, ("21 or older", "Younger than 21")),
    ],
)
async def test_the_ages_to_choose_from_follow_the_minimum(
    opens: Opens, library: Library, minimum: int, labels: tuple[str, ...]
) -> None:
    older = replace(library, policy=replace(library.policy, minimum_age=minimum))
    async with opens(older) as here:
        nell = await here.arrives(NEW)
        outcome = await nell.does("welcome agree", version="1")
        assert outcome.reply is not None
        assert tuple(button.label for button in outcome.reply.buttons if button.command == "welcome age") == labels
        if minimum >= 18:
            await does(nell, "welcome age", age="minor")  # no such button: at least old enough
            async with here.parts.database.read() as tx:
                assert await minors.stated(tx, here.id_of("nell")) is Age.ADULT
