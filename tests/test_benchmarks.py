"""The benchmarks' own parts; nothing here measures time."""

from pathlib import Path

import pytest

from benchmarks import accuracy, automod
from benchmarks.figures import Figure, Result, Spread, each, shown
from benchmarks.messages import samples
from benchmarks.search import ENTRIES, entries
from bot.__main__ import main


def test_the_same_messages_come_in_every_run() -> None:
    made = samples(200)
    assert made == samples(200)
    assert {sample.kind for sample in made} == {"quiet", "flagged", "long"}
    assert all(800 <= len(sample.message.text) <= 2_200 for sample in made if sample.kind == "long")


def test_the_large_set_holds_different_questions() -> None:
    assert len({entry.question for entry in entries()}) == ENTRIES


def test_the_word_list_finds_what_is_on_it() -> None:
    assert automod.labels("dm me, i want to die") == ["crisis", "solicitation"]
    assert automod.labels("thank you all") == []


def test_a_spread_is_read_from_single_calls() -> None:
    spread = Spread.of([0.001] * 98 + [0.003, 0.005])
    assert (spread.p50, spread.p99) == (0.001, 0.005)
    assert each(lambda item: item, [1, 2, 3]).rate > 0


def test_a_figure_shows_its_ratio_and_its_aim() -> None:
    text = shown(Result("x", "about", (Figure("p50", 2.0, "ms", "5 ms", 0.5, "a list"),), ("told",)))
    assert "0.5 x a list" in text
    assert "(aim: 5 ms)" in text
    assert "note: told" in text


def test_without_the_evaluation_folder_accuracy_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert accuracy.main([str(tmp_path)]) == 2
    assert "is no evaluation folder" in capsys.readouterr().err
    assert main(["bench", "--accuracy", str(tmp_path)]) == 2


def test_an_installation_without_the_benchmarks_says_so_in_a_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.cli.bench._SOURCE", tmp_path / "suite.py")
    assert main(["bench"]) == 2
    assert capsys.readouterr().err.count("\n") == 1
