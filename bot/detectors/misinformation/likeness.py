"""How alike a sentence is to the sentences of a bank: cosine over stemmed content words weighted by rarity."""

import math
from collections import Counter
from functools import cached_property
from itertools import accumulate, pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from bot.core.fold import fold
from bot.detectors.misinformation.stems import stems

_LEAST_SHARED: Final = 3


class Likeness:
    """Made once from groups of sentences."""

    def __init__(self, groups: tuple[tuple[str, ...], ...]) -> None:
        sentences = [(number, set(stems(fold(text).lower()))) for number, texts in enumerate(groups) for text in texts]
        self.texts = [fold(text).lower() for texts in groups for text in texts]
        ends = list(accumulate((len(texts) for texts in groups), initial=0))
        self.bounds = list(pairwise(ends))
        seen: Counter[str] = Counter(stem for _, known in sentences for stem in known)
        self.weight = {stem: math.log((1 + len(sentences)) / (0.5 + count)) ** 2 for stem, count in seen.items()}
        self.rare = math.log((1 + len(sentences)) / 0.5) ** 2
        self.group = np.array([number for number, _ in sentences], dtype=np.int64)
        lengths = [math.sqrt(sum(self.weight[stem] for stem in known)) or 1.0 for _, known in sentences]
        self.lengths: NDArray[np.float64] = np.array(lengths)
        posts: dict[str, list[int]] = {}
        for place, (_, known) in enumerate(sentences):
            for stem in known:
                posts.setdefault(stem, []).append(place)
        self.posts = {stem: np.array(places, dtype=np.int64) for stem, places in posts.items()}

    def to(self, lower: str) -> "Compared":
        """The sentence to compare with, lower-cased."""
        return Compared(self, lower)


class Compared:
    """One sentence beside the bank; nothing is worked out before it is asked for."""

    def __init__(self, bank: Likeness, lower: str) -> None:
        self._bank = bank
        self._known = dict.fromkeys(stems(lower[:600]))  # in order: a sum of floats must not depend on a hash

    def best(self) -> tuple[int, float]:
        """The group's number and the likeness, 0 to 1; 0 where fewer than three content words are shared."""
        if sum(stem in self._bank.posts for stem in self._known) < _LEAST_SHARED:
            return 0, 0.0
        scores, counts = self._scores
        scores = np.where(counts >= _LEAST_SHARED, scores, 0.0)
        place = int(scores.argmax())
        return int(self._bank.group[place]), float(scores[place])

    def most(self) -> float:
        """What no group's likeness can exceed, cheaply: the share of the sentence's weight that the bank knows."""
        weight = self._bank.weight
        shared = sum(weight.get(stem, 0.0) for stem in self._known)
        return math.sqrt(shared / self._total) if self._total else 0.0

    def of(self, number: int) -> float:
        """The likeness to the closest sentence of one group."""
        return float(self._scores[0][self._place(number)])

    def nearest(self, number: int) -> str:
        """The closest sentence of one group."""
        return self._bank.texts[self._place(number)]

    def _place(self, number: int) -> int:
        first, last = self._bank.bounds[number]
        return first + int(self._scores[0][first:last].argmax())

    @cached_property
    def _total(self) -> float:
        return sum(self._bank.weight.get(stem, self._bank.rare) for stem in self._known)

    @cached_property
    def _scores(self) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
        bank = self._bank
        scores = np.zeros(len(bank.lengths))
        counts = np.zeros(len(bank.lengths), dtype=np.int64)
        for stem in self._known:
            if (places := bank.posts.get(stem)) is not None:
                scores[places] += bank.weight[stem]
                counts[places] += 1
        return scores / (bank.lengths * (math.sqrt(self._total) or 1.0)), counts
