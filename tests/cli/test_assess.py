"""`carecircle assess`: in order, one bad line does not stop the rest, any text survives."""

import io
import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

import pytest

from bot.cli import assess
from bot.core.errors import BadExport
from bot.core.finding import Assessment, Finding, Label, Span, Why
from bot.core.message import Message, Role


def pretend(message: Message) -> Assessment:
    """Sees a crisis in `end it`, a name in `Rosa`, and breaks on `break`."""
    text = message.text
    if "break" in text:
        raise RuntimeError(text)
    findings = []
    if (at := text.find("end it")) >= 0:
        findings.append(Finding(Label.CRISIS, "active", 0.95, "crisis", Why("crisis.active.plan", at, at + 6)))
    if (at := text.find("Rosa")) >= 0:
        findings.append(Finding(Label.PRIVACY, "self", 0.9, "privacy", Why("privacy.name"), (Span(at, at + 4, "PERSON"),)))
    return Assessment(tuple(findings), failed=("language",) if "שלום" in text else ())


def given(*lines: object, explain: bool = False) -> tuple[list[dict[str, Any]], str, int]:
    raw = b"\n".join(line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines)
    out, words = io.StringIO(), io.StringIO()
    code = assess.assess_lines(io.BytesIO(raw), pretend, out, words, explain=explain)
    return [json.loads(line) for line in out.getvalue().splitlines()], words.getvalue(), code


def test_the_shape_of_an_answer() -> None:
    (answer,), words, code = given({"id": "a", "text": "🎉 Rosa wants to end it", "labels": {"crisis": "none"}, "what": 1})
    assert answer.pop("ms") >= 0
    assert answer == {
        "id": "a",
        "labels": {
            "privacy": "self",
            "diagnosis": "none",
            "advice": "none",
            "misinformation": False,
            "crisis": "active",
            "authority_claim": False,
            "solicitation": False,
        },
        "spans": [{"start": 2, "end": 6, "type": "PERSON"}],
        "confidence": {
            "privacy": 0.9,
            "diagnosis": 0.0,
            "advice": 0.0,
            "misinformation": 0.0,
            "crisis": 0.95,
            "authority_claim": 0.0,
            "solicitation": 0.0,
        },
        "why": ["crisis.active.plan (crisis, 0.95)", "privacy.name (privacy, 0.90)"],
    }
    assert (words, code) == ("", 0)


def test_explained_with_the_words_that_triggered() -> None:
    (answer,), _, _ = given({"id": "a", "text": "I will end it"}, explain=True)
    assert answer["why"] == ['crisis.active.plan (crisis, 0.95): "end it"']


def test_a_detector_that_failed_is_not_silence() -> None:
    (answer,), _, _ = given({"id": "a", "text": "שלום"})
    assert answer["why"] == ["language failed"]


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        (b"{", "is no JSON"),
        (b"[1, 2]", "`record` should be"),
        (b"null", "`record` should be"),
        (b'{"id": "x"}', "`text` is missing"),
        (b'{"id": "x", "text": 5}', "`text` should be a valid string"),
        (b'{"id": [], "text": "hello"}', "`id"),
        (b'{"id": "x", "text": "secret-words", "author_role": "surgeon"}', "`author_role`"),
        (b'{"id": "x", "text": "caf\xe9"}', "is not UTF-8"),
        (b'{"id": "x", "text": "a\x00b"}', "is no JSON"),
        (b'{"id": "x", "text": "secret-words break"}', "could not be assessed (RuntimeError)"),
        (b"[" * 100_000, "is no JSON"),
        (b'{"id": "x", "text": "' + b"x" * 9_000_000 + b'"}', "is longer than"),
    ],
)
def test_a_bad_line_is_named_and_the_rest_goes_on(bad: bytes, says: str) -> None:
    answers, words, code = given({"id": 1, "text": "hi"}, b"", bad, {"id": 2, "text": "hi"})
    assert [answer["id"] for answer in answers] == [1, 2]
    assert words.startswith("carecircle: line 3 ")
    assert says in words
    assert words.count("\n") == 1
    assert "secret-words" not in words
    assert code == 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x" * 100_000,
        "🎉" * 100_000,
        "\u202eשלום\u202c مرحبا",
        "a\u0000b",
        "0\u200b7\u200b7",
        "\ud800",
        "\u2028 \x1b[2J \r\n\t",
        "﷽" * 9000,
    ],
)
def test_any_text_is_assessed(text: str) -> None:
    answers, words, code = given({"id": "x", "text": text, "reply_to": text, "author_role": None})
    assert (len(answers), words, code) == (1, "", 0)


def test_the_role_and_the_condition_reach_the_detectors() -> None:
    seen: list[Message] = []

    def look(message: Message) -> Assessment:
        seen.append(message)
        return Assessment()

    line = {"id": 7, "text": "hi", "author_role": "clinician", "condition": "prostate", "reply_to": "hello"}
    assess.assess_lines(io.BytesIO(json.dumps(line).encode()), look, io.StringIO(), io.StringIO())
    assert (seen[0].author_role, seen[0].condition, seen[0].reply_text) == (Role.CLINICIAN, "prostate", "hello")


def run(*words: str) -> int:
    parser = ArgumentParser()
    assess.configure(parser)
    return assess.run(parser.parse_args(words))


def test_the_command_reads_a_file_or_standard_input(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    line = json.dumps({"id": "a", "text": "my PSA is 8 🎉 \ud800 so it must be cancer"})
    path = tmp_path / "messages.jsonl"
    path.write_text(line + "\n", encoding="utf-8")
    assert run(str(path), "--explain") == 0
    from_file = json.loads(capsys.readouterr().out)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(line.encode())))
    assert run("--explain") == 0
    from_stream = json.loads(capsys.readouterr().out)
    assert {**from_file, "ms": 0} == {**from_stream, "ms": 0}


def test_a_file_that_is_not_there() -> None:
    with pytest.raises(BadExport, match="cannot be read"):
        run("no-such-file.jsonl")
