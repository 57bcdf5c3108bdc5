from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.knowledge.library import Library
from tests.town import Town, town


@pytest.fixture
async def here(tmp_path: Path, library: Library) -> AsyncIterator[Town]:
    async with town(tmp_path, library) as running:
        yield running
