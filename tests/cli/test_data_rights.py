"""Data rights as an operator meets them, and the warning that an appeal would have nobody to decide it."""

import json
from pathlib import Path

from tests.cli.test_run import ask, carecircle, sandbox

RUDE = "You are a pathetic waste of space, canary-3344"


def test_an_erasure_says_what_the_law_keeps(tmp_path: Path) -> None:
    data = ("--data", str(tmp_path / "data"))
    with sandbox(tmp_path) as address:
        ask(address, "say", {"person": "bill", "channel": "general", "text": RUDE, "settle": True})
        ask(address, "say", {"person": "gwen", "channel": "general", "text": "canary-3345 morning", "settle": True})
        hold: dict[str, object] = {
            "person": "noor",
            "channel": "general",
            "command": "case hold",
            "args": {"case": "1", "note": "A court asks"},
        }
        assert "under legal hold" in json.dumps(ask(address, "do", hold))
    done = carecircle(tmp_path, "erase", "bill", "--by", "noor", "--yes", *data)
    assert done.returncode == 0
    assert "Erased bill, by noor." in done.stderr
    assert "Kept by law: 2 pieces" in done.stderr
    assert "destroyed when the hold ends" in done.stderr
    exported = carecircle(tmp_path, "export", "bill", "--by", "noor", *data).stdout
    assert "canary-3344" not in exported
    assert [one["what"] for one in json.loads(exported)["kept_by_law"]] == ["evidence", "judgement"]
    plain = carecircle(tmp_path, "erase", "gwen", "--by", "noor", "--yes", *data)
    assert "Kept by law" not in plain.stderr
    assert carecircle(tmp_path, "erase", "hold:1", "--by", "noor", "--yes", *data).returncode == 1
    with sandbox(tmp_path) as address:
        look: dict[str, object] = {
            "person": "sam",
            "channel": "general",
            "command": "case evidence",
            "args": {"case": "1", "reason": "authority"},
        }
        assert "canary-3344" in json.dumps(ask(address, "do", look))
        lift: dict[str, object] = {
            "person": "noor",
            "channel": "general",
            "command": "case lift",
            "args": {"case": "1", "note": "Done"},
        }
        assert "destroyed now" in json.dumps(ask(address, "do", lift))
        assert "canary-3344" not in json.dumps(ask(address, "do", look))


def test_doctor_warns_where_an_appeal_could_not_be_decided(tmp_path: Path) -> None:
    data = ("--data", str(tmp_path / "data"))
    with sandbox(tmp_path, "--empty") as address:
        ask(address, "people", {"id": "zoe", "name": "Zoe", "roles": ["member"]})
        ask(address, "people", {"id": "sam", "name": "Sam", "roles": ["moderator"]})
    warned = carecircle(tmp_path, "doctor", *data)
    assert warned.returncode == 0
    assert "WARN  appeals: fewer than two people may decide appeals" in warned.stdout
    with sandbox(tmp_path, "--empty") as address:
        ask(address, "people", {"id": "ada", "name": "Ada", "roles": ["admin"]})
    told = {check["what"]: check for check in json.loads(carecircle(tmp_path, "doctor", "--json", *data).stdout)}
    assert (told["appeals"]["fine"], told["appeals"]["warns"]) == (True, False)
    assert "2 people" in told["appeals"]["says"]
