"""What the public may see gives no small count away, whatever sums its readers do."""

from collections import defaultdict
from dataclasses import replace
from datetime import timedelta
from itertools import product
from typing import Any

import pytest

from bot.core.figures import Band, Cell, Count, Figures, Public, Share, Spread, band, public, rank


@pytest.mark.parametrize(
    ("percent", "count", "place"), [(50, 1, 1), (50, 2, 1), (50, 3, 2), (90, 9, 9), (90, 10, 9), (90, 11, 10), (90, 100, 90)]
)
def test_a_percentile_is_the_nearest_rank(percent: int, count: int, place: int) -> None:
    assert rank(percent, count) == place


@pytest.mark.parametrize(
    ("count", "shown"), [(0, 0), (1, None), (4, None), (5, 5), (7, 5), (8, 10), (12, 10), (13, 15), (100, 100)]
)
def test_small_counts_are_suppressed_and_others_rounded(count: int, shown: int | None) -> None:
    cell = Cell.of(count)
    assert cell.shown == shown
    assert cell.low <= count <= cell.high


def figures(counts: tuple[int, ...], still_open: int = 0, **more: Any) -> Figures:
    empty = Figures(0, 0, 0, (), Spread(), Spread(), (), (), (), 0, 0, (), Share("drill", 0, 0), Spread(), 0)
    labels = tuple(Count(f"label{place}", count) for place, count in enumerate(counts))
    return replace(empty, labels=labels, still_open=still_open, **more)


@pytest.mark.parametrize("width", [1, 2, 3])
def test_no_reader_can_compute_a_suppressed_cell(width: int) -> None:
    """All small tables, with every number of open cases, by what is published of them: behind each publication a suppressed
    cell may be anything from 1 to 4."""
    behind: dict[Public, list[dict[str, int]]] = defaultdict(list)
    for counts in product(range(13 if width < 3 else 9), repeat=width):
        for still_open in range(sum(counts) + 1):
            given_out = public(figures(counts, still_open, in_time=(Share("now", still_open, sum(counts)),)))
            behind[given_out].append({f"label{place}": count for place, count in enumerate(counts)})
    for given_out, tables in behind.items():
        for cell in given_out.labels:
            if cell.shown is None:
                assert {counts[cell.name] for counts in tables} == {1, 2, 3, 4}, (given_out, tables)


def test_the_total_is_made_of_what_is_shown() -> None:
    assert public(figures((4, 4))).opened == public(figures((1, 1))).opened
    assert public(figures((41, 8, 3))).opened.shown == 55  # 40, 10 and the middle of 1 to 4; in truth 52
    assert public(figures((3,))).opened.shown is None
    assert public(figures(())).opened.shown == 0


def test_bars_that_look_alike_do_not_stand_in_the_order_of_what_is_hidden() -> None:
    assert [cell.name for cell in public(figures((1, 4, 2))).labels] == ["label0", "label1", "label2"]


@pytest.mark.parametrize(
    ("part", "whole", "told"),
    [
        (0, 0, Band.TOO_FEW),
        (1, 4, Band.TOO_FEW),
        (0, 5, Band.NONE),
        (5, 5, Band.ALL),
        (1, 5, Band.FIRST),
        (5, 20, Band.SECOND),
        (10, 20, Band.THIRD),
        (19, 20, Band.FOURTH),
    ],
)
def test_a_share_is_told_in_quarters(part: int, whole: int, told: Band) -> None:
    assert band(part, whole) is told


@pytest.mark.parametrize("whole", range(5, 40))
def test_every_quarter_fits_every_whole(whole: int) -> None:
    assert {band(part, whole) for part in range(whole + 1)} == set(Band) - {Band.TOO_FEW}


def test_nobodys_own_time_is_a_percentile() -> None:
    half, most = timedelta(minutes=4), timedelta(minutes=30)
    for count, told in ((9, (None, None)), (10, (half, None)), (49, (half, None)), (50, (half, most))):
        spread = public(figures((200,), to_claim=Spread(count, half, most))).to_claim
        assert (spread.p50, spread.p90) == told
    assert public(figures((3, 3), to_resolve=Spread(50, half, most))).to_resolve.p50 is None, "it would tell the sum of both"


def test_a_label_with_few_cases_has_no_share_of_false_alarms() -> None:
    given_out = public(figures((3, 30), false_labels=(Share("label0", 5, 9), Share("label1", 5, 9))))
    assert given_out.false_labels == (("label0", Band.TOO_FEW), ("label1", Band.THIRD))
