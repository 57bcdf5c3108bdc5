"""A stored row that cannot be read any more, or that always breaks, holds up nothing behind it and does not vanish in silence."""

import logging
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.core.action import Page
from bot.knowledge.library import Library
from bot.platforms.sandbox.world import World
from bot.store import cases, inbox
from bot.store.seal import MasterKey
from cogs import paging
from tests.town import town

CRISIS = "I want to kill myself tonight"


async def test_a_damaged_event_becomes_a_review_and_those_behind_it_go_on(
    tmp_path: Path, library: Library, caplog: pytest.LogCaptureFixture
) -> None:
    key = MasterKey.new()
    async with town(tmp_path, library, key) as here:
        await here.settle()
        await here.parts.engine.stop()
        await here.talk.say("ben", "mood", "canary-2214", None, "e1", ())
        await here.talk.say("ana", "mood", CRISIS, None, "e2", ())
    with closing(sqlite3.connect(tmp_path / "town.db")) as db:
        db.execute("UPDATE inbox SET sealed = zeroblob(40) WHERE message = 'ben.e1'")
        db.commit()
    async with town(tmp_path, library, key) as here:
        await here.settle()
        async with here.parts.database.read() as tx:
            damaged, fine = await cases.by_message(tx, "ben.e1"), await cases.by_message(tx, "ana.e2")
            assert await inbox.pending(tx) == 0
        assert damaged is not None
        assert (damaged.label, damaged.value, damaged.person, damaged.place.channel) == ("unmeasured", "failed", "ben", "mood")
        assert fine is not None
        assert fine.label == "crisis"
    assert "cannot be read any more" in caplog.text
    assert "canary" not in caplog.text


async def test_an_action_that_breaks_makes_room_for_those_behind_it(
    tmp_path: Path, library: Library, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    perform = World.perform

    async def breaks(self: World, action: object, *more: object) -> str | None:
        if isinstance(action, Page) and "case:1:" in action.key:
            raise KeyError("canary-7741")
        return await perform(self, action, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(World, "perform", breaks)
    async with town(tmp_path, library) as here:
        await here.ana.says(CRISIS, in_="mood")
        await here.ben.says(CRISIS, in_="mood")
        for _ in range(4):
            await here.pass_time(seconds=40)
        assert len(await here.sam.pages()) == 1  # the second case's
    assert caplog.text.count("an action failed (KeyError)") == 3
    assert "canary" not in caplog.text


async def test_a_page_that_breaks_is_made_later(
    tmp_path: Path, library: Library, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The chain of calls does not end because one of them could not be made."""
    caplog.set_level(logging.CRITICAL)
    pages = paging._pages
    broken = True

    async def breaks(*args: object, **more: object) -> object:
        if broken:
            raise RuntimeError
        return await pages(*args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(paging, "_pages", breaks)
    async with town(tmp_path, library) as here:
        await here.talk.say("ana", "mood", CRISIS, None, "e1", ())
        for _ in range(4):
            await here.pass_time(seconds=20)
        assert await here.sam.pages() == []
        broken = False
        await here.pass_time(minutes=5)
        assert len(await here.sam.pages()) == 1
        await here.pass_time(minutes=10, seconds=1)
        assert len(await here.sam.pages()) == 2
