"""A small community on loopback."""

from collections.abc import AsyncIterator

import pytest

from tests.discord.discord_server import DiscordServer
from tests.discord.server.permissions import MODERATORS


@pytest.fixture
async def server() -> AsyncIterator[DiscordServer]:
    """#general, where Ana and Ben talk, and #moderators, which Sam sees alone."""
    async with DiscordServer() as made:
        made.role("Moderator", MODERATORS)
        made.join("ana", shown="Ana")
        made.join("ben", direct=False)
        made.join("sam", "Moderator")
        made.channel("general")
        made.private_channel("moderators", "Moderator")
        yield made
