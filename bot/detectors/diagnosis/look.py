"""From frames to findings: the most serious guess of each kind in a message."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from bot.core.finding import SEVERITY, Finding, Label
from bot.core.message import Message, Role
from bot.detectors import document
from bot.detectors.diagnosis.cues import complains
from bot.detectors.diagnosis.evidence import CHECK, REASSURES, settled, verdict
from bot.detectors.diagnosis.judge import CONDITIONS, judge
from bot.detectors.diagnosis.opened import judge_open
from bot.detectors.diagnosis.presented import asked_of_body, bare
from bot.detectors.diagnosis.scene import Asked, best, make, tested
from bot.detectors.diagnosis.weighed import told, weighed
from bot.detectors.diagnosis.words import KNOWN_CONDITIONS, SYMPTOMS, read
from bot.detectors.document import Document
from bot.detectors.frames import load
from bot.detectors.lexicon.mentions import Masked

_FRAMES: Final = load("diagnosis", "diagnosis_words")
_OPEN: Final = load("diagnosis_open", "diagnosis_words")
_NAMED: Final = re.compile("[§¢¬]")
_TRAILING: Final = re.compile(r"[,;:.-]\s{0,2}(?:or\s)?[§¢]++(?:\s(?:or|maybe)\s[§¢]++)?\s?\?")
_ORDER: Final = SEVERITY[Label.DIAGNOSIS]
_LONGEST_REPLY: Final = 1500
_CLINICIAN_SURE: Final = 0.75


def look(doc: Document) -> list[Finding]:
    """The most serious guess of each kind, at most one finding a value."""
    message = doc.message
    masked = read(doc.lower, doc.text)
    answers = _asked(message)
    found = [*_named(doc, masked, answers), *_open(doc, masked, answers), *_verdict(doc, answers)]
    if not any(one.value in {"seeking", "peer"} for one in found):
        found += [*asked_of_body(doc, masked, answers), *told(doc, masked, answers)]
    if not found:
        found += weighed(doc, masked, answers)
    if message.author_role is Role.CLINICIAN:
        found = [one for one in found if one.value == "peer" and one.confidence >= _CLINICIAN_SURE]
    kept = best(found)
    if "seeking" in kept and "self" in kept:  # "a message that both guesses and asks is seeking"
        del kept["self"]
    if "seeking" in kept and "peer" in kept and kept["peer"].confidence < kept["seeking"].confidence:
        del kept["peer"]
    value = tested(doc.lower, masked)
    concluded = [
        replace(one, about=value or (answers.tested if one.value == "peer" else "") or one.about) for one in kept.values()
    ]
    return sorted(concluded, key=lambda one: -_ORDER.index(one.value))


def _named(doc: Document, masked: Masked, answers: Asked) -> Iterator[Finding]:
    """Guesses that name a condition."""
    if any(one.entry.sign in CONDITIONS for one in masked.mentions):
        for hit in _FRAMES.hits(_focus(doc, masked), doc.words, doc.beginnings):
            yield from judge(doc, masked, hit, answers)
        yield from bare(doc, masked, answers)


def _open(doc: Document, masked: Masked, answers: Asked) -> Iterator[Finding]:
    for hit in _OPEN.hits(masked.text, doc.words, doc.beginnings):
        yield from judge_open(doc, masked, hit, answers)


def _focus(doc: Document, masked: Masked) -> str:
    """The masked text with the sentences that name no condition blanked out: no frame can hold there."""
    pieces: list[str] = []
    last = 0
    for part in doc.sentences:
        if _NAMED.search(masked.text, part.start, part.end):
            pieces += (" " * (part.start - last - 1) + "\n" * (part.start > last), masked.text[part.start : part.end])
            last = part.end
    return "".join(pieces)


def _verdict(doc: Document, answers: Asked) -> list[Finding]:
    """ "Nope, it isn't": a short reply that settles what it answers."""
    if not answers.asks:
        return []
    match, confidence = verdict(doc.lower), 0.8
    if match is None:
        match, confidence = (None if CHECK.search(doc.lower) else REASSURES.search(doc.lower)), 0.6
    return [] if match is None else [make(doc, "verdict", (0, match.end()), "peer", confidence, answers.about)]


def _asked(message: Message) -> Asked:
    if not message.reply_text:
        return Asked()
    doc = document.read(replace(message, text=message.reply_text[:_LONGEST_REPLY], reply_text=None))
    masked = read(doc.lower, doc.text)
    found = [one for one in (*_named(doc, masked, Asked()), *_open(doc, masked, Asked())) if one.value == "seeking"]
    if not found:
        found = list(asked_of_body(doc, masked, Asked()))
    over = settled(doc.lower)
    names = frozenset(
        one.name
        for one in masked.mentions
        if one.entry.sign in CONDITIONS and (over or KNOWN_CONDITIONS.search(doc.lower[max(0, one.start - 24) : one.start]))
    )
    feels = SYMPTOMS.search(doc.lower) is not None or complains(doc.lower)
    asks = bool(found) or _TRAILING.search(masked.text) is not None
    return Asked(
        given=True,
        asks=asks,
        complains=feels or masked.first("¶") is not None or "[photo]" in doc.lower,
        settled=over and not asks,
        about=found[0].about if found else masked.name(CONDITIONS),
        tested=tested(doc.lower, masked),
        known=frozenset() if asks else names,
    )
