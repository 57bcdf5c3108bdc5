"""A patient whom a clinician singles out: initials with an age, a bed, a case, a date and a procedure."""

import re
from typing import Final

from bot.detectors.document import Document
from bot.detectors.lazily import lazy
from bot.detectors.privacy.candidate import Candidate
from bot.detectors.privacy.letters import CAPITAL
from bot.detectors.privacy.lists import words

_INITIALS: Final = lazy(
    rf"(?<![\w.'])(?:{CAPITAL}\.(?:\s?-?{CAPITAL}\.){{1,3}}(?!\s?(?:Mc|Mac|O'|D'))"
    rf"|{CAPITAL}\.\s?(?:(?:Mc|Mac|O'|D'|de |van |St)?\s?{CAPITAL}[a-z]?\.\s?){{1,3}}"
    rf"|{CAPITAL}\.\s?(?:Mc|Mac|O'){CAPITAL}?\.?|{CAPITAL}\.?(?:Mc|O'){CAPITAL}\.|{CAPITAL}{{2,3}}"
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
    r"(?<![\w])(?:(?P<place>(?:ward|bay|unit)\s\w{1,4},?\s(?:bed|room|cubicle|side room)\s\w{1,4}|(?:bed|bay|room|rm"
    r"|cubicle|side ?room|cot|chair|trolley|bedspace|bed space|station"
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
    r"\b(?:christmas|new year'?s?|boxing|easter|st\.? patrick'?s|valentine'?s|mother'?s|father'?s|thanksgiving"
    r"|bank holiday"
    r"|independence|canada|australia|anzac|republic|may)[\s\-](?:eve|day|sunday|monday|morning|night)\b"
    r"|\b(?:good friday"
    r"|hogmanay|halloween|bonfire night|burns night|diwali|eid|on the (?:\d{1,2})(?:st|nd|rd|th)\b)|"
    r"\b\d{1,2}(?:st|nd|rd|th)?\s(?:of\s)?(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)\w{0,6}|\b(?:january"
    r"|february|march|april|may|june|july|august|september|october|november|december)\s\d{1,2}(?:st|nd|rd|th)?\b"
    r"|\b\d{1,2}/\d{1,2}/\d{2,4}"
)
PROCEDURE: Final = lazy(
    r"\b(?:\w+ectomy|\w+oscopy|\w+plasty|\w+otomy|\w+ostomy|whipple|transplant\w*|graft|biopsy|bypass|cabg|tavi"
    r"|stent\w*|section|tkr|thr|turp|lvad|ecmo|dialysis|haemodialysis|resus|arrest\w*|lobectomy|shunt|implant\w*"
    r"|induction|delivered|delivery|chemo\w*|admitted|admission|operated|surgery|op|laparotomy|repair|fixation"
    r"|ablation|pacemaker|amputat\w+|embolisation|infusion|cycle \d|\w+ectomies|volume reduction|replacement"
    r"|resection|reversal"
    r"|revision|removal|excision|drain(?:ed|age)?|washout|debridement|grafted|stitched|pinned|fixed|reconstruct\w+"
    r"|flap|clips?"
    r"|coil(?:ed|ing)?|valve|catheter\w*|intubat\w+|extubat\w+|ventilat\w+|sectioned|delivered|caesarean|c-section"
    r"|twins"
    r"|triplets|had (?:his|her|their|a|the) (?:\w+ ){1,3}(?:out|off|done|in|removed|replaced|repaired|drained|cut"
    r"|pinned)"
    r"|(?:toes?|leg|foot|finger|hand|breast|arm) came off|took (?:his|her|the) \w+ (?:out|off))\b"
)
_NOBODY_IN: Final = lazy(
    r"\b(?:clinic|meet(?:s|ing|-?up)?|held|sessions?|group|drop-?in|talk|webinar|class(?:es)?|open|desk|reception"
    r"|parking"
    r"|come to|go to|report to|find (?:us|me)|based|located|upstairs|floor|training|teaching room|meeting room|coffee"
    r"|per|each|every|any|spare|empty|free|available|a)\b[^.!?\n]{0,40}\Z"
)
_FILLED: Final = lazy(
    r"\A[\s,:;()\-]{0,3}(?:he|she|they|is|was|has|had|'s|went|asked|goes|going|who|with|your?|i|says|said|on|today"
    r"|came|got"
    r"|needs?|wants|tonight|asks)\b"
)
_IN_IT: Final = lazy(
    r"\b(?:you (?:were|are|had)|you're|family of|relatives? of|wife of|husband of|mum of|mother of|parents of|son of"
    r"|daughter of"
    r"|(?:gentleman|lady|patient|man|woman|chap|person|mum|lad|lass|girl|boy|one|fella|baby|him|her|he|she|they|kid"
    r"|star|friend"
    r"|hero|soul|bloke|pt)(?: is| was|'s)?(?: over)?(?: in| from| of)?|re|hello|hi|dear|welcome)[\s,:]{1,2}(?:in "
    r"|from )?(?:the |my |our )?\Z"
)
_ONE: Final = lazy(
    r"\b(?:(?:my|our|a|an|one|the|this|another)(?: \w+(?:[\s\-]\w+){0,3}?)? (?:patient|pt|lady|gentleman|gent|chap"
    r"|girl|boy|man|woman|mum|dad"
    r"|mother|teacher|farmer|kid|teen\w*|lad|lass|baby|bloke|fella|grandmother|grandfather|nan|student|builder|nurse"
    r"|driver|miner|postman|youngster|primip|case|soul|\w{3,}(?:er|or|ist|man|woman))|(?:one )?of (?:mine|ours)|(?:my"
    r"|our) "
    r"(?:youngest|oldest|first|second|third|latest|eldest|longest|smallest|\w+est)|(?:i|we) (?:\w+ )?(?:operated"
    r"|admitted|delivered"
    r"|scanned|saw|had|did|transplanted|lost|discharged|treated|stented|fixed|took|put|gave|sent|got|met|reviewed)"
    r"|(?:did|saw|had|delivered|admitted|operated on|discharged) (?:a|an|the|our|my)|on (?:my|our) (?:ward|list|unit)"
    r"|had (?:his|her)"
    r"|(?:he|she)(?:'s| is| was| had| went| says| sends))\b"
)
_YEARS: Final = lazy(
    r"\b\d{1,3}[\s\-]?(?:yo\b|y/o|years?[\s\-]olds?\b|yrs?\b|[mf]\b)|\baged? \d{1,3}\b|[,(] ?\d{2,3}(?: ?[,.;)])"
    r"|\bof (?:[2-9]\d|1[0-9])(?=[\s,.;])"
    r"|\b\d{1,2}[\s\-](?:day|week|month)s?[\s\-]old\b|\b(?:is|was|turned|just) (?:[1-9]\d)(?=[\s,.;])"
)
_SEVERAL: Final = lazy(
    r"\b(?:\d{2,} (?:patients|people|women|men)|(?:most|many|some|all) (?:people|patients|women|men)|trials?|stud(?:y"
    r"|ies)|guidelines?"
    r"|cohort|registry|published|webinar|table \d|figure \d)\b"
)
_GLUE: Final = lazy(r"[\s,(:\-]{0,3}(?:a\s|is\s|was\s|aged?\s)?")
_NOT_INITIALS: Final = words("not_initials.txt")


