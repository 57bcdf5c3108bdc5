"""From identifiers to findings: whose it is, and whether it counts (`policy/labels.md`, "privacy")."""

import re
from bisect import bisect_right
from dataclasses import replace
from typing import Final

from bot.core.finding import Finding, Label
from bot.core.message import Role
from bot.detectors.document import Document
from bot.detectors.lazily import lazy
from bot.detectors.privacy.candidate import Candidate, Owner, resolve
from bot.detectors.privacy.clinician import IN_CARE, PROCEDURE, patients
from bot.detectors.privacy.gather import identifiers
from bot.detectors.privacy.health import health_of_other, speaks_of_health
from bot.detectors.privacy.names import FIRST_NAME_REAL
from bot.detectors.privacy.people import KIN
from bot.detectors.privacy.whose import OFFICIAL, PERSONAL, guessable, owner_of

_VALUE: Final[dict[Owner, str]] = {"self": "self", "other": "third_party"}
_HANDLE: Final = lazy(r"(?<![\w.+\-])@[\w.]{2,32}")
_PATIENT: Final = lazy(r"\b(?:patients?|pts?|client)(?:\s(?:is|called|named|mr|mrs|ms|miss))?[\s,:.]{1,2}\Z")
_TELLS: Final = frozenset({"GOV_ID", "MEDICAL_ID", "INSURANCE_ID", "DATE_OF_BIRTH"})
"""Kinds that speak of care by themselves, or are as direct as an identifier can be."""
_LOOSE: Final = frozenset({"address.postcode", "account.link", "account.mentioned", "account.site"})
_FOLLOW: Final = lazy(r"\b(?:follow|check(?: out)?|watch|see|read|by|from|saw|visit|via|called)\s(?:\w+\s){0,2}\Z")
_PERSONAL_SITE: Final = lazy(r"linkedin\.com/in/|instagram\.com|facebook\.com|strava|snapchat")
_PAYS: Final = lazy(r"paypal|venmo|cash\.|wa\.me|t\.me|ko-fi|buymeacoffee")
_ORGANISED: Final = lazy(
    r"official|nhs|charity|foundation|society|support|aware|news|research|trust|association|alliance|community"
    r"|hospital|clinic|health|[a-z]uk\b|usa\b|org\b|group|team|magazine|podcast"
)
_MANY: Final = 120
"""From so many identifiers on, a message is a list of them and nobody asks whose each is."""
_SENTENCE: Final = 600
_SCENE: Final = 1500
"""How far around an identifier the words about its owner are looked for."""
_WEAK_NAME: Final = 0.6


def look(doc: Document) -> list[Finding]:
    """Findings of the label privacy, one for each identifier."""
    if len(doc.text) < 5:
        return []
    found = identifiers(doc)
    role = doc.message.author_role
    clinical = role is Role.CLINICIAN or (role is Role.MODERATOR and bool(IN_CARE.search(doc.lower)))
    singled = patients(doc) if clinical else []
    if not found and not singled:
        return []
    if len(found) + len(singled) > _MANY:
        return [_finding(doc, _VALUE.get(c.owner, "self"), c) for c in found + singled if c.confidence >= 0.8]
    findings = [_finding(doc, "clinician", candidate) for candidate in singled]
    taken = [(c.start, c.end) for c in singled]
    rest = [c for c in found if not any(c.start < end and start < c.end for start, end in taken)]
    for candidate, value in _linked(doc, rest, clinical):
        if value == "third_party" and clinical:
            value = "clinician"
        findings.append(_finding(doc, value, candidate))
    return findings


def _finding(doc: Document, value: str, candidate: Candidate) -> Finding:
    spans = (doc.span(candidate.start, candidate.end, candidate.type),) if candidate.end > candidate.start else ()
    why = doc.why(f"privacy.{value}.{candidate.rule}", candidate.start, candidate.end)
    return Finding(Label.PRIVACY, value, round(candidate.confidence, 2), "privacy", why, spans)


