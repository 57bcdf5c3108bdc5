"""`carecircle assess`: messages as JSONL in, what was seen in each as JSONL out, in order."""

import argparse
import gc
import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BufferedReader, TextIOWrapper
from pathlib import Path
from typing import BinaryIO, Final, TextIO

from bot.core.errors import BadExport
from bot.core.finding import POLICY_LABELS, Assessment, Finding
from bot.core.message import Message, Person, Place
from bot.exports.jsonl import BadLine, Line, lines, parse
from bot.replay.judge import LONG_AGO

NAME: Final = "assess"
SUMMARY: Final = (
    "Assess messages, one JSON object a line, and write what was seen in each: labels, spans, confidence, why.\n"
    "A line that is no message is reported with its number on standard error and does not stop the rest (exit 1)."
)
EXAMPLE: Final = """echo '{"id": "1", "text": "my PSA is 8, so it is cancer"}' | carecircle assess --explain"""

_AHEAD: Final = 4096
_FEW: Final = 4


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, nargs="?", help="messages as JSONL (default: standard input)")
    parser.add_argument("--explain", action="store_true", help="show the words that triggered each finding")


def run(args: argparse.Namespace) -> int:
    from bot.detectors.everything import pipeline
    from bot.knowledge.content_root import content_root
    from bot.knowledge.library import load
    from bot.settings import load_settings

    with _opened(args.file) as stream:
        detectors = pipeline(load(content_root(load_settings().content)))
        if _many(stream):  # as a service does, so that `ms` is what it costs a member; one message would only wait for it
            for _ in detectors.warm():
                pass
            gc.freeze()
        if isinstance(sys.stdout, TextIOWrapper):  # half a character becomes JSON's own escape
            sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
        return assess_lines(stream, detectors.assess, sys.stdout, sys.stderr, explain=args.explain)


def assess_lines(
    stream: BinaryIO, assess: Callable[[Message], Assessment], out: TextIO, words: TextIO, *, explain: bool = False
) -> int:
    """0, or 1 where a line could not be assessed. Each answer is written at once: the other side may be waiting for it."""
    code = 0
    for number, raw in lines(stream):
        try:
            answer = _answer(parse(raw), number, assess, explain)
        except BadLine as bad:
            words.write(f"carecircle: line {number} {bad}\n")
            code = 1
            continue
        out.write(json.dumps(answer, ensure_ascii=False) + "\n")
        out.flush()
    return code


def _many(stream: BinaryIO) -> bool:
    """Whether more than a few lines are there already."""
    if not isinstance(stream, BufferedReader):
        return False
    ahead = stream.peek(_AHEAD)
    return len(ahead) >= _AHEAD or ahead.count(b"\n") > _FEW


@contextmanager
def _opened(path: Path | None) -> Iterator[BinaryIO]:
    if path is None:
        yield sys.stdin.buffer
        return
    try:
        stream = path.open("rb")
    except OSError as error:
        raise BadExport(f"{path}: cannot be read ({type(error).__name__}); check the path and its permissions") from None
    with stream:
        yield stream


def _answer(line: Line, number: int, assess: Callable[[Message], Assessment], explain: bool) -> dict[str, object]:
    identifier = number if line.id is None else line.id
    message = Message(
        id=str(identifier),
        place=Place("assess", "assess", "assess"),
        author=Person("author", roles=frozenset({line.role})),
        text=line.text,
        sent_at=line.at or LONG_AGO,
        condition=line.condition or "general",
        reply_text=line.reply_to,
    )
    started = time.perf_counter()
    try:
        assessment = assess(message)
    except Exception as error:  # the next line must still be answered
        raise BadLine(f"could not be assessed ({type(error).__name__})") from None
    spent = time.perf_counter() - started
    return {
        "id": identifier,
        "labels": assessment.labels(),
        "spans": [{"start": span.start, "end": span.end, "type": span.type} for span in assessment.spans],
        "confidence": {label.value: round(assessment.confidence(label), 4) for label in POLICY_LABELS},
        "why": _why(assessment, line.text, explain),
        "ms": round(spent * 1000, 3),
    }


def _why(assessment: Assessment, text: str, explain: bool) -> list[str]:
    """The reasons, and the detectors that could not say: silence about those would read as nothing found."""
    return [
        *(_reason(finding, text, explain) for finding in assessment.findings),
        *(f"{name} abstained" for name in assessment.abstained),
        *(f"{name} failed" for name in assessment.failed),
    ]


def _reason(finding: Finding, text: str, explain: bool) -> str:
    reason = f"{finding.why.rule} ({finding.detector}, {finding.confidence:.2f})"
    said = text[finding.why.start : finding.why.end]
    return f'{reason}: "{said}"' if explain and said else reason
