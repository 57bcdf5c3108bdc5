"""The story that a newcomer sees, told as conversation."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.core.errors import NotAllowed, NotFound, Stale
from bot.knowledge.library import Library
from bot.store import articles, cases, evidence
from bot.store.seal import MasterKey
from tests.both import EVERYWHERE, Opens
from tests.town import Town, replied

PHONE = "07700 900123"


@EVERYWHERE
async def test_a_question_is_answered_word_for_word_with_source_and_dates(here: Town) -> None:
    await here.ana.says("What can raise my PSA besides cancer?")
    (answer,) = [one for one in await here.ben.view() if one.card]
    assert answer.card is not None
    async with here.parts.database.read() as tx:
        versions = [await articles.version(tx, one.hash) for one in here.parts.engine.library.articles]
    version = next(one for one in versions if one is not None and one.question == answer.card["title"])
    assert answer.card["body"] == version.answer
    assert answer.card["title"] == version.question
    seen = await here.ben.reads()
    assert version.approved_by in seen
    assert version.reviewed_on.isoformat() in seen
    assert version.review_due.isoformat() in seen
    assert version.sources[0].name in seen
    assert "Example content" in seen


@EVERYWHERE
async def test_the_same_answer_is_not_posted_twice_to_people_who_did_not_ask_the_bot(here: Town) -> None:
    await here.ana.says("What can raise my PSA besides cancer?")
    await here.ben.says("What can raise my PSA besides cancer?")
    assert len([one for one in await here.ben.view() if one.card]) == 1
    await here.ben.says("@carecircle What can raise my PSA besides cancer?")
    assert len([one for one in await here.ben.view() if one.card]) == 2


async def test_small_talk_gets_no_answer(here: Town) -> None:
    for text in ("Good morning all", "How are you today?", "Anyone watching the match?", "Thanks!"):
        await here.ana.says(text)
    assert [one for one in await here.ben.view() if one.card] == []


@EVERYWHERE
async def test_what_nothing_answers_is_said_honestly_and_counted(here: Town) -> None:
    await here.ana.says("@carecircle how do I fix the gearbox of a tractor?")
    assert await here.ana.sees("I do not have an approved answer")
    gaps = await here.osei.does("faq gaps")
    assert "gearbox of a tractor" in replied(gaps)
    assert (await here.ana.does("faq gaps")).refused
    await here.ana.does("faq ask", question=f"who repairs tractors near me? call me on {PHONE}")
    listed = replied(await here.osei.does("faq gaps"))
    assert PHONE not in listed
    assert "[phone number]" in listed


@EVERYWHERE
async def test_a_guess_gets_a_short_word_about_what_was_guessed_and_the_article(here: Town) -> None:
    await here.ana.says("My PSA is 6.2 at 44 and nobody explained it, so it must be cancer")
    seen = await here.ana.reads()
    assert "it takes more than a message" in seen
    assert "What can raise my PSA besides cancer?" in seen


async def test_the_same_person_is_not_told_twice_but_another_is(here: Town) -> None:
    guess = "I'm pretty sure I have prostate cancer"
    await here.ana.says(guess)
    told = len([one for one in await here.ana.view() if one.card])
    assert told >= 1
    await here.ana.says(guess + " really")
    assert len([one for one in await here.ana.view() if one.card]) == told
    await here.ben.says(guess)
    assert len([one for one in await here.ana.view() if one.card]) > told
    await here.pass_time(hours=7)
    before = len([one for one in await here.ana.view() if one.card])
    await here.ana.says(guess + " still")
    assert len([one for one in await here.ana.view() if one.card]) > before


@EVERYWHERE
async def test_what_identifies_somebody_is_taken_out_of_sight(here: Town) -> None:
    said = await here.ana.says(f"Call me on {PHONE}, I was born 14 March 1962")
    assert not await here.ben.sees(PHONE)
    assert not await here.ana.sees(PHONE)
    note = await here.ana.private()
    assert "Call me on [phone number], I was born [date of birth]" in note
    assert "a phone number and a date of birth" in note
    assert PHONE not in note
    assert not await here.ben.private()
    assert await here.sam.sees("Case 1: own identifier", in_="moderators")
    assert not await here.sam.sees(PHONE, in_="moderators")
    async with here.parts.database.read() as tx:
        case = await cases.by_message(tx, said)
        assert case is not None
        assert [item.text for item in await evidence.of_case(tx, case.id)] == [f"Call me on {PHONE}, I was born 14 March 1962"]


@EVERYWHERE
async def test_a_private_note_starts_without_a_reason(here: Town) -> None:
    await here.ana.says(f"Call me on {PHONE}")
    await here.ben.says("I can't do this any more, I have the pills counted out", in_="mood")
    for someone in (here.ana, here.ben):
        (note,) = await someone.view("direct")
        assert note.card is not None
        first = (note.card["title"] + " " + note.card["body"])[:100].lower()
        for word in ("phone", "prostate", "mood", "crisis", "die", "suicid", "help line", "hidden", "pills", "psa"):
            assert word not in first


@EVERYWHERE
async def test_danger_gets_help_lines_at_once_and_a_human_is_paged(here: Town) -> None:
    await here.ana.says("I can't do this any more, I have the pills counted out", in_="mood")
    note = await here.ana.private()
    assert "findahelpline" in note
    assert await here.ben.sees("pills counted out", in_="mood")  # a crisis never hides
    assert await here.sam.sees("Somebody is needed now: case 1", in_="moderators")


@EVERYWHERE
async def test_help_lines_come_before_any_note_about_privacy(here: Town) -> None:
    await here.ana.says(f"I have the pills counted out. Tell my sister, {PHONE}, that I love her", in_="mood")
    crisis, *later = await here.ana.view("direct")
    assert crisis.card is not None
    assert "there to listen" in crisis.card["body"]
    assert later


@EVERYWHERE
async def test_the_country_is_the_members_own_choice(here: Town) -> None:
    await here.ana.says("I want to kill myself tonight", in_="mood")
    assert "findahelpline" in await here.ana.private()
    chosen = await here.ana.presses("Choose my country", in_="direct", country="United Kingdom")
    assert "116 123" in replied(chosen)
    await here.ana.says("I still want to kill myself", in_="mood")
    assert "call 999" in await here.ana.private()


@EVERYWHERE
async def test_somebody_who_is_hurt_is_first_asked_whether_it_is_safe(here: Town) -> None:
    await here.ana.says("my husband hits me every night and I'm scared to go home", in_="mood")
    note = await here.ana.private()
    assert "safe for you to read" in note
    assert "violence" not in note.lower()
    assert "abuse" not in note.lower()
    shown = await here.ana.presses("Yes, it is safe to read now", in_="direct")
    assert "emergency number" in replied(shown)


@EVERYWHERE
async def test_a_closed_door_gets_the_gentle_public_line(here: Town) -> None:
    await here.closes_door("ana")
    await here.ana.says("I want to kill myself tonight", in_="mood")
    assert await here.ben.sees("/help lines shows people to talk to", in_="mood")
    assert await here.sam.sees("Somebody is needed now", in_="moderators")


@EVERYWHERE
async def test_a_member_who_diagnoses_another_gets_a_private_word_and_readers_a_line(here: Town) -> None:
    asked = await here.ana.says("My knees hurt and I have a rash on my face", in_="general")
    await here.ben.says("That's definitely lupus", in_="general", reply_to=asked)
    assert await here.ana.sees("A member's view", in_="general")
    assert "as if it were certain" in await here.ben.private()
    assert "Ben" not in (await here.ana.reads("general")).split("A member's view")[1]


@EVERYWHERE
async def test_a_myth_gets_its_correction_with_the_source_once(here: Town) -> None:
    await here.ana.says("Vaccines cause autism, do your own research", in_="general")
    await here.ben.says("Vaccines cause autism, I read it too", in_="general")
    corrections = [one for one in await here.cleo.view("general") if one.card and one.card["title"] == "What is known about this"]
    assert len(corrections) == 1


@EVERYWHERE
async def test_a_red_flag_gets_the_clinics_words(here: Town) -> None:
    await here.ana.says("Baby has been moving less since this morning", in_="pregnancy")
    assert await here.ana.sees("Please call your care team today", in_="pregnancy")
    assert await here.ana.sees("Please phone your midwife or maternity unit now", in_="pregnancy")


@EVERYWHERE
async def test_an_edit_is_assessed_again_and_raises_the_same_case(here: Town) -> None:
    said = await here.ana.says("A quiet morning", in_="mood")
    await here.ana.edits(said, "I want to kill myself tonight")
    assert await here.sam.sees("Case 1: life in danger", in_="moderators")
    await here.ana.edits(said, "A quiet morning, I'm fine")
    listed = replied(await here.sam.does("case list"))
    assert "Case 1: life in danger" in listed
    assert "Case 2" not in listed


@EVERYWHERE
async def test_a_deleted_message_keeps_its_case(here: Town) -> None:
    said = await here.ana.says("I want to kill myself tonight", in_="mood")
    await here.ana.deletes(said)
    assert not await here.ben.sees("tonight", in_="mood")
    assert "the member deleted the message" in replied(await here.sam.does("case show", case="1"))
    assert "kill myself" in replied(await here.sam.does("case evidence", case="1", reason="decide"))


@EVERYWHERE
async def test_a_case_from_claim_to_resolution(here: Town) -> None:
    await here.ana.says(f"Call me on {PHONE}")
    assert "Sam has it" in replied(await here.sam.presses("Claim"))
    assert await here.mira.sees("Sam has it", in_="moderators")
    lost = await here.mira.does("case claim", case="1")
    assert lost.refused == "Sam took case 1 a second ago."
    assert (await here.mira.does("case resolve", case="1", outcome="reposted")).refused
    assert PHONE in replied(await here.sam.presses("Show the message", reason="decide"))
    await here.sam.presses("Add a note", note="Spoke to her, all is well")
    await here.sam.presses("Invite to post again")
    assert "posted your message again" in await here.ana.private()
    missing = await here.sam.presses("Resolve")
    assert [argument.name for argument in missing.missing] == ["outcome", "to_member"]
    done = await here.sam.presses("Resolve", outcome="reposted", to_member="Thank you, Ana")
    assert "Resolved by Sam: Posted again" in replied(done)
    assert "Thank you, Ana" in await here.ana.private()
    history = replied(await here.mira.does("case show", case="1"))
    for step in ("Sam took it", "Sam looked at the message", "Sam added a note", "Spoke to her", "invited", "resolved"):
        assert step in history
    assert "The queue is empty" in replied(await here.mira.does("case list"))


async def test_next_hands_out_the_most_urgent_case_first(here: Town) -> None:
    await here.ana.says(f"Call me on {PHONE}")
    await here.ben.says("I want to kill myself tonight", in_="mood")
    assert "Case 2" in replied(await here.sam.does("case next"))
    assert "Case 1" in replied(await here.mira.does("case next"))
    assert "queue is empty" in replied(await here.sam.does("case next"))


@EVERYWHERE
async def test_nobody_handles_a_case_about_themselves(here: Town) -> None:
    await here.mira.says(f"Call me on {PHONE}")
    assert "about you" in (await here.mira.does("case claim", case="1")).refused
    assert "queue is empty" in replied(await here.mira.does("case next"))


@EVERYWHERE
@pytest.mark.parametrize(
    ("command", "args"),
    [
        ("case list", {}),
        ("case next", {}),
        ("case claim", {"case": "1"}),
        ("case evidence", {"case": "1", "reason": "decide"}),
        ("case resolve", {"case": "1", "outcome": "no_action"}),
        ("faq gaps", {}),
    ],
)
async def test_members_cannot_use_what_is_for_staff(here: Town, command: str, args: dict[str, str]) -> None:
    assert "cannot use this" in (await here.ana.does(command, **args)).refused


@EVERYWHERE
async def test_staff_channels_are_not_there_for_members(here: Town) -> None:
    for someone in (here.ana, here.osei):
        with pytest.raises(NotFound):
            await someone.view("moderators")
        with pytest.raises(NotFound):
            await someone.says("let me in", in_="moderators")


async def test_a_stale_button_is_refused(here: Town) -> None:
    await here.ana.says(f"Call me on {PHONE}")
    (card,) = [one for one in await here.sam.view("moderators") if one.card]
    assert card.card is not None
    claim = card.card["buttons"][0]["id"]
    await here.sam.does("case claim", case="1")
    with pytest.raises(Stale):
        await here.talk.press("mira", card.id, claim, {})


@EVERYWHERE
async def test_nobody_changes_what_another_wrote(here: Town) -> None:
    said = await here.ana.says("mine", in_="general")
    with pytest.raises(NotAllowed):
        await here.ben.edits(said, "yours")
    with pytest.raises(NotAllowed):
        await here.ben.deletes(said)


@EVERYWHERE
async def test_the_bot_speaks_the_members_language_in_private(here: Town) -> None:
    await here.cleo.says(f"Call me on {PHONE}")
    note = await here.cleo.private()
    assert "Hola" in note
    assert "[número de teléfono]" in note or "[teléfono]" in note


@EVERYWHERE
async def test_a_message_in_an_unmeasured_language_is_looked_at(here: Town) -> None:
    await here.ana.says("Ich habe seit drei Tagen starke Schmerzen im Bauch und weiß nicht, was ich noch tun soll", in_="general")
    assert "could not be judged" in replied(await here.sam.does("case list"))


@EVERYWHERE
async def test_an_article_past_its_review_is_not_used_and_the_member_is_told(opens: Opens, library: Library) -> None:
    old = replace(
        library,
        articles=tuple(
            replace(one, reviewed_on=date(2020, 1, 1), review_due=date(2021, 1, 1))
            if one.id == "prostate-raised-psa-causes"
            else one
            for one in library.articles
        ),
    )
    async with opens(old) as here:
        await here.ana.says("@carecircle What can raise my PSA besides cancer?")
        seen = await here.ana.reads()
        assert "The clinic is checking this answer" in seen
        assert "3 in 4 men" not in seen


@EVERYWHERE
async def test_clinicians_are_told_what_is_due_and_staff_which_help_lines(here: Town) -> None:
    assert await here.osei.view("clinicians") == []
    await here.pass_time(days=400)
    assert "Not in use" in await here.osei.reads("clinicians")
    assert "Please check the numbers" in await here.sam.reads("moderators")
    await here.ana.says("I want to kill myself tonight", in_="mood")
    assert "a new check is due" in (await here.ana.private()).lower()
    told = len(await here.osei.view("clinicians"))
    await here.pass_time(hours=25)
    assert len(await here.osei.view("clinicians")) <= told + 1


@EVERYWHERE
async def test_everything_survives_a_restart(opens: Opens) -> None:
    key = MasterKey.new()
    async with opens(master=key) as here:
        await here.ana.says(f"Call me on {PHONE}")
        await here.sam.does("case claim", case="1")
    async with opens(master=key) as here:
        assert await here.mira.sees("Sam has it", in_="moderators")
        assert "[phone number]" in await here.ana.private()
        await here.sam.presses("Resolve", outcome="reposted")
        assert await here.mira.sees("Resolved by Sam", in_="moderators")


@EVERYWHERE
async def test_erasing_destroys_what_was_written(here: Town, tmp_path: Path) -> None:
    await here.ana.says(f"Call me on {PHONE}, canary-5521")
    exported = await here.ana.does("privacy export")
    assert "canary-5521" in exported.files[0].content.decode()
    assert "Nothing was deleted" in replied(await here.ana.does("privacy erase", sure="false"))
    await here.ana.does("privacy erase", sure="true")
    assert "destroyed" in replied(await here.sam.does("case evidence", case="1", reason="decide"))
    for path in tmp_path.iterdir():
        assert b"canary-5521" not in path.read_bytes()


async def test_erasing_takes_what_was_written_out_of_the_private_talk(here: Town) -> None:
    """In the sandbox, which keeps its messages itself: what is in a chat platform's private talk is its member's to delete."""
    await here.ana.says(f"Call me on {PHONE}")
    assert "[phone number]" in await here.ana.private()
    await here.ana.does("privacy erase", sure="true")
    assert "[phone number]" not in await here.ana.private()


@EVERYWHERE
async def test_asking_for_a_person_opens_a_case(here: Town) -> None:
    await here.ana.does("help person", about="I would like to talk to somebody")
    assert await here.sam.sees("asks for a person", in_="moderators")
    assert "talk to somebody" in replied(await here.sam.does("case evidence", case="1", reason="decide"))


@EVERYWHERE
async def test_the_clock_moves_and_nothing_is_left(here: Town) -> None:
    await here.ana.says("Good evening", in_="general")
    await here.pass_time(days=120)
    assert await here.parts.engine.settled() == (0, 0, 0)
    assert here.clock.offset > timedelta(days=119)
