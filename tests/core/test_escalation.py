"""Whom a page goes to: it moves to somebody else and never vanishes."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.escalation import Call, Responder, Step, call
from bot.core.policy import SLOWEST, Policy

CAP = 4
SAM = Responder("sam", on_duty=True)
MIRA = Responder("mira", on_duty=True, heavy=2)
NOOR = Responder("noor", on_call=True)


@pytest.mark.parametrize(
    ("step", "people", "expected"),
    [
        (Step.FIRST, [SAM, MIRA, NOOR], Call(Step.FIRST, ("sam",))),  # who carries least
        (Step.FIRST, [Responder("sam", on_duty=True, heavy=3), MIRA], Call(Step.FIRST, ("mira",))),
        (Step.FIRST, [Responder("sam", on_duty=True, resting=True), MIRA], Call(Step.FIRST, ("mira",))),
        (Step.FIRST, [Responder("sam", on_duty=True, pages=CAP), MIRA], Call(Step.FIRST, ("mira",))),
        (Step.FIRST, [Responder("sam", on_duty=True, barred=True), NOOR], Call(Step.ON_CALL, ("noor",))),
        (Step.SECOND, [Responder("sam", on_duty=True, called=True), MIRA], Call(Step.SECOND, ("mira",))),
        (Step.SECOND, [Responder("sam", on_duty=True, called=True), NOOR], Call(Step.ON_CALL, ("noor",))),
        (Step.ON_CALL, [SAM, MIRA], Call(Step.EVERYBODY)),
        (Step.FIRST, [], Call(Step.EVERYBODY)),
        (Step.EVERYBODY, [SAM], Call(Step.EVERYBODY)),
    ],
)
def test_who_is_called(step: Step, people: list[Responder], expected: Call) -> None:
    assert call(step, people, CAP) == expected


PEOPLE = st.lists(
    st.builds(
        Responder,
        st.sampled_from(["a", "b", "c", "d"]),
        on_duty=st.booleans(),
        on_call=st.booleans(),
        resting=st.booleans(),
        pages=st.integers(0, 6),
        heavy=st.integers(0, 6),
        called=st.booleans(),
        barred=st.booleans(),
    ),
    unique_by=lambda one: one.person,
)


@given(st.sampled_from(Step), PEOPLE)
def test_every_page_reaches_somebody_who_may_be_called(step: Step, people: list[Responder]) -> None:
    made = call(step, people, CAP)
    assert made.step >= step
    assert made.people or made.step is Step.EVERYBODY
    for one in people:
        if one.person in made.people:
            assert not one.barred
            assert not one.resting
            assert one.pages < CAP


@given(PEOPLE)
def test_the_steps_come_to_everybody(people: list[Responder]) -> None:
    step, seen = Step.FIRST, 0
    while (made := call(step, people, CAP)).step is not Step.EVERYBODY:
        step, seen = Step(made.step + 1), seen + 1
        assert seen <= 3


def test_what_is_not_set_is_paged_at_the_floor() -> None:
    assert Policy().paging_of("now") == SLOWEST["now"]
    assert Policy().paging_of("high") == SLOWEST["soon"]
    assert SLOWEST["now"].pause_after(Step.FIRST) == timedelta(minutes=5)
    assert SLOWEST["now"].pause_after(Step.EVERYBODY) == timedelta(minutes=15)
