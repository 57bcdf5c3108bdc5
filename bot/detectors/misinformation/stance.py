"""Whether an author asserts what a sentence says, asks it, denies it, or tells it as the belief of somebody else."""

import re
from typing import Final

from bot.core.message import Role
from bot.detectors.document import Document, Part
from bot.detectors.frames import patterns

_PATTERNS: Final = patterns("stance")

_ASKS: Final = _PATTERNS["asks"]
_ASK_START: Final = _PATTERNS["ask_start"]
_LEADING: Final = _PATTERNS["leading"]
_CALLS_FALSE: Final = _PATTERNS["calls_false"]
_DENIES: Final = _PATTERNS["denies"]
_NO_START: Final = _PATTERNS["no_start"]
_OFFICIAL: Final = _PATTERNS["official"]
_QUOTE: Final = re.compile(r"(?<!\w)['\"]([^'\"\n]{4,160}(?:'[a-z][^'\"\n]{0,120})?)['\"](?!\w)")
_NEAR: Final = 80
_REPORTS: Final = _PATTERNS["reports"]
_ENDORSES: Final = _PATTERNS["endorses"]
_AGREES: Final = _PATTERNS["agrees"]
_SHORT: Final = 14
_DOUBT: Final = _PATTERNS["doubt"]
_JOKE: Final = re.compile(r"\b(?:lol|lmao|haha\w*|jk|joking|/s)\b|[\U0001F602\U0001F923]")
_OWN: Final = _PATTERNS["own"]
_IN_CLAIM: Final = _PATTERNS["in_claim"]


def asserts(doc: Document, part: Part, start: int, end: int, negative: bool = False) -> bool:
    """The author holds it true. `start` and `end` are the claim's place within the sentence; a `negative` claim denies
    something itself ('vaccines do not work'), so that a denial in its words is the claim."""
    sentence = part.lower
    if asks(part) or _quoted(sentence, start, end):
        return False
    if doc.message.author_role is not Role.MEMBER and (_CALLS_FALSE.search(doc.lower) or _DENIES.search(doc.lower)):
        return False
    if refutes(sentence, start, end, negative) or _beside(doc, part):
        return False
    if doc.message.reply_text and _NO_START.match(doc.lower) and not negative:
        return False
    if _REPORTS.search(sentence) and not _ENDORSES.search(doc.lower):
        return False
    return not (_DOUBT.search(sentence) or _JOKE.search(sentence) or _OWN.search(sentence))


def asks(part: Part) -> bool:
    """A question that is meant as one."""
    if _LEADING.search(part.lower):
        return False
    return part.question or bool(_ASKS.search(part.lower)) or bool(_ASK_START.match(part.lower) and "?" in part.lower)


def refutes(text: str, start: int, end: int, negative: bool = False) -> bool:
    """The text calls false what stands from `start` to `end`, or denies it."""
    near = text[max(0, start - _NEAR) : end + _NEAR]
    if _OFFICIAL.search(near):
        return False
    return bool(_CALLS_FALSE.search(near)) or (not negative and bool(_DENIES.search(text[max(0, start - 40) : end + 25])))


def _beside(doc: Document, part: Part) -> bool:
    """The sentence before or after calls it false: 'X cures Y. Utter nonsense.'"""
    sentences = doc.sentences
    place = sentences.index(part)
    near = (*sentences[max(0, place - 1) : place], *sentences[place + 1 : place + 2])
    return any(_CALLS_FALSE.search(one.lower) and not _OFFICIAL.search(one.lower) for one in near)


def _quoted(sentence: str, start: int, end: int) -> bool:
    return any(match.start() <= start and end <= match.end() for match in _QUOTE.finditer(sentence))


def agrees(lower: str) -> bool:
    """A short answer that says yes."""
    return (
        len(lower.split()) <= _SHORT
        and bool(_AGREES.match(lower))
        and not _CALLS_FALSE.search(lower)
        and not re.search(r"\b(?:not|no|isn'?t|doesn'?t|but|myth|\?)", lower)
    )
