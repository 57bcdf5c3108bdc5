# ruff: noqa: E501 - word lists
"""Questions, guesses and reassurance with no condition in them: "what have I got?", "that's me joined the club"."""

import re
from typing import Final

from bot.core.finding import Finding
from bot.detectors.diagnosis.cues import NOBODY_YET, YOU, complains, felt
from bot.detectors.diagnosis.evidence import FIRST_PERSON, QUOTED, settled
from bot.detectors.diagnosis.judge import CONDITIONS, asks
from bot.detectors.diagnosis.scene import Asked, make
from bot.detectors.diagnosis.words import SYMPTOMS
from bot.detectors.document import Document
from bot.detectors.frames import Hit
from bot.detectors.lazily import lazy
from bot.detectors.lexicon.mentions import Masked

_BODY: Final = lazy(
    r"\b(?:my|his|her|left|right|both) (?:\w{1,10} )?(?:hands?|feet|foot|legs?|arms?|knees?|eyes?|ears?|back|neck|chest|stomach|tummy|belly|skin|fingers?|"
    r"toes?|face|jaw|throat|breasts?|ankles?|wrists?|hips?|shoulders?|scalp|tongue|lips?|groin|ribs?|heart|bum|bottom|nose|teeth|gums?)\b"
)
_EXPLAINED: Final = lazy(
    r"\b(?:doctor|dr|consultant|specialist|nurse|gp|onc\w*|uro\w*|neuro\w*|rheum\w*|cardio\w*|team|surgeon|hospital|endo\w*|they|he|she|midwife)\W{1,2}"
    r"(?:\w+\W{1,2}){0,2}(?:says?|said|explained|told|thinks?|isn'?t worried|not worried|happy|call(?:s|ed))"
)
_HEDGED: Final = re.compile(r"\b(?:if|hope\w*|hoping|unless|until|whether|when|pray\w*|glad|once|so happy|relieved|pleased)\b")
_NEEDS_NAME: Final = frozenset({"open.daft", "open.wonder", "open.is_it", "open.do_i_have_it"})
_ALWAYS: Final = 0.8


def judge_open(doc: Document, masked: Masked, hit: Hit, answers: Asked) -> list[Finding]:
    """What one frame without a condition means here."""
    sentence = doc.sentence_at(hit.start)
    if sentence is None or QUOTED.search(doc.lower[max(sentence.start, hit.start - 45) : hit.start]):
        return []
    rule, confidence, span = hit.frame.rule, hit.frame.number, (hit.start, hit.end)
    lower, said = doc.lower, doc.lower[sentence.start : sentence.end]
    if hit.frame.value == "own" or rule.startswith("self."):
        if settled(said) or answers.open or (rule == "self.own" and (felt(lower) < 2 or settled(lower))):
            return []
        return [make(doc, rule, span, "self", confidence, masked.name(CONDITIONS))]
    if rule.startswith("peer."):
        return _told(doc, hit, answers, said)
    if answers.open and not FIRST_PERSON.search(lower):
        return []
    return _asked(doc, masked, hit, answers, sentence.question)


def _asked(doc: Document, masked: Masked, hit: Hit, answers: Asked, marked: bool) -> list[Finding]:
    rule, confidence, span, lower = hit.frame.rule, hit.frame.number, (hit.start, hit.end), doc.lower
    test = masked.first("¶")
    if rule.startswith("result."):
        if test is None or not re.search(r"\d", lower) or _EXPLAINED.search(lower):
            return []
        return [make(doc, rule, span, "seeking", confidence, test.name)]
    named = masked.name(CONDITIONS)
    if rule in _NEEDS_NAME and not named:
        return []
    if rule == "open.same" and not (answers.given and felt(lower + (doc.message.reply_text or "").lower()) > 0):
        return []
    if rule == "open.turned_out" and not complains(lower):
        return []
    signs = max(len(SYMPTOMS.findall(lower)) + len(_BODY.findall(lower)), felt(lower) if confidence >= 0.75 else 0)
    if rule in {"open.spread", "open.who_right"} and (named or test or "scan" in lower):
        signs += 1
    if signs < (1 if confidence >= _ALWAYS else 2) and test is None and rule != "open.same":
        return []
    if not asks(doc, hit.end, marked) and confidence < 0.75:
        return []
    if rule.startswith("open.") and confidence < 0.7 and settled(lower):
        return []
    return [make(doc, rule, span, "seeking", confidence, named or (test.name if test else ""))]


def _told(doc: Document, hit: Hit, answers: Asked, said: str) -> list[Finding]:
    """ "You're in the clear", "welcome to the family": to somebody whose case is open."""
    lower, rule = doc.lower, hit.frame.rule
    if settled(said) or _HEDGED.search(doc.lower[max(0, hit.start - 40) : hit.start]):
        return []
    if rule == "peer.welcome":
        told = answers.open and not answers.asks
        if not (told or answers.asks or (YOU.search(lower) and felt(lower) and (NOBODY_YET.search(lower) or "those" in lower))):
            return []
    elif (answers.given and not answers.open) or (not answers.given and not YOU.search(lower)):
        return []
    return [make(doc, rule, (hit.start, hit.end), "peer", hit.frame.number, answers.about)]
