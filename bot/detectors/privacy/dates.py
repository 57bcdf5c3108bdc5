"""Dates of birth: a date of any form beside a word for birth."""

import re
from typing import Final

from bot.detectors.document import Document
from bot.detectors.lazily import lazy
from bot.detectors.privacy.candidate import Candidate
from bot.detectors.privacy.sample import is_sample

_MONTH: Final = (
    r"(?:jan(?:uary|uar)?|feb(?:ruary|ruar)?|mar(?:ch)?|märz|apr(?:il)?|may|mai|june?|juni|july?|juli|aug(?:ust)?"
    r"|sept?(?:ember)?|o[ck]t(?:ober)?|nov(?:ember)?|de[cz](?:ember)?"
    r"|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|janvier|février|mars"
    r"|avril|juin|juillet|août|septembre|octobre|novembre|décembre)\.?"
)
_ORDINAL: Final = (
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth"
    r"|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth"
    r"|twentieth|twenty[ -](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|thirtieth|thirty[ -]first)"
)
_DAY: Final = rf"(?:[0-3]?\d(?:st|nd|rd|th)?|{_ORDINAL})"
_TENS: Final = (
    r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[ -](?:one|two|three|four|five|six|seven|eight"
    r"|nine))?"
)
_SPOKEN_YEAR: Final = (
    rf"(?:nineteen|twenty)[ -](?:hundred(?: and)? \w{{3,5}}|{_TENS}|oh[ -]\w{{3,5}}|ten|eleven|twelve|thirteen"
    rf"|\w{{3,5}}teen)|two thousand(?: and)?(?: \w{{3,9}})?"
)
_YEAR: Final = rf"(?:(?:19|20)\d\d|'\d\d|\d\d(?!\d)|{_SPOKEN_YEAR})"
_NUMERIC: Final = (
    r"(?:[0-3]?\d\s?[/.\-]\s?[0-3]?\d\s?[/.\-]\s?(?:(?:19|20)\d\d|\d\d)|(?:19"
    r"|20)\d\d\s?[/.\-]\s?[01]?\d\s?[/.\-]\s?[0-3]?\d|[0-3]\d [01]\d (?:(?:19|20)\d\d|\d\d)"
    r"|(?<!\d)[0-3]\d[01]\d(?:19|20)\d\d)(?!\d)"
)
_FULL: Final = (
    rf"(?:{_NUMERIC}|(?:the )?{_DAY}(?: of)?[\s\-/]{{1,2}}{_MONTH}(?: de)?,?[\s\-/]{{1,2}}{_YEAR}"
    rf"|{_MONTH}[\s\-]{{1,2}}(?:the )?{_DAY},?\s{{1,2}}{_YEAR})"
)
_PART: Final = rf"(?:(?:the )?{_DAY}(?: of)?\s{_MONTH}|{_MONTH}\s(?:the )?{_DAY})"
_STRONG: Final = (
    r"(?:d\.?\s?o\.?\s?b\.?|dates? of birth|birth ?dates?|b(?:irth)?day|birthdate|geburtsdatum|geb\.?(?:oren)?(?: "
    r"am)?|fecha de nacimiento|nacid[oa](?: el)?|date de naissance|n[ée]e?(?: le)|data di nascita|nat[oa] il|data de "
    r"nascimento|d/o/b)"
)
_LINK: Final = r"(?:\s?(?:'s|is|was|:|=|-|,|on|the|as|of|it's|its|being|my|his|her|should be|not|am)\s?|\s){0,4}"
_CUED: Final = lazy(rf"(?<![\w])(?P<cue>{_STRONG}){_LINK}(?P<date>{_FULL})")
_PARTIAL: Final = lazy(rf"(?<![\w])(?P<cue>d\.?o\.?b\.?|date of birth){_LINK}(?P<date>{_PART})(?![\w])")
_BORN: Final = lazy(
    rf"(?<![\w])(?P<cue>born|b\.|née? le|\*)(?: on)?(?: the)?(?: in \w{{3,20}})?(?: on)?[\s:,]{{0,2}}(?P<date>{_FULL})"
)
_AFTER: Final = lazy(
    rf"(?P<date>{_FULL})(?:[^.!?\n]{{0,60}}?\b(?:that'?s|that is|it'?s|which is) (?:my|his|her|their) "
    rf"|[\s,]{{0,2}}[(\[]?(?:is|was|being)?\s?(?:my|his|her|their|the)?\s?)(?P<cue>d\.?o\.?b\.?|date "
    rf"of birth|birthday|birth date)(?![\w])"
)
_TRIGGER: Final = lazy(
    r"\bd\.?\s?o\.?\s?b\b|birth|\bbday|\bborn\b|\bb\. ?\d|\bgeb|nacid|nacimiento|naissance|nascita|nascimento|d/o/b"
    r"|\bné|\bnat[oa] il"
)
_ASKED: Final = lazy(
    rf"(?:date of birth|birthday|d\.?o\.?b\.?)[^\n]{{0,20}}[.?:]\s{{1,2}}(?:it'?s|it is|mine is"
    rf"|mine's)?\s?(?P<date>{_FULL})"
)


_DISTANT: Final = lazy(
    r"(?<![\w])(?:d\.?o\.?b\.?|date of birth|birth ?date"
    r"|birthday)(?![\w])[^.!?\n\d]{1,70}(?<!\bon )(?<!appointment )(?<!since )(?<!until )"
    r"(?P<date>(?:[0-3]?\d[/.\-][0-3]?\d[/.\-](?:19\d\d|200\d|201\d)|(?:19\d\d|200\d|201\d)-[01]\d-[0-3]\d)(?!\d))"
)


def birth_dates(doc: Document) -> list[Candidate]:
    """Every date that the words beside it call a birth."""
    if not _TRIGGER.search(doc.lower):
        return []
    found: list[Candidate] = []
    for pattern, confidence, rule in (
        (_CUED, 0.93, "birth.cue"),
        (_AFTER, 0.9, "birth.after"),
        (_ASKED, 0.88, "birth.asked"),
        (_PARTIAL, 0.7, "birth.partial"),
        (_DISTANT, 0.75, "birth.distant"),
        (_BORN, 0.88, "birth.born"),
    ):
        for match in pattern.finditer(doc.lower):
            start, end = match.span("date")
            lead = re.match(r"(?:the|of)\s", doc.lower[start:end])
            start += lead.end() if lead else 0
            if not is_sample(doc.lower, start, end):
                found.append(Candidate(start, end, "DATE_OF_BIRTH", confidence, rule))
    return found
