"""A message made ready for the crisis rules: long words spelt right, and the keys that frames are looked up by.

People in distress mistype. A word of six letters or more that is one edit from a word the rules wait for is read as that word;
places still point into the message, because a `Document` maps them.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final

from bot.detectors.document import Document, beginnings
from bot.detectors.frames import word_sets

_WORD: Final = re.compile(r"(?<![^\W_])[a-z]{5,15}(?![^\W_])")
_SHORTEST: Final = 6
_MOVED: Final = 2
_MOST_WORDS: Final = 4000


def respelled(doc: Document) -> Document:
    """The document with long trigger words put right; the same document where none is wrong."""
    wrong = [(match, right) for match in _words(doc.lower) if (right := _right(match[0])) is not None]
    if not wrong:
        return doc
    text: list[str] = []
    offsets: list[int] = []
    done = 0
    for match, right in wrong:
        text += (doc.text[done : match.start()], right)
        offsets += doc.offsets[done : match.start()]
        offsets += [doc.offsets[min(match.start() + index, match.end() - 1)] for index in range(len(right))]
        done = match.end()
    text.append(doc.text[done:])
    offsets += doc.offsets[done:]
    return Document(doc.message, "".join(text), offsets)


@lru_cache(maxsize=16)
def keys(words: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """The words and their beginnings, each plural or possessive (`rope's` is `ropes`) also without its s."""
    known = words | {word[:-1] for word in words if len(word) > 3 and word[-1] == "s"}
    return known, beginnings(words)


def _words(lower: str) -> Iterator[re.Match[str]]:
    for count, match in enumerate(_WORD.finditer(lower)):
        if count >= _MOST_WORDS:
            return
        yield match


@lru_cache(maxsize=8192)
def _right(word: str) -> str | None:
    trigger, near, real = _vocabulary()
    if word in trigger or word in real:
        return None
    candidates = {near[word]} if word in near else set()
    for short in _shortened(word):
        if short in trigger:
            candidates.add(short)
        elif short in near:
            candidates.add(near[short])
    found = sorted(right for right in candidates if right[0] == word[0] and _one_edit(word, right))
    return found[0] if found else None


def _one_edit(word: str, right: str) -> bool:
    """One letter dropped, doubled, changed or moved by two places at most; an ending is not a mistake."""
    if len(word) > len(right):
        return len(word) >= _SHORTEST and not word.startswith(right)
    if len(word) < len(right):
        return True
    differ = [index for index in range(len(word)) if word[index] != right[index]]
    if len(differ) == 1:
        return len(word) >= _SHORTEST + 1
    return sorted(word) == sorted(right) and differ[-1] - differ[0] <= _MOVED


@cache
def _vocabulary() -> tuple[frozenset[str], dict[str, str], frozenset[str]]:
    sets = word_sets("crisis_spelling")
    near: dict[str, str] = {}
    for word in sorted(sets["trigger"]):
        for short in _shortened(word):
            near.setdefault(short, word)
    return sets["trigger"], near, sets["real"]


def _shortened(word: str) -> Iterator[str]:
    for index in range(len(word)):
        yield word[:index] + word[index + 1 :]
