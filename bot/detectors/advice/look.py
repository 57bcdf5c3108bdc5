"""From frames to findings: is it said to somebody, of what, and does a professional stand behind it?"""

import re
from dataclasses import dataclass, replace
from typing import Final

from bot.core.finding import Finding, Label
from bot.core.fold import fold
from bot.core.message import Role
from bot.detectors.advice.compose import composed
from bot.detectors.advice.guards import (
    ASKS_DOSE,
    ASKS_GROUP,
    BY_PROFESSIONAL,
    CARE_NEAR,
    CHANGED,
    DATED_DOSE,
    DENIED,
    DISMISSES,
    FIRST_PERSON,
    HABIT,
    IN_DANGER,
    MANNER,
    NAMES_A_THING,
    ONLY_OF_MEDICINES,
    OPENER,
    OWN_DOSE,
    OWNED,
    QUOTE,
    QUOTED,
    REFUSES_THEM,
    SOMEWHERE,
    STORES,
    TELLS_WHEN,
    WEAK_ACTS,
    WEAK_WITH_PRONOUN,
    WRITTEN,
)
from bot.detectors.document import Document, Part
from bot.detectors.frames import Hit, load
from bot.detectors.lexicon.mentions import Entry, Masked, mask, medicines

_PEER: Final = load("advice_peer", "advice_words")
_SEEKING: Final = load("advice_seeking", "advice_words")
_MEDICINE: Final = "¤"
_CARE: Final = "¥"
_TREATMENT: Final = _MEDICINE + _CARE
_CARE_WORDS: Final = frozenset(
    word
    for line in (
        "a&e ae er ed emergency hospital hospitals ambulance doctor doctors dr drs doc docs gp gps nurse clinic",
        "midwife triage casualty consultant urgent walk specialist specialists surgeon surgery medics paramedics",
        "professional professionals helpline hours quacks crisis 999 911 112 111 000 anda a e cold taper",
        "units unit forgot missed remaining compulsory session tomorrows tonights todays halfway stitch",
    )
    for word in line.split()
)
_NEEDS_NO_NAME: Final = frozenset({"ask.units", "ask.compulsory", "ask.catch_up"})
_TESTS: Final = frozenset({"scan", "biopsy", "appointment"})


@dataclass(frozen=True, slots=True)
class _Scene:
    """The message with its medicines written over, and those of the message that it answers."""

    doc: Document
    masked: Masked
    before: Masked

    def subject(self, hit: Hit) -> Entry | None:
        """What the hit speaks of: named inside, else before it, else in the answered message."""
        inside = self.masked.first(_TREATMENT, hit.start, hit.end)
        if inside is not None:
            return inside.entry
        earlier = [one.entry for one in self.masked.mentions if one.start < hit.start and one.entry.sign in _TREATMENT]
        answered = [one.entry for one in self.before.mentions if one.entry.sign in _TREATMENT]
        later = [one.entry for one in self.masked.mentions if one.start >= hit.end and one.entry.sign in _TREATMENT]
        return next((one for one in (*reversed(earlier), *answered, *later) if "any" not in one.flags), None) or next(
            iter((*earlier, *answered, *later)), None
        )

    def near(self, hit: Hit) -> Entry | None:
        """The subject, where it is named inside, within the last stretch before or after, or in the answered message."""
        if self.names(hit) or any(one.entry.sign in _TREATMENT for one in self.before.mentions):
            return self.subject(hit)
        close = self.masked.first(_TREATMENT, max(0, hit.start - 200), hit.end + 90)
        return self.subject(hit) if close is not None else None

    def names(self, hit: Hit) -> bool:
        return self.masked.first(_TREATMENT, hit.start, hit.end) is not None


def look(doc: Document) -> list[Finding]:
    """At most one finding a value. A verified clinician's instruction is none."""
    if doc.message.author_role is Role.CLINICIAN:
        return []
    scene = _Scene(doc, _masked(doc.lower), _answered(doc))
    if not scene.masked.mentions and not scene.before.mentions and doc.words.isdisjoint(_CARE_WORDS) and not _care_was_named(doc):
        return []
    best: dict[str, Finding] = {}
    tags: dict[str, frozenset[str]] = {}
    for hit in _PEER.hits(scene.masked.text, doc.words):
        _keep(best, tags, _peer(scene, hit))
    for hit in _SEEKING.hits(scene.masked.text, doc.words):
        _keep(best, tags, _seeking(scene, hit))
    for hit in composed(doc, scene.masked.text):
        _keep(best, tags, _composed(scene, hit))
    if "peer" in best and "seeking" in best and not doc.message.reply_text:
        del best["peer"]
    if "peer" in best and "seeking" in best and best["seeking"].why.start <= best["peer"].why.start < best["seeking"].why.end:
        del best["peer"]
    return [replace(one, tags=tags[one.value]) for one in best.values()]


