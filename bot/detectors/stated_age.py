"""An author's own stated age, where it is below the community's minimum: a person then looks at it (Label.CONDUCT, `minor`).

Precise rather than broad, since here most numbers are something else: weeks, doses, readings, years since. A bare "I'm 14" counts
where what follows can follow an age and nothing near it is measured; "14 years old" counts by itself. Another's age never does.
"""

import re
from itertools import islice
from typing import Final

from bot.core.finding import Finding, Label
from bot.core.message import Role
from bot.detectors.detector import Detector
from bot.detectors.document import Document, Part
from bot.detectors.lazily import lazy

NAME: Final = "stated_age"
_CONFIDENCE: Final = 0.7
"""Below what other conduct is seen with: a case that has both is named after the other."""
_MOST: Final = 40
_NEAR: Final = 60
"""Characters on each side of a number that are read."""
_SPELLED: Final = {
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
    "twenty": 20,
}

_NUMBER: Final = lazy(r"(?<![\w.,/:$£€+-])(?:[89]|1\d|2[01]|" + "|".join(_SPELLED) + r")(?![\d/:%°+]|[.,]\d|-\d)")

# What stands before the number, up to it.
_AM: Final = lazy(
    r"(?:^|[^\w'])(?:i'?m|i am|iam)(?: (?:only|just|still|like|about|actually|literally|aged|barely|really|also)){0,2} $"
)
_AM_A: Final = lazy(r"(?:^|[^\w'])(?:(?:i'?m|i am|iam|being)(?: (?:only|just|still|literally))?|as|from) an? $")
_AGE_IS: Final = lazy(r"\bmy age(?: is|:| =)? $")
_SOON: Final = lazy(
    r"(?:(?:^|[^\w'])(?:i'?m (?:only |just )?(?:turning|nearly|almost|not even|not yet|under)|i (?:only )?turn"
    r"|i(?:'?ll| will) (?:be|turn)|i'?m (?:going to|gonna) (?:be|turn))|^\W{0,3}(?:turning|nearly|almost)) $"
)
_TENGO: Final = lazy(r"(?:^|\W)tengo (?:solo |apenas )?$")

# What stands after it.
_YEARS_OLD: Final = lazy(r"[ -]?(?:years?[ -]old|yrs?[ -]old|y/?o\b|y\.o\b|years? of age)")
_HERE: Final = lazy(r"(?:[ -]?(?:years?[ -]old|yrs?[ -]old|y/?o)(?: (?:girl|boy|female|male|teen|kid))?| ?/?[fm]) here\b")
_AFTER_AGE: Final = lazy(
    r"$|[!?;)\]\n\"]|[.,](?!\d)|\.{2,3}| ?[:;]-?[()dp]| ?-+ "
    r"| (?:(?:btw|but|so|too|lol|haha|tho|though|if|because|cos|coz|cuz|who|which|please|pls|plz|this year|by the way|obviously"
    r"|and(?! a half| (?:\d|counting|going|rising|climbing|dropping|falling|stable|steady))|with (?:type|t1|a |an |my )"
    r"|in (?:year|grade|school|high school)|f|m|female|male|girl|boy|my|i|i'?m|i've|ive|im|we|can|is|does|do|what|how|why"
    r"|are|am|should|will|not|from|living)\b)"
)
_WHEN: Final = lazy(
    r"(?: ?$| ?[!?;)]|[.,](?!\d)| (?:yet|next|this|tomorrow|soon|today|on (?:my|the|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}|\d)"
    r"|in (?:a|an|one|two|three|four|five|six|\d{1,2}|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}"
    r"|spring|summer|autumn|winter|the)|years? old|yo|y/o|btw|and|but|so)\b)"
)
_ANIOS: Final = lazy(r" a[ñn]os(?! (?:de|en|con|sin|desde|tomando|trabajando|viviendo|luchando|limpi|sobri))")

