"""Names in the typing of people who use no capitals, or nothing else."""

from collections.abc import Iterator
from typing import Final

from bot.detectors.document import Document
from bot.detectors.lazily import lazy
from bot.detectors.privacy.candidate import Candidate
from bot.detectors.privacy.letters import LETTER
from bot.detectors.privacy.lists import FIRST_NAMES, NOT_NAMES, ORDINARY, PUBLIC_PEOPLE, SURNAMES, plain
from bot.detectors.privacy.name_cues import described, named_in_words, public, treats, whose_name
from bot.detectors.privacy.runs import is_first, is_last, is_ordinary, like_surname, unknown

_WORD: Final = lazy(rf"(?<![\w@#./\-'])[{LETTER}](?:[{LETTER}]|['\-](?=[{LETTER}])){{1,24}}(?![\w@])")
_PARTICLES: Final = frozenset(
    ["de", "da", "van", "von", "der", "del", "di", "la", "bin", "al", "el", "mc", "mac", "o", "ní", "ni", "st"]
)
_GAP: Final = lazy(r" (?:[A-Za-z]\.? )?")
_MANY: Final = 400
_TELLING: Final = (FIRST_NAMES | SURNAMES) - ORDINARY - NOT_NAMES
_NAMING: Final = lazy(r"\bnames?\b|\bcalled\b")


def typed_names(doc: Document) -> list[Candidate]:
    """Two words beside each other of which one is a listed name and the other at least no common word."""
    found: list[Candidate] = []
    if doc.words.isdisjoint(_TELLING) and doc.lower.isascii() and not _NAMING.search(doc.lower):
        return found
    shouting = shouts(doc.text)
    for start, end, first, last in _pairs(doc, shouting):
        if len(found) > _MANY:
            break
        candidate = _judge(doc, start, end, first, last)
        if candidate is not None:
            found.append(candidate)
    return found


def shouts(text: str) -> bool:
    head = text[:2000]
    capitals = sum(map(str.isupper, head))
    return capitals > 12 and capitals > 3 * sum(map(str.islower, head))


def _pairs(doc: Document, shouting: bool) -> Iterator[tuple[int, int, str, str]]:
    """Neighbouring words written alike, with a particle or an initial between them."""
    held: tuple[int, int, str] | None = None
    text = doc.text
    for match in _WORD.finditer(text):
        start, end = match.span()
        raw = match.group()
        if not _alike(raw, shouting or held is not None, held is not None):
            held = None
            continue
        word = plain(raw.removesuffix("'s").removesuffix("'S"))
        end -= 2 if raw.lower().endswith("'s") else 0
        if held is not None and _GAP.fullmatch(text, held[1], start):
            if word in _PARTICLES:
                held = (held[0], end, held[2])
                continue
            if raw.isupper() or not (raw[0].isupper() and text[held[0]].isupper()):
                yield held[0], end, held[2], word
        held = None if raw.lower().endswith("'s") else (start, end, word)


def _alike(raw: str, loud: bool, follows: bool) -> bool:
    """Small letters, or capitals alone; a capital letter may begin the second word."""
    if raw.isupper():
        return loud or is_first(plain(raw))
    return raw.islower() or (follows and raw[1:].islower())


def _surely_no_word(text: str, last: str) -> bool:
    """Written in capitals amid small letters, or too long and too odd for a slip of the keys."""
    return text.isupper() or (len(last) > 5 and not last.endswith(("ly", "ing", "ed", "ion", "es")))


def _judge(doc: Document, start: int, end: int, first: str, last: str) -> Candidate | None:
    known_first, known_last = is_first(first), is_last(last)
    if not (known_first or known_last) and (is_ordinary(first) or not unknown(last)):
        return None
    common_first = first in ORDINARY or first in NOT_NAMES
    common_last = is_ordinary(last)
    if (common_last and (common_first or not known_last)) or (common_first and not known_first):
        return None
    lower = doc.lower
    before, after = lower[max(0, start - 90) : start], lower[end : end + 60]
    line = before[before.rfind("\n") + 1 :]
    if plain(lower[start:end]) in PUBLIC_PEOPLE or treats(before, after):
        return None
    sure = known_first and known_last and not common_first and not common_last
    likely = known_first and known_last
    fair = (known_first and not common_first and (unknown(last) or like_surname(last) or (known_last and sure))) or (
        known_last and not common_last and unknown(first)
    )
    said = named_in_words(line)
    if not (
        sure or fair or likely or (said and (known_first or known_last or unknown(first)) and not (common_first and not said))
    ):
        return None
    person = described(after)
    cued = whose_name(line, after, 0.85 if sure else 0.5, person)
    if likely and not sure and not fair and not said and (cued is None or cued[1] not in {"kin", "apposition", "kin_of"}):
        return None
    if cued is None or (not said and not sure and cued[1] == "about"):
        if public(before, after) or not (sure or (person and known_first and _surely_no_word(doc.text[start:end], last))):
            return None
        return Candidate(start, end, "PERSON", 0.7 if person else 0.62, "name.typed")
    return Candidate(start, end, "PERSON", 0.86 if sure else 0.75, f"name.typed_{cued[1]}", cued[0])
