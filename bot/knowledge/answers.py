"""What a member is answered: the approved article, a choice of three, or nothing but people."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Final

from bot.core.article import Article
from bot.knowledge.abstention import SUGGEST_FLOOR, Band
from bot.knowledge.conditions import GENERAL
from bot.knowledge.library import Library
from bot.knowledge.words import QUESTION_WORDS, SMALL_TALK, stem, stems, words

if TYPE_CHECKING:  # it brings numpy (.1 s), which is not needed before the first question
    from bot.knowledge.index import Hit, Index

SHOWN: Final = 3
"""Suggestions at most: what a card can hold and a worried person can read."""

POOL_SHARE: Final = 0.5
"""An article's answer is written for its question and names what patients name: asked with each of our own phrasings left out
in turn, its article came first in 18 % of cases by the best wording alone and in 59 % with this."""

_LOOKED_AT: Final = 10


@dataclass(frozen=True, slots=True)
class Match:
    """An article and the wording of it that was matched, which is shown beside the answer."""

    article: Article
    phrasing: str
    score: float


@dataclass(frozen=True, slots=True)
class Answer:
    """`hits` are current articles, best first: the answer, or what may be meant. `score` is how certain the first is.

    `overdue` is the article that fits best where its review is past due: the member is told that the clinic is checking it.
    """

    band: Band
    hits: tuple[Match, ...] = ()
    score: float = 0.0
    overdue: Article | None = None


@dataclass(frozen=True)
class LibraryIndex:
    """The library's articles, ready to be asked. Built once for each version of the content."""

    articles: Mapping[str, Article]

    @classmethod
    def build(cls, library: Library) -> "LibraryIndex":
        return cls({one.id: one for one in library.articles})

    @cached_property
    def index(self) -> "Index":
        """Made at the first question, or before it where somebody asks: the program need not have it to be ready."""
        from bot.knowledge.index import Entry, Index

        articles = self.articles.values()
        entries = [Entry(one.id, one.question, one.phrasings, one.answer, one.strict, one.about) for one in articles]
        return Index.build(entries, POOL_SHARE)

    def of(self, condition: str | None) -> frozenset[str]:
        """The articles that belong to a condition; none for the general one, which favours nothing."""
        if condition is None or condition == GENERAL:
            return frozenset()
        return frozenset(one.id for one in self.articles.values() if condition in one.conditions)


def find(library: LibraryIndex, question: str, condition: str | None = None, today: date | None = None) -> Answer:
    """The answer to a question asked in a channel of `condition`. An article past its review is never among the hits."""
    today = today or datetime.now(UTC).date()
    ranking = library.index.search(question, _LOOKED_AT, library.of(condition))
    if ranking.band is Band.NONE:
        return Answer(Band.NONE, score=ranking.score)
    said = _content(question)
    if not said:
        return Answer(Band.NONE, score=ranking.score)
    hits = tuple(_match(library, hit) for hit in ranking.ranked)
    current = tuple(hit for hit in hits if hit.article.current(today) and hit.score >= SUGGEST_FLOOR)[:SHOWN]
    if hits[0].article.current(today):
        enough = len(said) > 1 or said <= {word for name in hits[0].article.about for word in stems(name)}
        return Answer(ranking.band if enough else Band.SUGGEST, current, ranking.score)
    return Answer(Band.SUGGEST if current else Band.NONE, current, ranking.score, overdue=hits[0].article)


def about(
    library: LibraryIndex, term: str, condition: str | None = None, text: str = "", today: date | None = None
) -> Article | None:
    """The current article that fits a note about a guess.

    Where the message itself is close to a question of the condition, that article; else the one that explains the term: an
    article of the condition goes before others, one that names the whole term before one that holds it.
    """
    today = today or datetime.now(UTC).date()
    wanted = stems(term)
    favoured = library.of(condition)
    near = library.index.search(text, _LOOKED_AT, favoured).ranked if text else ()
    for hit in near:
        if hit.score >= SUGGEST_FLOOR and hit.id in favoured and library.articles[hit.id].current(today):
            return library.articles[hit.id]
    fits = {
        one.id: (one.id in favoured, closeness)
        for one in library.articles.values()
        if one.current(today) and (closeness := max((_closeness(wanted, stems(name)) for name in one.about), default=0))
    }
    if not fits:
        return None
    ranked = library.index.search(text or term, len(library.articles)).ranked
    return library.articles[max((hit for hit in ranked if hit.id in fits), key=lambda hit: (*fits[hit.id], hit.score)).id]


def _content(question: str) -> frozenset[str]:
    """The words that say what a question is about; greetings and small talk have none."""
    return frozenset(stem(word) for word in words(question) if word not in QUESTION_WORDS and word not in SMALL_TALK)


def _match(library: LibraryIndex, hit: "Hit") -> Match:
    return Match(library.articles[hit.id], hit.phrasing, hit.score)


def _closeness(wanted: list[str], named: list[str]) -> int:
    """2 where an `about` term is the term itself, 1 where it holds all its words, else 0."""
    if not wanted:
        return 0
    return 2 if wanted == named else int(set(wanted) <= set(named))
