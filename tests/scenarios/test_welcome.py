"""Coming in: asked in private, by buttons alone; nothing stands between a person and help, and no condition is to be seen."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import inspect, select

import cogs
from bot.cog import Kind
from bot.core.audit import MEMBER
from bot.core.case import Case, CaseState
from bot.core.consent import Age
from bot.core.message import DIRECT, Invocation, Person, Role
from bot.knowledge.library import Library
from bot.store import audit, cases, consents, evidence, inbox, minors, people, sandbox
from bot.store.database import Transaction
from bot.store.seal import MasterKey
from bot.store.tables import audit as audit_table
from bot.store.tables import condition_choice, outbox
from tests.town import Someone, Town, replied, town

NEW = Person("nell", "Nell")
NUEVA = Person("nuria", "Nuria", lang="es")
RUDE = "You are a pathetic waste of space"
DANGER = "I want to kill myself tonight"


async def arrives(here: Town, person: Person = NEW, times: int = 1, in_: str = "general") -> Someone:
    """Somebody new: an adapter says so, perhaps more than once."""
    if person.id not in here.people:
        await here.joins(person)
        async with here.parts.database.write() as tx:
            await consents.erase(tx, person.id)
    for time in range(times):
        at = here.clock.now()
        event = Invocation(
            f"came-{person.id}-{at.timestamp()}-{time}", "welcome person", {"person": person.id}, None, here.world.place(in_), at
        )
        await here.parts.engine.receive(event)
        await here.settle()
    return here.people[person.id]


async def does(someone: Someone, command: str, **args: str) -> str:
    """What the person reads, whether it was done or refused."""
    outcome = await someone.does(command, **args)
    return outcome.refused or replied(outcome)


async def agreed(here: Town, person: Person = NEW, age: str = "adult") -> Someone:
    someone = await arrives(here, person)
    await does(someone, "welcome agree", version="1")
    await does(someone, "welcome age", age=age)
    return someone


async def access(here: Town, person: str) -> dict[str, str]:
    """What the platform was told about channels."""
    found = {}
    async with here.parts.database.read() as tx:
        for channel in here.world.channels:
            if said := await sandbox.setting(tx, f"member:{channel}:{person}"):
                found[channel] = said
    return found


async def record(here: Town) -> list[tuple[str, str, dict[str, str]]]:
    async with here.parts.database.read() as tx:
        rows = (await tx.connection.execute(select(audit_table).order_by(audit_table.c.sequence))).all()
    return [(row.actor, row.kind, row.detail) for row in rows]


async def about_age(here: Town) -> list[Case]:
    async with here.parts.database.read() as tx:
        return [case for case in await cases.queue(tx) if (case.label, case.value) == ("conduct", "minor")]


async def kept_of(here: Town, person: str) -> list[str]:
    """The person's words in any case."""
    found = []
    async with here.parts.database.read() as tx:
        for case in await cases.queue(tx):
            found += [one.text or "" for one in await evidence.of_case(tx, case.id) if one.author == person]
    return found


@asynccontextmanager
async def later_words(folder: Path, library: Library, key: MasterKey, version: int) -> AsyncIterator[Town]:
    """The same community after the clinic changed what members agree to."""
    changed = replace(library, policy=replace(library.policy, consent_version=version))
    async with town(folder, changed, key) as here:
        here.people |= {person.id: Someone(here, person.id) for person in here.world.people.values()}
        yield here


# Coming in


async def test_a_newcomer_gets_one_private_note_with_a_button(here: Town) -> None:
    nell = await arrives(here, times=3)
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
    here.world.faults["direct_closed"] = 1
    nell = await arrives(here)
    line = await nell.reads("general")
    assert "Something private is waiting for you" in line
    assert "[Start]" in line
    assert "Something private" not in await here.ben.reads("general")
    assert "Before you join in" in replied(await nell.presses("Start", in_="general"))


async def test_the_team_is_not_asked(here: Town) -> None:
    nurse = await arrives(here, Person("kit", "Kit", frozenset({Role.MEMBER, Role.MODERATOR})))
    assert not await nurse.private()


async def test_nobody_but_an_adapter_welcomes(here: Town) -> None:
    assert (await here.ana.does("welcome person", person="ben")).refused
    assert (await here.sam.does("welcome person", person="ben")).refused
    assert not await here.ben.private()


# The words


