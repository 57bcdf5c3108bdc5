"""A medical emergency happening now: 'a triage nurse would say emergency department, now' (policy/labels.md, crisis `medical`).

Signs (`medical_signs`) that are neither denied, past, habitual nor general are gathered over the message; a table says which
together make an emergency. Sources of the combinations: NHS 999 and A&E pages, Manchester triage discriminators, NICE NG143
(fever in children), CG151 (neutropenic sepsis), NG51 (sepsis), JBDS (ketoacidosis, hypoglycaemia), BTS/SIGN 158 (asthma).
"""

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Final

from bot.core.finding import Finding, Label
from bot.core.message import Role
from bot.detectors.crisis import guards
from bot.detectors.crisis.measures import measures
from bot.detectors.crisis.suicide import MINOR, NAME
from bot.detectors.document import Document, Part
from bot.detectors.frames import load, patterns

_PATTERNS: Final = patterns("crisis_guards")


SIGNS: Final = load("medical_signs", "people_and_acts")


@dataclass(frozen=True, slots=True)
class _Rule:
    name: str
    confidence: float
    signs: tuple[tuple[str, ...], ...]
    """Every group must be there, one sign of it is enough."""


def _r(name: str, confidence: float, *groups: str) -> _Rule:
    return _Rule(f"crisis.medical.{name}", confidence, tuple(tuple(group.split()) for group in groups))


