"""The clinic's playbook: what a moderator does about a case, in order, and who must be told in which country."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Part = Literal["emergency", "adults", "children", "medicines"]
"""What a plan shows of a country's duties."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Steps for some kinds of cases: `label.value`, or a label for all of its values.

    Past `review_due` it is still shown, with the date, and staff are told: in an emergency an old plan is better than none.
    """

    kinds: tuple[str, ...]
    steps: tuple[str, ...]
    approved_by: str
    reviewed_on: date
    review_due: date
    shows: tuple[Part, ...] = ()
    example: bool = False

    @property
    def name(self) -> str:
        return ", ".join(self.kinds)

    def current(self, today: date) -> bool:
        return today <= self.review_due


@dataclass(frozen=True, slots=True)
class Duty:
    """Whom to tell about somebody at risk or a side effect, the law or scheme behind it, and its official page."""

    tell: str
    under: str
    url: str


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """The duties of a country. `emergency` is empty where the help lines of the country have the number."""

    code: str
    name: str
    adults: Duty
    children: Duty
    medicines: Duty
    checked_on: date
    check_due: date
    emergency: str = ""
    checked_how: str = ""
    example: bool = False

    def checked(self, today: date) -> bool:
        return today <= self.check_due


@dataclass(frozen=True, slots=True)
class Playbook:
    """`country` is the clinic's own; `plans` are by kind. Empty where the content has no playbook."""

    country: str = ""
    plans: Mapping[str, Plan] = field(default_factory=dict)
    jurisdictions: Mapping[str, Jurisdiction] = field(default_factory=dict)

    def plan(self, label: str, value: str) -> Plan | None:
        """The plan for a case: the one for its very kind before the one for its label."""
        return self.plans.get(f"{label}.{value}") or self.plans.get(label)

    @property
    def each(self) -> tuple[Plan, ...]:
        """Every plan once."""
        return tuple(dict.fromkeys(self.plans.values()))

    def jurisdiction(self, chosen: str | None) -> Jurisdiction | None:
        """That of the country that the member chose, else the clinic's own. Never inferred from anything else."""
        return self.jurisdictions.get((chosen or "").upper()) or self.jurisdictions.get(self.country)

    @property
    def examples(self) -> tuple[str, ...]:
        """What no clinic has reviewed."""
        plans = [plan.name for plan in self.each if plan.example]
        return (*plans, *(f"duty {one.code}" for one in self.jurisdictions.values() if one.example))
