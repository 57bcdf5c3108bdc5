"""Whether a stretch of text speaks of somebody's health or care. Broad on purpose: the channel is about health."""

import re
from collections.abc import Iterator
from typing import Final

from bot.detectors.lazily import lazy
from bot.detectors.privacy.lists import MEDICAL_WORDS
from bot.detectors.privacy.people import KIN

HEALTH: Final = lazy(
    r"\b(?:diagnos\w*|cancer\w*|tumou?r\w*|chemo\w*|radio(?:therapy)?|remission|metast\w*|lump\w*|biops\w*|scan\w*"
    r"|mri|ct|pet|x-?rays?|bloods?|tests?|results?|surger\w*|surgical|operat(?:ion|ed)|op|ops|transplant\w*|dialysis"
    r"|haemo|hemo|stoma\w*|catheter\w*"
    r"|hospital\w*|ward|icu|itu|a&e|er|clinic\w*|appointment\w*|appt|admitted|discharged|consultant\w*|doctors?|gp"
    r"|nurse\w*|hospice|rehab|care ?plan|carer|treat(?:ment|ed|ing)?\w*|therap\w*|meds?|medic\w*|tablets?|pills?"
    r"|inject\w*|insulin|sats|spo2|peak flow|ketones?|bms?|steroids?|dose\w*|methadone|prescri\w*"
    r"|diabet\w*|type ?[12]|hypos?|asthma\w*|copd|epilep\w*|seizures?|fits?|stroke\w*|heart|cardiac|kidney\w*|renal"
    r"|liver|lung\w*|bowel|crohn'?s?|colitis|lupus|sle|arthritis|ms|multiple sclerosis|parkinson'?s?|alzheimer'?s?"
    r"|dementia|autis\w*|asd|adhd|bipolar|schizo\w*|psychos\w*|depress\w*|anxi\w*|eating disorder"
    r"|anorexi\w*|bulimi\w*|self[- ]?harm\w*|suicid\w*|overdos\w*|addict\w*|alcoholi\w*|drinking|rehab|sober"
    r"|relaps\w*|hiv|hep(?:atitis)?|std|sti|pregnan\w*|miscarr\w*|ivf|stillb\w*|birth|labour|postpartum|preemie|nicu"
    r"|menopaus\w*|endometriosis|pcos|thyroid|psoria\w*|eczema|migraine\w*|long covid|covid|me/cfs|fibro\w*"
    r"|pain\w*|sick\w*|ill|illness\w*|unwell|poorly|disease\w*|disorder\w*|disabled?|disability|wheelchair\w*"
    r"|symptom\w*|swelling|swollen|bleed\w*|fever\w*|cough\w*|breath\w*|vomit\w*|dizzy|faint\w*|collaps\w*|passed "
    r"out|infect\w*|wound\w*|fractur\w*|mastectomy|\w+ectom(?:y|ies)|\w+oscop(?:y|ies)|\w+plasty"
    r"|\w{3,}(?:itis|osis|aemia|emia|oma|opathy|algia)|died|passed away|dying|death|terminal|palliative|in a coma|on "
    r"oxygen|oxygen|home oxygen|inhaler\w*|pacemaker|stent\w*|biologic\w*|infusion\w*|patch\w*|immuno\w*|hormone "
    r"shots|hot flash\w*|prostate|breast|ovar\w*|psa|flare\w*|trach|ventilator|feeding tube|g-?tube"
    r"|patients?|sugar|falls?|fell|sepsis|heavily|iv|virus|icu|stress\w*|cuts? (?:herself|himself|themsel\w+)|hurts?"
    r"|starv\w*|not eating|weight|lice|nits|wks|weeks pregnant|movements?|vent|ventilat\w*|chest|gout|peanut|mnd|als"
    r"|ibd|ibs|pcos|pots|eds|ocd|ptsd|bpd|ckd|chf|gord|gerd|uti|dvt|tia|hrt|sen|send|ehcp|tonsils?|off (?:sick|work)"
    r"|legs?|hips?|knees?|spine|spinal|skin|eyes?|lens|hearing|teeth|jaundice|premature|early labour|recover\w*"
    r"|counsell\w*|burnout|panic attack\w*|breakdown|sectioned|mental health|allerg\w*|anaphyla\w*|epipen|coeliac"
    r"|celiac|anaem\w*|anem\w*|sickle cell|cystic fibrosis|cf|down'?s|cerebral palsy|wheez\w*|itch\w*|rash\w*"
    r"|fitted|fitting|spacer|nebuli[sz]er\w*|intensive care|coma|life support|priory|detox\w*|(?:aa|na) meetings?"
    r"|methadone|heroin"
    r"|herpes|syphilis|gonorrh\w*|abortion|vasectom\w*|hysterect\w*|colostom\w*|ileostom\w*|prosthe\w*|crutch\w*|zimmer"
    r"|hearing aids?|blind|deaf|housebound|bedbound|bedridden|paraly[sz]ed|amputat\w*|(?:his|her) (?:leg|arm|foot|toe"
    r"|breast) off"
    r"|lithium|antidepressants?|sleeping tablets|inhaler|epi-?pen|vapes?|drinks again|drinking again|on the drink"
    r"|sober|clean for|(?:blood )?pressure|bp|twins|triplets"
    r"|\d{1,2} ?(?:weeks|wks)(?= (?:with|pregnant|gone|along|today|and|now))"
    r"|nervous breakdown|in a (?:psych|mental)\w*|psych (?:ward|unit|hold)|carers?|care home|nursing home|respite"
    r"|cycles?|relaps\w*"
    r"|attacks?|had a (?:turn|fall|fit|stroke)|(?:has|got|with|have) (?:the )?(?:virus|gout|shingles|nits|flu|fits"
    r"|sugar)|insomnia|doesn'?t sleep|does not sleep|can'?t walk|can'?t see|shots|jabs?|vaccin\w*|donor|donat\w*"
    r"|stage "
    r"(?:[1-4]|i{1,3}v?)|tested positive|a1c|glucose|blood sugar)\b"
)
_MINE: Final = lazy(rf"\b(?:my(?!\s(?:\w+\s){{0,2}}?{KIN}'?s?\b)|i|i'?m|i'?ve|me|im|ive)\b(?:\s[\w'\-]+){{0,4}}\s?\Z")
_LONG_WORD: Final = lazy(r"[a-z]{5,24}")
_ABOUT: Final = lazy(r"\b(?:he|she|they|his|her|their|him|them|he's|she's|hes|shes|they're|who|whose)\b")


def _medical(lower: str) -> Iterator[re.Match[str]]:
    return (match for match in _LONG_WORD.finditer(lower) if match.group() in MEDICAL_WORDS)


def speaks_of_health(lower: str) -> bool:
    return bool(HEALTH.search(lower)) or any(True for _ in _medical(lower))


def health_of_other(lower: str, name_end: int) -> bool:
    """Health words that are not the author's own: 'she gave me a lift to my chemo' says nothing of her."""
    for match in (*HEALTH.finditer(lower), *_medical(lower)):
        before = lower[max(0, match.start() - 60) : match.start()]
        if before.endswith("gave me "):
            return True
        own = _MINE.search(before)
        if own is not None and max(0, match.start() - 60) + own.start() < name_end <= match.start():
            return True
        if (
            own is None
            or _ABOUT.search(before[own.start() :])
            or (match.start() > name_end and re.search(r"\bmy \w+ (?:has|is|was)\b", before))
        ):
            return True
    return False
