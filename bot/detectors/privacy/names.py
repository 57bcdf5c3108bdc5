"""Names of private persons: by cue, title, kin, form and a modest list of names, less everything that is none.

A run of capitalised words is trimmed of words that are no names. Its strength is what the lists know of it; what the words
around say may raise it (a cue) or drop it (a doctor, an author, a celebrity, a hospital).
"""

import re
from typing import Final

from bot.core.message import Role
from bot.detectors.document import Document
from bot.detectors.lazily import lazy
from bot.detectors.privacy.candidate import Candidate
from bot.detectors.privacy.letters import CAPITAL, LETTER
from bot.detectors.privacy.lists import plain
from bot.detectors.privacy.name_cues import (
    BRAND,
    CARED,
    DOCTOR_AFTER,
    DOCTOR_BEFORE,
    NOUN_NEAR,
    ON_SHOW,
    believable,
    described,
    kin_cue,
    public,
    self_cue,
    treats,
    whose_name,
)
from bot.detectors.privacy.runs import is_last, is_no_name, is_ordinary, strength
from bot.detectors.privacy.typed import shouts, typed_names

_WORD: Final = rf"(?:(?:[OD]'|Mc|Mac|Al-|El-)?{CAPITAL}[{LETTER}']{{1,20}}(?:-{CAPITAL}?[{LETTER}']{{1,20}}){{0,2}})"
_PARTICLE: Final = (
    r"(?:de|da|do|dos|das|del|della|di|du|van|von|der|den|ten|ter|el|al|bin|binti|ibn|la|le|y|e|af|av|zu|ap|ab|st\.?"
    r"|Mc|O)"
)
_RUN: Final = lazy(
    rf"(?<![\w@#./\-])(?<!\w')(?:{_WORD}|{CAPITAL}\.)(?: (?:{_PARTICLE} ){{0,2}}(?:{_WORD}|{CAPITAL}\.?(?= "
    rf"{CAPITAL}))){{1,4}}(?![\w@/])"
)
_TITLED: Final = lazy(
    rf"(?<![\w])(?:[Mm]r|[Mm]rs|[Mm]s|[Mm]iss|[Mm]x|Sri|Smt|Shri|[Hh]err|[Ff]rau|[Ss]eñora?|[Mm]adame|[Mm]onsieur"
    rf"|Mme|Signora?|[Ss]enhora?|Pani|Pan)\.? (?:{CAPITAL}\.? )?{_WORD}(?: (?:{_PARTICLE} "
    rf"){{0,2}}{_WORD}){{0,3}}(?![\w])"
)
_TITLE_HEAD: Final = lazy(
    r"(?:mr|mrs|ms|miss|mx|sri|smt|shri|herr|frau|se[nñ]ora?|madame|monsieur|mme|signora?|senhora?|pani|pan)\.? ", re.IGNORECASE
)


def names(doc: Document) -> list[Candidate]:
    """Every full name, and a title with a last name."""
    found: list[Candidate] = []
    for index, match in enumerate(_TITLED.finditer(doc.text)):
        candidate = _titled(doc, match.start(), match.end()) if index < _MANY else _titled_in_list(match)
        if candidate is not None:
            found.append(candidate)
    for index, match in enumerate(_RUN.finditer(doc.text)):
        for start, end in _trim(doc.text, match.start(), match.end()):
            candidate = _full(doc, start, end) if index < _MANY else _in_list(doc, start, end)
            if candidate is not None:
                found.append(candidate)
    found += typed_names(doc)
    return found


def _in_list(doc: Document, start: int, end: int) -> Candidate | None:
    known = strength(doc.text[start:end])
    return Candidate(start, end, "PERSON", 0.8, "name.listed") if known >= 0.7 else None


def _titled_in_list(match: re.Match[str]) -> Candidate:
    return Candidate(match.start(), match.end(), "PERSON", 0.8, "name.title")


