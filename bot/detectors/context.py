"""What a sentence does with what it names: after ConText (Harkema and others 2009, J Biomed Inform 42:839).

Each function takes lower-cased text before or around a trigger. They answer one question each and are combined by detectors.
"""

import re
from typing import Final

_NEGATION: Final = re.compile(
    r"\b(?:not?|never|n't|dont|doesnt|didnt|isnt|wasnt|cant|cannot|without|denies|denied|no (?:signs?|evidence|history) of|ruled? out|rules out|"
    r"free of|nothing to do with|neither|nor|hardly|stopped)\b|n't\b"
)
_PAST: Final = re.compile(
    r"\b(?:years? ago|months? ago|last year|last (?:spring|summer|autumn|fall|winter)|back in|in (?:19|20)\d\d|used to|when i was|as a (?:kid|child|teen\w*)|"
    r"years? back|at the time|back then|once upon|ages ago|long ago|decades? ago|in the past|those days|a while back|before i was diagnosed|"
    r"(?:19|20)\d\d)\b"
)
_REPORTED: Final = re.compile(
    r"\b(?:doctor|dr\.?|consultant|specialist|nurse|gp|oncologist|urologist|neurologist|rheumatologist|rheum|cardiologist|nephrologist|pharmacist|"
    r"midwife|obstetrician|ob|obgyn|psychiatrist|team|surgeon|hospital|clinic|endo|endocrinologist|gastro|pcp|paramedics?)\w*(?: \w+){0,3} "
    r"(?:said|says|told|thinks?|thought|reckons?|confirmed|diagnosed|suspects?|wants|put|prescribed|explained|agreed|found|started|stopped|changed)\b"
)
_HYPOTHETICAL: Final = re.compile(
    r"\b(?:if|unless|in case|would(?:n't)? (?:be|have)|suppose|imagine|what if|say that|might|could)\b"
)
_REFUTING: Final = re.compile(
    r"\b(?:myth|debunked|not true|isn'?t true|untrue|false|nonsense|rubbish|bollocks|bs|bull\w*|misinformation|disinformation|hoax|conspiracy|"
    r"no evidence|there'?s no proof|no proof|disproven|disproved|discredited|retracted|fake news|old wives'? tale|please stop spreading|"
    r"don'?t believe|doesn'?t (?:work|cause|cure|help)|do not (?:work|cause|cure)|don'?t (?:work|cause|cure)|won'?t (?:cure|work)|scam|quack\w*|snake oil)\b"
)
_KIN: Final = (
    r"(?:mum|mom|mam|mummy|mommy|mother|dad|daddy|father|son|daughter|kid|child|baby|toddler|boy|girl|brother|sister|bro|sis|"
    r"husband|hubby|wife|partner|spouse|boyfriend|girlfriend|bf|gf|fiance\w*|ex|nan|nana|gran|grandma|granny|grandmother|grandad|grandpa|grandfather|"
    r"aunt|auntie|uncle|cousin|niece|nephew|mil|fil|in-law|mother-in-law|father-in-law|friend|mate|neighbou?r|colleague|coworker|roommate|flatmate|teenager|teen)"
)
KIN: Final = re.compile(rf"\b(?:my|our|his|her|their|a|the|your)\s(?:\w+\s){{0,2}}{_KIN}(?:'s)?\b")


def negated(before: str) -> bool:
    """A negation within the last six words before a trigger."""
    return bool(_NEGATION.search(" ".join(before.split()[-6:])))


def past(sentence: str) -> bool:
    """The sentence speaks of a time that is over."""
    return bool(_PAST.search(sentence))


def reported(sentence: str) -> bool:
    """A professional is the source of what the sentence says."""
    return bool(_REPORTED.search(sentence))


def hypothetical(sentence: str) -> bool:
    return bool(_HYPOTHETICAL.search(sentence))


def refuting(sentence: str) -> bool:
    """The sentence denies a claim or calls it false."""
    return bool(_REFUTING.search(sentence))


def of_kin(sentence: str) -> bool:
    """A relative or friend is spoken of."""
    return bool(KIN.search(sentence))
