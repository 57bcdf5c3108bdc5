"""`carecircle ask`: what a member would be answered, from the configured content."""

import argparse
import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from bot.core.errors import BadContent
from bot.core.finding import Label
from bot.core.message import ChannelKind, Message, Person, Place
from bot.core.resource import INTERNATIONAL
from bot.knowledge.abstention import Band
from bot.knowledge.answers import Answer, LibraryIndex, Match, find
from bot.knowledge.content_root import content_root
from bot.knowledge.fields import nearest
from bot.knowledge.library import Library, load
from bot.settings import load_settings

NAME: Final = "ask"
SUMMARY: Final = "show what a member would be answered"
EXAMPLE: Final = 'carecircle ask --condition prostate "my psa went up, is it cancer?"'


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("question", nargs="+", metavar="QUESTION", help="the question, as a member would type it")
    parser.add_argument("--condition", metavar="C", help="the condition of the channel, as in content/conditions")
    parser.add_argument("--content", type=Path, metavar="DIR", help="a content folder (default: the configured one)")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(args: argparse.Namespace) -> int:
    try:
        library = load(content_root(args.content or load_settings().content))
    except BadContent as error:
        print(f"carecircle ask: the content has {len(error.faults)} faults; see `carecircle content lint`", file=sys.stderr)
        return 2
    if args.condition is not None and args.condition not in library.conditions:
        print(f"carecircle ask: unknown condition {args.condition}{nearest(args.condition, library.conditions)}", file=sys.stderr)
        return 2
    question = " ".join(args.question)
    if (value := crisis(library, question)) != "none":
        return _in_crisis(library, value, as_json=args.json)
    answer = find(LibraryIndex.build(library), question, args.condition)
    if args.json:
        print(json.dumps(_row(answer)))
        return 0
    _show(answer)
    return 0


def crisis(library: Library, question: str) -> str:
    """What the assessors see first, as for a member: a cry for help is no query."""
    from bot.detectors.everything import pipeline

    asked = Message("ask", Place("cli", "", "direct"), Person("asker"), question, datetime.now(UTC), kind=ChannelKind.DIRECT)
    return pipeline(library).assess(asked).value(Label.CRISIS)


def _in_crisis(library: Library, value: str, *, as_json: bool) -> int:
    """Help lines instead of an article."""
    country = library.countries[INTERNATIONAL]
    emergency = library.replies.text("help.local_emergency")
    nobody = library.replies.text("crisis.nobody")  # here is no rota
    body = library.replies.say(f"crisis.{value}", emergency=emergency, team=nobody).body
    lines = [f"{line.name}: {line.call or line.chat}" for line in country.of("crisis")]
    if as_json:
        print(json.dumps({"band": "crisis", "crisis": value, "says": body, "lines": lines}))
    else:
        print("A member would get help lines, and a person would be paged:", file=sys.stderr)
        print(body, *lines, sep="\n\n")
    return 0


def _show(answer: Answer) -> None:
    """The words that are the clinic's on standard output, what the program says about them on standard error."""
    if answer.overdue is not None:
        print(f"The article that fits, {answer.overdue.id}, is past its review: the clinic is checking it.", file=sys.stderr)
    if answer.band is Band.ANSWER:
        _show_article(answer.hits[0])
    elif answer.hits:
        print("Did you mean one of these?", file=sys.stderr)
        for hit in answer.hits:
            print(f"{hit.article.id}\t{hit.article.question}")
    else:
        print("Nothing here answers this: the question would be handed over to people.", file=sys.stderr)


def _show_article(hit: Match) -> None:
    article = hit.article
    print(f"Matched: {hit.phrasing}", file=sys.stderr)
    print(article.question, article.answer, sep="\n\n")
    print()
    for source in article.sources:
        print(f"Source: {source.name} {source.url}".rstrip())
    if article.portal:
        print(f"Portal: {article.portal}")
    print(f"Approved by {article.approved_by}. Reviewed on {article.reviewed_on}, next review due {article.review_due}.")


def _row(answer: Answer) -> dict[str, object]:
    return {
        "band": answer.band.value,
        "score": round(answer.score, 6),
        "hits": [
            {
                "id": hit.article.id,
                "question": hit.article.question,
                "matched": hit.phrasing,
                "score": round(hit.score, 6),
                "hash": hit.article.hash,
                "answer": hit.article.answer if answer.band is Band.ANSWER and number == 0 else None,
            }
            for number, hit in enumerate(answer.hits)
        ],
        "overdue": answer.overdue.id if answer.overdue else None,
    }
