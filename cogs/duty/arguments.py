"""What the commands about duty take, and how hours, days and zones are read."""

from collections.abc import Callable
from datetime import date, time
from enum import StrEnum
from typing import TypeVar

from bot.cog import Arguments, LongText, PersonId, Text
from bot.core import rota
from bot.core.errors import Refusal
from bot.core.rota import ShiftKind

_Read = TypeVar("_Read")


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
    """Raises `Refusal`."""
    return _read(rota.read_days, text, "refusal.days")


def read_hours(text: str) -> tuple[time, time]:
    """Raises `Refusal`."""
    return _read(rota.read_hours, text, "refusal.hours")


def read_zone(text: str) -> str:
    """Raises `Refusal`."""
    return _read(rota.read_zone, text, "refusal.zone")


def _read(read: Callable[[str], _Read], text: str, refusal: str) -> _Read:
    try:
        return read(text)
    except ValueError:
        raise Refusal(refusal) from None


def read_day(text: str) -> date:
    """`2026-12-24`. Raises `Refusal`."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise Refusal("refusal.day") from None
