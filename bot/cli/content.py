"""`carecircle content`: checks the content, lists what is due for review and what nothing answers."""

import argparse
import asyncio
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final

from bot.core.errors import BadContent
from bot.knowledge.content_root import content_root
from bot.knowledge.library import Library, examine, load
from bot.settings import load_settings

NAME: Final = "content"
SUMMARY: Final = "check content, list what is due for review"
EXAMPLE: Final = "carecircle content lint content/"

DUE_DAYS: Final = 60
"""As lint warns: two monthly meetings of an editorial board."""


@dataclass(frozen=True, slots=True)
class Due:
    """Something whose review or check falls due."""

    due: date
    kind: str
    id: str
    by: str


def configure(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="lint|due|gaps")
    lint = actions.add_parser("lint", help="report every fault with its file and line")
    lint.add_argument("directory", nargs="?", type=Path, metavar="DIR", help="a content folder (default: the configured one)")
    lint.add_argument("--json", action="store_true", help="print a JSON list")
    due = actions.add_parser("due", help="list what is past its review or will be soon")
    due.add_argument("directory", nargs="?", type=Path, metavar="DIR", help="a content folder (default: the configured one)")
    due.add_argument("--days", type=_days, default=DUE_DAYS, metavar="N", help=f"look ahead this far (default: {DUE_DAYS})")
    due.add_argument("--json", action="store_true", help="print a JSON list")
    gaps = actions.add_parser("gaps", help="list what members asked that no article answers, newest first")
    gaps.add_argument("--condition", metavar="C", help="only those of one condition")
    gaps.add_argument("--data", type=Path, help="the data folder (default: CARECIRCLE_DATA, or the sandbox's)")
    gaps.add_argument("--json", action="store_true", help="print a JSON list")


def run(args: argparse.Namespace) -> int:
    if args.action == "gaps":
        return _gaps(args)
    if args.directory is not None and not args.directory.is_dir():
        print(f"carecircle content: {args.directory} is not a folder; name the content folder", file=sys.stderr)
        return 2
    return _lint(args) if args.action == "lint" else _due(args)


def _lint(args: argparse.Namespace) -> int:
    library, faults = examine(content_root(args.directory or load_settings().content))
    found = sorted((*faults, *library.warnings))
    if args.json:
        print(json.dumps([asdict(fault) for fault in found], ensure_ascii=False, indent=1))
    else:
        for fault in found:
            print(fault)
    print(f"{_count(len(faults), 'fault')}, {_count(len(library.warnings), 'warning')}", file=sys.stderr)
    return 1 if faults else 0


def _due(args: argparse.Namespace) -> int:
    today = datetime.now(UTC).date()
    try:
        library = load(content_root(args.directory or load_settings().content), today)
    except BadContent as error:
        print(f"carecircle content: {_count(len(error.faults), 'fault')}; see `carecircle content lint`", file=sys.stderr)
        return 2
    until = today + timedelta(days=args.days)
    rows = sorted((row for row in _reviews(library) if row.due <= until), key=lambda row: (row.due, row.kind, row.id))
    if args.json:
        print(json.dumps([{**asdict(row), "due": row.due.isoformat()} for row in rows], ensure_ascii=False, indent=1))
    else:
        for row in rows:
            print(f"{row.due}\t{row.kind}\t{row.id}\t{row.by}")
    past = sum(row.due < today for row in rows)
    print(f"{_count(len(rows), 'item')} due by {until}, {past} of them past", file=sys.stderr)
    return 0


def _gaps(args: argparse.Namespace) -> int:
    from bot.app import unanswered

    rows = asyncio.run(unanswered(load_settings(), args.data, args.condition))
    if args.json:
        listed = [{"condition": condition, "at": at.isoformat(), "question": question} for condition, at, question in rows]
        print(json.dumps(listed, ensure_ascii=False, indent=1))
    else:
        for condition, at, question in rows:
            print(f"{at:%Y-%m-%d}\t{condition}\t{' '.join(question.split())}")
    print(f"{_count(len(rows), 'question')} without an answer", file=sys.stderr)
    return 0


def _reviews(library: Library) -> Iterator[Due]:
    for article in library.articles:
        yield Due(article.review_due, "article", article.id, article.approved_by)
    for claim in library.claims:
        yield Due(claim.review_due, "claim", claim.id, claim.approved_by)
    yield from {Due(flag.review_due, "condition", flag.condition, flag.approved_by) for flag in library.red_flags}
    for plan in library.playbook.each:
        yield Due(plan.review_due, "plan", plan.name, plan.approved_by)
    for duty in library.playbook.jurisdictions.values():
        yield Due(duty.check_due, "duties", duty.code, "")
    for country in library.countries.values():
        yield Due(country.check_due, "help lines", country.code, "")


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _days(text: str) -> int:
    if not text.isdecimal() or int(text) > 3650:
        raise argparse.ArgumentTypeError(f"{text} is not a number of days from 0 to 3650")
    return int(text)