_RULES: Final = (
    _r("heart", 0.9, "crush", "chest clammy radiate cant.breathe now ambulance"),
    _r("heart", 0.9, "chest crush", "radiate clammy faint lips ambulance"),
    _r("heart", 0.8, "chest", "cant.breathe vomit palpit calf pain.severe", "now ambulance"),
    _r("heart", 0.7, "chest", "now", "pain.severe ambulance direct.999 faint"),
    _r("heart", 0.85, "clammy", "radiate.strong"),
    _r("icd", 0.85, "shocks", "now faint chest palpit ambulance"),
    _r("lung.oedema", 0.9, "pink.froth"),
    _r("lung.oedema", 0.8, "cant.breathe", "lips clammy no.sentence cant.talk"),
    _r("breath", 0.75, "cant.breathe", "ambulance direct.999"),
    _r("breath", 0.6, "cant.breathe", "now", "wheeze swollen.hands palpit faint transplant chemo stab drowsy confused child"),
    _r("clot", 0.88, "cant.breathe chest stab", "calf cough.blood"),
    _r("clot", 0.8, "cough.blood", "now", "bleed.heavy faint"),
    _r("asthma", 0.9, "inhaler.fail", "no.sentence cant.talk cant.breathe lips pf.low sats.low ribs wheeze ambulance"),
    _r("asthma", 0.9, "pf.low", "cant.breathe no.sentence wheeze inhaler.fail"),
    _r("asthma", 0.85, "no.sentence cant.talk", "cant.breathe wheeze pf.low lips sats.low"),
    _r("asthma", 0.85, "ribs", "child newborn cant.breathe wheeze lips"),
    _r("sats", 0.85, "sats.low", "cant.breathe now lips drowsy confused chest fever child wheeze"),
    _r("sats", 0.85, "sats.very.low"),
    _r("not.breathing", 0.93, "not.breathing", "now child newborn ambulance unresponsive lips floppy seizure"),
    _r("anaphylaxis", 0.92, "airway", "cant.breathe wheeze hives exposure faint vomit anaphylaxis ambulance now direct.999"),
    _r("anaphylaxis", 0.9, "anaphylaxis", "now ambulance hives cant.breathe wheeze exposure faint direct.999"),
    _r("anaphylaxis", 0.88, "hives", "cant.breathe wheeze faint"),
    _r("stroke", 0.92, "droop", "speech weak.side confused now ambulance blind headache"),
    _r("stroke", 0.88, "speech", "weak.side", "now ambulance droop"),
    _r("stroke", 0.75, "speech weak.side", "sudden now", "confused headache thunder faint blind ambulance"),
    _r("sight", 0.8, "blind", "sudden ambulance"),
    _r("thunderclap", 0.85, "thunder", "now vomit stiff.neck ambulance confused visual weak.side"),
    _r("meningitis", 0.9, "nonblanch", "fever vomit drowsy stiff.neck temp.high child headache now"),
    _r("meningitis", 0.85, "stiff.neck", "fever temp.high", "headache confused drowsy vomit nonblanch child"),
    _r(
        "unresponsive",
        0.88,
        "unresponsive",
        "now child hypo drowsy ambulance fever temp.high overdose.acc diabetes faint lips seizure ketones glucose.low "
        "head.injury confused vomit od.drug",
    ),
    _r("confused", 0.75, "confused", "fever temp.high sepsis rigor head.injury drowsy", "now fever temp.high"),
    _r("seizure.long", 0.92, "seizure", "long.seizure seizure.on"),
    _r(
        "seizure.long",
        0.88,
        "seizure",
        "seizure.more lips rescue.given",
        "now ambulance lips seizure.on long.seizure rescue.given",
    ),
    _r("seizure.first", 0.85, "seizure.now", "first.seizure first.one"),
    _r("seizure.more", 0.85, "seizure", "seizure.more"),
    _r("seizure.pregnant", 0.85, "seizure", "pregnant.real postpartum", "now ambulance"),
    _r("seizure.first", 0.7, "first.seizure", "now ambulance child"),
    _r("ketoacidosis", 0.92, "ketones", "vomit drowsy deep.breath meter.hi glucose.high confused now child unresponsive"),
    _r("ketoacidosis", 0.88, "ketones"),
    _r("ketoacidosis", 0.88, "ketones.mod ketones.word", "vomit drowsy deep.breath confused"),
    _r("ketoacidosis", 0.88, "meter.hi glucose.high", "vomit drowsy deep.breath confused unresponsive"),
    _r("ketoacidosis", 0.88, "diabetes.word diabetes", "deep.breath", "vomit drowsy unresponsive"),
    _r("hypo", 0.9, "hypo glucose.low", "unresponsive seizure hypo.bad confused"),
    _r("hypo", 0.85, "insulin.double", "hypo glucose.low glucose.lowish now faint rigor"),
    _r("neutropenic", 0.93, "temp.high", "chemo"),
    _r("neutropenic", 0.9, "fever rigor", "chemo", "now rigor fever"),
    _r("transplant.fever", 0.85, "temp.high rigor", "transplant"),
    _r("immune.fever", 0.75, "temp.high", "immuno", "rigor confused sepsis faint drowsy palpit cant.breathe"),
    _r(
        "sepsis",
        0.85,
        "temp.high fever rigor",
        "sepsis confused nonblanch",
        "confused sepsis drowsy faint cant.breathe palpit nonblanch",
    ),
    _r(
        "bleeding",
        0.88,
        "bleed.heavy",
        "now faint ambulance pregnant.real postpartum thinner clammy belly.hard palpit pain.severe",
    ),
    _r("bleeding", 0.88, "vomit.blood", "now faint ambulance thinner black.stool vomit"),
    _r("bleeding", 0.8, "black.stool", "faint vomit.blood thinner clammy"),
    _r("bleeding", 0.88, "fistula.bleed"),
    _r(
        "head",
        0.8,
        "head.injury",
        "thinner vomit drowsy confused unresponsive seizure",
        "now thinner vomit drowsy confused unresponsive seizure",
    ),
    _r("abruption", 0.9, "pregnant.real", "belly.hard bleed.heavy", "bleed.heavy pain.severe now"),
    _r("preeclampsia", 0.88, "pregnant.real postpartum", "headache ruq", "visual bp.high ruq"),
    _r("preeclampsia", 0.75, "pregnant.real postpartum", "headache ruq", "swollen.hands", "now"),
    _r("preeclampsia", 0.85, "pregnant.real postpartum", "bp.high"),
    _r("preterm", 0.8, "preterm", "waters contractions"),
    _r("cord", 0.9, "waters", "no.movement bleed.heavy"),
    _r("movements", 0.75, "no.movement", "pregnant.real"),
    _r("ectopic", 0.8, "pregnant.real", "one.sided.pain shoulder.tip", "faint bleed.heavy shoulder.tip pain.severe"),
    _r("cauda.equina", 0.92, "saddle", "bladder back.pain now"),
    _r("cauda.equina", 0.88, "leak.unfelt", "legs saddle back.pain"),
    _r("retention", 0.85, "retention", "bladder.pain pain.severe now"),
    _r("stoma", 0.85, "stoma.black"),
    _r("obstruction", 0.85, "stoma.stop", "pain.severe", "now belly.hard faint stoma.black"),
    _r("obstruction", 0.88, "stoma.stop", "vomit vomit.green", "pain.severe belly.hard vomit.green faint"),
    _r("abdomen", 0.8, "belly.hard", "pain.severe vomit.green", "now vomit fever temp.high faint pain.severe"),
    _r("torsion", 0.88, "testicle", "pain.severe now vomit", "now vomit pain.severe"),
    _r("limb", 0.8, "rigid.limb", "now pain.severe"),
    _r("adrenal", 0.85, "steroid.dep", "vomit", "faint drowsy confused unresponsive bp.low"),
    _r("overdose", 0.85, "od.whole"),
    _r("poison.child", 0.85, "ingest.child"),
    _r("overdose", 0.8, "overdose.acc", "od.drug drowsy vomit unresponsive faint"),
    _r("baby", 0.88, "newborn", "temp.high fever floppy"),
    _r("baby", 0.88, "child newborn", "floppy", "now fever temp.high vomit lips not.breathing"),
    _r("baby", 0.88, "child newborn", "floppy.strong"),
    _r("hypertensive", 0.8, "bp.crisis", "headache chest visual confused cant.breathe speech weak.side"),
    _r("potassium", 0.8, "potassium.high"),
    _r("dialysis", 0.8, "missed.dialysis", "cant.breathe chest palpit confused"),
    _r(
        "alarm",
        0.7,
        "direct.999",
        "airway cant.breathe chest seizure bleed.heavy droop speech unresponsive wheeze hypo anaphylaxis weak.side",
    ),
)
_GENERAL: Final = _PATTERNS["medical.general"]
_HABIT: Final = _PATTERNS["medical.habit"]
_ACUTE: Final = _PATTERNS["medical.acute"]
_SECOND: Final = re.compile(r"\b(?:you|your|you'?re|you'?ve|ur|youre|u)\b[^.!?]{0,40}$")
_DONE: Final = _PATTERNS["medical.done"]
_NOT_DONE: Final = re.compile(
    r"\b(?:worse|again|back with|happening again|but now|now (?:it'?s|he'?s|she'?s|i)|it'?s back|still)\b"
)
_ACTS: Final = frozenset({"ambulance", "direct.999", "overdose.acc", "ingest.child"})
"""Acts, not states: neither habit nor denial undoes them."""
_TOGETHER: Final = 500
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
    professional = doc.message.author_role is not Role.MEMBER
    for rule in sorted(_RULES, key=lambda rule: -rule.confidence) if not professional else _ALARM:
        used = _used(rule, found)
        if used is not None and _near(used, found):
            if _done(doc):
                return []
            start, end = min(found[name][0] for name in used), max(found[name][1] for name in used)
            tags = _tags(doc)
            return [Finding(Label.CRISIS, "medical", rule.confidence, NAME, doc.why(rule.name, start, end), tags=tags)]
    return []


