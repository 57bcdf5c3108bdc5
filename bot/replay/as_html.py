"""A report as one page: no script, nothing from elsewhere, light and dark, readable by a screen reader and on paper.

Each chart is drawn, and its figures stand in a table too, so that nobody depends on the drawing.
"""

from collections.abc import Iterator
from html import escape
from itertools import groupby
from typing import Final

from bot.replay.blocks import Block, Bullets, Chart, Example, Heading, Paragraph, Report
from bot.replay.drawing import COLOURS, MARKS, drawing

_STYLE: Final = (
    f"{COLOURS.rstrip()}{MARKS}"
    """\
body { margin: 0; background: var(--page); color: var(--ink); font: 1.05rem/1.55 system-ui, sans-serif }
main { max-width: 46rem; margin: 0 auto; padding: 1.5rem 1rem 4rem }
h1 { font-size: 1.9rem; line-height: 1.2 } h2 { margin-top: 2.5rem; font-size: 1.35rem }
figure { margin: 1.2rem 0; overflow-x: auto } figcaption { font-weight: 600; margin-bottom: .5rem }
svg { display: block; width: 100%; height: auto; min-width: 30rem }
summary { color: var(--soft); cursor: pointer; padding: .4rem 0 }
table { border-collapse: collapse; width: 100% } caption { text-align: left; color: var(--soft); padding-bottom: .3rem }
th, td { text-align: left; padding: .3rem .6rem .3rem 0; border-bottom: 1px solid var(--line) } thead th { color: var(--soft) }
td { font-variant-numeric: tabular-nums }
article { background: var(--card); border-radius: .5rem; padding: .1rem 1rem; margin: .8rem 0; break-inside: avoid }
article h3 { font-size: 1rem; margin: .8rem 0 .3rem } blockquote { margin: .3rem 0; overflow-wrap: anywhere }
article p { color: var(--soft); font-size: .95rem }
"""
)


def as_html(report: Report) -> str:
    """The whole page. Every text is escaped; the policy in its head forbids scripts and anything from another host."""
    title = escape(report.title)
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="robots" content="noindex">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n"
        + "\n".join(_sections(report))
        + "\n</main>\n</body>\n</html>\n"
    )


def _sections(report: Report) -> Iterator[str]:
    """Blocks in sections, one a heading."""
    count = 0

    def section(block: Block) -> int:
        nonlocal count
        count += isinstance(block, Heading)
        return count

    for number, group in groupby(report.blocks, section):
        inside = "\n".join(_block(block, report.table) for block in group)
        yield inside if number == 0 else f"<section>\n{inside}\n</section>"


def _block(block: Block, table: str) -> str:
    match block:
        case Heading(text):
            return f"<h2>{escape(text)}</h2>"
        case Paragraph(text):
            return f"<p>{escape(text)}</p>"
        case Bullets(texts):
            return "<ul>" + "".join(f"<li>{escape(text)}</li>" for text in texts) + "</ul>"
        case Chart():
            return _chart(block, table)
        case Example(heading, said, about):
            quote = f'<blockquote dir="auto">{escape(said)}</blockquote>'
            return f"<article><h3>{escape(heading)}</h3>{quote}<p>{escape(about)}</p></article>"


def _chart(chart: Chart, table: str) -> str:
    rows = "".join(f'<tr><th scope="row">{escape(bar.name)}</th><td>{escape(bar.shown)}</td></tr>' for bar in chart.bars)
    head = f'<thead><tr><th scope="col">{escape(chart.column)}</th><th scope="col">{escape(chart.number)}</th></tr></thead>'
    rows = f"<table><caption>{escape(chart.caption)}</caption>{head}<tbody>{rows}</tbody></table>"
    return (
        f"<figure><figcaption>{escape(chart.caption)}</figcaption>{drawing(chart)}</figure>"
        f"<details><summary>{escape(table)}</summary>{rows}</details>"
    )
