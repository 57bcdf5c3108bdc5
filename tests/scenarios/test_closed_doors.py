"""A private note where there is no private channel."""

from tests.both import EVERYWHERE
from tests.scenarios.decisions import case_of_sam
from tests.town import Town, card_text, replied


@EVERYWHERE
async def test_where_private_messages_are_closed_the_member_still_learns_of_it(here: Town) -> None:
    case = await case_of_sam(here)
    await here.closes_door("ben")
    await here.sam.does("member warn", case=case, rule="harassment")
    line = [one for one in await here.ben.view("general") if one.only_for == here.ben.id]
    assert [one.card["title"] for one in line if one.card] == ["A private note is waiting for you"]
    assert "harass" not in card_text(line[0].card or {}).lower()
    assert "Rule: No harassment" in replied(await here.ben.presses("For you", in_="general"))
    assert (await here.ana.does("member note", measure="1")).refused


async def test_others_do_not_see_the_line_where_a_platform_can_show_it_to_one_person(here: Town) -> None:
    case = await case_of_sam(here)
    await here.closes_door("ben")
    await here.sam.does("member warn", case=case, rule="harassment")
    assert await here.ben.sees("A private note is waiting", in_="general")
    assert not await here.ana.sees("A private note is waiting", in_="general")


@EVERYWHERE
async def test_abuse_gets_a_line_in_public_that_says_nothing(here: Town) -> None:
    await here.closes_door("ana")
    said = await here.ana.says("my husband hits me every night and I'm scared to go home", in_="mood")
    (line,) = [one for one in await here.ben.view("mood") if one.card]
    assert line.reply_to is None
    assert line.card is not None
    (button,) = line.card["buttons"]
    assert (button["command"], button["args"]) == ("help open", {})
    shown = card_text(line.card).lower()
    for word in ("ana", said, "safe", "abuse", "help", "violence", "crisis", "danger", "hit", "mood"):
        assert word.lower() not in shown
    refused = (await here.ben.presses("For you", in_="mood")).refused
    assert "no note for you" in refused
    opened = replied(await here.ana.presses("For you", in_="mood"))
    assert "safe for you to read" in opened
    assert "[Yes, it is safe to read now]" in opened


@EVERYWHERE
async def test_other_danger_keeps_its_gentle_public_line(here: Town) -> None:
    await here.closes_door("ana")
    await here.ana.says("I want to kill myself tonight", in_="mood")
    assert await here.ben.sees("/help lines shows people to talk to", in_="mood")
    assert "no note for you" in (await here.ana.does("help open")).refused


@EVERYWHERE
async def test_a_note_is_gone_once_its_case_is_resolved(here: Town) -> None:
    await here.ana.says("my husband hits me every night and I'm scared to go home", in_="mood")
    assert "safe for you" in replied(await here.ana.does("help open"))
    await here.sam.does("case claim", case="1")
    await here.sam.does("case resolve", case="1", outcome="supported")
    assert (await here.ana.does("help open")).refused
