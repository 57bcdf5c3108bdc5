"""`content/articles/<condition>/<id>.md`: a question, other ways to ask it, and the answer that a clinician approved."""

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from importlib.resources.abc import Traversable
from typing import Annotated, Final, Literal

from pydantic import Field

from bot.core.article import Article
from bot.knowledge import front_matter
from bot.knowledge.fields import REVIEW, Address, Day, Fields, Flag, Id, Slug, Sources, Text, check, nearest
from bot.knowledge.sheet import Faults, Seen, Sheet, files, read_text
from bot.knowledge.words import QUESTION_WORDS, stems

LEAST_PHRASINGS: Final = 3
"""Three phrasings an entry beat any change of model (`research.md`)."""

_NOT_ALLOWED: Final = (
    ("HTML", re.compile(r"</?[a-zA-Z][^<>\n]*>|<!--")),
    ("a heading", re.compile(r"^ {0,3}#{1,6}(?:\s|$)")),
    ("an image", re.compile(r"!\[[^\]\n]*\]")),
    ("a link", re.compile(r"(?<!!)\[[^\]\n]*\][(\[]|https?://|\bwww\.|^ {0,3}\[[^\]\n]+\]:")),
)
_UNDERLINE: Final = re.compile(r" {0,3}(?:=+|-{2,})\s*")


class ArticleFields(Fields):
    id: Id
    question: Text
    phrasings: Annotated[tuple[Text, ...], Field(min_length=LEAST_PHRASINGS)]
    conditions: Annotated[tuple[Slug, ...], Field(min_length=1)]
    about: tuple[Text, ...] = ()
    audience: Literal["everyone", "members", "carers"] = "everyone"
    approved_by: Text
    reviewed_on: Day
    review_due: Day
    sources: Sources
    portal: Address | None = None
    lang: Text = "en"
    strict: Flag = False
    example: Flag = False


@dataclass
class _Met:
    """What other articles already hold."""

    ids: Seen = field(default_factory=lambda: Seen("this id"))
    asked: Seen = field(default_factory=lambda: Seen("this wording"))
    questions: dict[tuple[str, frozenset[str]], Sheet] = field(default_factory=dict)


def load(root: Traversable, conditions: Collection[str], today: date, faults: Faults) -> tuple[Article, ...]:
    """Every article that can be read, in order of its file's name."""
    met = _Met()
    found: list[Article] = []
    for file, node in files(root, "articles", ".md", depth=3):
        text = read_text(node, file, faults)
        parsed = None if text is None else front_matter.parse(text, file, faults)
        if parsed is not None:
            article = _article(*parsed, conditions, met, today, faults)
            found += [article] if article else []
    return tuple(found)


def _article(
    sheet: Sheet, body: str, first_line: int, conditions: Collection[str], met: _Met, today: date, faults: Faults
) -> Article | None:
    _answer_faults(sheet, body, first_line, faults)
    fields = check(ArticleFields, sheet.data, sheet, (), faults)
    if fields is None:
        return None
    stem = sheet.file.rsplit("/", 1)[-1].removesuffix(".md")
    if fields.id != stem:
        faults.add(sheet.file, sheet.line("id"), f"`id` {fields.id} differs from the file's name {stem}")
    for number, slug in enumerate(fields.conditions):
        if slug not in conditions:
            faults.add(sheet.file, sheet.line("conditions", number), f"unknown condition `{slug}`{nearest(slug, conditions)}")
    for number, term in enumerate(fields.about):
        if term != term.lower():
            faults.add(sheet.file, sheet.line("about", number), f"`about` terms are lower case: `{term.lower()}`")
    REVIEW.check(sheet, (), fields.reviewed_on, fields.review_due, today, faults)
    met.ids.take(fields.id, sheet, ("id",), faults)
    _wordings(sheet, fields, met, faults)
    return Article(
        id=fields.id,
        question=fields.question,
        phrasings=fields.phrasings,
        answer=body.strip("\n"),
        conditions=fields.conditions,
        approved_by=fields.approved_by,
        reviewed_on=fields.reviewed_on,
        review_due=fields.review_due,
        sources=tuple(source.source for source in fields.sources),
        about=fields.about,
        audience=fields.audience,
        portal=fields.portal or "",
        lang=fields.lang,
        strict=fields.strict,
        example=fields.example,
    )


def _wordings(sheet: Sheet, fields: ArticleFields, met: _Met, faults: Faults) -> None:
    """A wording leads to one article: it may be written once in all of them, as a question or as a phrasing."""
    met.asked.take(_plain(fields.lang, fields.question), sheet, ("question",), faults)
    for number, phrasing in enumerate(fields.phrasings):
        met.asked.take(_plain(fields.lang, phrasing), sheet, ("phrasings", number), faults)
    meant = fields.lang, frozenset(stems(fields.question)) - QUESTION_WORDS
    if not meant[1]:
        return
    if (other := met.questions.setdefault(meant, sheet)) is not sheet:
        where = f"{other.file}:{other.line('question')}"
        faults.warn(sheet.file, sheet.line("question"), f"asks nearly the same as {where}")


def _plain(lang: str, wording: str) -> str:
    """The wording without case and punctuation; where only punctuation is left, as it stands."""
    plain = " ".join(re.findall(r"\w+", wording.casefold()))
    return f"{lang} {plain or wording}"


def _answer_faults(sheet: Sheet, body: str, first_line: int, faults: Faults) -> None:
    if not body.strip():
        faults.add(sheet.file, first_line - 1, "the answer is empty")
    above = ""
    for number, line in enumerate(body.split("\n"), start=first_line):
        for what, pattern in _NOT_ALLOWED:
            if pattern.search(line):
                faults.add(sheet.file, number, f"the answer holds {what}: only paragraphs, lists and bold are shown everywhere")
        if above.strip() and _UNDERLINE.fullmatch(line):
            faults.add(sheet.file, number, "the answer holds a heading: only paragraphs, lists and bold are shown everywhere")
        above = line
