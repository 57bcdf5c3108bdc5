"""Folding: characters made comparable, so that content and messages meet however they were typed."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

_FOLD: Final = {
    **dict.fromkeys("‘’‚‛ʼ′`´", "'"),
    **dict.fromkeys("“”„‟«»″", '"'),
    **dict.fromkeys("‐‑‒–—―−﹘﹣", "-"),
    **dict.fromkeys("\u00a0\u2007\u202f\t", " "),
    **dict.fromkeys("\x0b\x0c\r\x85\u2028\u2029", "\n"),
    "…": "...",
}
FOLDED: Final = re.compile(r"[^\x01-\x08\n\x0e-_a-\x7f]")
"""Characters that `fold_char` may change."""


def fold(text: str) -> str:
    """The folded text alone, for content that is compared with messages."""
    return text if text.isascii() else "".join(map(fold_char, text))


@lru_cache(maxsize=4096)
def fold_char(char: str) -> str:
    """What stands for one character: itself, a plainer one, several, or nothing (controls, marks, zero width)."""
    if char.isascii() and char not in "`\t\r\x0b\x0c\x00":
        return char
    if (plain := _FOLD.get(char)) is not None:
        return plain
    category = unicodedata.category(char)
    if category in {"Cf", "Cc", "Mn", "Cs"} and char not in "\n\u200d":
        return ""
    if char == "\u200d":
        return ""
    plain = unicodedata.normalize("NFKC", char)
    return plain if len(plain) <= 4 else char
