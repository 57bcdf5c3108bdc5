"""`[trials.NAME]` of `content/policy.toml`: rules, labels and rows in shadow mode. Crisis is refused (promise 4)."""

import re
from importlib.resources.abc import Traversable
from typing import Annotated, Final

from pydantic import Field

from bot.core.finding import Label
from bot.core.policy import Row
from bot.core.trial import KEPT_LIVE, Trial, protected
from bot.knowledge import toml_lines
from bot.knowledge.fields import Fields, Text, check, nearest
from bot.knowledge.policy_file import FILE, RowFields, known_row, row_names
from bot.knowledge.sheet import Faults, Key, Sheet, read_text

_NAME: Final = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_NEVER: Final = "can never be in shadow mode: crisis, red flags and what could not be judged stay live"
_KEPT_RULES: Final = ("crisis", "red_flags", "language")
"""How the rules of `KEPT_LIVE` begin."""

_KNOWN_RULES: Final = ("advice.", "authority.", "conduct.", "diagnosis.", "misinformation.", "privacy.", "solicitation.")


class TrialFields(Fields):
    channels: tuple[Text, ...] = ()
    rules: tuple[Text, ...] = ()
    labels: tuple[Text, ...] = ()
    rows: Annotated[dict[str, RowFields], Field(default_factory=dict)]


def load(root: Traversable, faults: Faults) -> tuple[Trial, ...]:
    """Every sound trial. A file that cannot be read is the matter of `policy_file`."""
    node = root.joinpath(FILE)
    file = f"{root.name}/{FILE}"
    elsewhere = Faults()
    text = read_text(node, file, elsewhere) if node.is_file() else None
    sheet = None if text is None else toml_lines.parse(text, file, elsewhere)
    tables = sheet.data.get("trials", {}) if sheet else {}
    if sheet is None or not isinstance(tables, dict):
        return ()
    return tuple(trial for name, table in tables.items() if (trial := _trial(sheet, name, table, faults)) is not None)


def _trial(sheet: Sheet, name: str, table: object, faults: Faults) -> Trial | None:
    key: Key = ("trials", name)
    if not _NAME.fullmatch(name):
        faults.add(sheet.file, sheet.line(*key), f"the trial `{name}` must be lower-case words joined by hyphens")
    fields = check(TrialFields, table, sheet, key, faults)
    if fields is None:
        return None
    if not (fields.rules or fields.labels or fields.rows):
        faults.add(sheet.file, sheet.line(*key), f"the trial `{name}` tries nothing: name `rules`, `labels` or `rows`")
    _rule_faults(sheet, key, fields.rules, faults)
    for number, label in enumerate(fields.labels):
        if label not in set(Label):
            allowed = sorted(set(Label) - KEPT_LIVE)
            faults.add(sheet.file, sheet.line(*key, "labels", number), f"unknown label `{label}`{nearest(label, allowed)}")
        elif label in KEPT_LIVE:
            faults.add(sheet.file, sheet.line(*key, "labels", number), f"`{label}` {_NEVER}")
        elif not fields.channels:
            says = f"while `{label}` is on trial nothing that it finds is acted on anywhere: name `channels` to try it in some"
            faults.warn(sheet.file, sheet.line(*key, "labels", number), says)
    for row in fields.rows:
        if protected(row):
            faults.add(sheet.file, sheet.line(*key, "rows", row), f"`{row}` {_NEVER}")
        elif not known_row(row):
            faults.add(sheet.file, sheet.line(*key, "rows", row), f"unknown row `{row}`{nearest(row, row_names())}")
    return Trial(
        name=name,
        channels=frozenset(fields.channels),
        rules=fields.rules,
        labels=frozenset(Label(label) for label in fields.labels if label in set(Label)),
        rows={row: Row(**given.model_dump()) for row, given in fields.rows.items()},
    )


def _rule_faults(sheet: Sheet, key: Key, rules: tuple[str, ...], faults: Faults) -> None:
    for number, rule in enumerate(rules):
        line = sheet.line(*key, "rules", number)
        if any(rule.startswith(kept) or kept.startswith(rule) for kept in _KEPT_RULES):
            faults.add(sheet.file, line, f"the rules of `{rule}` {_NEVER}")
        elif not any(rule.startswith(known) or known.startswith(rule) for known in _KNOWN_RULES):
            faults.warn(sheet.file, line, f"no rule that ships begins with `{rule}`{nearest(rule, _KNOWN_RULES)}")
