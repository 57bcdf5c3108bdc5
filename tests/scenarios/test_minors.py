"""People who may be too young, and offers of private contact to whoever is vulnerable."""

from bot.store import cases, people
from tests.both import EVERYWHERE
from tests.town import Town, replied


@EVERYWHERE
async def test_a_stated_age_opens_a_case_and_says_nothing_in_public(here: Town) -> None:
    await here.ana.says("Hi, I'm 14 and I was diagnosed last month", in_="general")
    assert await here.sam.sees("Case 1: may be younger than this community allows", in_="moderators")
    assert not [one for one in await here.ben.view("general") if one.card]
    async with here.parts.database.read() as tx:
        assert (await people.chosen(tx, here.id_of("ana")))["minor"] == "yes"
        assert "minor" not in await people.chosen(tx, here.id_of("ben"))


async def test_an_offer_of_private_contact_to_a_minor_opens_a_case(here: Town) -> None:
    quiet = await here.cleo.says("Good morning, new here", in_="general")
    await here.ben.says("dm me if you want to chat", in_="general", reply_to=quiet)
    async with here.parts.database.read() as tx:
        assert [case for case in await cases.queue(tx) if case.label == "conduct"] == []
    said = await here.ana.says("Hello, im 15 btw", in_="general")
    await here.pass_time(days=2)
    again = await here.ana.says("Does anyone else get tired after lunch?", in_="general")
    await here.ben.says("dm me if you want to chat", in_="general", reply_to=again)
    assert said
    assert "private contact with somebody vulnerable" in replied(await here.sam.does("case list"))


async def test_a_person_can_find_that_an_age_was_misread(here: Town) -> None:
    await here.ana.says("Hi, I'm 14 and I was diagnosed last month", in_="general")
    await here.sam.does("case claim", case="1")
    await here.sam.does("case resolve", case="1", outcome="not_a_problem")
    again = await here.ana.says("Does anyone else get tired after lunch?", in_="general")
    await here.ben.says("dm me if you want to chat", in_="general", reply_to=again)
    async with here.parts.database.read() as tx:
        assert [case for case in await cases.queue(tx) if case.label == "conduct"] == []


@EVERYWHERE
async def test_a_stated_age_is_a_private_matter_of_the_team(here: Town) -> None:
    """Nothing is hidden, nobody is paged, and neither members nor clinicians see that there is a case."""
    said = await here.ana.says("Hi, I'm 14 and I was diagnosed last month", in_="general")
    async with here.parts.database.read() as tx:
        case = await cases.by_message(tx, said)
    assert case is not None
    assert (case.value, case.paged, case.severity.name) == ("minor", False, "HIGH")
    for someone in (here.ben, here.cleo, here.osei):
        assert "younger" not in await someone.reads("general") + await someone.private()
        assert (await someone.does("case show", case="1")).refused
    assert "younger" not in await here.osei.reads("clinicians")
    assert "younger" not in await here.ana.reads("general") + await here.ana.private()
    assert [one for one in await here.ben.view("general") if one.id == said and one.hidden] == []


@EVERYWHERE
async def test_an_offer_of_private_contact_to_a_person_in_crisis_opens_a_case(here: Town) -> None:
    said = await here.ana.says("I want to kill myself tonight", in_="mood")
    await here.ben.says("dm me if you want to chat", in_="mood", reply_to=said)
    async with here.parts.database.read() as tx:
        found = [(case.value, case.person, case.severity.name) for case in await cases.queue(tx) if case.label == "conduct"]
    assert found == [("private_contact", here.id_of("ben"), "HIGH")]
    await here.sam.does("case claim", case="1")
    await here.sam.does("case resolve", case="1", outcome="supported")
    later = await here.ana.says("Good morning", in_="mood")
    await here.cleo.says("dm me if you want to chat", in_="mood", reply_to=later)
    async with here.parts.database.read() as tx:
        assert [case.person for case in await cases.queue(tx) if case.label == "conduct"] == [here.id_of("ben")]
