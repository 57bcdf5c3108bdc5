"""Why a member reports a message, and how soon a person must look at it."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from bot.core.decision import Human, Urgency


class Concern(StrEnum):
    """What worries the one who reports. The words for each are in `content/replies`."""

    DANGER = "danger"
    """Somebody may be in danger now: it calls a person at once, like any crisis."""
    SELF_HARM = "self_harm"
    THREAT = "threat"
    CHILD = "child"
    SEXUAL = "sexual"
    HATE = "hate"
    HARASSMENT = "harassment"
    PRIVACY = "privacy"
    MEDICAL = "medical"
    IMPERSONATION = "impersonation"
    SELLING = "selling"
    OTHER = "other"


WEIGHT: Final[Mapping[Concern, tuple[Human, Urgency]]] = {
    Concern.DANGER: (Human.PAGE, Urgency.SOON),
    Concern.SELF_HARM: (Human.CASE, Urgency.HIGH),
    Concern.THREAT: (Human.CASE, Urgency.HIGH),
    Concern.CHILD: (Human.CASE, Urgency.HIGH),
    Concern.SEXUAL: (Human.CASE, Urgency.HIGH),
    Concern.HATE: (Human.CASE, Urgency.NORMAL),
    Concern.HARASSMENT: (Human.CASE, Urgency.NORMAL),
    Concern.PRIVACY: (Human.CASE, Urgency.NORMAL),
    Concern.MEDICAL: (Human.CASE, Urgency.NORMAL),
    Concern.IMPERSONATION: (Human.CASE, Urgency.NORMAL),
    Concern.SELLING: (Human.CASE, Urgency.LOW),
    Concern.OTHER: (Human.CASE, Urgency.NORMAL),
}
"""How a report is weighed, whoever sent it and however many did."""
