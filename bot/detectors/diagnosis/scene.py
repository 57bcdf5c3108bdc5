"""What an answered message is, and what stands around a guess."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from bot.core.finding import Finding, Label
from bot.detectors.diagnosis.cues import LEANS, OWN_CASE, YOU, complains
from bot.detectors.diagnosis.evidence import settled
from bot.detectors.diagnosis.words import KNOWN_CONDITIONS
from bot.detectors.document import Document, Part
from bot.detectors.lexicon.mentions import Masked, Mention

WINDOW: Final = 160
_FEW: Final = 60
_VALUE: Final = re.compile(
    r"[^.!?\n\d]{0,28}\d|[^.!?\n]{0,24}\b(?:positive|high|low|raised|abnormal|doubled|tripled|borderline|elevated|"
    r"off the (?:chart|scale)|"
    r"through the roof|sky high|rock bottom|flagged|red|up|gone up|shot up)\b"
)
_VALUE_BEFORE: Final = re.compile(r"\b(?:positive|high|low|raised|abnormal|borderline|elevated|\d+(?:\.\d+)?)\s(?:\w+\s)?\Z")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the answered message is: does it ask for a diagnosis, does it describe a complaint, is it settled?"""

    given: bool = False
    asks: bool = False
    complains: bool = False
    settled: bool = False
    about: str = ""
    tested: str = ""
    known: frozenset[str] = frozenset()

    @property
    def open(self) -> bool:
        return self.asks or (self.complains and not self.settled)


def tested(lower: str, masked: Masked) -> str:
    """The test whose value the message brings ("psa is 6.2", "positive ana")."""
    for one in masked.mentions[:_FEW]:
        if one.entry.sign == "¶" and (
            _VALUE.match(lower, one.end) or _VALUE_BEFORE.search(lower[max(0, one.start - 24) : one.start])
        ):
            return one.name
    return ""


@dataclass(frozen=True, slots=True)
class Scene:
    """What stands around a hit: the sentence before it, the sentence, and the stretch in which evidence counts."""

    doc: Document
    before: str
    sentence: str
    near: str
    around: str
    addressed: bool

    @classmethod
    def of(cls, doc: Document, start: int, end: int, sentence: Part, answers: Asked) -> "Scene":
        lower = doc.lower
        addressed = (answers.given and not answers.settled) or lower.lstrip().startswith("@")
        if addressed and not answers.open and own_case(lower):
            addressed = False
        return cls(
            doc,
            lower[sentence.start : start],
            lower[sentence.start : sentence.end],
            lower[max(0, min(start - 60, sentence.start)) : max(end + 70, sentence.end)],
            lower[max(0, start - WINDOW) : end + WINDOW],
            addressed,
        )

    @property
    def settled(self) -> bool:
        return settled(self.near, self.around)

    @property
    def tells(self) -> bool:
        """Nothing is answered, and still somebody is told: "that's scabies you have there"."""
        lower = self.doc.lower
        return (
            self.doc.message.reply_text is None
            and (YOU.search(self.near) is not None or LEANS.search(lower) is not None)
            and not (OWN_CASE.search(lower) and complains(lower))
        )


def own_case(lower: str) -> bool:
    """The author describes a body of their own (or of the person they speak for)."""
    return complains(lower) and not YOU.search(lower)


def is_known(masked: Masked, lower: str, name: str, besides: Mention) -> bool:
    """The message speaks of this condition elsewhere as of something one has ("my lupus", "with lupus")."""
    return any(
        one.name == name and one is not besides and KNOWN_CONDITIONS.search(lower[max(0, one.start - 24) : one.start])
        for one in masked.mentions[:_FEW]
    )


def make(doc: Document, rule: str, span: tuple[int, int], value: str, confidence: float, about: str) -> Finding:
    why = doc.why(f"diagnosis.{rule}", *span)
    return Finding(Label.DIAGNOSIS, value, round(confidence, 2), "diagnosis", why, about=about)


def best(found: Iterable[Finding]) -> dict[str, Finding]:
    """The surest finding of each value."""
    kept: dict[str, Finding] = {}
    for one in found:
        if one.value not in kept or one.confidence > kept[one.value].confidence:
            kept[one.value] = one
    return kept
