"""A case: something that a person must look at, exactly one for each flagged message."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

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


@dataclass(frozen=True, slots=True)
class Case:
    """`person` is the author of the message; `version` counts changes, so that a stale button can be told."""

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

    @property
    def key(self) -> str:
        return f"case:{self.id}"
