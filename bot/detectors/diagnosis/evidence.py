# ruff: noqa: E501 - word lists
"""Who says so: a professional, a search engine, the author's own bones."""

import re
from typing import Final

from bot.detectors.diagnosis.cues import DEFIES, NOBODY_YET
from bot.detectors.lazily import lazy

_PROFESSIONAL: Final = (
    r"(?:doctor|doc|docs|dr(?!\W{1,2}google)|drs|consultant|specialist|nurse|gp|oncologist|onc|urologist|uro|neurologist|neuro|rheumatologist|rheum|rheumy|"
    r"cardiologist|cardio|nephrologist|neph|pharmacist|midwife|obstetrician|ob|obgyn|psychiatrist|psych|psychologist|therapist|team|surgeon|"
    r"hospital|clinic|endo|endocrinologist|gastro|pcp|paramedics?|paeds|paediatrician|pediatrician|dermatologist|derm|physio|prof|professor|"
    r"optician|dentist|ct|mri|scope|biopsy|scan|bloods|report|letter|eeg|colonoscopy|ultrasound|x-?ray|a&e|er|registrar|radiologist|triage|111)"
)
_SETTLED: Final = lazy(
    r"\b(?:diagnos(?:ed|ing|is\b(?! of exclusion))(?! myself)|dx'?d?|confirmed|biopsy.{0,2}proven|since (?:19|20)\d\d|for (?:\d{1,2}|two|three|four|five|six|ten|twenty) (?:yrs|years)|"
    r"(?:biops\w+|scans?|results?|bloods?|tests?) (?:was|were|is|are) (?:all )?(?:clear|normal|fine|ok|negative)|came back (?:as|positive|clear|normal|negative|with)|officially|on paper|(?:had|got|took) the call|(?:results?|biops\w+) (?:are |is )?(?:in|back)\b|got the (?:answer|results?|letter|news)|finally (?:have|got|had|know)|we know now|(?:a|the|my) diagnosis|ruled (?:it |that )?out|tested positive|got told|been told|was told|were told|told me|told us|"
    r"(?:finally|they'?ve|they have) (?:said|named|put|found|given|call(?:ed)?)|they (?:said|say|told|found|think|thought|reckon|suspect|call|called|confirmed|gave)|"
    rf"{_PROFESSIONAL}s?\W{{1,2}}(?:\w+\W{{1,2}}){{0,5}}?(?:said|says?|told|tells|thinks?|thought|reckons?|confirmed|suspects?|explained|agreed|found|calls?|calling|called|rang|wrote|showed|shows|reckoned|mentioned|decided|gave me|put me on|suggest\w*|is (?:\w+ )?(?:sure|certain|convinced|confident|leaning)|raised|wondered|considering|testing|tested|refer\w*)(?!\W{{1,2}}(?:it'?s |i'?m |she'?s |he'?s |there'?s |just )?(?:nothing|normal|fine|no\b|all clear|stress\b|nowt|clear\b|wait))|"
    r"(?:had|have had|i've had|ive had|had it|living with it) (?:it |this )?(?:for|since)|all my life|used to(?! it| this| that)|years ago|years back|months ago|(?<!as )(?<!like )last year|when i was|back then|thankfully)\b"
)
"""A professional said it, or time has."""

_AS_ONE: Final = lazy(r"\b(?:as (?:a|an|your|someone|somebody)(?:\W\w+){1,4}|\w+ by trade|\bdoc(?:tor)?\W{1,2}google)\b")
"""A professional is named and is not the source."""

_FAR: Final = 6000

_TURNED: Final = lazy(r"\b(?:turned|turns) out\b")
"""Settled by somebody, unless the author's own source stands beside it."""

_OWN_SOURCE: Final = lazy(
    r"\b(?:quiz|check ?list|googl\w+|dr google|chat ?gpt|online|tik ?tok|website|symptom checker|kits?|home test|forums?|reddit|leaflets?|app|youtube|internet|read up|looked it up)\b"
)

