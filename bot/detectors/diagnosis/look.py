# ruff: noqa: E501 - word lists
"""From frames to findings: whose case it is, whether a professional has settled it, and what a short reply means."""

import re
from dataclasses import dataclass, replace
from typing import Final

from bot.core.finding import SEVERITY, Finding, Label
from bot.core.message import Message, Role
from bot.detectors import document
from bot.detectors.context import negated
from bot.detectors.diagnosis.evidence import (
    CERTAIN,
    CHECK,
    EVIDENCE,
    FIRST_PERSON,
    GENERAL,
    OWN,
    QUOTED,
    REASSURES,
    SUPPOSED,
    settled,
    verdict,
)
from bot.detectors.diagnosis.words import SYMPTOMS, read
from bot.detectors.document import Document, Part
from bot.detectors.frames import Hit, load
from bot.detectors.lexicon.mentions import Masked, Mention

_FRAMES: Final = load("diagnosis", "diagnosis_words")
_OPEN: Final = load("diagnosis_open", "diagnosis_words")
_CONDITIONS: Final = "§¢¬"
_WINDOW: Final = 160
_ORDER: Final = SEVERITY[Label.DIAGNOSIS]


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the answered message is: does it ask for a diagnosis, does it describe a complaint, is it settled?"""

    given: bool = False
    asks: bool = False
    complains: bool = False
    settled: bool = False
    about: str = ""
    known: frozenset[str] = frozenset()

    @property
    def open(self) -> bool:
        return self.asks or (self.complains and not self.settled)


def look(doc: Document) -> list[Finding]:
    """The most serious guess of each kind, at most one finding a value."""
    message = doc.message
    masked = read(doc.lower, doc.text)
    answers = _asked(message)
    found = [*_framed(doc, masked, answers), *_bare(doc, masked, answers), *_verdict(doc, masked, answers)]
    if message.author_role is Role.CLINICIAN:
        found = [one for one in found if one.value == "peer" and one.confidence >= 0.75]
    best: dict[str, Finding] = {}
    for one in found:
        if one.value not in best or one.confidence > best[one.value].confidence:
            best[one.value] = one
    if "seeking" in best and "self" in best:  # "a message that both guesses and asks is seeking"
        del best["self"]
    if "seeking" in best and "peer" in best and best["peer"].confidence < best["seeking"].confidence:
        del best["peer"]
    return sorted(best.values(), key=lambda one: -_ORDER.index(one.value))


def _framed(doc: Document, masked: Masked, answers: _Asked) -> list[Finding]:
    found: list[Finding] = []
    if any(one.entry.sign in _CONDITIONS for one in masked.mentions):
        for hit in _FRAMES.hits(_focus(doc, masked), doc.words):
            found += _judge(doc, masked, hit, answers)
    for hit in _OPEN.hits(masked.text, doc.words):
        found += _judge_open(doc, masked, hit, answers)
    return found


def _focus(doc: Document, masked: Masked) -> str:
    """The masked text with the sentences that name no condition blanked out: no frame can hold there."""
    pieces: list[str] = []
    last = 0
    for part in doc.sentences:
        if _NAMED.search(masked.text, part.start, part.end):
            pieces += (" " * (part.start - last), masked.text[part.start : part.end])
            last = part.end
    return "".join(pieces)


_NAMED: Final = re.compile("[§¢¬]")


def _judge(doc: Document, masked: Masked, hit: Hit, answers: _Asked) -> list[Finding]:
    text = masked.text
    named = masked.first(_CONDITIONS, hit.start, hit.end)
    sentence = doc.sentence_at(hit.start)
    if named is None or sentence is None:
        return []
    before, after = doc.lower[max(sentence.start, hit.start - 45) : hit.start], text[hit.end : hit.end + 40]
    guard = QUOTED if hit.frame.value == "seeking" else SUPPOSED
    if guard.search(before) or GENERAL.match(after):
        return []
    value, confidence = hit.frame.value, hit.frame.number
    question = _asks(doc, hit.end, sentence.question)
    if value == "seeking":
        if (
            hit.frame.rule == "seek.tag"
            and not question
            and not re.search(r"n'?t (?:it|this|i|you|they)|innit|you think", doc.lower[hit.start : hit.end])
        ):
            return []
        if hit.frame.rule == "seek.generic" and (not question or _LOOSE.search(doc.lower, hit.start, hit.end)):
            return []
        if not question and not _inverted(text, hit.start):
            confidence -= 0.15
        return [_finding(doc, hit, value, confidence, named.name)]
    if value == "own" and question:
        return []
    if value in {"it", "not", "self"} and question and not hit.frame.rule.startswith("self.sure"):
        return [_finding(doc, hit, "seeking", 0.7, named.name)]
    if value == "peer":
        return _peer(doc, hit, named.name, answers, question, before)
    scene = _Scene.of(doc, hit.start, hit.end, sentence, answers)
    if value in {"it", "not"}:
        return _statement(scene, hit, named, answers)
    return _own(scene, hit, named, answers)


@dataclass(frozen=True, slots=True)
class _Scene:
    """What stands around a hit: the sentence before it, the sentence, and the stretch in which evidence counts."""

    doc: Document
    before: str
    sentence: str
    near: str
    around: str
    addressed: bool

    @classmethod
    def of(cls, doc: Document, start: int, end: int, sentence: Part, answers: _Asked) -> "_Scene":
        lower = doc.lower
        addressed = (answers.given and not answers.settled) or lower.lstrip().startswith("@")
        return cls(
            doc,
            lower[sentence.start : start],
            lower[sentence.start : sentence.end],
            lower[max(0, min(start - 60, sentence.start)) : max(end + 70, sentence.end)],
            lower[max(0, start - _WINDOW) : end + _WINDOW],
            addressed,
        )

    @property
    def settled(self) -> bool:
        return settled(self.near, self.around)


def _statement(scene: _Scene, hit: Hit, named: Mention, answers: _Asked) -> list[Finding]:
    """ "It's gout": to another it is `peer`; of oneself it needs a sign that nobody but the author says so."""
    doc = scene.doc
    if settled(scene.sentence, scene.around):
        return []
    if scene.addressed and not OWN.search(scene.before):
        if named.name in answers.known and not answers.asks:
            return []
        sure = 0.25 if answers.asks else 0.15 if answers.open else 0.0
        return [_finding(doc, hit, "peer", min(0.9, hit.frame.number + sure), named.name)]
    if (
        hit.frame.value == "not"
        or negated(scene.before.rsplit(",", 1)[-1])
        or (answers.settled and not EVIDENCE.search(scene.sentence))
        or scene.settled
    ):
        return []
    if EVIDENCE.search(scene.around):
        return [_finding(doc, hit, "self", hit.frame.number + 0.1, named.name)]
    feels = SYMPTOMS.search(doc.lower) is not None
    if (
        "acute" in named.entry.flags
        and (feels or FIRST_PERSON.search(scene.sentence))
        and not re.match(r"(?:if|what)\b", scene.sentence.lstrip())
    ):
        return [_finding(doc, hit, "self", 0.65, named.name)]
    if _EXPECTS.match(doc.lower, hit.start):
        return [_finding(doc, hit, "self", 0.65, named.name)]
    if feels and hit.frame.rule in _GUESSES and not settled(doc.lower):
        return [_finding(doc, hit, "self", 0.6, named.name)]
    tested = re.search(r"\b(?:psa|tsh|egfr|hba1c|ana|bnp|creat\w*|ferritin)\b[^.!?]{0,30}\d", doc.lower)
    if hit.frame.rule == "it.its" and named.entry.sign == "§" and (feels or tested) and not settled(doc.lower):
        return [_finding(doc, hit, "self", 0.5, named.name)]
    return []


_TELLS: Final = frozenset({"self.sure_it", "self.sure_c", "self.must_be", "self.so_thats", "self.all_signs", "self.bare_think"})
_IMPERSONAL: Final = re.compile(r"\b(?:it|this|that|these|they|its|thats)\b")
_GUESSES: Final = frozenset({"it.sounds", "it.could_be", "it.verdict", "it.id_say", "it.reckon"})
_EXPECTS: Final = re.compile(r"(?:it|that|this)(?:'?ll be|\s(?:will|must|has to|has got to|can only|could only)\s(?:be|mean))\b")
"""The speaker infers: "it'll be another water infection"."""


def _own(scene: _Scene, hit: Hit, named: Mention, answers: _Asked) -> list[Finding]:
    """ "I think it's lupus": `self`, and `peer` where it answers another's complaint."""
    doc, rule, confidence = scene.doc, hit.frame.rule, hit.frame.number
    if rule != "self.diagnosed_myself" and (settled(scene.sentence, scene.around) or (confidence < 0.8 and scene.settled)):
        return []
    if rule == "self.bare_think" and not _inverted(doc.lower, hit.start):
        return []
    if rule in {"it.ive_got", "it.colon"}:
        acute = "acute" in named.entry.flags and not re.match(r"i(?:'?ve|\s+have)\b", doc.lower[hit.start : hit.end])
        if not CERTAIN.search(scene.near) and not (acute and named.entry.sign == "§" and EVIDENCE.search(scene.near)):
            return []
    if rule == "self.so_i_have" and not _concludes(doc, hit, scene):
        return []
    said = doc.lower[hit.start : hit.end]
    told = rule in _TELLS and (rule in {"self.sure_c", "self.all_signs"} or _IMPERSONAL.search(said))
    if scene.addressed and told and not OWN.search(scene.before):
        return [] if named.name in answers.known else [_finding(doc, hit, "peer", confidence, named.name)]
    return [_finding(doc, hit, "self", confidence, named.name)]


