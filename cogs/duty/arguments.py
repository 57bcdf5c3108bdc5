"""What the commands about duty take, and how hours, days and zones are read."""

import re
from datetime import date, time
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

from bot.cog import Arguments, LongText, PersonId, Text
from bot.core.errors import Refusal
from bot.core.rota import DAYS, ShiftKind

_RANGE: Final = re.compile(r"([a-z]{3})-([a-z]{3})")
_HOURS: Final = re.compile(r"(\d{1,2}[:.]\d{2})\s*(?:-|–|to)\s*(\d{1,2}[:.]\d{2})")


class Nothing(Arguments):
    """A command without arguments."""


class AddShift(Arguments):
    person: PersonId
    days: Text
    hours: Text
    zone: Text
    duty: ShiftKind = ShiftKind.DUTY


class OneShift(Arguments):
    shift: int


class Swap(Arguments):
    shift: int
    day: Text
    person: PersonId


class HandOver(Arguments):
    person: PersonId
    note: LongText


class Pause(StrEnum):
    HALF_HOUR = "30"
    TWO_HOURS = "120"
    DAY = "1440"
    WEEK = "10080"


class PauseFor(Arguments):
    minutes: Pause = Pause.HALF_HOUR


class Quiet(Arguments):
    hours: Text
    zone: Text


class EndOfTurn(Arguments):
    person: Text
    shift: int
    day: Text


class Debrief(Arguments):
    person: Text
    case: int


def read_days(text: str) -> frozenset[str]:
    """`mon-fri, sun` or `every day`. Raises `Refusal`."""
    wanted = text.casefold().strip()
    if wanted in {"every day", "daily", "all", "mon-sun"}:
        return frozenset(DAYS)
    found: set[str] = set()
    for part in re.split(r"[,\s]+", wanted):
        if (span := _RANGE.fullmatch(part)) and {span[1], span[2]} <= set(DAYS):
            first, last = DAYS.index(span[1]), DAYS.index(span[2])
            found |= {DAYS[number % 7] for number in range(first, last + 1 if last >= first else last + 8)}
        elif part[:3] in DAYS:
            found.add(part[:3])
        else:
            raise Refusal("refusal.days")
    return frozenset(found)


def read_hours(text: str) -> tuple[time, time]:
    """`08:00-16:00`; an end at or before the start is on the next day. Raises `Refusal`."""
    parts = _HOURS.fullmatch(text.strip())
    try:
        if parts is None:
            raise ValueError
        starts, ends = (time.fromisoformat(part.replace(".", ":").zfill(5)) for part in parts.groups())
    except ValueError:
        raise Refusal("refusal.hours") from None
    return starts, ends


def read_zone(text: str) -> str:
    """An IANA time zone, in whatever case it was typed. Raises `Refusal`."""
    wanted = text.strip().replace(" ", "_").casefold()
    found = next((zone for zone in available_timezones() if zone.casefold() == wanted), None)
    if found is None:
        raise Refusal("refusal.zone")
    return ZoneInfo(found).key


def read_day(text: str) -> date:
    """`2026-12-24`. Raises `Refusal`."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise Refusal("refusal.day") from None
