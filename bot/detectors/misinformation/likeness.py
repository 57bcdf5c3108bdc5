"""How alike a sentence is to the sentences of a bank: cosine over stemmed content words weighted by rarity."""

import math
import re
from collections import Counter
from itertools import accumulate, pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from bot.detectors.document import fold
from bot.detectors.frames import word_sets

_WORD: Final = re.compile(r"[a-z0-9]{2,24}")
_STOP: Final = word_sets("stop_words")["en"]
_LEAST_SHARED: Final = 3


def stems(text: str) -> list[str]:
    """Content words cut to what their inflections share."""
    return [_stem(word) for word in _WORD.findall(text.replace("'", "")) if word not in _STOP]


def _stem(word: str) -> str:
    for ending in ("ations", "ation", "ings", "ing", "ies", "ied", "ers", "er", "ed", "es", "s", "ly", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


class Likeness:
    """Made once from groups of sentences; `best` tells the group whose closest sentence is most alike."""

    def __init__(self, groups: tuple[tuple[str, ...], ...]) -> None:
        sentences = [(number, set(stems(fold(text).lower()))) for number, texts in enumerate(groups) for text in texts]
        self._texts = [fold(text).lower() for texts in groups for text in texts]
        ends = list(accumulate((len(texts) for texts in groups), initial=0))
        self._bounds = list(pairwise(ends))
        seen: Counter[str] = Counter(stem for _, known in sentences for stem in known)
        self._idf = {stem: math.log((1 + len(sentences)) / (0.5 + count)) for stem, count in seen.items()}
        self._rare = math.log((1 + len(sentences)) / 0.5)
        self._group = np.array([number for number, _ in sentences], dtype=np.int64)
        lengths = [math.sqrt(sum(self._idf[stem] ** 2 for stem in known)) or 1.0 for _, known in sentences]
        self._lengths: NDArray[np.float64] = np.array(lengths)
        posts: dict[str, list[int]] = {}
        for place, (_, known) in enumerate(sentences):
            for stem in known:
                posts.setdefault(stem, []).append(place)
        self._posts = {stem: np.array(places, dtype=np.int64) for stem, places in posts.items()}

    def best(self, lower: str) -> tuple[int, float]:
        """The group's number and the likeness, 0 to 1; 0 where fewer than three content words are shared."""
        known = set(stems(lower[:600]))
        if sum(stem in self._posts for stem in known) < _LEAST_SHARED:
            return 0, 0.0
        scores, counts = self._scores(known)
        scores = np.where(counts >= _LEAST_SHARED, scores, 0.0)
        place = int(scores.argmax())
        return int(self._group[place]), float(scores[place])

    def of(self, number: int, lower: str) -> tuple[float, str]:
        """The likeness to the closest sentence of one group, and that sentence."""
        scores, _ = self._scores(set(stems(lower[:600])))
        first, last = self._bounds[number]
        place = first + int(scores[first:last].argmax())
        return float(scores[place]), self._texts[place]

    def _scores(self, known: set[str]) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
        scores = np.zeros(len(self._lengths))
        counts = np.zeros(len(self._lengths), dtype=np.int64)
        for stem in known:
            if (places := self._posts.get(stem)) is not None:
                scores[places] += self._idf[stem] ** 2
                counts[places] += 1
        length = math.sqrt(sum(self._idf.get(stem, self._rare) ** 2 for stem in known)) or 1.0
        return scores / (self._lengths * length), counts
