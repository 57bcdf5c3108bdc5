"""Patterns that are compiled when they are first used: most messages need few of them, and start-up none."""

import re
from typing import cast


class _Lazy:
    """Stands for a pattern; the bound methods of the compiled one replace it on first use."""

    def __init__(self, source: str, flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> object:
        compiled = re.compile(self._source, self._flags)
        self.search = compiled.search
        self.match = compiled.match
        self.fullmatch = compiled.fullmatch
        self.finditer = compiled.finditer
        return getattr(compiled, name)


def lazy(source: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern of which search, match, fullmatch and finditer may be used."""
    return cast(re.Pattern[str], _Lazy(source, flags))
