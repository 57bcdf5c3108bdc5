"""What moderators decide about members, taken back in one step, and looked at again by somebody else."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from bot.core.errors import NotAllowed
from bot.core.message import Person, Role
from bot.knowledge.library import Library
from bot.store import audit, cases, evidence, measures, people
from bot.store.seal import MasterKey
from tests.town import Someone, Town, card_text, replied, town

RUDE = "You are a pathetic waste of space"


async def case_of_sam(here: Town, in_: str = "general") -> str:
    """Ben is rude, and Sam takes the case."""
    said = await here.ben.says(RUDE, in_=in_)
    async with here.parts.database.read() as tx:
        case = await cases.by_message(tx, said)
    assert case is not None
    assert not (await here.sam.does("case claim", case=str(case.id))).refused
    return str(case.id)


async def kinds(here: Town, case: str) -> list[str]:
    async with here.parts.database.read() as tx:
        return [step.kind for step in await audit.of_case(tx, int(case))]


async def appealed(here: Town) -> str:
    """Sam bans Ben, and Ben appeals; the number of the appeal's case."""
    case = await case_of_sam(here)
    await here.sam.does("member ban", case=case, rule="harassment")
    made = await here.ben.presses("Appeal", in_="direct", appeal="It was a joke between friends, appeal-5512")
    assert "We have your appeal" in replied(made)
    return await appeal_case(here)


async def appeal_case(here: Town, measure: int = 1) -> str:
    async with here.parts.database.read() as tx:
        appeal = await measures.appeal_against(tx, measure)
    assert appeal is not None
    return str(appeal.case)


async def test_a_warning_is_private_with_its_rule_and_a_way_to_appeal(here: Town) -> None:
    case = await case_of_sam(here)
    done = replied(await here.sam.does("member warn", case=case, rule="harassment", to_member="Please be kinder"))
    assert "Strikes in force: 1" in done
    assert "[Undo]" in done
    note = await here.ben.private()
    for part in ("#general", "Rule: No harassment", "From a moderator: Please be kinder", "[Appeal]"):
        assert part in note
    assert "Sam" not in note
    await here.ben.says("Sorry, that was not fair", in_="general")
    assert "Sam warned the member" in replied(await here.mira.does("case show", case=case))
    assert not await here.ana.private()


async def test_a_pause_ends_by_itself(here: Town) -> None:
    case = await case_of_sam(here)
    await here.sam.does("member timeout", case=case, how_long="60", rule="harassment")
    assert "Until: " in await here.ben.private()
    with pytest.raises(NotAllowed):
        await here.ben.says("hello?", in_="prostate")
    await here.ben.says("what did I do?", in_="direct")
    await here.pass_time(minutes=61)
    await here.ben.says("hello again", in_="prostate")


async def test_removed_from_one_channel_and_welcome_in_the_others(here: Town) -> None:
    case = await case_of_sam(here)
    await here.sam.does("member remove", case=case, rule="hate")
    with pytest.raises(NotAllowed):
        await here.ben.says("hello?", in_="general")
    await here.ben.says("hello", in_="prostate")


async def test_only_whoever_has_the_case_decides(here: Town) -> None:
    case = await case_of_sam(here)
    for someone in (here.mira, here.ana):
        assert (await someone.does("member ban", case=case, rule="hate")).refused
    await here.sam.does("case release", case=case)
    assert "take case" in (await here.sam.does("member ban", case=case, rule="hate")).refused
    assert not await here.ben.private()


async def test_nobody_decides_about_themselves(here: Town) -> None:
    await here.mira.says("Call me on 07700 900123", in_="general")
    assert "about you" in (await here.mira.does("member warn", case="1", rule="hate")).refused
    assert "about you" in (await here.mira.does("member show", case="1")).refused


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ("I want to kill myself tonight", "mood"),
        ("my husband hits me every night and I'm scared to go home", "mood"),
        ("Call me on 07700 900123, I was born 14 March 1962", "general"),
    ],
)
async def test_danger_and_what_people_tell_of_themselves_never_earn_a_strike(here: Town, text: str, channel: str) -> None:
    await here.ben.says(text, in_=channel)
    await here.sam.does("case claim", case="1")
    for command in ("member warn", "member ban", "member remove"):
        assert "never earns a strike" in (await here.sam.does(command, case="1", rule="other")).refused
    assert "never earns" in (await here.sam.does("member timeout", case="1", rule="other", how_long="60")).refused
    async with here.parts.database.read() as tx:
        assert await measures.of_person(tx, "ben") == []
    await here.ben.says("still here", in_=channel)


