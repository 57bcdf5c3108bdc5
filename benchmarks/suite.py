"""Every benchmark by its name, in the order in which they run."""

from collections.abc import Callable, Mapping
from typing import Final

from benchmarks import assess, decision, queue, sandbox, search
from benchmarks.figures import Result

ALL: Final[Mapping[str, Callable[[], Result]]] = {
    "assess": assess.run,
    "decision": decision.run,
    "queue": queue.run,
    "search": search.run,
    "memory": sandbox.memory,
    "start": sandbox.start_up,
}
