"""Sentence frames in a small notation, found by the words that they cannot do without.

A frame is a regular expression written for reading: a space stands for white space, `'` for an optional apostrophe, `~` for a
short stretch of the same sentence, and `<name>` for a macro. It is tried only where one of its `on` words occurs, so that
hundreds of frames cost a quiet message a few dictionary look-ups. An `on` word ends in `*` where any ending will do.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from itertools import islice
from typing import Final

from bot.detectors.document import beginnings
from bot.detectors.lazily import declare, lazy

_MACRO: Final = re.compile(r"<([a-z_]++)>")
_LEXICON: Final = "bot.detectors.lexicon"
_GAP: Final = r"(?:[^.!?\n]{0,45}?)"
_ANY_WORD: Final = re.compile(r"\\w(\{\d,\d{1,2}\} )")
_NOTATION: Final = re.compile(r"\\.|\[(?:\\.|[^\]\\])*+\]| \?|[ '~]")
_MEANING: Final = {" ": r"[\s,]{1,3}", " ?": r"[\s,]{0,3}", "'": "'?", "~": _GAP}
_LONGEST_STEM: Final = 6
_MOST: Final = 12


def phrase(text: str, macros: Mapping[str, str] | None = None) -> re.Pattern[str]:
    """Compile one frame. White space in the source is significant only as a single blank."""
    known = macros or {}
    while _MACRO.search(text):
        text = _MACRO.sub(lambda match: known[match[1]], text)
    text = _ANY_WORD.sub(r"[\\w']\1", text)
    text = _NOTATION.sub(lambda match: _MEANING.get(match[0], match[0]), text)
    return re.compile(rf"(?<!\w)(?:{text})(?!\w)")


class WordIndex:
    """Numbers by the words they wait for; a word may end in `*`. Made once, never changed after."""

    def __init__(self, entries: Iterable[Iterable[str]]) -> None:
        self._exact: dict[str, tuple[int, ...]] = {}
        self._stem: dict[str, tuple[int, ...]] = {}
        for number, on in enumerate(entries):
            for word in on:
                table, key = (self._stem, word[:-1][:_LONGEST_STEM]) if word.endswith("*") else (self._exact, word)
                table[key] = (*table.get(key, ()), number)

    def numbers(self, words: AbstractSet[str], starts: AbstractSet[str]) -> list[int]:
        """Numbers one of whose words occurs, in order; `starts` are the words' beginnings (`document.beginnings`)."""
        found: set[int] = set()
        for word in self._exact.keys() & words:
            found.update(self._exact[word])
        for start in self._stem.keys() & starts:
            found.update(self._stem[start])
        return sorted(found)


@dataclass(frozen=True)
class Frame:
    """One frame: what it is called, what it says, how sure it is or how much it weighs.

    Its pattern is compiled when it is first needed (hundreds of frames would cost a second at import); `lazily.warm` does all.
    """

    rule: str
    value: str
    number: float
    on: tuple[str, ...]
    text: str
    macros: Mapping[str, str]
    also: tuple[str, ...] = ()

    @cached_property
    def second(self) -> WordIndex:
        """One of these words must be there as well; without any the first set is enough."""
        return WordIndex((self.also,))

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return phrase(self.text, self.macros)

    def compile(self) -> None:
        """Compile it now, where that is not done yet."""
        _ = self.pattern


def _blocks(name: str) -> Iterator[tuple[str, list[str]]]:
    """Heads and lines of the blocks of a lexicon file."""
    for block in resources.files(_LEXICON).joinpath(f"{name}.txt").read_text("utf-8").split("\n\n"):
        lines = [line for line in block.split("\n") if line and not line.startswith("#")]
        if lines:
            yield lines[0], lines[1:]


def load(name: str, *shared: str) -> "Frames":
    """The frames of `lexicon/<name>.txt`, with the macros of the `shared` files.

    `= name` opens a macro and `- rule value number` a frame; the lines below hold its alternatives, for a frame after its
    `on` words, and after `also` words of which one must occur too. The number is a confidence, or a weight where frames
    are added up.
    """
    macros: dict[str, str] = {}
    frames: list[Frame] = []
    for file in (*shared, name):
        for title, lines in _blocks(file):
            kind, *head = title.split()
            text = "|".join(line.strip() for line in lines if not line.startswith(("  on ", "  also ")))
            if kind == "=":
                macros[head[0]] = f"(?:{text})"
            else:
                on = " ".join(line[5:] for line in lines if line.startswith("  on ")).split()
                also = " ".join(line[7:] for line in lines if line.startswith("  also ")).split()
                frames.append(Frame(head[0], head[1], float(head[2]), tuple(on), text, macros, tuple(also)))
    for one in frames:
        declare(one.compile)
    return Frames(tuple(frames))


@cache
def patterns(name: str) -> Mapping[str, re.Pattern[str]]:
    """The plain regular expressions of `lexicon/<name>.txt`: `= name`, then lines that are joined as they stand."""
    return {title.removeprefix("= "): lazy("".join(line[4:] for line in lines)) for title, lines in _blocks(name)}


def word_sets(name: str) -> Mapping[str, frozenset[str]]:
    """The word lists of `lexicon/<name>.txt`."""
    return {title.removeprefix("= "): frozenset(" ".join(lines).split()) for title, lines in _blocks(name)}


@dataclass(frozen=True, slots=True)
class Hit:
    """A frame and where it was found."""

    frame: Frame
    start: int
    end: int


@dataclass(frozen=True)
class Frames:
    """A set of frames with the index of their `on` words."""

    frames: tuple[Frame, ...]

    @cached_property
    def index(self) -> WordIndex:
        return WordIndex(one.on for one in self.frames)

    def warm(self) -> None:
        """Compile every frame now."""
        for one in self.frames:
            one.compile()

    def hits(self, lower: str, known: frozenset[str], starts: frozenset[str] | None = None) -> Iterator[Hit]:
        """Every frame found in a lower-cased text, each a few times at most. `known` are the text's words (`Document.words`)
        and `starts` their beginnings, where the caller has them."""
        for one in self.candidates(known, beginnings(known) if starts is None else starts):
            for match in islice(one.pattern.finditer(lower), _MOST):
                yield Hit(one, match.start(), match.end())

    def candidates(self, known: frozenset[str], starts: frozenset[str]) -> Iterator[Frame]:
        """The frames whose words occur, in order."""
        for number in self.index.numbers(known, starts):
            one = self.frames[number]
            if not one.also or one.second.numbers(known, starts):
                yield one
