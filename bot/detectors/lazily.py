"""Patterns that are compiled when they are first used: all of them would cost every start a second, and most messages need few.

What was declared is compiled in the background once the program is ready (`warm`), so that nobody's message waits for it.
"""

import re
from collections.abc import Callable, Iterator
from typing import Final, cast

_DECLARED: Final[list[Callable[[], object]]] = []


class _Lazy:
    """Stands for a pattern; the bound methods of the compiled one replace it on first use."""

    def __init__(self, source: str, flags: int) -> None:
        self._source = source
        self._flags = flags

    def compile(self) -> None:
        if "search" not in self.__dict__:
            self._take(re.compile(self._source, self._flags))

    def _take(self, compiled: re.Pattern[str]) -> None:
        self.search = compiled.search
        self.match = compiled.match
        self.fullmatch = compiled.fullmatch
        self.finditer = compiled.finditer
        self.findall = compiled.findall
        self.sub = compiled.sub
        self.split = compiled.split

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        compiled = re.compile(self._source, self._flags)
        self._take(compiled)
        return getattr(compiled, name)


def lazy(source: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern that is compiled at its first use; for constants of modules, because what is declared here is kept for good."""
    made = _Lazy(source, flags)
    declare(made.compile)
    return cast(re.Pattern[str], made)


def declare(work: Callable[[], object]) -> None:
    """Something that a module's constants put off and that `warm` shall do."""
    _DECLARED.append(work)


def warm() -> Iterator[None]:
    """Do all that was put off, a step of a few milliseconds at a time."""
    for work in tuple(_DECLARED):
        work()
        yield
