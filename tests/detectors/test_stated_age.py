"""Own sentences: an author's stated age below the minimum; weeks, readings, years since and other people's ages are quiet."""

import pytest

from bot.core.message import Role
from bot.detectors.stated_age import detector
from tests.detectors.tables import rows, said

LOOK = detector(16).look


@pytest.mark.parametrize(("value", "text"), rows("age_rows"))
def test_stated_age(value: str, text: str) -> None:
    assert [found.value for found in LOOK(said(text))] == ([] if value == "quiet" else [value])


@pytest.mark.parametrize(("minimum", "text", "seen"), [(13, "I'm 14", False), (18, "I'm 17", True), (13, "i turn 13 soon", True)])
def test_the_minimum_is_the_communitys(minimum: int, text: str, seen: bool) -> None:
    assert bool(detector(minimum).look(said(text))) is seen


def test_weeks_are_meant_where_people_are_pregnant() -> None:
    assert not LOOK(said("I'm 14 today!", condition="pregnancy"))
    assert LOOK(said("I'm 14 and my mum does not know", condition="pregnancy"))


@pytest.mark.parametrize("role", [Role.CLINICIAN, Role.MODERATOR])
def test_staff_are_grown_up(role: Role) -> None:
    assert not LOOK(said("I'm 15", role=role))
