"""A message with its identifiers taken out, for its author to post again."""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from bot.core.finding import Span, SpanType

_EDGE: Final = re.compile(r"[\w@]")
_LEAST: Final = 4
"""Shorter values are taken out where their span is, not wherever else they turn up."""
_WHOLE: Final = frozenset({"PERSON", "EMPLOYER"})


def clean_draft(text: str, spans: Iterable[Span], words: Mapping[SpanType, str]) -> str:
    """`text` with each identifier replaced by its plain word, such as "[phone number]".

    `words` holds a word for every `SpanType`. Nothing of an identifier is left: a span that ends inside a word is
    widened to all of it, and the same value is taken out wherever else it stands, however it is spaced; of a full name
    the last name as well.
    """
    kept = [span for span in spans if 0 <= span.start < span.end <= len(text)]
    cuts = [_widen(text, span) for span in kept]
    for span in kept:
        cuts += _again(text, text[span.start : span.end], span.type)
    pieces: list[str] = []
    at = 0
    for start, end, kind in _merged(cuts):
        word = words[kind]
        between = text[at:start]
        if not (pieces and pieces[-1] == word and not between.strip()):
            pieces += [between, word]
        at = end
    return "".join([*pieces, text[at:]])


def _widen(text: str, span: Span) -> tuple[int, int, SpanType]:
    start, end = span.start, span.end
    while start > 0 and _EDGE.match(text[start]) and _EDGE.match(text[start - 1]):
        start -= 1
    while end < len(text) and _EDGE.match(text[end - 1]) and _EDGE.match(text[end]):
        end += 1
    return start, end, span.type


def _again(text: str, value: str, kind: SpanType) -> list[tuple[int, int, SpanType]]:
    """Every other place of a value, whatever stands between its letters and digits; of a name, the last word too."""
    values = [value]
    if kind == "PERSON" and len(parts := value.split()) > 1:
        values.append(parts[-1])
    found: list[tuple[int, int, SpanType]] = []
    for each in values:
        signs = [char for char in each if char.isalnum()]
        if not _LEAST <= len(signs) <= 64:
            continue
        gap = r"[\s\-'.]?" if kind in _WHOLE else r"[^\w\n]{0,3}"
        pattern = re.compile(rf"(?<!\w){gap.join(map(re.escape, signs))}(?!\w)", re.IGNORECASE)
        found += [(*match.span(), kind) for match in pattern.finditer(text)]
    return found


def _merged(cuts: list[tuple[int, int, SpanType]]) -> list[tuple[int, int, SpanType]]:
    merged: list[tuple[int, int, SpanType]] = []
    for start, end, kind in sorted(cuts, key=lambda cut: (cut[0], -cut[1])):
        if merged and start < merged[-1][1]:
            first, last, earlier = merged[-1]
            merged[-1] = (first, max(last, end), earlier)
        else:
            merged.append((start, end, kind))
    return merged
