"""Misspelt words of a question, set right by the words that the index holds and by nothing else."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

SHORTEST: Final = 5
"""Letters. Shorter words have too many neighbours (`lung`, `long`)."""


@dataclass(frozen=True)
class Spelling:
    """`counts` are the index's words with how many wordings hold each."""

    counts: Mapping[str, int]

    @cached_property
    def _by_deletion(self) -> Mapping[str, list[str]]:
        """Words by what is left of them with one letter taken out: two words one slip apart share an entry."""
        table: defaultdict[str, list[str]] = defaultdict(list)
        for word in self.counts:
            if len(word) >= SHORTEST - 1 and word.isalpha():
                for left in {word, *_deletions(word)}:
                    table[left].append(word)
        return dict(table)

    def correct(self, word: str) -> str | None:
        """The index's word that is one slip away (a letter more, less, other, or two swapped), the most used one; else None."""
        if len(word) < SHORTEST or not word.isalpha():
            return None
        near = {
            known
            for left in (word, *_deletions(word))
            for known in self._by_deletion.get(left, ())
            if known[0] == word[0] and _one_slip(word, known)
        }
        return max(near, key=lambda known: (self.counts[known], known), default=None)


def _deletions(word: str) -> Iterable[str]:
    return (word[:at] + word[at + 1 :] for at in range(len(word)))


def _one_slip(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    start = next((at for at, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) < len(long):
        return short[start:] == long[start + 1 :]
    swapped = short[start : start + 2] == long[start : start + 2][::-1] and short[start + 2 :] == long[start + 2 :]
    return swapped or short[start + 1 :] == long[start + 1 :]