def _care_was_named(doc: Document) -> bool:
    """The message answered speaks of urgent care or a doctor."""
    reply = doc.message.reply_text
    return reply is not None and CARE_NEAR.search(fold(reply[:1500]).lower()) is not None


def _keep(best: dict[str, Finding], tags: dict[str, frozenset[str]], found: Finding | None) -> None:
    if found is None:
        return
    tags[found.value] = tags.get(found.value, frozenset()) | found.tags
    if found.value not in best or found.confidence > best[found.value].confidence:
        best[found.value] = found


def _masked(lower: str) -> Masked:
    return mask(medicines(), lower)


def _answered(doc: Document) -> Masked:
    return _masked(fold(doc.message.reply_text or "").lower()[:1500])


def _peer(scene: _Scene, hit: Hit) -> Finding | None:
    rule = hit.frame.rule
    sentence = scene.doc.sentence_at(hit.start)
    if sentence is None:
        return None
    before = scene.doc.lower[sentence.start : hit.start]
    said = scene.doc.lower[hit.start : hit.end]
    if _quoted(scene.doc.lower, hit) or BY_PROFESSIONAL.search(before[-120:]) or TELLS_WHEN.search(before[-30:]):
        return None
    if _reads_as_question(scene.doc, hit, sentence) and not rule.startswith(("why_not", "care.")):
        return None
    if rule.startswith("imperative.") and NAMES_A_THING.match(scene.doc.lower, hit.end):
        return None  # "lower doses are ..." names a thing
    if re.match(r"\W{0,2}(?:for|by) (?:me|us|him|her)\b", scene.doc.lower[hit.end : hit.end + 12]):
        return None
    if rule == "id.not" and not scene.names(hit) and not scene.doc.message.reply_text:
        return None
    if rule.startswith(("imperative.take", "dont.")) and WRITTEN.search(before[-110:]):
        return None
    if rule in {"care.home", "dont.bare", "dose.bare", "harmless", "offer.some", "say_no"}:
        return _alone(scene, hit, rule, before)
    if not _directed(rule, before, scene.doc.lower[hit.end : hit.end + 30]):
        return None
    if rule.startswith(("care.dont", "care.you", "care.stay")) and "¥" not in scene.masked.text[hit.start : hit.end]:
        return _finding(scene, hit, "peer", hit.frame.number, None, frozenset({"refuses_care"}))
    entry = scene.subject(hit)
    if entry is None or not _means_change(scene, hit, rule, said, entry):
        return None
    tags = frozenset({"refuses_care"}) if rule.startswith("care.") or entry.sign == _CARE else frozenset[str]()
    confidence = hit.frame.number - (0.0 if scene.doc.message.reply_text or scene.names(hit) else 0.1)
    return _finding(scene, hit, "peer", confidence, entry, tags)


def _alone(scene: _Scene, hit: Hit, rule: str, before: str) -> Finding | None:
    """Advice with hardly a word of what it speaks of: it holds in an answer, or beside what it refuses."""
    reply = fold(scene.doc.message.reply_text or "").lower()
    entry = scene.near(hit)
    if rule == "care.home":
        told = (
            _opens(before)
            and DISMISSES.search(scene.doc.lower)
            and (CARE_NEAR.search(scene.doc.lower) or CARE_NEAR.search(reply))
        )
        return _finding(scene, hit, "peer", hit.frame.number, None, frozenset({"refuses_care"})) if told else None
    if entry is None or not (_opens(before) or rule in {"harmless", "offer.some"}):
        return None
    if rule == "dont.bare" and (not scene.before.mentions or IN_DANGER.search(reply) or re.search(r"\w", before)):
        return None
    if rule == "dose.bare" and (
        not reply or entry.sign == _CARE or "rescue" in entry.flags or ASKS_DOSE.search(reply) or OWN_DOSE.search(scene.doc.lower)
    ):
        return None
    if rule == "say_no" and not scene.before.mentions and not scene.masked.first(_TREATMENT, max(0, hit.start - 160), hit.start):
        return None
    if rule == "harmless" and (entry.sign == _CARE or FIRST_PERSON.search(before[-40:])):
        return None
    return _finding(scene, hit, "peer", hit.frame.number, entry, frozenset())


