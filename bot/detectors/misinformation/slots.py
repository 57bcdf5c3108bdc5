"""Frames of slots: classes of words in an order, with so many words between them at most (`lexicon/falsehood_slots.txt`).

    = name              a class; the lines below hold its terms, parted by commas; `@other` takes in another class
    - rule confidence   a frame; the lines below hold its patterns
      remedy ..6 cure ..4 disease !mine

A pattern is slots from left to right. `a|b` is any of several classes, `[is|comes_from]` words written out, `..N` how many words
may stand before the next slot (three where nothing is said). `!class` must not stand between or beside, `-class` nowhere in the
sentence, `+class` must stand somewhere in it, and `^class` is what the words before the sentence speak of ('neem kills it').
`disease` and `drug` hold the names of `conditions.txt` and `medicines.txt` as well.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from importlib import resources
from typing import Final

from bot.detectors.frames import word_sets
from bot.detectors.lexicon.mentions import CONDITION, MEDICINE, conditions, medicines
from bot.detectors.misinformation.terms import Places, TermIndex, Words, read_words

_LEXICON: Final = "bot.detectors.lexicon"
_GAP: Final = 3
_BESIDE: Final = 2
_TRIES: Final = 400
NEGATIVE: Final = "negative"
_COMMON: Final = word_sets("stop_words")["en"] | word_sets("stop_words")["everyday"]
_CHOICE: Final = re.compile(r"\[[^\]]*\]|[^|]+")


@dataclass(frozen=True)
class Pattern:
    """Slots, the gap allowed after each, what must not be there and what must be; each a set of class numbers."""

    rule: str
    confidence: float
    negative: bool
    slots: tuple[frozenset[int], ...]
    gaps: tuple[int, ...]
    without: frozenset[int]
    nowhere: frozenset[int]
    elsewhere: tuple[frozenset[int], ...]
    before: tuple[frozenset[int], ...]

    @cached_property
    def needs(self) -> tuple[frozenset[int], ...]:
        """Of each of these sets one class must be there."""
        return (*self.slots, *self.elsewhere)


@dataclass(frozen=True, slots=True)
class SlotHit:
    """A pattern and the words it was found at."""

    pattern: Pattern
    first: int
    after: int


@dataclass(frozen=True)
class Slots:
    """Frames and the classes they use."""

    patterns: tuple[Pattern, ...]
    keys: Mapping[int, tuple[int, ...]]
    """For each class the patterns that are worth a look where it is found."""
    index: TermIndex
    disease: int
    drug: int
    other: frozenset[str] = field(default_factory=frozenset)

    def hits(self, sentence: Words, lower: str, before: str = "") -> list[SlotHit]:
        """The first place of each pattern that stands in the sentence; `before` is what was said before it."""
        found = self.index.find(sentence)
        if not found:
            return []
        possible = frozenset((*found, self.disease, self.drug))
        numbers = {number for key in found for number in self.keys.get(key, ())}
        chosen = [one for one in map(self.patterns.__getitem__, sorted(numbers)) if not any(map(possible.isdisjoint, one.needs))]
        if not chosen:
            return []
        self._named(sentence, lower, found)
        hits = []
        for one in chosen:
            if not one.nowhere.isdisjoint(found) or not all(any(number in found for number in slot) for slot in one.elsewhere):
                continue
            if (stretch := _place(one, found)) is not None and (not one.before or self._speaks(before, one.before)):
                hits.append(SlotHit(one, *stretch))
        return hits

    def _speaks(self, before: str, classes: tuple[frozenset[int], ...]) -> bool:
        """The earlier words speak of all these classes."""
        sentence = read_words(before)
        found = self.index.find(sentence)
        self._named(sentence, before, found)
        return all(any(number in found for number in one) for one in classes)

    def _named(self, sentence: Words, lower: str, found: dict[int, Places]) -> None:
        """Add the conditions and medicines that the shared lists know."""
        for mention in conditions().mentions(lower):
            if mention.entry.sign == CONDITION and mention.entry.name not in self.other:
                _add(found, self.disease, sentence, mention.start, mention.end)
        for mention in medicines().mentions(lower):
            entry = mention.entry
            if entry.sign == MEDICINE and "rx" in entry.flags and entry.group not in self.other and entry.name not in self.other:
                _add(found, self.drug, sentence, mention.start, mention.end)


def _add(found: dict[int, Places], number: int, sentence: Words, start: int, end: int) -> None:
    places = [place for place, first in enumerate(sentence.starts) if start <= first < end]
    if places:
        found[number] = sorted({*found.get(number, ()), (places[0], places[-1] + 1)})


def _place(one: Pattern, found: Mapping[int, Places]) -> tuple[int, int] | None:
    """Where the pattern's slots stand in their order, without what must not be there."""
    columns = [sorted(place for number in slot for place in found.get(number, ())) for slot in one.slots]
    if not all(columns):
        return None
    bad = [first for number in one.without for first, _ in found.get(number, ())]
    tries = 0
    stack = [(0, first, after) for first, after in reversed(columns[0])]
    while stack and tries < _TRIES:
        slot, begin, end = stack.pop()
        tries += 1
        if slot == len(columns) - 1:
            if not any(begin - _BESIDE <= place < end for place in bad):
                return begin, end
            continue
        reach = end + one.gaps[slot]
        stack += [(slot + 1, begin, after) for first, after in reversed(columns[slot + 1]) if end <= first <= reach]
    return None


