# ruff: noqa: E501 - word lists
"""A clause that is nothing but a condition: "gout.", "coeliac, obviously", "kidneys?"; and a question about one's own body that names one."""

import re
from collections.abc import Iterator
from typing import Final

from bot.core.finding import Finding
from bot.detectors.diagnosis.cues import GENERAL_QUESTION, LEANS, OWN_CASE, PAST, SURE, YOU, complains, felt
from bot.detectors.diagnosis.evidence import CERTAIN, FIRST_PERSON, settled
from bot.detectors.diagnosis.scene import WINDOW, Asked, is_known, make, tested
from bot.detectors.diagnosis.words import SYMPTOMS
from bot.detectors.document import Document, Part
from bot.detectors.lazily import lazy
from bot.detectors.lexicon.mentions import Masked, Mention

_CONDITIONS: Final = "§¢¬"
_MOST: Final = 40
_SHOWN: Final = re.compile(r"\b(?:photo|picture|pic|pics|image|attached|screenshot)\b")
_LEAD: Final = (
    r"(?:(?:nah|naw|no|nope|not|yes|yeah|yep|yup|aye|oh|ooh|aw|aww|hun|mate|girl|babe|honestly|tbh|prob|probs|probably|definitely|defo|deffo|maybe|or|and|possibly|classic|textbook|its|it's|"
    r"i'd say|id say|i say|my money's on|100%|100|sounds like|so|ah|mmm?|hmm+|love|pet|dear|well|right|ok|okay|then|well then|yikes|simple|just|only|plain|pure|bloody|clearly|obviously|more likely|"
    r"most likely|likely|surely|guess|i guess|that'll be|thats|that's|called|its called|answer|verdict|hello|hiya|qed|ergo|hence|bingo|easy|snap|ha|haha|lol|sorry|afraid|im afraid|welcome to|to me|with me)[\s,:.!]{1,3}){0,5}"
)
_TAIL: Final = (
    r"(?:[\s,]{1,3}(?:or|and|then|maybe|perhaps|100%?|all day long|all day|for sure|defo|mate|hun|babe|love|pet|dear|i bet|imo|tbh|to me|guaranteed|definitely|no doubt|"
    r"deffo|or what|or something|or is it|\d{1,3}\s?%|i reckon|i'd say|id say|i think|you think|probably|lol|at \d{1,2}|aged? \d{1,2}|lads|ladies|guys|folks|gents|it is|i guess|i suppose|obviously|obvs|clearly|surely|"
    r"again|simple as|end of|textbook|classic|y/n|yes or no|here|or not|or no|sorry|x+|pal|bro|girl|duck|for me|isn'?t it|innit|right|no|stuff|thing|i'?m afraid|im afraid|bud|sis|sweetheart|darling|hon|[§¢]++)){0,5}"
)
_ONLY: Final = lazy(rf"[\W_]{{0,4}}{_LEAD}[§¢]++{_TAIL}[\W_]{{0,6}}(?=[.,!?;:\n]|\Z|\s-)")
_ORGAN: Final = lazy(
    r"[\W_]{0,4}(?:(?:the|my|his|her|or|and|maybe|is it|so|lads|then|his|hers) ){0,3}[¬¢]++(?: (?:or|maybe|then) [¬¢§]++)?\s?\?"
)
_INTRO: Final = re.compile(
    r"\b(?:i'?m \d\d|\d\d ?[fm]\b|hi all|hello all|hi everyone|hello everyone|new here|newbie|introduc\w+|just joined|diagnosed|dx)\b"
)
_STARTS: Final = lazy(
    r"\W{0,3}(?:(?:so|ok|and|but|or|please|pls|hi|hello|guys|ladies|lads|blokes|gents|folks|right|well|now|honest question|question|quick question|be honest|tell me|kindly tell|anyone|bot)[\s,:!]{1,3}){0,3}"
    r"(?:is|are|am|was|could|can|cud|might|may|would|wud|do|does|did|have|has)\b"
)
_BRIEF: Final = 30
_TURNS: Final = re.compile(r"[,;:-]\s(?:so |and |or )?(?:is|are|am|was|could|might|may|would|do|does|have|has|can)\b")
_DEICTIC: Final = re.compile(
    r"\b(?:this|that|it|its|it's|thats|that's|i|i've|ive|i'm|im|me|mine|he|she|he's|she's|these|those|they|there)\b"
)
_NOT_ME: Final = re.compile(r"\W{0,3}(?:i'?m )?not (?:a )?\w+(?: myself)?,? but (?:my|i|our|as)\b")
"""Who speaks of themselves first ("not diabetic, but my sister …") rules nothing out for another."""


def bare(doc: Document, masked: Masked, answers: Asked) -> list[Finding]:
    """Sentences and clauses that are nothing but a condition."""
    found: list[Finding] = []
    for part in doc.sentences[:_MOST]:
        if masked.first(_CONDITIONS, part.start, part.end) is not None:
            found += _sentence(doc, masked, part, answers)
    return found


def _sentence(doc: Document, masked: Masked, part: Part, answers: Asked) -> Iterator[Finding]:
    first = part.start == doc.sentences[0].start
    if part.question and _ORGAN.match(masked.text, part.start, part.end) and complains(doc.lower) and not settled(doc.lower):
        named = masked.first(_CONDITIONS, part.start, part.end)
        yield make(doc, "bare.organ", (part.start, part.end), "seeking", 0.6, named.name if named else "")
    match = _ONLY.match(masked.text, part.start, part.end)
    named = masked.first("§¢", part.start, part.end) if match else None
    if match is not None and named is not None:
        yield from _whole(doc, masked, part, answers, match, named, first)
        return
    if part.question:
        return
    yield from _clauses(doc, masked, part)


