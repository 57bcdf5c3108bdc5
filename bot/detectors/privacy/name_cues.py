"""What the words around a name say of it: whose it is, or that it is nobody's to protect (a doctor, an author).

`before` is the text of the name's line up to the name, `after` what follows it, both in lower case.
"""

from typing import Final

from bot.detectors.lazily import lazy
from bot.detectors.privacy.candidate import Owner
from bot.detectors.privacy.people import AUTHOR, KIN, PROFESSIONAL, ROLE

_SELF_AFTER: Final = lazy(r"\A,?\s(?:here\b(?!\s(?:is|was|said))|speaking\b|checking in|reporting|signing)")
_PRONOUN: Final = lazy(r"\b(?:she|he|they)(?:'?s|'?re| is| are)(?: called| named)?\s\Z")
_ME_AFTER: Final = lazy(
    r"\A(?:[\s,]{0,2}(?:inside|on (?:it|the \w+)|written (?:in|on) it))?[\s,.(\-]{0,3}(?:thats me\b|is (?:the"
    r"|my) name|'?s the name|which is me|that is me|that'?s me|is me\b|c'est moi|=\s?me)"
)
_ABOUT_PERSON: Final = lazy(
    r"\b(?:rest in peace|r\.?i\.?p\.?|congrat\w{0,12} to|well done(?: to)?|proud of|big up|hats off to|cheers for"
    r"|(?:our|your) (?:own|very own)|prayers?(?: please)? for|pray for|praying for|thoughts? (?:with|for|to)|(?:a "
    r")?card for|thinking of|love to|happy birthday(?: to)?|say hi to|shout ?out to|hears? (?:from|about)|heard "
    r"(?:from|about)|anyone (?:know|seen|remember)|update on|news (?:of|on|about)|worried about|behalf of|bless"
    r"|(?:posting|typing|writing"
    r"|asking|speaking|translating) (?:this )?for|(?:saw|seen|met|spotted|know|knows|hear|heard|visited|visiting|nursed"
    r"|lost|in touch with|contact with|know how|tell|told|thank|thanks to|bumped into|ran into|remember|apparently"
    r"|turns out|guess who|even)(?: that| about)?"
    r"|(?:saw|met|spotted) (?:the )?(?:big|wee|old|young|poor)|little|wee|poor|dear old|old|auld)[\s,:]{1,2}\Z"
)
_THEIR_NAME: Final = lazy(rf"\b(?:his|her|their|{KIN}'?s?) (?:full |real |last |first )?names?(?:'?s| is| was|:)?\s{{0,2}}\Z")
_SELF: Final = lazy(
    r"(?:\b(?:i'?m(?: the)?|i am(?: the)?|(?<![\w'])i,|myself|me again,?|me here,?|im called|i'm called|i am called"
    r"|i go by|call me|my (?:full |real |legal |married "
    r"|maiden |whole |actual |given )?name(?:'s| is|s| was| =|:|,| on (?:it|the \w+) is| in (?:the )?(?:form|forms"
    r"|file|system|passport|card)(?: is)?)?"
    r"|name (?:on|for|in) (?:the |this |my |it )?(?:\w+ )?(?:is|needs to be|should be|has to be|must be|reads)"
    r"|name'?s|(?:full |real |first and last |patient |legal )?name ?[:=\-]|name(?: is)?|(?:it'?s|this is|it is"
    r"|'?tis|only|it be)(?: only)?(?: me)?,?|signed,?|sincerely,?|regards,?|yours(?: truly| faithfully| "
    r"sincerely)?,?|ask for|(?:can|could|please|pls|to) (?:you |u )?(?:put|print|write|use|spell)|goes to,?|down as"
    r"|listed as|(?:knows?|has|have|shows?|put|got|calls?|filed|lists?) me (?:as|under)|shows as|came up as|comes up "
    r"as|my (?:fb|facebook|linkedin|insta\w*|profile|page|account) is|appears? as|it was me\b[^.!?]{0,30},|reply to"
    r"|cheques? to|who i "
    r"am[,:]?|made? out to|addressed to|payable to|mine'?s|mine is|under(?: the name)?(?: of)?"
    r"|me:|me,|who i (?:am|was)[:,]?|registered as|booked (?:in )?as|known as|should (?:have|say|be)|love from|xx?,?"
    r"|ich bin|ich hei(?:ß|ss)e|mein name ist|me llamo|mi nombre es|soy|je m'appelle|je suis|mi chiamo|sono|meu nome "
    r"[eé]|sou|nazywam si[eę]|jestem|(?:profile|account|username|user name|display(?: name)?|handle|screen name"
    r"|name ?tag"
    r"|badge)\b[^.!\n]{0,60}"
    r"\b(?:showing|shows|says|reads|as|displays|has|to))|[-~]{1,3})[\s:,\"'(]{1,3}(?:mrs?\.? |ms\.? |miss )?\Z"
)
_REAL: Final = lazy(
    r"\b(?:real name|irl|actual name|actually called|full name|true name|name in real life|who @?\w{1,30} (?:is"
    r"|really is)[:,]?(?: its| it's)?)(?:'s| is|s|:|,| was| being)?\s{0,2}\Z"
)
_MY_REAL: Final = lazy(r"\bmy (?:real|full|actual|true) name\W{0,3}(?:'?s|is)?\W{0,3}\Z")
_MINE: Final = lazy(r"\b(?:my|me|i|i'?m|i am)\b")
_THEIRS: Final = lazy(r"\b(?:her|his|their|she|he|they|whose|who|your?)\b|@\w")
_SIGNED: Final = lazy(r"\A\s?(?:x{1,5}|xo(?:xo)?|<3)?\s?[.!]?\s{0,3}\Z")
_FAREWELL: Final = lazy(
    r"\b(?:thanks?(?: you)?(?: all| everyone| so much)?|thx|ta|cheers|regards|wishes|love|bye|night|off(?: now)?|hugs"
    r"|sincerely|care|xx?|luck"
    r"|advance|patience|soon|blessings|yours)[\s,.!\-]{1,4}\Z"
)
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
    rf"(?:\b(?:for|about|re|regarding|patient|pt|name of|client|applicant|specialist|recipient|beneficiary|lo"
    rf"|emergency contact|next of kin|contact|called|named|{KIN})(?:'s name(?:'s| is)?)?[,:]?\s)\Z"
)
_ROLE_BEFORE: Final = lazy(rf"\b(?:my|our|his|her|their|your)\s(?:[\w'\-]+\s){{0,2}}?{ROLE},?\s\Z")
_NOUN_IS: Final = lazy(
    rf"(?:^|[.!?]\s|\b(?:that|know)\s)[^.!?]{{0,20}}\b(?:the|that|this|a|an|our|my"
    rf"|one)\s(?:[\w'\-]+\s){{0,2}}?(?:{KIN}|{ROLE}|one)\b"
    rf"(?:\s[\w'\-]+){{1,8}}\s(?:is|was|called|named)\s\Z"
)
OUTED: Final = lazy(r"\b(?:i )?(?:knew|know) (?:it was|it's|its) you\b|you[^.!?\n]{0,30}aren'?t you\b")
_OUTED: Final = lazy(r"\b(?:you'?re|youre|you are|are you|aren'?t you|is that you,?|you must be|i know you,?)\s\Z")
_LABELLED: Final = lazy(
    rf"\b(?:{KIN}|his|her|their|some(?:one|body)(?: else)?|(?:an)?other (?:patient|person|\w+)|wrong \w+)'?s?\s"
    rf"(?:[\w'\-]+\s){{0,4}}(?:says|reads|read|said|is for|was for|belongs to|has)\s(?:mr\.? |mrs\.? |ms\.? |a )?\Z"
    r"|\b(?:label|letter|results?|envelope|parcel|prescription|bag|script|wristband|notes|report|form"
    r"|it)(?:'s)?\s(?:\w+\s){0,4}?"
    r"(?:says|reads|read|said|for|addressed to|belong\w* to)\s(?:a |an )?(?:mr\.? |mrs\.? |ms\.? )?\Z"
)
_NOT_OURS: Final = lazy(
    r"\b(?:wrong|someone else|somebody else|not mine|isn'?t mine|by mistake|mixed up|mix[ -]?up|stranger|strangers?"
    r"|another (?:patient|person|lady|man)|came to me|given me|gave me)\b"
)
_KIN_AFTER: Final = lazy(rf"\A'?s\s(?:\w+\s)?{KIN}\b")
NOUN_NEAR: Final = lazy(
    rf"\b(?:(?:my|our|his|her|their|a|an|the|this|that|another)\s(?:[\w'\-]+\s){{0,3}}?(?:{KIN}|{ROLE})|hubby|hubs|dh"
    r"|dw|ds|dd"
    rf"|mum|mam|mom|dad|nan|gran|grandma|grandad|wifey|mil|fil|hubster)\b"
)
KIN_NEAR: Final = lazy(rf"\b{KIN}(?:'s)?\b")
_APPOSED: Final = lazy(r"(?:[,(:]\s{0,2}|\s-{1,2}\s)\Z")
_AFTER_PERSON: Final = lazy(
    r"(?:,?\s?\(?\s?(?:aged?\s)?\d{1,3}(?:\s?(?:yo|y/o|yrs?|years?|m|f|\))|[,.;)\s]|\Z)(?!\s?(?:st|street|road|mg|am"
    r"|pm|%))|,?\s(?:born|d\.?o\.?b|age)\b|\s?\((?:he|she|they|age|\d)|,\s(?:who|he'?s|she'?s|they'?re|is|has|was"
    r"|drives?|works?|lives?|got|and (?:he|she|they))\b"
    r"|\s(?:has|had|is|was|got|gets|lives|died|passed|needs|takes|told|went|who|started|starts|suffers|goes|can'?t"
    r"|won'?t|isn'?t|hasn'?t|collapsed|keeps|refuses|relapsed|says|said|asked|never|just|still|left|came|lost|took"
    r"|carries|uses|loves|thinks|wants|and (?:he|she|they))\b|[.!]\s(?:[^.!?\n]{1,40}[.!]\s)?(?:she|he|they)\b"
    r"|'s\s(?:\w+\s){0,2}(?:diagnos\w+|scan|results?|surgery|op"
    r"|treatment|chemo|appointment|medication|meds|condition|blood|biopsy|funeral|transplant|house|address|number))"
)
DOCTOR_BEFORE: Final = lazy(
    rf"(?<!my )(?<!our )(?<!his )(?<!her )(?<!your )(?<!little )(?<!older )(?<!big )(?<!baby )\b{PROFESSIONAL}s?\b(?:[\s,.:'()]"
    r"|\b(?:is|was|called|named|here|there|at|my|the|our|a|mr|mrs|ms"
    rf"|miss)\b){{0,6}}\Z"
)
DOCTOR_AFTER: Final = lazy(
    rf"\A\W{{0,3}}(?:(?:is|was|,|\(|who|my|our|the|a|an|brilliant|lovely|great|best|wonderful|consultant|specialist"
    rf"|lead|senior)\s?)*\s?{PROFESSIONAL}\b"
)
CARED: Final = lazy(
    r"\b(?:under|referred to|see(?:ing|n by)?|saw|(?:anyone|anybody|ever|who) (?:had|seen|met|used|know|under|with)"
    r"|recommend|waiting for|appointment with|operated on by|op with|surgery with|list|by|clinic with|consultation "
    r"with)\s\Z|\A\s(?:did|does|performed|operated|prescribed|put me|started me|took me off|referred|wants to|said "
    r"my|told me|recommend)"
)
_AUTHOR_BEFORE: Final = lazy(
    rf"\b{AUTHOR}\b[\s,:'\"]{{1,3}}(?:by\s|called\s|of\s|is\s|with\s)?\Z"
    r"|\b(?:sir|dame|lord|baroness|king|queen|prince|princess|president|senator|pope|saint|st\.?|chef|comedian|actor"
    r"|actress|singer)\s\Z"
    r"|\b(?:words of|quote from|quoting|fan of|watch(?:ed|ing)?|reading|listening to|played by|voiced by|as"
    r"|channell?ing"
    r"|impression of|like)\s\Z"
)
_AUTHOR_AFTER: Final = lazy(rf"\A(?:'s?)?[\s,(]{{1,3}}(?:is (?:a|an|the)\s|the\s|a\s|new\s)?{AUTHOR}\b")
ON_SHOW: Final = lazy(
    r"\b(?:in (?:his|her|their|the) (?:film|book|memoir|documentary|series|podcast|interview|show|new \w+)|on (?:tv"
    r"|telly|netflix|bbc|itv|youtube|the news|the radio|stage|strictly|this morning|good morning \w+)|'?s (?:book"
    r"|podcast|film|documentary|memoir|song|method|diet|talk|channel|videos?|songs?|merch|dolls?|pyjamas|advice "
    r"column)|[^.!?\n]{0,60}\b(?:on (?:the )?(?:radio|tv|telly|television|stage|screen|netflix)|documentary"
    r"|in concert|in the (?:paper|papers|news|mail|sun|guardian|times|mirror)|magazine|column"
    r"|world cup|olympics|oscars?|grand prix|premiership|parliament)\b|(?:won|plays|played|starred|stars|sings|sang"
    r"|tweeted|wrote|writes))\b"
)
BRAND: Final = lazy(
    r"\A\s(?:pyjamas|videos?|songs?|dolls?|merch|books?|films?|toys|mug|syndrome|disease|sign|test|scale|score"
    r"|method|apples?|sauce|pie|cake|bread|yorkshires|oil|tea|cream)\b"
)
_SOMEBODY: Final = lazy(
    r"@\w|\birl\b|\bin real life\b|\b(?:know|knew|met|recogni[sz]ed?) (?:her|him|them|who)\b|\bwho (?:she|he|they"
    r"|that) (?:is|was|are)\b"
)
_NAMED: Final = lazy(r"\b(?:names?(?:'?s| is|:| on (?:it|the \w+) is)?|called|named|i am known as)[\s:]{1,2}\Z")
_THING: Final = lazy(
    r"\b(?:diagnosis(?: of)?|diagnosed (?:with|as|it as)|conditions?|diseases?|syndromes?|illness|disorders?|drugs?"
    r"|medications?|medicines?|treatment"
    r"|rare|types?|form of|test|plant|herb|cream|brand|product|device|machine|app|website|game|song|band|thing"
    r"|something)"
    r"(?: of| is| was|,)?(?: (?:called|named|known as))?[\s:\"'(]{1,3}\Z"
)
_IT_IS: Final = lazy(r"\b(?:it'?s|this is|it is)\s\Z")
_TYPED_NAME: Final = lazy(r"(?:\bname(?:'?s| is|:)?|i'?m called|i am called)\W{0,3}(?:is\s)?\Z")
_WEAK: Final = lazy(
    r"(?:\b(?:it'?s|this is|it is|its|me[:,]|mine'?s|mine is|under|known as|for|about|re|regarding|called|named|love"
    r"|thanks|regards|xx?|me),?|-|~|\()[\s,:(\"']{0,3}\Z"
)


