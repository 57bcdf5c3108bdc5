"""A channel made slower, closed for a pause that ends by itself, and files in a condition channel."""

from datetime import timedelta

import pytest

from bot.core.errors import NotAllowed
from bot.core.message import Attachment
from bot.store import cases, evidence
from tests.town import Town, replied


async def test_a_channel_is_closed_for_a_pause_and_opens_by_itself(here: Town) -> None:
    done = await here.sam.does("channel close", in_="prostate", pause="60")
    assert "#prostate is closed" in replied(done)
    assert await here.ana.sees("This channel takes a short pause")
    with pytest.raises(NotAllowed):
        await here.ana.says("Hello?")
    await here.ana.says("I can't do this any more, I have the pills counted out", in_="direct")
    assert await here.sam.sees("Somebody is needed now", in_="moderators")
    await here.pass_time(minutes=59)
    with pytest.raises(NotAllowed):
        await here.ana.says("Hello?")
    await here.pass_time(minutes=1)
    assert await here.ana.sees("This channel is open again")
    await here.ana.says("Good morning all")


async def test_it_is_opened_sooner_and_not_twice(here: Town) -> None:
    await here.sam.does("channel close", in_="prostate", pause="60")
    assert "open again" in replied(await here.sam.does("channel open", in_="prostate"))
    assert "is open" in (await here.sam.does("channel open", in_="prostate")).refused
    await here.pass_time(hours=2)
    assert (await here.ana.reads()).count("This channel is open again") == 1


async def test_a_slow_channel_stays_slow_through_a_pause(here: Town) -> None:
    await here.sam.does("channel slow", in_="prostate", every="60")
    await here.ana.says("One")
    with pytest.raises(NotAllowed):
        await here.ana.says("Two")
    await here.sam.does("channel close", in_="prostate", pause="15")
    await here.sam.does("channel open", in_="prostate")
    with pytest.raises(NotAllowed):
        await here.ana.says("Three")
    await here.sam.does("channel slow", in_="prostate", every="0")
    await here.ana.says("Four")


async def test_only_the_team_may_and_its_own_channels_stay_open(here: Town) -> None:
    assert (await here.ana.does("channel close", in_="prostate", pause="60")).refused
    assert "stay open" in (await here.sam.does("channel close", in_="moderators", pause="60")).refused


async def test_a_file_in_a_condition_channel_is_reviewed_and_asked_about_in_private(here: Town) -> None:
    letter = (Attachment("letter.png", "image/png", 3, "YWJj"),)
    said = await here.talk.say("ana", "prostate", "My letter", None, None, letter)
    await here.settle()
    assert "letters, scans and screenshots" in await here.ana.private()
    async with here.parts.database.read() as tx:
        case = await cases.by_message(tx, said)
        assert case is not None
        assert (case.label, case.value) == ("privacy", "file")
        assert sorted(one.kind for one in await evidence.of_case(tx, case.id)) == ["file", "original"]
    await here.talk.say("ana", "prostate", "And the next page", None, None, letter)
    await here.settle()
    assert (await here.ana.private()).count("letters, scans and screenshots") == 1
    await here.talk.say("ana", "general", "My cat", None, None, letter)
    await here.settle()
    async with here.parts.database.read() as tx:
        assert len(await cases.queue(tx)) == 2


async def test_a_pause_outlives_what_its_switches_say_elsewhere(here: Town) -> None:
    """Two channels are closed by themselves."""
    await here.sam.does("channel close", in_="prostate", pause="15")
    await here.sam.does("channel close", in_="diabetes", pause="60")
    await here.wait_until(here.clock.now() + timedelta(minutes=16))
    await here.ana.says("Good morning all", in_="prostate")
    with pytest.raises(NotAllowed):
        await here.ana.says("Good morning all", in_="diabetes")
