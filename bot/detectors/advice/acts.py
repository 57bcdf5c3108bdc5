"""Changes of care as verb and object: "leave the brown one off", "knocking it on the head", "went without mine".

Frames join speaker and act in one pattern; here the act is found alone, in any form, and what stands before it says whether
somebody is told to, asked whether to, or tells of their own.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib import resources
from itertools import islice
from typing import Final

from bot.detectors.frames import phrase
from bot.detectors.lazily import declare, lazy

_FILES: Final = ("advice_words", "advice_acts")
_MOST: Final = 24
_FORMS: Final = ("base", "ing", "past")


@dataclass(frozen=True, slots=True)
class Act:
    """One change of care and the form of its verb (`base`, `ing`, `past`)."""

    form: str
    start: int
    end: int


class _Shape:
    """One shape of the words around an object, compiled when it is first needed."""

    def __init__(self, text: str, macros: dict[str, str]) -> None:
        self._text = text
        self._macros = macros

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return phrase(self._text, self._macros)

    def compile(self) -> None:
        _ = self.pattern


@dataclass(frozen=True, slots=True)
class _Table:
    """Every shape by the first words of its verbs, and one pattern that finds those words."""

    first: re.Pattern[str]
    shapes: dict[str, list[_Shape]]


def acts(masked: str) -> Iterator[Act]:
    """The changes of care in a masked, lower-cased text, each once."""
    end = 0
    for word in islice(_TABLE.first.finditer(masked), _MOST):
        if word.start() < end:
            continue
        for shape in _TABLE.shapes[word.group()]:
            if (match := shape.pattern.match(masked, word.start())) is not None:
                end = match.end()
                form = next(place for place in range(len(_FORMS)) if match[place + 1] is not None)
                yield Act(_FORMS[form], match.start(), match.end())
                break


def _blocks() -> Iterator[list[str]]:
    for name in _FILES:
        text = resources.files("bot.detectors.lexicon").joinpath(f"{name}.txt").read_text("utf-8")
        yield from ([line for line in block.split("\n") if line and not line.startswith("#")] for block in text.split("\n\n"))


def _table() -> _Table:
    macros: dict[str, str] = {}
    shapes: dict[str, list[_Shape]] = {}
    for lines in filter(None, _blocks()):
        if lines[0].startswith("= "):
            macros[lines[0][2:]] = f"(?:{'|'.join(lines[1:])})"
            continue
        forms = {form: line[len(form) + 3 :] for form in _FORMS for line in lines if line.startswith(f"  {form} ")}
        verbs = "|".join(f"({forms[form]})" for form in _FORMS)
        for text in (line for line in lines[1:] if not line.startswith("  ")):
            made = _Shape(text.replace("<v>", f"(?:{verbs})"), macros)
            declare(made.compile)
            for word in {verb.split()[0] for words in forms.values() for verb in words.split("|")}:
                shapes.setdefault(word, []).append(made)
    words = "|".join(sorted(map(re.escape, shapes), key=len, reverse=True))
    return _Table(lazy(rf"(?<![\w'])(?:{words})(?![\w'])"), shapes)


_TABLE: Final = _table()
