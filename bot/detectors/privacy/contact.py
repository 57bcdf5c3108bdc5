"""Ways to reach somebody: telephone numbers (also spelled out), mail addresses (also disguised), network addresses."""

import re
from functools import partial
from importlib import import_module
from ipaddress import ip_address
from typing import Final

from bot.detectors.document import Document
from bot.detectors.lazily import declare, lazy
from bot.detectors.privacy.candidate import Candidate
from bot.detectors.privacy.cues import Cues
from bot.detectors.privacy.runs import is_ordinary
from bot.detectors.privacy.sample import is_sample

_PHONE: Final = lazy(
    r"(?<![\w.@/\-])(?:\+|\()?\(?\d(?:[ ().\-/]{0,3}\d){5,17}(?:\s?(?:x|ext\.?)\s?\d{1,5}){0,2}(?![\w@]|[.\-/]\d)"
)
_DATELIKE: Final = lazy(
    r"(?:\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2,4}|\d{4}[/.\-]\d{1,2}[/.\-]\d{1,2}|(?:19|20)\d\d\s?[\-/]\s?(?:19"
    r"|20)?\d\d)(?:\s[\d :.\-]*)?"
)
_NATIONAL: Final = lazy(
    r"\(?0\d{2,5}\)?[ \-.]?\d{3,4}[ \-.]?\d{3,4}"  # UK, IE, AU, ZA: trunk zero and groups
    r"|07\d{3}[ \-]?\d{3}[ \-]?\d{3}|04\d\d[ \-]?\d{3}[ \-]?\d{3}"
    r"|0\d(?:[ .\-]\d\d){4}|0[67]\d{8}"  # FR
    r"|(?:1[ .\-]?)?\(\d{3}\) ?\d{3}[ .\-]\d{4}|(?:1[ .\-])?\d{3}[ .\-]\d{3}[ .\-]\d{4}"  # US, CA
    r"|0\d{2,4} ?[/\-] ?\d{3,4} ?\d{2,4} ?\d{0,4}|01[5-7]\d[ \-/]?\d{7,8}"  # DE
    r"|[6-9]\d{4}[ \-]\d{5}"  # IN
    r"|[679]\d{2}(?: \d{3}){2}|[679]\d{2}(?: \d{2}){3}"  # ES
    r"|0\d{1,4}(?:[ .\-]\d{2,4}){2,4}|1 \(\d{3}\) \d{3}-\d{4}|\d{4} \d{4}|001[ \-.]\d{3}[ \-.]\d{3}[ \-.]\d{4}"
)
_DIGIT: Final = {
    "oh": "0", "o": "0",
    "zero": "0", "nought": "0", "naught": "0", "null": "0", "one": "1", "two": "2", "three": "3", "four": "4",
    "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
}  # fmt: skip
_WORD: Final = r"(?:oh|o|zero|nought|naught|one|two|three|four|five|six|seven|eight|nine|\d{1,5})"
_SPOKEN: Final = lazy(
    rf"(?<![\w])(?:plus[ -])?(?:(?:double|triple|treble)[ -])?{_WORD}(?:[ ,.\-]{{1,3}}(?:(?:double|triple|treble)[ "
    rf"-])?{_WORD}){{5,20}}(?![\w])"
)
_EMAIL: Final = lazy(r"(?<![\w.+@])[\w][\w.+'\-]{0,63}+@\s?[\w\-]{1,63}(?:\.[\w\-]{1,24}){0,3}\.[a-zA-Z]{2,24}(?![\w@])")
_SEP: Final = (
    r"(?:\s?[(\[{<]\s?(?:dot|underscore|dash|hyphen|punkt|point|punto)\s?[)\]}>]\s?|\s(?:dot|underscore|dash|hyphen"
    r"|punkt)\s|\.|_|\s\.\s)"
)
_AT: Final = r"(?:\s?[(\[{<]\s?(?:at|@|a|arroba)\s?[)\]}>]\s?|\sat\s|\sarroba\s|\s?@\s?)"
_DISGUISED: Final = lazy(
    rf"(?<![\w.])[\w+\-]{{1,40}}+(?:{_SEP}[\w+\-]{{1,40}}){{0,4}}{_AT}[\w\-]{{2,40}}(?:{_SEP}[a-z]{{2,24}}\b){{1,3}}",
    re.IGNORECASE,
)
_PROVIDER: Final = lazy(
    r"(?<![\w.])(?:[\w+\-]{1,40}+(?:(?:\.|_|\sdot\s|\sunderscore\s)[\w+\-]{1,40}){0,4})(?:\sat\s|\s?\(at\)\s?|\s?@\s?)"
    r"(?:gmail|googlemail|yahoo|hotmail|outlook|icloud|proton(?:mail)?|aol|gmx|live|btinternet|web\.de|rediffmail"
    r"|msn|ymail)(?:\s?(?:\.|\sdot\s)\s?(?:com|co\.uk|co dot uk|org|net|de|fr|in|me))?(?![\w])"
)
_ORDINARY_LOCAL: Final = frozenset(
    [
        "look",
        "looked",
        "looking",
        "am",
        "is",
        "was",
        "me",
        "here",
        "there",
        "app",
        "account",
        "out",
        "start",
        "arrive",
        "arrived",
        "work",
        "stay",
        "them",
        "it",
        "you",
        "on",
        "get",
        "see",
        "back",
        "right",
        "angry",
    ]
)
_PLACEHOLDER: Final = lazy(
    r"^(?:your\.?(?:name|email|mail)|name|someone|somebody|username|user|example|xxx+|firstname\.lastname"
    r"|first\.last|me|abc|you)\W?@|@(?:domain|email|yourdomain|company)\."
)
_FILE: Final = lazy(r"\.(?:png|jpe?g|gif|svg|webp)@")
_IPV4: Final = lazy(r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w]|\.\d)")
_IPV6: Final = lazy(r"(?<![\w:.])(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}(?![\w:])")
_MAC: Final = lazy(r"(?<![\w:])[0-9a-f]{2}(?:[:\-][0-9a-f]{2}){5}(?![\w:])")
_VERSION: Final = lazy(r"\b(?:v|ver|version|firmware|release|build|update|ios|android)\W{0,2}$")


