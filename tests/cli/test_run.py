"""The commands as an operator meets them."""

import json
import os
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def environment(tmp_path: Path, **more: str) -> dict[str, str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("CARECIRCLE_")}
    return clean | {"XDG_CONFIG_HOME": str(tmp_path / "config"), "XDG_DATA_HOME": str(tmp_path / "share")} | more


def carecircle(tmp_path: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bot", *words],
        cwd=ROOT,
        env=environment(tmp_path, **more),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@contextmanager
def sandbox(tmp_path: Path, *words: str) -> Iterator[str]:
    """A running sandbox on a free port; yields its address, ends it with SIGTERM and expects an orderly end."""
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "sandbox", "--port", "0", "--data", str(tmp_path / "data"), *words],
        cwd=ROOT,
        env=environment(tmp_path),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    try:
        address = process.stdout.readline().strip()
        assert address.startswith("http://127.0.0.1:"), process.communicate(timeout=10)[1]
        yield address
    finally:
        process.send_signal(signal.SIGTERM)
        _, errors = process.communicate(timeout=30)
    assert process.returncode == 0, errors


def ask(address: str, call: str, body: dict[str, object] | None = None) -> dict[str, object]:
    data = json.dumps(body).encode() if body is not None else None
    request = urllib.request.Request(f"{address}/api/{call}", data, {"content-type": "application/json"})  # noqa: S310 - loopback
    with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310 - loopback
        found: dict[str, object] = json.load(answer)
    return found


def test_the_sandbox_keeps_its_state_and_its_key_apart(tmp_path: Path) -> None:
    with sandbox(tmp_path) as address:
        ask(address, "say", {"person": "ana", "channel": "general", "text": "canary-9917 hello", "settle": True})
        second = carecircle(tmp_path, "sandbox", "--port", "0", "--data", str(tmp_path / "data"))
        assert second.returncode == 2
        assert "in use by another carecircle" in second.stderr
    with sandbox(tmp_path) as address:
        assert "canary-9917" in json.dumps(ask(address, "view?person=bill&channel=general"))
    held = {path.name for path in (tmp_path / "data").iterdir()}
    assert not any(name.endswith(".key") for name in held)
    for path in (tmp_path / "data").iterdir():
        assert b"canary-9917" not in path.read_bytes()
    (key,) = (tmp_path / "config" / "carecircle" / "keys").iterdir()
    key.rename(tmp_path / "elsewhere.key")
    lost = carecircle(tmp_path, "sandbox", "--port", "0", "--data", str(tmp_path / "data"))
    assert lost.returncode == 2
    assert "put the key back" in lost.stderr
    assert len(lost.stderr.strip().splitlines()) == 1


def test_an_empty_sandbox_has_nobody_in_it(tmp_path: Path) -> None:
    with sandbox(tmp_path, "--empty") as address:
        assert ask(address, "state")["people"] == []
        ask(address, "people", {"id": "zoe", "name": "Zoe"})
        ask(address, "channels", {"id": "all", "name": "all", "kind": "general"})
        ask(address, "say", {"person": "zoe", "channel": "all", "text": "I want to kill myself", "settle": True})
        assert "private note" in json.dumps(ask(address, "view?person=zoe&channel=direct"))


def test_the_example_community_has_a_past(tmp_path: Path) -> None:
    with sandbox(tmp_path) as address:
        seen = json.dumps(ask(address, "view?person=bill&channel=pregnancy"))
        assert "dances every evening" in seen
        queue = ask(address, "do", {"person": "sam", "channel": "general", "command": "case list", "args": {}})
        assert "The queue is empty" in json.dumps(queue)  # a friendly past that nobody was alarmed by
        assert "Approved by" in seen


def test_a_port_that_is_taken_says_what_to_do(tmp_path: Path) -> None:
    with sandbox(tmp_path) as address:
        port = address.rsplit(":", 1)[1]
        done = carecircle(tmp_path, "sandbox", "--port", port, "--data", str(tmp_path / "other"))
    assert done.returncode == 2
    assert "--port" in done.stderr


@pytest.mark.parametrize(
    ("words", "more", "says"),
    [
        (("run",), {}, "no platform is configured"),
        (("run",), {"CARECIRCLE_DISCORD_TOKEN": "x"}, "no clinician of yours approved"),
        (("run",), {"CARECIRCLE_DISCORD_TOKN": "x"}, "there is no such setting"),
        (("run",), {"CARECIRCLE_DATABASE_URL": "mysql://x"}, "postgresql://"),
        (("run",), {"CARECIRCLE_DISCORD_TOKEN_FILE": "nowhere"}, "cannot be read"),
        (("run",), {"CARECIRCLE_CONTENT": "nowhere"}, "there is no such folder"),
        (("sandbox", "--port", "99999"), {}, "--port must be"),
        (("erase", "ana", "--by", "noor"), {}, "add --yes"),
    ],
)
def test_a_wrong_setting_gets_a_clear_line_and_code_2(
    tmp_path: Path, words: tuple[str, ...], more: dict[str, str], says: str
) -> None:
    done = carecircle(tmp_path, *words, **more)
    assert done.returncode == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_a_secret_is_never_shown(tmp_path: Path) -> None:
    nowhere = "http://127.0.0.1:1/api/v10"
    secrets = {"CARECIRCLE_DISCORD_TOKEN": "s3cr3t-canary", "CARECIRCLE_MASTER_KEY": "k3y-canary"}
    done = carecircle(tmp_path, "doctor", CARECIRCLE_DISCORD_API=nowhere, **secrets)
    assert "canary" not in done.stdout + done.stderr


def test_data_rights_on_the_command_line(tmp_path: Path) -> None:
    data = ("--data", str(tmp_path / "data"))
    with sandbox(tmp_path) as address:
        ask(address, "say", {"person": "ana", "channel": "general", "text": "canary-3321 here", "settle": True})
    assert "canary-3321" in carecircle(tmp_path, "export", "ana", "--by", "noor", *data).stdout
    assert carecircle(tmp_path, "erase", "ana", "--by", "noor", "--yes", *data).returncode == 0
    assert "canary-3321" not in carecircle(tmp_path, "export", "ana", "--by", "noor", *data).stdout
    assert carecircle(tmp_path, "erase", "nobody", "--by", "noor", "--yes", *data).returncode == 1
    assert carecircle(tmp_path, "doctor", *data).returncode == 0


def test_asking_in_despair_gets_help_lines_and_no_article(tmp_path: Path) -> None:
    done = carecircle(tmp_path, "ask", "I", "want", "to", "kill", "myself")
    assert done.returncode == 0
    assert "findahelpline" in done.stdout


def test_a_new_key_is_good_and_new(tmp_path: Path) -> None:
    first, second = (carecircle(tmp_path, "key", "new").stdout for _ in range(2))
    assert first != second
    assert len(first.strip()) == 44
