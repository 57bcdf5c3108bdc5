"""A sign or a combination of medicines for which clinicians ask a member to be seen (`content/conditions/`)."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Urgency = Literal["emergency", "same_day"]
Kind = Literal["red_flag", "interaction"]


@dataclass(frozen=True, slots=True)
class RedFlag:
    """`when` are groups of terms that must all be found in one sentence; `words` say what to do now."""

    id: str
    condition: str
    when: tuple[tuple[str, ...], ...]
    urgency: Urgency
    words: str
    sources: tuple[tuple[str, str], ...]
    approved_by: str
    reviewed_on: date
    review_due: date
    unless: tuple[str, ...] = ()
    example: bool = False
    kind: Kind = "red_flag"
