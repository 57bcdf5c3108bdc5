"""Coming in: asked in private, by buttons alone; nothing stands between a person and help."""

import json

import pytest

from bot.core.audit import MEMBER
from bot.core.message import DIRECT, Person, Role
from bot.knowledge.library import Library
from bot.store import cases, consents, people
from bot.store.seal import MasterKey
from tests.both import EVERYWHERE, Opens
from tests.scenarios.newcomers import DANGER, NEW, RUDE, agreed, does, kept_of, later_words, never_asked, record
from tests.town import Town, replied

# Coming in


@EVERYWHERE
async def test_a_newcomer_gets_one_private_note_with_a_button(here: Town) -> None:
    nell = await here.arrives(NEW, times=3)
    note = await nell.private()
    assert note.count("[Start]") == 1
    assert "[Help lines]" in note
    assert "[Talk to a person here]" in note
    assert note.startswith("A private note for you\nHello Nell. This is a private note for you.")
    for word in ("illness", "condition", "age", "consent"):
        assert word not in note.lower()
    assert not [one for one in await here.ben.view("general") if one.card]
    read = replied(await nell.presses("Start", in_=DIRECT))
    assert "It is not an emergency service" in read
    assert "it is not medical advice" in read
    assert "destroyed within 24 hours" in read
    assert "up to 90 days" in read
    assert "/privacy erase destroys it" in read
    assert "Who is in a channel sees what you post there" in read
    for button in ("[I agree]", "[Not now]", "[Help lines]", "[Talk to a person here]"):
        assert button in read


async def test_where_direct_messages_are_closed_only_they_see_a_line_that_says_nothing(here: Town) -> None:
    await here.closes_door("nell")
    nell = await here.arrives(NEW)
    line = await nell.reads("general")
    assert "Something private is waiting for you" in line
    assert "[Start]" in line
    assert "Something private" not in await here.ben.reads("general")
    assert "Before you join in" in replied(await nell.presses("Start", in_="general"))


@EVERYWHERE
async def test_the_team_is_not_asked(here: Town) -> None:
    nurse = await here.arrives(Person("kit", "Kit", frozenset({Role.MEMBER, Role.MODERATOR})))
    assert not await nurse.private()


async def test_nobody_but_an_adapter_welcomes(here: Town) -> None:
    assert (await here.ana.does("welcome person", person="ben")).refused
    assert (await here.sam.does("welcome person", person="ben")).refused
    assert not await here.ben.private()


# The words


@EVERYWHERE
async def test_agreeing_is_on_record_without_a_name_and_counts_once(here: Town) -> None:
    nell = await here.arrives(NEW)
    await nell.presses("Start", in_=DIRECT)
    assert "How old are you?" in await does(nell, "welcome agree", version="1")
    assert "How old are you?" in await does(nell, "welcome agree", version="1")
    assert [one for one in await record(here) if one[1].startswith("consent")] == [(MEMBER, "consent_given", {"version": "1"})]
    assert "nell" not in json.dumps(await record(here))


@EVERYWHERE
async def test_not_now_blocks_nothing_that_helps(here: Town) -> None:
    nell = await here.arrives(NEW)
    for said in (await does(nell, "welcome decline", version="1"), await does(nell, "welcome decline", version="1")):
        assert "That is fine" in said
        assert "[Help lines]" in said
    assert [kind for _, kind, _ in await record(here) if kind.startswith("consent")] == ["consent_declined"]
    assert "People who can help" in await does(nell, "help lines")
    assert "The team has your request" in await does(nell, "help person", about="could somebody call me about my scan")
    assert "could somebody call me about my scan" in await kept_of(here, "nell")
    assert "what you agree to" in await does(nell, "welcome join", condition="diabetes")
    assert "Before you join in" in await does(nell, "welcome start")
    before = await nell.private()
    await nell.says("Good morning", in_="general")
    await here.pass_time(days=30)
    await nell.says("Good morning", in_="general")
    assert await nell.private() == before


async def test_old_words_cannot_be_agreed_to(opens: Opens, library: Library) -> None:
    async with later_words(opens, library, MasterKey.new(), 2) as here:
        nell = await here.arrives(NEW)
        shown = await does(nell, "welcome agree", version="1")
        assert "These words have changed" in shown
        assert "(Version 2)" in shown
        async with here.parts.database.read() as tx:
            assert (await consents.of(tx, here.id_of("nell"))).agreed is None
        assert "How old are you?" in await does(nell, "welcome agree", version="2")


async def test_new_words_are_asked_at_the_next_contact_and_once_a_week(opens: Opens, library: Library) -> None:
    key = MasterKey.new()
    async with opens(master=key) as here:
        nell = await agreed(here)
        await does(nell, "welcome join", condition="diabetes")
        noted = (await nell.private()).count("[Start]")
    async with later_words(opens, library, key, 2) as here:
        nell = here.people["nell"]
        await here.pass_time(days=8)
        assert (await nell.private()).count("[Start]") == noted
        for _ in range(3):
            await nell.says("Good morning", in_="diabetes")
        assert (await nell.private()).count("We changed the words") == 1
        await here.pass_time(days=8)
        await nell.says("Good morning", in_="diabetes")
        assert (await nell.private()).count("We changed the words") == 2
        assert "what you agree to" in await does(nell, "welcome join", condition="prostate")
        assert "What you agreed to before stays as it is" in await does(nell, "welcome decline", version="2")
        assert "diabetes" in await here.inside("nell")
        await here.pass_time(days=8)
        await nell.says("Good morning", in_="diabetes")
        assert (await nell.private()).count("We changed the words") == 2
        await does(nell, "welcome agree", version="2")
        assert "You are in: " in await does(nell, "welcome join", condition="prostate")


