# ruff: noqa: E501 - word lists
"""From frames that name a condition to findings: whose case it is, and whether a professional has settled it."""

import re
from typing import Final

from bot.core.finding import Finding
from bot.detectors.context import negated
from bot.detectors.diagnosis.cues import ABSENT, DEFIES, LEANS, NO_WAY, NOBODY_YET, NOT_ASKING, PAST, SURE, YOU, complains, felt
from bot.detectors.diagnosis.evidence import CERTAIN, EVIDENCE, FIRST_PERSON, GENERAL, OWN, QUOTED, SUPPOSED, settled
from bot.detectors.diagnosis.scene import Asked, Scene, is_known, make
from bot.detectors.diagnosis.words import SYMPTOMS
from bot.detectors.document import Document
from bot.detectors.frames import Hit
from bot.detectors.lazily import lazy
from bot.detectors.lexicon.mentions import Masked, Mention

CONDITIONS: Final = "§¢¬"
_YOUR: Final = lazy(r"\b(?:your|ur|yer|yours|you|youre|youve)\b")
_CHARACTER: Final = frozenset(
    [
        "narcissist",
        "narcissistic personality disorder",
        "sociopath",
        "psychopath",
        "bpd",
        "npd",
        "borderline personality disorder",
    ]
)
"""Said of an absent person these are hardly ever known."""

_TELLS: Final = frozenset({"self.sure_it", "self.sure_c", "self.must_be", "self.so_thats", "self.all_signs", "self.bare_think"})
_IMPERSONAL: Final = lazy(r"\b(?:it|this|that|these|they|its|thats)\b")
_GUESSES: Final = frozenset(
    {"it.sounds", "it.could_be", "it.verdict", "it.id_say", "it.reckon", "it.hello", "it.points", "it.it_is", "it.call"}
)
_EXPECTS: Final = lazy(r"(?:it|that|this)(?:'?ll be|\s(?:will|must|has to|has got to|can only|could only)\s(?:be|mean))\b")
"""The speaker infers: "it'll be another water infection"."""

_LOOSE: Final = lazy(
    r"\b(?:if|when|causes?|caused|effects?|deal|treat\w*|prevent\w*|help\w*|history|will|people|anyone|anybody|else|about|with|for|prove|how|what|why|where|during|after|without|tell|telling|disclose)\b|"
    r"\byou\b(?! (?:think|say|reckon|call|believe))"
)
"""A loose question frame does not hold across these."""

_INVERTED: Final = lazy(
    r"(?:\A|[.,;:!?\n(\"-]|\b(?:so|or|and|but|guys|pls|please|anyway|ok|okay|hi|hello|hey|all|then|just|ladies|lads|x|lol|tho|opinions|thoughts|yous|reckon|gents|blokes|folks|girls|mams|mums|bot))\s*\Z"
)
_NO_COPULA: Final = lazy(r"(?:your|ur|yer)\s(?!(?:an?|gone|just|not|only|definitely|so|never|clearly|obviously)\s)")
_ASIDE: Final = lazy(
    r"\b(?:if|when|once|whether|unless|people|anyone|those|someone|that|fault|shame|sorry|lucky|glad|ashamed|proud|which|who|because|since|now|do|does|hope|wish|where|why|how|says?)\W{1,2}\Z"
)


def asks(doc: Document, end: int, marked: bool) -> bool:
    """The clause that ends here is a question: its own mark comes before any stop."""
    return marked and "?" in doc.lower[end : end + 90]


def inverted(text: str, start: int) -> bool:
    """A question by its word order alone: it begins a clause."""
    return bool(_INVERTED.search(text[max(0, start - 14) : start]))


def judge(doc: Document, masked: Masked, hit: Hit, answers: Asked) -> list[Finding]:
    """What one frame with a condition in it means here."""
    text = masked.text
    named = masked.first(CONDITIONS, hit.start, hit.end)
    sentence = doc.sentence_at(hit.start)
    if named is None or sentence is None:
        return []
    before, after = doc.lower[max(sentence.start, hit.start - 45) : hit.start], text[hit.end : hit.end + 40]
    guard = QUOTED if hit.frame.value == "seeking" else SUPPOSED
    if (guard.search(before) and hit.frame.rule not in {"self.source", "self.google"}) or GENERAL.match(after):
        return []
    value, confidence, rule = hit.frame.value, hit.frame.number, hit.frame.rule
    question = asks(doc, hit.end, sentence.question)
    if value == "seeking":
        return _seeking(doc, masked, hit, named, before, question)
    if value == "own" and question:
        return []
    if value in {"it", "not", "self"} and question and not rule.startswith("self.sure"):
        return [make(doc, rule, (hit.start, hit.end), "seeking", 0.7, named.name)]
    if value == "peer":
        return _peer(doc, hit, named.name, answers, question, before)
    scene = Scene.of(doc, hit.start, hit.end, sentence, answers)
    if value in {"it", "not"}:
        return _statement(scene, masked, hit, named, answers)
    return _own(scene, hit, named, answers, confidence)


