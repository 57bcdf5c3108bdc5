"""Suicide and self-harm: `active` and `passive` (policy/labels.md). Recall first; what lowers a finding is in `guards`."""

import re
from typing import Final

from bot.core.finding import Finding, Label
from bot.core.message import Role
from bot.detectors.crisis import guards
from bot.detectors.crisis.reading import keys
from bot.detectors.crisis.sums import add_up
from bot.detectors.document import Document, Part
from bot.detectors.frames import Hit, load, patterns

_PATTERNS: Final = patterns("crisis_guards")

NAME: Final = "crisis"
FRAMES: Final = load("suicide", "people_and_acts", "suicide_wishes", "suicide_danger")
FAREWELL: Final = load("farewell", "people_and_acts")
WISHES: Final = load("wish_signs", "people_and_acts")
_THIRD: Final = _PATTERNS["suicide.third"]
_FIRST: Final = re.compile(r"\b(?:i|i'?m|im|i'?ve|ive|i'?ll|i'?d|myself|me|my ?self|we)\b")
MINOR: Final = _PATTERNS["suicide.minor"]
_PLAN_RULES: Final = (
    "plan",
    "pills.",
    "means",
    "bridge",
    "goodbye",
    "last",
    "method",
    "do.it",
    "overdose.meant",
    "selfharm",
    "third.",
)
_PLAIN: Final = ("better.away", "envy", "took.me", "terminal", "god.calls", "not.step", "find", "underway", "counted")
"""Told with a laugh they are still told."""
_TO_OTHERS: Final = ("helper.alarm", "active.date", "how.many")
_ACCIDENT: Final = _PATTERNS["suicide.accident"]
_WAS: Final = re.compile(r"^(?:was|were|wanted|had) ")
_NOT_SUICIDAL: Final = re.compile(r"\b(?:not|n't|never|isnt|wasnt|no longer) (?:\w+ ){0,2}suicid")
_URGENT: Final = frozenset({"silence", "plea", "bye"})
_SPEAKS_UP: Final = _PATTERNS["suicide.speaks_up"]
_DENIALS: Final = ("don", "doesn", "can", "not", "no ", "nothing", "never", "won", "wouldn")
"""Frames that begin with their own negation."""
_FAREWELL_LIMIT: Final = 2.5
_POINTS_TO_AN_END: Final = frozenset(
    {
        "letters",
        "affairs",
        "blame",
        "bye",
        "gone",
        "futile",
        "third.prep",
        "silence",
        "calm",
        "done",
        "no.future",
        "means",
        "decided",
        "final",
        "act",
        "place",
        "unfound",
        "dark",
        "took",
        "intent",
        "harm",
        "quick",
    }
)
"""Words that plans, parties and journeys share are no farewell unless one of these is there."""
_WISH_LIMIT: Final = 2.5
_WISH_REACH: Final = 260
_OF_AN_END: Final = frozenset({"end", "absence", "waking"})
_COURSE: Final = _PATTERNS["suicide.course"]


def look(doc: Document) -> list[Finding]:
    findings = [found for hit in FRAMES.hits(doc.lower, *keys(doc.words)) if (found := _judge(doc, hit)) is not None]
    if all(one.value == "passive" for one in findings) and (found := _farewell(doc, 0.5 if findings else 0.0)) is not None:
        findings.append(found)
    if not findings and (found := _wishes(doc)) is not None:
        findings.append(found)
    if findings and _supporter(doc):
        return []
    return findings


def _judge(doc: Document, hit: Hit) -> Finding | None:
    rule, value, confidence = hit.frame.rule, hit.frame.value, hit.frame.number
    sentence = guards.near(doc, hit.start)
    before = sentence.lower[: hit.start - sentence.start]
    third = "active.third." in rule or _is_third(before, doc.lower[hit.start : hit.end])
    if rule.endswith(".es"):
        return _finding(doc, hit, value, confidence, False)
    if _harmless(doc, hit, sentence, before, third) or _explained(doc, rule, sentence, third):
        return None
    if _ACCIDENT.search(doc.lower) and ("pills." in rule or "overdose" in rule):
        return _finding(doc, hit, "medical", 0.8, third, "crisis.medical.overdose")
    if value == "passive" and third and _urgent(doc):
        return _finding(doc, hit, "active", 0.8, third, "crisis.active.third.urgent")
    if value == "active" and not any(part in rule for part in _PLAN_RULES) and guards.no_plan(doc.lower):
        return _finding(doc, hit, "passive", 0.85, third)
    return _finding(doc, hit, value, confidence, third)


