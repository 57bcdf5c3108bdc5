"""A patient whom a clinician singles out: initials with an age, a bed, a case, a date and a procedure."""

import re
from typing import Final

from bot.detectors.document import Document
from bot.detectors.privacy.candidate import Candidate
from bot.detectors.privacy.lazy import lazy
from bot.detectors.privacy.letters import CAPITAL

_INITIALS: Final = lazy(
    rf"(?<![\w.'])(?:{CAPITAL}\.\s?(?:(?:Mc|Mac|O'|D'|de |van |St)?\s?{CAPITAL}[a-z]?\.\s?){{1,3}}|{CAPITAL}\.\s?(?:Mc|Mac|O'){CAPITAL}?\.?|{CAPITAL}\.?(?:Mc|O'){CAPITAL}\.?|{CAPITAL}{{2,3}}|{CAPITAL}\.{CAPITAL}|{CAPITAL}-{CAPITAL}|{CAPITAL}\.\s?Mc{CAPITAL}\.?|{CAPITAL}\.?Mc[A-Z]\w?\.)(?![\w])"
)
_AGE: Final = lazy(
    r"(?<![\w])\(?(?:aged?\s)?(?:\d{1,3}\s?(?:yo|y/o|yrs?|years?(?:[- ]old)?|[mf])?(?![\w%])|\d{1,2}[- ](?:year|month|week)s?[- ]old|\d{1,2}/(?:m|f|40)|(?:early|mid|late)[- ]\w+ties)"
)
_SEXED: Final = lazy(r"\(?\d{1,3}\s?(?:yo\b|y/o|[mf]\b|years?[\s\-]old)")
_PATIENT: Final = lazy(r"\b(?:patient|pt|my (?:lady|gentleman|chap|bloke|girl|boy|man|kid)|our (?:lady|gentleman|list|tuesday|clinic)|on my (?:list|ward|unit)|under (?:me|us|our care|my care)|admitted|referred|came (?:in|through)|case)\b")
_PLACE_NUMBER: Final = lazy(
    r"(?<![\w])(?:(?P<place>(?:bed|bay|room|rm|cubicle|side ?room|cot|chair|trolley|bedspace|bed space|station|slot)\s(?:no\.?\s|number\s)?(?:[a-z]?\d{1,3}[a-z]?|[a-z](?=[\s,.;]))(?:,?\s(?:(?:ward|unit|bay)\s[\w]{1,6}|[A-Z]?\w{0,12}\s(?:ward|unit|itu|icu|hdu)|(?:itu|icu|hdu|nicu|picu|ccu|amu|mau|sau|resus|majors)(?:\s(?:north|south|east|west|\d{1,2}))?))?"
    r"|ward\s\w{1,4},?\s(?:bed|bay|room)\s\w{1,4})"
    r"|(?:case|chart|file|record|mrn|hosp(?:ital)?|unit|patient|pathway|ref(?:erence)?|list|theatre|study|accession|specimen|path|lab|referral|donor|recipient)\s?(?:no\.?|number|num|id|ref|#|nr)?\s?[.:#]?\s?(?P<number>[a-z]{0,4}[\-/]?\d[\w\-/]{1,14}))(?![\w])",
    re.IGNORECASE,
)
_DATE: Final = lazy(
    r"\b(?:\d{1,2}(?:st|nd|rd|th)?\s(?:of\s)?(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)\w{0,6}|(?:january|february|march|april|may|june|july|august|september|october|november|december)\s\d{1,2}|\d{1,2}/\d{1,2}(?:/\d{2,4})?|(?:yesterday|today|last night|this morning|(?:on|last) (?:mon|tues|wednes|thurs|fri|satur|sun)day))\b"
)
_EXACT: Final = lazy(r"\b\d{1,2}(?:st|nd|rd|th)?\s(?:of\s)?(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)\w{0,6}|\b(?:january|february|march|april|may|june|july|august|september|october|november|december)\s\d{1,2}(?:st|nd|rd|th)?\b|\b\d{1,2}/\d{1,2}/\d{2,4}")
_PROCEDURE: Final = lazy(
    r"\b(?:\w+ectomy|\w+oscopy|\w+plasty|\w+otomy|\w+ostomy|whipple|transplant\w*|graft|biopsy|bypass|cabg|tavi|stent\w*|section|tkr|thr|turp|lvad|ecmo|dialysis|haemodialysis|resus|arrest\w*|lobectomy|shunt|implant\w*|induction|delivered|delivery|chemo\w*|admitted|admission|operated|surgery|op|laparotomy|repair|fixation|ablation|pacemaker|amputation|embolisation|infusion|cycle \d)\b"
)
_NOT_INITIALS: Final = frozenset(
    ["TKR", "THR", "TURP", "CRT", "PICC", "AF", "AKI", "AMA", "ANA", "ASD", "BMI", "BP", "CKD", "CHF", "CML", "CLL", "COPD", "CPR", "CRP", "CSF", "CT", "CTG", "CVA", "CXR", "DKA", "DM", "DNA", "DVT", "ECG", "EEG", "EF", "EKG", "EMG", "ENT", "ER", "ESR", "FAQ", "FBC", "GI", "GP", "HB", "HF", "HIV", "HPV", "HRT", "IBD", "IBS", "ICD", "ICU", "IM", "INR", "ITU", "IUD", "IV", "IVF", "LFT", "LP", "MDT", "ME", "MI", "MRI", "MS", "NHS", "NP", "NPO", "OBS", "OCD", "OP", "OT", "PA", "PE", "PET", "PMR", "PR", "PSA", "PT", "PTH", "PTSD", "RA", "RBC", "RSV", "SLE", "SOB", "SSRI", "TB", "TFT", "TIA", "TPN", "TSH", "TIA", "UC", "UK", "US", "USA", "UTI", "VF", "VT", "WBC", "AM", "PM", "OK", "TV", "AI", "IT", "HR", "CEO", "BSR", "NICE", "FDA", "GMC", "NMC", "RCT", "HLA", "ATG", "MMF", "EBV", "CMV", "GVHD", "AML", "ALL", "NHL", "DIY", "PS", "ITP", "TTP", "MSSA", "MRSA", "CPAP", "LVAD", "ECMO", "TAVI", "CABG", "AVF", "HD", "PD", "CAPD", "EPO", "CNI", "BTS", "ESC", "AHA", "ACR", "BMJ", "NEJM", "PIP", "ESA", "RN", "MD", "DO", "PHD", "BSC", "CNS", "DSN", "GTN", "ACE", "ARB", "ICP", "NG", "PEG", "UTI", "IMO", "FYI", "BTW", "LOL", "OMG", "THE", "AND", "FOR", "NOT", "YES", "HI", "NO", "SO", "IF", "MY", "WE", "HE", "IN", "ON", "TO", "AT", "BY", "DR", "MR", "MX", "ST", "AS", "AN", "IS", "IT", "BE", "OF", "OR", "A&E", "PCR", "DEXA", "HBA", "GFR", "EGFR", "PCOS", "ADHD", "MG", "ML", "KG", "MMOL"]
)


