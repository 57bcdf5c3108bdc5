"""Cues that are quiet alone and speak together: each kind counts once, with its weight (C-SSRS preparatory acts; coercive control)."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.detectors.crisis import guards
from bot.detectors.document import Document
from bot.detectors.frames import Frames, Hit


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
    for hit in frames.hits(doc.lower, doc.words, doc.beginnings):
        if hit.frame.rule not in seen and not guards.over(guards.near(doc, hit.start).lower, ""):
            seen[hit.frame.rule] = hit
    return Sum(seen, sum(hit.frame.number for hit in seen.values()))
