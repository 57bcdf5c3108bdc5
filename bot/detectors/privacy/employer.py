"""Role phrases that single a person out: 'the only school nurse at Hill Road Primary'."""

import re
from typing import Final

from bot.detectors.document import Document
from bot.detectors.lazily import lazy
from bot.detectors.privacy.candidate import Candidate, Owner
from bot.detectors.privacy.letters import CAPITAL, LETTER
from bot.detectors.privacy.people import ROLE

_WORD: Final = rf"(?:St\.?|{CAPITAL}[{LETTER}'\-]{{1,20}}|of|the|and|&)"
_PLACE: Final = (
    rf"(?:the\s|our\s)?(?!I\b){CAPITAL}[{LETTER}'\-]{{1,20}}(?:\s(?:of|the|and|&|on|St\.?|\d{{1,3}}"
    rf"|(?!I\b){CAPITAL}[{LETTER}'\-]{{0,20}})){{0,5}}(?<!\sof)(?<!\sthe)(?<!\sand)(?<!\son)"
)
_PREP: Final = r"(?:at|in|of|for|outside|from|on|with)"
_ONLY: Final = lazy(
    rf"(?<![\w])(?i:(?:the|their|its)\s(?:only|sole|one and only|first ever|first"
    rf"|one)\s)(?:[\w'\-]{{2,16}}\s){{0,3}}?(?i:(?:{ROLE}|\w{{3,14}}(?:er|or|man|woman|ian"
    rf"|lady)))\s(?i:{_PREP})\s{_PLACE}"
)
_THE: Final = lazy(rf"(?<![\w])(?i:the)\s(?:[\w'\-]{{2,16}}\s){{0,2}}?(?i:{ROLE})\s(?i:{_PREP})\s{_PLACE}")
_HEADED: Final = lazy(
    rf"(?<![\w])(?i:(?:head ?(?:teacher|master|mistress|girl|boy|of [a-z ]{{2,20}})|deputy [a-z]{{2,14}}|mayor|vicar"
    rf"|rector|principal|captain))\s(?i:at|of|in|for)\s{_PLACE}"
)
_ROLE_AT: Final = lazy(rf"(?<![\w])(?:{ROLE})\s(?:at|of|in|for)\b")
_CARE: Final = lazy(
    r"\b(?:hospital|clinic|infirmary|surgery|nhs|medical|health|hospice|pharmacy|boots|cvs|walgreens|superdrug|ward"
    r"|unit|icu|a&e|er|mayo|marsden|st thomas|guy's|guys)\b"
)
_CARE_ROLE: Final = lazy(
    r"\b(?:nurse|doctor|pharmacist|midwife|gp|dentist|physio\w*|\w*(?:ologist|iatrist|therapist|surgeon"
    r"|radiographer)|consultant|registrar|dietician|specialist|phlebotomist)\b"
)
_I_AM: Final = lazy(
    r"\b(?:i'?m|i am|i was|being|im|as|i work as|i became|myself,?|me,?|you'?re|you are|my job(?: is|'s)?|work as"
    r"|i've been|ive been|i have been|it'?s (?:only )?me(?: again)?,?|here,?|talking to|speaking to|looking at"
    r"|this is|meet)\s(?:still\s|now\s|literally\s"
    r"|actually\s|also\s|basically\s)?\Z"
)


def employers(doc: Document) -> list[Candidate]:
    """Role and place together, where they mean one person."""
    lower = doc.lower
    if not _TRIGGER.search(lower):
        return []
    found: list[Candidate] = []
    for pattern, confidence, rule in (
        (_ONLY, 0.85, "employer.only"),
        (_THE, 0.75, "employer.the"),
        (_HEADED, 0.72, "employer.head"),
    ):
        for match in pattern.finditer(doc.text):
            start, end = match.span()
            own = bool(_I_AM.search(lower[max(0, start - 40) : start]))
            words = match.group().lower()
            if not own and (_CARE.search(words) or (_CARE_ROLE.search(words) and rule != "employer.only")):
                continue
            if rule == "employer.only" and re.search(
                r"\b(?:person|woman|man|patient|member|doctor|answer|other|number|reminder|matter|hospital|cancer"
                r"|order|first)\s(?:at|in|of|for|on|from|with)\s",
                words,
            ):
                continue
            if re.search(
                r"\bonly\s(?:\w+\s){0,2}(?:scanner|computer|printer|elevator|floor|corner|shower|freezer|heater"
                r"|monitor|reminder|newsletter|poster|letter|customer|answer|factor|error|machine|door|mirror|paper"
                r"|centre|center|laser|cover|offer|order)\s|\b(?:in|on|for|from|of)\s(?:the\s)?(?:january|february"
                r"|march|april|may|june|july|august|september|october|november|december|monday|tuesday|wednesday"
                r"|thursday|friday|saturday|sunday|christmas|easter|netflix|youtube|tiktok|facebook|instagram|reddit"
                r"|google|tv|uk|us|usa|england|scotland|wales|ireland|america|canada|australia|india|europe|nhs"
                r"|covid|year \d|class \d|grade \d|question|season)\b",
                words,
            ):
                continue
            owner: Owner = "self" if own else ""
            found.append(Candidate(start, end, "EMPLOYER", confidence + (0.05 if own else 0.0), rule, owner))
    return found


_TRIGGER: Final = lazy(rf"\bthe (?:only|sole|one|first)\b|\b{ROLE}\s{_PREP}\s")
