"""Red flags speak in their condition, interactions everywhere; what is denied, past or general stays quiet."""

from datetime import date

import pytest

from bot.core.message import Role
from bot.core.red_flag import RedFlag
from bot.detectors.red_flags import detector
from tests.detectors.tables import said


def flag(
    identifier: str, condition: str, *when: tuple[str, ...], kind: str = "red_flag", unless: tuple[str, ...] = ()
) -> RedFlag:
    return RedFlag(
        id=identifier,
        condition=condition,
        when=when,
        unless=unless,
        urgency="emergency" if identifier.startswith("now") else "same_day",
        words="Ring your team today.",
        sources=(("NHS", "https://www.nhs.uk"),),
        approved_by="A. Nurse",
        reviewed_on=date(2026, 1, 1),
        review_due=date(2027, 1, 1),
        kind="interaction" if kind == "interaction" else "red_flag",
    )


FLAGS = (
    flag("movements", "pregnancy", ("baby*", "bump"), ("moving less", "not mov*", "fewer kicks"), unless=("after birth",)),
    flag("now-fever", "kidney", ("fever*", "temperature"), ("transplant*",)),
    flag("now-choking", "general", ("choking",), ("blue",)),
    flag("wort", "depression", ("st john's wort",), ("sertraline", "warfarin"), kind="interaction"),
    flag("wort-again", "thyroid", ("st john's wort",), ("warfarin",), kind="interaction"),
)
LOOK = detector(FLAGS).look


def refs(text: str, condition: str = "general", role: Role = Role.MEMBER) -> set[str]:
    return {found.ref for found in LOOK(said(text, condition, role=role))}


@pytest.mark.parametrize(
    ("text", "condition", "wanted"),
    [
        ("baby is moving less since lunch", "pregnancy", {"movements"}),
        ("the bump has fewer kicks today", "pregnancy", {"movements"}),
        ("my baby's moving less", "pregnancy", {"movements"}),
        ("baby is moving less since lunch", "kidney", set()),
        ("my baby is not moving", "pregnancy", {"movements"}),
        ("baby is moving less and less after birth pains", "pregnancy", set()),
        ("fever since my transplant", "kidney", {"now-fever"}),
        ("no fever since the transplant", "kidney", set()),
        ("two years ago i had a fever after my transplant", "kidney", set()),
        ("if you get a fever after a transplant ring them", "kidney", set()),
        ("he's choking and blue", "migraine", {"now-choking"}),
        ("can i take st john's wort with sertraline?", "depression", {"wort"}),
        ("started St John’s wort, still on warfarin", "asthma_copd", {"wort"}),
        ("started st johns wort, still on warfarin", "thyroid", set()),
        ("nothing to see here", "kidney", set()),
    ],
)
def test_flags(text: str, condition: str, wanted: set[str]) -> None:
    assert refs(text, condition) == wanted


def test_professionals_are_not_flagged() -> None:
    assert refs("fever since my transplant", "kidney", Role.CLINICIAN) == set()


def test_urgency_is_a_tag() -> None:
    (found,) = LOOK(said("he's choking and blue"))
    assert found.tags == {"emergency"}
    assert found.about == "red_flag"
