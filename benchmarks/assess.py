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
    ordinary = [sample for sample in mix if sample.kind != "long"]
    long = [sample for sample in mix if sample.kind == "long"]
    figures: list[Figure] = []
    gc.collect()
    gc.freeze()
    with one_core():
        for what, part in ((f"{len(ordinary)} ordinary", ordinary), (f"{len(long)} long", long), ("all", mix)):
            figures += _figures(what, side_by_side(systems, part), aims=part is ordinary)
    gc.unfreeze()
    about = f"{COUNT} generated messages, every detector, warm, one core, processor time"
    return Result("assess", about, tuple(figures), tuple(notes))


def _figures(what: str, measured: dict[str, Spread], *, aims: bool) -> list[Figure]:
    ours = measured[OURS]
    figures = [
        Figure(f"{what}: messages a second", round(ours.rate), "1/s"),
        Figure(f"{what}: p50", milliseconds(ours.p50), "ms", "5 ms" if aims else ""),
        Figure(f"{what}: p99", milliseconds(ours.p99), "ms", "15 ms" if aims else ""),
    ]
    for name, spread in measured.items():
        if name == OURS:
            continue
        aim = "10 x Presidio" if aims and "Presidio" in name else ""
        figures += [
            Figure(f"{what}, {name}: messages a second", round(spread.rate), "1/s"),
            Figure(f"{what}, {name}: p50", milliseconds(spread.p50), "ms"),
            Figure(f"{what}, {name}: p99", milliseconds(spread.p99), "ms"),
            Figure(f"{what}, {OURS}: throughput", round(ours.rate), "1/s", aim, ours.rate / spread.rate, name),
        ]
    return figures
