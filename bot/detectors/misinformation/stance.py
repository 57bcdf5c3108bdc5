"""Whether an author asserts what a sentence says, asks it, denies it, or tells it as the belief of somebody else."""

import re
from typing import Final

from bot.core.message import Role
from bot.detectors.document import Document, Part
from bot.detectors.frames import patterns
from bot.detectors.lazily import lazy
from bot.detectors.misinformation.bank import Match
from bot.detectors.misinformation.denials import denials

_PATTERNS: Final = patterns("stance")

_ASKS: Final = _PATTERNS["asks"]
_ASK_START: Final = _PATTERNS["ask_start"]
_LEADING: Final = _PATTERNS["leading"]
_CALLS_FALSE: Final = _PATTERNS["calls_false"]
_DENIES: Final = _PATTERNS["denies"]
_NO_START: Final = _PATTERNS["no_start"]
_OFFICIAL: Final = _PATTERNS["official"]
_REPORTS: Final = _PATTERNS["reports"]
_ENDORSES: Final = _PATTERNS["endorses"]
_AGREES: Final = _PATTERNS["agrees"]
_DOUBT: Final = _PATTERNS["doubt"]
_OWN: Final = _PATTERNS["own"]
_NEGATES: Final = _PATTERNS["negates"]
_HARMED: Final = _PATTERNS["harmed"]
_FORBIDS: Final = _PATTERNS["forbids"]
_DECLINES: Final = _PATTERNS["declines"]
_PRAISE: Final = _PATTERNS["praise"]
_NONE: Final = lazy(
    r"^\W*(?:and |but |so |because )?(?:no (?!one|body|wonder|doubt|matter|more|need|point|money|way|joke|lie|offen|kidding|"
    r"thanks|woman|man|baby|child|person|kid|human|patient)\w|none of|neither |nothing )"
)
_QUOTE: Final = lazy(r"(?<!\w)['\"]([^'\"\n]{4,160}(?:'[a-z][^'\"\n]{0,120})?)['\"](?!\w)")
_JOKE: Final = lazy(r"\b(?:lol|lmao|haha\w*|jk|joking|/s)\b|[\U0001F602\U0001F923\U0001F644](?!\W*true)")
_SLUR: Final = lazy(
    r"myth|scam|fraud|hoax|pseudo|debunk|disprov|con\b|nonsense|rubbish|bs\b|bollocks|quack|lie|lies|lying|fairy|brainwash|"
    r"urban|woo|rip|misled|garbage|con ?(?:men|man|artist)|superstit|folklore|charlatan|misinformed|gullible|fake|grift"
)
_MINE: Final = lazy(
    r"\b(?:cur(?:e|es|ed|ing)|heal(?:s|ed|ing)?|revers(?:e|es|ed|ing)|fix(?:es|ed)?|clear(?:s|ed)?|got rid of|brought|shrank|"
    r"stopped) (?:of |all |up |down )?(?:my|me|mine|his|her|our|him|us)\b"
)
_ANYBODY: Final = lazy(
    r"\b(?:any(?:one|body)|every(?:one|body|thing|time)?|all|yours?|you|no need|nobody|doctors|hide|always|never)\b"
)
_WHOLE: Final = 800
"""Around a sentence: all of a message that people write."""
_NEAR: Final = 80
_BESIDE: Final = 300
_SHORT: Final = 14


def asserts(doc: Document, part: Part, match: Match) -> bool:
    """The author of the sentence holds it true.

    A claim may deny something itself ('vaccines do not work'), so that the same denial in a message is the claim.
    """
    sentence, start, end = part.lower, match.start, match.end
    if asks(part) or _quoted(sentence, start, end):
        return False
    whole = doc.lower[max(0, part.start - _WHOLE) : part.end + _WHOLE]
    if doc.message.author_role is not Role.MEMBER and (_CALLS_FALSE.search(whole) or _DENIES.search(whole)):
        return False
    if refutes(sentence, match) or _beside(doc, part, match):
        return False
    if doc.message.reply_text and _NO_START.match(doc.lower) and not match.negative:
        return False
    if match.remedy and _MINE.search(sentence, max(0, start - _BESIDE), end + _SHORT) and not _ANYBODY.search(whole):
        return False
    endorsed = bool(_ENDORSES.search(whole))
    if not endorsed and (_REPORTS.search(sentence) or (match.remedy and _HARMED.search(whole))):
        return False
    return not (
        _DOUBT.search(sentence)
        or _JOKE.search(doc.lower, part.start, min(part.end + _SHORT, len(doc.lower)))
        or _OWN.search(sentence)
    )


def asks(part: Part) -> bool:
    """A question that is meant as one."""
    if _LEADING.search(part.lower):
        return False
    return part.question or bool(_ASKS.search(part.lower)) or bool(_ASK_START.match(part.lower) and "?" in part.lower)


def refutes(text: str, match: Match) -> bool:
    """The text calls the match false, or denies it."""
    start, end, negative = match.start, match.end, match.negative
    first = max(0, start - _NEAR)
    near = text[first : end + _NEAR]
    if _OFFICIAL.search(near):
        return False
    for called in _CALLS_FALSE.finditer(near):
        # 'Psychiatry is a scam' and 'the cholesterol myth' are the claim, not its refutation.
        attacks = start <= first + called.start() and (negative or first + called.start() < end)
        if not (attacks and _SLUR.search(called[0])):
            return True
    if match.remedy:
        if _FORBIDS.search(text[max(0, start - 45) : start]) or _DECLINES.search(near):
            return True
        # 'You won't need it', 'it can't hurt' praise a remedy; they deny nothing of it.
        text = _PRAISE.sub(lambda praised: "+" * len(praised[0]), text)
    if match.denies is None:
        return False
    if _NONE.match(text) and not match.negative:
        return True
    around = text[max(0, start - 40) : end + 25]
    return bool(_DENIES.search(around) or _denied(text, start, end)) and not (match.denies and denials(around) & match.denies)


def _denied(text: str, start: int, end: int) -> bool:
    """'No diet cures', 'studies have not shown that': a negation in the claim's own clause."""
    head = text[max(0, start - 45) : start]
    cut = max(head.rfind(mark) for mark in (",", ";", ":", " but ", " and ", " so "))
    return bool(_NEGATES.search(head[cut + 1 :] + text[start:end]))


def _beside(doc: Document, part: Part, match: Match) -> bool:
    """The sentence before or after calls it false: 'X cures Y. Utter nonsense.' Slurs beside an attack are part of it."""
    here = doc.sentence_at(part.start)
    if here is None:
        return False
    before = doc.sentence_at(here.start - 1) if here.start else None
    after = doc.sentence_at(here.end) if here.end < len(doc.text) else None
    near = (before.lower[-_BESIDE:] if before else "", after.lower[:_BESIDE] if after else "")
    return any(
        any(match.remedy or not _SLUR.match(called[0]) for called in _CALLS_FALSE.finditer(text)) and not _OFFICIAL.search(text)
        for text in near
    )


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
