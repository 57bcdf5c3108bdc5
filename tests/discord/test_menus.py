"""What is done to a message or a person from its menu, on Discord."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

import cogs
from bot.cog import Command, Kind
from bot.knowledge.library import Library
from bot.platforms.discord import links
from bot.platforms.discord.commands import menu_argument, menu_name, menus
from tests.discord.people import NotPossible, Person, Seen, Turn
from tests.discord.server.commands import MESSAGE_MENU, USER_MENU
from tests.discord.town import DiscordTown, as_read, discord_town

REPORT, OPEN, ANSWER, CASES = "Report this message", "Open a case", "Answer from the clinic's content", "Cases of this person"
ASKED = "Still puzzled about my raised PSA and the things that push it up"
SLY = "Some people here should think about whether anybody wants to read them"
COMMANDS = [command for cog in cogs.ALL for command in cog.commands]
PARTS = ("low", "normal", "high", "soon", "now")


@pytest.fixture
async def here(tmp_path: Path, library: Library) -> AsyncIterator[DiscordTown]:
    async with discord_town(tmp_path, library) as running:
        yield running


def account(here: DiscordTown, name: str) -> Person:
    return here.server.person(name)


async def writes(here: DiscordTown, name: str, text: str, in_: str = "prostate") -> Seen:
    """What somebody writes, as Sam sees it."""
    await here.people[name].says(text, in_=in_)
    return await account(here, "sam").finds(text, in_)


async def words(here: DiscordTown, turn: Turn) -> str:
    assert not turn.failed
    await here.settle()
    answer = await turn.answer()
    assert answer.ephemeral
    return as_read(answer.words)


# What is registered


def test_there_are_at_most_five_of_each_kind_and_each_has_its_words(library: Library) -> None:
    found = menus(COMMANDS, library.replies)
    assert [one["name"] for one in found if one["type"] == MESSAGE_MENU] == [ANSWER, OPEN, REPORT]
    assert [one["name"] for one in found if one["type"] == USER_MENU] == [CASES]
    assert len(found) == len([command for command in COMMANDS if command.menu])  # none was left out
    assert all(0 < len(one["name"]) <= 32 for one in found)


@pytest.mark.parametrize("command", [one for one in COMMANDS if one.menu], ids=lambda command: command.name)
def test_a_menu_fills_in_an_argument_and_is_named_in_every_language(library: Library, command: Command) -> None:
    assert command.menu is not None
    assert menu_argument(command, command.menu) is not None
    named = {menu_name(command, library.replies, lang) for lang in library.replies.langs}
    assert len(named) == len(library.replies.langs)
    assert not any(name.endswith("…") for name in named)


def test_the_button_under_an_article_fits_into_discords_id(library: Library) -> None:
    message = "discord:1234567890123456789"
    assert all(links.encode("faq post", {"message": message, "article": one.id}) for one in library.articles)


async def test_who_is_offered_what(here: DiscordTown) -> None:
    on_messages = {name: account(here, name).commands_of("general", MESSAGE_MENU) for name in ("ana", "osei", "sam")}
    assert REPORT in on_messages["ana"]
    assert OPEN not in on_messages["ana"]
    assert ANSWER in on_messages["osei"]
    assert {REPORT, OPEN, ANSWER} <= set(on_messages["sam"])
    assert CASES in account(here, "sam").commands_of("general", USER_MENU)
    assert CASES not in account(here, "ana").commands_of("general", USER_MENU)


# Each once


async def test_a_message_is_reported(here: DiscordTown) -> None:
    said = await writes(here, "ben", SLY, "general")
    ana = account(here, "ana")
    turn = await ana.uses_menu(REPORT, said)
    thanks = await words(here, await ana.submits(turn, {"concern": "harassment", "more": "He keeps doing this"}))
    assert "sees that it was you" in thanks
    assert await here.sam.sees("Case 1: reported: harassment", in_="moderators")
    assert not await here.ben.sees("report", in_="general")


async def test_a_case_is_opened(here: DiscordTown) -> None:
    said = await writes(here, "ben", SLY, "general")
    sam = account(here, "sam")
    opened = await words(
        here, await sam.submits(await sam.uses_menu(OPEN, said), {"urgency": "high", "note": "It reads like a dig"})
    )
    assert "Case 1: opened by hand" in opened
    assert await here.mira.sees("Case 1: opened by hand", in_="moderators")
    turn = await account(here, "mira").submits(await account(here, "mira").uses_menu(OPEN, said), {"urgency": "low"})
    assert "It is case 1" in await words(here, turn)
    shown = await words(here, await account(here, "mira").presses(turn.reply, "Open the case"))
    assert "It reads like a dig" in shown


async def test_an_article_is_posted_as_an_answer(here: DiscordTown, library: Library) -> None:
    said = await writes(here, "ana", ASKED)
    osei = account(here, "osei")
    turn = await osei.uses_menu(ANSWER, said)
    assert "Articles that may fit" in await words(here, turn)
    posting = await osei.presses(turn.reply, "Post this answer (1)")
    assert "Posted" in await words(here, posting)
    article = library.article("prostate-raised-psa-causes")
    assert article is not None
    answer = await account(here, "ben").finds(article.question[:40], "prostate")
    assert answer.message.reference is not None
    assert answer.message.reference["message_id"] == said.id
    assert answer.embeds[0]["description"] == article.answer
    assert answer.pings == []
    again = await osei.presses(turn.reply, "Post this answer (1)")
    assert "there already" in await words(here, again)


async def test_an_article_is_chosen_in_a_form_by_its_name_or_in_words(here: DiscordTown) -> None:
    said = await writes(here, "ana", "Hello all, here I am again")
    sam = account(here, "sam")
    turn = await sam.uses_menu(ANSWER, said)
    assert "No approved article fits" in await words(here, turn)
    form = await sam.presses(turn.reply, "Choose an article")
    found = await sam.submits(form, {"article": "what can raise my psa"})
    assert "1. " in await words(here, found)
    posting = await sam.presses(found.reply, "Post this answer (1)")
    assert "Posted" in await words(here, posting)


async def test_the_cases_of_a_person_are_shown(here: DiscordTown) -> None:
    await writes(here, "ben", "You are a pathetic waste of space", "general")
    sam = account(here, "sam")
    turn = await sam.uses_menu(CASES, account(here, "ben"))
    assert "Case 1: harassment" in await words(here, turn)
    shown = await words(here, await sam.presses(turn.reply, "Case 1: harassment"))
    assert "Member: ben" in shown.replace("Ben", "ben")
    assert "There are none" in await words(here, await sam.uses_menu(CASES, account(here, "ana")))
    assert "about you" in await words(here, await sam.uses_menu(CASES, account(here, "sam")))


# Never


async def test_members_are_refused_at_use_too(here: DiscordTown) -> None:
    said = await writes(here, "ben", SLY, "general")
    ana = account(here, "ana")
    refused = here.parts.engine.library.replies.text("refusal.not_allowed")
    with pytest.raises(NotPossible):
        await ana.uses_menu(OPEN, said)
    for menu in (OPEN, ANSWER):
        assert refused in await words(here, await ana.uses_menu(menu, said, forced=True))
    assert refused in await words(here, await ana.uses_menu(CASES, account(here, "ben"), forced=True))
    assert not await here.sam.sees("Case 1", in_="moderators")


async def test_the_bots_own_messages_and_what_it_never_heard(here: DiscordTown) -> None:
    await writes(here, "ana", "What can raise my PSA besides cancer?")
    sam = account(here, "sam")
    (answer, *_) = [one for one in sam.sees("prostate") if one.embeds]
    assert "That was me" in await words(here, await sam.uses_menu(ANSWER, answer))
    reported = await account(here, "ben").submits(await account(here, "ben").uses_menu(REPORT, answer), {"concern": "medical"})
    assert "That was me" in await words(here, reported)
    unknown = "1234567890123456789"
    assert "do not know" in await words(here, await sam.runs("case open", "general", message=unknown, urgency="low"))
    assert "do not know" in await words(here, await sam.runs("faq suggest", "general", message=unknown))


async def test_no_answer_beside_a_crisis(here: DiscordTown) -> None:
    said = await writes(here, "ana", ASKED)
    await here.ana.says("I want to kill myself tonight", in_="mood")
    assert "need a person" in await words(here, await account(here, "sam").uses_menu(ANSWER, said))


async def test_all_that_a_menu_needs_is_asked_in_one_form(here: DiscordTown) -> None:
    said = await writes(here, "ben", SLY, "general")
    turn = await account(here, "sam").uses_menu(OPEN, said)
    asked = [part["component"] for part in turn.modal["components"]]
    assert [one["custom_id"] for one in asked] == ["urgency", "note"]
    assert tuple(option["value"] for option in asked[0]["options"]) == PARTS
    assert {command.menu for command in COMMANDS} == {None, Kind.MESSAGE, Kind.PERSON}