def _linked(doc: Document, found: list[Candidate], clinical: bool) -> list[tuple[Candidate, str]]:
    people = [c for c in found if c.type == "PERSON"]
    ties = _ties_handle(doc)
    owned: list[tuple[Candidate, Owner, bool]] = []
    whose: dict[Candidate, Owner] = {c: c.owner or ("other" if clinical else _guess(doc, c, found)) for c in people}
    for candidate in found:
        if candidate.type == "PERSON":
            owned.append((candidate, whose[candidate], bool(candidate.owner)))
            continue
        before = [c.end for c in people if c.end <= candidate.start and whose[c] != "self" and c.confidence >= _WEAK_NAME]
        own = [c.end for c in people if c.end <= candidate.start and whose[c] == "self"]
        named = max(before, default=None)
        if named is not None and own and max(own) > named:
            named = None
        owner, said = owner_of(doc, candidate, named)
        if ties and not re.search(r"\b(?:my|i'm|im|me|our)\b", doc.lower) and owner == "self":
            owner, said = "other", True
        owned.append((candidate, owner, said))
    kept: list[tuple[Candidate, str]] = []
    for candidate, owner, said in owned:
        value = _counts(doc, candidate, owner, said, owned, ties, clinical)
        if value is not None:
            kept.append((_with_confidence(candidate, value, said), value))
    if any(value == _VALUE["other"] and c.type == "PERSON" for c, value in kept):
        done = {c.start for c, _ in kept}
        kept += [
            (c, _VALUE["other"])
            for c, owner, _ in owned
            if owner == "other" and c.start not in done and c.type != "PERSON" and c.rule not in _LOOSE
        ]
    if kept:
        kept += _beside(doc, found, kept)
    return kept


_THIRD: Final = lazy(rf"\b(?:he|she|his|her|him|they|he's|she's|hes|shes|(?:my|our) (?:\w+ )?{KIN})\b")
_SPOKEN_OF: Final = lazy(rf"\b(?:my|our|the|a|an)\s(?:\w+\s){{0,3}}?{KIN}\b[^!?\n]{{0,140}}\b(?:he|she|they|him|her|his)\b")
_THEY_ARE: Final = lazy(r"\A[^!?\n]{0,60}\b(?:she|he|they)(?:'s| is| was|'re| are) (?:my|our|a|the)\b")
_AUTHOR_IN: Final = lazy(r"\b(?:i|i'?m|im|i'?ve|i'?d|i'?ll|my|me|mine|we|our|us|you|your|anyone|anybody)\b")
_OFFERS: Final = lazy(
    r"\b(?:collect(?:ion)?|pick(?:ed)? up|order|buy|available|tickets|orders|ask for|contact|see|message|email|ring"
    r"|call|text|pay|cheques? to"
    r"|payable to|bookings?|dm)\s(?:it |them |one )?(?:from |to |with |via )?\Z"
)
_A_PERSON: Final = lazy(rf"\A[\s,]{{0,3}}(?:\d{{1,3}}[\s,]{{1,2}})?(?:a\s|the\s|my\s)?(?:\w+\s){{0,2}}{KIN}\b")


def _scene(doc: Document, c: Candidate) -> str:
    return doc.lower[max(0, c.start - _SCENE) : c.end + _SCENE]


def _guess(doc: Document, person: Candidate, found: list[Candidate]) -> Owner:
    """A name without a cue is the author's where it opens a form of their own ('Name, 67, 14 Fennel Row')."""
    lead = doc.lower[max(0, person.start - 40) : person.start]
    tail = doc.lower[person.end : person.end + 60]
    form = re.match(r"[\s,.\-:;(\n]{1,3}(?:\d{1,3}\b|dob|d\.o\.b|born|[\w'/. ]{0,12}\d)", tail)
    beside = any(0 <= c.start - person.end < 60 for c in found if c.type != "PERSON")
    fresh = re.search(
        r"(?:^|[.!?:\n\-]|\b(?:intro\w*|hi|hello|hey|refund|order|swap|delivery|thanks|cheers|regards|love"
        r"|so)[\s,:.!\-]{0,3})\s?\Z",
        lead,
    )
    earlier = doc.lower[max(0, person.start - 160) : person.start]
    if _SPOKEN_OF.search(earlier) or _A_PERSON.match(tail) or _THEY_ARE.match(tail):
        return "other"
    near = any(c.type in {"PHONE", "EMAIL", "ACCOUNT", "FINANCIAL"} and 0 <= c.start - person.end < 12 for c in found)
    if near and _OFFERS.search(lead) and not _THIRD.search(tail):
        return "self"
    child = re.match(r"[\s,(]{1,3}(?:aged? )?(?:\d|1[0-5])\b(?!\s?(?:st|street|road|[a-z]+ (?:street|road|lane)))(?!\d)", tail)
    if child and re.match(r"[\s,(]{1,3}(?:aged? )?\d{1,2}\s?[,.);]", tail):
        return "other"
    if fresh and (beside or (form and re.match(r"[\s,.\-:;(]{1,3}\d{1,3}\b", tail))):
        third = re.match(r"[^.!?\n]{0,60}\b(?:he|she|his|her|has|is|was)\b", tail)
        return "other" if third and not re.search(r"\b(?:i|my|i'm|im|me)\b", tail) else "self"
    rest = doc.lower[person.end : person.end + _SCENE]
    if (
        re.match(r"\s?[,.(!\n]|\s?\Z|\sfrom\b", tail)
        and not _THIRD.search(_scene(doc, person))
        and re.search(
            r"\b(?:i|i'm|im|i'll|me|my|i've|frightened|new here|pleased|glad)\b|\A,\s(?:retired|married|single"
            r"|\d\d)\b",
            rest[:200],
        )
    ):
        return "self"
    return "other"


