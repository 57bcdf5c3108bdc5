"""What a sentence does with what it names: after ConText (Harkema and others 2009, J Biomed Inform 42:839)."""

import re
from typing import Final

_NEGATION: Final = re.compile(
    r"\b(?:not?|never|n't|dont|doesnt|didnt|isnt|wasnt|cant|cannot|without|denies|denied|no (?:signs?|evidence|history) of|"
    r"ruled? out|rules out|free of|nothing to do with|neither|nor|hardly|stopped)\b|n't\b"
)
_REACH: Final = 6


def negated(before: str) -> bool:
    """A negation within the last six words before a trigger, in lower case."""
    return bool(_NEGATION.search(" ".join(before.split()[-_REACH:])))