EVIDENCE: Final = lazy(
    r"\b(?:i know (?:it|what|my|that|this|a)\b|i just know|we know what|(?:i'?m|im|i am) (?:so |pretty |quite |very |fairly |absolutely |100% ?)?(?:sure|certain|convinced|positive)|"
    r"certain\b|(?:no|without a|have no|any) doubt|obvious(?:ly)?|textbook|classic\b|googl\w+|searched|looked (?:it |this |them |everything )?up|read (?:about|up|enough|everything|all|it|the|that|her|his|on|online)|"
    r"symptoms? (?:are |all |is |do )?(?:match\w*|fits?|mine|there|the same)|all the (?:signs|symptoms)|(?:signs|symptoms) (?:are )?(?:all )?match|every (?:single )?(?:symptom|box|one of)|tick\w* (?:every|all)|fits? (?:perfectly|me\b|it\b|exactly|to a)|"
    r"nothing else|anything else|(?:don'?t|do not|didn'?t) need (?:a|no|any|the|some)|to tell me|(?:i|you) can tell|told you|told ya|quiz|chat ?gpt|tik ?tok|youtube|admit it|formality|must be|has to be|gotta be|got to be|"
    r"i(?:'d| would)? (?:bet|reckon|swear)|defo|deffo|definitely|def|100 ?%|(?:mum|dad|sister|nan|gran|mate|friend|brother|aunt\w*|cousin|bloke|girl|neighbour|wife|husband|mother|father|a mate|colleague)\b.{0,30}\b(?:has|had|got) (?:it|the same|just the same|exactly|that|one|this)|"
    r"same (?:symptoms|as|thing)|word for word|so (?:that'?s|it'?s|its|yeah|yep)|by the book|self.?diagnos\w+|trust me|mark my words|put (?:it|two and two|2 and 2) together|worked (?:it|this) out|figured (?:it |this )?out|"
    r"(?:only|no other) (?:explanation|thing|possibility)|more than any (?:doctor|gp)|fobb\w+|dismiss\w+|won'?t listen|not listening|refus\w+ to (?:test|believe|refer)|criteria|deep down|explains (?:it|everything|a lot|so much|why)|again watch|you watch|can'?t be (?:anything|nothing)|what else (?:could|can|would)|nailed on|dead cert|plain as day|clear as day|know my (?:own|body|kid|son|daughter)|know what i'?ve got|"
    r"no question|question about it|waiting (?:on|for) (?:them|the doctor|someone|him|her) to|made up my mind|dr google|webmd|the internet|done my research|my research|whatever (?:the|they|he|she) (?:doctor|docs|says?)|no need for (?:a|any)|i give it|worst fears)"
)
"""The author is their own authority."""

CERTAIN: Final = lazy(
    r"\b(?:(?:gonna|going to) say it|years of this|(?:isn'?t|not|can'?t be) normal|i can feel it|has to be|got to be|gotta be|what else could|know my (?:own )?body|100 ?%|tik ?tok|fobb\w+|criteria|no other explanation|only (?:one )?thing it (?:can|could)|compared my|read every|convince (?:the|my|a) (?:doctor|gp|docs?)|check ?list|scored? \d+|did (?:the|a|an) (?:\w+ )?(?:quiz|test)|symptom checker|i (?:just |already |do )?know (?:it|i have|i am|it is|what|that|this)|(?:sure|certain|convinced|positive) of it|read (?:enough|everything|all)|formality|(?:don'?t|do not|didn'?t) need (?:a|no|any|the|some) (?:\w+ )?(?:doctor|dr|test|gp|blood|fella|man|specialist|expert|scan|degree|letter)|"
    r"to tell me|googl\w+|dr google|webmd|chat ?gpt|no doubt|without a doubt|no question|quiz|self.?diagnos\w+|tick\w* (?:every|all)|symptoms? (?:all |are |do )?(?:match\w*|fits?|mine)|textbook|all the (?:signs|symptoms)|(?:signs|symptoms) are (?:all )?(?:matching|there)|"
    r"waiting (?:on|for) (?:them|the doctor|someone|him|her) to|can'?t be (?:anything|nothing)|nothing else|only explanation|put (?:it|two and two|2 and 2) together|worked it out|figured it out|whatever (?:the |they |he |she )?(?:doctors?|docs?|gp)? ?says?|nobody (?:believes|will listen|listens)|i can tell|convinced|mark my words|case closed|full marks|questionnaire|tik ?toks|(?:merely|only|just) (?:going to )?confirm|for the paperwork|rubber.?stamp|not asking)\b"
)
"""Words that leave no doubt whose conclusion it is."""