def _composed(scene: _Scene, hit: Hit) -> Finding | None:
    """A composed hit holds for what it names; a pronoun needs its medicine close by or in the answered message."""
    if _quoted(scene.doc.lower, hit):
        return None
    said = scene.doc.lower[hit.start : hit.end]
    if hit.frame.rule == "told.imperative" and NAMES_A_THING.match(scene.doc.lower, hit.end):
        return None
    if REFUSES_THEM.match(said):
        return _finding(scene, hit, hit.frame.value, hit.frame.number - 0.05, scene.subject(hit), frozenset({"refuses_care"}))
    if DATED_DOSE.match(said) and re.match(r"\W|\Z|\s(?:and|then|altogether|too)\b", scene.doc.lower[hit.end : hit.end + 12]):
        return _finding(scene, hit, hit.frame.value, hit.frame.number - 0.1, scene.subject(hit), frozenset())
    entry = scene.near(hit)
    if entry is None or (entry.sign == _CARE and ONLY_OF_MEDICINES.match(said)):
        return None
    if not scene.names(hit) and WEAK_ACTS.match(said):
        return None
    if hit.frame.rule == "told.imperative" and (
        ("rescue" in entry.flags and not scene.doc.message.reply_text) or (said.startswith("avoid") and "otc" in entry.flags)
    ):
        return None
    tags = frozenset({"refuses_care"}) if entry.sign == _CARE and hit.frame.value == "peer" else frozenset[str]()
    return _finding(scene, hit, hit.frame.value, hit.frame.number - (0.0 if scene.names(hit) else 0.05), entry, tags)


def _directed(rule: str, before: str, after: str) -> bool:
    """Is it said to somebody? An imperative begins a clause; "I'd stop it" is advice, "I'd stop mine but" is not."""
    if rule.startswith(("imperative.", "ring_cancel", "without", "instead", "do_same", "no_need", "care.cancel")):
        return _opens(before)
    if rule.startswith(("dont.", "care.")):
        words = before.split()[-2:]
        return not (
            words
            and words[-1].strip(",") in {"i", "we", "they", "he", "she", "people", "to", "and", "but", "just", "still", "who"}
            and FIRST_PERSON.search(before[-40:])
        )
    if rule.startswith("id."):
        return not re.match(r"\W{0,2}(?:but|if i could|except|however|only)", after)
    if rule.startswith("you."):
        return not re.search(
            r"\b(?:if|when|once|unless|until|whether|why|how|that|did|do|does|because|since|hope|wish|think|where|what|say|says|said)\W{1,2}\Z",
            before,
        ) or bool(re.search(r"\b(?:think|say|reckon|means?|honestly|know) (?:that )?\Z", before))
    return True


def _opens(before: str) -> bool:
    """A clause begins here: nothing before it, a stop, or a word that leads into a command with no "I" before it."""
    stripped = before.rstrip()
    if not stripped or stripped[-1] in ".,;:!?(-\n*_\"'@>" or not stripped[-1].isascii():
        return not re.search(r"\b(?:i|we|they|he|she)\b[^,;.]{0,40},\s*\Z", before) or not stripped.endswith(",")
    if stripped.startswith("@") and " " not in stripped:
        return True
    opener = OPENER.search(before)
    if opener is None:
        return False
    return not FIRST_PERSON.search(before[max(0, opener.start() - 45) : opener.start()].rsplit(".", 1)[-1].rsplit(",", 1)[-1])


def _means_change(scene: _Scene, hit: Hit, rule: str, said: str, entry: Entry) -> bool:
    """Does it change care? Taking what one has as one has it, and a rescue medicine, do not."""
    named = scene.names(hit)
    if not named and WEAK_WITH_PRONOUN.match(said):
        return False
    after = scene.doc.lower[hit.end : hit.end + 40]
    if rule in {"imperative.take", "you.modal_take", "id.take", "instead"}:
        if "rescue" in entry.flags or (rule != "instead" and OWNED.search(said) and not CHANGED.search(said)):
            return False
        if "any" in entry.flags or (rule != "instead" and MANNER.match(after) and not CHANGED.search(said)):
            return False
        return not HABIT.match(said) or entry.group != "treatment"
    if rule == "imperative.take_other":
        return "rescue" not in entry.flags or entry.group == "reliever"
    if rule == "imperative.take_more":
        return "rescue" not in entry.flags and entry.sign == _MEDICINE
    if rule in {"you.modal_stop", "imperative.stop"} and DENIED.search(said):
        return False
    if rule.startswith("dont.take") and named:
        return "rx" in entry.flags or "any" in entry.flags or entry.sign == _CARE
    if STORES.match(said) and SOMEWHERE.match(after):
        return False
    if rule == "imperative.stop" and "rescue" in entry.flags and not scene.doc.message.reply_text:
        return False
    if said.startswith("avoid") and "otc" in entry.flags:
        return False
    return not (
        entry.sign == _CARE
        and rule == "imperative.stop"
        and re.match(r"(?:up|get off|go up|double|increase|change|reduce|leave|go off|raise)\b", said)
    )


