"""Term groups as clinicians write them in content: alternatives with `*` at a word's end, all groups in one sentence."""

import re
from collections import Counter
from functools import cached_property, lru_cache
from typing import Final

from bot.core.fold import fold

_BREAK: Final = re.compile(r"[\s\-]")
_NO_LETTER: Final = re.compile(r"[^\w*]")


def pattern(alternatives: tuple[str, ...]) -> re.Pattern[str]:
    """One linear-time pattern for a group; words are parted by any white space or a hyphen."""
    ordered = sorted({fold(term).lower().strip() for term in alternatives}, key=lambda term: (-len(term), term))
    return re.compile(r"(?<!\w)(?:" + "|".join(map(_term, ordered)) + r")(?!\w)")


def _term(term: str) -> str:
    words = [re.escape(word[:-1]) + r"\w{0,16}+" if word.endswith("*") else re.escape(word) for word in term.split()]
    return r"[\s\-]{1,3}".join(words)


class _Group:
    """Alternatives of which one must be there. Looked for as plain text first: most groups never need their pattern."""

    def __init__(self, alternatives: tuple[str, ...]) -> None:
        self._alternatives = alternatives
        self._literals = tuple(tuple(word.removesuffix("*") for word in fold(term).lower().split()) for term in alternatives)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return pattern(self._alternatives)

    def possible(self, sentence: str) -> bool:
        """Whether the letters of a whole term occur, in any order; without them the pattern cannot match."""
        for words in self._literals:
            for word in words:
                if word not in sentence:
                    break
            else:
                return True
        return False


class TermGroups:
    """`when` and `unless` of a red flag, an interaction or a claim."""

    def __init__(self, when: tuple[tuple[str, ...], ...], unless: tuple[str, ...] = ()) -> None:
        self._groups = tuple(map(_Group, when))
        self._unless = _Group(unless) if unless else None

    @classmethod
    def of(cls, when: tuple[tuple[str, ...], ...], unless: tuple[str, ...] = ()) -> "TermGroups":
        return cls(when, unless)

    def find(self, sentence: str) -> tuple[int, int] | None:
        """The stretch of a lower-cased sentence from the first to the last group, or None."""
        for one in self._groups:
            if not one.possible(sentence):
                return None
        if self._unless is not None and self._unless.possible(sentence) and self._unless.pattern.search(sentence):
            return None
        start, end = len(sentence), 0
        for one in self._groups:
            match = one.pattern.search(sentence)
            if match is None:
                return None
            start, end = min(start, match.start()), max(end, match.end())
        return start, end


def anchors(whens: tuple[tuple[tuple[str, ...], ...], ...]) -> list[tuple[str, ...]]:
    """For each list of groups the first words of its rarest group, as a `frames.WordIndex` takes them.

    Rare means seldom used by the other lists: 'autis*' tells claims apart, 'cause*' does not.
    """
    used: Counter[str] = Counter(word for when in whens for word in {w for group in when for w in _firsts(group)})
    return [
        min((_firsts(group) for group in when), key=lambda words: sum(used[word] for word in words), default=()) for when in whens
    ]


@lru_cache(maxsize=4096)
def _firsts(group: tuple[str, ...]) -> tuple[str, ...]:
    firsts = set()
    for term in group:
        word = _BREAK.split(fold(term).lower().strip(), maxsplit=1)[0].replace("'", "")
        inner = _NO_LETTER.search(word)
        firsts.add(f"{word[: inner.start()]}*" if inner else word)
    return tuple(sorted(firsts))
