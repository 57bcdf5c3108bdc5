"""Shadow mode: what is on trial is judged beside the live decision and does nothing. Pure.

A finding that a trial names is taken out of the live assessment in the trial's channels; the trial's own decision has it back,
with the trial's policy rows in place of the live ones. It stands for "were this trial turned on, and no other".
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from bot.core.decision import Decision, Human, Standing, Visibility, decide
from bot.core.finding import Assessment, Finding, Label
from bot.core.policy import Policy, Row

KEPT_LIVE: Final = frozenset({Label.CRISIS, Label.RED_FLAG, Label.UNMEASURED})
"""Never in shadow, whatever a trial names (promises 2 and 4): danger, the clinic's red flags, and what nobody could judge."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One `[trials.NAME]` of `policy.toml`.

    `channels` are ids or condition slugs; empty means everywhere. `rules` are beginnings of rule names. `rows` replace the
    policy's in the shadow decision alone. A trial of nothing but rows takes nothing out of the live assessment.
    """

    name: str
    channels: frozenset[str] = frozenset()
    rules: tuple[str, ...] = ()
    labels: frozenset[Label] = frozenset()
    rows: Mapping[str, Row] = field(default_factory=dict)

    def covers(self, channel: str, condition: str) -> bool:
        return not self.channels or channel in self.channels or condition in self.channels

    def takes(self, finding: Finding) -> bool:
        """Whether the finding acts in shadow only."""
        if finding.label in KEPT_LIVE:
            return False
        return finding.label in self.labels or finding.why.rule.startswith(self.rules)


@dataclass(frozen=True, slots=True)
class Line:
    """What a decision came to, with nothing of the message or its author: what is counted."""

    about: str = ""
    human: Human = Human.NONE
    hidden: bool = False
    author: bool = False
    readers: bool = False

    @classmethod
    def of(cls, decision: Decision) -> "Line":
        """A quiet decision is the empty line."""
        if decision.quiet:
            return cls()
        leading = decision.leading
        about = f"{leading.label.value}.{leading.value}" if leading else Label.UNMEASURED.value
        hidden = decision.visibility is Visibility.HIDDEN
        return cls(about, decision.human, hidden, bool(decision.author), bool(decision.readers))

    @classmethod
    def read(cls, text: str) -> "Line":
        """The other way round of `str`."""
        if not text:
            return cls()
        about, human, *marks = text.split()
        return cls(about, Human[human.upper()], "hidden" in marks, "author" in marks, "readers" in marks)

    @property
    def quiet(self) -> bool:
        return not self.about

    def __str__(self) -> str:
        marks = [name for name in ("hidden", "author", "readers") if getattr(self, name)]
        return " ".join((self.about, self.human.name.lower(), *marks)) if self.about else ""


def live(assessment: Assessment, trials: Sequence[Trial]) -> Assessment:
    """The assessment without what is on trial; the very same where nothing is."""
    kept = tuple(found for found in assessment.findings if not any(trial.takes(found) for trial in trials))
    return assessment if len(kept) == len(assessment.findings) else replace(assessment, findings=kept)


def shadow(trial: Trial, assessment: Assessment, standing: Standing, policy: Policy, trials: Sequence[Trial]) -> Decision:
    """What would have been decided, were this one of the trials turned on. Nothing is to be done about it."""
    others = [other for other in trials if other is not trial]
    seen = [one for one in assessment.findings if trial.takes(one) or not any(other.takes(one) for other in others)]
    rows = {name: row for name, row in trial.rows.items() if not protected(name)}
    return decide(replace(assessment, findings=tuple(seen)), standing, replace(policy, rows={**policy.rows, **rows}))


def protected(row: str) -> bool:
    """Whether a row of the policy, by its name, may not be on trial."""
    return row.partition(".")[0].partition("+")[0] in KEPT_LIVE or row.partition("&")[2] in KEPT_LIVE