@EVERYWHERE
async def test_whoever_was_never_asked_is_asked_at_their_first_quiet_words(here: Town) -> None:
    nell = await never_asked(here)
    await nell.says("Hello, what a lovely garden", in_="general")
    await nell.says("It rained all day", in_="general")
    assert (await nell.private()).count("[Start]") == 1


async def test_nobody_is_asked_in_a_crisis(here: Town) -> None:
    nell = await never_asked(here)
    await nell.says(DANGER, in_="mood")
    await nell.says("Good morning", in_="general")
    assert "[Start]" not in await nell.private()
    await here.sam.does("case claim", case="1")
    await here.sam.does("case resolve", case="1", outcome="supported")
    await nell.says("Good morning again", in_="general")
    assert "[Start]" in await nell.private()


async def test_whoever_just_got_other_words_gets_those_alone(here: Town) -> None:
    nell = await never_asked(here)
    await nell.says("Call me on 07700 900123, I was born 14 March 1962", in_="general")
    assert "[Start]" not in await nell.private()
    await nell.says("Good morning", in_="general")
    assert "[Start]" in await nell.private()


@EVERYWHERE
async def test_a_yes_is_taken_back_with_all_access(here: Town) -> None:
    nell = await agreed(here)
    await does(nell, "welcome join", condition="diabetes")
    await does(nell, "welcome join", condition="prostate")
    assert "[Take it back]" in await does(nell, "welcome decline", version="1")
    assert "Nothing was changed" in await does(nell, "welcome withdraw", sure="no")
    assert await here.inside("nell") == {"diabetes", "prostate"}
    for _ in range(2):
        assert "Taken back" in await does(nell, "welcome withdraw", sure="yes")
    assert await here.inside("nell") == set()
    assert [kind for _, kind, _ in await record(here) if kind.startswith("consent")] == ["consent_given", "consent_withdrawn"]
    async with here.parts.database.read() as tx:
        assert await consents.joined(tx, here.id_of("nell")) == ()


# Without an agreement


@EVERYWHERE
@pytest.mark.parametrize("answer", ["none", "no"])
async def test_without_a_yes_nothing_is_lost_in_safety(here: Town, answer: str) -> None:
    nell = await here.arrives(NEW)
    if answer == "no":
        await does(nell, "welcome decline", version="1")
    await nell.says("It has been a long week", in_="mood")
    await nell.says(DANGER, in_="mood")
    assert "[Choose my country]" in await nell.private()
    assert await here.sam.pages()
    assert {DANGER, "It has been a long week"} <= set(await kept_of(here, "nell"))


async def test_without_a_yes_a_privacy_case_keeps_what_it_needs(here: Town) -> None:
    nell = await here.arrives(NEW)
    said = await nell.says("Call me on 07700 900123, I was born 14 March 1962", in_="general")
    assert "07700" not in await here.ben.reads("general")
    assert "[phone number]" in await nell.private()
    assert [text for text in await kept_of(here, "nell") if "07700" in text]
    async with here.parts.database.read() as tx:
        assert await cases.by_message(tx, said) is not None


@EVERYWHERE
async def test_without_a_yes_other_cases_keep_no_words(here: Town) -> None:
    nell = await here.arrives(NEW)
    await nell.says("I like trains", in_="general")
    said = await nell.says(RUDE, in_="general")
    async with here.parts.database.read() as tx:
        case = await cases.by_message(tx, said)
    assert case is not None
    assert await kept_of(here, "nell") == []
    shown = replied(await here.sam.does("case evidence", case=str(case.id), reason="decide"))
    assert RUDE not in shown
    assert "has not agreed that their words are kept" in shown
    await here.ana.does("report message", message=said, concern="harassment")
    assert await kept_of(here, "nell") == []
    await here.ana.does("report message", message=said, concern="danger")
    assert RUDE in await kept_of(here, "nell")


async def test_with_a_yes_they_are_kept(here: Town) -> None:
    nell = await agreed(here)
    await nell.says(RUDE, in_="general")
    assert await kept_of(here, "nell") == [RUDE]


async def test_without_a_yes_no_open_question_is_kept(here: Town) -> None:
    nell = await here.arrives(NEW)
    asked = "How often should a tractor be painted blue?"
    await nell.does("faq ask", question=asked)
    await here.ana.does("faq ask", question=asked)
    async with here.parts.database.read() as tx:
        assert (await people.export(tx, here.id_of("nell")))["gap"] == []
        assert len((await people.export(tx, here.id_of("ana")))["gap"]) == 1
