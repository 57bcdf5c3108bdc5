"""Conditions, tests and medicines in a message, found word by word.

`mask` writes each of them over with one sign, position for position, so that a detector's frames can be short patterns over
sentences: `is it §` for "is it rheumatoid arthritis".
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from operator import attrgetter
from typing import Final

CONDITION: Final = "§"
SOFT: Final = "¢"
ORGAN: Final = "¬"
TEST: Final = "¶"
MEDICINE: Final = "¤"
CARE: Final = "¥"
FOOD: Final = "£"

_SIGNS: Final = str.maketrans(dict.fromkeys(CONDITION + SOFT + ORGAN + TEST + MEDICINE + CARE + FOOD, " "))
_ACCENTS: Final = str.maketrans("àáâãäåçèéêëìíîïñòóôõöøùúûüý", "aaaaaaceeeeiiiinoooooouuuuy")
_TOKEN: Final = re.compile(r"[a-z0-9]++")
_BETWEEN: Final = re.compile(r"[ './-]{0,2}\Z")
_FUZZY: Final = 8
_LONGEST: Final = 24
_START: Final = attrgetter("start")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a list: its name, the sign that stands for it and what its section says."""

    name: str
    sign: str
    group: str
    flags: frozenset[str]


@dataclass(frozen=True, slots=True)
class Mention:
    """A name and where it stands in the folded text."""

    start: int
    end: int
    entry: Entry

    @property
    def name(self) -> str:
        return self.entry.name


@dataclass(frozen=True, slots=True)
class Masked:
    """A lower-cased text with its mentions written over, and the mentions in order."""

    text: str
    mentions: tuple[Mention, ...]

    def first(self, signs: str, start: int = 0, end: int | None = None) -> Mention | None:
        """The first mention of these kinds that begins inside [start, end)."""
        stop = len(self.text) if end is None else end
        for place in range(bisect_left(self.mentions, start, key=_START), len(self.mentions)):
            one = self.mentions[place]
            if one.start >= stop:
                return None
            if one.entry.sign in signs:
                return one
        return None

    def name(self, signs: str, start: int = 0, end: int | None = None) -> str:
        found = self.first(signs, start, end)
        return found.name if found else ""


@dataclass(frozen=True, slots=True)
class _Names:
    """The names that begin with one word: that word alone, and longer ones by their second word, the longest first."""

    alone: tuple[Entry, ...]
    longer: dict[str, list[tuple[tuple[str, ...], Entry]]]


class Lexicon:
    """Lists of names, indexed by their first two words."""

    def __init__(self, entries: Iterator[tuple[str, Entry]]) -> None:
        index: dict[str, dict[tuple[str, ...], list[Entry]]] = {}
        for alias, entry in entries:
            for words in _spellings(alias):
                kept = index.setdefault(words[0], {}).setdefault(words, [])
                if not kept or ("caps" in kept[-1].flags and len(words) == 1):
                    kept.append(entry)
        self._index: Final = {first: _names(first, names) for first, names in index.items()}
        self._near: Final = _neighbours(self._index)

    def __contains__(self, word: str) -> bool:
        return word in self._index

    def mentions(self, lower: str, text: str = "") -> list[Mention]:
        """All names, leftmost and longest first, none inside another. `text` (as written) tells ME from me."""
        plain = lower if lower.isascii() else lower.translate(_ACCENTS)
        words = _TOKEN.findall(plain)
        index = self._index
        places = [place for place, word in enumerate(words) if word in index or _FUZZY <= len(word) <= _LONGEST]
        if not places:
            return []
        tokens = list(_TOKEN.finditer(plain))
        found: list[Mention] = []
        free = 0
        for place in places:
            if place >= free and (names := self._names_of(words[place])) is not None:
                size, entry = _longest(names, plain, text, words, tokens, place)
                if entry is not None:
                    free = place + size
                    found.append(Mention(tokens[place].start(), tokens[free - 1].end(), entry))
        return found

    def _names_of(self, word: str) -> _Names | None:
        """The names that begin with this word, or with the listed word that it misspells."""
        if (names := self._index.get(word)) is not None:
            return names
        return self._index.get(near) if word not in _plain_words() and (near := self._guess(word)) else None

    def _guess(self, word: str) -> str:
        """A listed word that is one wrong, missing or swapped letter away."""
        if (near := self._near.get(word)) is not None:
            return near
        for place in range(1, len(word)):
            near = self._near.get(word[:place] + word[place + 1 :])
            if near is not None and abs(len(near) - len(word)) <= 1 and near[0] == word[0]:
                return near
        return self._dropped(word)

    def _dropped(self, word: str) -> str:
        """The listed word that this one holds with one letter too many."""
        if len(word) <= _FUZZY:
            return ""
        return next(
            (
                less
                for place in range(1, len(word))
                if len(less := word[:place] + word[place + 1 :]) >= _FUZZY and less in self._index
            ),
            "",
        )


