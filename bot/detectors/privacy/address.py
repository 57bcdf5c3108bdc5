"""Street addresses by a small grammar of our own, and postcodes.

Forms: English (number, name, street word), French (number, rue, name), German, Dutch and Nordic compounds with the number
behind, Iberian and Italian (calle, rua, via, name, number), Polish (ul.), Indian (flat or plot, colony), post office boxes.
"""

import re
from typing import Final

from bot.detectors.document import Document
from bot.detectors.lazily import lazy
from bot.detectors.privacy.candidate import Candidate
from bot.detectors.privacy.letters import CAPITAL, LETTER
from bot.detectors.privacy.sample import is_sample

_CAP: Final = rf"(?!NSW|VIC|QLD|TAS|ACT){CAPITAL}[{LETTER}'\-]{{1,24}}"
_UNIT: Final = (
    r"(?:(?:flat|apt\.?|apartment|unit|suite|room|rm|house|h\.? ?no\.?|door no\.?|plot(?: no\.?)?|no\.?|floor|block"
    r"|villa|lot)\s?#?\s?[\w\-/]{1,8},?\s{1,2})"
)
_SURE_TYPE: Final = (
    "street road avenue ave lane terrace crescent gardens mews boulevard blvd drive close grove parade esplanade "
    "cul-de-sac rd st ln dr ct pl blvd way court place row walk rise hill"
    " green square quay wharf path highway hwy parkway pkwy circle cir trail gate view vale croft chase fields brae "
    "wynd loan yard cottages buildings nagar colony marg vihar layout enclave"
    " bhavan heights meadows mount park side end strand embankment broadway turnpike loop crossing bend cove ridge "
    "run terr cres alley point plaza"
)
_TYPES: Final = "|".join(sorted(set(_SURE_TYPE.split()), key=lambda word: (-len(word), word)))
_ZIP: Final = (
    r"(?:[A-Z]{2}\s\d{5}(?:-\d{4})?|[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}|(?:NSW|VIC|QLD|WA|SA|TAS|ACT|NT)\s\d{4}"
    r"|[A-Z]\d[A-Z]\s?\d[A-Z]\d|\d{5,6})"
)
_ENGLISH: Final = lazy(
    rf"(?<![\w£$€.])(?i:{_UNIT}){{0,2}}(?i:(?:unit|flat|apt)\s)?\d{{1,5}}(?:[a-zA-Z]|-\d{{1,4}}|/\d{{1,4}})?(?:,?\s"
    rf"|\s\d{{1,5}}\s)(?:(?:{_CAP}|[NSEW]\.?|St\.?|\d{{1,3}}(?:st|nd|rd|th))\s){{1,4}}(?i:(?:{_TYPES}))\.?(?![\w])"
    rf"(?:,?\s(?i:apt|suite|unit|flat|#)\.?\s?[\w\-]{{1,6}})*(?:,?\s{_CAP}(?:\s{_CAP}){{0,2}}?,?\s{_ZIP}"
    rf"|,\s?(?:{_CAP})(?:\s{_CAP}){{0,2}}(?:,?\s{_ZIP})?|,?\s{_ZIP})?"
)
_PLAIN: Final = lazy(
    rf"(?<![\w£$€.])(?:{_UNIT}){{0,2}}\d{{1,5}}[a-z]?,?\s(?:[a-z'\-]{{2,20}}\s){{1,3}}(?:street|road|avenue|ave|lane"
    rf"|terrace|crescent|gardens|mews|drive|close|grove|boulevard|rd|st|row|court|place|way|nagar|colony)(?![\w])"
    rf"(?:,\s?[a-z]{{3,20}}(?![\w])(?:\s[a-z]{{1,2}}\d[a-z\d]?\s?\d[a-z]{{2}})?)?"
)
_UNNAMED: Final = lazy(
    rf"\b(?:live|living|lives|staying|based|home is|house is|address is|address:|address)\s?(?:at|is"
    rf"|:)?\s{{0,2}}(?:no\.?\s"
    rf"|number\s)?(?P<v>\d{{1,5}}[a-z]?,?\s{_CAP}(?:\s{_CAP}){{0,3}}(?:,\s?{_CAP}(?:\s{_CAP}){{0,2}})?)"
)
_ROMANCE: Final = lazy(
    rf"(?<![\w])(?:\d{{2,5}}\s)?(?:[Cc]/|[Cc]\.\s|[Cc]alle|[Aa]venida|[Aa]vda\.?|[Aa]v\.|[Pp]laza|[Pp]za\.|[Pp]aseo"
    rf"|[Cc]arrer|[Cc]arretera|[Cc]amino|[Tt]ravessa|[Rr]ua|[Pp]raça|[Vv]ia|[Vv]iale|[Pp]iazza|[Cc]orso|[Ll]argo)\s?"
    rf"(?:(?:de|del|della|dei|da|do|dos|das|la|las|los|el|di|la)\s){{0,3}}(?:{_CAP}(?:\s(?:de|del|da|do|e|y|la)\s"
    rf"|\s)?){{1,4}},?\s?(?:n[ºo°]\.?\s?)?\d{{1,5}}[a-zA-Z]?(?:,?\s?\d{{1,2}}[ºª°oa]?\s?[A-Z]?(?![\w]))?(?:,\s?(?:\d{{4,5}}(?:-\d{{3}})?\s)?{_CAP}(?:\s{_CAP}){{0,2}})?"
)
_FRENCH: Final = lazy(
    rf"(?<![\w])\d{{1,4}}(?:\s?(?:bis|ter))?,?\s(?:[Rr]ue|[Aa]venue|[Bb]oulevard|[Bb]d|[Cc]hemin|[Ii]mpasse|[Pp]lace"
    rf"|[Aa]llée|[Qq]uai|[Rr]oute|[Cc]ours|[Ss]quare)\s(?:(?:de|du|des|la|le|les)\s"
    rf"|[dl]'){{0,3}}{_CAP}(?:[\s\-]{_CAP}){{0,3}}(?:,\s?(?:\d{{5}}\s)?{_CAP}(?:[\s\-]{_CAP}){{0,2}}"
    rf"|\s\d{{5}}\s{_CAP})?"
)
_COMPOUND: Final = lazy(
    rf"(?<![\w])(?:\d{{1,5}}\s)?(?:{CAPITAL}[{LETTER}\-]{{1,28}}?(?:straße|strasse|str\.|weg|gasse|platz|allee|ring"
    rf"|ufer|damm|straat|laan|plein|gracht|kade|dijk|vej|vejen|gade|gaden|vænget|vägen|gatan|gata|veien|gate|katu"
    rf"|tie|stræde)|(?:{_CAP}[\s\-]){{1,3}}(?:Straße|Strasse|Str\.|Weg|Platz|Allee|Ring|Ufer|Damm|utca|u\.|út|tér"
    rf"|kapu))\s?\d{{1,4}}\.?\s?[a-zA-Z]?(?![\w])(?:,\s?(?:\d{{4,5}}\s?)?{_CAP}(?:\s{_CAP})?|\s\d{{4,5}}\s{_CAP})?"
)
_SLAVIC: Final = lazy(
    r"(?<![\w])(?:ul|os|al|pl|ulica"
    rf"|ulice)\.?\s{_CAP}(?:\s{_CAP}){{0,2}}\s\d{{1,4}}[a-zA-Z]?(?:\s?[/m.]\s?\d{{1,4}})?(?:,\s?(?:\d\d-\d{{3}}\s)?{_CAP})?"
)
_ZIPPED: Final = lazy(rf"(?<![\w])(?:{_CAP}\s){{1,3}}\d{{1,4}}\s?[a-z]?,\s\d{{4,5}}\s{_CAP}")
_INDIAN: Final = lazy(
    rf"(?<![\w])(?i:flat|house|h\.? ?no|plot|door|d\.? ?no"
    rf"|qtr)\.?\s?(?i:no\.?)?\s?[\w\-/]{{1,10}},\s(?:[\w.\-]{{1,20}}[\s,]{{1,2}}){{0,8}}(?i:nagar|road|colony|layout"
    rf"|marg|street|sector[\s\-]\d{{1,3}}|cross|main|vihar|enclave|puram|society|apartments?|bagh|ganj|hills|garden"
    rf"|gardens|extension|block)(?![\w])(?:,\s?{_CAP}(?:\s{_CAP}){{0,2}}){{0,3}}(?:[\s,\-]{{1,3}}\d{{6}})?"
)
_BOX: Final = lazy(
    rf"(?<![\w])(?i:p\.?\s?o\.?\s?box|postfach|postbox|psc|unit"
    rf"|apartado)\s\d{{1,6}}(?:,?\s(?i:box)\s\d{{1,5}}\s?\n?\s?(?:[AFD]PO\s[A-Z]{{2}}\s\d{{5}})?"
    rf"|,\s?(?:{_CAP}(?:\s{_CAP}){{0,2}}(?:,?\s{_ZIP})?|{_ZIP}))"
)
_CORNER: Final = lazy(rf"the corner of [\w.\s'\-]{{3,40}}? and {_CAP}(?:\s{_CAP}){{0,3}}")
UK_POSTCODE: Final = lazy(r"(?<![\w])(?:GIR ?0AA|[A-PR-UWYZ][A-HK-Y]?\d[\dA-HJKPSTUW]? ?\d[ABD-HJLNP-UW-Z]{2})(?![\w])")
_OTHER_POSTCODE: Final = lazy(
    rf"(?<![\w])(?:{_CAP},?\s[A-Z]{{2}}\s\d{{5}}(?:-\d{{4}})?|\d{{5}}\s{_CAP}(?:\sam\s{_CAP})?(?=[,.\n)]|\Z)"
    rf"|[A-Z]\d[A-Z] \d[A-Z]\d|{_CAP}\s(?:NSW|VIC|QLD|WA|SA|TAS|ACT)\s\d{{4}})(?![\w])"
)
_HOME: Final = lazy(
    r"\b(?:live|living|lives|address|post (?:it|them)?|send (?:it|them|me|her|him)|sent|deliver\w{0,2}|drop (?:it"
    r"|them|round|off)|come (?:to|round|over)|im at|i'm at|i am at|he's at|she's at|hes at|shes at|house|home|flat"
    r"|staying|door|number|mail(?:ed|ing)?|parcel|pick(?:ed)? up|round to|over to|lives)\b"
)
_ORDINARY: Final = lazy(
    r"\d+\s(?:minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?|yrs?|miles?|km|mile|times?|people|of|in|on|at"
    r"|to|and|or|mg|ml|more|other|different|separate|th|st|nd|rd|ways?|steps?|stone|pounds?|bed|wheel|car|lane|point"
    r"|star|inch|feet|foot|out|per|from|is|was|the|a|for|with)\b"
)
_NUMBER_BEFORE: Final = lazy(r"(?<![\w.])\d{1,5},?\s\Z")
_NUMBERED: Final = lazy(rf"(?<![\w£$€.])\d{{2,5}}\s(?:{_CAP}\s){{1,4}}\d{{1,4}}\.?(?![\w])")
_UNIT_AFTER: Final = lazy(r",?\s{1,2}(?:apt|suite|unit|flat)\b")
_LOWER_STREET: Final = lazy(
    r"\b(?:street|road|avenue|ave|lane|terrace|crescent|gardens|mews|drive|close|grove|boulevard|rd|st|row|court"
    r"|place|way|nagar|colony)\b"
)


