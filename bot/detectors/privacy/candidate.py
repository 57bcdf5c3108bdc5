"""What a recogniser offers: a stretch of the folded text that may identify somebody."""

from bisect import bisect_left, insort
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from bot.core.finding import SpanType

Owner = Literal["", "self", "other", "nobody"]
"""Whose it is, where the recogniser itself can tell; empty where the linker must."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """`confidence` says how sure it is that this is an identifier of that type at all, whoever's it is."""

    start: int
    end: int
    type: SpanType
    confidence: float
    rule: str
    owner: Owner = ""


def resolve(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The surest of each group that overlaps, longer before shorter, in the order of the text."""
    kept: dict[int, Candidate] = {}
    starts: list[int] = []
    for candidate in sorted(candidates, key=lambda c: (-round(c.confidence, 1), c.start - c.end, c.start)):
        at = bisect_left(starts, candidate.end)
        if at and kept[starts[at - 1]].end > candidate.start:
            continue
        insort(starts, candidate.start)
        kept[candidate.start] = candidate
    return [kept[start] for start in starts]
