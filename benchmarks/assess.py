"""The whole assessment of a message, on one core, beside a word list and Presidio."""

import gc
from collections.abc import Callable
from typing import Final

from benchmarks import automod, presidio
from benchmarks.figures import Figure, Result, Spread, milliseconds, one_core, side_by_side
from benchmarks.messages import Sample, samples
from bot.detectors.everything import pipeline
from bot.knowledge.content_root import content_root
from bot.knowledge.library import load

COUNT: Final = 400
OURS: Final = "carecircle"
LIST: Final = "a word list"


def run() -> Result:
    mix = samples(COUNT)
    detectors = pipeline(load(content_root()))
    for _ in detectors.warm():
        pass
    systems: dict[str, Callable[[Sample], object]] = {
        OURS: lambda sample: detectors.assess(sample.message),
        LIST: lambda sample: automod.labels(sample.message.text),
    }
    notes: list[str] = []
    other = presidio.load()
    if other is None:
        notes.append(presidio.MISSING)
    else:
        analyze = other.analyze
        systems[other.name] = lambda sample: analyze(sample.message.text)
    gc.collect()
    gc.freeze()
    with one_core():
        measured = side_by_side(systems, mix)
        kinds = {kind: [sample for sample in mix if sample.kind == kind] for kind in ("quiet", "flagged", "long")}
        apart = {kind: side_by_side({OURS: systems[OURS]}, part)[OURS] for kind, part in kinds.items()}
    gc.unfreeze()
    ours = measured.pop(OURS)
    figures = [
        Figure(f"{OURS}: messages a second", round(ours.rate), "1/s"),
        Figure(f"{OURS}: p50", milliseconds(ours.p50), "ms", "5 ms"),
        Figure(f"{OURS}: p99", milliseconds(ours.p99), "ms", "15 ms"),
    ]
    for kind, spread in apart.items():
        figures.append(Figure(f"{OURS}: {kind} ({len(kinds[kind])} messages), p50", milliseconds(spread.p50), "ms"))
        figures.append(Figure(f"{OURS}: {kind}, p99", milliseconds(spread.p99), "ms"))
    for name, spread in measured.items():
        figures += _beside(name, spread, ours)
    return Result(
        "assess", f"{COUNT} generated messages, all detectors, warm, one core, processor time", tuple(figures), tuple(notes)
    )


def _beside(name: str, spread: Spread, ours: Spread) -> list[Figure]:
    return [
        Figure(f"{name}: messages a second", round(spread.rate), "1/s"),
        Figure(f"{name}: p50", milliseconds(spread.p50), "ms"),
        Figure(f"{name}: p99", milliseconds(spread.p99), "ms"),
        Figure(f"{OURS}: throughput", round(ours.rate), "1/s", "10 x Presidio" if "Presidio" in name else "",
               ours.rate / spread.rate, name),
    ]  # fmt: skip