def whose_name(line: str, after: str, known: float, person: bool) -> tuple[Owner, str] | None:
    """Whose name the words around say it is, and the rule that says so."""
    if _REAL.search(line) or _HANDLE_IS.search(line):
        mine = _MY_REAL.search(line) or (_MINE.search(_last_sentence(line)) and not _THEIRS.search(_last_sentence(line)))
        return ("self", "self_cue") if mine else ("other", "real_name")
    if _SIGNED.match(after) and _FAREWELL.search(line):
        return "self", "self_cue"
    if _OUTED.search(line) or (known >= 0.5 and OUTED.search(after)):
        return "other", "outed"
    if _THEIR_NAME.search(line) or (_PRONOUN.search(line) and known >= 0.5):
        return "other", "pronoun"
    if _ME_AFTER.match(after):
        return "self", "self_cue"
    own = _SELF.search(line) is not None
    other = _spoken_of(line, after, own, person)
    if other:
        return "other", other
    return ("self", "self_cue") if own or _SELF_AFTER.match(after) else None


def _spoken_of(line: str, after: str, own: bool, person: bool) -> str:
    """The rule by which the words around make it the name of a person who is spoken of."""
    if not own and _ABOUT_PERSON.search(line):
        return "about"
    if _LABELLED.search(line) and (KIN_NEAR.search(line) or _NOT_OURS.search(line) or _NOT_OURS.search(after)):
        return "label"
    if _KIN_BEFORE.search(line) or _ROLE_BEFORE.search(line) or _NOUN_IS.search(line) or (not own and _KIN_BARE.search(line)):
        return "kin"
    if _KIN_AFTER.match(after):
        return "kin_of"
    sentence = _last_sentence(line)
    if _IT_IS.search(line) and (NOUN_NEAR.search(sentence) or _SOMEBODY.search(sentence)):
        return "apposition"
    if not own and not _SELF_AFTER.match(after) and _APPOSED.search(line) and NOUN_NEAR.search(line if person else line[-45:]):
        return "apposition"
    return ""