def _names(first: str, names: dict[tuple[str, ...], list[Entry]]) -> _Names:
    longer: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
    for words, entries in sorted(names.items(), key=lambda item: -len(item[0])):
        if len(words) > 1:
            longer.setdefault(words[1], []).append((words, entries[-1]))
    return _Names(tuple(names.get((first,), ())), longer)


def _longest(
    names: _Names, plain: str, text: str, words: list[str], tokens: list[re.Match[str]], place: int
) -> tuple[int, Entry | None]:
    if place + 1 < len(words):
        for parts, entry in names.longer.get(words[place + 1], ()):
            if _follows(plain, words, tokens, place, parts):
                return len(parts), entry
    written = text[tokens[place].start() : tokens[place].end()]
    for entry in names.alone:
        if "caps" not in entry.flags or written.isupper():
            return 1, entry
    return 0, None


def _follows(plain: str, words: list[str], tokens: list[re.Match[str]], place: int, parts: tuple[str, ...]) -> bool:
    if tuple(words[place + 1 : place + len(parts)]) != parts[1:]:
        return False
    return all(
        _BETWEEN.match(plain[tokens[place + ahead].end() : tokens[place + ahead + 1].start()]) for ahead in range(len(parts) - 1)
    )


def _spellings(alias: str) -> list[tuple[str, ...]]:
    """An alias as words: as it is, without its apostrophe, and as a simple plural."""
    plain = alias.lower().translate(_ACCENTS)
    kinds = {plain, plain.replace("'", "")}
    last = plain.rsplit(" ", 1)[-1]
    if last.isalpha() and len(last) > 3 and not last.endswith("s"):
        kinds.add(plain + "s")
    return [words for kind in sorted(kinds) if (words := tuple(_TOKEN.findall(kind)))]


def _neighbours(index: dict[str, _Names]) -> dict[str, str]:
    """Each long listed word with one letter left out, to find it misspelt."""
    near: dict[str, str] = {}
    for word in index:
        if len(word) >= _FUZZY:
            for place in range(1, len(word)):
                near.setdefault(word[:place] + word[place + 1 :], word)
    for word in (*index, *_plain_words()):
        near.pop(word, None)
    return near


def _lines(name: str) -> Iterator[tuple[str, str]]:
    """Each line of a list with the heading above it."""
    heading = ""
    for raw in files(__package__).joinpath(name).read_text(encoding="utf-8").splitlines():
        line = raw.split("#", 1)[0].strip()
        if line.startswith("["):
            heading = line[1:-1]
        elif line:
            yield heading, line


@cache
def _plain_words() -> frozenset[str]:
    return frozenset(word for _, line in _lines("plain_words.txt") for word in line.split())


def _entries(name: str, signs: dict[str, str], usual: str) -> Iterator[tuple[str, Entry]]:
    for heading, line in _lines(name):
        group, flags = _heading(heading)
        title, _, rest = line.removeprefix("+").partition("|")
        sign = next((sign for flag, sign in signs.items() if flag in flags or flag == group), usual)
        entry = Entry(title.strip(), sign, group, flags)
        aliases = [alias.strip() for alias in rest.split(",") if alias.strip()]
        for alias in aliases if "caps" in flags else (entry.name, *aliases):
            yield alias, Entry(alias, sign, group, flags) if line.startswith("+") else entry


def _heading(heading: str) -> tuple[str, frozenset[str]]:
    words = heading.split()
    flags = frozenset(words) & {"rx", "otc", "stop", "rescue", "food", "care", "any", "caps", "soft", "acute", "organ", "firm"}
    return " ".join(word for word in words if word not in flags), flags


@cache
def conditions() -> Lexicon:
    """Conditions, body parts that are blamed, and tests."""

    def entries() -> Iterator[tuple[str, Entry]]:
        yield from _entries("conditions.txt", {"soft": SOFT, "organ": ORGAN}, CONDITION)
        yield from _entries("tests.txt", {}, TEST)

    return Lexicon(entries())


@cache
def medicines() -> Lexicon:
    """Medicines, supplements and treatments."""
    return Lexicon(_entries("medicines.txt", {"food": FOOD, "care": CARE}, MEDICINE))


def mask(lexicon: Lexicon, lower: str, text: str = "") -> Masked:
    """Write every mention over with its sign. Positions stay."""
    clean = lower.translate(_SIGNS) if not lower.isascii() else lower
    mentions = lexicon.mentions(clean, text)
    pieces: list[str] = []
    last = 0
    for one in mentions:
        pieces += (clean[last : one.start], one.entry.sign * (one.end - one.start))
        last = one.end
    pieces.append(clean[last:])
    return Masked("".join(pieces), tuple(mentions))
