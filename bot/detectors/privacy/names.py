"""Names of private persons: by cue, title, kin, form and a modest list of names, less everything that is none.

A run of capitalised words is trimmed of words that are no names. Its strength is what the lists know of it; what the words
around say may raise it (a cue) or drop it (a doctor, an author, a celebrity, a hospital).
"""

import re
from typing import Final

from bot.detectors.document import Document
from bot.detectors.privacy.candidate import Candidate, Owner
from bot.detectors.privacy.lazy import lazy
from bot.detectors.privacy.letters import CAPITAL, LETTER
from bot.detectors.privacy.lists import FIRST_NAMES, NOT_NAMES, PUBLIC_PEOPLE, SURNAMES, plain
from bot.detectors.privacy.people import AUTHOR, KIN, PROFESSIONAL

_WORD: Final = rf"(?:(?:[OD]'|Mc|Mac|Al-|El-)?{CAPITAL}[{LETTER}']{{1,20}}(?:-{CAPITAL}?[{LETTER}']{{1,20}}){{0,2}})"
_PARTICLE: Final = (
    r"(?:de|da|do|dos|das|del|della|di|du|van|von|der|den|ten|ter|el|al|bin|binti|ibn|la|le|y|e|af|av|zu|ap|ab|st\.?"
    r"|Mc|O)"
)
_RUN: Final = lazy(
    rf"(?<![\w@#./\-])(?<!\w')(?:{_WORD}|{CAPITAL}\.)(?: (?:{_PARTICLE} ){{0,2}}(?:{_WORD}|{CAPITAL}\.?(?= "
    rf"{CAPITAL}))){{1,4}}(?![\w@/])"
)
_TITLED: Final = lazy(
    rf"(?<![\w])(?:[Mm]r|[Mm]rs|[Mm]s|[Mm]iss|[Mm]x|Sri|Smt|Shri|[Hh]err|[Ff]rau|[Ss]eñora?|[Mm]adame|[Mm]onsieur"
    rf"|Mme|Signora?|[Ss]enhora?|Pani|Pan)\.? (?:{CAPITAL}\.? )?{_WORD}(?: (?:{_PARTICLE} "
    rf"){{0,2}}{_WORD}){{0,3}}(?![\w])"
)
_TITLE_HEAD: Final = lazy(
    r"(?:mr|mrs|ms|miss|mx|sri|smt|shri|herr|frau|se[nñ]ora?|madame|monsieur|mme|signora?|senhora?|pani|pan)\.? ", re.IGNORECASE
)