def addresses(doc: Document) -> list[Candidate]:
    """Street addresses and boxes."""
    found: list[Candidate] = []
    for pattern, confidence, rule in (
        (_ENGLISH, 0.88, "address.street"),
        (_FRENCH, 0.9, "address.french"),
        (_ROMANCE, 0.88, "address.romance"),
        (_COMPOUND, 0.88, "address.compound"),
        (_SLAVIC, 0.9, "address.slavic"),
        (_ZIPPED, 0.88, "address.zipped"),
        (_INDIAN, 0.9, "address.indian"),
        (_BOX, 0.85, "address.box"),
        (_CORNER, 0.7, "address.corner"),
    ):
        found += [
            Candidate(_lead(doc.text, match.start(), rule), _tail(doc.text, match.end()), "ADDRESS", confidence, rule)
            for match in pattern.finditer(doc.text)
            if not _ORDINARY.match(match.group().lower()) and not is_sample(doc.lower, match.start(), match.end())
        ]
    found += [
        Candidate(*match.span("v"), "ADDRESS", 0.82, "address.unnamed")
        for match in _UNNAMED.finditer(doc.text)
        if not _ORDINARY.match(match["v"].lower())
    ]
    found += [
        Candidate(match.start(), _tail(doc.text, match.end()), "ADDRESS", 0.78, "address.numbered")
        for match in _NUMBERED.finditer(doc.text)
        if _UNIT_AFTER.match(doc.lower, match.end()) or _HOME.search(doc.lower[max(0, match.start() - 30) : match.start()])
    ]
    if _LOWER_STREET.search(doc.lower):
        found += _in_lower_case(doc)
    return found


