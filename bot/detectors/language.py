"""Abstains where a text is clearly not English: the other detectors were measured in English alone (policy/labels.md).

Evidence is the script of the letters, or function words of other languages that outnumber English ones. A name, an emoji, a
medicine or a greeting proves nothing, so a short text is never judged by its words.
"""

import re
from typing import Final

from bot.core.finding import Finding
from bot.detectors.detector import Abstain, Detector
from bot.detectors.document import Document
from bot.detectors.frames import word_sets

_WORD: Final = re.compile(r"[^\W\d_]++(?:'[^\W\d_]++)?")
_SETS: Final = word_sets("function_words")
_LEAST_WORDS: Final = 6
_LEAST_LETTERS: Final = 8
_READ: Final = 4000


def look(doc: Document) -> list[Finding]:
    if foreign(doc.lower[:_READ]):
        raise Abstain(doc.message.id)
    return []


def foreign(lower: str) -> bool:
    """The text is clearly in another language than English."""
    if not lower.isascii():
        letters = sum(char.isalpha() for char in lower)
        latin = sum(char.isalpha() and char < "\u0250" for char in lower)
        if letters - latin >= _LEAST_LETTERS and latin * 2 < letters:
            return True
    words = _WORD.findall(lower)
    if len(words) < _LEAST_WORDS:
        return False
    english = sum(word.replace("'", "") in _SETS["en"] for word in words)
    if english * 4 > len(words):
        return False
    best = max(sum(word in known for word in words) for name, known in _SETS.items() if name != "en")
    return best >= 3 and best * 5 >= len(words) and best > english * 1.5


DETECTOR: Final = Detector("language", look)
