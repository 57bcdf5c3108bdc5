"""The sandbox as people start it, in a process of its own: how soon it is ready, and how much memory it keeps."""

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Final

from benchmarks.figures import Figure, Result
from benchmarks.messages import samples

ROUNDS: Final = 5
MESSAGES: Final = 100
_PATIENCE_SECONDS: Final = 60.0
_ALONE: Final = "the libraries alone"
_LIBRARIES: Final = (
    "import sqlalchemy.ext.asyncio, aiosqlite, numpy, pydantic, starlette.applications, uvicorn, cryptography.fernet"
)


@dataclass(frozen=True, slots=True)
class Sandbox:
    pid: int
    address: str
    ready_after: float


def start_up() -> Result:
    fresh: list[float] = []
    again: list[float] = []
    bare: list[float] = []
    with tempfile.TemporaryDirectory(prefix="carecircle-bench-") as folder:
        with _sandbox(Path(folder) / "once"):
            """The first start of all writes Python's own caches; it is not counted."""
        _libraries(_LIBRARIES, Path(folder))
        for number in range(ROUNDS):
            data = Path(folder) / f"data{number}"
            for times in (fresh, again):
                with _sandbox(data) as here:
                    times.append(here.ready_after)
            start = time.perf_counter()
            _libraries(_LIBRARIES, Path(folder))
            bare.append(time.perf_counter() - start)
    libraries = median(bare)
    return Result(
        "start",
        f"`carecircle sandbox` to its ready line, wall time, median of {ROUNDS}",
        (
            Figure("a data folder that exists", round(median(again), 2), "s", "2 s", median(again) / libraries, _ALONE),
            Figure("a fresh folder: tables, key, a past", round(median(fresh), 2), "s", "2 s", median(fresh) / libraries, _ALONE),
            Figure("importing the libraries alone", round(libraries, 2), "s"),
        ),
    )


def memory() -> Result:
    if not Path("/proc/self/status").exists():
        return Result("memory", "resident memory of the sandbox", (), ("this system has no /proc: not measured",))
    with tempfile.TemporaryDirectory(prefix="carecircle-bench-") as folder, _sandbox(Path(folder) / "data") as here:
        first = _resident(here.pid)
        who = _somebody(here.address)
        for sample in samples(MESSAGES):
            _say(here.address, who, sample.message.text)
        after = _resident(here.pid)
        told = _libraries(
            f"{_LIBRARIES}\nprint(next(line for line in open('/proc/self/status') if line.startswith('VmRSS')))", Path(folder)
        )
    libraries = _megabytes(told)
    return Result(
        "memory",
        f"resident memory of `carecircle sandbox` with the example content and {MESSAGES} messages",
        (
            Figure("when it is ready", first, "MB"),
            Figure(f"after {MESSAGES} messages", after, "MB", "200 MB", after / libraries, _ALONE),
            Figure("the libraries alone", libraries, "MB"),
        ),
    )


@contextmanager
def _sandbox(data: Path) -> Iterator[Sandbox]:
    """Started with a key folder of its own, and stopped at the end."""
    command = [sys.executable, "-m", "bot", "sandbox", "--port", "0", "--data", str(data)]
    start = time.perf_counter()
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=_surroundings(data.parent)
    )
    try:
        address = process.stdout.readline().strip() if process.stdout else ""
        took = time.perf_counter() - start
        if not address.startswith("http"):
            raise RuntimeError("the sandbox did not start; `carecircle doctor` says why")
        yield Sandbox(process.pid, address, took)
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stdout:
            process.stdout.close()


def _surroundings(folder: Path) -> dict[str, str]:
    """Keys and Python's compiled modules in a folder of their own: started again, as at home, modules are not compiled again."""
    known = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return known | {"XDG_CONFIG_HOME": str(folder / "keys"), "PYTHONPYCACHEPREFIX": str(folder / "modules")}


def _libraries(code: str, folder: Path) -> str:
    """What the libraries alone take, in a process of their own; what it printed."""
    command = [sys.executable, "-c", code]
    surroundings = _surroundings(folder)
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=_PATIENCE_SECONDS, env=surroundings)
    return done.stdout


def _say(address: str, who: dict[str, str], text: str) -> None:
    body = json.dumps({**who, "text": text, "settle": True}).encode()
    request = urllib.request.Request(f"{address}/api/say", body, {"Content-Type": "application/json"})  # noqa: S310 - our own address
    with urllib.request.urlopen(request, timeout=_PATIENCE_SECONDS) as answer:  # noqa: S310
        answer.read()


def _somebody(address: str) -> dict[str, str]:
    """A member and a support channel of the example."""
    state = _get(f"{address}/api/state")
    person = next(one for one in state["people"] if one["roles"] == ["member"])
    channel = next(one for one in state["channels"] if one["kind"] == "support")
    return {"person": str(person["id"]), "channel": str(channel["id"])}


def _get(address: str) -> dict[str, list[dict[str, object]]]:
    with urllib.request.urlopen(address, timeout=_PATIENCE_SECONDS) as answer:  # noqa: S310 - our own address
        found: dict[str, list[dict[str, object]]] = json.load(answer)
    return found


def _resident(pid: int) -> float:
    return _megabytes(Path(f"/proc/{pid}/status").read_text(encoding="ascii"))


def _megabytes(status: str) -> float:
    match = re.search(r"VmRSS:\s+(\d+) kB", status)
    return round(int(match[1]) / 1024, 1) if match else 0.0
