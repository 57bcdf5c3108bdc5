"""What the word lists know of a run of words that may be a name."""

from typing import Final

from bot.detectors.lazily import lazy
from bot.detectors.privacy.lists import FIRST_NAMES, MEDICAL_WORDS, NOT_NAMES, ORDINARY, PUBLIC_PEOPLE, SURNAMES, plain, words

_ORDINARY_END: Final = lazy(
    r"(?:itis|osis|oma|a?emia|opath(?:y|ic)|ectomy|oscop(?:y|ic)|plasty|therapy|azole|mycin|cillin|statin|olol|pril"
    r"|sartan|mab|nib|tine|ate|ide|ium|acid|ology|graph(?:y|ic)|gram|[ts]ion|ment|ness|ity|ism|ous|ive|ical|inal"
    r"|able|ase|oid|rone|lene|phate|cyte|cytes|vir"
    r"|ular|(?<!mm)(?<!hm)ed|person|tric|tic|nic|mic|cal|phine|zone|pine|lin|sone|ance|ence|ship|hood|ware|ics|atum"
    r"|um|trophy|oedema|edema|web|abstracts?|complaints?|foods?|inc|ltd|llc)$"
)
_SURNAME: Final = lazy(
    r"(?:(?:s[eo]n|ss?on|ov[aá]?|[eé]v[aá]?|sk[aiyá]|ck[ai]|wicz|czyk|vi[cć]h?|enko|chuk|[eé]z|inen|escu|opoulos"
    r"|poulou|idis|[iy]an|ashvili|oglu|d[oó]ttir|berg|strom|gard|mann|stein|baum|etti|elli|ucci|ini|eiro|eira|inho"
    r"|gaard|huis|stra|sma|wala|rao|singh|kumar|pillai|swamy|murthy|appa)|^(?:mc|mac|fitz|o)[a-z]{4,})$"
)
"""Endings and beginnings that are surnames' own."""
_PLACES: Final = words("place_words.txt")
_INFLECTED: Final = (
    ("ies", "y"),
    ("ing", ""),
    ("ing", "e"),
    ("ed", ""),
    ("ed", "e"),
    ("er", ""),
    ("er", "e"),
    ("ly", ""),
    ("s", ""),
)


def is_no_name(word: str) -> bool:
    return word in NOT_NAMES and word not in FIRST_NAMES and word not in SURNAMES


def is_ordinary(word: str) -> bool:
    """A word of everyday or clinic English, in any of its forms."""
    if word in ORDINARY or word in NOT_NAMES or word in MEDICAL_WORDS:
        return True
    return any(
        word.endswith(end) and len(word) - len(end) > 2 and (stem := word[: -len(end)] + instead) and (stem in ORDINARY)
        for end, instead in _INFLECTED
    )


def is_first(word: str) -> bool:
    return word in FIRST_NAMES or ("-" in word and word.split("-", maxsplit=1)[0] in FIRST_NAMES)


def is_last(word: str) -> bool:
    return word in SURNAMES or ("-" in word and any(part in SURNAMES for part in word.split("-")))


def like_surname(word: str) -> bool:
    """Listed, with a surname's own ending, or two names with a hyphen."""
    return is_last(word) or (bool(_SURNAME.search(word)) and not is_ordinary(word))


def unknown(word: str) -> bool:
    """No list has it and its ending is not that of a common word."""
    return len(word) > 2 and not is_ordinary(word.replace("-", "")) and not _ORDINARY_END.search(word)


def strength(text: str) -> float:
    """How much a run of words is like a full name: .85 where both first and last name are listed, .2 for plain words."""
    words = [plain(word.strip(".'")) for word in text.split()]
    if plain(text) in PUBLIC_PEOPLE:
        return 0.0
    if not text.isupper() and any(word.isupper() and len(word) > 1 and "." not in word for word in text.split()):
        return 0.1
    head, tail = words[0], words[1:]
    first, last = is_first(head), any(map(is_last, tail))
    common = head in ORDINARY or head in NOT_NAMES
    if all(word in NOT_NAMES for word in words):
        return 0.2
    if tail[-1] in _PLACES and not first:
        return 0.1
    if first:
        if any(word in _PLACES for word in tail) and not last:
            return 0.3
        if common and all(is_ordinary(word) for word in tail):
            return 0.3 if last else 0.2
        score = 0.85 if last else 0.72 if any(map(unknown, tail)) else 0.5
        return score - (0.15 if common and head in NOT_NAMES else 0.0)
    if len(head) == 1:
        return 0.6 if last or like_surname(tail[-1]) else 0.5 if unknown(tail[-1]) else 0.1
    if any(_ORDINARY_END.search(word) for word in words if not is_last(word)):
        return 0.1
    if common or is_ordinary(head):
        return 0.3 if last else 0.2
    if last or like_surname(tail[-1]):
        return 0.62
    return 0.5 if unknown(tail[-1]) else 0.3
