# ruff: noqa: E501 - word lists
"""What keeps a frame from being advice: a professional behind it, a manner of taking, a habit, the speaker's own case."""

import re
from typing import Final

_PROFESSIONAL: Final = (
    r"(?:doctor|doc|dr|consultant|specialist|nurse|gp|onc\w*|uro\w*|neuro\w*|rheum\w*|cardio\w*|pharmacist|chemist|midwife|ob|obgyn|psych\w*|team|surgeon|hospital|"
    r"clinic|endo\w*|gastro|pcp|paramedics?|dsn|prescriber|derm\w*|physio|leaflet|guidelines?|nhs|111|they|he|she|it|label|neph\w*|prof\w*)"
)
BY_PROFESSIONAL: Final = re.compile(
    rf"\b{_PROFESSIONAL}\b[^.!?]{{0,45}}\b(?:said|says|told|tells|tell|wants?|asked|advised?|advises|recommend\w*|suggest\w*|explained|agreed|made|let|had|got|has|put|ordered|lets)\b[^.!?]{{0,40}}\Z|"
    r"\b(?:ask|asks|asking|check|checking|speak|talk|discuss|chat|see|consult|ring|call|phone|run it)\b[^.!?]{0,40}\b(?:if|whether|about|before|who can|how to|so (?:they|he|she))\b[^.!?]{0,25}\Z|"
    r"\b(?:told|said|asked|advised|want|wants|wanted) (?:me|us|him|her|my \w+) (?:to|that|i)\b[^.!?]{0,25}\Z|"
    r"\b(?:never|not|nobody|no one|shouldn'?t|don'?t) (?:tell|telling|told|advise|advising|says?|saying|said|suggest\w*)\b[^.!?]{0,30}\Z"
)
TELLS_WHEN: Final = re.compile(
    r"\b(?:before|until|unless|without|after|why|how|when|where|whether|who|which) (?:you|u|i|we|to|they)?\W{0,2}\Z|\b(?:if|once) (?:your|the|ur) \w{2,12} (?:says?|agrees?|is happy|okays?)[^.!?]{0,20}\Z"
)
QUOTED: Final = re.compile(
    rf"\b(?:ask|asks|asked|asking|check|checking|checked|told|said|says|ring|rang|call|called|speak|spoke|email\w*|message[ds]?)\b[^.!?]{{0,30}}\b(?:{_PROFESSIONAL}|surgery|office|me|us)\b[^.!?]{{0,20}}\Z|\b(?:asked|will ask|going to ask|gonna ask)\W{{1,2}}\Z"
)
FIRST_PERSON: Final = re.compile(
    r"\b(?:i|i'm|im|i've|ive|i'd|i'll|we|we've|he|she|they|they've|who|(?:want|need|going|have|like|love|trying|able|used|plan\w*|hoping|decided|told|supposed|wants?) to|my \w+|people|doctors?|gps?|nurses?)\b(?!.*\b(?:you|u)\b)"
)
OPENER: Final = re.compile(
    r"\b(?:just|please|pls|plz|then|and|so|or|now|honestly|mate|hun|hon|babe|love|bro|dude|girl|sis|pet|seriously|definitely|defo|simply|instead|ok|okay|yeah|yes|nah|nope|first|lol|but|darling|"
    r"friend|man|lads|ladies|guys|mums|folks|quick|hey|hi|also|always|maybe|tbh|imo|imho|stop|lovely|sweetie|truth is|tomorrow|today|tonight|immediately|straight away|personally|gently|slowly|"
    r"only|favour and|favor and|go and|go ahead and|solution|answer|tip|trick|to me|me|think|brother|sister|dear|sir|madam|kindly|bestie|fam|king|queen|rather|better|right)[\s,]{1,3}\Z"
)
OWNED: Final = re.compile(r"\b(?:your|ur|yr|the|them|that|this|these|those|it|his|her|their|my|morning|evening|night|daily)\b")
CHANGED: Final = re.compile(
    r"\b(?:double|twice|two|three|extra|another|more|half|both|less|fewer|other|sister\w*|husband\w*|mum\w*|mom\w*|dad\w*|wife\w*|mine|friend\w*|\d+)\b"
)
MANNER: Final = re.compile(
    r"[\s,]{0,2}(?:with|without|before|after|at (?:night|bedtime|the same|lunch|breakfast)|in the|on an|on a full|30|an hour|half an hour|every (?:morning|night|day)|as (?:prescribed|directed|told|normal|usual)|"
    r"first thing|together|separately|properly|regularly|consistently|same time|straight after|when you eat|and (?:eat|drink)|apart)\b"
)
HABIT: Final = re.compile(r"(?:have|do|get|use|try|go for)\b")
DENIED: Final = re.compile(r"\b(?:never|not)\b(?! (?:take|have|start|do|turn up|bother|go)\b)")
WEAK_WITH_PRONOUN: Final = re.compile(
    r"(?:leave|lose|break|change|split|raise|run|walk|cut|ignore|knock|burn|up|hold|put off|put|miss|give up|go off|avoid|take|use|get|have|do|crush|pour|swap|switch|delay|refuse|reject|lower|postpone|reduce|increase|say no to|"
    r"throw|toss|lay off|stay away from|try)\s(?:them|it|this|that|these|those|the lot|one|yours)?\b(?=\s?\Z)(?<!swap)"
)
ASKS_GROUP: Final = re.compile(
    r"\b(?:thoughts|advice|opinions?|anyone|anybody|any1|what (?:do|would) (?:you|u)|wwyd|what should i|help|suggestions?|has anyone|experiences?|yay or nay|yes or no|y/n|ta|thx|thanks|cheers|pls|please|right or wrong|you lot|u lot|is that (?:bad|ok|safe))\b|\?"
)
QUOTE: Final = re.compile(r"(?:\A|[\s(])[\"'](?=\w|\Z)[^\"]{0,60}\Z")
NAMES_A_THING: Final = re.compile(
    r"\s(?:of (?:\w{1,20} ){1,4})?(?:are|is|was|were|can|may|might|will|has|have|should|could|would|makes?|helps?|works?|isn'?t|aren'?t)\b"
)
"""What looked like a command is a subject: "lower doses are ..."."""