async def test_strikes_fade(here: Town) -> None:
    case = await case_of_sam(here)
    await here.sam.does("member warn", case=case, rule="harassment")
    assert "Strikes in force: 1" in replied(await here.mira.does("member show", case=case))
    await here.pass_time(days=100)
    second = await case_of_sam(here)
    await here.sam.does("member timeout", case=second, rule="hate", how_long="10")
    shown = replied(await here.mira.does("member show", case=second))
    assert "Strikes in force: 2" in shown
    await here.pass_time(days=81)
    shown = replied(await here.mira.does("member show", case=second))
    assert "Strikes in force: 1" in shown
    assert "over, does not count any more" in shown
    await here.pass_time(days=100)
    assert "Strikes in force: 0" in replied(await here.mira.does("member show", case=second))


async def test_undo_in_one_click(here: Town) -> None:
    case = await case_of_sam(here)
    await here.sam.does("member ban", case=case, rule="harassment")
    with pytest.raises(NotAllowed):
        await here.ben.says("hello?", in_="general")
    assert "Taken back" in replied(await here.sam.does("member undo"))
    await here.ben.says("thank you", in_="general")
    assert "was taken back" in await here.ben.private()
    shown = replied(await here.mira.does("member show", case=case))
    assert "Strikes in force: 0" in shown
    assert "taken back by Sam" in shown
    assert (await here.sam.does("member undo")).refused == "There is nothing to take back."
    assert [kind for kind in await kinds(here, case) if kind.startswith("measure")] == ["measure_ban", "measure_undone"]


async def test_undo_lifts_one_measure_and_leaves_the_others(here: Town) -> None:
    case = await case_of_sam(here)
    await here.sam.does("member timeout", case=case, rule="harassment", how_long="1440")
    await here.sam.does("member timeout", case=case, rule="harassment", how_long="10")
    await here.sam.does("member remove", case=case, rule="harassment")
    await here.sam.does("member ban", case=case, rule="harassment")
    for number, left in (("4", True), ("3", True), ("1", True), ("2", False)):
        await here.sam.does("member undo", measure=number)
        assert "already" in (await here.sam.does("member undo", measure=number)).refused
        if left:
            with pytest.raises(NotAllowed):
                await here.ben.says("hello?", in_="general")
    await here.ben.says("hello", in_="general")


async def test_a_shorter_pause_does_not_shorten_a_longer_one(here: Town) -> None:
    case = await case_of_sam(here)
    await here.sam.does("member timeout", case=case, rule="harassment", how_long="1440")
    await here.sam.does("member timeout", case=case, rule="harassment", how_long="10")
    await here.pass_time(hours=1)
    with pytest.raises(NotAllowed):
        await here.ben.says("hello?", in_="general")


async def test_another_moderator_undoes_only_on_a_case_that_they_have(here: Town) -> None:
    case = await case_of_sam(here)
    await here.sam.does("member warn", case=case, rule="hate")
    assert "Somebody else decided" in (await here.mira.does("member undo", case=case)).refused
    assert (await here.ben.does("member undo", case=case)).refused
    await here.sam.does("case handover", case=case, person="mira", note="yours")
    assert "Taken back" in replied(await here.mira.does("member undo", case=case))


