"""SIGKILL at random moments: every message is heard once, each flagged one makes one case, nobody is told twice (promise 3)."""

import random
import signal
import subprocess
import sys
import time
import urllib.error
from pathlib import Path
from typing import Any

from tests.cli.test_run import ROOT, ask, environment

MESSAGES = 45
KILLS = 3


def start(tmp_path: Path) -> tuple[subprocess.Popen[str], str]:
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "sandbox", "--empty", "--port", "0", "--data", str(tmp_path / "data")],
        cwd=ROOT,
        env=environment(tmp_path),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    address = process.stdout.readline().strip()
    assert address, process.communicate(timeout=10)[1]
    return process, address


def text(number: int) -> str:
    return f"call me on 07700 900{number:03d}" if number % 3 == 0 else f"a quiet line {number}"


def test_nothing_is_lost_and_nothing_is_done_twice(tmp_path: Path) -> None:
    chance = random.Random(7)  # noqa: S311 - which moment, not a secret
    process, address = start(tmp_path)
    ask(address, "people", {"id": "ana", "name": "Ana"})
    ask(address, "people", {"id": "sam", "name": "Sam", "roles": ["moderator"]})
    ask(address, "channels", {"id": "all", "name": "all", "kind": "general"})
    ask(address, "channels", {"id": "mods", "name": "mods", "kind": "moderators"})
    kill_before = set(chance.sample(range(5, MESSAGES), KILLS))
    number = kills = 0
    deadline = time.monotonic() + 120
    while number < MESSAGES:
        assert time.monotonic() < deadline
        if number in kill_before:
            kill_before.discard(number)
            time.sleep(chance.random() * 0.05)
            process.send_signal(signal.SIGKILL)
            process.communicate()
            kills += 1
            process, address = start(tmp_path)
            number = max(0, number - 3)  # a sender who got no answer sends again
        try:
            ask(address, "say", {"person": "ana", "channel": "all", "text": text(number), "id": f"e{number}"})
        except (urllib.error.URLError, ConnectionError):
            continue
        number += 1
    ask(address, "settle", {})
    seen = view(address, "sam", "all")
    told = view(address, "ana", "direct")
    cards = view(address, "sam", "mods")
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=30)
    flagged = [number for number in range(MESSAGES) if number % 3 == 0]
    assert kills == KILLS
    assert len(seen) == MESSAGES
    assert sum(message["hidden"] for message in seen) == len(flagged)
    assert len(told) == len(flagged)
    assert sorted(card["card"]["title"] for card in cards) == sorted(f"Case {n + 1}: own identifier" for n in range(len(flagged)))


def view(address: str, person: str, channel: str) -> list[dict[str, Any]]:
    messages: Any = ask(address, f"view?person={person}&channel={channel}")["messages"]
    return list(messages)
