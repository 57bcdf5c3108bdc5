"""`search`, `ask` and `content`: data on standard output, words on standard error, 0, 1 or 2."""

import argparse
import json
from pathlib import Path
from types import ModuleType

import pytest

from bot.cli import ask, content, search
from tests.knowledge.trees import ARTICLE, plant

ENTRIES = """\
{"id": "a", "question": "Where do I park?", "answer": "Behind the clinic."}
{"id": 7, "question": "Can I shower with a cast?"}
"""


def run(module: ModuleType, *words: str) -> int:
    parser = argparse.ArgumentParser()
    module.configure(parser)
    code = module.run(parser.parse_args(words))
    assert isinstance(code, int)
    return code


def test_search_ranks_every_query_in_order(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "e").write_text(ENTRIES)
    (tmp_path / "q").write_text(
        '{"id": "q1", "query": "shower with my cast"}\n\n{"id": 2, "query": "where do I park?", "x": 1}\n'
    )

    code = run(search, "--entries", str(tmp_path / "e"), "--queries", str(tmp_path / "q"), "--top", "1")

    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert code == 0
    assert [(row["id"], row["ranked"]) for row in rows] == [("q1", [7]), (2, ["a"])]
    assert rows[1]["answered"] is True
    assert all(0 <= row["score"] <= 1 and row["ms"] >= 0 for row in rows)


def test_search_reports_bad_lines_and_goes_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "e").write_text(ENTRIES + '{"id": "a", "question": "twice"}\n{"id": "c"}\n')
    (tmp_path / "q").write_bytes(
        b'{"id": 1, "query": "park"}\n{broken\n[1]\n\xff\n' + b"[" * 9000 + b'\n{"id": 2, "query": "cast"}\n'
    )

    code = run(search, "--entries", str(tmp_path / "e"), "--queries", str(tmp_path / "q"))

    captured = capsys.readouterr()
    assert code == 1
    assert [json.loads(line)["id"] for line in captured.out.splitlines()] == [1, 2]
    said = captured.err.splitlines()
    assert [line.split(": ")[1].removeprefix(str(tmp_path)) for line in said] == ["/e:3", "/e:4", "/q:2", "/q:3", "/q:4", "/q:5"]


def test_search_says_what_to_do_where_a_file_cannot_be_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "e").write_text(ENTRIES)

    assert run(search, "--entries", str(tmp_path / "e"), "--queries", str(tmp_path / "none")) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


@pytest.mark.parametrize("top", ["0", "-1", "many"])
def test_search_refuses_an_odd_top(top: str) -> None:
    with pytest.raises(SystemExit) as left:
        run(search, "--entries", "e", "--queries", "q", "--top", top)
    assert left.value.code == 2


def test_ask_prints_the_article_word_for_word(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(ask, "--content", str(plant(tmp_path)), "--condition", "prostate", "what", "can raise my PSA?") == 0

    out = capsys.readouterr().out
    assert "Many things can raise it. **Ask your doctor.**\n\n- an infection\n- getting older\n" in out
    assert "Source: Somebody https://example.org/psa" in out
    assert "Reviewed on 2026-09-01, next review due 2027-09-01." in out


def test_ask_hands_over_what_nothing_answers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = str(plant(tmp_path))

    assert run(ask, "--content", root, "--json", "where is the moon") == 0
    assert json.loads(capsys.readouterr().out)["band"] == "none"
    assert run(ask, "--content", root, "where is the moon") == 0
    assert capsys.readouterr().out == ""


def test_ask_refuses_a_condition_that_is_not_there_and_content_with_faults(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sound = plant(tmp_path / "sound")
    faulty = plant(tmp_path / "faulty", {"policy.toml": "rows = 3"})

    assert run(ask, "--content", str(sound), "--condition", "prostrate", "hello") == 2
    assert "did you mean `prostate`?" in capsys.readouterr().err
    assert run(ask, "--content", str(faulty), "hello") == 2
    assert capsys.readouterr().err.splitlines() == ["carecircle ask: the content has 1 faults; see `carecircle content lint`"]


def test_lint_prints_every_fault_and_exits_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = ARTICLE.replace("audience: everyone", "audience: cats").replace("lang: en", "language: en")
    root = str(plant(tmp_path, {"articles/prostate/psa-raised.md": text}))

    assert run(content, "lint", root) == 1
    captured = capsys.readouterr()
    assert captured.out.splitlines() == [
        "content/articles/prostate/psa-raised.md:10: `audience` must be everyone or members or carers, did you mean `carers`?",
        "content/articles/prostate/psa-raised.md:17: unknown field `language`, did you mean `lang`?",
    ]
    assert captured.err == "2 faults, 0 warnings\n"
    assert run(content, "lint", "--json", root) == 1
    assert [fault["line"] for fault in json.loads(capsys.readouterr().out)] == [10, 17]


def test_warnings_do_not_fail_lint(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = str(plant(tmp_path, {"articles/prostate/psa-raised.md": ARTICLE.replace("2027-09-01", "2026-09-02")}))

    assert run(content, "lint", root) == 0
    assert "warning: `review_due` 2026-09-02" in capsys.readouterr().out


def test_due_lists_what_is_past_first(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = str(plant(tmp_path, {"articles/prostate/psa-raised.md": ARTICLE.replace("2027-09-01", "2026-09-02")}))

    assert run(content, "due", "--days", "3650", root) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "2026-09-02\tarticle\tpsa-raised\tDr Ann Example, urologist"
    assert {line.split("\t")[1] for line in lines} == {"article", "claim", "condition", "help lines"}


def test_content_refuses_a_folder_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(content, "lint", str(tmp_path / "nowhere")) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