def patients(doc: Document) -> list[Candidate]:
    """What singles a patient out in a clinician's message; empty where nothing does."""
    lower = doc.lower
    places = [_placed(match) for match in _PLACE_NUMBER.finditer(doc.text)]
    ages = _SEXED.search(lower) or _AGED.search(lower)
    exact = _EXACT.search(lower)
    procedure = PROCEDURE.search(lower)
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
        or bool(re.search(r"\b(?:she|he|her|his|him|she's|he's|you|your|family|relatives)\b", lower))
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
    match = _GLUE.match(lower, end)
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
    if initials:
        return True
    before = lower[max(0, place.start - 60) : place.start]
    if _NOBODY_IN.search(before[max(before.rfind(". "), before.rfind("\n"), 0) :]) and not _IN_IT.search(before):
        return False
    return details or bool(_IN_IT.search(before) or _FILLED.match(lower[place.end : place.end + 20]))


def _singled(lower: str) -> bool:
    """Age, an exact date and a procedure of one person of the author's, in one message."""
    return bool(
        _ONE.search(lower)
        and _YEARS.search(lower)
        and _EXACT.search(lower)
        and PROCEDURE.search(lower)
        and not _SEVERAL.search(lower)
    )


IN_CARE: Final = lazy(
    r"\b(?:(?:my|our) (?:own )?(?:\w+ )?(?:patients?|pts?|ward|clinic|list|caseload|unit|practice|shift)|under (?:my"
    r"|our) care|i (?:treat|look after|operated|nursed|see in clinic)|in my care)\b"
)