def _counts(
    doc: Document, c: Candidate, owner: Owner, said: bool, owned: list[tuple[Candidate, Owner, bool]], ties: bool, clinical: bool
) -> str | None:
    """The policy's value for one identifier, or None where it is no disclosure."""
    if owner == "nobody" and c.rule != "address.postcode":
        return None
    named = any(o.type == "PERSON" and o is not c and (o.confidence >= _WEAK_NAME or o.owner) for o, _, _ in owned)
    if c.rule == "address.postcode":
        return _postcode(c, owned) if named else None
    if c.type == "EMPLOYER" and owner == "self" and not c.owner:
        owner = "other"
    if c.type == "ACCOUNT" and not said and c.rule in _LOOSE:
        return "self" if _own_account(doc, c, owned) else None
    if clinical and c.type == "MEDICAL_ID":
        return _VALUE["other"]
    if owner == "self":
        return "self" if _own_counts(doc, c, said, named, clinical) else None
    if c.rule.endswith("outed"):
        return _VALUE["other"]
    if c.type == "PERSON" and not (ties and c.confidence >= 0.4) and not _person_counts(c, owned):
        return None
    if clinical and c.type == "PERSON":
        scene = doc.lower[max(0, c.start - 300) : c.end + 300]
        return _VALUE["other"] if speaks_of_health(scene) or PROCEDURE.search(scene) else None
    tells = c.type in _TELLS or (c.type not in {"PERSON", "EMPLOYER"} and said and speaks_of_health(_scene(doc, c)))
    return _VALUE["other"] if tells or ties or _cared_for(doc, c) or _with_health(c, owned, doc) else None


def _own_counts(doc: Document, c: Candidate, said: bool, named: bool, clinical: bool) -> bool:
    if c.type == "PERSON":
        return bool(c.owner) or c.confidence >= 0.45
    if said or named or (c.type == "PHONE" and not OFFICIAL.search(doc.lower)) or guessable(c, doc.lower[c.start : c.end]):
        return said or not (clinical and c.type == "ADDRESS")
    return not clinical and bool(PERSONAL.search(doc.lower))


def _own_account(doc: Document, c: Candidate, owned: list[tuple[Candidate, Owner, bool]]) -> bool:
    """A handle or link that nobody calls theirs: a public page is recommended, one's own is offered."""
    text = doc.lower[c.start : c.end]
    if _ORGANISED.search(text) or _FOLLOW.search(doc.lower[max(0, c.start - 30) : c.start]):
        return False
    if c.rule != "account.link" or _PERSONAL_SITE.search(text) or _PAYS.search(text):
        return True
    if re.search(r"\b(?:my|me|mine|i'?m|im)\b", doc.lower[max(0, c.start - 60) : c.end + 40]):
        return True
    return any(
        o is not c
        and o.type in {"PERSON", "EMAIL", "PHONE"}
        and o.confidence >= 0.8
        and (o.owner == "self" or o.type != "PERSON")
        for o, _, _ in owned
    )


def _postcode(c: Candidate, owned: list[tuple[Candidate, Owner, bool]]) -> str:
    near = min((o for o in owned if o[0].type == "PERSON"), key=lambda o: abs(o[0].start - c.start))
    return _VALUE.get(near[1], "self")


def _person_counts(c: Candidate, owned: list[tuple[Candidate, Owner, bool]]) -> bool:
    """A name that only the form suggests needs another identifier beside it."""
    if c.owner or c.confidence >= 0.62:
        return True
    return c.confidence >= 0.5 and any(
        o.type not in {"PERSON", "ADDRESS"} and abs(o.start - c.end) < 80 for o, who, _ in owned if who == "other"
    )