# What takes it back.
_NOT_SAID: Final = lazy(
    r"\b(?:like|as if|as though|if|when|once|before|after|until|till|unless|wish|think|thinks|thought|pretend(?:s|ed|ing)?"
    r"|feel|feels|felt|says?|said|saying|assumes?|assumed) (?:that )?(?:i'?m|i am|iam|i|i'?ll|i will)\b[^.!?\n]{0,20}$"
)
_NOT_MINE: Final = lazy(
    r"\b(?:treat(?:s|ed|ing)?|see(?:s|n)?|me|him|her|them|us|dress(?:es|ed)?|pose(?:s|d)?|pretend\w*|than|worse) as an? $"
    r"|\b(?:was|were|had|got|been|diagnosed|started|did|used to|back then|remember|began|since)\b[^.!?\n]{0,40}"
    r"\b(?:as|from|being) an? $"
    r"|\b(?:my|our|his|her|their|the|with|having|of|for|than) an? ?$"
)
_THEN: Final = lazy(
    r"'s\b|[^.!?\n]{0,24}?\bi (?:was|had|got|did|didn'?t|used|couldn'?t|wasn'?t|wanted|thought|went|started|knew|felt)\b"
)
_THEIRS: Final = lazy(
    r"\b(?:my|our|his|her|their|your|the|this|that|of|for|a|an|mum|mom|dad|to)(?: (?:own|little|eldest|youngest))? $"
)
_MEASURED: Final = lazy(
    r"\b(?:mmol|sugars?|glucose|bg|bgs|bs|libre|dexcom|cgm|readings?|hypo|hyper|units?|bolus|correction|carbs?|a1c|hba1c|levels?"
    r"|inr|psa|score|scale|scored|e?gfr|gleason|phq|gad|size|dress|jeans|stone|weigh|weight|kg|lbs?|pounds|bmi|weeks|wks"
    r"|pregnan\w{1,4}|scan|ultrasound|trimester|due|dpo|ivf|transfer|cycles?|rounds?|sessions?|fractions?|chemo|radiation"
    r"|peak flow|pain|out of|mg|dose|followers)\b"
)
_YOUNG: Final = lazy(
    r"\b(?:school|grade|year (?:[6-9]|1[01])|teachers?|homework|teens?|teenager|kids?|parents|mum|mom|mam|dad|gcses?|class"
    r"|puberty|too young|my age|underage|minor|btw)\b"
)


def detector(minimum_age: int) -> Detector:
    """A detector for a community whose members must be at least this old."""

    def look(doc: Document) -> list[Finding]:
        if doc.message.author_role is not Role.MEMBER:
            return []
        for hit in islice(_NUMBER.finditer(doc.lower), _MOST):
            sentence = doc.sentence_at(hit.start())
            if sentence is None or sentence.text.lstrip().startswith(">"):
                continue
            age = _SPELLED.get(hit[0]) or int(hit[0])
            rule = _rule(doc, sentence, hit.start(), hit.end(), age, minimum_age)
            if rule is not None:
                return [Finding(Label.CONDUCT, "minor", _CONFIDENCE, NAME, doc.why(f"minor.{rule}", hit.start(), hit.end()))]
        return []

    return Detector(NAME, look)


def _rule(doc: Document, sentence: Part, start: int, end: int, age: int, minimum: int) -> str | None:
    """Which rule makes this number the author's own age, and below the minimum."""
    before = re.sub(r"\s+", " ", doc.lower[max(sentence.start, start - _NEAR) : start])
    after = re.sub(r"[ \t]+", " ", doc.lower[end : end + _NEAR])
    if age <= minimum and _SOON.search(before) and _WHEN.match(after):
        return "soon" if not _NOT_SAID.search(before) and _bare(doc, sentence, after) else None
    if age >= minimum:
        return None
    if _AM.search(before):
        if _NOT_SAID.search(before):
            return None
        if _YEARS_OLD.match(after):
            return "years"
        return "plain" if _AFTER_AGE.match(after) and _bare(doc, sentence, after) else None
    if _AM_A.search(before) and (years := _YEARS_OLD.match(after)):
        return None if _NOT_MINE.search(before) or _THEN.match(after[years.end() :]) or _NOT_SAID.search(before) else "as"
    if _HERE.match(after) and not _THEIRS.search(before):
        return "here"
    if _AGE_IS.search(before) and (_AFTER_AGE.match(after) or _YEARS_OLD.match(after)):
        return "age"
    return "tengo" if _TENGO.search(before) and _ANIOS.match(after) else None


def _bare(doc: Document, sentence: Part, after: str) -> bool:
    """A number without "years old": an age, unless something is measured near it and nothing else says how young they are."""
    if _YEARS_OLD.match(after) or _YOUNG.search(doc.lower):
        return True
    return doc.message.condition != "pregnancy" and _MEASURED.search(sentence.lower) is None
