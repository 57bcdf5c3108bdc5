"""Whose a number, address or account is, from the words before and after it: the nearest of them decides."""

import re
from typing import Final

from bot.core.finding import SpanType
from bot.detectors.document import Document
from bot.detectors.lazily import lazy
from bot.detectors.privacy.candidate import Candidate, Owner
from bot.detectors.privacy.lists import FIRST_NAMES, plain
from bot.detectors.privacy.people import KIN

_ORG_WORDS: Final = (
    r"(?:(?:help|crisis|advice|support|info|nurse|appointments?|booking|hot|text|care|emergency|customer|out of "
    r"hours)[\s\-]?(?:line|desk|centre|center|service|services|team|hub|number)s?|helplines?|hotlines?|switchboard"
    r"|reception|front desk|help ?desk|call cent(?:re|er)|call handler"
    r"|clinics?|hospitals?|surgery|practice|ward|unit|department|dept|pharmac(?:y|ies|ist|ist's)|chemist'?s?|boots"
    r"|cvs|walgreens|superdrug|lab|laboratory|pals|charity|charities|foundation|society|association|alliance"
    r"|samaritans|mind|macmillan|shout|nhs|111|988|911|999|council|agency|company|manufacturer|supplier"
    r"|insurer|insurance company|customer (?:service|support|care)|tech support|office|branch|admin team|nurses?"
    r"|specialist nurse|dsn|gp|doctor'?s?|dr|consultant'?s?|secretary|team|hospice|triage|a&e|maternity|midwi(?:fe"
    r"|ves)|day unit|outpatients?|radiology|endoscopy|physio department|trust|citizens advice|dwp|social services"
    r"|police"
    r"|centre|center|stall|fete|fair|shop|store|garage|hotel|restaurant|cafe|church|school|library|hall|group meets?"
    r"|meet-?up|venue|event|fundraiser|bake sale|raffle|pub|inn|club|gym|studio|open day|venue|conference|meeting"
    r"|leaflet|website|poster|programme|program|study|trial|researchers?|university|institute|service|course"
    r"|business|firm|taxi|courier|royal mail|ups|fedex|dexcom|medtronic|abbott|omnipod|tandem|vantive|vet|dentist"
    r"|line is|our (?:office|clinic|team|number|store|shop|website))"
)
_SELF_WORDS: Final = (
    r"(?:(?:post|send|deliver|ship|mail|bring)\s(?:\w+\s){1,3}(?:to\s)?(?:me|us)\b|(?:call|ring|text|txt|phone"
    r"|whats\s?app|wa|message|msg|reach|contact|mail|email|e-mail|sms|buzz|bell|find|get|write|add|ping|dm|pm|hit"
    r"|hmu|drop|send|post|deliver|visit|catch|zelle|venmo|paypal|pay|charge|wire|tag|fb|reply|get back"
    r"|give|use)\s(?:to\s)?(?:me|us|mine|this(?: one| number| instead| address)?|here)\b(?!\sa\s(?:number|form"
    r"|leaflet|card|date))|pls ping|ping:|give (?:me|us) a "
    r"(?:bell|ring|call|shout|buzz|tinkle|text|holler)"
    r"|my (?:own |new |old |personal |work |home |current |direct |house |mobile |full |real )?(?:number|num|no"
    r"|mobile|mob|cell|cellphone|phone|tel|telephone|landline|line|whatsapp|email|e-mail|mail|addy|address|contact"
    r"|details|inbox|place|house|home|flat|door|card|account|iban|bank|pin|password|login|dob|birthday|passport"
    r"|licen[cs]e|ssn|policy|claim|serial|ip|insta\w*|handle|id)\b"
    r"|i'?m (?:on|at|in)|im on|im at|i am (?:on|at)|i live|i'm living|we live|me (?:on|at)|mine(?:'s| is)?|my|i'?ve"
    r"|i|i'?m|im|our|we|us|ask for me)"
)
_PASSIVE: Final = lazy(
    r"\b(?:gave|give|gives|giving|told|tell|sent|send|sends|rang|called|calls|helped|helps|help|let|got|gets"
    r"|text(?:ed|s)|emailed|for|to|with|made|make|makes|asked|wants|wanted|see|saw|pointed|refer(?:red)?|put|from"
    r"|worked for|supported)\s(?:me|us)\b"
    r"|\b(?:i|we)(?:'?d|'?ve| just| always| usually| finally| have| had| can| could| was| were)?\s(?:was|rang|rings"
    r"|ring|called|call|phoned|use|used|emailed|found|tried|contacted|spoke|got|get|recommend|suggest|think|know"
    r"|believe|saw|read|googled|went|would|hope|love|think|given|told)\b"
)
_OTHER_WORDS: Final = (
    rf"(?:(?:my|our|the|a|his|her|their|this|that)\s(?:[\w\-]+\s){{0,2}}?{KIN}(?:'?s)?(?!\s(?:portal|number|id|record"
    r"|access|line"
    rf"|forum|group|board|page|leaflet|transport|liaison|advice|services?|information|support|app)\b)|{KIN}'s|(?:ring"
    r"|call|text|phone"
    rf"|message|contact|email|visit|reach)\s(?:her|him|them|{KIN}|(?P<callee>[a-z]{{3,12}}))|(?:on|for|to|with"
    r"|at) him|his|her|she'?s?|he'?s?"
    rf"|their|lives?(?: alone)? (?:at|in|on))"
)
_PEOPLE: Final = lazy(rf"\b(?:(?P<other>{_OTHER_WORDS})|(?P<self>{_SELF_WORDS}))(?![\w])")
_REPORTER: Final = lazy(
    r"\s(?:has\s|had\s|just\s|also\s)?(?:told|said|says|thinks?|asked|asks|wants|wanted|gave|helped|suggested"
    r"|recommended|sent|put"
    r"|reckons|insists|typed|made me)\b|(?:\sis|'s)\s(?:reading|listening|watching|looking|about|around|on here)\b"
)
_OWN_NUMBER: Final = lazy(rf"\bmy\s(?!(?:\w+\s){{0,2}}?{KIN}'?s?\b)(?!\w+'s\b)[^.!?\n]{{0,70}}\Z")
_POSSESSED: Final = lazy(
    rf"\b(?:his|her|their|(?:my|our|the|a)\s(?:[\w\-]+\s){{0,2}}?{KIN}(?:'?s)?|{KIN}'s|(?:(?:uncle|aunt|auntie|nan"
    rf"|grandad|grandma|cousin|little|our|old)\s)?(?P<first>(?!it|that|what|who|there|here|let|he"
    rf"|she)[a-z]{{2,15}})'s|for (?:him|her|them))"
    rf"(?P<gap>(?:[\s,:]{{1,2}}[\w'&.\-]+){{0,5}})[\s:#=,(\-]*\Z"
)
_SAYS_WHOSE: Final = lazy(r"\A[\s,(\-]{0,3}(?:that'?s|is|was|it'?s|which is|those are)?\s?(?P<who>my|mine|me|his|her|their)\b")
_TO_ME: Final = lazy(r"give (?:me|us) a|(?:post|send|deliver|ship|mail|bring)\s\w+\s")
_ORG: Final = lazy(rf"\b{_ORG_WORDS}(?![\w])")
_ORG_AFTER: Final = lazy(
    r"\A[\s,.()\-]{0,3}(?:(?:they|open|lines? (?:are|is)?|24/7|24 ?hours?|mon(?:day)?\s?(?:-|to)\s?fri"
    r"|free(?:phone)?|and they|it'?s free|ask for the|press \d|option \d|for (?:the )?(?:appointments?|bookings?"
    r"|support|advice|help|info\w*|enquiries|sales|orders)|if (?:you|u) (?:want to )?(?:ask|need) (?:them|support"
    r"|help)|is the (?:\w+\s){0,2}(?:line|number|desk|clinic|ward))\b)"
)
_FREE: Final = lazy(
    r"\A\(?(?:\+44\s?\(?0?\)?\s?|\+1[\s\-]?|1[\s\-.]?)?\(?(?:0800|0808|800|808|0300|300|0330|0333|0345|0844|0845"
    r"|0870|0871|111|116|888|877|866|855|844|833|1300|1800|900)\)?(?=[\s\-.)/])|\A(?:0800|0808|0300|0330|0333|0345"
    r"|1300|1800|18\d\d)\d|\A(?:112|116|911|999|988)\b|\A13\s?\d\d\s?\d\d\Z"
)
_ROLE_BOX: Final = lazy(
    r"\A(?:info|support|help|contact|admin|enquir\w*|inquir\w*|hello|hi|office|team|service\w*|customer\w*|care"
    r"|appointments?|bookings?|reception|press|media|news|research\w*|stud(?:y|ies)|trial\w*|recruit\w*|jobs|sales"
    r"|orders?|billing|accounts?|feedback|complaints|pals|secretary|volunteer\w*|donat\w*|events?|membership"
    r"|nurse\w*|clinic\w*|ward\w*|no-?reply|mail|privacy|webmaster|editor|community|mods?|moderators?|safeguarding"
    r"|advice|advocacy|register|registration|referrals?|records|pharmacy|renal|cardiology|diabetes\w*|helpline"
    r"|jo)[\w.\-+]{0,12}@"
)
_MOBILE: Final = lazy(
    r"\A(?:\+?(?:44|0044)?\s?\(?0?\)?\s?7[\d\s\-]{8,}|04\d\d|\+61\s?4|0[67][\s.\-]?\d\d|\+33\s?[67]|\+91"
    r"|[6-9]\d{4}[\s\-]?\d{5}\Z|\+49\s?1[567]|01[567]\d[\s\-/]?\d{7,8}\Z)"
)
_BUSINESS: Final = lazy(
    r"\b(?:our (?:programme|program|course|clinic|product\w*|team|service\w*|coaches|shop|store|drops|supplement\w*)"
    r"|coaching|enrol\w*|sign up|per (?:session|month|week)|discount|special offer|book (?:a|your) (?:call"
    r"|consult\w*|slot|place)|order now|buy now|we (?:sell|ship|offer|deliver)|limited spots|franchise|distributor"
    r"|wellness (?:coach|centre|center))\b"
)
_REACH: Final = 130
OFFICIAL: Final = lazy(
    rf"\b{_ORG_WORDS}(?![\w])|\b(?:they|them|their|line|number (?:for|of|to)|numbers|book(?:ing)?|orders?"
    r"|contact (?:number|details)|free|lines|open|opens|mon|hours|missed calls?|scam\w*|spam\w*|unknown|recogni[sz]e"
    r"|withheld|who is"
    r"|whose|prank|fraud\w*)\b"
)
_ASKED_TO: Final = lazy(
    r"[.!?\n,][^.!?\n]{0,40}\b(?:e-?mail|mail|text|call|ring|phone|whatsapp|dm|message|contact|write)(?:\s(?:to|at|on"
    r"|it to))?[\s:]{1,2}\Z"
)
PERSONAL: Final = lazy(
    r"\b(?:call|text|ring|whatsapp|message|phone|contact|reach)\b[^.!?\n]{0,40}\b(?:me|us)\b|\bmy (?:number|mobile"
    r"|cell|phone)\b"
    r"|\bi'?m on\b|\blandline only|\blet it ring|\btext only|\b(?:no|don'?t) (?:texts?|calls?|ring)\b|\bafter (?:six"
    r"|seven|\d)\b"
    r"|\b(?:evenings|weekends|any ?time|day or night)\b"
)
_IDS: Final = frozenset({"GOV_ID", "MEDICAL_ID", "INSURANCE_ID", "FINANCIAL", "DATE_OF_BIRTH", "IP_OR_DEVICE"})


