"""A medical emergency happening now: 'a triage nurse would say emergency department, now' (policy/labels.md, crisis `medical`).

Signs (`medical_signs`) that are neither denied, past, habitual nor general are gathered over the message; a table
(`emergencies`) says which together make an emergency.
"""

import re
from bisect import bisect_right
from itertools import islice, pairwise
from typing import Final

from bot.core.finding import Finding, Label
from bot.core.message import Role
from bot.detectors.crisis import guards
from bot.detectors.crisis.emergencies import ALARM, GRAVE, LIGHTER, RULES, Emergency
from bot.detectors.crisis.measures import measures
from bot.detectors.crisis.reading import keys
from bot.detectors.crisis.suicide import MINOR, NAME
from bot.detectors.document import Document, Part, words
from bot.detectors.frames import Frames, load, patterns

_PATTERNS: Final = patterns("crisis_guards")


SIGNS: Final = load("medical_signs", "people_and_acts")


_GENERAL: Final = _PATTERNS["medical.general"]
_HABIT: Final = _PATTERNS["medical.habit"]
_ACUTE: Final = _PATTERNS["medical.acute"]
_HABIT_SURELY: Final = _PATTERNS["medical.habit_surely"]
_ACUTE_SURELY: Final = _PATTERNS["medical.acute_surely"]
_SECOND: Final = re.compile(r"\b(?:you|your|you'?re|you'?ve|ur|youre|u)\b[^.!?]{0,40}$")
_DONE: Final = _PATTERNS["medical.done"]
_NOT_DONE: Final = re.compile(
    r"\b(?:worse|again|back with|happening again|but now|now (?:it'?s|he'?s|she'?s|i)|it'?s back|still)\b"
)
_UNDONE: Final = re.compile(r"\b(?:never|not|no|hasn'?t|haven'?t|didn'?t|isn'?t|without|won'?t)\b")
_ACTS: Final = frozenset({"ambulance", "direct.999", "overdose.acc", "ingest.child"})
"""Acts, not states: neither habit nor denial undoes them."""
_TOGETHER: Final = 500
_TWO_ALARMS: Final = 5
_LONGEST: Final = 1000
_CONTEXT: Final = frozenset(
    {
        "now",
        "sudden",
        "chemo",
        "transplant",
        "immuno",
        "thinner",
        "pregnant",
        "pregnant.real",
        "postpartum",
        "preterm",
        "child",
        "newborn",
        "steroid.dep",
        "od.drug",
        "exposure",
        "diabetes",
        "diabetes.word",
        "first.seizure",
        "missed.dialysis",
    }
)
_OWN_SIGNS: Final = Frames(tuple(one for one in SIGNS.frames if one.rule not in _CONTEXT))
_CONTEXT_SIGNS: Final = Frames(tuple(one for one in SIGNS.frames if one.rule in _CONTEXT))
_MOST: Final = 8
_FROM_REPLY: Final = frozenset({"chemo", "transplant", "immuno", "postpartum", "diabetes.word"})
_DENIABLE: Final = _PATTERNS["medical.deniable"]
_EXPECTING: Final = re.compile(
    r"pregnan|midwife|\b[23]\d ?\+ ?[0-6]\b|\bbump\b|\bplacenta|trimester|"
    r"^\W{0,9}(?:i'?m |im |at |currently )?[1-4]\d ?(?:\+ ?\d )?(?:weeks|wks)\b|"
    r"\b[1-4]\d ?(?:weeks|wks) (?:pregnant|gone|along|today|with|here)\b|\bwaters?\b[^.!?]{0,20}\bbroke"
)
_NO: Final = _PATTERNS["medical.no"]
_NO_BREAK: Final = _PATTERNS["medical.no_break"]


def look(doc: Document) -> list[Finding]:
    found = _signs(doc)
    if not found.keys() - _CONTEXT:
        return []
    seen = _emergency(found, professional=doc.message.author_role is not Role.MEMBER)
    if seen is None or _done(doc):
        return []
    rule, confidence, used = seen
    start, end = min(found[name][0] for name in used), max(found[name][1] for name in used)
    return [Finding(Label.CRISIS, "medical", confidence, NAME, doc.why(rule, start, end), tags=_tags(doc))]


def _emergency(found: dict[str, tuple[int, int]], professional: bool) -> tuple[str, float, list[str]] | None:
    """The surest rule whose signs are there, or two alarming signs that no rule names together."""
    for rule in ALARM if professional else RULES:
        used = _used(rule, found)
        if used is not None and _near(used, found):
            return rule.name, rule.confidence, used
    grave = [name for name in found if name in GRAVE]
    weight = 2 * len(grave) + sum(name in LIGHTER for name in found) + ("now" in found)
    used = [name for name in found if name in GRAVE or name in LIGHTER]
    if professional or not grave or weight < _TWO_ALARMS or _overlap(used, found) or not _near(used, found):
        return None
    return "crisis.medical.signs", 0.7, used


def _overlap(used: list[str], found: dict[str, tuple[int, int]]) -> bool:
    """One phrase that two signs name is one sign."""
    places = sorted(found[name] for name in used)
    apart = 1 + sum(after[0] >= before[1] for before, after in pairwise(places))
    return apart < 2


