"""What a text denies: the content words soon after its negations.

A claim may deny something itself ('depression is not an illness'); then 'it isn't an illness' asserts it and 'it isn't
weakness' does not.
"""

import re
from typing import Final

from bot.detectors.frames import word_sets
from bot.detectors.misinformation.stems import stems

_NEGATION: Final = re.compile(
    r"\b(?:not|no|never|nobody|none|nothing|without|cannot|nor|neither|zero|[a-z]{2,6}n't|(?:do|does|did|is|are|was|were|ca|wo|has|have|would|should)nt)\b"
    r"((?:\s{1,2}[\w']++){1,4})"
)
_NEXT: Final = 2
WORTH: Final = word_sets("stop_words")["worth"]
"""What denials of worth deny, whatever they speak of."""


def denials(text: str) -> frozenset[str]:
    """Stems of the first words of weight that follow a negation."""
    return frozenset(stem for match in _NEGATION.finditer(text) for stem in stems(match[1])[:_NEXT])