def _seeking(doc: Document, masked: Masked, hit: Hit, named: Mention, before: str, question: bool) -> list[Finding]:
    rule, confidence = hit.frame.rule, hit.frame.number
    said = doc.lower[hit.start : hit.end]
    if rule == "seek.tag" and not question and not re.search(r"n'?t (?:it|this|i|you|they)|innit|you think", said):
        return []
    if rule == "seek.generic" and (not question or _LOOSE.search(doc.lower, hit.start, hit.end)):
        return []
    if rule in {"seek.choice_end", "seek.counts", "seek.should_think"} and not (
        complains(doc.lower) or re.search(r"\b(?:i|he|she|my)\b", said)
    ):
        return []
    if NO_WAY.search(before):
        return []
    if NOT_ASKING.search(doc.lower):
        return [make(doc, rule, (hit.start, hit.end), "self", confidence, named.name)]
    if not question and not inverted(masked.text, hit.start):
        confidence -= 0.15
    return [make(doc, rule, (hit.start, hit.end), "seeking", confidence, named.name)]


def _statement(scene: Scene, masked: Masked, hit: Hit, named: Mention, answers: Asked) -> list[Finding]:
    """ "It's gout": to another it is `peer`; of oneself it needs a sign that nobody but the author says so."""
    doc, span, rule = scene.doc, (hit.start, hit.end), hit.frame.rule
    if settled(scene.sentence, scene.around) or PAST.search(scene.sentence):
        return []
    told = _statement_to(scene, masked, hit, named, answers)
    if told is not None:
        return told
    if (
        hit.frame.value == "not"
        or negated(scene.before.rsplit(",", 1)[-1])
        or (answers.settled and not EVIDENCE.search(scene.sentence))
        or scene.settled
    ):
        return []
    confidence = _statement_of_self(scene, masked, hit, named)
    return [make(doc, rule, span, "self", confidence, named.name)] if confidence else []


def _statement_to(scene: Scene, masked: Masked, hit: Hit, named: Mention, answers: Asked) -> list[Finding] | None:
    """To another member, or of somebody who is not here; None where it may be the author's own case."""
    doc, span, rule = scene.doc, (hit.start, hit.end), hit.frame.rule
    if scene.addressed and not OWN.search(scene.before):
        if named.name in answers.known and not answers.asks:
            return []
        sure = 0.25 if answers.asks else 0.15 if answers.open else 0.0
        return [make(doc, rule, span, "peer", min(0.9, hit.frame.number + sure), named.name)]
    if scene.tells and not scene.settled and not is_known(masked, doc.lower, named.name, named):
        leans = LEANS.search(doc.lower) or YOU.search(scene.sentence)
        if (named.entry.sign == "§" or (leans and len(scene.sentence) < 70)) and not re.search(
            r"\b(?:if|when|whether|unless)\b", scene.before
        ):
            return [make(doc, rule, span, "peer", hit.frame.number, named.name)]
    if rule == "peer.he_has" and "¿" in masked.text[: hit.start] and ABSENT.search(doc.lower):
        return [make(doc, rule, span, "peer", 0.65, named.name)]
    return None


def _statement_of_self(scene: Scene, masked: Masked, hit: Hit, named: Mention) -> float:
    """How sure it is that the author concludes it of themselves; 0 where nothing says so."""
    doc, rule = scene.doc, hit.frame.rule
    if EVIDENCE.search(scene.around) or rule == "it.points":
        return hit.frame.number + 0.1
    feels = SYMPTOMS.search(doc.lower) is not None
    if (
        "acute" in named.entry.flags
        and (feels or FIRST_PERSON.search(scene.sentence))
        and not re.match(r"(?:if|what)\b", scene.sentence.lstrip())
    ):
        return 0.65
    if _EXPECTS.match(doc.lower, hit.start):
        return 0.65
    if settled(doc.lower) or is_known(masked, doc.lower, named.name, named):
        return 0.0
    if (feels or complains(doc.lower) or (rule == "it.hello" and felt(doc.lower))) and rule in _GUESSES:
        return 0.6
    valued = re.search(r"\b(?:psa|tsh|egfr|hba1c|ana|bnp|creat\w*|ferritin)\b[^.!?]{0,30}\d", doc.lower)
    sure = (felt(doc.lower) > 0 or bool(DEFIES.search(scene.near) or re.search(r"\d", doc.lower))) and bool(
        SURE.search(scene.near) or NOBODY_YET.search(scene.near) or DEFIES.search(scene.near)
    )
    mine = named.entry.sign == "§" or re.search(r"\bmy\b", doc.lower[hit.start : hit.end])
    if (rule == "it.its" and mine and (feels or valued or complains(doc.lower))) or sure:
        return 0.5
    return 0.0


