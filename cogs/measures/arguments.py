"""What the commands about measures and appeals take."""

from enum import StrEnum

from bot.cog import Arguments, CaseNumber, LongText
from bot.core.measure import Rule


class OneCase(Arguments):
    case: CaseNumber


class Measured(OneCase):
    rule: Rule
    to_member: LongText | None = None


class Minutes(StrEnum):
    """How long a member may be asked to pause."""

    TEN_MINUTES = "10"
    HOUR = "60"
    SIX_HOURS = "360"
    DAY = "1440"
    THREE_DAYS = "4320"
    WEEK = "10080"
    MONTH = "40320"
    """Four weeks: what Discord allows at most."""


class Timed(OneCase):
    how_long: Minutes
    rule: Rule
    to_member: LongText | None = None


class Undo(Arguments):
    """Neither: the person's own last measure."""

    case: CaseNumber | None = None
    measure: int | None = None


class OneMeasure(Arguments):
    measure: int


class Appeal(OneMeasure):
    appeal: LongText


class Decide(OneCase):
    to_member: LongText | None = None
