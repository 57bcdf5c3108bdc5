"""Advice and verdicts on one person's care are no claims about health in general (policy/labels.md: that is `advice`).

'Bin the statin, your legs will thank you' says nothing of statins; 'bin the statin, they rot the brain' does.
"""

from typing import Final

from bot.detectors.document import Document, Part
from bot.detectors.frames import patterns

_PATTERNS: Final = patterns("stance")
_TELLS: Final = _PATTERNS["tells"]
_VERDICT: Final = _PATTERNS["verdict"]
_GENERAL: Final = _PATTERNS["general"]
_FOLLOWS: Final = _PATTERNS["follows"]
_FEW: Final = 3
_LONG: Final = 4000
"""Advice to one person is no longer."""


def personal(doc: Document, part: Part, start: int, end: int) -> bool:
    """All clauses that the stretch of the sentence touches tell one person what to do, and none beside claims anything."""
    if len(doc.text) > _LONG:
        return False
    first, last = part.start + start, part.start + end
    told = False
    for clause in doc.clauses:
        tells = _TELLS.search(clause.lower) is not None and _FOLLOWS.search(clause.lower) is None
        mine = tells or _VERDICT.search(clause.lower) is not None
        told = told or tells
        if clause.start < last and first < clause.end:
            if not mine:
                return False
        elif not mine and len(clause.lower.split()) >= _FEW and _GENERAL.search(clause.lower):
            return False
    return told
