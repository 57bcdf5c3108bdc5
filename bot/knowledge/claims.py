"""`content/claims/<topic>.toml`: harmful health myths, the words that give them away, and their corrections."""

import re
from collections.abc import Collection
from datetime import date
from importlib.resources.abc import Traversable
from typing import Annotated, Final

from pydantic import Field

from bot.core.claim import Claim
from bot.core.fold import fold
from bot.core.terms import TermGroups
from bot.knowledge import toml_lines
from bot.knowledge.fields import REVIEW, Day, Fields, Flag, Id, Slug, Sources, Text, check, nearest
from bot.knowledge.sheet import Faults, Key, Seen, Sheet, files, read_text

LEAST_PARAPHRASES: Final = 3
LEAST_GROUPS: Final = 2
"""One group of words alone finds the topic, not the falsehood."""

_WORD: Final = re.compile(r"\w+")
_ENDING: Final = 16
"""Letters that `*` stands for, at most, as in `bot/core/terms.py`."""

_GAP: Final = re.compile(r"[\s\-]{1,3}")
_LETTERED: Final = re.compile(r"[a-z]+(?:[ '-][a-z]+)*\*?")
"""Most terms: they are sound at a glance."""

Terms = Annotated[tuple[Text, ...], Field(min_length=1)]


class ClaimFields(Fields):
    id: Id
    claim: Text
    paraphrases: Annotated[tuple[Text, ...], Field(min_length=LEAST_PARAPHRASES)]
    concepts: Annotated[tuple[Terms, ...], Field(min_length=LEAST_GROUPS)]
    unless: tuple[Text, ...] = ()
    correction: Text
    dangerous: Flag = False
    conditions: tuple[Slug, ...] = ()
    sources: Sources
    approved_by: Text
    reviewed_on: Day
    review_due: Day
    example: Flag = False


class ClaimsFile(Fields):
    claim: Annotated[tuple[dict[str, object], ...], Field(min_length=1)]


def load(root: Traversable, conditions: Collection[str], today: date, faults: Faults) -> tuple[Claim, ...]:
    """Every claim that can be read, in order of file and place in it."""
    ids = Seen("this id")
    found: list[Claim] = []
    for file, node in files(root, "claims", ".toml"):
        text = read_text(node, file, faults)
        sheet = None if text is None else toml_lines.parse(text, file, faults)
        tables = check(ClaimsFile, sheet.data, sheet, (), faults) if sheet else None
        if sheet and tables:
            for number, table in enumerate(tables.claim):
                claim = _claim(sheet, ("claim", number), table, conditions, ids, today, faults)
                found += [claim] if claim else []
    return tuple(found)


def _claim(
    sheet: Sheet, key: Key, table: object, conditions: Collection[str], ids: Seen, today: date, faults: Faults
) -> Claim | None:
    fields = check(ClaimFields, table, sheet, key, faults)
    if fields is None:
        return None
    ids.take(fields.id, sheet, (*key, "id"), faults)
    for number, slug in enumerate(fields.conditions):
        if slug not in conditions:
            line = sheet.line(*key, "conditions", number)
            faults.add(sheet.file, line, f"unknown condition `{slug}`{nearest(slug, conditions)}")
    term_faults(sheet, (*key, "unless"), (fields.unless,), faults, nested=False)
    if term_faults(sheet, (*key, "concepts"), fields.concepts, faults) and not _finds_itself(fields):
        line = sheet.line(*key, "concepts")
        faults.add(sheet.file, line, f"`concepts` and `unless` do not find the claim's own sentence: {fields.claim}")
    REVIEW.check(sheet, key, fields.reviewed_on, fields.review_due, today, faults)
    return Claim(
        id=fields.id,
        claim=fields.claim,
        paraphrases=fields.paraphrases,
        concepts=fields.concepts,
        unless=fields.unless,
        correction=fields.correction,
        dangerous=fields.dangerous,
        conditions=fields.conditions,
        sources=tuple((source.name, source.url or "") for source in fields.sources),
        approved_by=fields.approved_by,
        reviewed_on=fields.reviewed_on,
        review_due=fields.review_due,
        example=fields.example,
    )


def term_faults(sheet: Sheet, key: Key, groups: tuple[tuple[str, ...], ...], faults: Faults, nested: bool = True) -> bool:
    """Whether every term has letters of its own: a bare `*` would find everything."""
    sound = True
    for number, group in enumerate(groups):
        for place, term in enumerate(group):
            if _LETTERED.fullmatch(term):
                continue
            if not all(word.rstrip("*").strip("-'") for word in fold(term).split()) or not fold(term).strip():
                where = (*key, number, place) if nested else (*key, place)
                faults.add(sheet.file, sheet.line(*where), f"the term `{term}` would find every word")
                sound = False
    return sound


def _finds_itself(fields: ClaimFields) -> bool:
    """Whether the groups find the claim's sentence. What can be seen without a pattern is: to compile them all costs .4 s."""
    sentence = fold(fields.claim).lower()
    spaced = f" {_GAP.sub(' ', sentence)} "
    words = _WORD.findall(sentence)
    unless = _possible(fields.unless, sentence)
    if not unless and all(any(_stands(term, spaced, words) for term in group) for group in fields.concepts):
        return True
    groups = tuple(_possible(group, sentence) for group in fields.concepts)
    return all(groups) and TermGroups.of(groups, unless).find(sentence) is not None


def _stands(term: str, spaced: str, words: list[str]) -> bool:
    """Whether a term is plainly there: whole words between spaces, or a word that begins with it."""
    if term.endswith("*"):
        stem = term[:-1]
        return stem in spaced and any(word.startswith(stem) and len(word) < len(term) + _ENDING for word in words)
    return f" {term} " in spaced or term in words


def _possible(terms: tuple[str, ...], sentence: str) -> tuple[str, ...]:
    """The terms, folded, of which every word is in the sentence: the others need no pattern."""
    folded = (fold(term).lower() for term in terms)
    return tuple(term for term in folded if all(word.rstrip("*") in sentence for word in term.split()))