def patients(doc: Document) -> list[Candidate]:
    """What singles a patient out in a clinician's message; empty where nothing does."""
    lower = doc.lower
    places = [_placed(match) for match in _PLACE_NUMBER.finditer(doc.text)]
    ages = _AGE.search(lower)
    exact = _EXACT.search(lower)
    procedure = _PROCEDURE.search(lower)
    found: list[Candidate] = []
    for match in _INITIALS.finditer(doc.text):
        start, end = match.start(), match.start() + len(match.group().rstrip())
        text = doc.text[start:end]
        if text.strip(".") in _NOT_INITIALS or (text.replace(".", "").replace(" ", "") in _NOT_INITIALS and "." not in text.strip(".")):
            continue
        dotted = "." in text.strip(".") or "-" in text
        beside = _AGE.match(lower, _after(lower, end)) is not None
        told = bool(_PATIENT.search(lower[max(0, start - 60) : start]))
        if (dotted and (beside or told or places or (exact and procedure))) or (not dotted and _SEXED.match(lower, _after(lower, end))):
            found.append(Candidate(start, end, "PERSON", 0.88 if beside else 0.8, "patient.initials", "other"))
    person = bool(found) or ages is not None or bool(_PATIENT.search(lower)) or bool(re.search(r"\b(?:she|he|her|his|him|mum|dad|family)\b", lower))
    if person:
        found += [place for place in places if _counts(lower, place, bool(found), procedure is not None or bool(exact) or ages is not None)]
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
    mine = re.search(r"\b(?:my|our|a) (?:\w+[\s\-]){0,4}(?:patient|pt|lady|gentleman|chap|girl|boy|man|woman|mum|teacher|farmer|kid|teen\w*)\b|\b(?:i|we) (?:operated|admitted|delivered|scanned|saw|had|did|transplanted|lost)\b|\bon (?:my|our) (?:ward|list|unit)\b", lower)
    age = re.search(r"\b\d{1,3}[\s\-]?(?:yo\b|y/o|years?[\s\-]old|year[\s\-]old|[mf]\b)|\baged? \d{1,3}\b", lower)
    return bool(mine and age and _EXACT.search(lower) and _PROCEDURE.search(lower))


IN_CARE: Final = lazy(r"\b(?:(?:my|our) (?:own )?(?:\w+ )?(?:patients?|pts?|ward|clinic|list|caseload|unit|practice|shift)|under (?:my|our) care|i (?:treat|look after|operated|nursed|see in clinic)|in my care)\b")
