"""Does the message pass on a harmful falsehood about health as true? (policy/labels.md, misinformation)

Falsehood is knowledge, not style: a bank of claims, found by their concepts or by likeness to their paraphrases, and frames that
are false whatever they name. Then stance: what is asked, refuted or told as another's belief is not asserted.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Final

from bot.core.claim import Claim
from bot.core.finding import Finding, Label
from bot.detectors.detector import Detector
from bot.detectors.document import Document, Part
from bot.detectors.misinformation import stance
from bot.detectors.misinformation.bank import Bank, Match
from bot.detectors.misinformation.generic import framed, frames
from bot.detectors.misinformation.personal import personal
from bot.detectors.misinformation.slots import Slots
from bot.detectors.misinformation.terms import read_words

NAME: Final = "misinformation"
_LONGEST: Final = 1000
_MOST: Final = 300
"""Sentences that are looked at: a longer message is no post."""


def detector(claims: Sequence[Claim]) -> Detector:
    """A detector for these claims and for the frames that need no claim."""
    look = _Look(claims)
    return Detector(NAME, look, look.prepare)


def _parts(doc: Document) -> Iterator[Part]:
    """The sentences, the longest ones in pieces."""
    for part in doc.sentences[:_MOST]:
        if part.end - part.start <= _LONGEST:
            yield part
            continue
        for start in range(part.start, min(part.end, part.start + 10 * _LONGEST), _LONGEST):
            end = min(start + _LONGEST, part.end)
            yield Part(start, end, doc.text[start:end], doc.lower[start:end], part.question)


class _Look:
    """The bank and the frames are made at the first look, or before it by `prepare`: the program can be ready without them."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self._claims = claims

    @cached_property
    def _bank(self) -> Bank:
        return Bank(self._claims)

    @cached_property
    def _frames(self) -> Slots:
        return frames()

    def prepare(self) -> None:
        _ = self._bank, self._frames

    def __call__(self, doc: Document) -> list[Finding]:
        findings: dict[str, Finding] = {}
        before = (doc.message.reply_text or "").lower()[:_LONGEST]
        for part in _parts(doc):
            for match in self._said(part.lower, before):
                if stance.asserts(doc, part, match) and not personal(doc, part, match.start, match.end):
                    self._keep(findings, doc, match, part.start)
            before = f"{before[-_LONGEST:]} {part.lower}"
        if not findings and doc.message.reply_text and stance.agrees(doc.lower):
            self._answer(findings, doc, doc.message.reply_text.lower()[:600])
        return list(findings.values())

    def _said(self, lower: str, before: str = "") -> list[Match]:
        """What the sentence says that is false, whatever its author thinks of it."""
        sentence = read_words(lower)
        found = self._bank.matches(sentence, lower)
        found += [framed(hit, sentence) for hit in self._frames.hits(sentence, lower, before)]
        return found

    def _answer(self, findings: dict[str, Finding], doc: Document, reply: str) -> None:
        """A short yes to a claim makes it one's own."""
        for match in self._said(reply):
            if not stance.refutes(reply, match):
                self._keep(findings, doc, Match(match.number, 0.75, "misinformation.agrees", 0, len(doc.text)), 0)
                return

    def _keep(self, findings: dict[str, Finding], doc: Document, match: Match, offset: int) -> None:
        claim = self._bank.claims[match.number] if match.number >= 0 else None
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