class _Reader:
    """Reads the notation; classes get numbers as they are met."""

    def __init__(self) -> None:
        self.terms: list[list[str]] = []
        self.names: dict[str, int] = {}

    def number(self, name: str) -> int:
        if name not in self.names:
            self.names[name] = len(self.terms)
            self.terms.append([])
        return self.names[name]

    def take(self, name: str, lines: list[str]) -> None:
        number = self.number(name)
        for term in ",".join(lines).split(","):
            if (term := term.strip()).startswith("@"):
                self.terms[number] += self.terms[self.names[term[1:]]]
            elif term:
                self.terms[number].append(term)

    def pattern(self, rule: str, confidence: float, negative: bool, line: str) -> Pattern:
        slots: list[frozenset[int]] = []
        gaps: list[int] = []
        without: set[int] = set()
        nowhere: set[int] = set()
        elsewhere: list[frozenset[int]] = []
        before: list[frozenset[int]] = []
        for piece in line.split():
            if piece.startswith(".."):
                gaps[-1] = int(piece[2:])
            elif piece.startswith("!"):
                without |= self._classes(piece[1:])
            elif piece.startswith("-"):
                nowhere |= self._classes(piece[1:])
            elif piece.startswith("+"):
                elsewhere.append(self._classes(piece[1:]))
            elif piece.startswith("^"):
                before.append(self._classes(piece[1:]))
            else:
                slots.append(self._classes(piece))
                gaps.append(_GAP)
        denied = frozenset(without), frozenset(nowhere)
        return Pattern(rule, confidence, negative, tuple(slots), tuple(gaps), *denied, tuple(elsewhere), tuple(before))

    def _classes(self, piece: str) -> frozenset[int]:
        found = set()
        for name in _CHOICE.findall(piece):
            if name not in self.names:
                if not name.startswith("["):
                    raise ValueError(f"unknown class {name}")
                self.take(name, [name[1:-1].replace("|", ",").replace("_", " ")])
            found.add(self.names[name])
            if name == "treatment":  # whatever the shared list of medicines knows is a treatment as well
                found.add(self.names["drug"])
        return frozenset(found)


def _blocks(name: str) -> Iterator[tuple[str, list[str]]]:
    for block in resources.files(_LEXICON).joinpath(f"{name}.txt").read_text("utf-8").split("\n\n"):
        lines = [line for line in block.split("\n") if line and not line.startswith("#")]
        if lines:
            yield lines[0], lines[1:]


def load(name: str) -> Slots:
    reader = _Reader()
    patterns: list[Pattern] = []
    other: frozenset[str] = frozenset()
    for title, lines in _blocks(name):
        kind, *head = title.split()
        if kind == "=" and head[0] == "other":
            other = frozenset(term.strip() for term in ",".join(lines).split(","))
        elif kind == "=":
            reader.take(head[0], lines)
    for title, lines in _blocks(name):
        kind, *head = title.split()
        if kind not in ("=", "-"):
            raise ValueError(f"neither class nor frame: {title}")
        if kind == "-":
            negative = NEGATIVE in head
            patterns += [reader.pattern(f"misinformation.{head[0]}", float(head[1]), negative, line) for line in lines]
    disease, drug = reader.number("disease"), reader.number("drug")
    return Slots(tuple(patterns), _keys(patterns, reader.terms, {disease, drug}), TermIndex(reader.terms), disease, drug, other)


def _keys(patterns: list[Pattern], terms: list[list[str]], named: set[int]) -> dict[int, tuple[int, ...]]:
    """Each pattern under the classes of its rarest slot: the one with the fewest everyday words, then with the fewest terms."""

    def common(slot: frozenset[int]) -> tuple[bool, int, int]:
        words = [term for number in slot for term in terms[number]]
        return not slot.isdisjoint(named), sum(term in _COMMON for term in words), len(words)

    keys: dict[int, tuple[int, ...]] = {}
    for place, one in enumerate(patterns):
        for number in min(one.slots, key=common):
            keys[number] = (*keys.get(number, ()), place)
    return keys
