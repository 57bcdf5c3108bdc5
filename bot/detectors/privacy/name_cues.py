"""What the words around a name say of it: whose it is, or that it is nobody's to protect (a doctor, an author).

`before` is the text of the name's line up to the name, `after` what follows it, both in lower case.
"""

from typing import Final

from bot.detectors.privacy.candidate import Owner
from bot.detectors.privacy.lazy import lazy
from bot.detectors.privacy.people import AUTHOR, KIN, PROFESSIONAL, ROLE

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
_IT_IS: Final = lazy(r"\b(?:it'?s|this is|it is)\s\Z")
_TYPED_NAME: Final = lazy(r"(?:\bname(?:'?s| is|:)?|i'?m called|i am called)\W{0,3}(?:is\s)?\Z")
_WEAK: Final = lazy(
    r"(?:\b(?:it'?s|this is|it is|its|me[:,]|mine'?s|mine is|under|known as|for|about|re|regarding|called|named|love"
    r"|thanks|regards|xx?|me),?|-|~|\()[\s,:(\"']{0,3}\Z"
)


