"""Counters and times in Prometheus' text format (version 0.0.4). Names and labels are ours; nothing personal gets in."""

import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Final

_BUCKETS: Final = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5)


class Metrics:
    """One object a process, handed to whoever counts."""

    def __init__(self) -> None:
        self._counts: defaultdict[tuple[str, tuple[tuple[str, str], ...]], float] = defaultdict(float)
        self._times: dict[str, list[int]] = {}
        self._sums: defaultdict[str, float] = defaultdict(float)
        self._lock = Lock()

    def count(self, name: str, amount: float = 1, **labels: str) -> None:
        with self._lock:
            self._counts[name, tuple(sorted(labels.items()))] += amount

    @contextmanager
    def time(self, name: str) -> Iterator[None]:
        started = time.perf_counter()
        try:
            yield
        finally:
            self._observe(name, time.perf_counter() - started)

    def render(self) -> str:
        lines: list[str] = []
        with self._lock:
            for name in sorted({name for name, _ in self._counts}):
                lines.append(f"# TYPE carecircle_{name}_total counter")
                lines += [
                    f"carecircle_{name}_total{_labels(labels)} {value:g}"
                    for (counted, labels), value in sorted(self._counts.items())
                    if counted == name
                ]
            for name, buckets in sorted(self._times.items()):
                lines.append(f"# TYPE carecircle_{name} histogram")
                for bound, total in zip((*map(str, _BUCKETS), "+Inf"), _running(buckets), strict=True):
                    lines.append(f'carecircle_{name}_bucket{{le="{bound}"}} {total}')
                lines.append(f"carecircle_{name}_sum {self._sums[name]:.6f}")
                lines.append(f"carecircle_{name}_count {sum(buckets)}")
        return "\n".join(lines) + "\n"

    def _observe(self, name: str, seconds: float) -> None:
        place = next((index for index, bound in enumerate(_BUCKETS) if seconds <= bound), len(_BUCKETS))
        with self._lock:
            self._times.setdefault(name, [0] * (len(_BUCKETS) + 1))[place] += 1
            self._sums[name] += seconds


def _labels(labels: tuple[tuple[str, str], ...]) -> str:
    return "{" + ",".join(f'{name}="{value}"' for name, value in labels) + "}" if labels else ""


def _running(values: list[int]) -> Iterator[int]:
    total = 0
    for value in values:
        total += value
        yield total
