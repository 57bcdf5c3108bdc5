"""Sentence frames in a small notation, found by the words that they cannot do without.

A frame is a regular expression written for reading: a space stands for white space, `'` for an optional apostrophe, `~` for a
short stretch of the same sentence, and `<name>` for a macro. It is tried only where one of its `on` words occurs, so that
hundreds of frames cost a quiet message a few dictionary look-ups. An `on` word ends in `*` where any ending will do.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from typing import Final

_MACRO: Final = re.compile(r"<([a-z_]++)>")
_LEXICON: Final = "bot.detectors.lexicon"
_GAP: Final = r"(?:[^.!?\n]{0,45}?)"
_ANY_WORD: Final = re.compile(r"\\w(\{\d,\d{1,2}\} )")
_NOTATION: Final = re.compile(r"\\.|\[(?:\\.|[^\]\\])*+\]| \?|[ '~]")
_MEANING: Final = {" ": r"[\s,]{1,3}", " ?": r"[\s,]{0,3}", "'": "'?", "~": _GAP}
_STEMS: Final = (2, 3, 4, 5, 6)


def phrase(text: str, macros: Mapping[str, str] | None = None) -> re.Pattern[str]:
    """Compile one frame. White space in the source is significant only as a single blank."""
    known = macros or {}
    while _MACRO.search(text):
        text = _MACRO.sub(lambda match: known[match[1]], text)
    text = _ANY_WORD.sub(r"[\\w']\1", text)
    text = _NOTATION.sub(lambda match: _MEANING.get(match[0], match[0]), text)
    return re.compile(rf"(?<!\w)(?:{text})(?!\w)")


@dataclass(frozen=True)
class Frame:
    """One frame: what it is called, what it says, how sure it is or how much it weighs.

    Its pattern is compiled when it is first needed (hundreds of frames would cost a second at import); `Frames.warm` does all.
    """

    rule: str
    value: str
    number: float
    on: tuple[str, ...]
    text: str
    macros: Mapping[str, str]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return phrase(self.text, self.macros)


def _blocks(name: str) -> Iterator[tuple[str, list[str]]]:
    """Heads and lines of the blocks of a lexicon file."""
    for block in resources.files(_LEXICON).joinpath(f"{name}.txt").read_text("utf-8").split("\n\n"):
        lines = [line for line in block.split("\n") if line and not line.startswith("#")]
        if lines:
            yield lines[0], lines[1:]


def load(name: str, *shared: str) -> "Frames":
    """The frames of `lexicon/<name>.txt`, with the macros of the `shared` files.

    `= name` opens a macro and `- rule value number` a frame; the lines below hold its alternatives, for a frame after its
    `on` words. The number is a confidence, or a weight where frames are added up.
    """
    macros: dict[str, str] = {}
    frames: list[Frame] = []
    for file in (*shared, name):
        for title, lines in _blocks(file):
            kind, *head = title.split()
            text = "|".join(line.strip() for line in lines if not line.startswith("  on "))
            if kind == "=":
                macros[head[0]] = f"(?:{text})"
            else:
                on = " ".join(line[5:] for line in lines if line.startswith("  on "))
                frames.append(Frame(head[0], head[1], float(head[2]), tuple(on.split()), text, macros))
    return Frames(tuple(frames))


@cache
def patterns(name: str) -> Mapping[str, re.Pattern[str]]:
    """The plain regular expressions of `lexicon/<name>.txt`: `= name`, then lines that are joined as they stand."""
    return {title.removeprefix("= "): re.compile("".join(line[4:] for line in lines)) for title, lines in _blocks(name)}


def word_sets(name: str) -> Mapping[str, frozenset[str]]:
    """The word lists of `lexicon/<name>.txt`."""
    return {title.removeprefix("= "): frozenset(" ".join(lines).split()) for title, lines in _blocks(name)}


@dataclass(frozen=True, slots=True)
class Hit:
    """A frame and where it was found."""

    frame: Frame
    start: int
    end: int


class WordIndex:
    """Numbers by the words they wait for; a word may end in `*`. Made once, never changed after."""

    def __init__(self, entries: Iterable[Iterable[str]]) -> None:
        self._exact: dict[str, tuple[int, ...]] = {}
        self._stem: dict[str, tuple[int, ...]] = {}
        for number, on in enumerate(entries):
            for word in on:
                table, key = (self._stem, word[:-1][: _STEMS[-1]]) if word.endswith("*") else (self._exact, word)
                table[key] = (*table.get(key, ()), number)

    def numbers(self, vocabulary: Iterable[str]) -> list[int]:
        """Numbers one of whose words occurs, in order."""
        exact, stem = self._exact, self._stem
        found: set[int] = set()
        for word in vocabulary:
            if word in exact:
                found.update(exact[word])
            for size in _STEMS:
                if (key := word[:size]) in stem and len(word) >= size:
                    found.update(stem[key])
        return sorted(found)


@dataclass(frozen=True)
class Frames:
    """A set of frames with the index of their `on` words."""

    frames: tuple[Frame, ...]

    @cached_property
    def index(self) -> WordIndex:
        return WordIndex(one.on for one in self.frames)

    def candidates(self, vocabulary: Iterable[str]) -> list[Frame]:
        """Frames one of whose words occurs, in their order."""
        return [self.frames[number] for number in self.index.numbers(vocabulary)]

    def warm(self) -> None:
        """Compile every frame now."""
        for one in self.frames:
            _ = one.pattern

    def hits(self, lower: str, vocabulary: Iterable[str]) -> Iterator[Hit]:
        for one in self.candidates(vocabulary):
            for match in one.pattern.finditer(lower):
                yield Hit(one, match.start(), match.end())