async def test_where_private_messages_are_closed_the_member_still_learns_of_it(here: Town) -> None:
    case = await case_of_sam(here)
    here.world.faults["direct_closed"] = 1
    await here.sam.does("member warn", case=case, rule="harassment")
    line = [one for one in await here.ben.view("general") if one.only_for == "ben"]
    assert [one.card["title"] for one in line if one.card] == ["A private note is waiting for you"]
    assert "harass" not in card_text(line[0].card or {}).lower()
    assert not await here.ana.sees("A private note is waiting", in_="general")
    assert "Rule: No harassment" in replied(await here.ben.presses("For you", in_="general"))
    assert (await here.ana.does("member note", measure="1")).refused


async def test_an_appeal_is_decided_by_somebody_else(here: Town) -> None:
    case = await appealed(here)
    for command in ("case claim", "appeal uphold", "appeal overturn", "member show"):
        assert (await here.sam.does(command, case=case)).refused == "Somebody else must look at this case."
    await here.mira.does("case claim", case=case)
    assert "appeal-5512" in replied(await here.mira.does("case evidence", case=case, reason="appeal"))
    done = await here.mira.presses("Take it back", in_="moderators", to_member="You were right")
    assert "Taken back" in replied(done)
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
    await here.world.add([(Person("ada", "Ada", frozenset({Role.ADMIN})), "")], [])
    ada = here.people["ada"] = Someone(here, "ada")
    case = await appealed(here)
    assert "Taken back" in replied(await ada.does("appeal overturn", case=case))
    await here.ben.says("thank you", in_="general")


async def test_an_admin_reads_the_appeal_and_what_it_is_about_before_deciding(here: Town) -> None:
    await here.world.add([(Person("ada", "Ada", frozenset({Role.ADMIN})), "")], [])
    ada = here.people["ada"] = Someone(here, "ada")
    case = await appealed(here)
    read = replied(await ada.does("appeal read", case=case))
    for part in ("appeal-5512", RUDE, "a ban: No harassment", "[Leave it as it is]", "[Take it back]"):
        assert part in read
    async with here.parts.database.read() as tx:
        looks = [(step.case, step.detail["reason"]) for step in await audit.looks(tx, "osei", None, 9) if step.actor == "ada"]
    assert sorted(looks, key=str) == [(1, "appeal"), (2, "appeal")]
    for someone in (here.sam, here.ben, here.ana):
        assert (await someone.does("appeal read", case=case)).refused


async def test_moderators_find_it_in_their_queue_and_admins_are_asked_where_they_alone_may_decide(here: Town) -> None:
    await here.world.add([(Person("ada", "Ada", frozenset({Role.ADMIN})), "")], [])
    ada = here.people["ada"] = Someone(here, "ada")
    case = await case_of_sam(here)
    await here.sam.does("member warn", case=case, rule="harassment")
    await here.ben.does("appeal make", measure="1", appeal="I was sad")
    assert not await ada.private()  # Mira may decide
    here.world.people["mira"] = Person("mira", "Mira", frozenset({Role.MEMBER}))
    for _ in range(2):
        await here.pass_time(days=1)
    assert (await ada.private()).count("Case 2: a warning") == 1
    assert "Taken back" in replied(await ada.presses("Take it back", in_="direct"))


# One moderator, and nobody else who may decide


async def alone(here: Town) -> str:
    """Sam, the only one on the staff, warns Ben."""
    here.world.people["mira"] = Person("mira", "Mira", frozenset({Role.MEMBER}))
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


async def test_the_clinics_contact_is_named_where_it_is_known(tmp_path: Path, library: Library) -> None:
    policy = replace(library.policy, clinic_contact="the front desk, 555 0100")
    async with town(tmp_path, replace(library, policy=policy)) as here:
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
    here.world.people["mira"] = Person("mira", "Mira", frozenset({Role.MODERATOR}))
    await here.pass_time(days=1)
    assert (await here.sam.reads("moderators")).count(said) == 4
    assert "Taken back" in replied(await here.mira.does("appeal overturn", case="2"))
    await here.pass_time(days=1)
    assert (await here.sam.reads("moderators")).count(said) == 4


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


# Out of sight by a person's decision