def _last_sentence(line: str) -> str:
    return line[max(line.rfind(". "), line.rfind("! "), line.rfind("? ")) + 1 :]


def described(after: str) -> bool:
    """What follows speaks of a person: an age, a verb of living, a possession that is ill."""
    return bool(_AFTER_PERSON.match(after))


def treats(before: str, after: str) -> bool:
    """A professional's name, or a thing that is called after somebody."""
    return bool(
        BRAND.match(after) or _THING.search(before[-50:]) or DOCTOR_BEFORE.search(before[-50:]) or DOCTOR_AFTER.match(after)
    )


def public(before: str, after: str) -> bool:
    """An author, a broadcaster, a doctor who treats."""
    return bool(
        _AUTHOR_BEFORE.search(before[-40:]) or _AUTHOR_AFTER.match(after) or ON_SHOW.search(after) or CARED.search(before[-30:])
    )


def believable(cue: str, line: str, after: str, known: float, person: bool) -> bool:
    """A run that no list knows needs a cue that speaks of names, not merely 'it's' or 'for'."""
    if known < 0.3:
        return cue == "real_name" or bool(_SELF_AFTER.match(after) or _TYPED_NAME.search(line))
    return known >= 0.5 or cue in {"about", "kin_of", "label"} or person or not _WEAK.search(line)


def self_cue(before: str, after: str) -> bool:
    return bool(_SELF.search(before) or _ME_AFTER.match(after))


def kin_cue(before: str) -> bool:
    return bool(NOUN_NEAR.search(before[-45:]) and (_APPOSED.search(before) or _KIN_BEFORE.search(before)))


def named_in_words(line: str) -> bool:
    """The word 'name' or 'called' stands right before."""
    return bool(_NAMED.search(line))
