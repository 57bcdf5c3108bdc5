"""The policy as data: one row of consequences for each label and value, read from `content/policy.toml`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final, Literal

HumanName = Literal["none", "review", "case", "page"]
UrgencyName = Literal["none", "low", "normal", "high", "soon", "now"]


@dataclass(frozen=True, slots=True)
class Row:
    """What one finding asks for.

    `hide_from`: hidden where the finding's confidence is at least this; None never hides. `author`, `readers`: whether they get
    words. `human_if_hidden` applies on top of `human` where the message is hidden.
    """

    hide_from: float | None = None
    author: bool = False
    readers: bool = False
    human: HumanName = "none"
    human_if_hidden: HumanName = "none"
    urgency: UrgencyName = "none"

    @property
    def silent(self) -> bool:
        return self == Row()


NOTHING: Final = Row()

FLOOR: Final[Mapping[str, Row]] = {
    "crisis.passive": Row(author=True, human="page", urgency="soon"),
    "crisis.abuse": Row(author=True, human="page", urgency="soon"),
    "crisis.medical": Row(author=True, human="page", urgency="now"),
    "crisis.active": Row(author=True, human="page", urgency="now"),
}
"""The shipped floor (promise 4): joined to every decision, whatever the settings say."""


@dataclass(frozen=True, slots=True)
class Policy:
    """Rows by name: `label.value`, with `+tag` for a finding's tag and `&label` for another label in the same message."""

    rows: Mapping[str, Row] = field(default_factory=dict)
    note_window: timedelta = timedelta(hours=6)
    solicitations_until_case: int = 2
    answer_unasked: bool = True
    keep_evidence: timedelta = timedelta(days=90)
    keep_quiet_text: timedelta = timedelta(hours=24)
    case_due: Mapping[str, timedelta] = field(default_factory=dict)
    claim_expires: timedelta = timedelta(minutes=60)

    def row(self, name: str) -> Row:
        return self.rows.get(name, NOTHING)
