"""What moderators decide about members, and how it is taken back in one step."""

import pytest

from bot.core.errors import NotAllowed
from bot.store import measures
from tests.both import EVERYWHERE
from tests.scenarios.decisions import RUDE, appeal_case, case_of_sam, kinds
from tests.town import Town, replied


@EVERYWHERE
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


@EVERYWHERE
async def test_a_pause_ends_by_itself(here: Town) -> None:
    case = await case_of_sam(here)
    await here.sam.does("member timeout", case=case, how_long="60", rule="harassment")
    assert "Until: " in await here.ben.private()
    with pytest.raises(NotAllowed):
        await here.ben.says("hello?", in_="prostate")
    await here.ben.says("what did I do?", in_="direct")
    await here.pass_time(minutes=61)
    await here.ben.says("hello again", in_="prostate")


@EVERYWHERE
async def test_removed_from_one_channel_and_welcome_in_the_others(here: Town) -> None:
    case = await case_of_sam(here)
    await here.sam.does("member remove", case=case, rule="hate")
    with pytest.raises(NotAllowed):
        await here.ben.says("hello?", in_="general")
    await here.ben.says("hello", in_="prostate")


@EVERYWHERE
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


@EVERYWHERE
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
        assert await measures.of_person(tx, here.id_of("ben")) == []
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


@EVERYWHERE
async def test_undo_in_one_click(here: Town) -> None:
    case = await case_of_sam(here)
    await here.sam.does("member ban", case=case, rule="harassment")
    with pytest.raises(NotAllowed):
        await here.ben.says("hello?", in_="general")
    assert "Taken back" in replied(await here.sam.does("member undo"))
    await here.ben.comes_back()
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


@EVERYWHERE
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
        assert await measures.of_person(tx, here.id_of("ben")) == []
    assert not {"Restrict", "Membership", "Pace"} & set(done)
    await here.ben.says("still here", in_="general")


async def test_what_is_over_is_forgotten_with_its_member(here: Town) -> None:
    case = await case_of_sam(here)
    await here.sam.does("member warn", case=case, rule="harassment")
    await here.pass_time(days=200)
    await here.ben.does("privacy erase", sure="true")
    async with here.parts.database.read() as tx:
        assert await measures.of_person(tx, here.id_of("ben")) == []


@EVERYWHERE
async def test_a_member_is_told_in_their_own_language(here: Town) -> None:
    await here.cleo.says(RUDE, in_="general")
    await here.sam.does("case claim", case="1")
    await here.sam.does("member warn", case="1", rule="harassment")
    note = await here.cleo.private()
    assert "Norma: Nada de acoso" in note
    assert "[Pedir otra revisión]" in note


@EVERYWHERE
async def test_first_words_of_every_note_about_a_decision_say_nothing(here: Town) -> None:
    """What a lock screen shows of notes by people: measures, their end, appeals, invitations, thanks (promise 7)."""
    said = await here.ben.says(RUDE, in_="diabetes")
    await here.ana.does("report message", message=said, concern="harassment")
    await here.sam.does("case claim", case="1")
    for command, more in (("warn", {}), ("hide", {}), ("remove", {}), ("timeout", {"how_long": "10"}), ("ban", {})):
        await here.sam.does(f"member {command}", case="1", rule="harassment", to_member="some words", **more)
    await here.sam.does("case invite", case="1", to_member="post again")
    for number, decision in ((1, "uphold"), (5, "overturn")):
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


@EVERYWHERE
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


@EVERYWHERE
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
        assert await measures.of_person(tx, here.id_of("ben")) == []


@EVERYWHERE
async def test_a_cry_for_help_is_never_hidden(here: Town) -> None:
    await here.ben.says("I want to kill myself tonight", in_="mood")
    await here.sam.does("case claim", case="1")
    assert "stays where others can answer" in (await here.sam.does("member hide", case="1", rule="other")).refused
    assert await here.ana.sees("I want to kill myself tonight", in_="mood")
    assert (await here.mira.does("member hide", case="1", rule="other")).refused