async def test_agreeing_is_on_record_without_a_name_and_counts_once(here: Town) -> None:
    nell = await arrives(here)
    await nell.presses("Start", in_=DIRECT)
    assert "How old are you?" in await does(nell, "welcome agree", version="1")
    assert "How old are you?" in await does(nell, "welcome agree", version="1")
    assert [one for one in await record(here) if one[1].startswith("consent")] == [(MEMBER, "consent_given", {"version": "1"})]
    assert "nell" not in json.dumps(await record(here))


async def test_not_now_blocks_nothing_that_helps(here: Town) -> None:
    nell = await arrives(here)
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


async def test_old_words_cannot_be_agreed_to(tmp_path: Path, library: Library) -> None:
    async with later_words(tmp_path, library, MasterKey.new(), 2) as here:
        nell = await arrives(here)
        shown = await does(nell, "welcome agree", version="1")
        assert "These words have changed" in shown
        assert "(Version 2)" in shown
        async with here.parts.database.read() as tx:
            assert (await consents.of(tx, "nell")).agreed is None
        assert "How old are you?" in await does(nell, "welcome agree", version="2")


async def test_new_words_are_asked_at_the_next_contact_and_once_a_week(tmp_path: Path, library: Library) -> None:
    key = MasterKey.new()
    async with town(tmp_path, library, key) as here:
        nell = await agreed(here)
        await does(nell, "welcome join", condition="diabetes")
        noted = (await nell.private()).count("[Start]")
    async with later_words(tmp_path, library, key, 2) as here:
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
        assert (await access(here, "nell"))["diabetes"] == "in"
        await here.pass_time(days=8)
        await nell.says("Good morning", in_="diabetes")
        assert (await nell.private()).count("We changed the words") == 2
        await does(nell, "welcome agree", version="2")
        assert "You are in: " in await does(nell, "welcome join", condition="prostate")


async def test_whoever_was_never_asked_is_asked_at_their_first_quiet_words(here: Town) -> None:
    nell = await here.joins(NEW)
    async with here.parts.database.write() as tx:
        await consents.erase(tx, "nell")
    await nell.says("Hello, what a lovely garden", in_="general")
    await nell.says("It rained all day", in_="general")
    assert (await nell.private()).count("[Start]") == 1


async def test_nobody_is_asked_in_a_crisis(here: Town) -> None:
    nell = await here.joins(NEW)
    async with here.parts.database.write() as tx:
        await consents.erase(tx, "nell")
    await nell.says(DANGER, in_="mood")
    await nell.says("Good morning", in_="general")
    assert "[Start]" not in await nell.private()
    await here.sam.does("case claim", case="1")
    await here.sam.does("case resolve", case="1", outcome="supported")
    await nell.says("Good morning again", in_="general")
    assert "[Start]" in await nell.private()


async def test_whoever_just_got_other_words_gets_those_alone(here: Town) -> None:
    nell = await here.joins(NEW)
    async with here.parts.database.write() as tx:
        await consents.erase(tx, "nell")
    await nell.says("Call me on 07700 900123, I was born 14 March 1962", in_="general")
    assert "[Start]" not in await nell.private()
    await nell.says("Good morning", in_="general")
    assert "[Start]" in await nell.private()


async def test_a_yes_is_taken_back_with_all_access(here: Town) -> None:
    nell = await agreed(here)
    await does(nell, "welcome join", condition="diabetes")
    await does(nell, "welcome join", condition="prostate")
    assert "[Take it back]" in await does(nell, "welcome decline", version="1")
    assert "Nothing was changed" in await does(nell, "welcome withdraw", sure="no")
    assert await access(here, "nell") == {"diabetes": "in", "prostate": "in"}
    for _ in range(2):
        assert "Taken back" in await does(nell, "welcome withdraw", sure="yes")
    assert await access(here, "nell") == {"diabetes": "out", "prostate": "out"}
    assert [kind for _, kind, _ in await record(here) if kind.startswith("consent")] == ["consent_given", "consent_withdrawn"]
    async with here.parts.database.read() as tx:
        assert await consents.joined(tx, "nell") == ()


# Without an agreement


@pytest.mark.parametrize("answer", ["none", "no"])
async def test_without_a_yes_nothing_is_lost_in_safety(here: Town, answer: str) -> None:
    nell = await arrives(here)
    if answer == "no":
        await does(nell, "welcome decline", version="1")
    await nell.says("It has been a long week", in_="mood")
    await nell.says(DANGER, in_="mood")
    assert "[Choose my country]" in await nell.private()
    assert await here.sam.pages()
    assert {DANGER, "It has been a long week"} <= set(await kept_of(here, "nell"))


