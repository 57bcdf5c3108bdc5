"""A report for a terminal or a mail: lines of at most 96 characters."""

import textwrap
from collections.abc import Iterator
from typing import Final

from bot.replay.blocks import Block, Bullets, Chart, Example, Heading, Paragraph, Report

_WIDTH: Final = 96
_BAR: Final = 36
_EIGHTHS: Final = " ▏▎▍▌▋▊▉█"


def as_text(report: Report, *, unicode: bool = True) -> str:
    """`unicode` false draws with ASCII, for a terminal that has nothing else."""
    lines = [report.title, "=" * len(report.title)]
    for block in report.blocks:
        lines += _lines(block, unicode)
    return "\n".join(lines) + "\n"


def _lines(block: Block, unicode: bool) -> Iterator[str]:
    yield ""
    match block:
        case Heading(text):
            yield text
            yield "-" * len(text)
        case Paragraph(text):
            yield from textwrap.wrap(text, _WIDTH)
        case Bullets(texts):
            for text in texts:
                yield from textwrap.wrap(text, _WIDTH, initial_indent="  - ", subsequent_indent="    ")
        case Chart():
            yield from _chart(block, unicode)
        case Example(heading, said, about):
            yield f"  {heading}"
            yield from textwrap.wrap(said, _WIDTH, initial_indent="    ", subsequent_indent="    ")
            yield from textwrap.wrap(about, _WIDTH, initial_indent="    ", subsequent_indent="    ")


def _chart(chart: Chart, unicode: bool) -> Iterator[str]:
    yield f"  {chart.caption}"
    widest = max((len(bar.name) for bar in chart.bars), default=0)
    largest = max((bar.size for bar in chart.bars), default=0)
    for bar in chart.bars:
        yield f"  {bar.name:<{widest}}  {drawn(bar.size, largest, unicode=unicode)}{bar.shown}"


def drawn(size: float, largest: float, width: int = _BAR, *, unicode: bool = True) -> str:
    """A bar of eighths of a character and a space; whatever is not nothing can be seen."""
    if size <= 0 or largest <= 0:
        return ""
    eighths = max(1, round(8 * width * size / largest))
    if not unicode:
        return "#" * max(1, eighths // 8) + " "
    return "█" * (eighths // 8) + _EIGHTHS[eighths % 8].strip() + " "