_SELF_AFTER: Final = lazy(r"\A,?\s(?:here\b|speaking\b|checking in|reporting|signing)")
_PRONOUN: Final = lazy(r"\b(?:she|he|they)(?:'?s|'?re| is| are)(?: called| named)?\s\Z")
_ME_AFTER: Final = lazy(
    r"\A[\s,.(\-]{0,3}(?:is (?:the|my) name|'?s the name|which is me|that is me|that'?s me|is me\b|c'est moi|=\s?me)"
)
_ABOUT_PERSON: Final = lazy(
    r"\b(?:rest in peace|r\.?i\.?p\.?|prayers?(?: please)? for|pray for|praying for|thoughts? (?:with|for|to)|(?:a "
    r")?card for|thinking of|love to|happy birthday(?: to)?|say hi to|shout ?out to|hears? (?:from|about)|heard "
    r"(?:from|about)|anyone (?:know|seen|remember)|update on|news (?:of|on|about)|worried about|behalf of|bless"
    r"|little|poor|dear old|old)[\s,:]{1,2}\Z"
)
_THEIR_NAME: Final = lazy(rf"\b(?:his|her|their|{KIN}'?s?) (?:full |real |last |first )?name(?:'?s| is| was|:)?\s{{0,2}}\Z")
_SELF: Final = lazy(
    r"(?:\b(?:i'?m|i am|myself|im called|i'm called|i am called|i go by|call me|my (?:full |real |legal |married "
    r"|maiden |whole |actual |given )?name(?:'s| is|s| was| =|:|,| on (?:it|the \w+) is| in (?:the )?(?:form|forms"
    r"|file|system|passport|card)(?: is)?)?"
    r"|name'?s|(?:full |real |first and last |patient |legal )?name ?[:=\-]|name(?: is)?|(?:it'?s|this is|it is"
    r"|'?tis|only|it be)(?: only)?(?: me)?,?|signed,?|sincerely,?|regards,?|yours(?: truly| faithfully| "
    r"sincerely)?,?|ask for|(?:can|could|please|pls|to) (?:you |u )?(?:put|print|write|use|spell)|goes to,?|down as"
    r"|listed as|(?:knows?|has|have|shows?|put|got|calls?|filed|lists?) me (?:as|under)|shows as|came up as|comes up "
    r"as|my (?:fb|facebook|linkedin|insta\w*|profile|page|account) is|appears? as|it was me\b[^.!?]{0,30},|who i "
    r"am[,:]?|made? out to|addressed to|payable to|mine'?s|mine is|under(?: the name)?(?: of)?"
    r"|me:|me,|who i (?:am|was)[:,]?|registered as|booked (?:in )?as|known as|should (?:have|say|be)|love from|xx?,?"
    r"|ich bin|ich hei(?:ß|ss)e|mein name ist|me llamo|mi nombre es|soy|je m'appelle|je suis|mi chiamo|sono|meu nome "
    r"[eé]|sou|nazywam si[eę]|jestem)|[-~]{1,3})[\s:,\"'(]{1,3}\Z"
)
_REAL: Final = lazy(
    r"\b(?:real name|irl|actual name|actually called|full name|true name|name in real life|who @?\w{1,30} (?:is"
    r"|really is)[:,]?(?: its| it's)?)(?:'s| is|s|:|,| was| being)?\s{0,2}\Z"
)
_MY_REAL: Final = lazy(r"\bmy (?:real|full|actual|true) name\W{0,3}(?:'?s|is)?\W{0,3}\Z")
_HANDLE_IS: Final = lazy(
    r"@[\w.]{2,32},? (?:is|=|aka|a\.k\.a\.?|is actually|is really|is (?:my|our) \w+|\()[\s:]{0,2}(?:its |it's )?\Z"
)
_KIN_BEFORE: Final = lazy(
    rf"\b(?:my|our|his|her|their|the|a|an|this|that|another|one of my"
    rf"|your)\s(?:[\w'\-]+\s){{0,4}}?{KIN}(?:'s)?(?:\s(?:name(?:'s| is|d)?|is|called|named|is called|is named|was "
    rf"called))?[\s,:(\"'\-]{{1,3}}(?:is\s|was\s|called\s|named\s|little\s|old\s|dear\s|poor\s|mr\.?\s|mrs\.?\s"
    rf"|ms\.?\s|miss\s)?\Z"
)
_KIN_BARE: Final = lazy(
    r"(?:\b(?:for|about|re|regarding|patient|pt|child|son|daughter|husband|wife|mother|father|mum|dad|sister|brother"
    r"|friend|uncle|aunt|auntie|cousin|neighbou?r|mate|partner|name of|client|applicant|specialist|recipient"
    r"|beneficiary|emergency contact|next of kin|contact|called|named)[,:]?\s)\Z"
)
_NOUN_NEAR: Final = lazy(
    rf"\b(?:(?:my|our|his|her|their|a|an|the|this|that|another)\s(?:[\w'\-]+\s){{0,3}}?{KIN}|hubby|hubs|dh|dw|ds|dd"
    rf"|mum|mam|mom|dad|nan|gran|grandma|grandad|wifey|mil|fil|hubster)\b"
)
_APPOSED: Final = lazy(r"(?:[,(:]\s{0,2}|\s-{1,2}\s)\Z")
_AFTER_PERSON: Final = lazy(
    r"(?:,?\s?\(?\s?(?:aged?\s)?\d{1,3}(?:\s?(?:yo|y/o|yrs?|years?|m|f|\))|[,.;)\s]|\Z)(?!\s?(?:st|street|road|mg|am"
    r"|pm|%))|,?\s(?:born|d\.?o\.?b|age)\b|\s?\((?:he|she|they|age|\d)|,\s(?:who|he'?s|she'?s|they'?re|is|has|was"
    r"|drives?|works?|lives?|got|and (?:he|she|they))\b"
    r"|\s(?:has|had|is|was|got|gets|lives|died|passed|needs|takes|told|went|who|started|starts|suffers|goes|can'?t"
    r"|won'?t|isn'?t|hasn'?t|collapsed|and (?:he|she))\b|'s\s(?:\w+\s){0,2}(?:diagnos\w+|scan|results?|surgery|op"
    r"|treatment|chemo|appointment|medication|meds|condition|blood|biopsy|funeral|transplant|house|address|number))"
)
_DOCTOR_BEFORE: Final = lazy(
    rf"\b{PROFESSIONAL}s?\b(?:[\s,.:'()]|\b(?:is|was|called|named|here|there|at|my|the|our|a|mr|mrs|ms"
    rf"|miss)\b){{0,6}}\Z"
)
_DOCTOR_AFTER: Final = lazy(
    rf"\A\W{{0,3}}(?:(?:is|was|,|\(|who|my|our|the|a|an|brilliant|lovely|great|best|wonderful|consultant|specialist"
    rf"|lead|senior)\s?)*\s?{PROFESSIONAL}\b"
)
_CARED: Final = lazy(
    r"\b(?:under|referred to|see(?:ing|n by)?|saw|(?:anyone|anybody|ever|who) (?:had|seen|met|used|know|under|with)"
    r"|recommend|waiting for|appointment with|operated on by|op with|surgery with|list|by|clinic with|consultation "
    r"with)\s\Z|\A\s(?:did|does|performed|operated|prescribed|put me|started me|took me off|referred|wants to|said "
    r"my|told me|recommend)"
)
_AUTHOR_BEFORE: Final = lazy(rf"\b{AUTHOR}\b[\s,:'\"]{{1,3}}(?:by\s|called\s|of\s|is\s|with\s)?\Z")
_AUTHOR_AFTER: Final = lazy(rf"\A(?:'s?)?[\s,(]{{1,3}}(?:is (?:a|an|the)\s|the\s|a\s|new\s)?{AUTHOR}\b")
_ON_SHOW: Final = lazy(
    r"\b(?:in (?:his|her|their|the) (?:film|book|memoir|documentary|series|podcast|interview|show|new \w+)|on (?:tv"
    r"|telly|netflix|bbc|itv|youtube|the news|the radio|stage|strictly|this morning|good morning \w+)|'?s (?:book"
    r"|podcast|film|documentary|memoir|song|method|diet|talk|channel|videos?|songs?|merch|dolls?|pyjamas|advice "
    r"column)|(?:won|plays|played|starred|stars|sings|sang|tweeted|wrote|writes))\b"
)
_BRAND: Final = lazy(
    r"\A\s(?:pyjamas|videos?|songs?|dolls?|merch|books?|films?|toys|mug|syndrome|disease|sign|test|scale|score"
    r"|method|apples?|sauce|pie|cake|bread|yorkshires|oil|tea|cream)\b"
)
_LOWER: Final = lazy(
    r"(?<![\w])(?P<cue>my (?:full |real |legal |married |maiden )?name(?:'s| is|s|:)?|name ?[:=]|name is|name'?s"
    r"|i'?m|i am|this is|its|it's|real name(?:'s| is|s)?|called|named"
    rf"|(?:my|our|his|her) (?:[\w'\-]+ )?{KIN},?)\s(?P<name>[{LETTER}]{{2,20}}(?:-[{LETTER}]{{2,20}})?(?: (?:de|da"
    rf"|van|von|der|o|mc|al|el|bin))?\s[{LETTER}][{LETTER}'\-]{{2,24}})(?![\w'@])"
)
_AFTER_LOWER: Final = lazy(
    r"\s(?:has|had|is|was|got|gets|keeps|needs|just|wont|won't|cant|can't|hasn't|hasnt|isn't|isnt|who|and|n|&|from"
    r"|here|aged?|new|\d)\b|\s?[,.(]|\s?\Z"
)
_CUE_TYPED: Final = lazy(r"(?:full |real |legal )?name|called|named")


