"""A patient whom a clinician singles out: initials with an age, a bed, a case, a date and a procedure."""

import re
from typing import Final

from bot.detectors.document import Document
from bot.detectors.privacy.candidate import Candidate
from bot.detectors.privacy.lazy import lazy
from bot.detectors.privacy.letters import CAPITAL
from bot.detectors.privacy.lists import words

_INITIALS: Final = lazy(
    rf"(?<![\w.'])(?:{CAPITAL}\.\s?(?:(?:Mc|Mac|O'|D'|de |van |St)?\s?{CAPITAL}[a-z]?\.\s?){{1,3}}"
    rf"|{CAPITAL}\.\s?(?:Mc|Mac|O'){CAPITAL}?\.?|{CAPITAL}\.?(?:Mc|O'){CAPITAL}\.?|{CAPITAL}{{2,3}}"
    rf"|{CAPITAL}\.{CAPITAL}|{CAPITAL}-{CAPITAL}|{CAPITAL}\.{CAPITAL}-{CAPITAL}\.?|{CAPITAL}\.\s?Mc{CAPITAL}\.?"
    rf"|{CAPITAL}\.?Mc[A-Z]\w?\.)(?![\w])"
)
_AGE: Final = lazy(
    r"(?<![\w])\(?(?:aged?\s)?(?:\d{1,3}\s?(?:yo|y/o|yrs?|years?(?:[- ]old)?|[mf])?(?![\w%])|\d{1,2}[- ](?:year"
    r"|month|week)s?[- ]old|\d{1,2}/(?:m|f|40)|(?:early|mid|late)[- ]\w+ties)"
)
_SEXED: Final = lazy(r"\(?\d{1,3}\s?(?:yo\b|y/o|[mf]\b|years?[\s\-]old)")
_MEASURE: Final = lazy(r"\s(?:degrees|rest|minutes|hours|days|to|or)\b")
_AGED: Final = lazy(r"\baged? \d{1,3}\b|,\s\d{2},")
_PATIENT: Final = lazy(
    r"\b(?:patient|pt|my (?:lady|gentleman|chap|bloke|girl|boy|man|kid)|our (?:lady|gentleman|list|tuesday|clinic)"
    r"|on my (?:list|ward|unit)|under (?:me|us|our care|my care)|admitted|referred|came (?:in|through)|case)\b"
)
_PLACE_NUMBER: Final = lazy(
    r"(?<![\w])(?:(?P<place>(?:bed|bay|room|rm|cubicle|side ?room|cot|chair|trolley|bedspace|bed space|station"
    r"|slot)\s(?:no\.?\s|number\s)?(?:[a-z]?\d{1,3}[a-z]?|[a-z](?=[\s,.;]))(?:,?\s(?:(?:ward|unit|bay)\s[\w]{1,6}"
    r"|[A-Z]?\w{0,12}\s(?:ward|unit|itu|icu|hdu)|(?:itu|icu|hdu|nicu|picu|ccu|amu|mau|sau|resus|majors)(?:\s(?:north"
    r"|south|east|west|\d{1,2}))?))?"
    r"|ward\s\w{1,4},?\s(?:bed|bay|room)\s\w{1,4})"
    r"|(?:case|chart|file|record|mrn|hosp(?:ital)?|unit|patient|pathway|ref(?:erence)?|list|theatre|study|accession"
    r"|specimen|path|lab|referral|donor|recipient)\s?(?:no\.?|number|num|id|ref|#"
    r"|nr)?\s?[.:#]?\s?(?P<number>[a-z]{0,4}[\-/]?\d[\w\-/]{1,14}))(?![\w])",
    re.IGNORECASE,
)
_DATE: Final = lazy(
    r"\b(?:\d{1,2}(?:st|nd|rd|th)?\s(?:of\s)?(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)\w{0,6}|(?:january"
    r"|february|march|april|may|june|july|august|september|october|november|december)\s\d{1,2}"
    r"|\d{1,2}/\d{1,2}(?:/\d{2,4})?|(?:yesterday|today|last night|this morning|(?:on|last) (?:mon|tues|wednes|thurs"
    r"|fri|satur|sun)day))\b"
)
_EXACT: Final = lazy(
    r"\b\d{1,2}(?:st|nd|rd|th)?\s(?:of\s)?(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)\w{0,6}|\b(?:january"
    r"|february|march|april|may|june|july|august|september|october|november|december)\s\d{1,2}(?:st|nd|rd|th)?\b"
    r"|\b\d{1,2}/\d{1,2}/\d{2,4}"
)
_PROCEDURE: Final = lazy(
    r"\b(?:\w+ectomy|\w+oscopy|\w+plasty|\w+otomy|\w+ostomy|whipple|transplant\w*|graft|biopsy|bypass|cabg|tavi"
    r"|stent\w*|section|tkr|thr|turp|lvad|ecmo|dialysis|haemodialysis|resus|arrest\w*|lobectomy|shunt|implant\w*"
    r"|induction|delivered|delivery|chemo\w*|admitted|admission|operated|surgery|op|laparotomy|repair|fixation"
    r"|ablation|pacemaker|amputation|embolisation|infusion|cycle \d)\b"
)
_NOT_INITIALS: Final = words("not_initials.txt")


