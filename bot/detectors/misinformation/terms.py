"""Many lists of terms looked for at once: a sentence is read word by word, whatever the number of lists.

A term is one word or several beside each other; a word may end in `*`. No pattern is compiled, so that a bank of any size costs
neither the start nor the first message anything.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Final

from bot.core.fold import fold

_WORD: Final = re.compile(r"[^\W_]++(?:'[^\W_]++)*+|=")
_PLAIN: Final = re.compile(r"[a-z]+\*?")
"""Most terms: one word."""
_APART: Final = 3
_EVENTS: Final = 60

Places = list[tuple[int, int]]
"""Where terms stand: first word and the word after the last."""


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence as words without apostrophes. `bare` is a word without its `'s` ('sugar' for "sugar's"), else the same."""

    words: tuple[str, ...]
    bare: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def stretch(self, first: int, after: int) -> tuple[int, int]:
        """The characters from a word to before another."""
        return self.starts[first], self.ends[after - 1]


def read_words(lower: str) -> Words:
    """The words, the commonest misspellings put right; an equals sign is a word."""
    found = list(_WORD.finditer(lower))
    right = _misspelt()
    return Words(
        tuple(right.get(word, word) for word in (match[0].replace("'", "") for match in found)),
        tuple(match[0].removesuffix("'s").replace("'", "") for match in found),
        tuple(match.start() for match in found),
        tuple(match.end() for match in found),
    )


_Rest = tuple[tuple[str, bool], ...]
_Longer = list[tuple[_Rest, tuple[int, ...]]]


@dataclass(slots=True)
class _Node:
    """The terms that begin with one word: that word alone; longer ones by their second word; those whose second word is open."""

    alone: tuple[int, ...] = ()
    second: dict[str, _Longer] = field(default_factory=dict)
    open: _Longer = field(default_factory=list)

    def add(self, rest: _Rest, numbers: tuple[int, ...]) -> None:
        if not rest:
            self.alone = numbers
        elif rest[0][1]:
            self.open.append((rest, numbers))
        else:
            self.second.setdefault(rest[0][0], []).append((rest, numbers))


class TermIndex:
    """Lists of terms by number. Made once, never changed after."""

    def __init__(self, lists: Iterable[Sequence[str]]) -> None:
        known: dict[_Rest, list[int]] = {}
        for number, terms in enumerate(lists):
            for term in terms:
                if (words := _parse(term)) and number not in (numbers := known.setdefault(words, [])):
                    numbers.append(number)
        self._exact: dict[str, _Node] = {}
        self._stems: dict[str, _Node] = {}
        for words, numbers in known.items():
            first, open_end = words[0]
            (self._stems if open_end else self._exact).setdefault(first, _Node()).add(words[1:], tuple(numbers))
        self._sizes = tuple(sorted({len(stem) for stem in self._stems}))

    def find(self, sentence: Words) -> dict[int, Places]:
        """For each list that has a term in the sentence, where they stand, in order."""
        found: dict[int, Places] = {}
        for place, word in enumerate(sentence.words):
            self._at(sentence, place, word, found)
            if (bare := sentence.bare[place]) != word:
                self._at(sentence, place, bare, found)
        return found

    def _at(self, sentence: Words, place: int, word: str, found: dict[int, Places]) -> None:
        if (node := self._exact.get(word)) is not None:
            _take(sentence, place, node, found)
        length, stems = len(word), self._stems
        for size in self._sizes:
            if size > length:
                break
            if (node := stems.get(word[:size])) is not None:
                _take(sentence, place, node, found)


def _take(sentence: Words, place: int, node: _Node, found: dict[int, Places]) -> None:
    """Note the terms of a node that stand here."""
    for number in node.alone:
        found.setdefault(number, []).append((place, place + 1))
    if place + 1 < len(sentence.words):
        longer = node.second.get(sentence.words[place + 1], ())
        for rest, numbers in (*longer, *node.open) if node.open else longer:
            if _follows(sentence, place, rest):
                for number in numbers:
                    found.setdefault(number, []).append((place, place + 1 + len(rest)))


@cache
def _misspelt() -> Mapping[str, str]:
    """Wrong spellings and the right ones."""
    text = resources.files("bot.detectors.lexicon").joinpath("misspelt.txt").read_text("utf-8")
    pairs = ",".join(line for line in text.splitlines() if not line.startswith("#")).split(",")
    return dict(pair.split() for pair in pairs) | {"=": "equals"}


def _follows(sentence: Words, place: int, rest: _Rest) -> bool:
    for word, open_end in rest:
        place += 1
        if place >= len(sentence.words) or sentence.starts[place] - sentence.ends[place - 1] > _APART:
            return False
        here = sentence.words[place]
        if not (here.startswith(word) if open_end else here == word or sentence.bare[place] == word):
            return False
    return True


def _parse(term: str) -> _Rest:
    """A term as words, each with whether any ending will do."""
    if _PLAIN.fullmatch(term):
        return ((term.removesuffix("*"), term.endswith("*")),)
    parts: list[tuple[str, bool]] = []
    for piece in fold(term).lower().split():
        found = [match[0].replace("'", "") for match in _WORD.finditer(piece)]
        parts += [(word, piece.endswith("*") and number == len(found) - 1) for number, word in enumerate(found)]
    return tuple(parts)


def closest(found: Mapping[int, Places], numbers: range) -> tuple[int, int] | None:
    """The shortest stretch of words that holds a term of each of these lists, or None."""
    for number in numbers:
        if number not in found:
            return None
    events = sorted((first, after, number) for number in numbers for first, after in found[number][:_EVENTS])
    last: dict[int, tuple[int, int]] = {}
    best: tuple[int, int] | None = None
    for first, after, number in events:
        last[number] = (first, after)
        if len(last) == len(numbers):
            begin = min(place for place, _ in last.values())
            end = max(place for _, place in last.values())
            if best is None or end - begin < best[1] - best[0]:
                best = (begin, end)
    return best