QUOTED: Final = lazy(
    r"\b(?:(?:asked|told|said|telling|tells?|says?)\b(?! me\b)|(?:ask|check with|ring|call|see|speak to|talk to|tell)\W(?:my|the|your|them|him|her|a|an|our|for)\b)(?:\W{1,2}\w+){0,5}\W{0,2}\Z|"
    r"\b(?:if|used to)\W\Z"
)
"""What follows is somebody else's question."""

SUPPOSED: Final = lazy(
    r"\b(?:asks?|asked|asking|if|whether|when|unless|in case|hop(?:e|ing|ed)|pray(?:ing)?|wish|thought|thinking back|used to|was (?:so |totally |100% )?(?:sure|convinced|certain|terrified|worried|scared)|were (?:sure|convinced)|"
    r"imagine|suppose|even if|(?<!you )(?<!you've )(?<!youve )said|says|saying|told (?:me|us|him|her|everyone|people)|assumed|feared|wondered|until|either way|rather|glad|lucky|thank (?:god|goodness)|relieved|grateful|at least|wanted)\b"
    r"(?:\W{1,2}(?!i know)\w+){0,3}\W{0,2}\Z"
    r"|\b(?:was|were|been|used to be|got|had)(?:\W{1,2}(?:so|totally|100%|absolutely|really|pretty|quite))?\W{1,2}\Z"
)
"""What follows is supposed, hoped, past or somebody else's."""

GENERAL: Final = lazy(
    r"[\s,]{0,2}(?:hereditary|genetic|curable|common|contagious|catching|fatal|terminal|inherited|treatable|an? (?:disability|autoimmune|lifelong)|awareness|"
    r"(?:[§¢]++|\w+) (?:group|channel|server|meeting)|that (?:makes|gives|causes|does)|in (?:men|women|children|kids|general)|or (?:the|my) (?:meds|medication|tablets|steroids|pills|weather|heat|drugs|treatment|chemo)|making m[ey]|about (?:my|the|his|her|it)|over (?:my|the)|coming|pills|playing up|flaring|acting up|talking)\b"
)
OWN: Final = lazy(r"\b(?:mine|for me|my own|with me|in my case|my (?:mum|mom|dad|son|daughter|sister|case|doctor|gp))\b")
FIRST_PERSON: Final = lazy(r"\b(?:i|i'm|im|i've|ive|my|me|mine|he|she|our|we)\b")

