"""What moderators may do about how a member behaves, how long it holds, and who never earns a strike. Pure."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from bot.core.case import POINTED_OUT
from bot.core.message import Place


class Kind(StrEnum):
    WARN = "warn"
    HIDE = "hide"
    """A message out of sight, by a person's decision."""
    TIME_OUT = "time_out"
    REMOVE = "remove"
    """Out of one channel."""
    BAN = "ban"


class Rule(StrEnum):
    """The community's rules, as a measure names the one that was broken."""

    PRIVACY = "privacy"
    """The privacy of others: what a member tells of themselves breaks no rule."""
    MEDICAL_ADVICE = "medical_advice"
    SELLING = "selling"
    HARASSMENT = "harassment"
    HATE = "hate"
    SEXUAL = "sexual"
    IMPERSONATION = "impersonation"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Measure:
    """`until`: when it ends by itself, None where it does not. `fades_at`: until when its strike counts; None earns none."""

    id: int
    case: int
    person: str
    kind: Kind
    rule: Rule
    by: str
    place: Place
    at: datetime
    until: datetime | None = None
    fades_at: datetime | None = None
    undone_at: datetime | None = None
    undone_by: str | None = None

    def holds(self, now: datetime) -> bool:
        """Whether it restricts the member now. A warning never does, and neither does a message that was hidden."""
        if self.kind in {Kind.WARN, Kind.HIDE} or self.undone_at is not None:
            return False
        return self.until is None or self.until > now

    def counts(self, now: datetime) -> bool:
        """Whether its strike is in force: neither undone nor faded."""
        return self.undone_at is None and self.fades_at is not None and self.fades_at > now


def strikes(measures: Iterable[Measure], now: datetime) -> int:
    return sum(one.counts(now) for one in measures)


def last_in_force(measures: Iterable[Measure], like: Measure, now: datetime) -> Measure | None:
    """Of the measures of the same kind (and, for `REMOVE`, the same channel), the one that holds longest; None where none does.

    What a platform should do follows from it, whether a measure was added or undone: the longest holds, else it is lifted.
    """
    same = [
        one
        for one in measures
        if one.kind is like.kind and one.holds(now) and (like.kind is not Kind.REMOVE or one.place.channel == like.place.channel)
    ]
    return max(same, key=lambda one: (one.until is None, one.until or now, one.id), default=None)


def may_hide(case: str, seen: Collection[str]) -> bool:
    """Whether a person may take a case's messages out of sight: they are messages, and danger is not all there is to them."""
    label = case.partition(".")[0]
    if label in {"request", "appeal", "drill"}:
        return False
    told = {name for name in (case, *seen) if name.partition(".")[0] not in POINTED_OUT}
    return not told or not all(name.startswith("crisis.") for name in told)


NEVER: Final = frozenset({"privacy.self", "diagnosis.self", "diagnosis.seeking"})
"""Names of cases that never earn a strike, beside every crisis (policy/labels.md, What follows)."""

_SHELTERED: Final = frozenset({"crisis", "request", "appeal", "drill"})
"""Labels of cases that never earn a strike: danger, and asking the team for something."""


def earns_strike(case: str, seen: Collection[str], rule: Rule) -> bool:
    """Whether a measure may be taken. `case` is the case's `label.value`, `seen` are those that were seen in its messages.

    Never for a crisis, wherever it shows, and never for a case about what a member told of themselves. That somebody reported
    such a message changes nothing, where the rule is about what was told and nothing else was seen.
    """
    label = case.partition(".")[0]
    if label in _SHELTERED or case in NEVER or any(name.startswith("crisis.") for name in seen):
        return False
    return not (rule in {Rule.PRIVACY, Rule.MEDICAL_ADVICE} and seen and NEVER.issuperset(seen))
