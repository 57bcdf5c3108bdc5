"""The word lists for names, read once at import."""

import re
import unicodedata
from functools import lru_cache
from importlib.resources import files
from typing import Final


@lru_cache(maxsize=4096)
def plain(word: str) -> str:
    """Lower case without accents, to be looked up in the lists."""
    if word.isascii():
        return word.lower().replace("'", "")
    return "".join(c for c in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(c)).replace("'", "")


def lines(name: str) -> list[str]:
    text = files("bot.detectors").joinpath("lexicon", name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def words(name: str) -> frozenset[str]:
    return frozenset(" ".join(lines(name)).split())


FIRST_NAMES: Final = words("first_names.txt")
SURNAMES: Final = words("surnames.txt")
_PLAIN: Final = words("not_names.txt")
MEDICAL_WORDS: Final = frozenset(
    word
    for name in ("conditions.txt", "medicines.txt", "tests.txt")
    for line in lines(name)
    for word in re.findall(r"[a-z]{4,}", plain(line))
) - (words("plain_words.txt") | words("not_health.txt") | FIRST_NAMES | SURNAMES)
ORDINARY: Final = words("ordinary.txt")
"""Words of everyday and clinic English that are written small: a word outside of all lists is likelier a name."""
NOT_NAMES: Final = _PLAIN | MEDICAL_WORDS
"""Plain words, places, brands, and whatever the shared lists call a condition, a medicine or a test."""
PUBLIC_PEOPLE: Final = frozenset(plain(line) for line in lines("public_people.txt"))
