"""Threads and forum posts: what is written there is looked after like elsewhere, titles too."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.knowledge.library import Library
from tests.discord.discord_server import DiscordServer
from tests.discord.town import DiscordTown, discord_town, furnished

PHONE = "07700 900123"
CRY = "I can't do this any more, I have the pills counted out"


@pytest.fixture
async def here(tmp_path: Path, library: Library) -> AsyncIterator[DiscordTown]:
    server = furnished(DiscordServer())
    server.channel("questions", kind=15)
    async with discord_town(tmp_path, library, server=server) as running:
        yield running


async def test_in_a_thread_a_message_is_hidden_and_a_question_answered_there(here: DiscordTown) -> None:
    ana = here.server.person("ana")
    said = await ana.says("prostate", "Good morning all")
    thread = await ana.opens_thread(said, "My week")
    await ana.says(thread, f"Call me on {PHONE}")
    await ana.says(thread, "What can raise my PSA besides cancer?")
    await here.settle()
    ben = here.server.person("ben")
    assert PHONE not in ben.reads(thread)
    assert "A raised PSA" in ben.reads(thread)
    assert "A raised PSA" not in ben.reads("prostate")


async def test_a_threads_title_is_assessed(here: DiscordTown) -> None:
    ana = here.server.person("ana")
    said = await ana.says("mood", "Good morning all")
    await ana.opens_thread(said, CRY)
    await here.settle()
    assert "findahelpline" in await here.ana.private()
    assert await here.sam.sees("Somebody is needed now", in_="moderators")


async def test_a_posts_title_is_assessed_too(here: DiscordTown) -> None:
    await here.server.person("ana").starts_post("questions", CRY, "Does anybody know this?")
    await here.settle()
    assert (await here.ana.private()).count("findahelpline") == 1


async def test_a_title_that_identifies_somebody_calls_people(here: DiscordTown) -> None:
    ana = here.server.person("ana")
    said = await ana.says("prostate", "Good morning all")
    await ana.opens_thread(said, f"Call me on {PHONE}")
    await here.settle()
    assert "Call me on [phone number]" in await here.ana.private()
    assert await here.sam.sees("must be taken out of sight by hand", in_="moderators")


async def test_an_edit_is_looked_at_again_and_a_deletion_is_on_record(here: DiscordTown) -> None:
    said = await here.ana.says("Good morning all")
    await here.ana.edits(said, f"Call me on {PHONE}")
    assert not await here.ben.sees(PHONE)
    assert "[phone number]" in await here.ana.private()
    other = await here.ana.says("Short of breath? No, just tired today")
    await here.ana.deletes(other)
    assert here.parts.metrics.render().count("events_failed") == 0


async def test_a_newcomer_is_welcomed_in_private_and_nobody_sees_it(here: DiscordTown) -> None:
    zoe = here.server.join("zoe", shown="Zoe")
    await here.settle()
    assert "[Start]" in zoe.reads(None)
    for channel in ("prostate", "general", "moderators"):
        assert "Zoe" not in here.server.person("sam").reads(channel)
