"""`content/playbook.toml`: the clinic's plans for cases, and safeguarding and reporting duties by country."""

import re
from collections.abc import Mapping
from datetime import date
from importlib.resources.abc import Traversable
from typing import Annotated, Final

from pydantic import Field

from bot.core.finding import Label
from bot.core.playbook import Duty, Jurisdiction, Part, Plan, Playbook
from bot.core.report import Concern
from bot.core.resource import Country
from bot.knowledge import toml_lines
from bot.knowledge.fields import Address, Day, Fields, Flag, Review, Text, check, nearest
from bot.knowledge.policy_file import row_names
from bot.knowledge.sheet import Faults, Key, Seen, Sheet, read_text

FILE: Final = "playbook.toml"
LONGEST_STEP: Final = 300
"""Characters: a step is read at a glance, at three in the morning."""

_REVIEW: Final = Review("reviewed_on", "review_due", "the plan is still shown, with the date")
_CHECK: Final = Review("checked_on", "check_due", "the duties are still shown, with the date")
_KINDS: Final = (
    *(*row_names(), *Label, "report", *(f"report.{concern.value}" for concern in Concern)),
    *("opened.by_hand", "opened.danger", "request.person"),
)
"""What cases are about: what detectors find, and what people bring."""


class PlanFields(Fields):
    when: Annotated[tuple[Text, ...], Field(min_length=1)]
    steps: Annotated[tuple[Text, ...], Field(min_length=2, max_length=8)]
    approved_by: Text
    reviewed_on: Day
    review_due: Day
    shows: tuple[Part, ...] = ("emergency",)
    example: Flag = False


class DutyFields(Fields):
    tell: Text
    under: Text
    url: Address


class JurisdictionFields(Fields):
    country: Text
    name: Text
    emergency: str = ""
    adults: DutyFields
    children: DutyFields
    medicines: DutyFields
    checked_on: Day
    check_due: Day
    checked_how: str = ""
    example: Flag = False


class PlaybookFields(Fields):
    country: Text
    plan: tuple[dict[str, object], ...] = ()
    duty: tuple[dict[str, object], ...] = ()


def load(root: Traversable, countries: Mapping[str, Country], today: date, faults: Faults) -> Playbook:
    """The playbook; an empty one where the content has none. `countries` are those with help lines, for their numbers."""
    node = root.joinpath(FILE)
    if not node.is_file():
        return Playbook()
    file = f"{root.name}/{FILE}"
    text = read_text(node, file, faults)
    sheet = None if text is None else toml_lines.parse(text, file, faults)
    fields = check(PlaybookFields, sheet.data, sheet, (), faults) if sheet else None
    if sheet is None or fields is None:
        return Playbook()
    plans = _plans(sheet, fields, today, faults)
    duties = _jurisdictions(sheet, fields, countries, today, faults)
    if fields.country not in duties:
        says = f"the clinic's own country {fields.country} has no `[[duty]]`{nearest(fields.country, duties)}"
        faults.add(file, sheet.line("country"), says)
    return Playbook(fields.country, plans, duties)


def _plans(sheet: Sheet, book: PlaybookFields, today: date, faults: Faults) -> dict[str, Plan]:
    found: dict[str, Plan] = {}
    kinds = Seen("a plan for this")
    for number, table in enumerate(book.plan):
        key: Key = ("plan", number)
        fields = check(PlanFields, table, sheet, key, faults)
        if fields is None:
            continue
        for place, kind in enumerate(fields.when):
            kinds.take(kind, sheet, (*key, "when", place), faults)
            if kind not in _KINDS:
                says = f"unknown kind of case `{kind}`{nearest(kind, _KINDS)}"
                faults.add(sheet.file, sheet.line(*key, "when", place), says)
        for step, said in enumerate(fields.steps):
            if len(said) > LONGEST_STEP:
                says = f"this step has {len(said)} characters, at most {LONGEST_STEP}: split it in two"
                faults.add(sheet.file, sheet.line(*key, "steps", step), says)
        _REVIEW.check(sheet, key, fields.reviewed_on, fields.review_due, today, faults)
        plan = Plan(
            kinds=fields.when,
            steps=fields.steps,
            approved_by=fields.approved_by,
            reviewed_on=fields.reviewed_on,
            review_due=fields.review_due,
            shows=fields.shows,
            example=fields.example,
        )
        found |= dict.fromkeys(fields.when, plan)
    return found


def _jurisdictions(
    sheet: Sheet, book: PlaybookFields, countries: Mapping[str, Country], today: date, faults: Faults
) -> dict[str, Jurisdiction]:
    found: dict[str, Jurisdiction] = {}
    codes = Seen("this country")
    for number, table in enumerate(book.duty):
        key: Key = ("duty", number)
        fields = check(JurisdictionFields, table, sheet, key, faults)
        if fields is None:
            continue
        codes.take(fields.country, sheet, (*key, "country"), faults)
        if not re.fullmatch(r"[A-Z]{2}", fields.country):
            faults.add(sheet.file, sheet.line(*key, "country"), "`country` must be two capitals, as in ISO 3166 (GB, not UK)")
        elif not fields.emergency and fields.country not in countries:
            says = f"no emergency number: give `emergency`, or help lines in resources/{fields.country}.toml"
            faults.add(sheet.file, sheet.line(*key, "country"), says)
        _CHECK.check(sheet, key, fields.checked_on, fields.check_due, today, faults)
        found[fields.country] = Jurisdiction(
            code=fields.country,
            name=fields.name,
            adults=Duty(**fields.adults.model_dump()),
            children=Duty(**fields.children.model_dump()),
            medicines=Duty(**fields.medicines.model_dump()),
            checked_on=fields.checked_on,
            check_due=fields.check_due,
            emergency=fields.emergency,
            checked_how=fields.checked_how,
            example=fields.example,
        )
    return found
