# ruff: noqa: E501 - word lists
"""A message made ready for the frames of `lexicon/diagnosis.txt`."""

from typing import Final

from bot.detectors.lazily import lazy
from bot.detectors.lexicon.mentions import Masked, conditions, mask

_DETERMINERS: Final = frozenset(
    word
    for line in (
        "a an the your some sum just only simply early mild severe chronic acute late bit touch case start starts",
        "beginnings beginning stages signs form kind sort type full blown proper bloody stage one two three four",
        "undiagnosed still even another good old plain bad big small little tiny nasty terrible harmless simple common",
        "garden male female adult childhood secondary primary advanced spinal new recurrent silent more ye olde end low",
        "high grade left right sided bilateral juvenile fucking effing flipping freaking damn of possible full-blown",
        "suspected borderline real",
    )
    for word in line.split()
)
_OWNERS: Final = frozenset({"my", "his", "her", "your", "ur", "the", "their", "low", "high"})
_KIN: Final = lazy(
    r"(?<![\w'])(?:(?:my|our)\s(?:[\w']{1,14}\s){0,2}?(?:mum|mom|mam|mother|dad|father|son|daughter|kids?|child|baby|toddler|boy|girl|lad|"
    r"wee one|little one|little man|wee man|lo|husband|hubby|wife|partner|boyfriend|girlfriend|bf|gf|fiancee?|nan|gran|grandma|grandad|grandmother|grandfather|"
    r"grandpa|brother|sister|eldest|youngest|teenager|teen|twins?|dd|ds|dh|oh|mil|fil|\d{1,2}\s?(?:yr|year)s?\sold|\d{1,2}\s?yo)|"
    r"little man|wee man|mum|mom|dad|father|mother|hubby|nan|gran|grandad|dd|ds|dh)(?!\w)(?![\s-](?:in[\s-]law|friend))"
)
_OTHER: Final = lazy(
    r"(?<![\w'])(?:my|our|the|his|her|that|this)\s(?:[\w']{1,14}\s){0,2}?(?:neighbou?r|colleague|co-?worker|boss|manager|teacher|friend|mate|bestie|"
    r"bff|ex|politician|singer|celebrity|celeb|presenter|footballer|minister|mp|prince|princess|royal|influencer|youtuber|comedian|player|pm|driver|tenant|chap|fella|nurse|receptionist|lecturer|tutor|priest|shopkeeper|customer|client|flatmate|roommate|housemate|landlord|landlady|cousin|aunt|auntie|uncle|postman|vicar|pastor|guy|bloke|lady|woman|man|actor|president|"
    r"prime minister|king|supervisor|classmate|workmate|in-laws|(?:sister|brother|mother|father|son|daughter)[- ]in[- ]law|stepdad|stepmum|niece|nephew|trainer|coach|"
    r"hairdresser)(?!\w)(?: at (?:work|school|church|the gym))?"
)
_SYMPTOM: Final = (
    r"(?:lump\w*|rash\w*|pain\w*|cough\w*|mole|bump\w*|spots?|swelling|swollen|bleed\w*|headaches?|discharge|itch\w*|tired\w*|fatigue|numb\w*|"
    r"tingl\w*|ache\w*|aching|sore\w*|dizz\w*|faint\w*|vomit\w*|sick|nausea|diarrh\w*|fever\w*|temperature|sweat\w*|weight loss|stiff\w*|blister\w*|"
    r"burning|stinging|cramp\w*|twitch\w*|shak\w*|tremor|palpitations?|breathless\w*|wheez\w*|blood|bruis\w*|blotch\w*|redness|red|purple|"
    r"ooz\w*|pus|throb\w*|stabbing|sharp|dull|lost \w+ (?:stone|kilos?|kg|lbs?|pounds)|peeing|weeing|pooing|puking|puffy|hot|freezing|exhausted|"
    r"hives|scab\w*|flak\w*|peeling|hurts?|hurting|patch|lesion\w*|growth|vision|blurry|blurred|hearing|ringing|buzzing|flutter\w*|"
    r"racing|zigzag\w*|foamy|jaundiced?|yellow|thirst\w*|periods?|bloated|bloating|constipat\w*|swallow\w*|hoarse\w*|lethargic|weak\w*|"
    r"collaps\w*|passed out|black out\w*|blackout\w*|drool\w*|droop\w*|jerk\w*|trembl\w*|ulcers?|clammy|flush\w*|scaly|welts?|warm|dry|crackl\w*|phlegm|snot|mucus|breath\w*|short of breath|clots?|spotting|tender|screaming|tugging|crying|urine|stools?|poo|wee|pee|seizing|staring|\bmemory|forgetful\w*|snor\w*|whoosh\w*)"
)
_COMPLAINT: Final = lazy(
    rf"(?<![\w'])(?:my|his|her|the|this|that|these|those)\s(?:[\w']{{1,14}}\s){{0,2}}?{_SYMPTOM}(?!\w)(?:\s(?:in|on|under|behind|around)\s"
    r"(?:my|his|her|the)\s\w{2,12}(?!\w))?"
)
KNOWN_CONDITIONS: Final = lazy(
    r"\b(?:my|our|have|has|had|having|with|got|i've|ive|newly|new|dx|living with|his|her)\s(?:\w+\s){0,1}\Z"
)
_POSSESSIVE: Final = frozenset({"your", "ur"})
_ARTICLE: Final = lazy(r"an?\s")
_WORD_BEFORE: Final = lazy(r"([\w'-]{1,14})\s{1,2}\Z")
_SIGNS: Final = str.maketrans(dict.fromkeys("¡¿†", " "))
SYMPTOMS: Final = lazy(rf"(?<!\w)(?:{_SYMPTOM}|symptoms?)(?!\w)")


def read(lower: str, text: str) -> Masked:
    """The message with conditions, relatives, other people and complaints written over, position for position."""
    found = mask(conditions(), lower if lower.isascii() else lower.translate(_SIGNS), text)
    chars = list(found.text)
    for one in found.mentions:
        start = one.start
        while (word := _WORD_BEFORE.search(found.text, max(0, start - 17), start)) and word[1] in _DETERMINERS:
            if word[1] in _POSSESSIVE and _ARTICLE.match(found.text, start):
                break  # "your a diabetic"
            start = word.start()
        if one.entry.sign == "¬":
            blamed = _WORD_BEFORE.search(found.text, max(0, start - 17), start)
            if blamed and blamed[1] in _OWNERS:
                chars[blamed.start() : one.end] = "¢" * (one.end - blamed.start())
        elif one.entry.sign in "§¢":
            chars[start : one.end] = one.entry.sign * (one.end - start)
    masked = "".join(chars)
    for pattern, sign in ((_OTHER, "¿"), (_KIN, "¡"), (_COMPLAINT, "†")):
        masked = pattern.sub(lambda match, sign=sign: sign * len(match[0]), masked)  # type: ignore[misc]
    return Masked(masked, found.mentions)
