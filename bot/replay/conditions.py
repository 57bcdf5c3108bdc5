"""Which condition a channel is about, by its name; live, `community.toml` says so."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

_WORD: Final = re.compile(r"[a-z]+")
_SAY_NOTHING: Final = frozenset({"and", "after", "general", "support", "chat", "group", "cancer", "disease", "failure", "long"})


def condition_of(channel: str, conditions: Mapping[str, str]) -> str:
    """The slug that shares a telling word with the channel's name, `general` where none does."""
    return _condition(channel, tuple(conditions.items()))


@lru_cache(maxsize=4096)
def _condition(channel: str, conditions: tuple[tuple[str, str], ...]) -> str:
    said = _words(channel)
    return next((slug for slug, name in conditions if said & (_words(slug) | _words(name))), "general")


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.lower().replace("_", " "))) - _SAY_NOTHING
