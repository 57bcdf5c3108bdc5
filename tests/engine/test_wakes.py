"""A lane is woken once what it is to find is committed: woken before, it finds nothing, and a page waits for the next sweep."""

import asyncio
from typing import Any

import pytest

from bot.handling import Handling
from bot.knowledge.library import Library
from tests.town import town

PATIENCE = 30.0
"""Seconds: far more than it takes, far less than the hour until the next sweep."""


async def test_a_page_is_sent_however_long_the_commit_takes(
    tmp_path: Any, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit = Handling._commit

    async def slow(self: Handling, *args: Any) -> Any:
        wakes = await commit(self, *args)
        await asyncio.sleep(0.3)  # a busy disk; every lane that was woken has looked by now
        return wakes

    async with town(tmp_path, library) as here:
        await here.settle()
        monkeypatch.setattr(Handling, "_commit", slow)
        async with asyncio.timeout(PATIENCE):
            await here.ana.says("I want to kill myself tonight", in_="mood")
        assert await here.sam.sees("Somebody is needed now", in_="moderators") or "case 1" in await here.sam.private()
