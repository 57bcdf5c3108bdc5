# ruff: noqa: E501 - word lists
"""What keeps a frame from being advice: a professional behind it, a manner of taking, a habit, the speaker's own case."""

from typing import Final

from bot.detectors.lazily import lazy

_PROFESSIONAL: Final = (
    r"(?:doctor|doc|dr|consultant|specialist|nurse|gp|onc\w*|uro\w*|neuro\w*|rheum\w*|cardio\w*|pharmacist|chemist|midwife|ob|obgyn|psych\w*|team|surgeon|hospital|"
    r"clinic|endo\w*|gastro|pcp|paramedics?|dsn|prescriber|derm\w*|physio|leaflet|guidelines?|nhs|111|they|he|she|it|label|neph\w*|prof\w*)"
)
BY_PROFESSIONAL: Final = lazy(
    rf"\b{_PROFESSIONAL}\b[^.!?]{{0,45}}\b(?:said|says|told|tells|tell|wants?|asked|advised?|advises|recommend\w*|suggest\w*|explained|agreed|made|let|had|got|has|put|ordered|lets)\b[^.!?]{{0,40}}\Z|"
    r"\b(?:ask|asks|asking|check|checking|speak|talk|discuss|chat|see|consult|ring|call|phone|run it)\b[^.!?]{0,40}\b(?:if|whether|about|before|who can|how to|so (?:they|he|she))\b[^.!?]{0,25}\Z|"
    r"\b(?:told|said|asked|advised|want|wants|wanted) (?:me|us|him|her|my \w+) (?:to|that|i)\b[^.!?]{0,25}\Z|"
    r"\b(?:never|not|nobody|no one|shouldn'?t|don'?t) (?:tell|telling|told|advise|advising|says?|saying|said|suggest\w*)\b[^.!?]{0,30}\Z"
)
TELLS_WHEN: Final = lazy(
    r"\b(?:before|until|unless|without|after|why|how|when|where|whether|who|which) (?:you|u|i|we|to|they)?\W{0,2}\Z|\b(?:if|once) (?:your|the|ur) \w{2,12} (?:says?|agrees?|is happy|okays?)[^.!?]{0,20}\Z"
)
QUOTED: Final = lazy(
    rf"\b(?:ask|asks|asked|asking|check|checking|checked|told|said|says|ring|rang|call|called|speak|spoke|email\w*|message[ds]?)\b[^.!?]{{0,30}}\b(?:{_PROFESSIONAL}|surgery|office|me|us)\b[^.!?]{{0,20}}\Z|\b(?:asked|will ask|going to ask|gonna ask)\W{{1,2}}\Z"
)
FIRST_PERSON: Final = lazy(
    r"\b(?:i|i'm|im|i've|ive|i'd|i'll|we|we've|he|she|they|they've|who|(?:want|need|going|have|like|love|trying|able|used|plan\w*|hoping|decided|told|supposed|wants?) to|my \w+|people|doctors?|gps?|nurses?)\b(?!.*\b(?:you|u)\b)"
)
OPENER: Final = lazy(
    r"\b(?:just|please|pls|plz|then|and|so|or|now|honestly|mate|hun|hon|babe|love|bro|dude|girl|sis|pet|seriously|definitely|defo|simply|instead|ok|okay|yeah|yes|nah|nope|first|lol|but|darling|"
    r"friend|man|lads|ladies|guys|mums|folks|quick|hey|hi|also|always|maybe|tbh|imo|imho|stop|lovely|sweetie|truth is|tomorrow|today|tonight|immediately|straight away|personally|gently|slowly|"
    r"only|favour and|favor and|go and|go ahead and|solution|answer|tip|trick|to me|me|think|brother|sister|dear|sir|madam|kindly|bestie|fam|king|queen|rather|better|right)[\s,]{1,3}\Z"
)
OWNED: Final = lazy(r"\b(?:your|ur|yr|the|them|that|this|these|those|it|his|her|their|my|morning|evening|night|daily)\b")
CHANGED: Final = lazy(
    r"\b(?:double|twice|two|three|extra|another|more|half|both|less|fewer|other|sister\w*|husband\w*|mum\w*|mom\w*|dad\w*|wife\w*|mine|friend\w*|\d+)\b"
)
MANNER: Final = lazy(
    r"[\s,]{0,2}(?:with|without|before|after|at (?:night|bedtime|the same|lunch|breakfast)|in the|on an|on a full|30|an hour|half an hour|every (?:morning|night|day)|as (?:prescribed|directed|told|normal|usual)|"
    r"first thing|together|separately|properly|regularly|consistently|same time|straight after|when you eat|and (?:eat|drink)|apart)\b"
)
HABIT: Final = lazy(r"(?:have|do|get|use|try|go for)\b")
DENIED: Final = lazy(r"\b(?:never|not)\b(?! (?:take|have|start|do|turn up|bother|go)\b)")
WEAK_WITH_PRONOUN: Final = lazy(
    r"(?:leave|lose|break|change|split|raise|run|walk|cut|ignore|knock|burn|up|hold|put off|put|miss|give up|go off|avoid|take|use|get|have|do|crush|pour|swap|switch|delay|refuse|reject|lower|postpone|reduce|increase|say no to|"
    r"throw|toss|lay off|stay away from|try)\s(?:them|it|this|that|these|those|the lot|one|yours)?\b(?=\s?\Z)(?<!swap)"
)
ASKS_GROUP: Final = lazy(
    r"\b(?:thoughts|advice|opinions?|anyone|anybody|any1|what (?:do|would) (?:you|u)|wwyd|what should i|help|suggestions?|has anyone|experiences?|yay or nay|yes or no|y/n|ta|thx|thanks|cheers|pls|please|right or wrong|you lot|u lot|is that (?:bad|ok|safe))\b|\?"
)
QUOTE: Final = lazy(r"(?:\A|[\s(])[\"'](?=\w|\Z)[^\"]{0,60}\Z")
NAMES_A_THING: Final = lazy(
    r"\s(?:of (?:\w{1,20} ){1,4})?(?:are|is|was|were|can|may|might|will|has|have|should|could|would|makes?|helps?|works?|isn'?t|aren'?t)\b"
)
"""What looked like a command is a subject: "lower doses are ..."."""
REFUSES_THEM: Final = lazy(
    r"tell(?:ing)? the (?:surgeon|consultant|doctors?|gp|nurse|midwife|hospital|clinic|oncologist|specialist|rheumatologist|team) (?:no|thanks but no|to (?:do one|get lost|stick it|stuff it|shove it))\b|tell(?:ing)? (?:them|em|him|her|the \w+|your \w+|ur \w+) (?:you|u|ya|ye)(?:'?re| are|'?ll| will)? (?:not|won'?t) (?:be )?(?:coming|having|going|doing|taking|turning|in|starting)|(?:sign|discharge) (?:yourself|urself|the form)\b"
)
ONLY_OF_MEDICINES: Final = lazy(
    r"(?:cut|cutting|drop|go|come|bring|double|halve|reduce|increase|raise|lower|stretch|space|spread|split|give up|giving up|stop|stopping|end|finish|taper|up|move|moving|went|push|leave|change|changed|changing|do|did|try|make)\b(?! (?:the |your |my )?(?:chemo|radio|dialysis|treatment|therap|cpap|infusion|session))"
)
WEAK_ACTS: Final = lazy(
    r"(?:(?:leave|leaving|left) (?:it|them|that|this|those) (?:alone|out|be)|(?:give|giving|gave) up|turn\w* (?:it|them|that)|(?:call|calling|called) (?:it|them|that) (?:off|a day)|(?:miss|missing|missed|pass on|passing on|swerve|dodge|drop|dropped|lose|avoid|avoiding|forget|forgetting|hold back|holding back|up|raise|change|changed|changing|switch|split|break|cut|cancel|lob|sack|can|give|knock)(?: up)?(?: on)? "
    r"(?:it|them|that|this|those|these)(?: (?:down|up|back|out|in|off|early|now|today))?\Z|(?:take|have|had|took|taking|having|get|try)\b.{0,30}(?:it|them|that|this|those|these)\Z)"
)
CARE_NEAR: Final = lazy(
    r"(?<![\w'])(?:a ?& ?e|a and e|ae|er|emergency|hospital|ambulance|999|911|111|112|nurse line|casualty|urgent care|walk.?in|triage|out of hours|gp|doctors?|paramedics?|go in|come in|bring (?:her|him|them|you) in|be seen|get seen|stitch(?:es)?)(?![\w'])"
)
DISMISSES: Final = lazy(
    r"(?<![\w'])(?:(?:will|'?ll|would) (?:only|just) \w{2,8} (?:you|her|him|them)|(?:will|'?ll|would|just|only going to|gonna) (?:only|just) (?:keep|send|tell|poke|laugh|give|fob|stick|leave|say|put|do)|they'?ll (?:keep|send|tell|poke|laugh|fob|leave|make)|only (?:keep|send|tell|poke)\w* (?:you|her|him)|no need|kids bounce back|(?:it'?ll|it will) (?:pass|settle|be gone)|don'?t (?:need|bother|drag|waste)|waste of (?:time|a day)|nothing they can do|\d+ ?(?:hours|hrs) (?:on|in|for|waiting)|never (?:that|as) (?:urgent|serious))(?![\w'])"
)
IN_DANGER: Final = lazy(r"\b(?:all my|overdos\w*|end it|die|dying|kill|suicid\w*|whole (?:box|bottle|pack)|goodbye|self.?harm)\b")
ASKS_DOSE: Final = lazy(r"\b(?:what dose|how (?:much|many)|what do (?:you|u) take|what are you on|your doses?|dosage)\b")
OWN_DOSE: Final = lazy(
    r"\b(?:i take|i'?m on|i do\b|i have|i was on|i get|mine (?:is|was)|for me|i use|my (?:dose|team|nurse|consultant|dsn))\b"
)
WRITTEN: Final = lazy(r"\b(?:letter|report|summary|box says|offers? you|sells? you|sends? you|gives? you)\b[^.!?]{0,90}\Z")
DATED_DOSE: Final = lazy(
    r"(?:leav(?:e|ing)|skip(?:ping)?|miss(?:ing)?|doubl(?:e|ing)|halv(?:e|ing)) (?:out )?(?:tonight|today|tomorrow|tomorrow night|monday|tuesday|wednesday|thursday|friday|saturday|sunday)'?s(?: (?:dose|jab|shot|tablets?|session|injection|infusion|and the next days?|one))?(?: out| off)?\Z"
)
STORES: Final = lazy(r"(?:leave|put|drop|keep|hold|throw|lay)\b")
SOMEWHERE: Final = lazy(
    r"\s(?:by|next to|beside|near|on (?:the|your)|in (?:the|your|a|front)|under|where|somewhere|with (?:your|the|reception)|at (?:the|reception|home)|out (?:on|where|by|overnight)|to (?:dry|cool|soak|warm)|for (?:\w+ )?(?:minutes?|hours?))\b(?! (?:bin|sink|toilet|loo|canal|fire|drawer|packet|box|cupboard))"
)
