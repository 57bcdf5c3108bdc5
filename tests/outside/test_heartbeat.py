"""The outside heartbeat: only while the program is sound, whatever the other side does."""

import asyncio
import contextlib
import logging
import os
import re
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from bot.app import sound
from bot.core.action import Later
from bot.outside.heartbeat import beat
from bot.store import timers
from bot.store.database import Database
from tests.fakes import HERE, NOW, TestClock
from tests.outside.servers import PATIENCE, Hook, hook


class Health:
    """Says what it is told to, and counts how often it was asked."""

    def __init__(self) -> None:
        self.fine = True
        self.hangs = False
        self.breaks = False
        self.looked = 0

    async def __call__(self) -> bool:
        self.looked += 1
        if self.breaks:
            raise RuntimeError("heron-canary-2214")
        if self.hangs:
            await asyncio.Event().wait()
        return self.fine

    async def asked_again(self, times: int = 3) -> None:
        until = self.looked + times
        async with asyncio.timeout(PATIENCE):
            while self.looked < until:
                await asyncio.sleep(0.001)


@asynccontextmanager
async def beating(there: Hook, health: Health, deadline: float = PATIENCE) -> AsyncIterator[None]:
    task = asyncio.create_task(beat(there.url, health, every=0.001, deadline=deadline))
    try:
        yield
        assert not task.done()
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


@pytest.mark.parametrize("trouble", ["fine", "breaks"])
async def test_it_beats_stops_when_unsound_and_recovers(trouble: str, caplog: pytest.LogCaptureFixture) -> None:
    health = Health()
    async with hook() as there, beating(there, health):
        await there.heard(2)
        setattr(health, trouble, trouble != "fine")
        await health.asked_again()
        before = len(there.asked)
        await health.asked_again()
        assert len(there.asked) == before
        setattr(health, trouble, trouble == "fine")
        await there.heard(before + 2)
    assert {asked.method for asked in there.asked} == {"GET"}
    assert [record.getMessage()[:12] for record in caplog.records] == ["no heartbeat"]
    assert "canary" not in caplog.text


async def test_a_program_or_a_service_that_hangs_holds_it_up_only_for_a_while() -> None:
    health = Health()
    health.hangs = True
    async with hook() as there, beating(there, health, deadline=0.3):
        await health.asked_again(2)
        assert there.asked == []
        there.answers, health.hangs = ["", ""], False
        await there.heard(3)


async def test_a_service_that_fails_is_logged_once_an_outage_and_without_its_address(caplog: pytest.LogCaptureFixture) -> None:
    health = Health()
    with caplog.at_level(logging.INFO):
        async with hook() as there:
            there.answers = ["500 Broken", "404 Gone", "302 Elsewhere\r\nlocation: /", "200 OK", "500 Broken"]
            async with beating(there, health):
                await there.heard(7)
    assert [record.getMessage() for record in caplog.records] == ["no heartbeat: the address answered 500"] * 2
    assert "token-canary-5521" not in caplog.text


async def test_a_service_that_is_not_there_harms_nothing() -> None:
    health = Health()
    async with hook() as there:
        pass
    async with beating(there, health):
        await health.asked_again()


async def test_late_timers_are_unsound(database: Database, clock: TestClock) -> None:
    assert await sound(database, clock)
    async with database.write() as tx:
        await timers.arm(tx, Later("bell", NOW + timedelta(minutes=1), "test ring"), HERE)
    clock.advance(minutes=6)
    assert await sound(database, clock)
    clock.advance(seconds=1)
    assert not await sound(database, clock)


async def test_the_sandbox_beats_and_still_ends_in_order(tmp_path: Path) -> None:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("CARECIRCLE_")}
    async with hook() as there:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "sandbox", "--empty", "--port", "0", "--data", str(tmp_path / "data")),
            env=clean | {"XDG_CONFIG_HOME": str(tmp_path / "config"), "CARECIRCLE_HEARTBEAT_URL": there.url},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        try:
            await there.heard(1)
        finally:
            with contextlib.suppress(ProcessLookupError):
                process.send_signal(signal.SIGTERM)
            _, errors = await process.communicate()
    assert process.returncode == 0, errors.decode()
    assert not re.search("ERROR|Traceback|canary", errors.decode())
