"""Claims of the bank in a sentence: by their concepts where the sentence is alike enough, else by likeness alone."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from bot.core.claim import Claim
from bot.core.fold import fold
from bot.detectors.misinformation.denials import WORTH, denials
from bot.detectors.misinformation.stems import stems
from bot.detectors.misinformation.terms import TermIndex, Words, closest

_ALIKE: Final = 0.62
_FIRM: Final = 3
"""Groups of words from which on a meeting by chance is unlikely."""
_LEAST_LOOSE: Final = 0.16
_LEAST_FIRM: Final = 0.09
_LONG: Final = 20
_WIDE: Final = 8
_LEAST_WIDE: Final = 0.22
_CONTRAST: Final = 0.04
_NEGATIVE: Final = re.compile(
    r"\b(?:not|no|never|nobody|don'?t|doesn'?t|isn'?t|aren'?t|can'?t|cannot|nothing|useless|needless|unnecessary|hoax)\b"
)
_REMEDY: Final = re.compile(
    r"\b(?:cur(?:e|es|ed|ing)|heal\w*|revers\w*|prevents?|remed\w+|safe\w*|harmless|helps?|replace\w*|needs?|stops?|should|put|"
    r"suck|fine|use|drink|best|good|saves?|enough|make someone|hold|tilt|works?|dissolves?|you can|melts?|remov\w*|detox\w*|"
    r"cleans\w*|protects?)\b"
)
_SENTENCE: Final = re.compile(r"(?<=[.!?;])\s+")


@dataclass(frozen=True, slots=True)
class Match:
    """A claim's number (-1: none of the bank) and where its words stand in the sentence."""

    number: int
    confidence: float
    rule: str
    start: int
    end: int
    negative: bool = False
    remedy: bool = False
    """The claim denies something; a remedy is praised."""
    denies: frozenset[str] | None = frozenset()
    """What the claim itself denies; None where any denial may be its own."""


class Bank:
    """Made once of a clinic's claims."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        from bot.detectors.misinformation.likeness import Likeness  # numpy: nothing else needs it before the first message

        self.claims = tuple(claims)
        lists: list[Sequence[str]] = []
        self._groups: list[range] = []
        self._owner: list[int] = []
        for number, claim in enumerate(claims):
            self._groups.append(range(len(lists), len(lists) + len(claim.concepts)))
            lists += [*claim.concepts, claim.unless]
            self._owner += [number] * (len(claim.concepts) + 1)
        self._index = TermIndex(lists)
        # What corrects a claim shares its words; a sentence that is more like the correction does not assert the claim.
        asserted = tuple((claim.claim, *claim.paraphrases) for claim in claims)
        corrected = tuple(tuple(_SENTENCE.split(claim.correction)) for claim in claims)
        self._likeness = Likeness((*asserted, *corrected))
        self._remedy = tuple(bool(_REMEDY.search(fold(claim.claim).lower())) for claim in claims)
        self._negative = tuple(bool(_NEGATIVE.search(fold(claim.claim).lower())) for claim in claims)
        self._denies = cache(self._own_denials)

    def matches(self, sentence: Words, lower: str) -> list[Match]:
        """The claims in a sentence, whatever its author thinks of them."""
        found: list[Match] = []
        likeness = self._likeness.to(lower)
        places = self._index.find(sentence)
        for number in sorted({self._owner[group] for group in places}):
            groups = self._groups[number]
            if (stretch := closest(places, groups)) is None or stretch[1] - stretch[0] < 2 or groups.stop in places:
                continue
            # Two loose groups meet by chance in a long sentence; likeness to the claim's own sentences tells.
            width = stretch[1] - stretch[0]
            loose = len(groups) < _FIRM or width > _LONG
            score = likeness.of(number)
            least = (_LEAST_WIDE if width > _WIDE else _LEAST_LOOSE) if loose else _LEAST_FIRM
            if score < least or likeness.of(number + len(self.claims)) > score + _CONTRAST:
                continue
            rule = f"misinformation.{self.claims[number].id}"
            found.append(self._match(number, min(0.92, 0.7 + score / 2), rule, *sentence.stretch(*stretch)))
        if not found and self.claims and likeness.most() >= _ALIKE:
            number, score = likeness.best()
            if score >= _ALIKE and number < len(self.claims) and self._same_sign(likeness.nearest(number), lower):
                rule = f"misinformation.{self.claims[number].id}.alike"
                found.append(self._match(number, min(0.9, 0.1 + score), rule, 0, len(lower)))
        return found

    def _match(self, number: int, confidence: float, rule: str, start: int, end: int) -> Match:
        return Match(number, confidence, rule, start, end, self._negative[number], self._remedy[number], self._denies(number))

    @staticmethod
    def _same_sign(nearest: str, lower: str) -> bool:
        """Neither denies what the other does not."""
        return bool(_NEGATIVE.search(nearest)) == bool(_NEGATIVE.search(lower))

    def _own_denials(self, number: int) -> frozenset[str] | None:
        claim = self.claims[number]
        main = fold(claim.claim).lower()
        own = denials(main)
        if self._negative[number] and not own:
            return None
        found = denials(" . ".join(fold(text).lower() for text in claim.paraphrases)) | (WORTH if own & WORTH else frozenset())
        return own | (found - (frozenset(stems(main)) - own))
