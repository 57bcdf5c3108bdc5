"""Words of content without their inflections: 'vaccines' and 'vaccine' are one."""

import re
from functools import lru_cache
from typing import Final

from bot.detectors.frames import word_sets

_WORD: Final = re.compile(r"[a-z0-9]{2,24}")
_STOP: Final = word_sets("stop_words")["en"]
_ENDINGS: Final = ("ations", "ation", "ings", "ing", "ies", "ied", "ers", "er", "ed", "es", "s", "ly", "e")


def stems(text: str) -> list[str]:
    """Content words cut to what their inflections share."""
    return [_stem(word) for word in _WORD.findall(text.replace("'", "")) if word not in _STOP]


@lru_cache(maxsize=8192)
def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word