def _harmless(doc: Document, hit: Hit, sentence: Part, before: str, third: bool) -> bool:
    """Denied, over, an idiom, or said of people in general."""
    rule = hit.frame.rule
    seen = doc.lower[hit.start : hit.end]
    if "used to" in seen or ("suicid" in seen and _NOT_SUICIDAL.search(before + seen)):
        return True
    if "find.me" not in rule and guards.denied(before) and not seen.startswith(_DENIALS):
        return True
    if not any(part in rule for part in _PLAIN) and guards.idiom(sentence.lower, doc.lower[hit.end : hit.end + 60]):
        return True
    if not any(part in rule for part in _TO_OTHERS) and guards.general(sentence.lower, before, third):
        return True
    recent = "relapse" in rule or "recent" in rule
    return not recent and (guards.over(sentence.lower, before) or (hit.frame.value != "passive" and bool(_WAS.match(seen))))


def _explained(doc: Document, rule: str, sentence: Part, third: bool) -> bool:
    """Medicines taken as they should be, the end of life planned with a team, a danger that has passed."""
    if "pills" in rule and (_COURSE.search(sentence.lower) or guards.benign(sentence.lower)):
        return True
    if "third.ready" in rule and guards.benign(doc.lower):
        return True
    if "wont.be" in rule and (guards.dying(doc.lower) or guards.benign(doc.lower)):
        return True
    return guards.settled(doc.lower) and (third or "pills" in rule)


def _urgent(doc: Document) -> bool:
    """Another person cannot be reached, or help is called for."""
    return any(hit.frame.rule in _URGENT for hit in FAREWELL.hits(doc.lower, *keys(doc.words)))


def _is_third(before: str, seen: str) -> bool:
    if re.search(r"\b(?:him|her|them) ?sel", seen):
        return True
    subjects = list(_THIRD.finditer(before + seen))
    own = list(_FIRST.finditer(before + seen))
    return bool(subjects) and (not own or own[-1].start() < subjects[-1].start())


def _farewell(doc: Document, more: float) -> Finding | None:
    """Preparation and farewell add up; an operation, a journey or a move takes from the sum."""
    cues = add_up(doc, FAREWELL)
    if len(cues.seen) < 2 or not cues.seen.keys() & _POINTS_TO_AN_END:
        return None
    total = cues.weight - 2 * guards.benign(doc.lower) - 2 * guards.dying(doc.lower) - 3 * guards.settled(doc.lower)
    if total < _FAREWELL_LIMIT + more:
        return None
    third = bool(cues.seen.keys() & {"third.prep", "silence", "plea"}) and bool(_THIRD.search(doc.lower))
    why = doc.why("crisis.active.farewell", cues.start, cues.end)
    return Finding(Label.CRISIS, "active", min(0.92, 0.4 + total * 0.09), NAME, why, tags=_tags(doc, third))


def _wishes(doc: Document) -> Finding | None:
    """The grave, waking again, being of no use and a wish: together they say what none says alone."""
    cues = add_up(doc, WISHES)
    if cues.weight < _WISH_LIMIT or not cues.seen.keys() & _OF_AN_END or cues.end - cues.start > _WISH_REACH:
        return None
    if guards.settled(doc.lower) or guards.idiom(doc.lower[:500], ""):
        return None
    why = doc.why("crisis.passive.signs", cues.start, cues.end)
    return Finding(Label.CRISIS, "passive", 0.65, NAME, why, tags=_tags(doc, third=False))


def _finding(doc: Document, hit: Hit, value: str, confidence: float, third: bool, rule: str = "") -> Finding:
    why = doc.why(rule or hit.frame.rule, hit.start, hit.end)
    return Finding(Label.CRISIS, value, confidence, NAME, why, tags=_tags(doc, third))


def _tags(doc: Document, third: bool) -> frozenset[str]:
    tags = {"third_person"} if third else set()
    if MINOR.search(doc.lower):
        tags.add("minor")
    return frozenset(tags)


def _supporter(doc: Document) -> bool:
    """Professionals explain, moderators keep order: crisis is not theirs unless they say 'I' or call for help."""
    if doc.message.author_role is Role.MEMBER:
        return False
    return not _SPEAKS_UP.search(doc.lower)