def _cared_for(doc: Document, c: Candidate) -> bool:
    """The sentence of the identifier, the one before and those that go on about the person speak of their health."""
    if _PATIENT.search(doc.lower[max(0, c.start - 30) : c.start]):
        return True
    start = max(doc.lower.rfind("\n\n", max(0, c.start - 220), c.start), c.start - 220, 0)
    first = max(0, bisect_right(doc.sentences, start, key=lambda part: part.start) - 1)
    last = bisect_right(doc.sentences, c.end + 500, key=lambda part: part.start)
    sentences = doc.sentences[first:last]
    at = next((i for i, part in enumerate(sentences) if part.start <= c.start < part.end), 0)
    for index, part in enumerate(sentences):
        head, tail = max(part.start, c.start - _SENTENCE), min(part.end, c.end + _SENTENCE)
        lower = doc.lower[head:tail]
        if part.start < c.end and c.start < part.end and health_of_other(lower, c.end - head):
            return True
        follows = index > at and bool(re.search(r"\b(?:he|she|they|his|her|him|their|hes|shes|he's|she's)\b", lower))
        leads = index == at - 1 and bool(
            re.search(r"\b(?:know|guess|see|saw|remember) who\b|\bwho (?:else|it was|is it)\b", lower)
        )
        leads = leads or (
            index == at - 1
            and bool(
                re.search(
                    r"\b(?:he|she|they|his|her|him|son|daughter|mum|mom|dad|mother|father|sister|brother|husband|wife"
                    r"|friend"
                    r"|mate)\b",
                    lower,
                )
            )
        )
        beside = abs(index - at) == 1 and c.owner == "other" and not part.question and not _AUTHOR_IN.search(lower)
        if (follows or leads or beside) and health_of_other(lower, 0):
            return True
    asked = (doc.message.reply_text or "").lower()
    return bool(re.search(r"\bwho\b", asked)) and speaks_of_health(asked)


def _with_health(c: Candidate, owned: list[tuple[Candidate, Owner, bool]], doc: Document) -> bool:
    """Beside another identifier of the same person that counts, in a message that speaks of health at all."""
    others = [o for o, who, _ in owned if o is not c and who == "other" and abs(o.start - c.start) < 160]
    return any(o.type in _TELLS for o in others) or (bool(others) and c.owner == "other" and speaks_of_health(_scene(doc, c)))


def _ties_handle(doc: Document) -> bool:
    """A member's handle is tied to a real person: being a member already says health."""
    handle = r"(?<![\w.+\-])@[\w.]{2,32}"
    lower = doc.lower
    if re.search(
        r"\b(?:her|his|their|whose|@[\w.]{2,32}(?:'s)?) (?:real|actual|full|irl|true) ?name|\breal name(?:'s| is|s)\b", lower
    ) and not re.search(r"\bmy (?:real|full|actual) name", lower):
        return True
    if re.search(
        rf"{handle}[^.!?\n]{{0,40}}\b(?:you'?re|you are|aren'?t you|are you|must be) "
        rf"|{handle}[^.!?\n]{{0,30}}\b(?:she'?s|he'?s|they'?re|she is|he is) |{handle},?(?:'s| is|s| =| aka)? (?:is "
        rf"|its |it's |actually |really |lives|works|real|irl|his|her|=|\w+ (?:at|for) )",
        lower,
    ):
        return True
    if re.search(rf"\bwho {handle} (?:is|really is)\b|{handle} (?:is|=)", lower):
        return True
    if _HANDLE.search(lower) and re.search(r"\b(?:irl|in real life|real name)\b", lower):
        return True
    reply = (doc.message.reply_text or "").lower()
    return bool(
        _HANDLE.search(reply)
        and re.search(r"\b(?:address|name|who is|who's|number|contact|reach|email|where do(?:es)?|post|send|live|find)\b", reply)
    )


def _beside(doc: Document, found: list[Candidate], kept: list[tuple[Candidate, str]]) -> list[tuple[Candidate, str]]:
    """A first name that is said to be somebody's real one counts beside another identifier."""
    extra: list[tuple[Candidate, str]] = []
    for match in FIRST_NAME_REAL.finditer(doc.text):
        start, end = match.span("given" if match["given"] else "name")
        if not any(c.start < end and start < c.end for c in found):
            own = "my" in (match["whose"] or match["who"]).lower()
            extra.append((Candidate(start, end, "PERSON", 0.8, "name.first_real"), "self" if own else "third_party"))
    return extra


def _with_confidence(c: Candidate, value: str, said: bool) -> Candidate:
    """An identifier whose owner nobody named is less sure than one with words beside it."""
    if said or c.type in _TELLS or c.type == "FINANCIAL":
        return c
    return replace(c, confidence=c.confidence - (0.1 if value == "self" else 0.0))


__all__ = ["look", "resolve"]
