"""Who is on duty: local hours, nights, covers, and the days on which the clocks change."""

from datetime import UTC, date, datetime, time

import pytest

from bot.core.rota import DAYS, Shift, ShiftKind, on_duty, read_days, read_hours, read_zone, turns, within

EVERY_DAY = frozenset(DAYS)


def shift(starts: str, ends: str, zone: str = "Europe/London", days: frozenset[str] = EVERY_DAY, number: int = 1) -> Shift:
    return Shift(number, "sam", ShiftKind.DUTY, days, time.fromisoformat(starts), time.fromisoformat(ends), zone)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("at", "works"),
    [
        ("2026-07-01T06:59", False),  # 07:59 in London
        ("2026-07-01T07:00", True),
        ("2026-07-01T14:59", True),
        ("2026-07-01T15:00", False),
        ("2026-12-01T07:59", False),
        ("2026-12-01T08:00", True),
        ("2026-12-01T15:59", True),
        ("2026-12-01T16:00", False),
    ],
)
def test_a_shift_keeps_its_local_hours_in_summer_and_winter(at: str, works: bool) -> None:
    assert bool(on_duty([shift("08:00", "16:00")], {}, utc(at))) is works


@pytest.mark.parametrize(
    ("night", "hours"),
    [("2026-03-28", 7.0), ("2026-10-24", 9.0), ("2026-10-30", 8.0)],  # clocks go forward, back, and stay
)
def test_a_night_over_a_change_of_clocks_is_an_hour_shorter_or_longer(night: str, hours: float) -> None:
    found = turns([shift("23:00", "07:00")], {}, utc(f"{night}T22:30"), utc(f"{night}T23:30"))
    (turn,) = [turn for turn in found if turn.day == date.fromisoformat(night)]
    assert (turn.end - turn.start).total_seconds() / 3600 == hours


def test_a_shift_of_a_whole_day_has_no_gap() -> None:
    always = shift("00:00", "00:00")
    for hour in range(24 * 7):
        assert len(on_duty([always], {}, utc("2026-10-22T00:00").replace(day=22 + hour // 24, hour=hour % 24))) == 1


def test_a_cover_works_one_day_and_the_owner_the_others() -> None:
    covers = {(1, date(2026, 12, 24)): "mira"}
    for at, who in (("2026-12-23T10:00", "sam"), ("2026-12-24T10:00", "mira"), ("2026-12-25T10:00", "sam")):
        assert [turn.person for turn in on_duty([shift("08:00", "16:00")], covers, utc(at))] == [who]


def test_only_the_named_days_are_worked() -> None:
    weekend = shift("08:00", "16:00", days=frozenset({"sat", "sun"}))
    assert on_duty([weekend], {}, utc("2026-12-04T10:00")) == []
    assert len(on_duty([weekend], {}, utc("2026-12-05T10:00"))) == 1


@pytest.mark.parametrize(("at", "quiet"), [("21:59", False), ("22:00", True), ("03:00", True), ("06:59", True), ("07:00", False)])
def test_quiet_hours_span_midnight(at: str, quiet: bool) -> None:
    assert within(utc(f"2026-12-01T{at}"), time(22), time(7), "Europe/London") is quiet


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("mon-fri", {"mon", "tue", "wed", "thu", "fri"}),
        ("Sat, Sun", {"sat", "sun"}),
        ("fri-mon", {"fri", "sat", "sun", "mon"}),
        ("monday wednesday", {"mon", "wed"}),
        ("every day", set(DAYS)),
    ],
)
def test_days_are_read_as_people_write_them(text: str, days: set[str]) -> None:
    assert read_days(text) == days


@pytest.mark.parametrize("text", ["", "someday", "mon-xyz", ",,"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="day"):
        read_days(text)


def test_hours_and_zones_are_read_as_people_write_them() -> None:
    assert read_hours("8:00 to 16.30") == (time(8), time(16, 30))
    assert read_zone("europe/london") == "Europe/London"
    for wrong in ("8-16", "25:00-26:00", "morning"):
        with pytest.raises(ValueError, match=r".+"):
            read_hours(wrong)
    with pytest.raises(ValueError, match="zone"):
        read_zone("Mars/Olympus")