def emails(doc: Document) -> list[Candidate]:
    """Mail addresses, plain and disguised."""
    found: list[Candidate] = []
    lower = doc.lower
    if "@" in lower:
        for match in _EMAIL.finditer(doc.text):
            end = match.end() - (match.group()[-1] in "-'")
            if (
                not _PLACEHOLDER.search(match.group().lower())
                and not _FILE.search(match.group().lower())
                and not is_sample(lower, match.start(), end)
            ):
                found.append(Candidate(match.start(), end, "EMAIL", 0.95, "email.form"))
    if (
        "dot" in lower
        or "(at)" in lower
        or "[at]" in lower
        or "{at}" in lower
        or "arroba" in lower
        or "(a)" in lower
        or "punkt" in lower
        or " @ " in lower
    ):
        for match in _DISGUISED.finditer(doc.text):
            if re.search(r"\bdot\b|punkt|[(\[{<]\s?(?:at|@|a\))|arroba|\s@\s", match.group().lower()) and not is_sample(
                lower, match.start(), match.end()
            ):
                start = match.start()
                while (
                    start > 1
                    and re.match(r"(?<!\w)\w ", doc.text[start - 2 : start])
                    and (start == 2 or doc.text[start - 3] == " ")
                ):
                    start -= 2
                head = re.match(r"(?:is|on|at|to|mail|email|its|me)\s", lower[start : match.end()])
                found.append(Candidate(start + (head.end() if head else 0), match.end(), "EMAIL", 0.92, "email.disguised"))
    if " at " in lower or "(at)" in lower or "(a)" in lower or "@" in lower:
        for match in _PROVIDER.finditer(lower):
            local = re.split(r"\sat\s|\(at\)|@", match.group())[0].strip()
            if local not in _ORDINARY_LOCAL and (len(local) > 3 or any(char.isdigit() for char in local)):
                sure = (
                    any(char in local for char in "._0123456789")
                    or " dot " in local
                    or ".com" in match.group()
                    or "dot com" in match.group()
                    or (len(local) > 9 and local.isalpha() and not is_ordinary(local))
                )
                if sure or re.search(
                    r"\b(?:e-?mail|mail|reach|contact|write)\b", lower[max(0, match.start() - 40) : match.start()]
                ):
                    found.append(Candidate(match.start(), match.end(), "EMAIL", 0.88, "email.disguised"))
    return found