_VERDICT: Final = lazy(
    r"[\W_]{0,4}(?:(?:lol|haha|oh|aw|aww|hun|hon|babe|mate|honestly|tbh|sorry|love|pet|girl|bro|hi|hey|ah|sadly|well|im afraid|i'm afraid|yeah|erm|umm?|omg|duh|lovely|sweetie|so|ok|and|hmm)[\s,.!]{1,3}){0,3}"
    r"(?:nope|no|nah|naw|na|noo+|yep|yes|yess+|yeah|yea|yup|yh|aye|ya|yeh|defo|deffo|def|definitely(?: not)?|100 ?%|absolutely(?: not)?|for sure|certainly(?: not)?|of course(?: not| it is)?|course it is|course not|"
    r"afraid so|afraid not|unfortunately yes|no way|not a chance|no chance|(?:yes |yep |yeah )?it (?:is|isn'?t|does|doesn'?t|will be|won'?t be|can'?t be|could be|certainly is|sure is|really is|really isn'?t|def is|defo is|definitely is|definitely isn'?t|is not|does not)|it'?s (?:not|defo|definitely|that)|isn'?t|"
    r"sounds? like it(?: to me)?|looks? like it(?: to me)?|sounds about right|i(?:'| woul)?d say (?:so|yes|no|not|it is|it isn'?t|definitely|that'?s a yes|that'?s a no)|i think (?:so|not|it is|it isn'?t|you do|you have)|i(?:'|woul)?d (?:say|go (?:with|for)) (?:the )?(?:first|second|former|latter|both|neither|either)(?: one)?|i (?:don'?t|do not|doubt) ?(?:think )?(?:so|it is|it|you do|you have)|i'?d put money on it|i bet it is|"
    r"that'?s (?:it|exactly (?:it|what it is)|what it is|the one|not it)|you (?:do|don'?t|have|haven'?t|are|aren'?t|definitely do|definitely have|deffo do|sure do)|bingo|spot on|exactly that|without a doubt|no doubt|(?:it'?s )?(?:the )?(?:first|second|former|latter|both|neither)(?: one)?|"
    r"not (?:in a million years|even close|at all|likely|that)|never|100)"
    r"(?:[\s,.!]{1,4}(?:nope|no|nah|yep|yes|yeah|it is|it isn'?t|it'?s not|its not|it does|it doesn'?t|you do|you don'?t|you have|you haven'?t|you are|you'?re not|that'?s not it|that is|that isn'?t|"
    r"hun|hon|babe|mate|love|pet|girl|sorry|x+|lol|i'?m sure|im sure|100 ?%|definitely|defo|for sure|i think|i reckon|imo|tbh|sadly|for certain|all day|either|absolutely|trust me|it'?s that|don'?t worry)){0,4}"
    r"[\s\W_]{0,8}(?=\Z|[.!\n,])"
)
_NOT_VERDICT: Final = lazy(
    r"(?:\b(?:idea|clue|one (?:can|here)|but (?:get|see|ask|only|you|it could|i'?m not|check)|only a (?:doctor|professional)|can'?t (?:say|tell)|(?:couldn|could not|wouldn)'?t|ask (?:your|the|a)|mine (?:was|is|turned)|same here|me too|i had|i have|i get|had that)\b)"
)


def settled(text: str, around: str = "") -> bool:
    """A professional said it, or time has; not a quiz, however it turned out."""
    text = text[:_FAR]
    found = _SETTLED.search(text) is not None
    if not found and (not _TURNED.search(text) or _OWN_SOURCE.search((around or text)[:_FAR])):
        return False
    if DEFIES.search(text):
        return False
    return not found or _SETTLED.search(_AS_ONE.sub(" ", NOBODY_YET.sub(" ", text))) is not None


def verdict(lower: str) -> re.Match[str] | None:
    """The opening words, where they settle the question that they answer."""
    match = _VERDICT.match(lower)
    if match is None or not match.group().strip(" .,!\n") or _NOT_VERDICT.search(lower[match.end() - 1 : match.end() + 70]):
        return None
    return match


REASSURES: Final = lazy(
    r"(?:\b(?:you(?:'?re| are|r)|ur) (?:absolutely |totally |perfectly |going to be |gonna be |completely )?(?:fine|ok|okay|safe)\b|\bnothing to (?:worry|panic|stress) about\b|\b(?:it|that|this|(?:that|your|the) \w+)(?:'?s| is) (?:just |absolutely |perfectly |totally |completely |probably )?(?:nothing|normal|harmless|benign)\b|"
    r"\bdon'?t (?:worry|panic)[\s,.]{1,3}(?:it|that)(?:'?s| is|isn'?t| is not) (?:not|nothing|only|just)\b|\bno need to (?:worry|panic)\b)"
)
CHECK: Final = lazy(
    r"\b(?:get (?:it|that|them|this|yourself) (?:checked|seen|looked)|see (?:your|a|the)|ring|gp|doctor|call|999|111|a&e|ask)\b"
)
"""Whoever sends somebody to be seen has settled nothing."""
