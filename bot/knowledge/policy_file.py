"""`content/policy.toml` as the policy. A row for a crisis may ask for more than its shipped floor, never for less."""

import re
from datetime import timedelta
from importlib.resources.abc import Traversable
from typing import Annotated, Final, get_args

from pydantic import Field

from bot.core.decision import Human, Urgency
from bot.core.finding import SEVERITY, Label
from bot.core.policy import FLOOR, HumanName, Policy, Row, UrgencyName
from bot.knowledge import toml_lines
from bot.knowledge.fields import Fields, check, nearest
from bot.knowledge.sheet import Faults, Sheet, read_text

FILE: Final = "policy.toml"

_BESIDE: Final = {
    Label.CONDUCT: ("method", "harassment", "hate", "sexual", "grooming", "private_contact"),
    Label.RED_FLAG: ("same_day", "emergency"),
    Label.UNMEASURED: ("true",),
}
"""Values of the labels that stand beside the seven of `policy/labels.md`."""

_NAME: Final = re.compile(r"([a-z_]+)(?:\.([a-z_]+))?(?:\+([a-z_]+)|&([a-z_]+))?")

Minutes = Annotated[int, Field(ge=1, le=60 * 24 * 30, strict=True)]


class RowFields(Fields):
    hide_from: Annotated[float, Field(ge=0, le=1, strict=True)] | None = None
    author: Annotated[bool, Field(strict=True)] = False
    readers: Annotated[bool, Field(strict=True)] = False
    human: HumanName = "none"
    human_if_hidden: HumanName = "none"
    urgency: UrgencyName = "none"


class NoteFields(Fields):
    window_hours: Annotated[int, Field(ge=1, le=24 * 7, strict=True)] = 6


class AnswerFields(Fields):
    unasked: Annotated[bool, Field(strict=True)] = True


class CaseFields(Fields):
    solicitations_until_case: Annotated[int, Field(ge=1, le=100, strict=True)] = 2
    claim_expires_minutes: Minutes = 60
    due_minutes: dict[str, Minutes] = Field(default_factory=dict)


class KeepFields(Fields):
    evidence_days: Annotated[int, Field(ge=1, le=3650, strict=True)] = 90
    quiet_text_hours: Annotated[int, Field(ge=1, le=24, strict=True)] = 24
    """Promise 3: text with no finding is destroyed within 24 hours."""


class PolicyFields(Fields):
    rows: dict[str, RowFields]
    notes: NoteFields = NoteFields()
    answers: AnswerFields = AnswerFields()
    cases: CaseFields = CaseFields()
    keep: KeepFields = KeepFields()


def load(root: Traversable, faults: Faults) -> Policy:
    """The policy, or an empty one and faults."""
    file = f"{root.name}/{FILE}"
    node = root.joinpath(FILE)
    if not node.is_file():
        faults.add(file, 1, "is missing: nothing would follow from what is seen")
        return Policy()
    text = read_text(node, file, faults)
    sheet = None if text is None else toml_lines.parse(text, file, faults)
    fields = check(PolicyFields, sheet.data, sheet, (), faults) if sheet else None
    if sheet is None or fields is None:
        return Policy()
    rows = {name: Row(**row.model_dump()) for name, row in fields.rows.items()}
    for name, row in rows.items():
        _row_faults(sheet, name, row, faults)
    for name in fields.cases.due_minutes.keys() - set(get_args(UrgencyName)):
        line = sheet.line("cases", "due_minutes", name)
        faults.add(file, line, f"unknown urgency `{name}`{nearest(name, get_args(UrgencyName))}")
    return Policy(
        rows=rows,
        note_window=timedelta(hours=fields.notes.window_hours),
        solicitations_until_case=fields.cases.solicitations_until_case,
        answer_unasked=fields.answers.unasked,
        keep_evidence=timedelta(days=fields.keep.evidence_days),
        keep_quiet_text=timedelta(hours=fields.keep.quiet_text_hours),
        case_due={name: timedelta(minutes=minutes) for name, minutes in fields.cases.due_minutes.items()},
        claim_expires=timedelta(minutes=fields.cases.claim_expires_minutes),
    )


def _row_faults(sheet: Sheet, name: str, row: Row, faults: Faults) -> None:
    line = sheet.line("rows", name)
    if not _known(name):
        faults.add(sheet.file, line, f"unknown row `{name}`{nearest(name, _names())}")
    floor = FLOOR.get(name)
    if name.startswith("crisis.") and row.hide_from is not None:
        faults.add(sheet.file, sheet.line("rows", name, "hide_from"), "a crisis never hides a message: leave out `hide_from`")
    if floor is None:
        return
    if floor.author and not row.author:
        faults.add(sheet.file, sheet.line("rows", name, "author"), f"`{name}` is below its floor: `author` must be true")
    if Human[row.human.upper()] < Human[floor.human.upper()]:
        faults.add(sheet.file, sheet.line("rows", name, "human"), f"`{name}` is below its floor: `human` must be {floor.human}")
    if Urgency[row.urgency.upper()] < Urgency[floor.urgency.upper()]:
        says = f"`{name}` is below its floor: `urgency` must be {floor.urgency} or more"
        faults.add(sheet.file, sheet.line("rows", name, "urgency"), says)


def _names() -> list[str]:
    """Every name that a row can have, without tags."""
    values = {**SEVERITY, **_BESIDE}
    return [f"{label.value}.{value}" for label, known in values.items() for value in known if value not in {"none", "false"}]


def _known(name: str) -> bool:
    parts = _NAME.fullmatch(name)
    if parts is None or parts[1] not in set(Label) or (parts[4] and parts[4] not in set(Label)):
        return False
    return f"{parts[1]}.{parts[2]}" in _names() if parts[2] else bool(parts[3])
