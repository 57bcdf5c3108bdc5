"""How a chart is drawn: inside of a page, and as a file of its own."""

from html import escape
from typing import Final

from bot.replay.blocks import Chart

COLOURS: Final = """
:root { color-scheme: light dark; --page: #fff; --ink: #1c2530; --soft: #566271; --line: #d5dbe2; --bar: #1f6f8b;
  --card: #f4f6f8 }
@media (prefers-color-scheme: dark) {
  :root { --page: #14181d; --ink: #e8edf2; --soft: #a3afbc; --line: #37424e; --bar: #6cc0da; --card: #1d242c }
}
"""
MARKS: Final = """
svg text { fill: var(--ink); font: 13px system-ui, sans-serif } svg .track { fill: var(--card) } svg .bar { fill: var(--bar) }
"""
_NAME: Final = 250
_BARS: Final = 260
_ROW: Final = 26
_WIDE: Final = 700
_EDGE: Final = 16


def drawing(chart: Chart) -> str:
    """For a page that has `COLOURS` and `MARKS` in its style."""
    label = escape(chart.caption, quote=True)
    height = _ROW * len(chart.bars)
    return f'<svg viewBox="0 0 {_WIDE} {height}" role="img" aria-label="{label}">{_bars(chart)}</svg>'


def image(chart: Chart) -> str:
    """A file that stands alone, light and dark. Its description holds every figure, for who cannot see the bars."""
    height = _ROW * (len(chart.bars) + 1) + 2 * _EDGE
    width = _WIDE + 2 * _EDGE
    figures = escape(". ".join(f"{bar.name}: {bar.shown}" for bar in chart.bars))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" '
        f'aria-labelledby="title about"><title id="title">{escape(chart.caption)}</title><desc id="about">{figures}</desc>'
        f"<style>{COLOURS}{MARKS}svg .caption {{ font-weight: 600 }} svg .page {{ fill: var(--page) }}</style>"
        f'<rect class="page" width="{width}" height="{height}"/>'
        f'<text class="caption" x="{_EDGE}" y="{_EDGE + 14}">{escape(chart.caption)}</text>'
        f'<g transform="translate({_EDGE} {_EDGE + _ROW})">{_bars(chart)}</g></svg>\n'
    )


def _bars(chart: Chart) -> str:
    largest = max((bar.size for bar in chart.bars), default=0) or 1
    rows = []
    for index, bar in enumerate(chart.bars):
        top = index * _ROW
        width = _BARS * bar.size / largest
        rows.append(
            f'<text x="0" y="{top + 17}">{escape(bar.name[:36])}</text>'
            f'<rect class="track" x="{_NAME}" y="{top + 3}" width="{_BARS}" height="{_ROW - 6}" rx="3"/>'
            f'<rect class="bar" x="{_NAME}" y="{top + 3}" width="{width:.1f}" height="{_ROW - 6}" rx="3"/>'
            f'<text x="{_NAME + _BARS + 8}" y="{top + 17}">{escape(bar.shown)}</text>'
        )
    return "".join(rows)