def _whole(
    doc: Document, masked: Masked, part: Part, answers: Asked, match: re.Match[str], named: Mention, first: bool
) -> Iterator[Finding]:
    span = (match.start(), match.end())
    if _NOT_ME.match(doc.lower, part.start, part.end):
        return
    around = doc.lower[max(0, part.start - WINDOW) : part.end + WINDOW]
    asked = part.question or "y/n" in doc.lower[part.start : part.end]
    if asked:
        if SYMPTOMS.search(doc.lower) or answers.open or _SHOWN.search(doc.lower) or FIRST_PERSON.search(doc.lower):
            yield make(doc, "bare", span, "seeking", 0.65, named.name)
    elif settled(around):
        return
    elif answers.given and not answers.settled and first and (named.entry.sign == "§" or answers.open):
        if named.name not in answers.known or answers.asks:
            yield make(doc, "bare", span, "peer", 0.75, named.name)
    elif doc.message.reply_text is None or not answers.open:
        yield from _alone(doc, masked, span, named, around, first)


def _alone(doc: Document, masked: Masked, span: tuple[int, int], named: Mention, around: str, first: bool) -> Iterator[Finding]:
    """No message is answered: whose case is it?"""
    lower = doc.lower
    firm = named.entry.sign == "§"
    if is_known(masked, lower, named.name, named) or PAST.search(around) or settled(lower):
        return
    sure = SURE.search(around) is not None
    own = complains(lower[: span[0]]) or (firm and tested(lower, masked) != "") or (felt(lower) > 0 and sure)
    you = YOU.search(lower) or LEANS.search(lower)
    if you and first and not (OWN_CASE.search(lower) and complains(lower)):
        if sure or YOU.search(lower[span[1] : span[1] + 120]):
            yield make(doc, "bare", span, "peer", 0.6, named.name)
    elif firm and (CERTAIN.search(around) or ("acute" in named.entry.flags and SYMPTOMS.search(lower))):
        yield make(doc, "bare", span, "self", 0.6, named.name)
    elif own and (firm or sure) and not _INTRO.search(lower):
        yield make(doc, "bare", span, "self", 0.55, named.name)


_CLAUSE: Final = lazy(
    rf"(?:(?<=[,;:])|(?<=\s-)|(?<=\.\.)|(?<=\bso)|(?<=\byep)|(?<=\byeah)|(?<=\bmeans)|(?<=\btherefore))\s{{1,2}}{_LEAD}§++{_TAIL}[\W_]{{0,3}}(?=[.,!;:\n]|\Z|\s-)"
)


def _clauses(doc: Document, masked: Masked, part: Part) -> Iterator[Finding]:
    """ "... fourteen toilets a day, so crohn's, lovely": a clause at the end of a complaint."""
    for match in _CLAUSE.finditer(masked.text, part.start, part.end):
        named = masked.first("§", match.start(), match.end())
        if named is None or _listed(masked, named):
            return
        around = doc.lower[max(0, part.start - 80) : part.end + 80]
        if (
            settled(around)
            or settled(doc.lower)
            or PAST.search(around)
            or _INTRO.search(doc.lower)
            or is_known(masked, doc.lower, named.name, named)
        ):
            return
        if (
            doc.message.reply_text is None
            and not YOU.search(doc.lower)
            and complains(doc.lower[: match.start()])
            and SURE.search(around)
        ):
            yield make(doc, "bare.clause", (match.start(), match.end()), "self", 0.55, named.name)


def _listed(masked: Masked, named: Mention) -> bool:
    """One of several in a row: what somebody has, not what they conclude."""
    return any(
        one is not named and one.entry.sign == "§" and (0 <= one.start - named.end < 12 or 0 <= named.start - one.end < 12)
        for one in masked.mentions[:60]
    )


def _puts(part: Part) -> bool:
    """It is put as a question by its words; the mark alone is often set after a story."""
    if _STARTS.match(part.lower):
        return True
    return part.question and (len(part.lower) < _BRIEF or " or " in part.lower or _TURNS.search(part.lower) is not None)


def asked_of_body(doc: Document, masked: Masked, answers: Asked) -> Iterator[Finding]:
    """A question in which a condition and the body that was described meet: "heart or wind, which is it", "is this the change then"."""
    if answers.open or felt(doc.lower) < 1 or settled(doc.lower):
        return
    for part in doc.sentences[:_MOST]:
        named = masked.first(_CONDITIONS, part.start, part.end)
        if named is None or not _puts(part) or named.name == "pregnant":
            continue
        if GENERAL_QUESTION.search(part.lower) or (
            not _DEICTIC.search(part.lower) and " or " not in part.lower and len(part.lower) > 30
        ):
            continue
        before = doc.lower[max(0, named.start - 24) : named.start]
        if (
            re.search(r"\b(?:my|our|with|his|her|having|had|your|got my|the)\s(?:\w+\s)?\Z", before)
            and named.entry.sign == "§"
            and not re.search(r"\b(?:got|have|has)\W", before)
        ):
            continue
        if (
            is_known(masked, doc.lower, named.name, named)
            or PAST.search(part.lower)
            or (not complains(doc.lower) and not felt(part.lower))
        ):
            continue
        yield make(doc, "asked_of_body", (part.start, part.end), "seeking", 0.55, named.name)