_ORDINARY: Final = lazy(
    r"(?:itis|osis|oma|a?emia|opath(?:y|ic)|ectomy|oscop(?:y|ic)|plasty|therapy|azole|mycin|cillin|statin|olol|pril"
    r"|sartan|mab|nib|tine|ate|ide|ium|acid|ology|graph(?:y|ic)|gram|[ts]ion|ment|ness|ity|ism|ous|ive|ical|inal"
    r"|able|ase|oid|rone|lene|phate|cyte|cytes|vir"
    r"|ular|(?<!mm)(?<!hm)ed|person|tric|tic|nic|mic|cal|phine|zone|pine|lin|sone|ance|ence|ship|hood|ware|ics|atum"
    r"|um|trophy|oedema|edema|web|abstracts?|complaints?|foods?|inc|ltd|llc)$"
)
_SURNAME: Final = lazy(
    r"(?:(?:s[eo]n|ss?on|ov[aá]?|[eé]v[aá]?|sk[aiyá]|ck[ai]|wicz|czyk|vi[cć]h?|enko|chuk|[eé]z|inen|escu|opoulos"
    r"|poulou|idis|[iy]an|ashvili|oglu|d[oó]ttir|berg|strom|gard|mann|stein|baum|etti|elli|ucci|ini|eiro|eira|inho"
    r"|gaard|huis|stra|sma|wala|rao|singh|kumar|pillai|swamy|murthy|appa)|^(?:mc|mac|fitz|o)[a-z]{4,})$"
)
"""Endings and beginnings that are surnames' own."""
_IT_IS: Final = lazy(r"\b(?:it'?s|this is|it is)\s\Z")
_TYPED_NAME: Final = lazy(r"(?:\bname(?:'?s| is|:)?|i'?m called|i am called)\W{0,3}(?:is\s)?\Z")
_WEAK: Final = lazy(
    r"(?:\b(?:it'?s|this is|it is|its|me[:,]|mine'?s|mine is|under|known as|for|about|re|regarding|called|named|love"
    r"|thanks|regards|xx?|me),?|-|~|\()[\s,:(\"']{0,3}\Z"
)


