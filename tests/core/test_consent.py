"""What an agreement means, who is asked when, and what a case may keep without one."""

from datetime import timedelta

import pytest

from bot.core.consent import ASK_AGAIN, Age, Consent, bands, kept_anyway
from tests.fakes import NOW

WEEK_AGO = NOW - ASK_AGAIN


@pytest.mark.parametrize(
    ("known", "version", "due"),
    [
        (Consent(), 1, True),
        (Consent(asked_at=NOW), 1, False),
        (Consent(asked_at=WEEK_AGO), 1, True),
        (Consent(asked_at=WEEK_AGO + timedelta(seconds=1)), 1, False),
        (Consent(agreed=1), 1, False),
        (Consent(agreed=1), 2, True),
        (Consent(agreed=2), 1, False),
        (Consent(declined=1), 1, False),
        (Consent(declined=1), 2, True),
        (Consent(agreed=1, declined=2), 2, False),
        (Consent(agreed=1, declined=2), 3, True),
        (Consent(agreed=1, asked_at=NOW), 2, False),
    ],
)
def test_who_is_asked(known: Consent, version: int, due: bool) -> None:
    assert known.due(version, NOW) is due


@pytest.mark.parametrize(("agreed", "version", "current"), [(None, 1, False), (1, 1, True), (1, 2, False), (2, 1, True)])
def test_which_words_hold(agreed: int | None, version: int, current: bool) -> None:
    assert Consent(agreed=agreed).current(version) is current


def test_where_only_adults_are_let_in_nobody_is_a_minor() -> None:
    assert bands(17) == (Age.ADULT, Age.MINOR, Age.YOUNGER)
    assert bands(18) == (Age.ADULT, Age.YOUNGER)


@pytest.mark.parametrize(
    ("label", "value", "kept"),
    [
        ("crisis", "passive", True),
        ("crisis", "abuse", True),
        ("privacy", "self", True),
        ("unmeasured", "failed", True),
        ("conduct", "grooming", True),
        ("conduct", "minor", True),
        ("conduct", "method", True),
        ("report", "danger", True),
        ("report", "child", True),
        ("report", "harassment", False),
        ("conduct", "harassment", False),
        ("misinformation", "true", False),
        ("advice", "peer", False),
        ("solicitation", "true", False),
    ],
)
def test_what_a_case_needs_anyway(label: str, value: str, kept: bool) -> None:
    assert kept_anyway(label, value) is kept
