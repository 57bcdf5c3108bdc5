"""Many lists of terms looked for at once: a sentence is read word by word, whatever the number of lists.

A term is one word or several beside each other; a word may end in `*`. No pattern is compiled, so that a bank of any size costs
neither the start nor the first message anything.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.detectors.document import fold

_WORD: Final = re.compile(r"[^\W_]++(?:'[^\W_]++)*+|=")
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
    right = misspelt()
    return Words(
        tuple(right.get(word, word) for word in (match[0].replace("'", "") for match in found)),
        tuple(match[0].removesuffix("'s").replace("'", "") for match in found),
        tuple(match.start() for match in found),
        tuple(match.end() for match in found),
    )


@dataclass(frozen=True, slots=True)
class _Term:
    rest: tuple[tuple[str, bool], ...]
    lists: tuple[int, ...]


class TermIndex:
    """Lists of terms by number. Made once, never changed after."""

    def __init__(self, lists: Iterable[Sequence[str]]) -> None:
        known: dict[tuple[tuple[str, bool], ...], list[int]] = {}
        for number, terms in enumerate(lists):
            for term in terms:
                if (words := _parse(term)) and number not in (numbers := known.setdefault(words, [])):
                    numbers.append(number)
        self._exact: dict[str, list[_Term]] = {}
        self._stems: dict[str, list[_Term]] = {}
        for words, numbers in known.items():
            (first, open_end), rest = words[0], words[1:]
            (self._stems if open_end else self._exact).setdefault(first, []).append(_Term(rest, tuple(numbers)))
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
        if (terms := self._exact.get(word)) is not None:
            self._take(sentence, place, terms, found)
        length = len(word)
        for size in self._sizes:
            if size > length:
                break
            if (terms := self._stems.get(word[:size])) is not None:
                self._take(sentence, place, terms, found)

    @staticmethod
    def _take(sentence: Words, place: int, terms: list[_Term], found: dict[int, Places]) -> None:
        for term in terms:
            after = place + 1 + len(term.rest)
            if not term.rest or _follows(sentence, place, term.rest):
                for number in term.lists:
                    if number in found:
                        found[number].append((place, after))
                    else:
                        found[number] = [(place, after)]


@cache
def misspelt() -> Mapping[str, str]:
    """Wrong spellings and the right ones."""
    pairs = " ".join(" ".join(sorted(word_lists("falsehood_slots")["misspelt"])).split("\n"))
    return {"=": "equals"} | dict(pair.split() for pair in pairs.split(","))


def _follows(sentence: Words, place: int, rest: tuple[tuple[str, bool], ...]) -> bool:
    for word, open_end in rest:
        place += 1
        if place >= len(sentence.words) or sentence.starts[place] - sentence.ends[place - 1] > _APART:
            return False
        here = sentence.words[place]
        if not (here.startswith(word) if open_end else here == word or sentence.bare[place] == word):
            return False
    return True


def _parse(term: str) -> tuple[tuple[str, bool], ...]:
    """A term as words, each with whether any ending will do."""
    parts: list[tuple[str, bool]] = []
    for piece in fold(term).lower().split():
        found = [match[0].replace("'", "") for match in _WORD.finditer(piece)]
        parts += [(word, piece.endswith("*") and number == len(found) - 1) for number, word in enumerate(found)]
    return tuple(parts)


def closest(found: Mapping[int, Places], numbers: range) -> tuple[int, int] | None:
    """The shortest stretch of words that holds a term of each of these lists, or None."""
    events = sorted((first, after, number) for number in numbers for first, after in found.get(number, ())[:_EVENTS])
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
