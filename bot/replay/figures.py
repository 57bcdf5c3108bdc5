"""The figures of a replay: counted one decision at a time, then frozen."""

import math
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta, tzinfo
from typing import Final

from bot.core.comparison import Comparison, compare
from bot.core.decision import Human, Visibility
from bot.core.finding import POLICY_LABELS, Assessment, Label
from bot.core.trial import Line
from bot.exports.people import People
from bot.exports.record import Tally
from bot.replay.judge import Judged

LABELS: Final = (*POLICY_LABELS, Label.CONDUCT, Label.RED_FLAG, Label.UNMEASURED)
_LONGEST: Final = 366 * 30
"""Days. A wrong clock can date a message anywhere; beyond this, days are not filled in between."""


@dataclass(frozen=True, slots=True)
class Minutes:
    """Documented assumptions (content/reports): what one review, case and page takes a moderator."""

    review: float
    case: float
    page: float


@dataclass(frozen=True, slots=True)
class Spread:
    """Of a number a day, over all days of the export: half of the days have at most `p50`, nine in ten at most `p90`."""

    p50: float
    p90: float
    busiest: float
    busiest_on: str


@dataclass(frozen=True, slots=True)
class LabelFigures:
    messages: int
    per_1000: float
    values: dict[str, int]


@dataclass(frozen=True)
class Figures:
    """What `--json` prints. The parts that need times are None or empty where the export has none."""

    messages: int
    members: int
    channels: int
    first: str | None
    last: str | None
    days: int
    acted_on: int
    acted_on_per_1000: float
    hidden: int
    reviews: int
    cases: int
    pages: int
    pages_now: int
    notes: int
    lines_for_readers: int
    labels: dict[str, LabelFigures]
    pages_by_week: dict[str, int]
    pages_by_hour: list[int]
    cases_a_day: Spread | None
    minutes_a_day: Spread | None
    minutes: float
    skipped: dict[str, int]
    private_talks: int
    failed_detectors: dict[str, int]
    abstained_detectors: dict[str, int]
    channel_figures: dict[str, LabelFigures] = field(default_factory=dict)
    trials: dict[str, dict[str, Comparison]] = field(default_factory=dict)
    """Shadow beside live, by trial and channel."""