async def test_a_moderator_hides_a_message_and_the_member_may_appeal(here: Town) -> None:
    said = await here.ben.says(RUDE, in_="general")
    assert await here.ana.sees(RUDE, in_="general")
    await here.sam.does("case claim", case="1")
    done = replied(await here.sam.does("member hide", case="1", rule="harassment", to_member="It hurt somebody"))
    assert "Strikes in force: 1" in done
    assert not await here.ana.sees(RUDE, in_="general")
    note = await here.ben.private()
    for part in ("out of sight now", "Rule: No harassment", "It hurt somebody", "[Appeal]"):
        assert part in note
    assert RUDE in replied(await here.sam.does("case evidence", case="1", reason="decide"))
    await here.ben.presses("Appeal", in_="direct", appeal="It was a joke")
    await here.mira.does("appeal overturn", case="2")
    told = await here.ben.private()
    assert "a message out of sight" in told
    assert "You are welcome to post it again" in told
    assert said not in told
    assert RUDE not in told


async def test_what_a_member_tells_of_themselves_is_hidden_without_a_strike(here: Town) -> None:
    await here.ben.says("I am Ben Okafor and my birthday is 14 March 1962", in_="general")
    await here.sam.does("case claim", case="1")
    done = replied(await here.sam.does("member hide", case="1", rule="privacy"))
    assert "Strikes in force: 0" in done
    note = await here.ben.private()
    assert "You did nothing wrong" in note
    assert "broke a rule" not in note
    assert "Rule:" not in note
    await here.pass_time(days=1)
    await here.ben.does("privacy erase", sure="true")
    async with here.parts.database.read() as tx:
        assert await measures.of_person(tx, "ben") == []


async def test_a_cry_for_help_is_never_hidden(here: Town) -> None:
    await here.ben.says("I want to kill myself tonight", in_="mood")
    await here.sam.does("case claim", case="1")
    assert "stays where others can answer" in (await here.sam.does("member hide", case="1", rule="other")).refused
    assert await here.ana.sees("I want to kill myself tonight", in_="mood")
    assert (await here.mira.does("member hide", case="1", rule="other")).refused


async def test_the_bot_itself_restricts_nobody(here: Town) -> None:
    for text in (
        RUDE,
        "I want to kill myself tonight",
        "Hi, I'm 14",
        "stop taking your warfarin, you don't need it",
        "dm me to buy",
    ):
        for _ in range(4):
            await here.ben.says(text, in_="general")
    await here.pass_time(days=2)
    async with here.parts.database.read() as tx:
        done = (await tx.connection.exec_driver_sql("SELECT DISTINCT kind FROM outbox")).scalars().all()
        assert await measures.of_person(tx, "ben") == []
    assert not {"Restrict", "Membership", "Pace"} & set(done)
    await here.ben.says("still here", in_="general")


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
    assert "sam" not in json.dumps(exported["measures"])
    assert json.loads((await here.ana.does("privacy export")).files[0].content)["measures"] == []
    await here.ben.does("privacy erase", sure="true")
    with pytest.raises(NotAllowed):
        await here.ben.says("a new start?", in_="general")
    async with here.parts.database.read() as tx:
        assert [item.text for item in await evidence.of_case(tx, int(case))] == [None]


async def test_what_is_over_is_forgotten_with_its_member(here: Town) -> None:
    case = await case_of_sam(here)
    await here.sam.does("member warn", case=case, rule="harassment")
    await here.pass_time(days=200)
    await here.ben.does("privacy erase", sure="true")
    async with here.parts.database.read() as tx:
        assert await measures.of_person(tx, "ben") == []


async def test_a_member_is_told_in_their_own_language(here: Town) -> None:
    await here.cleo.says(RUDE, in_="general")
    await here.sam.does("case claim", case="1")
    await here.sam.does("member warn", case="1", rule="harassment")
    note = await here.cleo.private()
    assert "Norma: Nada de acoso" in note
    assert "[Pedir otra revisión]" in note


async def test_everything_holds_over_a_restart(tmp_path: Path, library: Library) -> None:
    key = MasterKey.new()
    async with town(tmp_path, library, key) as here:
        case = await appealed(here)
    async with town(tmp_path, library, key) as here:
        with pytest.raises(NotAllowed):
            await here.ben.says("hello?", in_="general")
        assert not (await here.mira.does("appeal overturn", case=case)).refused
        await here.ben.says("hello", in_="general")