_PIECES: Final = (
    lazy(r",?\s{1,2}(?i:apt|suite|unit|flat|apartment|floor)\.?\s?#?[\w\-]{1,6}(?![\w])"),
    lazy(
        rf"\s?\n\s?,?\s?{_CAP}(?:[\s\-](?:{_CAP}|\d{{1,2}})){{0,3}}(?=,|\s?\n|\s?\Z|\s\d{{4,6}}(?!\d)"
        rf"|,?\s[A-Z]{{2}}\s\d{{5}})"
    ),
    lazy(rf",\s?(?:{_CAP}(?:\s{_CAP}){{0,2}}|[A-Z]{{2,3}})(?=\s?\n|,|\s\d{{4,6}}(?!\d)|\s?\Z|\.(?:\s|\Z))"),
    lazy(rf"(?:,|\s?\n,?)?\s?{_ZIP}(?![\w])"),
)


def _lead(text: str, start: int, rule: str) -> int:
    """A house number that stands before a form that wants it behind the name."""
    if rule in {"address.romance", "address.compound", "address.slavic", "address.french"}:
        match = _NUMBER_BEFORE.search(text, max(0, start - 7), start)
        if match is not None:
            return match.start()
    return start


def _tail(text: str, end: int) -> int:
    """What goes on after the street: a flat, a town on a line of its own, a postcode."""
    for _ in range(5):
        for piece in _PIECES:
            match = piece.match(text, end, end + 80)
            if match is not None and match.end() > end:
                end = match.end()
                break
        else:
            return end
    return end


def _in_lower_case(doc: Document) -> list[Candidate]:
    found: list[Candidate] = []
    for match in _PLAIN.finditer(doc.lower):
        if _ORDINARY.match(match.group()) or any(match.start() == c.start for c in found):
            continue
        home = _HOME.search(doc.lower[max(0, match.start() - 50) : match.start()])
        if home and not re.search(r"\s(?:the|my|a|and|to|is|was|on|in|for|of)\s", match.group()):
            found.append(Candidate(match.start(), match.end(), "ADDRESS", 0.82, "address.lower"))
    return found


def postcodes(doc: Document) -> list[Candidate]:
    """Postcodes: they count beside a name alone, which the linker sees to."""
    found = [
        Candidate(m.start(), m.end(), "ADDRESS", 0.8, "address.postcode")
        for m in UK_POSTCODE.finditer(doc.text.upper() if len(doc.text.upper()) == len(doc.text) else doc.text)
    ]
    return found + [
        Candidate(m.start(), m.end(), "ADDRESS", 0.75, "address.postcode") for m in _OTHER_POSTCODE.finditer(doc.text)
    ]
