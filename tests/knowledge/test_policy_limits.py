"""Limits of the policy that protect members: read, and refused where they would go below their floor."""

from datetime import date
from pathlib import Path

import pytest

from bot.core.policy import FEWEST_DANGER_CALLS
from bot.knowledge.library import examine, load
from tests.knowledge.trees import POLICY, plant

TODAY = date(2026, 11, 24)


def test_what_is_left_out_is_the_floor(tmp_path: Path) -> None:
    policy = load(plant(tmp_path), TODAY).policy
    assert (policy.danger_calls_per_day, policy.clinic_contact) == (FEWEST_DANGER_CALLS, "")


def test_a_clinic_may_allow_more_and_name_its_contact(tmp_path: Path) -> None:
    added = '[reports]\ndanger_calls_per_day = 9\n[members]\nclinic_contact = " the front desk, 555 0100 "\n'
    policy = load(plant(tmp_path, {"policy.toml": POLICY + added}), TODAY).policy
    assert (policy.danger_calls_per_day, policy.clinic_contact) == (9, "the front desk, 555 0100")


@pytest.mark.parametrize("number", ["2", "0", "-1", "101", "3.5", '"3"', "true"])
def test_the_first_reports_of_danger_always_call(tmp_path: Path, number: str) -> None:
    added = f"[reports]\ndanger_calls_per_day = {number}\n"
    faults = [str(fault) for fault in examine(plant(tmp_path, {"policy.toml": POLICY + added}), TODAY)[1]]
    line = POLICY.count("\n") + 2
    assert len(faults) == 1
    assert f"content/policy.toml:{line}" in faults[0]
    assert "danger_calls_per_day" in faults[0]
