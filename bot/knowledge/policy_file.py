"""`content/policy.toml` as the policy. A row for a crisis may ask for more than its shipped floor, never for less."""

import re
from datetime import timedelta
from importlib.resources.abc import Traversable
from typing import Annotated, Final, Literal, get_args

from pydantic import Field

from bot.core.case import Outcome
from bot.core.decision import Human, Urgency
from bot.core.escalation import Paging, Step
from bot.core.finding import SEVERITY, Label
from bot.core.policy import FEWEST_DANGER_CALLS, FLOOR, SLOWEST, HumanName, Policy, Row, UrgencyName
from bot.knowledge import toml_lines
from bot.knowledge.fields import Fields, check, nearest
from bot.knowledge.sheet import Faults, Sheet, read_text

FILE: Final = "policy.toml"

_BESIDE: Final = {
    Label.CONDUCT: ("method", "harassment", "hate", "sexual", "grooming", "private_contact", "minor"),
    Label.RED_FLAG: ("same_day", "emergency"),
    Label.UNMEASURED: ("true",),
}
"""Values of the labels that stand beside the seven of `policy/labels.md`."""

_NAME: Final = re.compile(r"([a-z_]+)(?:\.([a-z_]+))?(?:\+([a-z_]+)|&([a-z_]+))?")

Days = Annotated[int, Field(ge=1, le=3650, strict=True)]
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


class PagingFields(Fields):
    second: Minutes
    on_call: Minutes
    everybody: Minutes
    repeat: Minutes
    contact: Minutes
    outside_from: Literal["first", "second", "on_call", "everybody"]


class DutyFields(Fields):
    pages_per_turn: Annotated[int, Field(ge=1, le=100, strict=True)] = 4


class HidingFields(Fields):
    at_most: Annotated[int, Field(ge=1, le=10_000, strict=True)] = 20
    within_minutes: Minutes = 10


class MemberFields(Fields):
    minimum_age: Annotated[int, Field(ge=13, le=21, strict=True)] = 16
    consent_version: Annotated[int, Field(ge=1, le=100_000, strict=True)] = 1
    strikes_fade_days: Days = 180
    clinic_contact: Annotated[str, Field(max_length=300)] = ""


class ReportFields(Fields):
    danger_calls_per_day: Annotated[int, Field(ge=FEWEST_DANGER_CALLS, le=100, strict=True)] = FEWEST_DANGER_CALLS


class KeepFields(Fields):
    evidence_days: Days = 90
    after_outcome_days: dict[str, Days] = Field(default_factory=dict)
    attachment_bytes: Annotated[int, Field(ge=0, le=8_000_000, strict=True)] = 1_000_000
    messages_around: Annotated[int, Field(ge=0, le=20, strict=True)] = 5
    quiet_text_hours: Annotated[int, Field(ge=1, le=24, strict=True)] = 24
    """Promise 3: text with no finding is destroyed within 24 hours."""


class PolicyFields(Fields):
    rows: dict[str, RowFields]
    notes: NoteFields = NoteFields()
    answers: AnswerFields = AnswerFields()
    cases: CaseFields = CaseFields()
    keep: KeepFields = KeepFields()
    paging: dict[str, PagingFields] = Field(default_factory=dict)
    duty: DutyFields = DutyFields()
    hiding: HidingFields = HidingFields()
    members: MemberFields = MemberFields()
    reports: ReportFields = ReportFields()
    trials: dict[str, object] = Field(default_factory=dict)
    """Checked by `knowledge/trials.py`."""


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
    for name in fields.keep.after_outcome_days.keys() - set(Outcome):
        line = sheet.line("keep", "after_outcome_days", name)
        faults.add(file, line, f"unknown outcome `{name}`{nearest(name, tuple(Outcome))}")
    for name, paging in fields.paging.items():
        _paging_faults(sheet, name, paging, faults)
    return Policy(
        rows=rows,
        note_window=timedelta(hours=fields.notes.window_hours),
        solicitations_until_case=fields.cases.solicitations_until_case,
        answer_unasked=fields.answers.unasked,
        keep_evidence=timedelta(days=fields.keep.evidence_days),
        keep_quiet_text=timedelta(hours=fields.keep.quiet_text_hours),
        case_due={name: timedelta(minutes=minutes) for name, minutes in fields.cases.due_minutes.items()},
        claim_expires=timedelta(minutes=fields.cases.claim_expires_minutes),
        paging={**SLOWEST, **{name: _paging(paging) for name, paging in fields.paging.items()}},
        pages_per_turn=fields.duty.pages_per_turn,
        hides_at_most=fields.hiding.at_most,
        hides_within=timedelta(minutes=fields.hiding.within_minutes),
        keep_after={name: timedelta(days=days) for name, days in fields.keep.after_outcome_days.items()},
        attachment_bytes=fields.keep.attachment_bytes,
        around=fields.keep.messages_around,
        strikes_fade=timedelta(days=fields.members.strikes_fade_days),
        minimum_age=fields.members.minimum_age,
        consent_version=fields.members.consent_version,
        clinic_contact=fields.members.clinic_contact.strip(),
        danger_calls_per_day=fields.reports.danger_calls_per_day,
    )


def _paging(fields: PagingFields) -> Paging:
    second, on_call, everybody, repeat, contact = (
        timedelta(minutes=getattr(fields, name)) for name in ("second", "on_call", "everybody", "repeat", "contact")
    )
    return Paging(second, on_call, everybody, repeat, contact, Step[fields.outside_from.upper()])


def _paging_faults(sheet: Sheet, name: str, fields: PagingFields, faults: Faults) -> None:
    slowest = SLOWEST.get(name)
    if slowest is None:
        faults.add(sheet.file, sheet.line("paging", name), f"unknown urgency `{name}`: paging is for `now` and `soon`")
        return
    for step in ("second", "on_call", "everybody", "repeat", "contact"):
        most = getattr(slowest, step) // timedelta(minutes=1)
        if getattr(fields, step) > most:
            faults.add(sheet.file, sheet.line("paging", name, step), f"`{step}` is slower than the floor: at most {most} minutes")
    if Step[fields.outside_from.upper()] > slowest.outside_from:
        says = f"`outside_from` is later than the floor: at the latest `{slowest.outside_from.name.lower()}`"
        faults.add(sheet.file, sheet.line("paging", name, "outside_from"), says)
    if not fields.second <= fields.on_call <= fields.everybody:
        faults.add(sheet.file, sheet.line("paging", name), "the steps are out of order: second, on_call, everybody")


def _row_faults(sheet: Sheet, name: str, row: Row, faults: Faults) -> None:
    line = sheet.line("rows", name)
    if not known_row(name):
        faults.add(sheet.file, line, f"unknown row `{name}`{nearest(name, row_names())}")
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


def row_names() -> list[str]:
    """Every name that a row can have, without tags."""
    values = {**SEVERITY, **_BESIDE}
    return [f"{label.value}.{value}" for label, known in values.items() for value in known if value not in {"none", "false"}]


def known_row(name: str) -> bool:
    parts = _NAME.fullmatch(name)
    if parts is None or parts[1] not in set(Label) or (parts[4] and parts[4] not in set(Label)):
        return False
    return f"{parts[1]}.{parts[2]}" in row_names() if parts[2] else bool(parts[3])
