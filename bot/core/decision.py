"""From findings to consequences. Pure and monotonic: a decision is the join of what each finding asks for."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import IntEnum

from bot.core.finding import SEVERITY, Assessment, Finding, Label
from bot.core.policy import FLOOR, Policy, Row


class Visibility(IntEnum):
    """What others see of the message."""

    UNCHANGED = 0
    HIDDEN = 1


class Human(IntEnum):
    """Who must look."""

    NONE = 0
    REVIEW = 1
    CASE = 2
    PAGE = 3


class Urgency(IntEnum):
    """How soon. `NOW` goes ahead of everything."""

    NONE = 0
    LOW = 1
    NORMAL = 2
    HIGH = 3
    SOON = 4
    NOW = 5


@dataclass(frozen=True, slots=True, order=True)
class Words:
    """A note that somebody is due, by what it is about. `rank` orders the values of one label."""

    label: Label
    value: str

    @property
    def rank(self) -> int:
        order = SEVERITY.get(self.label, ())
        return order.index(self.value) if self.value in order else 1


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of the author that the decision depends on."""

    solicitations: int = 0
    in_crisis: bool = False
    addressee_vulnerable: bool = False
    """The message answers a minor or a person with an open crisis case."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Four parts that only grow with risk; `lines` are the rows of `policy.toml` that asked for them."""

    visibility: Visibility = Visibility.UNCHANGED
    author: frozenset[Words] = frozenset()
    readers: frozenset[Words] = frozenset()
    human: Human = Human.NONE
    urgency: Urgency = Urgency.NONE
    findings: tuple[Finding, ...] = ()
    lines: tuple[str, ...] = field(default=())

    @property
    def quiet(self) -> bool:
        return self.human is Human.NONE and not self.author and not self.readers

    @property
    def crisis(self) -> bool:
        return any(words.label is Label.CRISIS for words in self.author)

    @property
    def leading(self) -> Finding | None:
        """The finding that a case is named after: crisis first, then by label and value; none that asked for nothing."""
        order = list(_LEADING)
        return max(
            (finding for finding in self.findings if any(line.startswith(_name(finding)) for line in self.lines)),
            key=lambda f: (
                -order.index(f.label) if f.label in order else -99,
                Words(f.label, f.value).rank,
                f.confidence,
            ),
            default=None,
        )


_LEADING = (
    Label.CRISIS,
    Label.CONDUCT,
    Label.RED_FLAG,
    Label.PRIVACY,
    Label.ADVICE,
    Label.MISINFORMATION,
    Label.SOLICITATION,
    Label.AUTHORITY,
    Label.DIAGNOSIS,
    Label.UNMEASURED,
)


def decide(assessment: Assessment, standing: Standing, policy: Policy) -> Decision:
    """What follows from an assessment.

    Each finding adds the policy's row for its label and value, and one row more for each of its tags. Whatever the settings say,
    the shipped floor for crisis is added too. A detector that failed or abstained asks for a review.
    """
    decision = Decision(findings=assessment.findings)
    seen_labels = {finding.label for finding in assessment.findings}
    for finding in assessment.findings:
        for name, row in _rows(finding, seen_labels, standing, policy):
            decision = _join(decision, finding, row, name)
    if assessment.failed or assessment.abstained:
        decision = _raise(decision, Human.REVIEW, Urgency.LOW, "unmeasured")
    return decision


def _rows(finding: Finding, seen: set[Label], standing: Standing, policy: Policy) -> Iterable[tuple[str, Row]]:
    name = _name(finding)
    yield name, policy.row(name)
    if name in FLOOR:
        yield f"floor.{name}", FLOOR[name]
    for tag in sorted(finding.tags):
        if row := policy.rows.get(f"{name}+{tag}"):
            yield f"{name}+{tag}", row
    for other in sorted(seen - {finding.label}):
        if row := policy.rows.get(f"{name}&{other.value}"):
            yield f"{name}&{other.value}", row
    if finding.label is Label.SOLICITATION and standing.solicitations + 1 >= policy.solicitations_until_case:
        yield f"{name}+repeated", policy.row(f"{name}+repeated")
    if finding.label in {Label.SOLICITATION, Label.CONDUCT} and standing.addressee_vulnerable:
        yield f"{name}+vulnerable", policy.row(f"{name}+vulnerable")


def _name(finding: Finding) -> str:
    return f"{finding.label.value}.{finding.value}"


def _join(decision: Decision, finding: Finding, row: Row, name: str) -> Decision:
    hidden = row.hide_from is not None and finding.confidence >= row.hide_from and finding.label is not Label.CRISIS
    words = Words(finding.label, finding.value)
    return Decision(
        visibility=max(decision.visibility, Visibility.HIDDEN if hidden else Visibility.UNCHANGED),
        author=decision.author | ({words} if row.author else frozenset()),
        readers=decision.readers | ({words} if row.readers else frozenset()),
        human=max(decision.human, Human[row.human.upper()], _hidden_human(hidden, row)),
        urgency=max(decision.urgency, Urgency[row.urgency.upper()]),
        findings=decision.findings,
        lines=decision.lines if row.silent or name in decision.lines else (*decision.lines, name),
    )


def _hidden_human(hidden: bool, row: Row) -> Human:
    return Human[row.human_if_hidden.upper()] if hidden else Human.NONE


def _raise(decision: Decision, human: Human, urgency: Urgency, line: str) -> Decision:
    return Decision(
        decision.visibility,
        decision.author,
        decision.readers,
        max(decision.human, human),
        max(decision.urgency, urgency),
        decision.findings,
        (*decision.lines, line),
    )
