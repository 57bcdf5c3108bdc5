"""Cues that are quiet alone and speak together: each kind counts once, with its weight."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Final

from bot.detectors.crisis import guards
from bot.detectors.crisis.reading import keys
from bot.detectors.document import Document
from bot.detectors.frames import Frames, Hit

_MOST: Final = 8


@dataclass(frozen=True, slots=True)
class Sum:
    """What was seen, by kind, and what it weighs."""

    seen: Mapping[str, Hit]
    weight: float

    @property
    def start(self) -> int:
        return min(hit.start for hit in self.seen.values())

    @property
    def end(self) -> int:
        return max(hit.end for hit in self.seen.values())


def add_up(doc: Document, frames: Frames) -> Sum:
    """The first cue of each kind that is not told as past."""
    seen: dict[str, Hit] = {}
    for one in frames.candidates(*keys(doc.words)):
        for match in islice(one.pattern.finditer(doc.lower), _MOST):
            if not guards.over(guards.near(doc, match.start()).lower, ""):
                seen[one.rule] = Hit(one, match.start(), match.end())
                break
    return Sum(seen, sum(hit.frame.number for hit in seen.values()))
