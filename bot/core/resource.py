"""Help lines by country: what a person in a crisis is shown."""

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

LineKind = Literal["crisis", "abuse", "children", "medical_advice"]

INTERNATIONAL: Final = "INTERNATIONAL"
"""The code of the directory that serves where no country is known."""


@dataclass(frozen=True, slots=True)
class HelpLine:
    """One line and every way to reach it. `checked_how` says how staff confirmed it."""

    name: str
    kinds: tuple[LineKind, ...]
    source: str
    call: str = ""
    text: str = ""
    chat: str = ""
    hours: str = ""
    languages: tuple[str, ...] = ()
    checked_how: str = ""


@dataclass(frozen=True, slots=True)
class Country:
    """The help lines of a country. Past `check_due` they are still shown, with the date, and staff are told."""

    code: str
    name: str
    emergency: str
    checked_on: date
    check_due: date
    lines: tuple[HelpLine, ...]
    example: bool = False

    def of(self, kind: LineKind) -> tuple[HelpLine, ...]:
        """The lines of one kind, in the file's order."""
        return tuple(line for line in self.lines if kind in line.kinds)

    def checked(self, today: date) -> bool:
        """Whether the numbers were confirmed recently enough."""
        return today <= self.check_due
