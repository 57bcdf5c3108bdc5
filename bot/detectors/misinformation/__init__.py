"""Does the message pass on a harmful falsehood about health as true? (policy/labels.md, misinformation)

Falsehood is knowledge, not style: a bank of claims, found by their concepts or by likeness to their paraphrases, and a few frames
that are false whatever they name. Then stance: what is asked, refuted or told as another's belief is not asserted.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from bot.core.claim import Claim
from bot.core.finding import Finding, Label
from bot.detectors.crisis.guards import near
from bot.detectors.detector import Detector
from bot.detectors.document import Document, Part, beginnings, fold, words
from bot.detectors.frames import WordIndex
from bot.detectors.misinformation import stance
from bot.detectors.misinformation.generic import FRAMES, NEGATIVE
from bot.detectors.misinformation.likeness import Likeness
from bot.detectors.terms import TermGroups, anchors

NAME: Final = "misinformation"
_ALIKE: Final = 0.62
_FIRM: Final = 3
"""Groups of words from which on a meeting by chance is unlikely."""
_LEAST_LOOSE: Final = 0.16
_LEAST_FIRM: Final = 0.09
_LONG: Final = 110
_NEGATIVE: Final = re.compile(
    r"\b(?:not|no|never|nobody|don'?t|doesn'?t|isn'?t|aren'?t|can'?t|cannot|nothing|useless|needless|unnecessary|hoax)\b"
)
_LONGEST: Final = 1000
_MOST: Final = 300
"""Sentences that are looked at: a longer message is no post."""


def detector(claims: Sequence[Claim]) -> Detector:
    """A detector for these claims and for the frames that need no claim."""
    bank = _Bank(claims)

    def look(doc: Document) -> list[Finding]:
        return bank.look(doc)

    return Detector(NAME, look)


def _parts(doc: Document) -> Iterator[Part]:
    """The sentences, the longest ones in pieces."""
    for part in doc.sentences[:_MOST]:
        if part.end - part.start <= _LONGEST:
            yield part
            continue
        for start in range(part.start, min(part.end, part.start + 10 * _LONGEST), _LONGEST):
            end = min(start + _LONGEST, part.end)
            yield Part(start, end, doc.text[start:end], doc.lower[start:end], part.question)


class _Bank:
    def __init__(self, claims: Sequence[Claim]) -> None:
        self._claims = tuple(claims)
        self._index = WordIndex(anchors(tuple(claim.concepts for claim in claims)))
        self._likeness = Likeness(tuple((claim.claim, *claim.paraphrases) for claim in claims))
        self._negative = tuple(bool(_NEGATIVE.search(fold(claim.claim).lower())) for claim in claims)
        self._groups = cache(lambda number: TermGroups.of(claims[number].concepts, claims[number].unless))

    def look(self, doc: Document) -> list[Finding]:
        findings: dict[str, Finding] = {}
        for part in _parts(doc):
            for match in self._named(part):
                if stance.asserts(doc, part, match.start, match.end, self._negative[match.number], match.worded):
                    self._keep(findings, doc, match, part.start)
        for hit in FRAMES.hits(doc.lower, doc.words, doc.beginnings):
            place = near(doc, hit.start)
            negative = hit.frame.rule in NEGATIVE
            if stance.asserts(doc, place, hit.start - place.start, hit.end - place.start, negative):
                self._keep(findings, doc, _Match(-1, hit.frame.number, hit.frame.rule, hit.start, hit.end), 0)
        if not findings and doc.message.reply_text:
            self._answer(findings, doc)
        return list(findings.values())

    def _named(self, part: Part) -> list["_Match"]:
        """Claims whose concepts stand in a sentence that is alike; else the claim whose sentence is most alike."""
        found = []
        for number in _numbers(self._index, part.lower):
            stretch = self._groups(number).find(part.lower)
            if stretch is None:
                continue
            # Two loose groups meet by chance in a long sentence; likeness to the claim's own sentences tells.
            loose = len(self._claims[number].concepts) < _FIRM or stretch[1] - stretch[0] > _LONG
            likeness, nearest = self._likeness.of(number, part.lower)
            if likeness >= (_LEAST_LOOSE if loose else _LEAST_FIRM):
                rule = f"misinformation.{self._claims[number].id}"
                found.append(_Match(number, min(0.92, 0.7 + likeness / 2), rule, *stretch, bool(_NEGATIVE.search(nearest))))
        if not found:
            number, score = self._likeness.best(part.lower)
            if score >= _ALIKE:
                rule = f"misinformation.{self._claims[number].id}.alike"
                _, nearest = self._likeness.of(number, part.lower)
                end = part.end - part.start
                found.append(_Match(number, min(0.9, 0.1 + score), rule, 0, end, bool(_NEGATIVE.search(nearest))))
        return found

    def _answer(self, findings: dict[str, Finding], doc: Document) -> None:
        """A short yes to a claim makes it one's own."""
        reply = (doc.message.reply_text or "").lower()[:600]
        if not stance.agrees(doc.lower):
            return
        for number in _numbers(self._index, reply):
            stretch = self._groups(number).find(reply)
            if stretch is None:
                continue
            likeness, nearest = self._likeness.of(number, reply)
            if likeness >= _LEAST_LOOSE and not stance.refutes(
                reply, *stretch, self._negative[number], bool(_NEGATIVE.search(nearest))
            ):
                self._keep(findings, doc, _Match(number, 0.8, "misinformation.agrees", 0, len(doc.text)), 0)
                return
        for hit in FRAMES.hits(reply, words(reply)):
            if not stance.refutes(reply, hit.start, hit.end, hit.frame.rule in NEGATIVE):
                self._keep(findings, doc, _Match(-1, 0.65, "misinformation.agrees", 0, len(doc.text)), 0)
                return

    def _keep(self, findings: dict[str, Finding], doc: Document, match: "_Match", offset: int) -> None:
        claim = self._claims[match.number] if match.number >= 0 else None
        key = claim.id if claim else ""
        if key in findings and findings[key].confidence >= match.confidence:
            return
        findings[key] = Finding(
            Label.MISINFORMATION,
            "true",
            match.confidence,
            NAME,
            doc.why(match.rule, offset + match.start, offset + match.end),
            ref=key,
            tags=frozenset({"dangerous"}) if claim and claim.dangerous else frozenset(),
        )


@dataclass(frozen=True, slots=True)
class _Match:
    """A claim (-1: none of the bank) and where its words stand."""

    number: int
    confidence: float
    rule: str
    start: int
    end: int
    worded: bool = False
    """The bank's nearest sentence holds a negation."""


def _numbers(index: WordIndex, lower: str) -> list[int]:
    known = words(lower)
    return index.numbers(known, beginnings(known))