def names(doc: Document) -> list[Candidate]:
    """Every full name, and a title with a last name."""
    found: list[Candidate] = []
    for match in _TITLED.finditer(doc.text):
        candidate = _titled(doc, match.start(), match.end())
        if candidate is not None:
            found.append(candidate)
    for match in _RUN.finditer(doc.text):
        for start, end in _trim(doc.text, match.start(), match.end()):
            candidate = _full(doc, start, end)
            if candidate is not None:
                found.append(candidate)
    found += _lower_case(doc)
    return found


def _trim(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Stretches of at least two words of a run, cut at words that are no names."""
    stretches: list[tuple[int, int]] = []
    begin: int | None = None
    last = start
    words = 0
    for match in re.finditer(r"\S+", text[start:end]):
        word = plain(match.group().strip(".'-").removesuffix("'s"))
        if _is_no_name(word) and len(word) > 1:
            if begin is not None and words >= 2:
                stretches.append((begin, last))
            begin, words = None, 0
            continue
        if begin is None:
            if not match.group()[0].isupper():
                continue
            begin = start + match.start()
        words += match.group()[0].isupper() and len(word) > 1
        last = start + match.end()
        if match.group().endswith("'s") and words >= 2:
            stretches.append((begin, last))
            begin, words = None, 0
    if begin is not None and words >= 2:
        stretches.append((begin, last))
    return [_without_genitive(text, a, b) for a, b in stretches]


def _without_genitive(text: str, start: int, end: int) -> tuple[int, int]:
    return (start, end - 2) if text[start:end].endswith("'s") else (start, end)


def _is_no_name(word: str) -> bool:
    return word in NOT_NAMES and word not in FIRST_NAMES and word not in SURNAMES


def strength(text: str) -> float:
    """What the lists know of a run of words: .85 where both first and last name, .3 where neither."""
    words = [plain(word.strip(".'")) for word in text.split()]
    if plain(text) in PUBLIC_PEOPLE:
        return 0.0
    parts = [part for word in words for part in word.split("-")]
    first = words[0] in FIRST_NAMES or words[0].split("-")[0] in FIRST_NAMES
    last = any(part in SURNAMES for part in parts[1:])
    doubtful = words[0] in NOT_NAMES
    score = 0.85 if first and last else 0.72 if first else 0.55 if last and words[0] not in NOT_NAMES else 0.3
    if not text.isupper() and any(word.isupper() and len(word) > 1 and "." not in word for word in text.split()):
        return 0.1
    if all(word in NOT_NAMES for word in words):
        return 0.2
    if score < 0.7 and any(_ORDINARY.search(word) for word in words):
        return 0.1
    if score < 0.7 and _SURNAME.search(words[-1]):
        score = 0.6
    return score - 0.25 if doubtful else score


def _full(doc: Document, start: int, end: int) -> Candidate | None:
    text = doc.text[start:end]
    if text.isupper() and len(text) > 4 and strength(text) < 0.8:
        return None
    known = strength(text)
    before, after = doc.lower[max(0, start - 90) : start], doc.lower[end : end + 60]
    if known == 0.0 or _BRAND.match(after) or _DOCTOR_BEFORE.search(before[-50:]) or _DOCTOR_AFTER.match(after):
        return None
    if doc.text[max(0, start - 11) : start] == "My Name Is ":
        return None
    person = bool(_AFTER_PERSON.match(after))
    line = before[before.rfind("\n") + 1 :]
    owner, cue = _cue(line, after, known, person) or (("self", "self_cue") if _signs(doc, start, end) else ("", ""))
    if not cue and _public(before, after):
        return None
    if not _believable(cue, line, after, known, person):
        owner, cue = "", ""
    if cue:
        return Candidate(start, end, "PERSON", max(0.86, min(0.93, known + 0.1)) if known >= 0.3 else 0.7, f"name.{cue}", owner)
    if known >= 0.6:
        return Candidate(start, end, "PERSON", 0.8 if person else 0.7, "name.listed")
    if person and (known >= 0.5 or not _starts_sentence(doc, start)) and known >= 0.3:
        return Candidate(start, end, "PERSON", 0.65, "name.described")
    if known >= 0.3:
        doubt = 0.05 if _starts_sentence(doc, start) else 0.0
        return Candidate(start, end, "PERSON", 0.55 if known >= 0.5 else 0.5 - doubt, "name.form")
    return None


def _cue(line: str, after: str, known: float, person: bool) -> tuple[Owner, str] | None:
    """Whose name the words around say it is, and the rule that says so."""
    if _REAL.search(line) or _HANDLE_IS.search(line):
        return ("self", "self_cue") if _MY_REAL.search(line) else ("other", "real_name")
    if _THEIR_NAME.search(line) or (_PRONOUN.search(line) and known >= 0.5):
        return "other", "pronoun"
    if _ME_AFTER.match(after):
        return "self", "self_cue"
    if _ABOUT_PERSON.search(line):
        return "other", "about"
    own = _SELF.search(line)
    if _KIN_BEFORE.search(line) or (not own and _KIN_BARE.search(line)):
        return "other", "kin"
    if _IT_IS.search(line) and _NOUN_NEAR.search(re.split(r"[.!?]\s", line)[-1]):
        return "other", "apposition"
    if own or _SELF_AFTER.match(after):
        return "self", "self_cue"
    if _APPOSED.search(line) and _NOUN_NEAR.search(line if person else line[-45:]):
        return "other", "apposition"
    return None


def _public(before: str, after: str) -> bool:
    """An author, a broadcaster, a doctor who treats."""
    return bool(
        _AUTHOR_BEFORE.search(before[-40:]) or _AUTHOR_AFTER.match(after) or _ON_SHOW.search(after) or _CARED.search(before[-30:])
    )


def _believable(cue: str, line: str, after: str, known: float, person: bool) -> bool:
    """A run that no list knows needs a cue that speaks of names, not merely 'it's' or 'for'."""
    if known < 0.3:
        return cue == "real_name" or bool(_SELF_AFTER.match(after) or _TYPED_NAME.search(line))
    return known >= 0.5 or cue == "about" or person or not _WEAK.search(line)


def _signs(doc: Document, start: int, end: int) -> bool:
    """A name alone on a line: a signature or the head of a letter."""
    head = doc.text[max(0, start - 3) : start].strip(" -~,")
    tail = doc.text[end : end + 3].strip(" .,!x")
    line_start = not head or head.endswith("\n")
    return line_start and start > 0 and "\n" in doc.text[max(0, start - 4) : start] and (not tail or tail.startswith("\n"))


def _starts_sentence(doc: Document, start: int) -> bool:
    return start == 0 or doc.text[max(0, start - 2) : start].strip(" ")[-1:] in {"", ".", "!", "?", "\n", ":", '"'}


def _titled(doc: Document, start: int, end: int) -> Candidate | None:
    head = _TITLE_HEAD.match(doc.text[start:end])
    name = doc.text[start + head.end() if head else start : end]
    words = [plain(word) for word in name.split()]
    while words and _is_no_name(words[-1]):
        end = doc.text.rfind(" ", start, end)
        words.pop()
    if not words or doc.text[start:end].rstrip(".").lower() in {"mr", "mrs", "ms", "miss"}:
        return None
    before, after = doc.lower[max(0, start - 60) : start], doc.lower[end : end + 40]
    if (
        _BRAND.match(after)
        or _ON_SHOW.search(after)
        or _DOCTOR_BEFORE.search(before)
        or _DOCTOR_AFTER.match(after)
        or _CARED.search(before)
        or _CARED.match(after)
    ):
        return None
    sentence = doc.lower[max(0, start - 60) : end + 80]
    if (
        re.search(r"\b(?:surgeon|consultant|urologist|my op\b|operation|theatre|registrar|clinic letter)", sentence)
        and len(words) == 1
        and not _NOUN_NEAR.search(before)
    ):
        return None
    if re.search(
        r"(?:bean|darcy|potato|kipling|muscle|blobby|brown's|t|motivator|incredible|big|right|wrong|doubtfire|hinch"
        r"|marple|universe|world|america|piggy|sheen|clean|men|kipling)$",
        " ".join(words),
    ):
        return None
    if _NOUN_NEAR.search(before[-45:]) and (_APPOSED.search(before) or _KIN_BEFORE.search(before)):
        return Candidate(start, end, "PERSON", 0.9, "name.title_kin", "other")
    if _SELF.search(before) or _ME_AFTER.match(after):
        return Candidate(start, end, "PERSON", 0.9, "name.title_self", "self")
    return Candidate(start, end, "PERSON", 0.78 if _AFTER_PERSON.match(after) else 0.66, "name.title")


def _lower_case(doc: Document) -> list[Candidate]:
    found: list[Candidate] = []
    for match in _LOWER.finditer(doc.lower):
        start, end = match.span("name")
        if doc.text[start].isupper() and doc.text[start:end].split()[-1][0].isupper():
            continue
        words = [plain(word) for word in match["name"].split()]
        last_known = words[-1] in SURNAMES and words[-1] not in NOT_NAMES
        first_known = words[0] in FIRST_NAMES
        cue = match["cue"]
        typed = bool(_CUE_TYPED.search(cue))
        sure = first_known and last_known
        if (
            not sure
            and not (first_known and _uncommon(words[-1]) and _AFTER_LOWER.match(doc.lower, end))
            and not (typed and first_known and _uncommon(words[-1]))
            and not (typed and "name" in cue and last_known and _uncommon(words[0]))
        ):
            continue
        owner: Owner = (
            "other" if re.match(r"our|his|her|real|called|named", cue) or re.match(rf"my (?:[\w'\-]+ )?{KIN}", cue) else "self"
        )
        found.append(Candidate(start, end, "PERSON", 0.86 if sure else 0.75, "name.lower", owner))
    return found


def _uncommon(word: str) -> bool:
    return word not in NOT_NAMES and not re.search(r"(?:ed|ing|ly)$", word) and len(word) > 3


FIRST_NAME_REAL: Final = lazy(
    rf"(?<![\w])(?P<who>(?i:my|his|her|their|@[\w.]{{2,32}}(?:'s)?)) (?i:real|actual|true) (?i:first "
    rf")?(?i:name)(?:'s|s| is|:)? (?P<name>{_WORD})(?![\w])(?! {CAPITAL})"
)
"""'his real name is Tom': a first name alone, said to be real."""
