"""What a benchmark gives, and the loops that measure: bounded in count and in time, medians of several short rounds."""

import contextlib
import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final, TypeVar

ROUNDS: Final = 5
LONGEST_SECONDS: Final = 20.0
"""A round ends here, whatever is left to do."""

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured value. `ratio` is value over `beside`'s value; the baseline itself has none."""

    what: str
    value: float
    unit: str
    aim: str = ""
    ratio: float | None = None
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """What one benchmark found, and what has to be known to read it."""

    name: str
    about: str
    figures: tuple[Figure, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Spread:
    """Seconds of single calls: how many a second, and the median and 99th percentile of one."""

    rate: float
    p50: float
    p99: float

    @classmethod
    def of(cls, seconds: Sequence[float]) -> "Spread":
        ordered = sorted(seconds)
        return cls(len(ordered) / max(sum(ordered), 1e-9), _at(ordered, 0.5), _at(ordered, 0.99))

    @classmethod
    def middle(cls, rounds: Sequence["Spread"]) -> "Spread":
        return cls(median(r.rate for r in rounds), median(r.p50 for r in rounds), median(r.p99 for r in rounds))


def _at(ordered: Sequence[float], share: float) -> float:
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def each(work: Callable[[Item], object], items: Sequence[Item], clock: Callable[[], float] = time.process_time) -> Spread:
    """One round: every item by itself. Processor time by default, so that other programs on the machine do not count."""
    seconds: list[float] = []
    until = time.monotonic() + LONGEST_SECONDS
    for item in items:
        start = clock()
        work(item)
        seconds.append(clock() - start)
        if time.monotonic() > until:
            break
    return Spread.of(seconds)


def side_by_side(
    systems: Mapping[str, Callable[[Item], object]], items: Sequence[Item], rounds: int = ROUNDS
) -> dict[str, Spread]:
    """Medians of every system over the same items, round by round in turn; each is run over all of them once before."""
    for work in systems.values():
        each(work, items)
    measured: dict[str, list[Spread]] = {name: [] for name in systems}
    for _ in range(rounds):
        for name, work in systems.items():
            measured[name].append(each(work, items))
    return {name: Spread.middle(spreads) for name, spreads in measured.items()}


@contextlib.contextmanager
def one_core() -> Iterator[None]:
    """Keep this process on one processor, where the system lets us."""
    try:
        before = os.sched_getaffinity(0)
        os.sched_setaffinity(0, {max(before)})
    except (AttributeError, OSError):
        yield
        return
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def milliseconds(seconds: float) -> float:
    return round(seconds * 1000, 3)


def shown(result: Result) -> str:
    """A result as text, a figure a line."""
    lines = [f"{result.name}: {result.about}"]
    for figure in result.figures:
        ratio = f"  {figure.ratio:.3g} x {figure.beside}" if figure.ratio is not None else ""
        aim = f"  (aim: {figure.aim})" if figure.aim else ""
        lines.append(f"  {figure.what:<72} {figure.value:>10,.6g} {figure.unit}{ratio}{aim}")
    return "\n".join([*lines, *(f"  note: {note}" for note in result.notes)])
