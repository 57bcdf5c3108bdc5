"""`carecircle search`: ranks any set of questions with the retrieval and the abstention that members get."""

import argparse
import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StrictInt, StrictStr, ValidationError

from bot.knowledge.abstention import Band
from bot.knowledge.index import Entry, Index

NAME: Final = "search"
SUMMARY: Final = "rank entries for queries, from JSONL files"
EXAMPLE: Final = "carecircle search --entries entries.jsonl --queries queries.jsonl --top 5 > ranked.jsonl"

Identifier = StrictStr | StrictInt
Line = TypeVar("Line", bound=BaseModel)


class EntryLine(BaseModel):
    """One entry; fields that are not known are ignored."""

    model_config = ConfigDict(frozen=True)

    id: Identifier
    question: StrictStr
    answer: StrictStr | None = None
    phrasings: tuple[StrictStr, ...] = Field(default=())
    strict: bool = False


class QueryLine(BaseModel):
    model_config = ConfigDict(frozen=True)

    id: Identifier
    query: StrictStr


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--entries", required=True, type=Path, metavar="FILE", help='lines of {"id", "question", "answer"}')
    parser.add_argument("--queries", required=True, type=Path, metavar="FILE", help='lines of {"id", "query"}')
    parser.add_argument("--top", type=_positive, default=10, metavar="K", help="entries to rank for each query (default: 10)")


def run(args: argparse.Namespace) -> int:
    """Exit 1 where a line could not be read, 2 where a file could not."""
    for path in (args.entries, args.queries):
        if (trouble := _unreadable(path)) is not None:
            print(f"carecircle search: {path}: {trouble}", file=sys.stderr)
            return 2
    bad: list[str] = []
    identifiers: dict[str, str | int] = {}
    entries: list[Entry] = []
    for where, entry in _lines(args.entries, EntryLine, bad):
        if str(entry.id) in identifiers:
            _report(bad, f"{where}: the id {entry.id} is used before; the line is left out")
            continue
        identifiers[str(entry.id)] = entry.id
        entries.append(Entry(str(entry.id), entry.question, entry.phrasings, entry.answer or "", entry.strict))
    index = Index.build(entries)
    _ = index.bars  # learnt here, so that the first query does not pay for it
    for _, query in _lines(args.queries, QueryLine, bad):
        start = time.perf_counter()
        ranking = index.search(query.query, args.top)
        took = time.perf_counter() - start
        row = {
            "id": query.id,
            "ranked": [identifiers[hit.id] for hit in ranking.ranked],
            "score": round(ranking.score, 6),
            "answered": ranking.band is Band.ANSWER,
            "ms": round(took * 1000, 3),
        }
        print(json.dumps(row))
    return 1 if bad else 0


def _lines(path: Path, model: type[Line], bad: list[str]) -> Iterator[tuple[str, Line]]:
    """Each line that can be read, with its place; the others are reported and passed over."""
    with path.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            where = f"{path}:{number}"
            try:
                yield where, model.model_validate(json.loads(line.decode("utf-8-sig")))
            except UnicodeDecodeError:
                _report(bad, f"{where}: is not UTF-8")
            except ValidationError as error:
                problem = error.errors(include_url=False, include_input=False)[0]
                _report(bad, f"{where}: {'.'.join(map(str, problem['loc'])) or 'the line'}: {problem['msg']}")
            except (ValueError, RecursionError):
                _report(bad, f"{where}: is not JSON")


def _report(bad: list[str], says: str) -> None:
    bad.append(says)
    print(f"carecircle search: {says}", file=sys.stderr)


def _unreadable(path: Path) -> str | None:
    try:
        with path.open("rb"):
            return None
    except OSError as error:
        return f"cannot be read ({error.strerror}); name a JSONL file"


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text} is not a number from 1 on")
    return int(text)