_ALARM: Final = tuple(rule for rule in _RULES if rule.name.endswith(".alarm"))


def general_talk(before: str) -> bool:
    """The words before a sign make it a condition, a list of signs or a question of general interest."""
    return bool(_GENERAL.search(before))


def _signs(doc: Document) -> dict[str, tuple[int, int]]:
    found: dict[str, tuple[int, int]] = {}
    for hit in SIGNS.hits(doc.lower, doc.words, doc.beginnings):
        name = hit.frame.rule
        if name in found:
            continue
        sentence = guards.near(doc, hit.start)
        if name in _CONTEXT or name in _ACTS or _stands(doc, sentence, hit.start, hit.end):
            found[name] = (hit.start, hit.end)
    if not doc.message.author_role is not Role.MEMBER or found:
        for name, start, end in measures(doc.lower):
            sentence = guards.near(doc, start)
            if _stands(doc, sentence, start, end):
                found.setdefault(name, (start, end))
    if found and (expecting := _EXPECTING.search(doc.lower)) is not None:
        found["pregnant.real"] = expecting.span()
    elif found and doc.message.condition == "pregnancy":
        found["pregnant.real"] = next(iter(found.values()))
    if doc.message.condition == "diabetes" and found:
        found["diabetes"] = next(iter(found.values()))
    return found


def _stands(doc: Document, sentence: Part, start: int, end: int) -> bool:
    before = sentence.lower[: start - sentence.start]
    seen = doc.lower[start:end]
    acute = bool(_ACUTE.search(sentence.lower))
    tail = " ".join(before.split()[-5:])
    no = _NO.search(tail)
    if no is not None and not _DENIABLE.match(seen) and not _NO_BREAK.search(tail[no.end() :]):
        return False
    if guards.over(_clause(doc, start), "") or _GENERAL.search(before):
        return False
    if _HABIT.search(sentence.lower) and not acute:
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


def _clause(doc: Document, position: int) -> str:
    """The clause that holds a position: 'had a transplant last year, temp 39 tonight' tells two times."""
    clauses = doc.clauses
    index = bisect_right(clauses, position, key=lambda part: part.start) - 1
    return clauses[index].lower[:_LONGEST] if index >= 0 else doc.lower[:_LONGEST]


def _used(rule: _Rule, found: dict[str, tuple[int, int]]) -> list[str] | None:
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
    return match is not None and not _NOT_DONE.search(doc.lower[match.end() :])


def _tags(doc: Document) -> frozenset[str]:
    tags = set()
    if re.search(r"\b(?:he|she|him|his|her|he'?s|she'?s|they)\b", doc.lower) and not re.search(
        r"\b(?:i'?m|im|i can|i cant|i can'?t|my (?:chest|arm|face|tongue|throat|lips))\b", doc.lower
    ):
        tags.add("third_person")
    if MINOR.search(doc.lower):
        tags.add("minor")
    return frozenset(tags)
