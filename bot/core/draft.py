"""A message with its identifiers taken out, for its author to post again."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from itertools import accumulate, pairwise
from typing import Final, TypeAlias

from bot.core.finding import Span, SpanType

_WORD: Final = re.compile(r"[\w@]++")
_LEAST: Final = 4
"""Shorter values are taken out where their span is, not wherever else they turn up."""
_MOST: Final = 64
_WHOLE: Final = frozenset({"PERSON", "EMPLOYER"})

Cut: TypeAlias = tuple[int, int, SpanType]


def clean_draft(text: str, spans: Iterable[Span], words: Mapping[SpanType, str]) -> str:
    """`text` with each identifier replaced by its plain word, such as "[phone number]".

    `words` holds a word for every `SpanType`. Nothing of an identifier is left: a span that ends inside a word is
    widened to all of it, and the same value is taken out wherever else it stands, however it is spaced; of a full name
    the last name as well. Linear in the length of `text`, however many spans there are.
    """
    kept = [span for span in spans if 0 <= span.start < span.end <= len(text)]
    if not kept:
        return text
    cuts = [*_widened(text, kept), *_again(text, kept)]
    pieces: list[str] = []
    at = 0
    for start, end, kind in _merged(cuts):
        word = words[kind]
        between = text[at:start]
        if not (pieces and pieces[-1] == word and not between.strip()):
            pieces += [between, word]
        at = end
    return "".join([*pieces, text[at:]])


def _widened(text: str, spans: list[Span]) -> list[Cut]:
    """Each span with the whole of the words that it begins and ends in."""
    words = [match.span() for match in _WORD.finditer(text)]
    starts = [start for start, _ in words]
    cuts: list[Cut] = []
    for span in spans:
        first = bisect_right(starts, span.start) - 1
        last = bisect_right(starts, span.end - 1) - 1
        start = words[first][0] if first >= 0 and span.start < words[first][1] else span.start
        end = words[last][1] if last >= 0 and span.end < words[last][1] else span.end
        cuts.append((start, end, span.type))
    return cuts


def _again(text: str, spans: list[Span]) -> list[Cut]:
    """Every other place of the values, whatever stands between their letters and digits; of a name, the last word too."""
    sought: dict[str, dict[str, SpanType]] = {}
    for value, of in {(text[span.start : span.end], span.type): None for span in spans}:
        parts = value.split()
        for each in (value, parts[-1]) if of == "PERSON" and len(parts) > 1 else (value,):
            signs = "".join(map(_small, filter(str.isalnum, each)))
            if _LEAST <= len(signs) <= _MOST:
                sought.setdefault(signs[:_LEAST], {}).setdefault(signs, of)
    if not sought:
        return []
    places = [at for at, char in enumerate(text) if char.isalnum()]
    signs = "".join(_small(text[at]) for at in places)
    gaps = [text[a + 1 : b] for a, b in pairwise(places)]
    torn = {True: _torn(gaps, whole=True), False: _torn(gaps, whole=False)}
    lengths = {head: sorted({len(value) for value in values}) for head, values in sought.items()}
    found: list[Cut] = []
    for first, at in enumerate(places):
        values = sought.get(signs[first : first + _LEAST])
        if values is None or (at and _is_word(text[at - 1])):
            continue
        for length in lengths[signs[first : first + _LEAST]]:
            last = first + length - 1
            kind = values.get(signs[first : last + 1])
            if kind is None or last >= len(places):
                continue
            end = places[last] + 1
            breaks = torn[kind in _WHOLE]
            if breaks[last] == breaks[first] and not (end < len(text) and _is_word(text[end])):
                found.append((at, end, kind))
    return found


def _torn(gaps: list[str], *, whole: bool) -> list[int]:
    """How many gaps before each letter or digit are too wide to lie inside of one value."""
    return list(accumulate((not _bridged(gap, whole) for gap in gaps), initial=0))


def _bridged(gap: str, whole: bool) -> bool:
    """A name may be parted by one sign; a number by up to three, such as ') ' or ' - '."""
    if not gap:
        return True
    if whole:
        return len(gap) == 1 and (gap.isspace() or gap in "-'.")
    return len(gap) <= 3 and "_" not in gap and "\n" not in gap


def _small(char: str) -> str:
    return small if len(small := char.lower()) == 1 else char


def _is_word(char: str) -> bool:
    return char.isalnum() or char == "_"


def _merged(cuts: list[Cut]) -> list[Cut]:
    merged: list[Cut] = []
    for start, end, kind in sorted(cuts, key=lambda cut: (cut[0], -cut[1])):
        if merged and start < merged[-1][1]:
            first, last, earlier = merged[-1]
            merged[-1] = (first, max(last, end), earlier)
        else:
            merged.append((start, end, kind))
    return merged
