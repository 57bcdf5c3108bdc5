"""Whom a page goes to. Quiet hours, caps and pauses move a page to somebody else and never make it vanish (promise 4)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import IntEnum


class Step(IntEnum):
    """How far a page has gone."""

    FIRST = 0
    SECOND = 1
    ON_CALL = 2
    EVERYBODY = 3


@dataclass(frozen=True, slots=True)
class Responder:
    """One person of the staff, as they stand at the moment of a page.

    `resting`: in quiet hours or on a pause. `pages`: how many they got in this turn. `heavy`: crises that they carried lately.
    `called`: whether this case has called them before. `barred`: they may not handle it.
    """

    person: str
    on_duty: bool = False
    on_call: bool = False
    resting: bool = False
    pages: int = 0
    heavy: int = 0
    called: bool = False
    barred: bool = False


@dataclass(frozen=True, slots=True)
class Call:
    """A step that reaches somebody. No people means everybody."""

    step: Step
    people: tuple[str, ...] = ()


def call(step: Step, responders: Sequence[Responder], cap: int) -> Call:
    """Who is called at a step; where nobody can be, the next step's people at once, and at last everybody."""
    able = [one for one in responders if not one.barred and not one.resting and one.pages < cap]
    if step is Step.FIRST and (fresh := _least(one for one in able if one.on_duty)):
        return Call(step, fresh)
    if step <= Step.SECOND and (other := _least(one for one in able if one.on_duty and not one.called)):
        return Call(Step.SECOND, other)
    if step <= Step.ON_CALL and (people := tuple(sorted(one.person for one in able if one.on_call and not one.called))):
        return Call(Step.ON_CALL, people)
    return Call(Step.EVERYBODY)


def _least(people: Iterable[Responder]) -> tuple[str, ...]:
    """The one who carries least: heavy cases are spread."""
    found = min(people, key=lambda one: (one.called, one.heavy, one.pages, one.person), default=None)
    return (found.person,) if found is not None else ()


@dataclass(frozen=True, slots=True)
class Paging:
    """When each step of one urgency is called, counted from the first page; `repeat`: everybody again, until somebody takes it.

    `contact`: how long after a claim the member must have been reached before paging goes on.
    """

    second: timedelta
    on_call: timedelta
    everybody: timedelta
    repeat: timedelta
    contact: timedelta
    outside_from: Step = Step.ON_CALL

    def at(self, step: Step) -> timedelta:
        return (timedelta(0), self.second, self.on_call, self.everybody)[step]

    def pause_after(self, step: Step) -> timedelta:
        """From a step that was called to the next one."""
        return self.repeat if step is Step.EVERYBODY else self.at(Step(step + 1)) - self.at(step)