def _concludes(doc: Document, hit: Hit, scene: _Scene) -> bool:
    """ "So I have diabetes then." and "8.2, so I have diabetes", not "so I have diabetes, two kids and a dog"."""
    after = doc.lower[hit.end : hit.end + 24]
    ends = re.match(
        r"\W{0,3}(?:then|now|great|lovely|brilliant|fab|apparently|lol|i guess|i suppose|haha|wonderful|fantastic)\b|\s*[.!]*\s*(?:\Z|\n)|\s*[.!]",
        after,
    )
    return bool(ends) or bool(CERTAIN.search(scene.near))


def _peer(doc: Document, hit: Hit, name: str, answers: _Asked, question: bool, before: str) -> list[Finding]:
    if re.search(
        r"\b(?:if|when|once|whether|unless|people|anyone|those|someone|that|which|who|because|since|now|do|does|hope|wish|where|why|how|says?)\W{1,2}\Z",
        before,
    ):
        return []
    if question:
        return (
            []
            if doc.message.reply_text is None and not hit.frame.rule.startswith("peer.absent")
            else [_finding(doc, hit, "seeking", 0.55, name)]
        )
    if hit.frame.rule.startswith("peer.absent"):
        return [_finding(doc, hit, "peer", hit.frame.number, name)]
    if name in answers.known and not answers.asks:
        return []
    if hit.frame.rule in {"peer.you_not_c", "peer.havent_thought"} and not answers.open:
        return []
    confidence = hit.frame.number + (0.1 if answers.open else 0.0 if doc.message.reply_text else -0.15)
    return [_finding(doc, hit, "peer", min(0.95, confidence), name)]


