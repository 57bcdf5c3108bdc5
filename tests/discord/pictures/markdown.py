"""Discord's markdown as HTML: what its client makes of a text, so that a mark that was left in shows as what it does.

https://support.discord.com/hc/articles/210298617 (Markdown Text 101), https://discord.com/developers/docs/reference#message-formatting
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from html import escape
from typing import Final


@dataclass(frozen=True)
class Names:
    """What the numbers in mentions stand for, and the moment at which it is all looked at."""

    people: Mapping[str, str] = field(default_factory=dict)
    roles: Mapping[str, str] = field(default_factory=dict)
    channels: Mapping[str, str] = field(default_factory=dict)
    now: datetime | None = None


Match = re.Match[str]
Rule = tuple[re.Pattern[str], Callable[["_Reading", Match], str]]
_STYLES: Final = {
    "t": "%H:%M",
    "T": "%H:%M:%S",
    "d": "%d/%m/%Y",
    "D": "%d %B %Y",
    "f": "%d %B %Y %H:%M",
    "F": "%A, %d %B %Y %H:%M",
}
_ITEM: Final = r" *(?:[-*]|\d{1,9}\.) +[^\n]+(?:\n|$)"
_LISTED: Final = re.compile(r"(?P<deep> *)(?P<mark>[-*]|\d{1,9}\.) +(?P<text>[^\n]+)(?:\n|$)")


def html(text: str, names: Names | None = None) -> str:
    return _Reading(names or Names()).read(text)


@dataclass(frozen=True)
class _Reading:
    names: Names

    def read(self, text: str, *, nested: bool = False) -> str:
        """`nested`: inside other marks, where no line begins."""
        found: list[str] = []
        at = 0
        while at < len(text):
            begins = not nested and (at == 0 or text[at - 1] == "\n")
            for pattern, shown in (*(_AT_LINE_START if begins else ()), *_ANYWHERE):
                if match := pattern.match(text, at):
                    found.append(shown(self, match))
                    at = match.end()
                    break
        return "".join(found)

    def inside(self, tag: str) -> Callable[[Match], str]:
        return lambda match: f"<{tag}>{self.read(match[1], nested=True)}</{tag}>"


def _in(tag: str) -> Callable[[_Reading, Match], str]:
    return lambda reading, match: reading.inside(tag)(match)


def _heading(reading: _Reading, match: Match) -> str:
    level = len(match[1])
    return f"<h{level}>{reading.read(match[2].strip(), nested=True)}</h{level}>"


def _small(reading: _Reading, match: Match) -> str:
    return f"<small>{reading.read(match[1], nested=True)}</small>"


def _list(reading: _Reading, match: Match) -> str:
    """Numbers count on from the first, whatever the others are."""
    items = list(_LISTED.finditer(match[0]))
    found: list[str] = []
    open_tags: list[str] = []
    for item in items:
        depth = min(len(item["deep"]) // 2, len(open_tags)) + 1
        while depth < len(open_tags):
            found.append(f"</{open_tags.pop()}>")
        if depth > len(open_tags):
            numbered = item["mark"][0].isdigit()
            found.append(f'<ol start="{int(item["mark"][:-1])}">' if numbered else "<ul>")
            open_tags.append("ol" if numbered else "ul")
        found.append(f"<li>{reading.read(item['text'], nested=True)}</li>")
    found += [f"</{tag}>" for tag in reversed(open_tags)]
    return "".join(found)


def _quote(reading: _Reading, match: Match) -> str:
    said = match[1] if match[0].startswith(">>>") else re.sub(r"(?m)^ *> ", "", match[0].rstrip("\n"))
    return f"<blockquote>{reading.read(said)}</blockquote>"


def _block(reading: _Reading, match: Match) -> str:
    return f"<pre><code>{escape(match[2])}</code></pre>"


def _code(reading: _Reading, match: Match) -> str:
    return f"<code>{escape(match[2].strip())}</code>"


def _spoiler(reading: _Reading, match: Match) -> str:
    return f'<span class="spoiler"><span>{reading.read(match[1], nested=True)}</span></span>'


def _link(reading: _Reading, match: Match) -> str:
    return f'<a href="{escape(match[2])}">{reading.read(match[1], nested=True)}</a>'


def _address(reading: _Reading, match: Match) -> str:
    return f'<a href="{escape(match[1])}">{escape(match[1])}</a>'


def _mention(text: str) -> str:
    return f'<span class="mention">{escape(text)}</span>'


def _named(reading: _Reading, match: Match) -> str:
    mark, number = match[1], match[2]
    if mark == "#":
        return _mention("#" + reading.names.channels.get(number, "unknown"))
    known = reading.names.roles if mark == "@&" else reading.names.people
    return _mention("@" + known.get(number, "unknown"))


def _moment(reading: _Reading, match: Match) -> str:
    at = datetime.fromtimestamp(int(match[1]), UTC)
    style = _STYLES.get(match[2] or "f", _STYLES["f"])
    shown = _distance(at - (reading.names.now or at)) if match[2] == "R" else at.strftime(style)
    return f'<span class="moment">{shown}</span>'


def _distance(far: timedelta) -> str:
    seconds = abs(round(far.total_seconds()))
    for unit, length in (("day", 86400), ("hour", 3600), ("minute", 60)):
        if seconds >= length:
            count = round(seconds / length)
            words = f"{count} {unit}s" if count > 1 else f"{'an' if unit == 'hour' else 'a'} {unit}"
            return f"in {words}" if far > timedelta(0) else f"{words} ago"
    return "in a few seconds" if far > timedelta(0) else "a few seconds ago"


def _escaped(reading: _Reading, match: Match) -> str:
    return escape(match[1], quote=False)


_AT_LINE_START: Final[tuple[Rule, ...]] = (
    (re.compile(r" *(#{1,3}) +([^\n]*\S[^\n]*)(?:\n|$)"), _heading),
    (re.compile(r" *-# +([^\n]*\S[^\n]*)(?:\n|$)"), _small),
    (re.compile(rf"(?:{_ITEM})+"), _list),
    (re.compile(r" *>>> ([\s\S]+)"), _quote),
    (re.compile(r"(?: *> [^\n]*(?:\n|$))+"), _quote),
)
_ANYWHERE: Final[tuple[Rule, ...]] = (
    (re.compile(r"```(?:([\w+.#-]+)\n)?\n*([^\n][\s\S]*?)\n*```"), _block),
    (re.compile(r"\\([^0-9A-Za-z\s])"), _escaped),
    (re.compile(r"(`+)([\s\S]*?[^`])\1(?!`)"), _code),
    (re.compile(r"\|\|([\s\S]+?)\|\|"), _spoiler),
    (re.compile(r"\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)"), _in("strong")),
    (re.compile(r"__((?:\\[\s\S]|[^\\])+?)__(?!_)"), _in("u")),
    (re.compile(r"\*(?=\S)((?:\\[\s\S]|[^*\\])*(?:\\[\s\S]|[^\s*\\]))\*(?!\*)"), _in("em")),
    (re.compile(r"(?<!\w)_((?:\\[\s\S]|[^_\\])+?)_(?!\w)"), _in("em")),
    (re.compile(r"~~([\s\S]+?)~~(?!_)"), _in("del")),
    (re.compile(r"\[([^\[\]\n]+)\]\((https?://[^\s()]+)\)"), _link),
    (re.compile(r"<(https?://[^\s<>]+)>"), _address),
    (re.compile(r"(?i)((?:https?|steam)://[^\s<]+[^\s<.,:;\"')\]])"), _address),
    (re.compile(r"<(@!?|@&|#)(\d+)>"), _named),
    (re.compile(r"<(/[-\w ]{1,100}):\d+>"), lambda reading, match: _mention(match[1])),
    (re.compile(r"<a?(:\w{2,32}:)\d+>"), lambda reading, match: _mention(match[1])),
    (re.compile(r"<id:(customize|browse|guide|home)>"), lambda reading, match: _mention(match[1])),
    (re.compile(r"<t:(-?\d{1,13})(?::([tTdDfFR]))?>"), _moment),
    (re.compile(r"(@(?:everyone|here))\b"), lambda reading, match: _mention(match[1])),
    (re.compile(r"\n"), lambda reading, match: "<br>"),
    (re.compile(r"[\s\S]"), lambda reading, match: escape(match[0], quote=False)),
)
