"""How the queue is doing: exact for the team, and a public report in which nobody can be picked out (promise 9)."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Final, Literal

from bot.cog import STAFF, Arguments, Cog, Command, Context, nothing_to_erase, nothing_to_export
from bot.core.action import Action, File, Reply
from bot.core.card import Card, Field
from bot.core.figures import Band, Cell, Count, Figures, Public, Share, Spread, public
from bot.core.message import Role
from bot.replay.as_text import drawn
from bot.replay.blocks import Bar, Chart
from bot.replay.drawing import image
from bot.store import figures

_WIDTH: Final = 16
"""Characters of the longest bar: a line must fit a phone."""
_RULES: Final = 10


class Report(Arguments):
    days: Literal["7", "30", "90"] = "30"
    audience: Literal["staff", "public"] = "staff"


async def report(context: Context, args: Report) -> list[Action]:
    """The figures up to now, a chart in characters, the same as a list, and a drawing as a file."""
    since = context.now - timedelta(days=int(args.days))
    found = await figures.between(context.tx, since, context.now, context.policy.case_due)
    for_all = public(found) if args.audience == "public" else None
    said = context.say("figures.public" if for_all else "figures.report", days=args.days, day=context.today.isoformat())
    chart = _chart(context, for_all.labels if for_all else found.labels)
    fields = [*(_public(context, for_all) if for_all else _exact(context, found)), *_charted(context, chart)]
    name = f"queue-{context.today.isoformat()}-{args.days}-days.svg"
    files = (File(name, "image/svg+xml", image(chart).encode()),) if chart.bars else ()
    return [Reply(Card(said.title, said.body, tuple(fields)), files=files)]


def _exact(context: Context, found: Figures) -> Iterator[Field]:
    numbers = {
        "opened": found.opened,
        "still_open": found.still_open,
        "open_now": found.open_now,
        "merged": found.merged,
        "resolved": found.resolved,
    }
    yield from (_field(context, name, str(count)) for name, count in numbers.items())
    yield _field(context, "to_claim", _spread(context, found.to_claim))
    yield _field(context, "to_resolve", _spread(context, found.to_resolve))
    yield _field(
        context, "in_time", _lines(context, [(_urgency(context, one.name), _part(context, one)) for one in found.in_time])
    )
    yield _field(
        context,
        "false_labels",
        _lines(context, [(_word(context, "label", one.name), _part(context, one)) for one in found.false_labels]),
    )
    rules = [(one.name, _part(context, one)) for one in found.false_rules if one.part][:_RULES]
    yield _field(context, "false_rules", _lines(context, rules))
    yield _field(context, "joined", str(found.joined))
    yield _field(context, "returning", str(found.returning))
    yield _field(context, "pages", _lines(context, [(_word(context, "step", one.name), str(one.count)) for one in found.pages]))
    drills = (
        [_part(context, found.drills), _spread(context, found.drill_times)]
        if found.drills.whole
        else [context.text("figures.none")]
    )
    yield _field(context, "drills", "\n".join(drills))
    yield _field(context, "looks", str(found.looks))


def _public(context: Context, shown: Public) -> Iterator[Field]:
    yield _field(context, "opened", _cell(context, shown.opened))
    yield _field(context, "still_open", _band(context, shown.still_open))
    yield _field(context, "to_claim", _spread(context, shown.to_claim))
    yield _field(context, "to_resolve", _spread(context, shown.to_resolve))
    yield _field(
        context, "in_time", _lines(context, [(_urgency(context, name), _band(context, one)) for name, one in shown.in_time])
    )
    false = [(_word(context, "label", name), _band(context, one)) for name, one in shown.false_labels]
    yield _field(context, "false_labels", _lines(context, false))
    yield _field(
        context, "pages", _lines(context, [(_word(context, "step", one.name), _cell(context, one)) for one in shown.pages])
    )
    yield _field(context, "drills", _band(context, shown.drills))
    yield _field(context, "looks", _cell(context, shown.looks))


def _chart(context: Context, labels: Sequence[Count] | Sequence[Cell]) -> Chart:
    bars = tuple(
        Bar(_word(context, "label", one.name), one.middle, _cell(context, one))
        if isinstance(one, Cell)
        else Bar(_word(context, "label", one.name), one.count, str(one.count))
        for one in labels
    )
    return Chart(context.text("figures.chart"), context.text("figures.field.labels"), context.text("figures.field.opened"), bars)


def _charted(context: Context, chart: Chart) -> Iterator[Field]:
    """The list comes first: a screen reader reads it as words, and the bars as noise."""
    yield Field(chart.column, _lines(context, [(bar.name, bar.shown) for bar in chart.bars]))
    largest = max((bar.size for bar in chart.bars), default=0)
    if chart.bars:
        bars = [f"{drawn(bar.size, largest, _WIDTH)}{bar.name}" for bar in chart.bars]
        yield Field(chart.caption, "\n".join(bars))


def _field(context: Context, name: str, value: str) -> Field:
    return Field(context.text(f"figures.field.{name}"), value)


def _lines(context: Context, lines: Sequence[tuple[str, str]]) -> str:
    told = [context.text("figures.line", name=name, value=value) for name, value in lines]
    return "\n".join(told) or context.text("figures.none")


def _part(context: Context, share: Share) -> str:
    if not share.whole:
        return context.text("figures.too_few")
    return context.text("figures.of", part=str(share.part), whole=str(share.whole), share=f"{share.part / share.whole:.0%}")


def _band(context: Context, band: Band) -> str:
    return context.text(f"figures.band.{band.value}")


def _cell(context: Context, cell: Cell) -> str:
    if cell.shown is None:
        return context.text("figures.few")
    return context.text("figures.rounded", count=str(cell.shown)) if cell.shown else context.text("figures.none")


def _spread(context: Context, spread: Spread) -> str:
    if spread.p50 is None:
        return context.text("figures.too_few" if spread.count else "figures.none")
    if spread.p90 is None:
        return context.text("figures.half", p50=_time(context, spread.p50))
    return context.text("figures.spread", p50=_time(context, spread.p50), p90=_time(context, spread.p90))


def _time(context: Context, time: timedelta) -> str:
    """Rounded up: nobody is made out quicker than they were."""
    minutes = -(-int(time.total_seconds()) // 60)
    if minutes < 120:
        return context.text("figures.minutes", count=str(minutes))
    if minutes < 48 * 60:
        return context.text("figures.hours", count=str(-(-minutes // 60)))
    return context.text("figures.days", count=str(-(-minutes // (24 * 60))))


def _urgency(context: Context, name: str) -> str:
    time = _time(context, context.policy.case_due[name])
    return context.text("figures.target", urgency=context.text(f"urgency.{name}"), time=time)


def _word(context: Context, kind: str, name: str) -> str:
    """A label or step that has no words yet is named as it is stored."""
    key = f"figures.{kind}.{name}"
    return context.text(key) if key in context.library.replies.keys else name.replace("_", " ")


COG = Cog(
    "figures",
    nothing_to_erase,
    nothing_to_export,
    commands=(Command("case report", STAFF | {Role.ADMIN}, Report, report, reads_only=True),),
)
