"""What was seen in a message. The labels and their values are those of the assessors' policy."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Literal


class Label(StrEnum):
    PRIVACY = "privacy"
    DIAGNOSIS = "diagnosis"
    ADVICE = "advice"
    MISINFORMATION = "misinformation"
    CRISIS = "crisis"
    AUTHORITY = "authority_claim"
    SOLICITATION = "solicitation"
    # Beside the seven labels of the policy: they have consequences and are never printed as labels.
    CONDUCT = "conduct"
    RED_FLAG = "red_flag"
    UNMEASURED = "unmeasured"


POLICY_LABELS: Final = (
    Label.PRIVACY,
    Label.DIAGNOSIS,
    Label.ADVICE,
    Label.MISINFORMATION,
    Label.CRISIS,
    Label.AUTHORITY,
    Label.SOLICITATION,
)

BOOLEAN_LABELS: Final = frozenset({Label.MISINFORMATION, Label.AUTHORITY, Label.SOLICITATION})

SEVERITY: Final[dict[Label, tuple[str, ...]]] = {
    Label.PRIVACY: ("none", "self", "third_party", "clinician"),
    Label.DIAGNOSIS: ("none", "self", "seeking", "peer"),
    Label.ADVICE: ("none", "seeking", "peer"),
    Label.CRISIS: ("none", "passive", "abuse", "medical", "active"),
    Label.MISINFORMATION: ("false", "true"),
    Label.AUTHORITY: ("false", "true"),
    Label.SOLICITATION: ("false", "true"),
}
"""Values of each label, mildest first. Where a message earns several, the last one wins (`policy/labels.md`)."""

SpanType = Literal[
    "PERSON",
    "PHONE",
    "EMAIL",
    "ADDRESS",
    "DATE_OF_BIRTH",
    "GOV_ID",
    "MEDICAL_ID",
    "INSURANCE_ID",
    "FINANCIAL",
    "ACCOUNT",
    "IP_OR_DEVICE",
    "EMPLOYER",
]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of the message in code points, end exclusive. It covers the identifier's value alone."""

    start: int
    end: int
    type: SpanType


@dataclass(frozen=True, slots=True)
class Why:
    """The explanation for a moderator: `rule` is a stable dotted name, `start` and `end` mark the words that triggered it."""

    rule: str
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that one detector saw.

    `value` is one of `SEVERITY[label]`; `confidence` is 0 to 1; `about` names the subject in plain words for the
    person who reads the note (`psa`, `lupus`), never an identifier; `ref` is the id of a claim, red flag or article;
    `tags` say what the policy wants to know more (`prescription`, `refuses_care`, `abrupt_stop`, `link`, `contact`,
    `emergency`, `same_day`, `dangerous`).
    """

    label: Label
    value: str
    confidence: float
    detector: str
    why: Why
    spans: tuple[Span, ...] = ()
    about: str = ""
    ref: str = ""
    tags: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Assessment:
    """Everything seen in one message, and who looked. `failed` names detectors that raised or ran out of time."""

    findings: tuple[Finding, ...] = ()
    looked: tuple[str, ...] = ()
    abstained: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()

    def of(self, label: Label) -> tuple[Finding, ...]:
        return tuple(found for found in self.findings if found.label is label)

    def value(self, label: Label) -> str:
        """The most serious value of a label; `none` or `false` where nothing was found."""
        order = SEVERITY[label]
        return max((found.value for found in self.of(label)), key=order.index, default=order[0])

    def confidence(self, label: Label) -> float:
        return max((found.confidence for found in self.of(label)), default=0.0)

    @property
    def spans(self) -> tuple[Span, ...]:
        """All identifiers, in order, none inside another."""
        kept: list[Span] = []
        for span in sorted({span for found in self.findings for span in found.spans}, key=lambda s: (s.start, -s.end)):
            if not kept or span.start >= kept[-1].end:
                kept.append(span)
        return tuple(kept)

    def labels(self) -> dict[str, str | bool]:
        """The object that `policy/labels.md` defines."""
        return {
            label.value: self.value(label) == "true" if label in BOOLEAN_LABELS else self.value(label) for label in POLICY_LABELS
        }
