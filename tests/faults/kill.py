"""Some hundreds of messages are sent to a real sandbox that is killed again and again; then what is stored is counted.

Killed while it hears, assesses, pages and delivers; while it starts; and while its clock is moved and timers fall due.
By hand, with a table: python -m tests.faults.kill
"""

import http.client
import json
import random
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from tests.cli.test_run import ROOT, ask, environment
from tests.faults.examine import Counts, count, daily_timers

MESSAGES: Final = 240
SENDERS: Final = 3
KILLS: Final = 4
"""While messages are sent; every second one with the clock on the move."""
KILLS_AT_START: Final = 2
"""Once when everybody is there and nothing is said yet, then while it starts again."""
KILLS_AT_TIMERS: Final = 1
CLAIMS: Final = 8
_MOVE: Final = 240.0
_PATIENCE: Final = 420.0
"""Seconds in which all of it must be over, on whatever machine."""


def crisis(number: int) -> bool:
    return number % 10 == 1


def private(number: int) -> bool:
    return number % 10 == 6


def text(number: int) -> str:
    if crisis(number):
        return "I want to kill myself tonight"
    return f"call me on 07700 900{number:03d}" if private(number) else f"a quiet line {number}"


def author(number: int) -> str:
    return f"m{number}" if crisis(number) else "ana"


