"""`content/conditions/<slug>.toml`: a condition's name, its red flags and the medicines that do not go together."""

from collections.abc import Iterable
from datetime import date
from importlib.resources.abc import Traversable
from typing import Annotated, Final, Literal

from pydantic import Field

from bot.core.red_flag import RedFlag
from bot.knowledge import toml_lines
from bot.knowledge.claims import Terms, term_faults
from bot.knowledge.fields import REVIEW, Day, Fields, Flag, Id, Slug, Sources, Text, check
from bot.knowledge.sheet import Faults, Key, Seen, Sheet, files, read_text

GENERAL: Final = "general"
"""The condition of everybody: always known, with or without a file."""

Kind = Literal["red_flag", "interaction"]


class RedFlagFields(Fields):
    id: Id
    when: Annotated[tuple[Terms, ...], Field(min_length=1)]
    unless: tuple[Text, ...] = ()
    urgency: Literal["same_day", "emergency"]
    words: Text
    sources: Sources


class ConditionFields(Fields):
    id: Slug
    name: Text
    approved_by: Text
    reviewed_on: Day
    review_due: Day
    example: Flag = False
    red_flag: tuple[dict[str, object], ...] = ()
    interaction: tuple[dict[str, object], ...] = ()


def load(root: Traversable, today: date, faults: Faults) -> tuple[dict[str, str], tuple[RedFlag, ...]]:
    """Names by slug, and every red flag and interaction that can be read."""
    names = {GENERAL: "General health"}
    ids = Seen("this id")
    flags: list[RedFlag] = []
    for file, node in files(root, "conditions", ".toml"):
        stem = node.name.removesuffix(".toml")
        names.setdefault(stem, stem)
        text = read_text(node, file, faults)
        sheet = None if text is None else toml_lines.parse(text, file, faults)
        fields = check(ConditionFields, sheet.data, sheet, (), faults) if sheet else None
        if sheet and fields:
            if fields.id != stem:
                faults.add(file, sheet.line("id"), f"`id` {fields.id} differs from the file's name {stem}")
            names[stem] = fields.name
            REVIEW.check(sheet, (), fields.reviewed_on, fields.review_due, today, faults)
            flags += _flags(sheet, fields, "red_flag", ids, faults)
            flags += _flags(sheet, fields, "interaction", ids, faults)
    return names, tuple(flags)


def _flags(sheet: Sheet, condition: ConditionFields, kind: Kind, ids: Seen, faults: Faults) -> Iterable[RedFlag]:
    for number, table in enumerate(condition.red_flag if kind == "red_flag" else condition.interaction):
        key: Key = (kind, number)
        fields = check(RedFlagFields, table, sheet, key, faults)
        if fields is None:
            continue
        ids.take(fields.id, sheet, (*key, "id"), faults)
        term_faults(sheet, (*key, "when"), fields.when, faults)
        term_faults(sheet, (*key, "unless"), (fields.unless,), faults, nested=False)
        yield RedFlag(
            id=fields.id,
            condition=condition.id,
            when=fields.when,
            unless=fields.unless,
            urgency=fields.urgency,
            words=fields.words,
            sources=tuple((source.name, source.url or "") for source in fields.sources),
            approved_by=condition.approved_by,
            reviewed_on=condition.reviewed_on,
            review_due=condition.review_due,
            example=condition.example,
            kind=kind,
        )