def _own(scene: Scene, hit: Hit, named: Mention, answers: Asked, confidence: float) -> list[Finding]:
    """ "I think it's lupus": `self`, and `peer` where it answers another's complaint."""
    doc, rule, span = scene.doc, hit.frame.rule, (hit.start, hit.end)
    if rule != "self.diagnosed_myself" and (settled(scene.sentence, scene.around) or (confidence < 0.8 and scene.settled)):
        return []
    if PAST.search(scene.sentence) and rule != "it.ive_got":
        return []
    if rule == "self.bare_think" and not inverted(doc.lower, hit.start):
        return []
    if rule in {"self.joined", "self.failing"} and not (
        complains(doc.lower) or CERTAIN.search(scene.around) or SURE.search(scene.near)
    ):
        return []
    if rule in {"it.ive_got", "it.colon"}:
        acute = "acute" in named.entry.flags and not re.match(r"i(?:'?ve|\s+have)\b", doc.lower[hit.start : hit.end])
        unsure = (
            not CERTAIN.search(scene.near)
            and not NOBODY_YET.search(scene.near)
            and not (felt(doc.lower) > 1 and SURE.search(scene.near))
        )
        if unsure and not (acute and named.entry.sign == "§" and EVIDENCE.search(scene.near)):
            return []
    if rule == "it.ive_got" and re.match(r"\W{0,2}but\b", doc.lower[hit.end : hit.end + 8]):
        return []
    if rule == "self.so_i_have" and not _concludes(doc, hit, scene):
        return []
    said = doc.lower[hit.start : hit.end]
    told = rule in _TELLS and (rule in {"self.sure_c", "self.all_signs"} or _IMPERSONAL.search(said))
    if scene.addressed and told and not OWN.search(scene.before):
        return [] if named.name in answers.known else [make(doc, rule, span, "peer", confidence, named.name)]
    return [make(doc, rule, span, "self", confidence, named.name)]


def _concludes(doc: Document, hit: Hit, scene: Scene) -> bool:
    """ "So I have diabetes then." and "8.2, so I have diabetes", not "so I have diabetes, two kids and a dog"."""
    after = doc.lower[hit.end : hit.end + 24]
    ends = re.match(
        r"\W{0,3}(?:then|now|great|lovely|brilliant|fab|apparently|lol|i guess|i suppose|haha|wonderful|fantastic)\b|\s*[.!]*\s*(?:\Z|\n)|\s*[.!]",
        after,
    )
    return (
        bool(ends)
        or bool(CERTAIN.search(scene.near) or NOBODY_YET.search(scene.near))
        or (bool(SURE.search(scene.near)) and complains(doc.lower))
    )


def _peer(doc: Document, hit: Hit, name: str, answers: Asked, question: bool, before: str) -> list[Finding]:
    rule, span = hit.frame.rule, (hit.start, hit.end)
    if _ASIDE.search(before) or ("_your" in rule and not _YOUR.search(doc.lower[hit.start : hit.end])):
        return []
    if re.match(r"\W*(?:do|does|did|how|what|should|can|when)\b", before) and not answers.open:
        return []
    if rule == "peer.youre_a" and _NO_COPULA.match(doc.lower, hit.start):
        return []
    if question:
        open_ended = doc.message.reply_text is None and not rule.startswith("peer.absent")
        return [] if open_ended else [make(doc, rule, span, "seeking", 0.55, name)]
    if rule.startswith("peer.absent"):
        if rule == "peer.absent_fact" and not (name in _CHARACTER or ABSENT.search(doc.lower)):
            return []
        return [make(doc, rule, span, "peer", hit.frame.number, name)]
    if name in answers.known and not answers.asks:
        return []
    if rule in {"peer.you_not_c", "peer.havent_thought", "peer.join", "peer.amazed"} and not answers.open:
        return []
    if "_your" in rule and (settled(before) or not (answers.open or doc.message.reply_text is None)):
        return []
    confidence = hit.frame.number + (0.1 if answers.open else 0.0 if doc.message.reply_text else -0.15)
    return [make(doc, rule, span, "peer", min(0.95, confidence), name)]
