from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.knowledge.library import Library
from tests.platforms.sandbox_page import Client, page_of


@pytest.fixture
async def client(tmp_path: Path, library: Library) -> AsyncIterator[Client]:
    """The sandbox's page, before a town of its own."""
    async with page_of(tmp_path, library) as running:
        yield running