def phones(doc: Document, cues: Cues) -> list[Candidate]:
    """Telephone numbers: international, in a national form, or with a cue beside them."""
    return [
        candidate
        for match in _PHONE.finditer(doc.text)
        if (candidate := _phone(doc, cues, match.start(), match.end())) is not None
    ]


def _phone(doc: Document, cues: Cues, start: int, end: int) -> Candidate | None:
    text = doc.text[start:end]
    if text.startswith("(") and ")" not in text:
        start, text = start + 1, text[1:]
    digits = re.sub(r"\D", "", re.split(r"x|ext", text)[0])
    if not 7 <= len(digits) <= 15 or _DATELIKE.fullmatch(text) or re.search(r"[£$€]\s?$", doc.text[max(0, start - 2) : start]):
        return None
    if is_sample(doc.lower, start, end):
        return None
    cue = cues.nearest(start, end)
    if (
        cue is not None
        and cue[0] not in {"PHONE", "PIN"}
        and (cue[1] or (cue[0] == "NOTHING" and not _NATIONAL.fullmatch(text)))
        and not text.startswith("+")
    ):
        return None
    if text.startswith("+") or (text.startswith("00") and len(digits) >= 11):
        return Candidate(start, end, "PHONE", 0.93, "phone.international")
    national = bool(_NATIONAL.fullmatch(text))
    if cue is not None and cue[0] == "PHONE":
        if national or cue[1]:
            return Candidate(start, end, "PHONE", 0.93 if national else 0.88, "phone.cue")
        if len(digits) >= 9 and (_valid(text, digits) or re.search(r"\d \d \d", text)):
            return Candidate(start, end, "PHONE", 0.86, "phone.cue_far")
    if national and len(digits) >= 9:
        return Candidate(start, end, "PHONE", 0.85, "phone.national")
    if len(digits) >= 10 and re.search(r"\d \d \d \d", text) and digits[0] == "0":
        return Candidate(start, end, "PHONE", 0.8, "phone.spaced")
    if cue is None and len(digits) == len(text) and 10 <= len(digits) <= 11 and _valid(text, digits):
        return Candidate(start, end, "PHONE", 0.7, "phone.valid")
    return None


def _valid(text: str, digits: str) -> bool:
    """Whether phonenumbers knows the number in a likely country; the library is imported on first use."""
    from phonenumbers import NumberParseException, is_valid_number, parse

    for region in ("GB", "US", "AU", "IN", "DE", "ES", "FR", "IE"):
        try:
            if is_valid_number(parse(digits, region)):
                return True
        except NumberParseException:
            continue
    return False


declare(partial(import_module, "phonenumbers"))


def spoken_phones(doc: Document) -> list[Candidate]:
    """Digits written as words: 'oh seven nine double four'."""
    found: list[Candidate] = []
    for match in _SPOKEN.finditer(doc.lower):
        words = re.findall(r"[a-z]+|\d+", match.group())
        digits, times, spelled = "", 1, 0
        for word in words:
            if word in {"double", "triple", "treble"}:
                times = 2 if word == "double" else 3
                continue
            value = _DIGIT.get(word, word if word.isdigit() else "")
            spelled += word in _DIGIT
            digits, times = digits + value * times, 1
        if spelled >= 3 and 7 <= len(digits) <= 15 and not is_sample(doc.lower, match.start(), match.end()):
            found.append(Candidate(match.start(), match.end(), "PHONE", 0.88 if len(digits) >= 9 else 0.7, "phone.spoken"))
    return found


def network(doc: Document) -> list[Candidate]:
    """IP and hardware addresses."""
    found = [
        Candidate(match.start(), match.end(), "IP_OR_DEVICE", 0.93, "device.mac")
        for match in _MAC.finditer(doc.lower)
        if not is_sample(doc.lower, match.start(), match.end())
    ]
    for pattern in (_IPV4, _IPV6):
        for match in pattern.finditer(doc.lower):
            value = match.group()
            shaped = "." in value or value.count(":") > 2 or "::" in value
            version = _VERSION.search(doc.lower[max(0, match.start() - 12) : match.start()])
            if shaped and not version and _is_address(value):
                found.append(Candidate(match.start(), match.end(), "IP_OR_DEVICE", 0.9, "device.ip"))
    return found


def _is_address(text: str) -> bool:
    try:
        return str(ip_address(text)) not in {"127.0.0.1", "0.0.0.0", "::1", "::", "255.255.255.255"}  # noqa: S104 - nothing is bound
    except ValueError:
        return False