@dataclass
class Victim:
    """A sandbox on one port, started and killed as often as it takes."""

    folder: Path
    data: Path | None = None
    port: int = 0
    starts: int = 0
    kills: int = 0
    process: subprocess.Popen[str] | None = None
    until: float = field(default_factory=lambda: time.monotonic() + _PATIENCE)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def spawn(self) -> subprocess.Popen[str]:
        if not self.port:
            with socket.socket() as free:
                free.bind(("127.0.0.1", 0))
                self.port = free.getsockname()[1]
        words = ["sandbox", "--empty", "--port", str(self.port), "--data", str(self.data or self.folder / "data")]
        self.starts += 1
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bot", *words],
            cwd=ROOT,
            env=environment(self.folder),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        return self.process

    def start(self) -> None:
        process = self.spawn()
        assert process.stdout is not None
        assert process.stdout.readline().strip() == self.address, process.communicate(timeout=10)[1]

    def kill(self) -> None:
        assert self.process is not None
        self.process.send_signal(signal.SIGKILL)
        self.process.communicate()
        self.kills += 1

    def end(self) -> str:
        """An orderly end; what was said on standard error."""
        assert self.process is not None
        self.process.send_signal(signal.SIGTERM)
        return self.process.communicate(timeout=60)[1]

    def insist(self, call: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        """As a sender does who gets no answer: again, until there is one."""
        while True:
            assert time.monotonic() < self.until, "it took too long"
            try:
                return ask(self.address, call, body)
            except urllib.error.HTTPError as error:
                if error.code not in {503, 504}:
                    raise
            except (OSError, http.client.HTTPException, ValueError):
                pass
            time.sleep(0.05)

    def post(self, call: str, body: dict[str, Any]) -> tuple[int, str]:
        data = json.dumps(body).encode()
        return self._answer(urllib.request.Request(f"{self.address}/api/{call}", data, {"content-type": "application/json"}))  # noqa: S310

    def get(self, path: str) -> tuple[int, str]:
        return self._answer(urllib.request.Request(f"{self.address}/{path}"))  # noqa: S310 - loopback

    def _answer(self, request: urllib.request.Request) -> tuple[int, str]:
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310 - loopback
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()

    def try_once(self, call: str, body: dict[str, Any]) -> None:
        with suppress(OSError, http.client.HTTPException, ValueError):
            ask(self.address, call, body)


class Progress:
    """How many messages were acknowledged; kills and claims happen at marks of it."""

    def __init__(self, victim: Victim) -> None:
        self._victim = victim
        self._acknowledged = 0
        self._more = threading.Condition()

    def one(self) -> None:
        with self._more:
            self._acknowledged += 1
            self._more.notify_all()

    def wait_for(self, mark: float) -> None:
        with self._more:
            left = self._victim.until - time.monotonic()
            assert self._more.wait_for(lambda: self._acknowledged >= mark, timeout=left), "the senders got no further"


def storm(folder: Path, seed: int = 7) -> Counts:
    """The whole of it. `seed` draws the moments of the kills."""
    chance = random.Random(seed)  # noqa: S311 - which moment, not a secret
    victim = Victim(folder)
    victim.start()
    progress = Progress(victim)
    set_up(victim)
    first = daily_timers(folder)
    with ThreadPoolExecutor(SENDERS + 2) as crew, killing_at_the_end(victim):
        senders = [crew.submit(send, victim, progress, range(one, MESSAGES, SENDERS)) for one in range(SENDERS)]
        claims = crew.submit(claim, victim, progress)
        for number in range(KILLS):
            progress.wait_for((number + chance.uniform(0.3, 0.9)) * MESSAGES / KILLS)
            moved = crew.submit(victim.try_once, "clock", {"seconds": _MOVE}) if number % 2 else None
            time.sleep(chance.uniform(0.0, 0.3 if moved else 0.03))
            victim.kill()
            if number + 1 < KILLS_AT_START:
                process = victim.spawn()
                waited = time.monotonic() + chance.uniform(0.1, 1.5)  # somewhere between Python and the open door
                while process.poll() is None and time.monotonic() < waited:
                    time.sleep(0.02)
                victim.kill()
            victim.start()
        for task in (*senders, claims):
            task.result()
        for _ in range(KILLS_AT_TIMERS):
            crew.submit(victim.try_once, "clock", {"seconds": 3 * _MOVE})
            time.sleep(chance.uniform(0.1, 0.6))
            victim.kill()
            victim.start()
        victim.insist("settle", {})
        victim.insist("clock", {"seconds": 4 * _MOVE})  # over the time in which who was claimed must be reached
        victim.insist("settle", {})
        seen = {"mods": view(victim, "sam", "mods")}
        seen |= {author(number): view(victim, author(number), "direct") for number in range(MESSAGES) if crisis(number)}
        now = victim.insist("state")["now"]
        errors = victim.end()
    assert "Traceback" not in errors, errors
    flagged = {f"{author(n)}.e{n}" for n in range(MESSAGES) if crisis(n) or private(n)}
    return count(folder, flagged=flagged, sent=MESSAGES, kills=victim.kills, seen=seen, now=now, daily=first)


@contextmanager
def killing_at_the_end(victim: Victim) -> Iterator[None]:
    """Whatever goes wrong, nobody goes on talking to it, and it does not live on."""
    try:
        yield
    finally:
        victim.until = min(victim.until, time.monotonic())
        if victim.process is not None and victim.process.poll() is None:
            victim.process.kill()
            victim.process.communicate()


def set_up(victim: Victim) -> None:
    for person in ("ana", *(author(number) for number in range(MESSAGES) if crisis(number))):
        victim.insist("people", {"id": person, "name": person.title()})
    for person in ("sam", "mira"):
        victim.insist("people", {"id": person, "name": person.title(), "roles": ["moderator"]})
    victim.insist("channels", {"id": "all", "name": "all", "kind": "general"})
    victim.insist("channels", {"id": "mods", "name": "mods", "kind": "moderators"})
    victim.kill()  # the daily timers are armed by a start that knows where the moderators are
    victim.start()
    victim.insist("settle", {})


def send(victim: Victim, progress: Progress, numbers: range) -> None:
    for number in numbers:
        body = {"person": author(number), "channel": "all", "text": text(number), "id": f"e{number}"}
        assert victim.insist("say", body)["id"] == f"{author(number)}.e{number}"
        progress.one()


def claim(victim: Victim, progress: Progress) -> None:
    for number in range(CLAIMS):
        progress.wait_for((number + 1) * MESSAGES / (CLAIMS + 1))
        who = ("sam", "mira")[number % 2]
        victim.insist("do", {"person": who, "channel": "mods", "command": "case next", "args": {}})


def view(victim: Victim, person: str, channel: str) -> list[dict[str, Any]]:
    return list(victim.insist(f"view?person={person}&channel={channel}")["messages"])


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        for seed in map(int, sys.argv[1:] or ["7"]):
            folder = Path(made) / str(seed)
            folder.mkdir()
            print(storm(folder, seed).table())
