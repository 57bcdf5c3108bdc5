"""Does the message pass on a harmful falsehood about health as true? (policy/labels.md, misinformation)

Falsehood is knowledge, not style: a bank of claims, found by their concepts or by likeness to their paraphrases, and a few frames
that are false whatever they name. Then stance: what is asked, refuted or told as another's belief is not asserted.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from bot.core.claim import Claim
from bot.core.finding import Finding, Label
from bot.detectors.detector import Detector
from bot.detectors.document import Document, Part, fold, words
from bot.detectors.frames import WordIndex
from bot.detectors.misinformation import stance
from bot.detectors.misinformation.generic import FRAMES, NEGATIVE
from bot.detectors.misinformation.likeness import Likeness
from bot.detectors.terms import TermGroups, anchors

NAME: Final = "misinformation"
_ALIKE: Final = 0.62
_LEAST_PAIR: Final = 0.16
_LEAST_TRIPLE: Final = 0.09
_LONG: Final = 110
_NEGATIVE: Final = re.compile(
    r"\b(?:not|no|never|nobody|don'?t|doesn'?t|isn'?t|aren'?t|can'?t|cannot|nothing|useless|needless|unnecessary|hoax)\b"
)
_MOST: Final = 400
"""Sentences that are looked at: a longer message is no post."""


def detector(claims: Sequence[Claim]) -> Detector:
    """A detector for these claims and for the frames that need no claim."""
    bank = _Bank(claims)

    def look(doc: Document) -> list[Finding]:
        return bank.look(doc)

    return Detector(NAME, look)


class _Bank:
    def __init__(self, claims: Sequence[Claim]) -> None:
        self._claims = tuple(claims)
        self._index = WordIndex(anchors(tuple(claim.concepts for claim in claims)))
        self._likeness = Likeness(tuple((claim.claim, *claim.paraphrases) for claim in claims))
        self._negative = tuple(bool(_NEGATIVE.search(fold(claim.claim).lower())) for claim in claims)
        self._groups = cache(lambda number: TermGroups.of(claims[number].concepts, claims[number].unless))

    def look(self, doc: Document) -> list[Finding]:
        findings: dict[str, Finding] = {}
        for part in doc.sentences[:_MOST]:
            for number, confidence, rule, start, end in self._named(part):
                if stance.asserts(doc, part, start - part.start, end - part.start, self._negative[number]):
                    self._keep(findings, doc, self._claims[number].id, confidence, rule, start, end)
        for hit in FRAMES.hits(doc.lower, doc.words):
            place = doc.sentence_at(hit.start)
            negative = hit.frame.rule in NEGATIVE
            if place is not None and stance.asserts(doc, place, hit.start - place.start, hit.end - place.start, negative):
                self._keep(findings, doc, "", hit.frame.number, hit.frame.rule, hit.start, hit.end)
        if not findings and doc.message.reply_text:
            self._answer(findings, doc)
        return list(findings.values())

    def _named(self, part: Part) -> list[tuple[int, float, str, int, int]]:
        found = []
        for number in self._index.numbers(words(part.lower)):
            stretch = self._groups(number).find(part.lower)
            if stretch is None:
                continue
            # Two loose groups meet by chance in a long sentence; likeness to the claim's own sentences tells.
            least = _LEAST_PAIR if len(self._claims[number].concepts) < 3 else _LEAST_TRIPLE
            if stretch[1] - stretch[0] > _LONG:
                least = _LEAST_PAIR
            likeness = self._likeness.of(number, part.lower)
            if likeness >= least:
                rule = f"misinformation.{self._claims[number].id}"
                found.append((number, min(0.92, 0.7 + likeness / 2), rule, part.start + stretch[0], part.start + stretch[1]))
        if not found:
            number, score = self._likeness.best(part.lower)
            if score >= _ALIKE:
                rule = f"misinformation.{self._claims[number].id}.alike"
                found.append((number, min(0.9, 0.1 + score), rule, part.start, part.end))
        return found

    def _answer(self, findings: dict[str, Finding], doc: Document) -> None:
        """A short yes to a claim, or an answer that is a claim only together with its question."""
        reply = (doc.message.reply_text or "").lower()[:600]
        if len(doc.words) > 40:
            return
        if not stance.agrees(doc.lower):
            return
        for number in self._index.numbers(words(reply)):
            alone = self._groups(number).find(reply)
            if (
                alone is not None
                and self._likeness.of(number, reply) >= _LEAST_PAIR
                and not stance.refutes(reply, *alone, self._negative[number])
            ):
                self._keep(findings, doc, self._claims[number].id, 0.8, "misinformation.agrees", 0, len(doc.text))
                return
        for hit in FRAMES.hits(reply, words(reply)):
            if not stance.refutes(reply, hit.start, hit.end, hit.frame.rule in NEGATIVE):
                self._keep(findings, doc, "", 0.65, "misinformation.agrees", 0, len(doc.text))
                return

    def _keep(
        self, findings: dict[str, Finding], doc: Document, ref: str, confidence: float, rule: str, start: int, end: int
    ) -> None:
        key = ref or "generic"
        if key in findings and findings[key].confidence >= confidence:
            return
        dangerous = any(claim.id == ref and claim.dangerous for claim in self._claims) if ref else False
        findings[key] = Finding(
            Label.MISINFORMATION,
            "true",
            confidence,
            NAME,
            doc.why(rule, start, end),
            ref=ref,
            tags=frozenset({"dangerous"}) if dangerous else frozenset(),
        )