async def test_without_a_yes_a_privacy_case_keeps_what_it_needs(here: Town) -> None:
    nell = await arrives(here)
    said = await nell.says("Call me on 07700 900123, I was born 14 March 1962", in_="general")
    assert "07700" not in await here.ben.reads("general")
    assert "[phone number]" in await nell.private()
    assert [text for text in await kept_of(here, "nell") if "07700" in text]
    async with here.parts.database.read() as tx:
        assert await cases.by_message(tx, said) is not None


async def test_without_a_yes_other_cases_keep_no_words(here: Town) -> None:
    nell = await arrives(here)
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
    nell = await arrives(here)
    asked = "How often should a tractor be painted blue?"
    await nell.does("faq ask", question=asked)
    await here.ana.does("faq ask", question=asked)
    async with here.parts.database.read() as tx:
        assert (await people.export(tx, "nell"))["gap"] == []
        assert len((await people.export(tx, "ana"))["gap"]) == 1


# Age


async def test_below_the_minimum_there_are_kind_words_help_lines_and_a_private_case(here: Town) -> None:
    nell = await arrives(here)
    await nell.does("help country", country="GB")
    await does(nell, "welcome agree", version="1")
    told = await does(nell, "welcome age", age="younger")
    assert "You did the right thing" in told
    assert "Childline" in told
    assert "[Talk to a person here]" in told
    (case,) = await about_age(here)
    assert (case.person, case.state, case.place.channel) == ("nell", CaseState.OPEN, DIRECT)
    assert "may be younger than this community allows" in await here.sam.reads("moderators")
    assert not [one for channel in ("general", "diabetes") for one in await here.ben.view(channel) if one.card]
    for _ in range(2):
        assert "You did the right thing" in await does(nell, "welcome age", age="younger")
    assert len(await about_age(here)) == 1
    async with here.parts.database.read() as tx:
        assert await minors.stated(tx, "nell") is Age.YOUNGER
        assert await minors.vulnerable(tx, "nell")
        assert (await consents.of(tx, "nell")).agreed is None
    for command in ("welcome start", "welcome conditions"):
        assert "You did the right thing" in await does(nell, command)
    assert "for people who are 16 or older" in await does(nell, "welcome join", condition="diabetes")
    assert await access(here, "nell") == {}


async def test_pressing_another_age_afterwards_opens_nothing(here: Town) -> None:
    nell = await arrives(here)
    await does(nell, "welcome agree", version="1")
    await does(nell, "welcome age", age="younger")
    assert "You did the right thing" in await does(nell, "welcome age", age="adult")
    assert "You did the right thing" in await does(nell, "welcome agree", version="1")
    await nell.does("privacy erase", sure="yes")
    assert "You did the right thing" in await does(nell, "welcome start")
    assert "16 or older" in await does(nell, "welcome join", condition="diabetes")


async def test_a_person_finds_that_it_was_a_slip(here: Town) -> None:
    nell = await arrives(here)
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
        assert await minors.stated(tx, "nell") is Age.MINOR
        assert await minors.vulnerable(tx, "nell")
    assert await about_age(here) == []
    assert "You are in: " in await does(nell, "welcome join", condition="diabetes")
    assert "You said that you are under 18" in await does(nell, "welcome age", age="adult")
    async with here.parts.database.read() as tx:
        assert await minors.stated(tx, "nell") is Age.MINOR
    said = await nell.says("Does anyone else get tired after lunch?", in_="diabetes")
    await here.ben.says("dm me if you want to chat", in_="diabetes", reply_to=said)
    assert "private contact with somebody vulnerable" in replied(await here.sam.does("case list"))


async def test_an_adult_who_turns_out_younger_loses_access(here: Town) -> None:
    nell = await agreed(here)
    await does(nell, "welcome join", condition="diabetes")
    await does(nell, "welcome age", age="younger")
    assert await access(here, "nell") == {"diabetes": "out"}


async def test_an_age_that_was_written_closes_the_door_too(here: Town) -> None:
    nell = await agreed(here)
    await nell.says("Hi, I'm 14 and I was diagnosed last month", in_="general")
    assert "16 or older" in await does(nell, "welcome join", condition="diabetes")


