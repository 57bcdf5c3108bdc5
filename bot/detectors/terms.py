"""Term groups as clinicians write them in content: alternatives with `*` at a word's end, all groups in one sentence."""

import re
from collections import Counter
from dataclasses import dataclass

from bot.detectors.document import fold


def pattern(alternatives: tuple[str, ...]) -> re.Pattern[str]:
    """One linear-time pattern for a group; words are parted by any white space or a hyphen."""
    ordered = sorted({fold(term).lower().strip() for term in alternatives}, key=lambda term: (-len(term), term))
    return re.compile(r"(?<!\w)(?:" + "|".join(map(_term, ordered)) + r")(?!\w)")


def _term(term: str) -> str:
    words = [re.escape(word[:-1]) + r"\w{0,16}+" if word.endswith("*") else re.escape(word) for word in term.split()]
    return r"[\s\-]{1,3}".join(words)


@dataclass(frozen=True, slots=True)
class TermGroups:
    """Compiled `when` and `unless` of a red flag, an interaction or a claim."""

    groups: tuple[re.Pattern[str], ...]
    unless: re.Pattern[str] | None

    @classmethod
    def of(cls, when: tuple[tuple[str, ...], ...], unless: tuple[str, ...] = ()) -> "TermGroups":
        return cls(tuple(map(pattern, when)), pattern(unless) if unless else None)

    def find(self, sentence: str) -> tuple[int, int] | None:
        """The stretch of a lower-cased sentence from the first to the last group, or None."""
        if self.unless is not None and self.unless.search(sentence):
            return None
        start, end = len(sentence), 0
        for group in self.groups:
            match = group.search(sentence)
            if match is None:
                return None
            start, end = min(start, match.start()), max(end, match.end())
        return start, end


def anchors(whens: tuple[tuple[tuple[str, ...], ...], ...]) -> list[list[str]]:
    """For each list of groups the first words of its rarest group, as a `frames.WordIndex` takes them.

    Rare means seldom used by the other lists: 'autis*' tells claims apart, 'cause*' does not.
    """
    used: Counter[str] = Counter(word for when in whens for word in {w for group in when for w in _firsts(group)})
    return [
        min((_firsts(group) for group in when), key=lambda words: sum(used[word] for word in words), default=[]) for when in whens
    ]


def _firsts(group: tuple[str, ...]) -> list[str]:
    firsts = set()
    for term in group:
        word = re.split(r"[\s\-]", fold(term).lower().strip())[0].replace("'", "")
        inner = re.search(r"[^\w*]", word)
        firsts.add(f"{word[: inner.start()]}*" if inner else word)
    return sorted(firsts)
