"""`content/resources/<CC>.toml`: the help lines of a country, and `international.toml`, the directory for everywhere else."""

import re
from datetime import date
from importlib.resources.abc import Traversable
from typing import Annotated

from pydantic import Field

from bot.core.resource import INTERNATIONAL, Country, HelpLine, LineKind
from bot.knowledge import toml_lines
from bot.knowledge.fields import CHECK, Address, Day, Fields, Flag, Text, check
from bot.knowledge.sheet import Faults, Sheet, files, read_text


class LineFields(Fields):
    name: Text
    kinds: Annotated[tuple[LineKind, ...], Field(min_length=1)]
    source: Address
    call: str = ""
    text: str = ""
    chat: str = ""
    hours: str = ""
    languages: tuple[Text, ...] = ()
    checked_how: str = ""


class CountryFields(Fields):
    country: Text
    name: Text
    emergency: Text
    checked_on: Day
    check_due: Day
    example: Flag = False
    line: tuple[LineFields, ...] = ()


def load(root: Traversable, today: date, faults: Faults) -> dict[str, Country]:
    """Countries by code; `INTERNATIONAL` is the directory."""
    found: dict[str, Country] = {}
    for file, node in files(root, "resources", ".toml"):
        text = read_text(node, file, faults)
        sheet = None if text is None else toml_lines.parse(text, file, faults)
        fields = check(CountryFields, sheet.data, sheet, (), faults) if sheet else None
        if sheet and fields:
            country = _country(sheet, fields, node.name.removesuffix(".toml"), today, faults)
            found[country.code] = country
    if not any(True for _ in files(root, "resources", ".toml")):
        faults.add(f"{root.name}/resources", 1, "there are no help lines: a crisis could not be answered")
    return found


def _country(sheet: Sheet, fields: CountryFields, stem: str, today: date, faults: Faults) -> Country:
    if fields.country.lower() != stem.lower():
        faults.add(sheet.file, sheet.line("country"), f"`country` {fields.country} differs from the file's name {stem}")
    if fields.country != INTERNATIONAL and not re.fullmatch(r"[A-Z]{2}", fields.country):
        faults.add(sheet.file, sheet.line("country"), "`country` must be two capitals, as in ISO 3166 (GB, not UK)")
    CHECK.check(sheet, (), fields.checked_on, fields.check_due, today, faults)
    if not any("crisis" in line.kinds for line in fields.line):
        faults.add(sheet.file, sheet.line("country"), "no line of kind `crisis`: a crisis could not be answered")
    for number, line in enumerate(fields.line):
        if not (line.call or line.text or line.chat):
            says = f"`{line.name}` has no `call`, `text` or `chat`: it cannot be reached"
            faults.add(sheet.file, sheet.line("line", number), says)
    return Country(
        code=fields.country,
        name=fields.name,
        emergency=fields.emergency,
        checked_on=fields.checked_on,
        check_due=fields.check_due,
        lines=tuple(HelpLine(**line.model_dump()) for line in fields.line),
        example=fields.example,
    )