def _judge_open(doc: Document, masked: Masked, hit: Hit, answers: _Asked) -> list[Finding]:
    """ "What have I got?", "is a PSA of 8 bad?": a question with no condition in it, or a body that gives way."""
    sentence = doc.sentence_at(hit.start)
    if sentence is None or QUOTED.search(doc.lower[max(sentence.start, hit.start - 45) : hit.start]):
        return []
    rule, confidence = hit.frame.rule, hit.frame.number
    if rule == "self.got_what":
        return (
            []
            if settled(doc.lower[sentence.start : sentence.end]) or answers.open
            else [_finding(doc, hit, "self", confidence, "")]
        )
    if rule == "self.acute_body":
        over = settled(doc.lower[sentence.start : sentence.end])
        return [] if over or answers.open else [_finding(doc, hit, "self", confidence, "")]
    if answers.open and not FIRST_PERSON.search(doc.lower):
        return []
    test = masked.first("¶")
    if rule.startswith("result."):
        if test is None or not re.search(r"\d", doc.lower) or EXPLAINED.search(doc.lower):
            return []
        return [_finding(doc, hit, "seeking", confidence, test.name)]
    if rule in {"open.daft", "open.wonder", "open.is_it", "open.do_i_have_it"} and masked.first(_CONDITIONS) is None:
        return []
    signs = len(SYMPTOMS.findall(doc.lower)) + len(_BODY.findall(doc.lower))
    if signs < (1 if confidence >= 0.8 else 2) and test is None:
        return []
    if not _asks(doc, hit.end, sentence.question) and confidence < 0.75:
        return []
    return [_finding(doc, hit, "seeking", confidence, masked.name(_CONDITIONS) or (test.name if test else ""))]


