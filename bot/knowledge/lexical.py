"""Two lexical arms over short questions: BM25 on stems, and the cosine of letter groups, which forgives typing errors.

Each gives every wording of the index a score from 0 to 1 for a query; `index.py` mixes them. All constants were set on the
development halves of five public question sets (`research.md`, "FAQ retrieval, measured").
"""

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from bot.knowledge.spelling import Spelling
from bot.knowledge.synonyms import exchange
from bot.knowledge.words import QUESTION_WORDS, stem, words

Scores: TypeAlias = NDArray[np.float32]

K1: Final = 1.2
B: Final = 0.3
"""BM25's saturation and length. Questions are short and alike in length, so length counts for little."""

POOL_K1: Final = 2.0
POOL_B: Final = 0.75
"""The same for everything that is written of an entry: answers differ in length, and what they repeat matters."""

QUESTION_WORD: Final = 0.4
QUESTION_WORD_LETTERS: Final = 0.7
"""What a question word counts, beside 1 for others: `who` and `when` tell some questions apart."""

CORRECTED: Final = 0.7
"""What a word counts that was set right: `breath` is one slip from `breast`."""

FULL_QUERY: Final = 12
"""Words that a match is measured against: somebody who tells a long story asks about its twelve rarest words at most."""

LONGEST_QUERY: Final = 2.5
"""Times a full query; what is longer still pays for it, because a very long text holds some words of everything."""

FEW: Final = 64
"""Holders of a feature, on average, up to which gathering them at once is quicker than slice by slice."""

GROUPS: Final = (3, 4)
"""Letters in a group; groups of five add nothing but memory."""

_QUESTION_STEMS: Final = QUESTION_WORDS | {stem(word) for word in QUESTION_WORDS}


@dataclass(frozen=True)
class Postings:
    """A sparse matrix by feature: the wordings that hold it and its weight in each."""

    starts: NDArray[np.int64]
    holders: NDArray[np.int32]
    weights: NDArray[np.float32]
    size: int

    @classmethod
    def of(cls, features: NDArray[np.int64], holders: NDArray[np.int64], weights: Scores, count: int, size: int) -> "Postings":
        order = np.argsort(features, kind="stable")
        starts = np.searchsorted(features[order], np.arange(count + 1))
        return cls(starts.astype(np.int64), holders[order].astype(np.int32), weights[order].astype(np.float32), size)

    def sum(self, features: Sequence[int], weights: Sequence[float]) -> Scores:
        """For each wording, the sum over the features of both weights."""
        if not features:
            return np.zeros(self.size, dtype=np.float32)
        starts, ends = self.starts[features], self.starts[np.add(features, 1)]
        lengths = ends - starts
        if lengths.sum() < FEW * len(features):
            where = np.repeat(starts - np.cumsum(lengths) + lengths, lengths) + np.arange(lengths.sum())
            holders, products = (
                self.holders[where],
                self.weights[where] * np.repeat(np.asarray(weights, dtype=np.float32), lengths),
            )
        else:
            spans = list(zip(starts.tolist(), ends.tolist(), weights, strict=True))
            holders = np.concatenate([self.holders[start:end] for start, end, _ in spans])
            products = np.concatenate([self.weights[start:end] * np.float32(weight) for start, end, weight in spans])
        return np.bincount(holders, weights=products, minlength=self.size).astype(np.float32)


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a text: as it is written, its stem, and what it counts."""

    surface: str
    stem: str
    weight: float


def terms(text: str) -> list[Term]:
    """The words of a text, each known wording exchanged for the one that stands for it."""
    surfaces = words(text)
    exchanged = exchange(list(map(stem, surfaces)))
    written = {stem(surface): surface for surface in surfaces}
    return [Term(written.get(one, one), one, QUESTION_WORD if one in _QUESTION_STEMS else 1.0) for one in exchanged]


@lru_cache(maxsize=65_536)
def letter_groups(word: str) -> tuple[str, ...]:
    """Runs of letters of a word with its edges marked: `psa` gives ` ps`, `psa`, `sa `, ` psa`, `psa `."""
    edged = f" {word} "
    return tuple(edged[at : at + length] for length in GROUPS for at in range(len(edged) - length + 1))


@dataclass(frozen=True)
class Words:
    """BM25 over stems. A score is divided by the query's total idf, about what a perfect match would have."""

    vocabulary: dict[str, int]
    idf: Scores
    unknown: float
    postings: Postings

    @classmethod
    def build(cls, texts: Iterable[Sequence[Term]], k1: float = K1, b: float = B) -> "Words":
        vocabulary: dict[str, int] = {}
        features, holders, counts, weights = array("q"), array("q"), array("q"), array("f")
        for number, text in enumerate(texts):
            for one, count in Counter(term.stem for term in text).items():
                features.append(vocabulary.setdefault(one, len(vocabulary)))
                holders.append(number)
                counts.append(count)
            weights.append(sum(term.weight for term in text))
        lengths = np.array(weights, dtype=np.float32)
        size = len(lengths)
        feature, holder = np.array(features, dtype=np.int64), np.array(holders, dtype=np.int64)
        idf = _idf(np.bincount(feature, minlength=len(vocabulary)), size)
        relative = lengths / max(float(lengths.mean()) if size else 1.0, 1e-6)
        times = np.array(counts, dtype=np.float32)
        weight = times * (k1 + 1) / (times + k1 * (1 - b + b * relative[holder])) * idf[feature]
        postings = Postings.of(feature, holder, weight.astype(np.float32), len(vocabulary), size)
        return cls(vocabulary, idf, float(_idf(np.zeros(1, dtype=np.int64), size)[0]), postings)

    def scores(self, query: Iterable[Term]) -> Scores:
        weights = {term.stem: term.weight for term in query}
        known = {self.vocabulary[one]: weight for one, weight in weights.items() if one in self.vocabulary}
        return self.postings.sum(list(known), list(known.values())) / np.float32(max(sum(self._rarities(weights)), 1e-6))

    def length(self, query: Iterable[Term]) -> float:
        """How many times longer than a full query this one is, by what its words say; 1 for a short one."""
        rarities = sorted(self._rarities({term.stem: term.weight for term in query}), reverse=True)
        return sum(rarities) / max(sum(rarities[:FULL_QUERY]), 1e-6) if rarities else 1.0

    def _rarities(self, weights: Mapping[str, float]) -> list[float]:
        idf = (float(self.idf[at]) if (at := self.vocabulary.get(one)) is not None else self.unknown for one in weights)
        return [weight * rarity for weight, rarity in zip(weights.values(), idf, strict=True)]


