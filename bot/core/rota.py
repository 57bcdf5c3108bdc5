"""Who is on duty when: weekly shifts in the time zone of the person who works them, with covers for single days."""

import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_RANGE: Final = re.compile(r"([a-z]{3})-([a-z]{3})")
_ZONE: Final = re.compile(r"[A-Z]\w+/[A-Z]\w+")
_HOURS: Final = re.compile(r"(\d{1,2}[:.]\d{2})\s{0,3}(?:-|–|to)\s{0,3}(\d{1,2}[:.]\d{2})")


class ShiftKind(StrEnum):
    """`DUTY` answers first; `ON_CALL` is called when nobody on duty takes a case."""

    DUTY = "duty"
    ON_CALL = "on_call"


@dataclass(frozen=True, slots=True)
class Shift:
    """A weekly shift. `zone` is an IANA name; one that ends at or before its start ends on the next day."""

    id: int
    person: str
    kind: ShiftKind
    days: frozenset[str]
    starts: time
    ends: time
    zone: str


@dataclass(frozen=True, slots=True)
class Turn:
    """One working of a shift, by whoever covers it. `day` is the local date on which it starts."""

    shift: int
    day: date
    person: str
    kind: ShiftKind
    start: datetime
    end: datetime


Covers = Mapping[tuple[int, date], str]
"""Who works a shift instead on the day on which it starts."""


def read_days(text: str) -> frozenset[str]:
    """`mon-fri, sun` or `every day`. Raises ValueError."""
    wanted = text.casefold().strip()
    if wanted in {"every day", "daily", "all"}:
        return frozenset(DAYS)
    found: set[str] = set()
    for part in filter(None, re.split(r"[,\s]", wanted)):
        if (span := _RANGE.fullmatch(part)) and {span[1], span[2]} <= set(DAYS):
            first, last = DAYS.index(span[1]), DAYS.index(span[2])
            found |= {DAYS[number % 7] for number in range(first, last + 1 if last >= first else last + 8)}
        elif part.isalpha() and part[:3] in DAYS:
            found.add(part[:3])
        else:
            raise ValueError("no such day")
    if not found:
        raise ValueError("no day")
    return frozenset(found)


def read_hours(text: str) -> tuple[time, time]:
    """`08:00-16:00`; an end at or before the start is on the next day. Raises ValueError."""
    parts = _HOURS.fullmatch(text.strip())
    if parts is None:
        raise ValueError("no hours")
    starts, ends = (time.fromisoformat(part.replace(".", ":").zfill(5)) for part in parts.groups())
    return starts, ends


def read_zone(text: str) -> str:
    """An IANA time zone, in whatever case it was typed. Raises ValueError."""
    wanted = text.strip().replace(" ", "_")
    if _ZONE.fullmatch(wanted):
        with suppress(LookupError, ValueError, OSError):  # written as it is: the list of all of them takes 30 ms to gather
            return ZoneInfo(wanted).key
    if (zone := _zones().get(wanted.casefold())) is None:
        raise ValueError("no such time zone")
    return zone


@cache
def _zones() -> Mapping[str, str]:
    return {zone.casefold(): zone for zone in available_timezones()}


def turns(shifts: Iterable[Shift], covers: Covers, since: datetime, until: datetime) -> Sequence[Turn]:
    """Every turn that touches the span, by start. Daylight saving follows the zone: a shift keeps its local hours."""
    found = []
    for shift in shifts:
        zone = ZoneInfo(shift.zone)
        day = since.astimezone(zone).date() - timedelta(days=1)  # a night shift of yesterday may still run
        last = until.astimezone(zone).date()
        while day <= last:
            if DAYS[day.weekday()] in shift.days:
                turn = _turn(shift, day, zone, covers)
                if turn.start < until and turn.end > since:
                    found.append(turn)
            day += timedelta(days=1)
    return sorted(found, key=lambda turn: (turn.start, turn.shift))


def on_duty(shifts: Iterable[Shift], covers: Covers, at: datetime) -> Sequence[Turn]:
    """The turns that are running at a moment."""
    return [turn for turn in turns(shifts, covers, at, at + timedelta(microseconds=1)) if turn.start <= at < turn.end]


def within(at: datetime, starts: time, ends: time, zone: str) -> bool:
    """Whether a moment lies in daily local hours, such as a person's quiet hours; they may span midnight."""
    local = at.astimezone(ZoneInfo(zone)).time().replace(tzinfo=None)
    return starts <= local < ends if starts < ends else local >= starts or local < ends


def resting(chosen: Mapping[str, str], now: datetime) -> bool:
    """Whether somebody is on a pause, or in their quiet hours (`22:00-07:00 Europe/London`), by what they chose."""
    if (until := chosen.get("pause_until")) and datetime.fromisoformat(until) > now:
        return True
    if not (quiet := chosen.get("quiet")):
        return False
    hours, zone = quiet.split(" ", 1)
    starts, ends = (time.fromisoformat(part) for part in hours.split("-"))
    return within(now, starts, ends, zone)


def _turn(shift: Shift, day: date, zone: ZoneInfo, covers: Covers) -> Turn:
    last = day if shift.ends > shift.starts else day + timedelta(days=1)
    start = datetime.combine(day, shift.starts, zone).astimezone(UTC)
    end = datetime.combine(last, shift.ends, zone).astimezone(UTC)
    return Turn(shift.id, day, covers.get((shift.id, day), shift.person), shift.kind, start, end)