_BODY: Final = re.compile(
    r"\b(?:my|his|her|left|right|both) (?:\w{1,10} )?(?:hands?|feet|foot|legs?|arms?|knees?|eyes?|ears?|back|neck|chest|stomach|tummy|belly|skin|fingers?|"
    r"toes?|face|jaw|throat|breasts?|ankles?|wrists?|hips?|shoulders?|scalp|tongue|lips?|groin|ribs?|heart|bum|bottom|nose|teeth|gums?)\b"
)
EXPLAINED: Final = re.compile(
    r"\b(?:doctor|dr|consultant|specialist|nurse|gp|onc\w*|uro\w*|neuro\w*|rheum\w*|cardio\w*|team|surgeon|hospital|endo\w*|they|he|she|midwife)\W{1,2}"
    r"(?:\w+\W{1,2}){0,2}(?:says?|said|explained|told|thinks?|isn'?t worried|not worried|happy|call(?:s|ed))"
)


def _bare(doc: Document, masked: Masked, answers: _Asked) -> list[Finding]:
    """A sentence that is nothing but a condition: "gout.", "chilblains??"."""
    found: list[Finding] = []
    for part in doc.sentences[:40]:
        match = _ONLY.match(masked.text, part.start, part.end)
        if match is None:
            continue
        named = masked.first(_CONDITIONS, part.start, part.end)
        if named is None:
            continue
        why = doc.why("diagnosis.bare", match.start(), match.end())
        around = doc.lower[max(0, part.start - _WINDOW) : part.end + _WINDOW]
        if part.question:
            if SYMPTOMS.search(doc.lower) or answers.open or _SHOWN.search(doc.lower) or FIRST_PERSON.search(doc.lower):
                found.append(Finding(Label.DIAGNOSIS, "seeking", 0.65, "diagnosis", why, about=named.name))
        elif settled(around):
            continue
        elif answers.given and not answers.settled and part.start == doc.sentences[0].start and named.entry.sign == "§":
            found.append(Finding(Label.DIAGNOSIS, "peer", 0.75, "diagnosis", why, about=named.name))
        elif (
            doc.message.reply_text is None
            and (CERTAIN.search(around) or ("acute" in named.entry.flags and SYMPTOMS.search(doc.lower)))
            and named.entry.sign == "§"
        ):
            found.append(Finding(Label.DIAGNOSIS, "self", 0.6, "diagnosis", why, about=named.name))
    return found


