"""From figures to a report that a clinic's board can read."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.core.decision import Decision, Human, Visibility
from bot.core.finding import Label
from bot.knowledge.replies import Replies
from bot.replay import trials
from bot.replay.blocks import Bar, Block, Bullets, Chart, Example, Heading, Paragraph, Report
from bot.replay.figures import LABELS, Figures, Spread
from bot.replay.masking import Masker, harmless
from bot.replay.samples import Sample, Samples
from bot.replay.words import Words

_WEEKS: Final = 26
_CHANNELS: Final = 12
_EXCERPT: Final = 280


@dataclass(frozen=True)
class Outcome:
    """All that a report tells. `unanswered` counts answers to messages that the export does not hold."""

    figures: Figures
    samples: Samples
    masker: Masker
    zone: str
    clinicians_named: bool
    unanswered: int


def report(outcome: Outcome, words: Words, replies: Replies) -> Report:
    parts: tuple[Callable[[Outcome, Words, Replies], Iterator[Block]], ...] = (
        _glance, _labels, _pages, _load, _channels, _trials, _samples, _skipped, _limits,
    )  # fmt: skip
    blocks = [block for part in parts for block in part(outcome, words, replies)]
    opening: list[Block] = [Paragraph(words.say("report.opening"))]
    if failed := outcome.figures.failed_detectors:
        parts_failed = ", ".join(f"{name} ({count:,})" for name, count in failed.items())
        opening.append(Paragraph(words.say("report.failed", parts=parts_failed)))
    return Report(words.say("report.title"), words.say("report.table"), (*opening, *blocks))


def _glance(outcome: Outcome, words: Words, _: Replies) -> Iterator[Block]:
    figures = outcome.figures
    read = {"messages": f"{figures.messages:,}", "members": f"{figures.members:,}", "channels": f"{figures.channels:,}"}
    yield Heading(words.say("glance.title"))
    first = (
        words.say("glance.read_dated", **read, first=_day(figures.first), last=_day(figures.last), days=f"{figures.days:,}")
        if figures.first and figures.last
        else words.say("glance.read", **read)
    )
    yield Bullets(
        (
            first,
            words.say("glance.acted", count=f"{figures.acted_on:,}", rate=f"{figures.acted_on_per_1000:g}"),
            words.say("glance.quiet", count=f"{figures.messages - figures.acted_on:,}"),
            words.say("glance.hidden", count=f"{figures.hidden:,}"),
            words.say("glance.pages" if figures.pages else "glance.no_pages", count=f"{figures.pages:,}"),
            words.say("glance.notes", count=f"{figures.notes:,}", lines=f"{figures.lines_for_readers:,}"),
        )
    )


def _labels(outcome: Outcome, words: Words, replies: Replies) -> Iterator[Block]:
    labels = outcome.figures.labels
    yield Heading(words.say("labels.title"))
    yield Paragraph(words.say("labels.opening"))
    bars = tuple(
        Bar(
            words.say(f"labels.{label.value}"),
            labels[label.value].messages,
            words.say("report.per_1000", count=f"{labels[label.value].messages:,}", rate=f"{labels[label.value].per_1000:g}"),
        )
        for label in LABELS
    )
    yield Chart(words.say("labels.caption"), words.say("labels.column"), words.say("labels.number"), bars)
    kinds = {label: labels[label.value].values for label in LABELS if len(labels[label.value].values) > 1}
    if kinds:
        yield Bullets(
            tuple(
                words.say(
                    "labels.kinds",
                    label=words.say(f"labels.{label.value}"),
                    kinds=", ".join(
                        f"{value_words(replies, label, value)} {count:,}"
                        for value, count in sorted(values.items(), key=lambda one: -one[1])
                    ),
                )
                for label, values in kinds.items()
            )
        )


def _pages(outcome: Outcome, words: Words, _: Replies) -> Iterator[Block]:
    figures = outcome.figures
    if not figures.pages_by_hour:
        return
    yield Heading(words.say("pages.title"))
    if not figures.pages:
        yield Paragraph(words.say("pages.none"))
        return
    opening = "pages.all_now" if figures.pages_now == figures.pages else "pages.opening"
    yield Paragraph(words.say(opening, now=f"{figures.pages_now:,}", count=f"{figures.pages:,}"))
    number = words.say("pages.number")
    hours = tuple(Bar(f"{hour:02}:00", count, f"{count:,}") for hour, count in enumerate(figures.pages_by_hour))
    yield Chart(words.say("pages.hour_caption", zone=outcome.zone), words.say("pages.hour_column"), number, hours)
    weeks = tuple(Bar(_day(week), count, f"{count:,}") for week, count in list(figures.pages_by_week.items())[-_WEEKS:])
    yield Chart(words.say("pages.week_caption"), words.say("pages.week_column"), number, weeks)
    if len(figures.pages_by_week) > _WEEKS:
        yield Paragraph(words.say("pages.week_cut", count=_WEEKS))


def _load(outcome: Outcome, words: Words, _: Replies) -> Iterator[Block]:
    figures, minutes = outcome.figures, words.minutes
    yield Heading(words.say("load.title"))
    lines = [words.say("load.kinds", reviews=f"{figures.reviews:,}", cases=f"{figures.cases:,}", pages=f"{figures.pages:,}")]
    if figures.cases_a_day and figures.minutes_a_day:
        lines.append(words.say("load.cases", **_spread(figures.cases_a_day)))
        lines.append(words.say("load.minutes", **_spread(figures.minutes_a_day)))
    hours = figures.minutes / 60
    lines.append(words.say("load.total", hours=f"{hours:,.0f}" if hours >= 10 else f"{hours:.1f}"))
    yield Bullets(tuple(lines))
    yield Paragraph(words.say("load.assumed", review=f"{minutes.review:g}", case=f"{minutes.case:g}", page=f"{minutes.page:g}"))


def _channels(outcome: Outcome, words: Words, _: Replies) -> Iterator[Block]:
    channels = outcome.figures.channel_figures
    if len(channels) < 2:
        return
    yield Heading(words.say("channels.title"))
    bars = tuple(Bar(f"#{harmless(name)}", one.per_1000, f"{one.per_1000:g}") for name, one in list(channels.items())[:_CHANNELS])
    yield Chart(words.say("channels.caption"), words.say("channels.column"), words.say("channels.number"), bars)


def _trials(outcome: Outcome, words: Words, _: Replies) -> Iterator[Block]:
    return trials.blocks(outcome.figures.trials, words)


def _samples(outcome: Outcome, words: Words, replies: Replies) -> Iterator[Block]:
    examples = [_example(sample, outcome, words, replies) for label in LABELS for sample in outcome.samples.of(label)]
    if examples:
        yield Heading(words.say("samples.title"))
        yield Paragraph(words.say("samples.opening"))
        yield from examples


def _example(sample: Sample, outcome: Outcome, words: Words, replies: Replies) -> Example:
    judged, finding = sample.judged, sample.finding
    said, at = judged.said, judged.said.at
    text = outcome.masker.mask(judged.message, judged.assessment.spans)
    values = {
        "member": words.say("samples.member", number=said.author) if said.author else words.say("samples.somebody"),
        "channel": f"#{harmless(said.channel)}",
        "sure": f"{finding.confidence:.0%}",
        "done": ", ".join(done(judged.decision, words)),
    }
    return Example(
        words.say(
            "samples.heading",
            label=words.say(f"labels.{finding.label.value}"),
            value=value_words(replies, finding.label, finding.value),
        ),
        words.say("samples.said", text=text if len(text) <= _EXCERPT else text[:_EXCERPT].rpartition(" ")[0] + " …"),
        words.say("samples.who", **values, day=_day(at.date().isoformat())) if at else words.say("samples.who_undated", **values),
    )


def _skipped(outcome: Outcome, words: Words, _: Replies) -> Iterator[Block]:
    figures = outcome.figures
    lines = [words.say(f"skipped.{reason}", count=f"{count:,}") for reason, count in figures.skipped.items() if count]
    if figures.private_talks:
        lines.append(words.say("skipped.talks", count=f"{figures.private_talks:,}"))
    yield Heading(words.say("skipped.title"))
    yield Bullets(tuple(lines) or (words.say("skipped.nothing"),))


def _limits(outcome: Outcome, words: Words, _: Replies) -> Iterator[Block]:
    undecided = outcome.figures.labels[Label.UNMEASURED.value].messages
    lines = [words.say("limits.rules"), words.say("limits.edits"), words.say("limits.behaviour"), words.say("limits.names")]
    if not outcome.clinicians_named:
        lines.append(words.say("limits.roles"))
    if outcome.unanswered:
        lines.append(words.say("limits.replies", count=f"{outcome.unanswered:,}"))
    if undecided:
        lines.append(words.say("limits.undecided", count=f"{undecided:,}"))
    if outcome.figures.pages:
        lines.append(words.say("limits.crisis", hours=f"{words.crisis_open.total_seconds() / 3600:g}"))
    yield Heading(words.say("limits.title"))
    yield Bullets(tuple(lines))


def value_words(replies: Replies, label: Label, value: str) -> str:
    """The value as moderators read it on a case; the bare value where there are no words for it."""
    key = f"what.{label.value}.{value}"
    return replies.text(key) if key in replies.keys else value


def done(decision: Decision, words: Words) -> list[str]:
    """What a decision would have come to."""
    parts = {
        "hidden": decision.visibility is Visibility.HIDDEN,
        "author": bool(decision.author),
        "readers": bool(decision.readers) and decision.visibility is not Visibility.HIDDEN,
        decision.human.name.lower(): decision.human is not Human.NONE,
    }
    return [words.say(f"done.{part}") for part, true in parts.items() if true] or [words.say("done.nothing")]


def _spread(spread: Spread) -> dict[str, str]:
    return {
        "p50": f"{spread.p50:g}",
        "p90": f"{spread.p90:g}",
        "busiest": f"{spread.busiest:g}",
        "day": _day(spread.busiest_on),
    }


def _day(iso: str | None) -> str:
    if iso is None:
        return ""
    day = date.fromisoformat(iso)
    return f"{day.day} {day:%b %Y}"
