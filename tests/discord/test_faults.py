"""What Discord and the network do to us: nothing is lost, nothing is done twice, nobody waits for a first response."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.core.action import Post
from bot.core.card import Card
from bot.knowledge.library import Library
from bot.store import cases, inbox, outbox
from bot.store.seal import MasterKey
from tests.discord.client import settled
from tests.discord.town import DiscordTown, discord_town

MESSAGES = "POST /channels/{channel_id}/messages"
DELETE = "DELETE /channels/{channel_id}/messages/{message_id}"
PHONE = "07700 900123"


@pytest.fixture
async def here(tmp_path: Path, library: Library) -> AsyncIterator[DiscordTown]:
    async with discord_town(tmp_path, library) as running:
        yield running


async def worked_off(here: DiscordTown, within: float = 60) -> None:
    """Let time pass until what was put off is done too: the clock is moved once nothing else is left to do."""
    engine, durable = here.parts.engine, here.parts.durable
    async with asyncio.timeout(within):
        while True:
            await settled(here.platform.client, here.server, within)
            if not any(await engine.settled()):
                break
            if durable.idle():
                here.clock.advance_to((await engine.next_due()) or here.clock.now())
                durable.poke()
            await asyncio.sleep(0.01)
        await here.settle()


async def posted(here: DiscordTown, text: str) -> None:
    """Ana writes it. `here.ana.says` would wait in real time for what is put off."""
    await here.server.person("ana").says("prostate", text)
    await worked_off(here)


def cards(here: DiscordTown, title: str, channel: str = "moderators") -> int:
    return sum(title in seen.words for seen in here.server.person("sam").sees(channel))


@pytest.mark.parametrize("fault", ["limited", "limited by the edge", "502", "page", "cut", "lost"])
async def test_a_card_is_seen_once_whatever_happens_on_the_way(here: DiscordTown, fault: str) -> None:
    faults = here.server.faults
    match fault:
        case "limited":
            faults.limit(MESSAGES, 0.01, times=2)
        case "limited by the edge":
            faults.limit(MESSAGES, 0.01, via=False)
        case "502":
            faults.fail(MESSAGES)
        case "page":
            faults.show_page(MESSAGES, 500)
        case "cut":
            faults.cut(MESSAGES)
        case _:
            faults.lose(MESSAGES)
    await posted(here, f"Call me on {PHONE}")
    assert not await here.ben.sees(PHONE)
    assert cards(here, "Case 1: own identifier") == 1
    assert (await here.ana.private()).count("Call me on [phone number]") == 1


async def test_a_message_that_is_gone_already_is_hidden(here: DiscordTown) -> None:
    here.server.faults.lose(DELETE)
    await posted(here, f"Call me on {PHONE}")
    assert not await here.ben.sees(PHONE)
    async with here.parts.database.read() as tx:
        assert await outbox.pending(tx) == 0


@pytest.mark.parametrize("how", ["op 7", "op 9", "cut"])
async def test_what_was_said_while_the_socket_was_down_is_heard_once(here: DiscordTown, how: str) -> None:
    await here.ana.says("Good morning all")
    event = "ready" if how == "op 9" else "resumed"
    back = asyncio.ensure_future(here.platform.client.wait_for(event, timeout=10))
    await asyncio.sleep(0)
    match how:
        case "op 7":
            here.server.gateway.reconnect()
        case "cut":
            here.server.gateway.cut()
        case _:
            here.server.gateway.invalidate()
    await here.server.person("ana").says("prostate", f"Call me on {PHONE}")
    await back
    await worked_off(here)
    assert not await here.ben.sees(PHONE)
    assert cards(here, "own identifier") == 1


async def test_redelivered_events_are_heard_once(here: DiscordTown) -> None:
    await here.ana.says(f"Call me on {PHONE}")
    here.server.gateway.redeliver("MESSAGE_CREATE")
    await worked_off(here)
    assert cards(here, "own identifier") == 1


async def test_what_was_posted_while_the_program_was_away_is_read_on_return(tmp_path: Path, library: Library) -> None:
    master = MasterKey.new()
    async with discord_town(tmp_path, library, master) as here:
        await here.ana.says("Good morning all")
        server = here.server
    ana = server.person("ana")
    await ana.says("prostate", "I can't do this any more, I have the pills counted out")
    await ana.says("prostate", f"Call me on {PHONE}")
    async with discord_town(tmp_path, library, master, server) as here:
        await worked_off(here)
        assert cards(here, "own identifier") + cards(here, "Somebody is needed now") >= 2
        assert "findahelpline" in await here.ana.private()
        assert not await here.ben.sees(PHONE)
    async with discord_town(tmp_path, library, master, server) as here:
        await worked_off(here)
        async with here.parts.database.read() as tx:
            assert len(await cases.queue(tx)) <= 2


async def test_a_slow_answer_is_announced_in_time(here: DiscordTown) -> None:
    """The database is busy for longer than Discord waits."""
    here.server.state.first_response_within = timedelta(seconds=3)
    sam = here.server.person("sam")

    async def busy() -> None:
        async with here.parts.database.write():
            await asyncio.sleep(3.5)

    held = asyncio.ensure_future(busy())
    await asyncio.sleep(0)
    turn = await sam.runs("case next", "moderators")
    assert turn.deferred
    await held
    await here.settle()
    assert (await turn.answer()).words
    assert here.server.unanswered() == []


async def test_a_burst_of_five_hundred_messages_in_fifty_channels(here: DiscordTown) -> None:
    for number in range(50):
        here.server.channel(f"room-{number}")
    ana = here.server.person("ana")
    for number in range(500):
        await ana.says(f"room-{number % 50}", "a quiet line" if number % 50 else f"call me on 07700 900{number:03d}")
    await worked_off(here, within=300)
    async with here.parts.database.read() as tx:
        assert await inbox.pending(tx) == 0
        assert len(await cases.queue(tx)) == 10
    for number in range(50):
        said = [one for one in ana.sees(f"room-{number}") if one.author == "ana"]
        assert len(said) == (0 if number == 0 else 10)


async def test_closed_doors_are_refused_and_nothing_is_stuck(here: DiscordTown) -> None:
    here.server.person("ana").user.takes_direct = False
    await here.ana.says("I can't do this any more, I have the pills counted out", in_="mood")
    await worked_off(here)
    assert await here.ben.sees("help", in_="mood")
    async with here.parts.database.read() as tx:
        assert await outbox.pending(tx) == 0


async def test_an_action_for_a_channel_that_is_not_there_is_refused(here: DiscordTown) -> None:
    place = here.platform.directory.place(123456789012345678)
    async with here.parts.database.write() as tx:
        lane = await outbox.put(tx, Post("x", place, Card("hello")), here.clock.now())
    assert lane is not None
    here.parts.durable.wake(lane)
    await worked_off(here)
    async with here.parts.database.read() as tx:
        assert await outbox.pending(tx) == 0


async def test_without_the_members_intent_and_content_it_still_serves(tmp_path: Path, library: Library) -> None:
    from bot.platforms.discord.client import intents

    async with discord_town(tmp_path, library, given=intents(content=False, members=False)) as here:
        await here.ana.says(f"Call me on {PHONE}")
        assert await here.ben.sees(PHONE)  # it cannot be seen
        await here.ana.says("@carecircle What can raise my PSA besides cancer?")
        assert await here.ben.sees("What can raise my PSA besides cancer?\nA raised PSA")
        assert not (await here.sam.does("case list")).refused