def _trim(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Stretches of at least two words of a run, cut at words that are no names."""
    stretches: list[tuple[int, int]] = []
    begin: int | None = None
    last = start
    words = 0
    mixed = not text[start:end].isupper()
    for match in re.finditer(r"\S+", text[start:end]):
        word = plain(match.group().strip(".'-").removesuffix("'s"))
        if len(word) > 1 and (is_no_name(word) or (mixed and _ACRONYM.match(match.group()))):
            if begin is not None and words >= 2:
                stretches.append((begin, last))
            begin, words = None, 0
            continue
        if begin is None:
            if not match.group()[0].isupper() or match.group().endswith("'s"):
                continue
            begin = start + match.start()
        words += match.group()[0].isupper() and len(word) > 1
        last = start + match.end()
        if match.group().endswith("'s") and words >= 2:
            stretches.append((begin, last))
            begin, words = None, 0
    if begin is not None and (words >= 2 or (words == 1 and re.match(rf"{CAPITAL}\. \S{{3}}", text[begin:last]))):
        stretches.append((begin, last))
    return [_without_genitive(text, a, b) for a, b in stretches]


def _without_genitive(text: str, start: int, end: int) -> tuple[int, int]:
    return (start, end - 2) if text[start:end].endswith("'s") else (start, end)


def _full(doc: Document, start: int, end: int) -> Candidate | None:
    text = doc.text[start:end]
    if text.isupper() and len(text) > 4 and (strength(text) < 0.8 or shouts(doc.text)):
        return None
    known = strength(text)
    before, after = doc.lower[max(0, start - 90) : start], doc.lower[end : end + 60]
    if known < 0.2 or treats(before, after) or doc.text[max(0, start - 11) : start] == "My Name Is ":
        return None
    person = described(after)
    line = before[before.rfind("\n") + 1 :]
    owner, cue = whose_name(line, after, known, person) or (("self", "self_cue") if _signs(doc, start, end) else ("", ""))
    if not cue and doc.message.author_role is not Role.CLINICIAN and public(before, after):
        return None
    if cue and not believable(cue, line, after, known, person):
        owner, cue = "", ""
    if cue:
        return Candidate(start, end, "PERSON", max(0.86, min(0.93, known + 0.1)) if known >= 0.3 else 0.7, f"name.{cue}", owner)
    if known >= 0.6:
        told = person or doc.message.author_role is Role.CLINICIAN or _ALONE.match(after) is not None
        return Candidate(start, end, "PERSON", 0.8 if person else 0.7 if told else 0.58, "name.listed")
    if person and (known >= 0.5 or not _starts_sentence(doc, start)) and known >= 0.3:
        return Candidate(start, end, "PERSON", 0.65, "name.described")
    if known >= 0.3:
        doubt = 0.05 if _starts_sentence(doc, start) else 0.0
        return Candidate(start, end, "PERSON", 0.55 if known >= 0.5 else 0.5 - doubt, "name.form")
    return None


def _signs(doc: Document, start: int, end: int) -> bool:
    """A name alone on a line: a signature or the head of a letter."""
    begin = doc.text.rfind("\n", max(0, start - 12), start) + 1
    tail = doc.text[end : end + 3].strip(" .,!x")
    return begin > 0 and bool(_LINE_HEAD.fullmatch(doc.text, begin, start)) and (not tail or tail.startswith("\n"))


def _starts_sentence(doc: Document, start: int) -> bool:
    return start == 0 or doc.text[max(0, start - 2) : start].strip(" ")[-1:] in {"", ".", "!", "?", "\n", ":", '"'}


def _titled(doc: Document, start: int, end: int) -> Candidate | None:
    head = _TITLE_HEAD.match(doc.text[start:end])
    name = doc.text[start + head.end() if head else start : end]
    words = [plain(word) for word in name.split()]
    while words and is_no_name(words[-1]):
        end = doc.text.rfind(" ", start, end)
        words.pop()
    if len(words) == 1 and is_ordinary(words[0]) and not is_last(words[0]):
        return None
    if not words or doc.text[start:end].rstrip(".").lower() in {"mr", "mrs", "ms", "miss"}:
        return None
    before, after = doc.lower[max(0, start - 60) : start], doc.lower[end : end + 40]
    if (
        BRAND.match(after)
        or ON_SHOW.search(after)
        or DOCTOR_BEFORE.search(before)
        or DOCTOR_AFTER.match(after)
        or CARED.search(before)
        or CARED.match(after)
    ):
        return None
    sentence = doc.lower[max(0, start - 60) : end + 80]
    if (
        re.search(r"\b(?:surgeon|consultant|urologist|my op\b|operation|theatre|registrar|clinic letter)", sentence)
        and len(words) == 1
        and not NOUN_NEAR.search(before)
    ):
        return None
    if re.search(
        r"(?:bean|darcy|potato|kipling|muscle|blobby|brown's|t|motivator|incredible|big|right|wrong|doubtfire|hinch"
        r"|marple|universe|world|america|piggy|sheen|clean|men|kipling)$",
        " ".join(words),
    ):
        return None
    if kin_cue(before):
        return Candidate(start, end, "PERSON", 0.9, "name.title_kin", "other")
    if self_cue(before, after):
        return Candidate(start, end, "PERSON", 0.9, "name.title_self", "self")
    return Candidate(start, end, "PERSON", 0.78 if described(after) else 0.66, "name.title")


_ALONE: Final = lazy(
    r"\A\s?(?:[,.;:!?()\-\n\"]|\d|\Z)|\A\s[a-z]{2,6}[\s:.]{1,2}[\w\-/]{0,4}\d|\A\s(?:from|off|at|of|in|on|over"
    r"|next door|down|up|and|passed|did)\b"
)
"""A name that stands by itself; inside of a sentence that says nothing personal of them it may be anybody famous."""
_ACRONYM: Final = lazy(r"[A-Z]{2,}")
_MANY: Final = 500
"""From so many names on a message is a list of them, and the lists decide without the words around."""
_LINE_HEAD: Final = lazy(r"[ \-~,]*(?:(?:Sr|Sister|Fr|Father|Rev|Revd|Canon|Prof|Mr|Mrs|Ms|Miss|Cllr|Sgt|Capt|Maj|Lt)\.? )?")
FIRST_NAME_REAL: Final = lazy(
    r"(?<![\w])(?P<whose>(?i:my|his|her|their)) (?i:first )?(?i:name)(?:'s|s| is"
    rf"|:) (?P<given>{_WORD})(?![\w])(?! {CAPITAL})"
    rf"(?=[,.;\-(]? {{0,2}}(?i:(?:that|it|which)(?:'?s| is) )?(?i:(?:my|his|her|their|the|a) )?(?i:(?:actual|real"
    rf"|true|given|own|legal) ){{1,3}}(?i:first )?(?i:name))|"
    rf"(?<![\w])(?P<who>(?i:my|his|her|their|@[\w.]{{2,32}}(?:'s)?)) (?i:real|actual|true) (?i:first "
    rf")?(?i:name)(?:'s|s| is|:)? (?P<name>{_WORD})(?![\w])(?! {CAPITAL})"
)
"""'his real name is Tom': a first name alone, said to be real."""