def owner_of(doc: Document, candidate: Candidate, named_other: int | None) -> tuple[Owner, bool]:
    """The owner, and whether words said so. `named_other` is where the nearest third person's name before it ends."""
    if candidate.owner:
        return candidate.owner, True
    lower = doc.lower
    before = lower[max(0, candidate.start - _REACH) : candidate.start]
    person, at = _person(before)
    if candidate.type in _IDS:
        return _id_owner(lower, candidate, before, person, named_other)
    behind = _SAYS_WHOSE.match(lower[candidate.end : candidate.end + 30])
    if behind is not None:
        return ("self" if behind["who"] in {"my", "mine", "me"} else "other"), True
    reach = candidate.type in {"PHONE", "EMAIL", "ADDRESS"}
    if reach and _belongs_to_nobody(doc, candidate, before, person, at):
        return "nobody", True
    if person == "self":
        return "self", True
    if named_other is not None and candidate.start - named_other < 100:
        return "other", True
    if person == "other":
        return "other", True
    return "self", False


def _id_owner(lower: str, candidate: Candidate, before: str, person: Owner, named_other: int | None) -> tuple[Owner, bool]:
    """A number is a third person's where a possessive says so or where it follows their name."""
    possessed = _POSSESSED.search(before)
    if possessed is not None and possessed["first"] and plain(possessed["first"]) not in FIRST_NAMES:
        possessed = None
    if _OWN_NUMBER.search(before):
        possessed = None
    if possessed is not None and not _REPORTER.match(possessed["gap"]) and not re.search(r"\b(?:my|i)\b", possessed["gap"]):
        return "other", True
    if (
        named_other is not None
        and candidate.start - named_other < 100
        and not re.search(r"\bmy\b", lower[named_other : candidate.start])
    ):
        return "other", True
    return "self", person == "self" or candidate.confidence >= 0.9


