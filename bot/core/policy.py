"""The policy as data: one row of consequences for each label and value, read from `content/policy.toml`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final, Literal

from bot.core.escalation import Paging, Step

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

SLOWEST: Final[Mapping[str, Paging]] = {
    "now": Paging(
        second=timedelta(minutes=5),
        on_call=timedelta(minutes=10),
        everybody=timedelta(minutes=15),
        repeat=timedelta(minutes=15),
        contact=timedelta(minutes=30),
        outside_from=Step.FIRST,
    ),
    "soon": Paging(
        second=timedelta(minutes=20),
        on_call=timedelta(minutes=40),
        everybody=timedelta(minutes=60),
        repeat=timedelta(minutes=60),
        contact=timedelta(minutes=120),
        outside_from=Step.ON_CALL,
    ),
}
"""The slowest that paging may be: a clinic may be quicker, never slower (promise 4). Also used where nothing is set."""


FEWEST_DANGER_CALLS: Final = 3
"""The floor: so many of a person's reports of danger call people on any day, whatever the settings say (promise 4)."""


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
    paging: Mapping[str, Paging] = field(default_factory=lambda: SLOWEST)
    pages_per_turn: int = 4
    hides_at_most: int = 20
    hides_within: timedelta = timedelta(minutes=10)
    keep_after: Mapping[str, timedelta] = field(default_factory=dict)
    """How long a case's evidence is kept after it was resolved, by outcome; `keep_evidence` where none is named."""
    attachment_bytes: int = 1_000_000
    around: int = 5
    strikes_fade: timedelta = timedelta(days=180)
    minimum_age: int = 16
    consent_version: int = 1
    """Of the words that members agree to when they come in; a higher one asks everybody anew."""
    clinic_contact: str = ""
    """How a member reaches the clinic outside of the community, in the clinic's own words; empty where it named no way."""
    danger_calls_per_day: int = FEWEST_DANGER_CALLS
    """How many of one person's reports of danger call people within 24 hours; the others become urgent cases."""

    def paging_of(self, urgency: str) -> Paging:
        """How a page of this urgency goes on; what is less than `soon` is paged like it."""
        name = urgency if urgency in SLOWEST else "soon"
        return self.paging.get(name, SLOWEST[name])

    def row(self, name: str) -> Row:
        return self.rows.get(name, NOTHING)
