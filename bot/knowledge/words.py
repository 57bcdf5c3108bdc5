"""Words of a question, made comparable: lower case, no accents, no endings."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_VOWEL: Final = re.compile(r"[aeiouy]")

QUESTION_WORDS: Final = frozenset(
    re.findall(
        r"\S+",
        """
        a about am an and any anyone are as at be been but by can could did do does for from get got had has have
        he her him his how i if in is it its just me mean my of on or our she should so some that the their them
        then there they this to up was we were what when where which who why will with would you your
        """,
    )
)
"""Words that shape a question and do not say what it is about. Counting them would make every question alike."""


SMALL_TALK: Final = frozenset(
    re.findall(
        r"\S+",
        """
        again all bye day days everybody everyone evening folks friend friends good great guys happy hello help here hey hi hope
        know like lol love many morning much new nice night not ok okay one people please really right see somebody someone
        something sure
        thank thanks thing things think time today tomorrow tonight too very want way week weekend well whats yes
        yesterday
        """,
    )
)
"""Words of everyday talk: a question made of these alone is no question for a library of health articles."""


def words(text: str) -> list[str]:
    """Lower-case words without accents; `isn't` becomes `isnt`, `mother's` becomes `mother`."""
    plain = text.casefold()
    if not plain.isascii():
        plain = "".join(char for char in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(char))
    found = []
    for word in _WORD.findall(plain):
        head, mark, tail = word.replace("’", "'").partition("'")
        found.append(head if not mark or tail == "s" else head + tail)
    return found


def stems(text: str) -> list[str]:
    """The words of a text without their endings, in order."""
    return [stem(word) for word in words(text)]


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """A word without its common English endings: `swellings`, `swelling` and `swelled` become `swell`.

    A light stemmer: it never leaves fewer than three letters and never touches a word with a digit (`hba1c`, `covid19`).
    """
    if len(word) < 4 or not word.isalpha():
        return word
    word = _singular(word)
    for ending in ("ing", "edly", "ed"):
        if word.endswith(ending):
            head = word[: -len(ending)]
            if len(head) >= 3 and _VOWEL.search(head):
                word = _whole(head)
            break
    if word.endswith("ly") and len(word) > 5:
        word = word[:-2]
    if word.endswith("y") and len(word) > 3 and not _VOWEL.match(word[-2]):
        word = word[:-1] + "i"
    return word[:-1] if word.endswith("e") and len(word) > 4 else word


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _whole(head: str) -> str:
    """The head of a verb whose ending was cut: `stopp` is `stop`, `swell` stays."""
    if len(head) > 3 and head[-1] == head[-2] and head[-1] not in "lsz":
        return head[:-1]
    return head
