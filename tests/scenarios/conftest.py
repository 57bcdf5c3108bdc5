from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.knowledge.library import Library
from tests.discord.town import discord_town
from tests.town import Town, town


@pytest.fixture
async def here(tmp_path: Path, library: Library, request: pytest.FixtureRequest) -> AsyncIterator[Town]:
    """The sandbox, or where a test asks for it (`tests.both.EVERYWHERE`) each platform in turn."""
    told_on = getattr(request, "param", "sandbox")
    async with discord_town(tmp_path, library) if told_on == "discord" else town(tmp_path, library) as running:
        yield running