async def test_the_team_can_set_an_age_on_record_but_not_their_own(here: Town) -> None:
    nell = await agreed(here)
    await does(nell, "welcome join", condition="diabetes")
    assert (await here.ana.does("welcome correct", person="nell", age="younger")).refused
    assert "Somebody else" in (await here.sam.does("welcome correct", person="sam", age="adult")).refused
    for _ in range(2):
        assert "The age of Nell is set" in await does(here.sam, "welcome correct", person="nell", age="younger")
    assert await access(here, "nell") == {"diabetes": "out"}
    assert (await nell.private()).count("looked at what is noted about your age") == 1
    assert [one for one in await record(here) if one[1] == "age_corrected"] == [("sam", "age_corrected", {})]
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
    tmp_path: Path, library: Library, minimum: int, labels: tuple[str, ...]
) -> None:
    older = replace(library, policy=replace(library.policy, minimum_age=minimum))
    async with town(tmp_path, older) as here:
        nell = await arrives(here)
        outcome = await nell.does("welcome agree", version="1")
        assert outcome.reply is not None
        assert tuple(button.label for button in outcome.reply.buttons if button.command == "welcome age") == labels
        if minimum >= 18:
            await does(nell, "welcome age", age="minor")  # no such button: at least old enough
            async with here.parts.database.read() as tx:
                assert await minors.stated(tx, "nell") is Age.ADULT


# Conditions


async def test_joining_and_leaving_by_buttons_alone(here: Town) -> None:
    nell = await arrives(here)
    await nell.presses("Start", in_=DIRECT)
    assert "Please read" not in await does(nell, "welcome agree", version="1")
    listed = await does(nell, "welcome age", age="adult")
    for button in ("[Join: Diabetes]", "[Join: Prostate", "[Choose my country]", "[Help lines]", "[Talk to a person here]"):
        assert button in listed
    joined = await does(nell, "welcome join", condition="diabetes")
    assert "You find it as #diabetes" in joined
    assert "[Leave: Diabetes]" in joined
    assert "[Join: Diabetes]" not in joined
    assert await access(here, "nell") == {"diabetes": "in"}
    again = await does(nell, "welcome join", condition="diabetes")
    assert again == joined
    assert "[Leave: Diabetes]" in await does(nell, "welcome conditions")
    for _ in range(2):
        left = await does(nell, "welcome leave", condition="diabetes")
        assert "You have left" in left
        assert "[Leave: Diabetes]" not in left
    assert await access(here, "nell") == {"diabetes": "out"}
    async with here.parts.database.read() as tx:
        assert (await tx.connection.execute(select(condition_choice))).all() == []


async def test_before_the_words_and_the_age_no_channel_opens(here: Town) -> None:
    nell = await arrives(here)
    assert "what you agree to" in await does(nell, "welcome join", condition="diabetes")
    assert "Before you join in" in await does(nell, "welcome conditions")
    assert "Before you join in" in await does(nell, "welcome age", age="adult")
    await does(nell, "welcome agree", version="1")
    assert "tell us how old you are" in await does(nell, "welcome join", condition="diabetes")
    assert "How old are you?" in await does(nell, "welcome conditions")
    assert await access(here, "nell") == {}


async def test_no_trace_for_others(here: Town) -> None:
    nell = await agreed(here)
    await does(nell, "welcome join", condition="diabetes")
    await does(nell, "welcome leave", condition="diabetes")
    for someone in (here.ben, here.sam, here.osei):
        for channel in here.world.channels.values():
            if here.world.may_see(here.talk.person(someone.id), channel.id):
                assert not [one for one in await someone.view(channel.id) if one.card]
        assert not await someone.private()
    assert here.world.people["nell"].roles == frozenset({Role.MEMBER})
    assert "diabetes" not in json.dumps(await record(here))


async def test_what_one_cannot_join(here: Town) -> None:
    nell = await agreed(here)
    for condition in ("menopause", "general", "moderators"):
        assert "There is no channel for that here" in await does(nell, "welcome join", condition=condition)
        assert "There is no channel for that here" in await does(nell, "welcome leave", condition=condition)


async def test_a_button_does_not_undo_what_a_moderator_decided(here: Town) -> None:
    nell = await agreed(here)
    await does(nell, "welcome join", condition="diabetes")
    said = await nell.says(RUDE, in_="diabetes")
    async with here.parts.database.read() as tx:
        case = await cases.by_message(tx, said)
    assert case is not None
    await here.sam.does("case claim", case=str(case.id))
    await here.sam.does("member remove", case=str(case.id), rule="harassment")
    assert "has closed this channel to you" in await does(nell, "welcome join", condition="diabetes")
    assert await access(here, "nell") == {"diabetes": "out"}
    assert "You are in: " in await does(nell, "welcome join", condition="prostate")