def _seeking(scene: _Scene, hit: Hit) -> Finding | None:
    rule = hit.frame.rule
    sentence = scene.doc.sentence_at(hit.start)
    if sentence is None:
        return None
    before = scene.doc.lower[sentence.start : hit.start]
    said, after = scene.doc.lower[hit.start : hit.end], scene.masked.text[hit.end : hit.end + 40]
    if QUOTED.search(before[-60:]) or _quoted(scene.doc.lower, hit):
        return None
    asks = "?" in scene.doc.lower[hit.end : hit.end + 160].split("\n")[0] or bool(ASKS_GROUP.search(scene.doc.lower))
    inverted = bool(
        re.match(r"(?:can|could|cud|should|shud|shall|may|dare|do) (?:i|we)\b", said)
        and not re.search(r"\b(?:what|how|when|where|why|who|which|as|than|nor|neither|time)\W{1,2}\Z", before)
    )
    inverted = inverted or _opens(before) or bool(re.search(r"\b(?:so|or|and|but|x|how|how \w+|when)\s*\Z", before))
    asks = asks or rule in {"ask.anothers", "ask.late"}
    if not asks and (not inverted or rule in {"ask.thinking", "ask.instead_of"}):
        return None
    entry = scene.subject(hit)
    if re.match(r"(?:should|can|could|shud|would)\b", said) and re.search(r"\b(?:you|u|ya)\s\Z", before):
        return None  # "you should drop it" is told
    if rule == "ask.wait_care":
        care = CARE_NEAR.search(scene.doc.lower)
        return _finding(scene, hit, "seeking", hit.frame.number, None, frozenset({"refuses_care"})) if care else None
    if entry is None and rule in _NEEDS_NO_NAME:
        return _finding(scene, hit, "seeking", hit.frame.number, None, frozenset())
    if entry is None and rule in {"ask.would_you", "ask.go_up"} and re.search(r"\d\D{1,12}\d", said + after):
        return _finding(scene, hit, "seeking", hit.frame.number, None, frozenset())
    if rule in {"ask.skip_care", "ask.wait_instead"} and "¥" not in scene.masked.text[hit.start : hit.end]:
        if said.rstrip().endswith(" it") and entry is None:
            return None
        return _finding(scene, hit, "seeking", hit.frame.number, None, frozenset({"refuses_care"}))
    if entry is None or not _means_choice(rule, before, said, after, entry, scene.names(hit)):
        return None
    return _finding(scene, hit, "seeking", hit.frame.number - (0.0 if asks else 0.1), entry, frozenset())


def _means_choice(rule: str, before: str, said: str, after: str, entry: Entry, named: bool) -> bool:
    if rule == "ask.instead_of" and entry.sign == _CARE:
        return False
    if rule == "ask.one_more":
        return entry.sign == _MEDICINE
    if rule == "ask.start_it" and re.search(r"\b(?:how|when|where|what|which|who|why|time)\W{1,2}\Z", before):
        return False
    if rule in {"ask.start_it", "ask.his", "ask.bail", "ask.time_off", "ask.said_no"}:
        return rule != "ask.start_it" or not MANNER.match(after)
    if rule == "ask.take":
        if "rescue" in entry.flags or re.search(r"\b(?:how|when|where|what|which|who|why|time)\W{1,2}\Z", before):
            return False
        if MANNER.match(after) and not re.match(r"\W{0,2}(?:with|on top of|alongside)\b[^.?]{0,25}[¤]", after):
            return False
        return "any" not in entry.flags or bool(re.search(r"\b(?:start|try|accept|restart|go back on|add)\b", said))
    if rule == "ask.treatment":
        return entry.group == "treatment" and entry.name not in _TESTS
    if rule == "ask.need":
        return "any" not in entry.flags and entry.sign == _MEDICINE
    if rule == "ask.late":
        return entry.sign == _MEDICINE
    if rule == "ask.have_to" and entry.sign == _CARE:
        return entry.group == "treatment"
    return named or not WEAK_WITH_PRONOUN.search(said)


def _quoted(lower: str, hit: Hit) -> bool:
    """The words stand inside quotation marks: somebody else's."""
    before = lower[max(0, hit.start - 70) : hit.start]
    opening = QUOTE.search(before)
    return opening is not None and bool(re.search(r"[\"']", lower[hit.end : hit.end + 80]))


def _reads_as_question(doc: Document, hit: Hit, sentence: Part) -> bool:
    rest = doc.lower[hit.end : sentence.end]
    return sentence.question and "." not in rest.rstrip("?! ") and "," not in rest


def _finding(scene: _Scene, hit: Hit, value: str, confidence: float, entry: Entry | None, tags: frozenset[str]) -> Finding:
    extra = set(tags)
    if entry is not None and "rx" in entry.flags:
        extra.add("prescription")
    if entry is not None and "stop" in entry.flags:
        extra.add("abrupt_stop")
    why = scene.doc.why(f"advice.{hit.frame.rule}", hit.start, hit.end)
    about = entry.name if entry is not None else ""
    return Finding(Label.ADVICE, value, round(confidence, 2), "advice", why, about=about, tags=frozenset(extra))