_SHOWN: Final = re.compile(r"\b(?:photo|picture|pic|pics|image|attached|screenshot)\b")
_ONLY: Final = re.compile(
    r"[\W_]{0,4}(?:(?:nah|no|yes|yeah|yep|oh|aw|hun|mate|girl|babe|honestly|tbh|prob|probs|probably|definitely|defo|deffo|maybe|or|and|possibly|classic|its|"
    r"i'd say|id say|i say|my money's on|100%|100|sounds like|so|ah|mmm?|hmm+|love)[\s,]{1,3}){0,3}[§¢]++"
    r"(?:[\s,]{1,3}(?:or|and|then|maybe|perhaps|100%?|all day long|all day|for sure|defo|mate|hun|babe|love|i bet|imo|tbh|to me|guaranteed|definitely|no doubt|"
    r"deffo|or what|or something|or is it|\d{1,3}\s?%|i reckon|i'd say|id say|i think|probably|lol|[§¢]++)){0,4}[\W_]{0,6}(?=[.,!?;:\n]|\Z|\s-)"
)


def _verdict(doc: Document, masked: Masked, answers: _Asked) -> list[Finding]:
    """ "Nope, it isn't": a short reply that settles what it answers."""
    if not answers.asks:
        return []
    match, confidence = verdict(doc.lower), 0.8
    if match is None:
        match, confidence = (None if CHECK.search(doc.lower) else REASSURES.search(doc.lower)), 0.6
    if match is None:
        return []
    end = match.end()
    return [Finding(Label.DIAGNOSIS, "peer", confidence, "diagnosis", doc.why("diagnosis.verdict", 0, end), about=answers.about)]


def _asked(message: Message) -> _Asked:
    if not message.reply_text:
        return _Asked()
    doc = document.read(replace(message, text=message.reply_text[:1500], reply_text=None))
    masked = read(doc.lower, doc.text)
    found = [one for one in _framed(doc, masked, _Asked()) + _bare(doc, masked, _Asked()) if one.value == "seeking"]
    over = settled(doc.lower)
    names = frozenset(
        one.name
        for one in masked.mentions
        if one.entry.sign in _CONDITIONS and (over or _KNOWN.search(doc.lower[max(0, one.start - 24) : one.start]))
    )
    complains = bool(SYMPTOMS.search(doc.lower)) or masked.first("¶") is not None or "[photo]" in doc.lower
    about = found[0].about if found else masked.name(_CONDITIONS)
    asks = bool(found) or _TRAILING.search(masked.text) is not None
    return _Asked(True, asks, complains, over and not asks, about, frozenset() if asks else names)


_LOOSE: Final = re.compile(
    r"\b(?:if|when|causes?|caused|effects?|deal|treat\w*|prevent\w*|help\w*|history|will|people|anyone|anybody|else|about|with|for|prove|how|what|why|where|during|after|without)\b|"
    r"\byou\b(?! (?:think|say|reckon|call|believe))"
)
"""A loose question frame does not hold across these."""
_TRAILING: Final = re.compile(r"[,;:.-]\s{0,2}(?:or\s)?[§¢]++(?:\s(?:or|maybe)\s[§¢]++)?\s?\?")
_KNOWN: Final = re.compile(
    r"\b(?:my|our|have|has|had|having|with|got|i've|ive|newly|new|dx|living with|his|her)\s(?:\w+\s){0,1}\Z"
)


def _asks(doc: Document, end: int, marked: bool) -> bool:
    """The clause that ends here is a question: its own mark comes before any stop."""
    return marked and "?" in doc.lower[end : end + 90]


_INVERTED: Final = re.compile(
    r"(?:\A|[.,;:!?\n(\"-]|\b(?:so|or|and|but|guys|pls|please|anyway|ok|okay|hi|hello|hey|all|then|just|ladies|lads|x|lol|tho|opinions|thoughts|yous|reckon))\s*\Z"
)


def _inverted(text: str, start: int) -> bool:
    """A question by its word order alone: it begins a clause."""
    return bool(_INVERTED.search(text[max(0, start - 14) : start]))


def _finding(doc: Document, hit: Hit, value: str, confidence: float, about: str) -> Finding:
    why = doc.why(f"diagnosis.{hit.frame.rule}", hit.start, hit.end)
    return Finding(Label.DIAGNOSIS, value, round(confidence, 2), "diagnosis", why, about=about)
