"""`carecircle replay`: the whole decision over an export of a real community, without posting."""

import argparse
import json
import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import asdict
from io import TextIOWrapper
from pathlib import Path
from typing import Final, get_args
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.core.errors import BadExport, BadSettings
from bot.core.finding import SpanType
from bot.exports.people import People
from bot.exports.record import Tally
from bot.knowledge.library import Library
from bot.replay.figures import Counts
from bot.replay.judge import Judged, judged, merged
from bot.replay.masking import Masker
from bot.replay.progress import Progress
from bot.replay.report import Outcome, report
from bot.replay.samples import Samples
from bot.replay.standing import Known
from bot.replay.words import Words

NAME: Final = "replay"
SUMMARY: Final = (
    "Run the whole decision over an export of a community and report what would have happened. Nothing is posted or sent.\n"
    "Reads DiscordChatExporter JSON, Slack exports (ZIP or folder) and JSONL; several files and folders of one kind at once.\n"
    "The report shows a few messages with their identifiers masked; --samples 0 leaves them out."
)
EXAMPLE: Final = "carecircle replay export/ --timezone Europe/London --html report.html --out decisions.jsonl"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", metavar="FILE", type=Path, nargs="+", help="an export: a file, a ZIP or a folder")
    parser.add_argument("--out", metavar="FILE.jsonl", type=Path, help="write every decision, without message text")
    parser.add_argument("--with-text", action="store_true", help="add the text to --out, with its identifiers masked")
    parser.add_argument("--html", metavar="FILE.html", type=Path, help="write the report as a page too")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON in place of the report")
    parser.add_argument("--samples", metavar="N", type=int, default=3, help="examples for each label (default: 3)")
    parser.add_argument("--timezone", metavar="ZONE", default="UTC", help="for days and hours, as Europe/London (default: UTC)")
    parser.add_argument(
        "--clinician", metavar="NAME", action="append", default=[],
        help="a Discord role, or a Slack user's name or id, that stands for verified clinicians (may be repeated)",
    )  # fmt: skip
    parser.add_argument(
        "--moderator", metavar="NAME", action="append", default=[],
        help="the same for moderators (default: roles called mod, moderator, admin or owner)",
    )  # fmt: skip


def run(args: argparse.Namespace) -> int:
    from bot.detectors.everything import pipeline
    from bot.exports.detect import sources
    from bot.knowledge import library
    from bot.knowledge.content_root import content_root
    from bot.replay import words as replay_words
    from bot.settings import load_settings

    zone = _checked(args)
    exports = sources(args.files)
    root = content_root(load_settings().content)
    content = library.load(root)
    words = replay_words.load(root, content_root())
    people, tally = People(args.moderator, args.clinician), Tally()
    placeholders: dict[SpanType, str] = {kind: content.replies.text(f"identifier.{kind}") for kind in get_args(SpanType)}
    masker = Masker(placeholders, words.table("mask"), people)
    counts, samples = Counts(zone, words.minutes), Samples(args.samples)
    decisions = judged(
        merged(exports, people, tally),
        pipeline(content).assess,
        content.policy,
        content.conditions,
        Known(words.crisis_open),
        content.trials,
    )
    logging.getLogger("bot.detectors.pipeline").addFilter(_once())
    progress = Progress(sum(source.size for source in exports), sys.stderr)
    unanswered = read = 0
    try:
        for one in _written(decisions, args, masker):
            read += 1
            counts.take(one)
            samples.take(one)
            unanswered += one.said.reply_to is not None and one.said.reply_text is None
            progress(tally.bytes, read)
    finally:
        progress.clear()
        _say_faults(tally)
    if not read:
        skipped = sum(tally.skipped.values())
        raise BadExport(f"the export holds no message of a member ({skipped} records passed over); export the support channels")
    figures = counts.figures(people, tally)
    outcome = Outcome(figures, samples, masker, args.timezone, bool(args.clinician), unanswered)
    _show(outcome, args, words, content)
    for name, count in figures.failed_detectors.items():
        print(f"carecircle: the detector {name} failed on {count} messages: the figures are too low", file=sys.stderr)
    return 1 if figures.failed_detectors else 0


def _once() -> Callable[[logging.LogRecord], bool]:
    """Lets each message of a log pass once: a detector that fails on every message must not write a line for each."""
    seen: set[str] = set()

    def first(record: logging.LogRecord) -> bool:
        said = record.getMessage()
        new = said not in seen
        seen.add(said)
        return new

    return first


def _show(outcome: Outcome, args: argparse.Namespace, words: Words, content: Library) -> None:
    from bot.replay.as_html import as_html
    from bot.replay.as_text import as_text
    from bot.replay.output import written

    made = report(outcome, words, content.replies)
    if args.html:
        with written(args.html) as page:
            page.write(as_html(made))
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    if args.json:
        print(json.dumps(asdict(outcome.figures), indent=2))
    else:
        sys.stdout.write(as_text(made, unicode=(sys.stdout.encoding or "").lower().replace("-", "") == "utf8"))


def _written(decisions: Iterator[Judged], args: argparse.Namespace, masker: Masker) -> Iterator[Judged]:
    """The decisions, each written to `--out` on the way."""
    from bot.replay.output import written
    from bot.replay.rows import row

    with ExitStack() as stack:
        out = stack.enter_context(written(args.out)) if args.out else None
        for one in decisions:
            if out is not None:
                text = masker.mask(one.message, one.assessment.spans) if args.with_text else None
                out.write(json.dumps(row(one, text), ensure_ascii=False) + "\n")
            yield one


def _checked(args: argparse.Namespace) -> ZoneInfo:
    inputs = {path.resolve() for path in args.files}
    outputs = [path.resolve() for path in (args.out, args.html) if path is not None]
    if inputs.intersection(outputs) or len(set(outputs)) < len(outputs):
        raise BadSettings("--out and --html must name files of their own, not the export and not each other")
    if args.with_text and not args.out:
        raise BadSettings("--with-text adds to the file of --out; give --out as well")
    if args.samples < 0:
        raise BadSettings("--samples must be 0 or more")
    try:
        return ZoneInfo(args.timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise BadSettings("--timezone is not known; give an IANA name such as Europe/London or UTC") from None


def _say_faults(tally: Tally) -> None:
    from bot.exports.record import Skip

    for fault in tally.faults:
        print(f"carecircle: {fault}", file=sys.stderr)
    if (more := tally.skipped[Skip.UNREADABLE] - len(tally.faults)) > 0:
        print(f"carecircle: and {more} more records that could not be read", file=sys.stderr)
