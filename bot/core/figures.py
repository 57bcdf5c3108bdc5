"""The figures of the queue, and what of them may be shown to whom.

Percentiles are nearest-rank: the smallest value that at least p % of all do not exceed (Hyndman and Fan, "Sample quantiles in
statistical packages", 1996, definition 1). It is always a time that really was, also with few cases.

For the public, counts from 1 to 4 are suppressed and all others rounded to the nearest 5, as NHS Digital does for hospital
figures ("Disclosure control methodology for HES and ECDS", 2018, there for 1 to 7). A reader who knows the rules must not compute
a suppressed cell from what stands beside it ("Handbook on Statistical Disclosure Control", chapter 5, frequency tables). A total
that is rounded on its own does not do: two cells of 4 make 8, which reads 10, and only two fours make that. Therefore the total
is made of the shown cells, and all else is shown only where its own condition tells no more about size than the cells do already.
Shares are told in quarters, which fit any number from 5 on.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final

SMALL: Final = 5
"""Counts below are not for the public, but for nought."""
_BASE: Final = 5


@dataclass(frozen=True, slots=True)
class Count:
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Share:
    """`part` of `whole`; `name` is what they are counted for."""

    name: str
    part: int
    whole: int


@dataclass(frozen=True, slots=True)
class Spread:
    """Of `count` times, half took at most `p50` and nine in ten at most `p90`; None where there is none."""

    count: int = 0
    p50: timedelta | None = None
    p90: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """Of a span of time. Drills count in `drills` alone; a case that was merged only in `merged`.

    `opened`, `still_open`, `labels`, `to_claim`, `in_time`, `returning`: of cases opened in it. `resolved`, `to_resolve`: of
    cases resolved in it. `in_time` leaves out cases that nobody took yet and whose time is not over.
    """

    still_open: int
    open_now: int
    merged: int
    labels: tuple[Count, ...]
    to_claim: Spread
    to_resolve: Spread
    in_time: tuple[Share, ...]
    false_labels: tuple[Share, ...]
    false_rules: tuple[Share, ...]
    joined: int
    returning: int
    pages: tuple[Count, ...]
    drills: Share
    drill_times: Spread
    looks: int

    @property
    def opened(self) -> int:
        return sum(label.count for label in self.labels)

    @property
    def resolved(self) -> int:
        return self.to_resolve.count


def rank(percent: int, count: int) -> int:
    """The place of a percentile in `count` sorted values, from 1: ceil(percent / 100 * count)."""
    return max(1, -(-percent * count // 100))


@dataclass(frozen=True, slots=True)
class Cell:
    """A count as the public sees it: `shown`, or None for "fewer than 5". In truth it is from `low` to `high`."""

    name: str
    shown: int | None
    low: int
    high: int

    @classmethod
    def of(cls, count: int, name: str = "") -> "Cell":
        if count == 0:
            return cls(name, 0, 0, 0)
        if count < SMALL:
            return cls(name, None, 1, SMALL - 1)
        rounded = _rounded(count)
        return cls(name, rounded, max(SMALL, rounded - _BASE // 2), rounded + _BASE // 2)

    @property
    def middle(self) -> float:
        """How long its bar is: the same for every suppressed cell."""
        return (self.low + self.high) / 2 if self.shown is None else self.shown


class Band(StrEnum):
    """A share in words: they fit whatever the whole is, from 5 on."""

    TOO_FEW = "too_few"
    NONE = "none"
    FIRST = "first_quarter"
    SECOND = "second_quarter"
    THIRD = "third_quarter"
    FOURTH = "fourth_quarter"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Public:
    """What anybody may read. `opened` is made of `labels`, which stand by size and then by name."""

    opened: Cell
    labels: tuple[Cell, ...]
    still_open: Band
    to_claim: Spread
    to_resolve: Spread
    in_time: tuple[tuple[str, Band], ...]
    false_labels: tuple[tuple[str, Band], ...]
    pages: tuple[Cell, ...]
    drills: Band
    looks: Cell


def public(exact: Figures) -> Public:
    """Leaves out rules, which tell how to write past them, and counts of the same cases by other ways of counting."""
    cells = sorted((Cell.of(one.count, one.name) for one in exact.labels), key=lambda cell: (-cell.middle, cell.name))
    least = sum(cell.low for cell in cells)
    small = {cell.name for cell in cells if cell.shown is None}
    timed = least >= SMALL * len(exact.in_time)
    return Public(
        opened=_total(cells),
        labels=tuple(cells),
        still_open=band(exact.still_open, exact.opened) if least >= SMALL else Band.TOO_FEW,
        to_claim=_public_spread(exact.to_claim, least),
        to_resolve=_public_spread(exact.to_resolve, least),
        in_time=tuple((one.name, band(one.part, one.whole) if timed else Band.TOO_FEW) for one in exact.in_time),
        false_labels=tuple(
            (one.name, Band.TOO_FEW if one.name in small else band(one.part, one.whole))
            for one in sorted(exact.false_labels, key=lambda one: one.name)
        ),
        pages=tuple(Cell.of(one.count, one.name) for one in exact.pages),
        drills=band(exact.drills.part, exact.drills.whole),
        looks=Cell.of(exact.looks),
    )


def band(part: int, whole: int) -> Band:
    if whole < SMALL:
        return Band.TOO_FEW
    if part == 0:
        return Band.NONE
    if part == whole:
        return Band.ALL
    return (Band.FIRST, Band.SECOND, Band.THIRD, Band.FOURTH)[part * 4 // whole]


def _total(cells: Sequence[Cell]) -> Cell:
    middle = sum(cell.middle for cell in cells)
    if middle < SMALL:
        return Cell.of(int(middle))
    return Cell("", _rounded(middle), sum(cell.low for cell in cells), sum(cell.high for cell in cells))


def _rounded(count: float) -> int:
    return int((count + _BASE / 2) // _BASE) * _BASE


def _public_spread(spread: Spread, least: int) -> Spread:
    """A percentile is shown where at least five times lie on each side of it: otherwise it would be somebody's own."""
    count = min(spread.count, least)
    p50 = spread.p50 if count >= 2 * SMALL else None
    p90 = spread.p90 if count >= 10 * SMALL else None
    return Spread(spread.count, p50, p90)
