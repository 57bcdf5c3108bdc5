from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

import pytest

from bot.knowledge.library import Library
from bot.store.seal import MasterKey
from tests.both import Opens
from tests.discord.discord_server import DiscordServer
from tests.discord.town import discord_town
from tests.town import Town, town


@pytest.fixture
def told_on(request: pytest.FixtureRequest) -> str:
    """The platform: the sandbox, or where a test asks for it (`tests.both.EVERYWHERE`) each in turn."""
    return str(getattr(request, "param", "sandbox"))


@pytest.fixture
def at() -> datetime | None:
    """When the story begins: now, unless a file says otherwise."""
    return None


@pytest.fixture
def opens(told_on: str, tmp_path: Path, library: Library, at: datetime | None) -> Opens:
    servers: list[DiscordServer] = []
    usual, begin = library, at

    @asynccontextmanager
    async def opened(
        library: Library | None = None, master: MasterKey | None = None, at: datetime | None = None
    ) -> AsyncIterator[Town]:
        if told_on == "sandbox":
            async with town(tmp_path, library or usual, master, at or begin) as here:
                yield here
        else:
            known = servers[0] if servers else None
            async with discord_town(tmp_path, library or usual, master, known, at=at or begin) as there:
                servers.append(there.server)
                yield there

    return opened


@pytest.fixture
async def here(opens: Opens) -> AsyncIterator[Town]:
    async with opens() as running:
        yield running
