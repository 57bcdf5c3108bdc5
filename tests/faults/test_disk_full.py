"""The disk is full: it is said without anybody's words, what was acknowledged is done once there is room."""

import asyncio
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot import doctor
from bot.core.errors import Fault
from bot.knowledge.library import Library
from bot.settings import Settings
from tests.cli.test_run import ROOT, ask, carecircle, environment
from tests.faults.kill import Victim
from tests.faults.outage import CRISIS, Disk, community

SAYS = "the disk is full; make room"
"""What a sandbox on a real full disk says too; SQLite may also call it an error of the disk."""


async def test_a_full_disk_is_said_and_survived(tmp_path: Path, library: Library, caplog: pytest.LogCaptureFixture) -> None:
    async with community(tmp_path, library) as there:
        disk = Disk(there.here.parts.database)
        await there.here.talk.say("ana", "mood", CRISIS, None, "e1", ())  # acknowledged
        disk.full = True
        async with asyncio.timeout(30):
            while "a lane failed" not in caplog.text:
                await asyncio.sleep(0.01)
        number, status, answer = 1, 200, ""
        while status == 200 and number < 500:  # as long as there are free pages
            number += 1
            status, answer = await there.says(number, f"a quiet line {number}")
        assert status == 503
        assert SAYS in answer
        status, answer = await there.readiness()
        assert status == 503
        assert SAYS in answer
        for _ in range(4):  # however often it is tried, nothing counts against the event
            await there.here.parts.engine._durable.stop()
            await there.here.parts.engine._durable.start(there.here.parts.engine._run_lane)
            there.here.parts.durable.wake("inbox")
            await asyncio.sleep(0.05)
        disk.full = False
        await there.here.pass_time(seconds=61)  # the longest pause of a lane
        await there.crisis_is_looked_after()
        assert (await there.says(number, "a quiet line"))[0] == 200
        assert (await there.readiness())[0] == 200
        await there.here.settle()
    assert SAYS in caplog.text
    assert "canary" not in caplog.text


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own of twelve megabytes, where that can be had."""
    place = tmp_path / "small"
    place.mkdir()
    if os.geteuid() != 0:
        pytest.skip("no small disk: a file system can only be mounted as root")
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", place], capture_output=True, check=False)
    if done.returncode:
        pytest.skip("no small disk: mounting is not allowed here")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", place], check=False, capture_output=True)


def test_a_sandbox_on_a_real_full_disk(tmp_path: Path, small_disk: Path) -> None:
    victim = Victim(tmp_path, data=small_disk / "data")
    victim.start()
    ask(victim.address, "people", {"id": "ana", "name": "Ana"})
    ask(victim.address, "people", {"id": "sam", "name": "Sam", "roles": ["moderator"]})
    ask(victim.address, "channels", {"id": "all", "name": "all", "kind": "general"})
    ask(victim.address, "channels", {"id": "mods", "name": "mods", "kind": "moderators"})
    ask(victim.address, "settle", {})
    ballast = small_disk / "ballast"
    heard = 0
    fill(ballast)
    refused = ""
    for number in range(400):
        said = {"person": "ana", "channel": "all", "text": f"a quiet line {number}", "id": f"e{number}"}
        status, answer = victim.post("say", said)
        if status == 503:
            refused = answer
            break
        assert status == 200, answer
        heard += 1
        fill(ballast)
    assert "the disk" in refused
    assert "nothing that was acknowledged is lost" in refused
    status, answer = victim.get("readyz")
    assert status == 503
    assert "the disk" in answer
    seen = carecircle(tmp_path, "doctor", "--data", str(small_disk / "data"))
    assert seen.returncode == 1
    assert "FAULT disk: only" in seen.stdout
    victim.kill()
    start_on_full = subprocess.run(
        [sys.executable, "-m", "bot", "sandbox", "--empty", "--port", "0", "--data", str(small_disk / "data")],
        cwd=ROOT,
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert start_on_full.returncode == 2, start_on_full
    assert "carecircle: the d" in start_on_full.stderr
    assert "Traceback" not in start_on_full.stderr
    ballast.unlink()
    victim.start()
    victim.insist("settle", {})
    victim.insist("say", {"person": "ana", "channel": "all", "text": CRISIS, "id": "last", "settle": True})
    lines = [one for one in victim.insist("view?person=sam&channel=all")["messages"] if one["author"] == "ana"]
    assert len(lines) == heard + 1
    assert sum(one["page"] for one in victim.insist("view?person=sam&channel=mods")["messages"]) == 1
    assert victim.get("readyz")[0] == 200
    errors = victim.end()
    assert "canary" not in errors
    assert "Traceback" not in errors


def fill(ballast: Path) -> None:
    """Take every byte that is free."""
    with ballast.open("ab", buffering=0) as file:
        for size in (1 << 20, 1 << 12, 1):
            try:
                while True:
                    file.write(b"x" * size)
            except OSError:
                continue


async def test_doctor_warns_before_the_disk_is_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "MB are free" in await doctor._disk(Settings(), tmp_path)
    monkeypatch.setattr(doctor, "_ROOM", 10**12)
    with pytest.raises(Fault, match="make room"):
        await doctor._disk(Settings(), tmp_path)
