"""What takes the danger out of a crisis frame: denial, the past, idioms, fiction, conditional advice (policy/labels.md, crisis).

ConText (Harkema and others 2009) read for crisis: nothing later in the message lowers a finding, only the words around it do.
"""

import re
from typing import Final

from bot.detectors.document import Document, Part
from bot.detectors.frames import patterns

_PATTERNS: Final = patterns("crisis_guards")

_REACH: Final = 500
_NEGATION: Final = _PATTERNS["guards.negation"]
_NOT_NEGATION: Final = _PATTERNS["guards.not_negation"]
_PAST: Final = _PATTERNS["guards.past"]
_NOW: Final = _PATTERNS["guards.now"]
_NOT_NOW: Final = _PATTERNS["guards.not_now"]
_PAST_VERB: Final = _PATTERNS["guards.past_verb"]
_USED_TO: Final = re.compile(r"\bused to\b[^.!?,;]{0,30}$")
_RECENT: Final = _PATTERNS["guards.recent"]
_IDIOM_AFTER: Final = _PATTERNS["guards.idiom_after"]
_IDIOM: Final = _PATTERNS["guards.idiom"]
_FICTION: Final = _PATTERNS["guards.fiction"]
_GENERAL: Final = _PATTERNS["guards.general"]
_SECOND: Final = _PATTERNS["guards.second"]
_FIRST: Final = re.compile(r"\b(?:i|i'?m|im|i'?ve|ive|my|me|myself)\b")
_TRIVIAL: Final = _PATTERNS["guards.trivial"]
_DENIAL: Final = _PATTERNS["guards.denial"]
_TERMINAL: Final = _PATTERNS["guards.terminal"]
_BENIGN: Final = _PATTERNS["guards.benign"]
_SETTLED: Final = _PATTERNS["guards.settled"]
_IMMINENT: Final = re.compile(r"\b(?:not|isn'?t|aren'?t|don'?t (?:think|know if)|no idea if|hope)\b")


def near(doc: Document, start: int) -> Part:
    """The sentence that holds a position, cut where it is longer than any that people write."""
    found = doc.sentence_at(start)
    if found is not None and found.end - found.start <= 2 * _REACH:
        return found
    first, last = (found.start, found.end) if found is not None else (0, len(doc.text))
    first, last = max(first, start - _REACH), min(last, start + _REACH)
    return Part(first, last, doc.text[first:last], doc.lower[first:last], found is not None and found.question)


def denied(before: str) -> bool:
    """The words before a frame deny it; 'can't stop', 'don't know' and their kind do not."""
    tail = " ".join(before.split()[-6:])
    cut = max(tail.rfind(mark) for mark in (",", ";", " but ", " - ", " and i "))
    tail = tail[cut + 1 :] if cut >= 0 else tail
    return bool(_NEGATION.search(tail)) and not _NOT_NEGATION.search(tail)


def presently(sentence: str) -> str:
    """The sentence without words that only look like the present: 'ten years ago this week', 'she is doing well now'."""
    return _NOT_NOW.sub(" ", sentence)


def over(sentence: str, before: str) -> bool:
    """What the frame tells is in the past and is not said to have come back."""
    if _USED_TO.search(before):
        return True
    if _PAST_VERB.search(before) and not _RECENT.search(sentence):
        return True
    return bool(_PAST.search(sentence)) and not _NOW.search(presently(sentence))


def idiom(sentence: str, after: str) -> bool:
    return bool(_IDIOM_AFTER.match(after) or _IDIOM.search(sentence) or _TRIVIAL.search(sentence))


def general(sentence: str, before: str, third: bool) -> bool:
    """General knowledge, fiction, or what is said to or of anybody."""
    if re.search(r"\b(?:i|i'?d|i'?m|me|my) (?:\w+ )?$", before[-24:]):
        return False
    if _SECOND.search(before) and not re.search(r"\b(?:i|i'?m|im|my|me|he|she|they)\b[^.!?]{0,16}$", before):
        return True
    if _FICTION.search(sentence) and not re.search(r"\b(?:i want|i'?m|im|i am|i'?ve|i will|i'?ll)\b", sentence):
        return True
    return (
        bool(_GENERAL.search(sentence))
        and not third
        and not re.search(r"\b(?:i'?m|im|i am|i want|i'?ve|i have|i keep|i feel|makes? me|making me|made me)\b", sentence)
    )


def no_plan(lower: str) -> bool:
    """The author says that they will do nothing."""
    return bool(_DENIAL.search(lower))


def dying(lower: str) -> bool:
    """The end of life is spoken of with a care team: affairs in order are then wise, not a warning."""
    return bool(_TERMINAL.search(lower))


def benign(lower: str) -> bool:
    """An occasion on which people say goodbye, pack and hand over their dog."""
    return bool(_BENIGN.search(lower))


def settled(lower: str) -> bool:
    """A later update says that the danger has passed."""
    match = _SETTLED.search(lower)
    return match is not None and not _IMMINENT.search(lower[max(0, match.start() - 14) : match.end()])
