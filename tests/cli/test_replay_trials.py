"""`carecircle replay` with rules in shadow mode: the report shows what each would change."""

import json
import shutil
from argparse import ArgumentParser
from pathlib import Path

import pytest

from bot.cli import replay

ROOT = Path(__file__).parents[2]
TRIALS = """
[trials.no-guesses]
channels = ["lupus"]
labels = ["diagnosis"]

[trials.louder.rows."diagnosis.peer"]
author = true
human = "page"
urgency = "soon"
"""
ASKED = "My knees hurt and I have a rash on my face"
GUESS = "That's definitely lupus"
SAID = [("lupus", ASKED, None), ("lupus", GUESS, ASKED), ("lupus", "Good morning all", None), ("general", GUESS, ASKED)]


@pytest.fixture
def export(tmp_path: Path) -> Path:
    file = tmp_path / "export.jsonl"
    rows = [
        {"id": f"m{number}", "channel": channel, "author": f"p{number}", "text": text, "reply_to": before}
        for number, (channel, text, before) in enumerate(SAID)
    ]
    file.write_text("\n".join(map(json.dumps, rows)))
    return file


@pytest.fixture
def tried(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "content"
    shutil.copytree(ROOT / "content", folder)
    policy = folder / "policy.toml"
    policy.write_text(policy.read_text() + TRIALS)
    monkeypatch.setenv("CARECIRCLE_CONTENT", str(folder))


def ran(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    parser = ArgumentParser()
    replay.configure(parser)
    assert replay.run(parser.parse_args(list(words))) == 0
    return capsys.readouterr().out


def test_the_figures_set_shadow_beside_live(export: Path, tried: None, capsys: pytest.CaptureFixture[str]) -> None:
    figures = json.loads(ran(capsys, str(export), "--json"))["trials"]
    assert list(figures) == ["louder", "no-guesses"]
    assert list(figures["no-guesses"]) == ["lupus"]  # it runs in the channel of one condition alone
    one = figures["no-guesses"]["lupus"]
    assert (one["messages"], one["new"], one["gone"]) == (3, 1, 0)
    assert one["live"]["reviews"] == 0
    assert one["shadow"]["reviews"] == 1
    louder = figures["louder"]["general"]
    assert (louder["changed"], louder["live"]["pages"], louder["shadow"]["pages"]) == (1, 0, 1)


def test_the_report_says_it_in_words_and_bars(export: Path, tried: None, capsys: pytest.CaptureFixture[str]) -> None:
    told = ran(capsys, str(export))
    assert "On trial" in told
    assert "Trial “no-guesses”: messages, live and in shadow" in told
    assert "New, left alone today: 1. No longer noticed: 0. Handled in another way: 0." in told
    assert "#general: 1 messages" in told
    page = export.parent / "report.html"
    ran(capsys, str(export), "--html", str(page))
    assert "Trial “louder”" in page.read_text()


def test_a_policy_without_trials_says_nothing_of_them(export: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert json.loads(ran(capsys, str(export), "--json"))["trials"] == {}
    assert "On trial" not in ran(capsys, str(export))