def patients(doc: Document) -> list[Candidate]:
    """What singles a patient out in a clinician's message; empty where nothing does."""
    lower = doc.lower
    places = [_placed(match) for match in _PLACE_NUMBER.finditer(doc.text)]
    ages = _SEXED.search(lower) or _AGED.search(lower)
    exact = _EXACT.search(lower)
    procedure = _PROCEDURE.search(lower)
    found: list[Candidate] = []
    for match in _INITIALS.finditer(doc.text):
        start, end = match.start(), match.start() + len(match.group().rstrip())
        text = doc.text[start:end]
        if text.strip(".") in _NOT_INITIALS or (
            text.replace(".", "").replace(" ", "") in _NOT_INITIALS and "." not in text.strip(".")
        ):
            continue
        dotted = "." in text.strip(".") or "-" in text
        beside = _AGE.match(lower, _after(lower, end)) is not None
        told = bool(_PATIENT.search(lower[max(0, start - 60) : start]))
        if (dotted and (beside or told or places or (exact and procedure))) or (
            not dotted and _SEXED.match(lower, _after(lower, end))
        ):
            found.append(Candidate(start, end, "PERSON", 0.88 if beside else 0.8, "patient.initials", "other"))
    person = (
        bool(found)
        or ages is not None
        or bool(_PATIENT.search(lower))
        or bool(re.search(r"\b(?:she|he|her|his|him|she's|he's)\b", lower))
    )
    if person:
        found += [
            place
            for place in places
            if _counts(lower, place, bool(found), procedure is not None or bool(exact) or ages is not None)
        ]
    if not found and _singled(lower):
        at = exact.start() if exact else 0
        found.append(Candidate(at, at, "PERSON", 0.7, "patient.details", "other"))
    return found


def _after(lower: str, end: int) -> int:
    match = re.compile(r"[\s,(:\-]{0,3}(?:a\s|is\s|was\s|aged?\s)?").match(lower, end)
    return match.end() if match else end


def _placed(match: re.Match[str]) -> Candidate:
    group = "place" if match["place"] else "number"
    start, end = match.span(group)
    return Candidate(start, end, "MEDICAL_ID", 0.86, f"patient.{group}", "other")


def _counts(lower: str, place: Candidate, initials: bool, details: bool) -> bool:
    """'bed 14' counts where a person is in it; a number where it looks like one."""
    text = lower[place.start : place.end]
    if place.rule == "patient.number":
        return sum(char.isdigit() for char in text) >= 3 and not re.fullmatch(r"(?:19|20)\d\d", text)
    return initials or details


def _singled(lower: str) -> bool:
    """Age, an exact date and a procedure of one person of the author's, in one message."""
    mine = re.search(
        r"\b(?:my|our|a) (?:\w+[\s\-]){0,4}(?:patient|pt|lady|gentleman|chap|girl|boy|man|woman|mum|teacher|farmer"
        r"|kid|teen\w*)\b|\b(?:i|we) (?:operated|admitted|delivered|scanned|saw|had|did|transplanted|lost)\b|\bon "
        r"(?:my|our) (?:ward|list|unit)\b",
        lower,
    )
    age = re.search(r"\b\d{1,3}[\s\-]?(?:yo\b|y/o|years?[\s\-]old|year[\s\-]old|[mf]\b)|\baged? \d{1,3}\b", lower)
    return bool(mine and age and _EXACT.search(lower) and _PROCEDURE.search(lower))


IN_CARE: Final = lazy(
    r"\b(?:(?:my|our) (?:own )?(?:\w+ )?(?:patients?|pts?|ward|clinic|list|caseload|unit|practice|shift)|under (?:my"
    r"|our) care|i (?:treat|look after|operated|nursed|see in clinic)|in my care)\b"
)
