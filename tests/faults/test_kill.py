"""SIGKILL at random moments: every message is heard once, each flagged one makes one case, every page goes out and is seen once,
and no timer is lost (promises 3 and 4). `python -m tests.faults.kill SEED…` does it by hand."""

from collections.abc import Callable
from pathlib import Path

from tests.faults.kill import KILLS, KILLS_AT_START, KILLS_AT_TIMERS, MESSAGES, storm


def test_nothing_is_lost_and_nothing_is_done_twice(tmp_path: Path, record_property: Callable[[str, object], None]) -> None:
    counts = storm(tmp_path)
    record_property("counts", counts.table())
    assert counts.kills == KILLS + KILLS_AT_START + KILLS_AT_TIMERS
    assert counts.heard_once == counts.sent == MESSAGES
    assert counts.flagged_with_one_case == counts.flagged
    assert counts.quiet_with_a_case == 0
    assert counts.claims_made <= counts.claims_heard
    assert counts.told_once == counts.crises
    assert counts.pages_seen == counts.pages_sent == counts.pages_decided
    assert counts.pages_decided > counts.crises  # some were called for again
    assert counts.pages_seen_twice == 0
    assert counts.chains_followed >= counts.crises / 4  # the others were claimed
    assert counts.calls_missed_or_doubled == 0
    assert counts.timers_expected > counts.flagged
    assert counts.timers_lost == 0
    assert counts.left_over == 0
