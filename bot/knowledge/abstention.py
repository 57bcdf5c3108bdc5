"""When not to answer, learnt from the entries alone: no labelled questions are needed.

The certainty of an answer is `fused - .35 x crowding of the entry - .35 x mean of the query's next five scores`. The bar is the
95th percentile of that certainty over the entries' own wordings, each asked with its own answer taken out of the index: questions
of this very kind that have no answer here (`research.md`, "FAQ retrieval, measured"). `bars.py` learns it.
"""

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

PENALTY: Final = 0.35
NEIGHBOURS: Final = 5
PERCENTILE: Final = 95.0
STRICT_PERCENTILE: Final = 99.0
"""For doses, pregnancy and medicines."""

FLOOR: Final = 0.42
"""Below this fused score nothing is answered, however alone the best entry stands."""

SUGGEST_FLOOR: Final = 0.34
"""Below this nothing is offered, not even as a guess."""

LEAST_BAR: Final = 0.30
"""The bar of an index too small to learn one from: a match in most of its words, with nothing near."""

TRUST_HALF: Final = 10
"""With this many answers the bar learnt and the least bar count the same."""

SAMPLE: Final = 300
"""Wordings asked at most, evenly spread: with more the bar moves by about .02, and every start waits for it."""

_STEEPNESS: Final = 10.0


class Band(StrEnum):
    """What is done with the best entry."""

    ANSWER = "answer"
    SUGGEST = "suggest"
    """Did you mean one of these three?"""
    NONE = "none"
    """Handed over to people."""


@dataclass(frozen=True, slots=True)
class Bars:
    """The certainty from which an answer is given."""

    usual: float
    strict: float

    def of(self, strict: bool) -> float:
        return self.strict if strict else self.usual

    def band(self, fused: float, certainty: float, strict: bool) -> Band:
        if fused >= FLOOR and certainty >= self.of(strict):
            return Band.ANSWER
        return Band.SUGGEST if fused >= SUGGEST_FLOOR else Band.NONE

    def score(self, certainty: float, strict: bool) -> float:
        """Certainty as a number from 0 to 1 that is one half at the bar."""
        return 1.0 / (1.0 + math.exp(-_STEEPNESS * (certainty - self.of(strict))))
