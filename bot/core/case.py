"""A case: something that a person must look at, exactly one for each flagged message."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from bot.core.decision import Human, Urgency
from bot.core.message import Place


class CaseState(StrEnum):
    OPEN = "open"
    CLAIMED = "claimed"
    RESOLVED = "resolved"


class Outcome(StrEnum):
    """How a case ended. The words for each are in `content/replies`."""

    SUPPORTED = "supported"
    REPOSTED = "reposted"
    CORRECTED = "corrected"
    WARNED = "warned"
    REFERRED = "referred"
    EMERGENCY = "emergency"
    NOT_A_PROBLEM = "not_a_problem"
    NO_ACTION = "no_action"
    MERGED = "merged"
    """Its messages went to another case; set by `case merge` alone."""


CHOSEN = tuple(outcome for outcome in Outcome if outcome is not Outcome.MERGED)
"""The outcomes that a person can choose."""


POINTED_OUT: Final = frozenset({"report", "opened"})
"""Labels that say that a person pointed at a message, and nothing of what is in it."""


@dataclass(frozen=True, slots=True)
class Case:
    """`person` is the author of the message; `version` counts changes, so that a stale button can be told.

    `contacted_at`: when somebody recorded that the member was reached. `held_at`: since when its evidence is under legal hold.
    `reports`: how many members reported its messages.
    """

    id: int
    community: str
    label: str
    value: str
    severity: Urgency
    human: Human
    state: CaseState
    person: str
    place: Place
    message: str
    opened_at: datetime
    due_at: datetime | None
    owner: str | None = None
    outcome: Outcome | None = None
    resolved_at: datetime | None = None
    version: int = 1
    claimed_at: datetime | None = None
    contacted_at: datetime | None = None
    held_at: datetime | None = None
    merged_into: int | None = None
    reports: int = 0

    @property
    def paged(self) -> bool:
        """Whether it calls people until somebody has reached the member."""
        return self.human is Human.PAGE

    @property
    def key(self) -> str:
        return f"case:{self.id}"