# Minors


async def test_a_stated_age_opens_a_case_and_says_nothing_in_public(here: Town) -> None:
    await here.ana.says("Hi, I'm 14 and I was diagnosed last month", in_="general")
    assert await here.sam.sees("Case 1: may be younger than this community allows", in_="moderators")
    assert not [one for one in await here.ben.view("general") if one.card]
    async with here.parts.database.read() as tx:
        assert (await people.chosen(tx, "ana"))["minor"] == "yes"
        assert "minor" not in await people.chosen(tx, "ben")


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


# A private note where there is no private channel


async def test_abuse_gets_a_line_in_public_that_says_nothing(here: Town) -> None:
    here.world.faults["direct_closed"] = 1
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


async def test_other_danger_keeps_its_gentle_public_line(here: Town) -> None:
    here.world.faults["direct_closed"] = 1
    await here.ana.says("I want to kill myself tonight", in_="mood")
    assert await here.ben.sees("/help lines shows people to talk to", in_="mood")
    assert "no note for you" in (await here.ana.does("help open")).refused


async def test_a_note_is_gone_once_its_case_is_resolved(here: Town) -> None:
    await here.ana.says("my husband hits me every night and I'm scared to go home", in_="mood")
    assert "safe for you" in replied(await here.ana.does("help open"))
    await here.sam.does("case claim", case="1")
    await here.sam.does("case resolve", case="1", outcome="supported")
    assert (await here.ana.does("help open")).refused


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


async def test_an_offer_of_private_contact_to_a_person_in_crisis_opens_a_case(here: Town) -> None:
    said = await here.ana.says("I want to kill myself tonight", in_="mood")
    await here.ben.says("dm me if you want to chat", in_="mood", reply_to=said)
    async with here.parts.database.read() as tx:
        found = [(case.value, case.person, case.severity.name) for case in await cases.queue(tx) if case.label == "conduct"]
    assert found == [("private_contact", "ben", "HIGH")]
    await here.sam.does("case claim", case="1")
    await here.sam.does("case resolve", case="1", outcome="supported")
    later = await here.ana.says("Good morning", in_="mood")
    await here.cleo.says("dm me if you want to chat", in_="mood", reply_to=later)
    async with here.parts.database.read() as tx:
        assert [case.person for case in await cases.queue(tx) if case.label == "conduct"] == ["ben"]


async def test_first_words_of_every_note_about_a_decision_say_nothing(here: Town) -> None:
    """What a lock screen shows of notes by people: measures, their end, appeals, invitations, thanks (promise 7)."""
    said = await here.ben.says(RUDE, in_="diabetes")
    await here.ana.does("report message", message=said, concern="harassment")
    await here.sam.does("case claim", case="1")
    for command in ("warn", "hide", "remove", "ban"):
        await here.sam.does(f"member {command}", case="1", rule="harassment", to_member="some words")
    await here.sam.does("member timeout", case="1", rule="harassment", how_long="10")
    await here.sam.does("case invite", case="1", to_member="post again")
    for number, decision in ((1, "uphold"), (4, "overturn")):
        await here.ben.does("appeal make", measure=str(number), appeal="please")
        await here.mira.does(f"appeal {decision}", case=await appeal_case(here, number))
    await here.sam.does("member undo")
    await here.sam.does("case resolve", case="1", outcome="warned", to_member="bye")
    await here.pass_time(hours=2)
    notes = [one.card for someone in (here.ben, here.ana) for one in await someone.view("direct") if one.card]
    assert len(notes) == 11
    for card in notes:
        first = f"{card['title']} {card['body']}"[:100].lower()
        for word in (
            "diabet",
            "warn",
            "ban",
            "rule",
            "harass",
            "hid",
            "remov",
            "pause",
            "report",
            "appeal",
            "strike",
            "moderator",
        ):
            assert word not in first, first