class Counts:
    """Memory: a number a day, an hour, a channel and a label."""

    def __init__(self, zone: tzinfo, minutes: Minutes) -> None:
        self._zone = zone
        self._minutes = minutes
        self._total: Counter[str] = Counter()
        self._labels: Counter[Label] = Counter()
        self._values: Counter[tuple[Label, str]] = Counter()
        self._channels: Counter[str] = Counter()
        self._acted_in: Counter[str] = Counter()
        self._hours: Counter[int] = Counter()
        self._weeks: Counter[date] = Counter()
        self._cases: Counter[date] = Counter()
        self._time: Counter[date] = Counter()
        self._failed: Counter[str] = Counter()
        self._abstained: Counter[str] = Counter()
        self._trials: dict[str, dict[str, Counter[tuple[str, str]]]] = {}
        self._members: set[str] = set()
        self._days: set[date] = set()

    def take(self, judged: Judged) -> None:
        said, decision = judged.said, judged.decision
        self._members.add(said.author)
        self._channels[said.channel] += 1
        self._total["messages"] += 1
        self._total["notes"] += judged.notes
        self._total["lines"] += judged.lines
        self._total["hidden"] += decision.visibility is Visibility.HIDDEN
        self._failed.update(judged.assessment.failed)
        self._abstained.update(judged.assessment.abstained)
        if not decision.quiet:
            self._total["acted_on"] += 1
            self._acted_in[said.channel] += 1
        for label, value in seen(judged.assessment):
            self._labels[label] += 1
            self._values[label, value] += 1
        for name, would in judged.shadows.items():
            channels = self._trials.setdefault(name, {})
            channels.setdefault(said.channel, Counter())[str(Line.of(decision)), str(Line.of(would))] += 1
        self._human(judged)

    def _human(self, judged: Judged) -> None:
        human = judged.decision.human
        self._total[human.name] += 1
        if judged.said.at is None:
            self._time[date.min] += self._cost(human)
            return
        at = judged.said.at.astimezone(self._zone)
        self._days.add(at.date())
        self._time[at.date()] += self._cost(human)
        self._cases[at.date()] += human >= Human.CASE
        if human is Human.PAGE:
            self._total["pages_now"] += judged.decision.urgency.name == "NOW"
            self._hours[at.hour] += 1
            self._weeks[at.date() - timedelta(days=at.weekday())] += 1

    def _cost(self, human: Human) -> int:
        """Seconds: whole numbers, so that sums do not depend on their order."""
        minutes = {Human.REVIEW: self._minutes.review, Human.CASE: self._minutes.case, Human.PAGE: self._minutes.page}
        return round(60 * minutes.get(human, 0))

    def figures(self, people: People, tally: Tally) -> Figures:
        total, every = self._total, self._every_day()
        weeks = sorted({day - timedelta(days=day.weekday()) for day in every})
        seconds = {day: self._time[day] / 60 for day in every}
        return Figures(
            messages=total["messages"],
            members=len(self._members - {""}),
            channels=len(self._channels),
            first=every[0].isoformat() if every else None,
            last=every[-1].isoformat() if every else None,
            days=len(every),
            acted_on=total["acted_on"],
            acted_on_per_1000=self._per_1000(total["acted_on"]),
            hidden=total["hidden"],
            reviews=total[Human.REVIEW.name],
            cases=total[Human.CASE.name],
            pages=total[Human.PAGE.name],
            pages_now=total["pages_now"],
            notes=total["notes"],
            lines_for_readers=total["lines"],
            labels={label.value: self._label(label) for label in LABELS},
            pages_by_week={week.isoformat(): self._weeks[week] for week in weeks},
            pages_by_hour=[self._hours[hour] for hour in range(24)] if every else [],
            cases_a_day=_spread({day: float(self._cases[day]) for day in every}),
            minutes_a_day=_spread(seconds),
            minutes=round(sum(self._time.values()) / 60, 1),
            skipped={reason.value: count for reason, count in sorted(tally.skipped.items())},
            private_talks=tally.talks,
            failed_detectors=dict(sorted(self._failed.items())),
            abstained_detectors=dict(sorted(self._abstained.items())),
            channel_figures={name: self._channel(name) for name, _ in self._channels.most_common()},
            trials={
                name: {channel: compare(counts) for channel, counts in sorted(channels.items())}
                for name, channels in sorted(self._trials.items())
            },
        )

    def _label(self, label: Label) -> LabelFigures:
        values = {value: count for (one, value), count in sorted(self._values.items()) if one is label}
        return LabelFigures(self._labels[label], self._per_1000(self._labels[label]), values)

    def _channel(self, name: str) -> LabelFigures:
        acted, messages = self._acted_in[name], self._channels[name]
        return LabelFigures(messages, round(1000 * acted / messages, 1), {"acted_on": acted})

    def _per_1000(self, count: int) -> float:
        return round(1000 * count / max(1, self._total["messages"]), 1)

    def _every_day(self) -> list[date]:
        """All days from the first message to the last, quiet ones too."""
        if not self._days:
            return []
        first, last = min(self._days), max(self._days)
        if (last - first).days > _LONGEST:
            return sorted(self._days)
        return [first + timedelta(days=past) for past in range((last - first).days + 1)]


def seen(assessment: Assessment) -> list[tuple[Label, str]]:
    """Each label that an assessment has, with its most serious value; once a label."""
    policy = [(label, assessment.value(label)) for label in POLICY_LABELS if assessment.of(label)]
    beside = [
        (label, max(found, key=lambda one: one.confidence).value)
        for label in (Label.CONDUCT, Label.RED_FLAG)
        if (found := assessment.of(label))
    ]
    undecided = assessment.failed or assessment.abstained or assessment.of(Label.UNMEASURED)
    all_seen = [(label, value) for label, value in (*policy, *beside) if value not in {"none", "false"}]
    return [*all_seen, (Label.UNMEASURED, "language")] if undecided else all_seen


def _spread(days: dict[date, float]) -> Spread | None:
    if not days:
        return None
    ordered = sorted(days.values())
    busiest = max(days, key=lambda day: (days[day], -day.toordinal()))
    return Spread(round(_at(ordered, 0.5), 1), round(_at(ordered, 0.9), 1), round(days[busiest], 1), busiest.isoformat())


def _at(ordered: list[float], share: float) -> float:
    """Nearest rank: the smallest value that at least this share of the days does not exceed."""
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]