async def test_lists_to_choose_from(here: Town) -> None:
    nell = await agreed(here)
    await does(nell, "welcome join", condition="diabetes")
    person, place = here.world.people["nell"], here.world.place("general")
    found = await here.parts.engine.complete(person, place, "welcome join", "condition", "dia")
    assert [slug for slug, _ in found] == ["diabetes"]
    mine = await here.parts.engine.complete(person, place, "welcome leave", "condition", "")
    assert [slug for slug, _ in mine] == ["diabetes"]
    assert await here.parts.engine.complete(here.world.people["ben"], place, "welcome leave", "condition", "") == []


# Data


async def test_what_is_kept_can_be_taken_along_and_destroyed(here: Town) -> None:
    nell = await agreed(here)
    await does(nell, "welcome join", condition="diabetes")
    (file,) = (await nell.does("privacy export")).files
    found = json.loads(file.content)
    assert found["consent"][0]["agreed"] == 1
    assert [(one["condition"], one["channels"]) for one in found["conditions"]] == [("diabetes", ["diabetes"])]
    assert found["chosen"]["age"] == "adult"
    await nell.does("privacy erase", sure="yes")
    assert await access(here, "nell") == {"diabetes": "out"}
    async with here.parts.database.read() as tx:
        assert await consents.export(tx, "nell") == {"consent": [], "conditions": []}
        assert await minors.stated(tx, "nell") is None
        assert not [row for row in (await tx.connection.execute(select(outbox))).all() if row.sealed is not None]
    assert "what you agree to" in await does(nell, "welcome join", condition="diabetes")


async def test_no_condition_can_be_read_in_what_the_program_keeps(tmp_path: Path, library: Library) -> None:
    """The sandbox plays the platform, which knows its own channels: its tables are left out."""
    async with town(tmp_path, library, MasterKey.new()) as here:
        nell = await agreed(here)
        await does(nell, "welcome join", condition="diabetes")
        await does(nell, "welcome join", condition="prostate")
        await does(nell, "welcome leave", condition="prostate")
        async with here.parts.database.write() as tx:
            names = [name for name in await _tables(tx) if not name.startswith(("sandbox_", "article_"))]
            for name in names:
                rows = (await tx.connection.exec_driver_sql(f"SELECT * FROM {name}")).all()
                for word in ("diabetes", "prostate"):
                    assert word not in repr(rows).lower(), name
        assert {"condition_choice", "consent", "outbox", "inbox", "timer", "audit"} <= set(names)


async def _tables(tx: Transaction) -> list[str]:
    return await tx.connection.run_sync(lambda connection: inspect(connection).get_table_names())


# Nothing is typed


def test_no_step_asks_for_free_text() -> None:
    for command in (command for cog in cogs.ALL if cog.name == "welcome" for command in cog.commands):
        assert not [argument.name for argument in command.arguments if argument.kind in {Kind.TEXT, Kind.LONG_TEXT}], command.name


async def test_a_cry_for_help_in_place_of_a_condition_is_heard(here: Town) -> None:
    nell = await arrives(here)
    await nell.does("welcome join", condition=DANGER)
    assert "[Choose my country]" in await nell.private()
    async with here.parts.database.read() as tx:
        assert await cases.open_crisis_of(tx, "nell") is not None
        assert await inbox.pending(tx) == 0


async def test_in_spanish(here: Town) -> None:
    nuria = await arrives(here, NUEVA)
    assert "Te damos la bienvenida" in await nuria.private()
    assert "No es un servicio de emergencias" in replied(await nuria.presses("Empezar", in_=DIRECT))
    assert "¿Qué edad tienes?" in await does(nuria, "welcome agree", version="1")
    assert "[Entrar: " in await does(nuria, "welcome age", age="adult")
    assert "Ya estás dentro" in await does(nuria, "welcome join", condition="diabetes")
    assert "Has salido" in await does(nuria, "welcome leave", condition="diabetes")
    assert "Hiciste lo correcto" in await does(nuria, "welcome age", age="younger")
    assert "16 años o más" in await does(nuria, "welcome join", condition="diabetes")


async def test_everything_holds_over_a_restart(tmp_path: Path, library: Library) -> None:
    key = MasterKey.new()
    async with town(tmp_path, library, key) as here:
        await agreed(here)
        await does(here.people["nell"], "welcome join", condition="diabetes")
    async with later_words(tmp_path, library, key, 1) as here:
        assert "[Leave: Diabetes]" in await does(here.people["nell"], "welcome conditions")
        async with here.parts.database.read() as tx:
            assert (await audit.verify(tx)).fault is None