def _person(before: str) -> tuple[Owner, int]:
    """The last person spoken of, and where."""
    owner: Owner = ""
    at = -1
    passive = [match.span() for match in _PASSIVE.finditer(before)]
    for match in _PEOPLE.finditer(before):
        start, end = match.span()
        if match["other"] and (_REPORTER.match(before, end) or (match["callee"] and plain(match["callee"]) not in FIRST_NAMES)):
            continue
        if match.lastgroup == "self" and not _TO_ME.match(before, start) and any(a < end and start < b for a, b in passive):
            continue
        owner, at = ("other" if match["other"] else "self"), match.end()
    if owner == "other" and _ASKED_TO.search(before, at):
        return "self", len(before)
    return owner, at


def _belongs_to_nobody(doc: Document, candidate: Candidate, before: str, person: Owner, at: int) -> bool:
    text = doc.lower[candidate.start : candidate.end]
    after = doc.lower[candidate.end : candidate.end + 60]
    if candidate.type == "PHONE" and _FREE.match(text):
        return True
    if candidate.type == "EMAIL" and _ROLE_BOX.match(text):
        return True
    last = None
    for match in _ORG.finditer(before):
        last = match
    if last is not None and _sentence_between(before[last.end() :], candidate):
        last = None
    if last is not None and last.end() > at:
        own = re.search(r"\bmy (?:number|mobile|cell|phone|email|address|home|house)\b", before[last.end() :])
        return own is None
    if _ORG_AFTER.match(after) and person != "self":
        return True
    return bool(_BUSINESS.search(doc.lower, max(0, candidate.start - 800), candidate.end + 800)) and not re.search(
        r"\b(?:my|me|i'?m on)\b[^.!?\n]{0,25}\Z", before
    )


def _sentence_between(gap: str, candidate: Candidate) -> bool:
    """An organisation of an earlier sentence, or one that an address is not said to be of, owns nothing here."""
    if candidate.type == "ADDRESS" and (len(gap) > 12 and not re.search(r"\b(?:is|are|at|on|in|to|address|moved)\b", gap)):
        return True
    if candidate.type == "ADDRESS" and re.search(r"\b(?:me|my|i|us)\b", gap):
        return True
    if candidate.type == "ADDRESS":
        return re.search(r"[.!?]\s|\n|: ?\Z", gap) is not None and not re.search(r"\bthey\b|\bit(?:'?s| is)? (?:at|on|in)\b", gap)
    own = re.split(r"[.!?]\s|\n", gap)
    return len(own) > 1 and not re.search(r"\b(?:they|them|their|it|its|it's|the|or)\b", own[-1])


def guessable(candidate: Candidate, text: str) -> bool:
    """Whether an identifier without an owner in words is more likely a person's own than an organisation's."""
    kind: SpanType = candidate.type
    return kind != "PHONE" or candidate.rule == "phone.spoken" or bool(_MOBILE.match(text))
