# ruff: noqa: E501 - word lists
"""Guesses that no frame catches, by what stands around them: a body, a number, certainty, nobody who has looked."""

import re
from collections.abc import Iterator
from typing import Final

from bot.core.finding import Finding
from bot.detectors.context import negated
from bot.detectors.diagnosis.cues import DEFIES, NOBODY_YET, PAST, SURE, YOU, felt
from bot.detectors.diagnosis.evidence import CHECK, settled
from bot.detectors.diagnosis.scene import Asked, is_known, make, tested
from bot.detectors.diagnosis.words import KNOWN_CONDITIONS
from bot.detectors.document import Document, Part
from bot.detectors.lazily import lazy
from bot.detectors.lexicon.mentions import Masked, Mention

_ENOUGH: Final = 1.5
_SHORT: Final = 70
_MOST: Final = 40
_FACT: Final = lazy(
    r"\b(?:if|whether|when i was|could|can|might|may|scared|fear|worried|terrified|hope|hoping|hopefully|pray\w*|rule (?:it )?out|result|clinic|nurse|group|channel|meeting|meds|medication|tablets?|"
    r"flare\w*|relapse\w*|treatment|support|awareness|patients?|people|anyone|diet|recipe|club night|remission|years? (?:old|clear|free)|stage \d|grade \d|therap\w+|chemo\w*|surgery|operation|inhaler|insulin|pump|mg|"
    r"for \d+ years|since (?:19|20)\d\d|lives? with|living with|managing|day for|month|week for|thanks|thank you|warrior\w*|community|insurance|work|boss|hr|form|research|study|trial|article|scan was|all clear|is clear|vaccin\w*|jabs?|dm|prevent\w*|cur(?:e|es|ed|ing)|caus(?:e|es|ed|ing)|country|tested positive|graphs?|world|society|charity|happy \w+day)\b"
)
_OWN_STORY: Final = lazy(
    r"\b(?:i|i'?m|i'?ve|ive|me|my|mine|we|our|had)\b(?!(?: (?:say|reckon|think|bet|guess|recon|suspect|vote|money|sure|afraid|can see|can tell|know)|'d))"
)
_SENDS: Final = lazy(
    r"\b(?:test|tested|check\w*|see (?:a|the|your|someone)|gp|doctor|999|111|a&e|ring|call|ask|look into|rule|hope|glad|happy|pleased|relieved|brilliant|congrat\w*|yay|sorry you|hugs|could be|might|may|worth|same|too|well soon|rotten|awful|nightmare|horrible|tough|flare\w*|relapse\w*|group|clinic|meds|tablets?|people|support\w*|good luck)\b"
)


_LINKED: Final = re.compile(
    r"\b(?:for|about|against|than|from|after|before|during|of|gives?|gave|into|out|like|because|despite|without|and)\s(?:my |the |a )?\Z"
)


def weighed(doc: Document, masked: Masked, answers: Asked) -> Iterator[Finding]:
    """A condition that is stated over a body, with enough beside it to say that the author concludes it."""
    lower = doc.lower
    if answers.open or settled(lower) or YOU.search(lower):
        return
    base = min(felt(lower), 2) * 0.5 + bool(NOBODY_YET.search(lower)) + bool(DEFIES.search(lower)) + bool(tested(lower, masked))
    if base < 0.5:
        return
    for part in doc.sentences[:_MOST]:
        named = masked.first("§", part.start, part.end)
        if named is None or part.question or _FACT.search(part.lower) or PAST.search(part.lower):
            continue
        around = lower[max(0, part.start - 60) : part.end + 60]
        if base + bool(SURE.search(around)) < _ENOUGH or not _stated(doc, masked, part, named):
            continue
        yield make(doc, "weighed", (named.start, named.end), "self", 0.5, named.name)


def _stated(doc: Document, masked: Masked, part: Part, named: Mention) -> bool:
    before = doc.lower[max(part.start, named.start - 40) : named.start]
    return not (
        KNOWN_CONDITIONS.search(before)
        or _LINKED.search(before)
        or negated(before)
        or is_known(masked, doc.lower, named.name, named)
        or "¤" in masked.text
        or "¿" in masked.text[part.start : named.start]
    )


def told(doc: Document, masked: Masked, answers: Asked) -> Iterator[Finding]:
    """A short answer that does little but name a condition: "more likely thyroid than menopause"."""
    lower = doc.lower
    if (
        not answers.open
        or len(lower) > _SHORT
        or "?" in lower
        or _SENDS.search(lower)
        or CHECK.search(lower)
        or _OWN_STORY.search(lower)
    ):
        return
    named = masked.first("§¢¬")
    if named is None or settled(lower) or (named.name in answers.known and not answers.asks):
        return
    if re.search(r"\b(?:if|when|what|how|why|with|your (?:group|team))\b", lower):
        return
    yield make(doc, "weighed.told", (named.start, named.end), "peer", 0.55, named.name)