@dataclass(frozen=True)
class Letters:
    """Cosine of letter groups, weighted by how rare they are."""

    vocabulary: dict[str, int]
    idf: Scores
    unknown: float
    postings: Postings

    @classmethod
    def build(cls, texts: Sequence[Sequence[Term]]) -> "Letters":
        vocabulary: dict[str, int] = {}
        of_word: dict[str, list[int]] = {}
        features: list[int] = []
        sizes: list[int] = []
        weights: list[float] = []
        for text in texts:
            before = len(features)
            for term in text:
                if (groups := of_word.get(term.surface)) is None:
                    groups = [vocabulary.setdefault(group, len(vocabulary)) for group in letter_groups(term.surface)]
                    of_word[term.surface] = groups
                features += groups
                weights += [_letter_weight(term)] * len(groups)
            sizes.append(len(features) - before)
        count = max(len(vocabulary), 1)
        holder = np.repeat(np.arange(len(texts), dtype=np.int64), sizes)
        pairs, which = np.unique(holder * count + np.array(features, dtype=np.int64), return_inverse=True)
        weight = _damp(np.bincount(which, weights=weights, minlength=len(pairs)).astype(np.float32))
        holder, feature = pairs // count, pairs % count
        idf = _idf(np.bincount(feature, minlength=len(vocabulary)), len(texts)) + 1
        weight = weight * idf[feature]
        norms = np.sqrt(np.bincount(holder, weights=weight * weight, minlength=len(texts)))
        weight = (weight / np.maximum(norms, 1e-6)[holder]).astype(np.float32)
        postings = Postings.of(feature, holder, weight, len(vocabulary), len(texts))
        return cls(vocabulary, idf, float(_idf(np.zeros(1, dtype=np.int64), len(texts))[0]) + 1, postings)

    def scores(self, query: Iterable[Term]) -> Scores:
        sums: dict[str, float] = {}
        for term in query:
            weight = _letter_weight(term)
            for group in letter_groups(term.surface):
                sums[group] = sums.get(group, 0.0) + weight
        damped = _damp(np.array(list(sums.values()), dtype=np.float32))
        features: list[int] = []
        weights: list[float] = []
        square = 0.0
        for group, weight in zip(sums, damped.tolist(), strict=True):
            feature = self.vocabulary.get(group)
            weight *= self.unknown if feature is None else float(self.idf[feature])
            square += weight * weight
            if feature is not None:
                features.append(feature)
                weights.append(weight)
        return self.postings.sum(features, weights) / np.float32(max(square**0.5, 1e-6))


@dataclass(frozen=True)
class Lexical:
    """Both arms over the same wordings, BM25 over all that is written of each entry, and the spelling of the words in them."""

    words: Words
    letters: Letters
    pool: Words
    spelling: Spelling

    @classmethod
    def build(cls, wordings: Sequence[Sequence[Term]], pools: Iterable[Sequence[Term]]) -> "Lexical":
        """Pools are read one at a time and not kept: long answers take far more room as words than as numbers."""
        counts: Counter[str] = Counter()

        def counted(texts: Iterable[Sequence[Term]]) -> Iterator[Sequence[Term]]:
            for text in texts:
                counts.update({term.surface for term in text})
                yield text

        words, pool = Words.build(counted(wordings)), Words.build(counted(pools), POOL_K1, POOL_B)
        return cls(words, Letters.build(wordings), pool, Spelling(counts))

    def scores(self, asked: Sequence[Term]) -> tuple[Scores, Scores, Scores]:
        """A query's score with every wording, by words and by letters, and with every pool."""
        spelt = [self._respell(term) for term in asked]
        longer = np.float32(min(self.words.length(asked), LONGEST_QUERY))
        by_words, by_letters = self.words.scores(spelt), self.letters.scores(asked)
        return (
            np.minimum(by_words * longer, 1),
            np.minimum(by_letters * longer, 1),
            np.minimum(self.pool.scores(spelt) * longer, 1),
        )

    def _respell(self, term: Term) -> Term:
        """A word that the index does not know as the word it knows that is one slip away."""
        if self._knows(term.stem) or (right := self.spelling.correct(term.surface)) is None:
            return term
        return Term(right, stem(right), term.weight * CORRECTED)

    def _knows(self, word: str) -> bool:
        return word in _QUESTION_STEMS or word in self.words.vocabulary or word in self.pool.vocabulary


def _letter_weight(term: Term) -> float:
    return QUESTION_WORD_LETTERS if term.weight < 1 else 1.0


def _damp(weights: Scores) -> Scores:
    """A thing said twice counts little more than once."""
    return np.where(weights > 1, 1 + np.log(np.maximum(weights, 1)), weights).astype(np.float32)


def _idf(holders: NDArray[np.int64], total: int) -> Scores:
    return np.log1p((total - holders + 0.5) / (holders + 0.5)).astype(np.float32)
