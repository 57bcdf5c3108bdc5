"""Conduct beside the labels: detail of methods, harassment, hate, sexual content, grooming (policy/labels.md, last part).

Precise rather than broad: talk of bodies, pain, sex after illness and anger about care is what these rooms are for.
"""

from typing import Final

from bot.core.finding import Finding, Label
from bot.core.message import Role
from bot.detectors.crisis.suicide import MINOR
from bot.detectors.detector import Detector
from bot.detectors.document import Document
from bot.detectors.frames import load, patterns

_PATTERNS: Final = patterns("conduct_guards")

NAME: Final = "conduct"
_FRAMES: Final = load("conduct")
_QUOTED: Final = _PATTERNS["quoted"]
_SAFE_METHOD: Final = _PATTERNS["safe_method"]
_CLINICAL: Final = _PATTERNS["clinical"]


def look(doc: Document) -> list[Finding]:
    findings: dict[str, Finding] = {}
    for hit in _FRAMES.hits(doc.lower, doc.words, doc.beginnings):
        part = doc.sentence_at(hit.start)
        sentence = part.lower if part else doc.lower
        before = sentence[: hit.start - (part.start if part else 0)]
        value, rule = hit.frame.value, hit.frame.rule
        if value in {"harassment", "hate"} and (_QUOTED.search(before) or doc.message.author_role is Role.MODERATOR):
            continue
        if value == "method" and (_SAFE_METHOD.search(sentence) or (doc.message.author_role is not Role.MEMBER)):
            continue
        if value == "sexual" and _CLINICAL.search(doc.lower):
            continue
        tags = set()
        if rule.endswith("private_contact"):
            tags.add("private_contact")
        if MINOR.search(doc.lower) or (doc.message.reply_text and MINOR.search(doc.message.reply_text.lower())):
            tags.add("minor")
        key = f"{value}{'private_contact' in tags}"
        if key not in findings or findings[key].confidence < hit.frame.number:
            findings[key] = Finding(
                Label.CONDUCT, value, hit.frame.number, NAME, doc.why(rule, hit.start, hit.end), tags=frozenset(tags)
            )
    return list(findings.values())


DETECTOR: Final = Detector(NAME, look)
