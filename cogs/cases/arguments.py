"""What the commands about cases take."""

from enum import StrEnum

from bot.cog import Arguments, CaseNumber, LongText, MessageId, PersonId
from bot.core.case import Outcome


class Nothing(Arguments):
    """A command without arguments."""


class OneCase(Arguments):
    case: CaseNumber


class Note(OneCase):
    note: LongText


class HowUrgent(StrEnum):
    """How soon somebody must look at a case that was opened by hand. The last two call whoever is on duty."""

    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"
    SOON = "soon"
    NOW = "now"


class Open(Arguments):
    message: MessageId
    urgency: HowUrgent
    note: LongText | None = None


class OnePerson(Arguments):
    person: PersonId


class Ending(StrEnum):
    """The outcomes that a person can choose: all but `merged`."""

    SUPPORTED = Outcome.SUPPORTED.value
    REPOSTED = Outcome.REPOSTED.value
    CORRECTED = Outcome.CORRECTED.value
    WARNED = Outcome.WARNED.value
    REFERRED = Outcome.REFERRED.value
    EMERGENCY = Outcome.EMERGENCY.value
    NOT_A_PROBLEM = Outcome.NOT_A_PROBLEM.value
    NO_ACTION = Outcome.NO_ACTION.value


class Resolve(OneCase):
    outcome: Ending
    to_member: LongText | None = None


class Invite(OneCase):
    to_member: LongText | None = None


class HandOver(OneCase):
    person: PersonId
    note: LongText


class Merge(OneCase):
    into: CaseNumber


class LookReason(StrEnum):
    """Why somebody opens the evidence; it is on record."""

    DECIDE = "decide"
    SAFETY = "safety"
    APPEAL = "appeal"
    QUALITY = "quality"
    AUTHORITY = "authority"


class Look(OneCase):
    reason: LookReason


class Hold(OneCase):
    note: LongText
