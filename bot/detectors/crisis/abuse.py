"""Violence, coercion, neglect and withheld care: `abuse`, present, of the author or somebody they speak of (policy/labels.md)."""

import re
from typing import Final

from bot.core.finding import Finding, Label
from bot.core.message import Role
from bot.detectors.crisis import guards
from bot.detectors.crisis.reading import keys
from bot.detectors.crisis.suicide import MINOR, NAME
from bot.detectors.crisis.sums import add_up
from bot.detectors.document import Document
from bot.detectors.frames import Hit, load, patterns

_PATTERNS: Final = patterns("crisis_guards")

FRAMES: Final = load("abuse", "people_and_acts", "abuse_home")
SIGNS: Final = load("abuse_signs", "people_and_acts")
_NOT_PERSON: Final = _PATTERNS["abuse.not_person"]
_PROFESSIONAL: Final = _PATTERNS["abuse.professional"]
_PLAYFUL: Final = _PATTERNS["abuse.playful"]
_OLD: Final = _PATTERNS["abuse.old"]
_STILL: Final = _PATTERNS["abuse.still"]
_CREATURE: Final = re.compile(
    r"(?:my |the |our )?(?:toddler|baby|newborn|boy|girl|kids?|child|children|bump)\b(?! (?:dad|father))"
)
_OWN: Final = re.compile(r"^(?:(?:he|hes|he's)\b.*\bhis\b|(?:she|shes|she's)\b.*\bher\b|(?:they|they've)\b.*\btheir\b)")
_LIMIT: Final = 2.0
_DESPITE_A_LAUGH: Final = 3.0
_CORE: Final = frozenset(
    {
        "hide",
        "fear",
        "rage",
        "believe",
        "tell.on.me",
        "cover.story",
        "lock",
        "block",
        "watches",
        "speaks.for",
        "earns",
        "marks",
        "thrown",
        "care.taken",
        "unwashed",
        "tampered",
    }
)
_GENERAL: Final = _PATTERNS["abuse.general"]
_CARING: Final = _PATTERNS["abuse.caring"]


def look(doc: Document) -> list[Finding]:
    if doc.message.author_role is Role.CLINICIAN and not re.search(
        r"\b(?:i'?m|my) (?:\w+ )?(?:partner|husband|wife|scared)\b", doc.lower
    ):
        return []
    found = [one for hit in FRAMES.hits(doc.lower, *keys(doc.words)) if (one := _judge(doc, hit)) is not None]
    if not found and (summed := _signs(doc)) is not None:
        found.append(summed)
    return found


def _signs(doc: Document) -> Finding | None:
    """Moods, hiding, excuses and secrecy add up."""
    if doc.message.author_role is not Role.MEMBER:
        return None
    cues = add_up(doc, SIGNS)
    if (
        cues.weight < _LIMIT
        or not cues.seen.keys() & _CORE
        or _GENERAL.search(doc.lower)
        or (cues.weight < _DESPITE_A_LAUGH and _PLAYFUL.search(doc.lower))
    ):
        return None
    if (_OLD.search(doc.lower) and not _STILL.search(doc.lower)) or guards.settled(doc.lower):
        return None
    why = doc.why("crisis.abuse.signs", cues.start, cues.end)
    return Finding(Label.CRISIS, "abuse", 0.7, NAME, why, tags=frozenset({"minor"} if MINOR.search(doc.lower) else ()))


def _judge(doc: Document, hit: Hit) -> Finding | None:
    sentence = guards.near(doc, hit.start)
    before = sentence.lower[: hit.start - sentence.start]
    seen = doc.lower[hit.start : hit.end]
    rule = hit.frame.rule
    if rule.endswith(".es"):
        return _finding(doc, hit)
    if _NOT_PERSON.search(before) or _NOT_PERSON.search(seen.split(" hit")[0] if " hit" in seen else ""):
        return None
    if "violence" in rule and re.search(
        r"\b(?:baby|cat|dog|bump|puppy|toddler)\b(?: \w+){0,2} (?:kick|hit|bite|scratch|punch|headbutt)", before + seen
    ):
        return None
    if _PLAYFUL.search(sentence.lower) or ("violence" in rule and _CARING.search(sentence.lower)):
        return None
    if ("control" in rule or "withheld" in rule or "checks" in rule or "threat" in rule) and _PROFESSIONAL.search(
        before[-40:] + seen[:14]
    ):
        return None
    if _CREATURE.match(seen) or ("withheld" in rule and _OWN.search(seen)):
        return None
    if guards.denied(before) and "neglect" not in rule and "control" not in rule:
        return None
    if (guards.over(sentence.lower, "") or _OLD.search(before + seen)) and not _STILL.search(guards.presently(sentence.lower)):
        return None
    if _GENERAL.search(before + seen):
        return None
    if guards.settled(doc.lower) and not _STILL.search(doc.lower):
        return None
    return _finding(doc, hit)


def _finding(doc: Document, hit: Hit) -> Finding:
    seen = doc.lower[hit.start : hit.end]
    tags = set()
    if not re.search(r"\b(?:me|my|us|i|i'?m|im)\b", seen):
        tags.add("third_person")
    if MINOR.search(doc.lower):
        tags.add("minor")
    return Finding(
        Label.CRISIS, "abuse", hit.frame.number, NAME, doc.why(hit.frame.rule, hit.start, hit.end), tags=frozenset(tags)
    )
