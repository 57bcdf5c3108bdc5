"""Search over questions and all their other phrasings; an entry is as good as its best wording."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from bot.knowledge.abstention import PENALTY, Band, Bars
from bot.knowledge.bars import learn, next_five
from bot.knowledge.lexical import Lexical, Scores, Term, terms
from bot.knowledge.words import words

WORDS_SHARE: Final = 0.45
"""What the arm of words counts in the mix; the letters have the rest. A dense arm will take its share from both."""


POOL_SHARE: Final = 0.15
"""What all that is written of an entry counts, where nothing is known of where the answers come from."""

POOL_LONGEST: Final = 1_000
"""Characters of an answer that are read: what it is about stands at its beginning."""

FAVOUR: Final = 1.1
"""Times: enough to choose between two articles that fit alike, too little to lift one that does not fit."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be found. `about` are terms that it explains. `strict`: only a very close question is answered."""

    id: str
    question: str
    phrasings: tuple[str, ...] = ()
    answer: str = ""
    strict: bool = False
    about: tuple[str, ...] = ()

    @property
    def pool(self) -> str:
        """All that is written of it; what it is about is said twice."""
        return "\n".join((self.question, *self.phrasings, *self.about, *self.about, self.answer[:POOL_LONGEST]))


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry with the wording of it that fits best."""

    id: str
    phrasing: str
    score: float


@dataclass(frozen=True, slots=True)
class Ranking:
    """Entries, best first; `score` is how certain the first one is, one half where an answer begins to be given."""

    ranked: tuple[Hit, ...] = ()
    score: float = 0.0
    band: Band = Band.NONE


@dataclass(frozen=True)
class Index:
    """Built once from all entries. The same entries and the same query always give the same ranking."""

    entries: tuple[Entry, ...]
    _wordings: tuple[str, ...] = field(repr=False)
    _firsts: NDArray[np.int64] = field(repr=False)
    _groups: NDArray[np.int32] = field(repr=False)
    _lexical: Lexical = field(repr=False)
    _pool_share: np.float32 = field(repr=False)
    _crowding: dict[int, float] = field(default_factory=dict, repr=False)

    @classmethod
    def build(cls, entries: Sequence[Entry], pool_share: float = POOL_SHARE) -> "Index":
        """`pool_share` is what the answer and the other wordings count, from 0 to 1, beside the best wording."""
        texts = tuple(text for entry in entries for text in (entry.question, *entry.phrasings))
        counts = np.array([1 + len(entry.phrasings) for entry in entries], dtype=np.int64)
        read = [terms(text) for text in texts]
        more = any(entry.phrasings or entry.about or entry.answer.strip() for entry in entries)
        lexical = Lexical.build(read, (terms(entry.pool) for entry in entries) if more else ())
        firsts = np.cumsum(counts) - counts
        share = np.float32(pool_share if more else 0)
        return cls(tuple(entries), texts, firsts, _groups(entries), lexical, share)

    @cached_property
    def bars(self) -> Bars:
        """Learnt at the first search, or before it where somebody asks: it takes half as long as all the rest."""
        owners = np.repeat(np.arange(len(self.entries)), [1 + len(entry.phrasings) for entry in self.entries]).tolist()
        return learn(owners, self._groups, lambda wording: self._scores(terms(self._wordings[wording]))[0], self._crowd)

    def search(self, query: str, top: int = 10, favour: Collection[str] = frozenset()) -> Ranking:
        """The best entries for a query, how certain the first is, and whether it may be given as the answer.

        Entries whose id is in `favour` score a little higher.
        """
        if not self.entries:
            return Ranking()
        scores, by_wording = self._scores(terms(query))
        if favour:
            liked = [FAVOUR if entry.id in favour else 1.0 for entry in self.entries]
            scores = scores * np.array(liked, dtype=np.float32)
        order = _best(scores, top)
        hits = tuple(self._hit(int(entry), float(scores[entry]), by_wording) for entry in order)
        best = int(order[0])
        certainty = self._certainty(best, scores)
        strict = self.entries[best].strict
        return Ranking(hits, self.bars.score(certainty, strict), self.bars.band(float(scores[best]), certainty, strict))

    def _certainty(self, best: int, scores: Scores) -> float:
        others = next_five(scores, self._groups, frozenset({int(self._groups[best])}))
        return float(scores[best]) - PENALTY * self._crowd(best) - PENALTY * others

    def _hit(self, entry: int, score: float, by_wording: Scores) -> Hit:
        first = int(self._firsts[entry])
        end = first + 1 + len(self.entries[entry].phrasings)
        return Hit(self.entries[entry].id, self._wordings[first + int(by_wording[first:end].argmax())], min(score, 1.0))

    def _scores(self, query: Sequence[Term]) -> tuple[Scores, Scores]:
        """The score of every entry, and of every wording."""
        by_words, by_letters, by_pool = self._lexical.scores(query)
        by_wording = np.float32(WORDS_SHARE) * by_words + np.float32(1 - WORDS_SHARE) * by_letters
        best = np.maximum.reduceat(by_wording, self._firsts)
        return (1 - self._pool_share) * best + self._pool_share * by_pool if self._pool_share else best, by_wording

    def _crowd(self, entry: int) -> float:
        """The entry's mean similarity to its five nearest entries with other answers."""
        if (known := self._crowding.get(entry)) is None:
            scores, _ = self._scores(terms(self.entries[entry].question))
            known = next_five(scores, self._groups, frozenset({int(self._groups[entry])}))
            self._crowding[entry] = known
        return known


def _best(scores: Scores, top: int) -> NDArray[np.int64]:
    """The `top` best entries, best first; of equals, the one that came first."""
    top = max(1, min(top, len(scores)))
    worst = np.partition(scores, len(scores) - top)[len(scores) - top]
    kept = np.flatnonzero(scores >= worst)
    return kept[np.argsort(-scores[kept], kind="stable")][:top].astype(np.int64)


def _groups(entries: Sequence[Entry]) -> NDArray[np.int32]:
    """A number for each answer: entries with the same answer, or the same question, are one."""
    by_answer: dict[str, int] = {}
    by_question: dict[str, int] = {}
    groups = []
    for number, entry in enumerate(entries):
        group = by_question.setdefault(" ".join(words(entry.question)), number)
        if entry.answer.strip():
            group = by_answer.setdefault(entry.answer.strip(), group)
        groups.append(group)
    return np.array(groups, dtype=np.int32)