def general_talk(before: str) -> bool:
    """The words before a sign make it a condition, a list of signs or a question of general interest."""
    return bool(_GENERAL.search(before))


def _signs(doc: Document) -> dict[str, tuple[int, int]]:
    found: dict[str, tuple[int, int]] = {}
    known = keys(doc.words)
    for one in _OWN_SIGNS.candidates(*known):
        for match in islice(one.pattern.finditer(doc.lower), _MOST):
            if one.rule in _ACTS or _stands(doc, guards.near(doc, match.start()), match.start(), match.end()):
                found[one.rule] = match.span()
                break
    for name, start, end in measures(doc.lower):
        if name not in found and _stands(doc, guards.near(doc, start), start, end):
            found[name] = (start, end)
    if found:
        _add_context(doc, found, known)
    return found


def _add_context(doc: Document, found: dict[str, tuple[int, int]], known: tuple[frozenset[str], frozenset[str]]) -> None:
    """Who it is, what they have, and when: what signs are read against."""
    place = next(iter(found.values()))
    for one in _CONTEXT_SIGNS.candidates(*known):
        if (match := one.pattern.search(doc.lower)) is not None:
            found[one.rule] = match.span()
    condition = doc.message.condition
    if (expecting := _EXPECTING.search(doc.lower)) is not None:
        found["pregnant.real"] = expecting.span()
    elif condition == "pregnancy":
        found["pregnant.real"] = place
    if condition == "diabetes":
        found["diabetes"] = place
    if condition == "epilepsy" and found.keys() & {"seizure.on", "rescue.given", "seizure.more"}:
        found.setdefault("seizure", place)
    if doc.message.reply_text is not None:
        _context_of(doc.message.reply_text, found)


def _context_of(reply: str, found: dict[str, tuple[int, int]]) -> None:
    """What a message answers may say what the author has: 'how is everyone on chemo' above '38.6 and shivering'."""
    lower = reply.lower()[:_LONGEST]
    place = next(iter(found.values()))
    for one in _CONTEXT_SIGNS.candidates(*keys(words(lower))):
        if one.rule in _FROM_REPLY and one.pattern.search(lower):
            found.setdefault(one.rule, place)


def _stands(doc: Document, sentence: Part, start: int, end: int) -> bool:
    before = sentence.lower[: start - sentence.start]
    seen = doc.lower[start:end]
    acute = bool(_ACUTE.search(sentence.lower))
    tail = " ".join(before.split()[-5:])
    no = _NO.search(tail)
    if no is not None and not _DENIABLE.match(seen) and not _NO_BREAK.search(tail[no.end() :]):
        return False
    if guards.over(_clause(doc, start), "") or _GENERAL.search(before) or (not acute and _told_as_past(doc, sentence)):
        return False
    if _HABIT.search(sentence.lower) and not acute:
        return False
    if _HABIT_SURELY.search(sentence.lower) and not _ACUTE_SURELY.search(sentence.lower):
        return False
    if (
        _SECOND.search(before)
        and doc.message.author_role is Role.MEMBER
        and not re.search(r"\b(?:i|my|i'?m|he|she|his|her)\b[^.!?]{0,20}$", before)
    ):
        return False
    return not (
        sentence.question
        and re.search(r"^\W*(?:is|are|does|do|can|could|what|how|why|has|have|anyone|should) ", sentence.lower)
        and not acute
    )


def _told_as_past(doc: Document, sentence: Part) -> bool:
    """The sentence before sets a story in the past: 'had my big one in 2020. crushing pain, sweats, the works.'"""
    prior = doc.sentence_at(sentence.start - 1) if sentence.start else None
    return prior is not None and prior.end <= sentence.start and guards.over(prior.lower[-_LONGEST:], "")


def _clause(doc: Document, position: int) -> str:
    """The clause that holds a position: 'had a transplant last year, temp 39 tonight' tells two times."""
    clauses = doc.clauses
    index = bisect_right(clauses, position, key=lambda part: part.start) - 1
    return clauses[index].lower[:_LONGEST] if index >= 0 else doc.lower[:_LONGEST]


def _used(rule: Emergency, found: dict[str, tuple[int, int]]) -> list[str] | None:
    """One sign for each group, a different one each time."""
    used: list[str] = []
    for group in rule.signs:
        name = next((name for name in group if name in found and name not in used), None)
        if name is None:
            return None
        used.append(name)
    return used


def _near(used: list[str], found: dict[str, tuple[int, int]]) -> bool:
    """Signs that belong together are told together."""
    return max(found[name][1] for name in used) - min(found[name][0] for name in used) <= _TOGETHER


def _done(doc: Document) -> bool:
    match = _DONE.search(doc.lower)
    if match is None or _NOT_DONE.search(doc.lower[match.end() :]):
        return False
    return not _UNDONE.search(doc.lower[max(0, match.start() - 16) : match.start()])


def _tags(doc: Document) -> frozenset[str]:
    tags = set()
    if re.search(r"\b(?:he|she|him|his|her|he'?s|she'?s|they)\b", doc.lower) and not re.search(
        r"\b(?:i'?m|im|i can|i cant|i can'?t|my (?:chest|arm|face|tongue|throat|lips))\b", doc.lower
    ):
        tags.add("third_person")
    if MINOR.search(doc.lower):
        tags.add("minor")
    return frozenset(tags)
