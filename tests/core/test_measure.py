"""Who never earns a strike, when one fades, and which of several measures holds."""

from datetime import timedelta

import pytest

from bot.core.decision import Human, Urgency
from bot.core.measure import Kind, Measure, Rule, earns_strike, last_in_force, may_hide, strikes
from bot.core.report import WEIGHT, Concern
from tests.fakes import HERE, MODERATORS, NOW

HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("case", "seen", "rule", "earns"),
    [
        ("conduct.harassment", {"conduct.harassment"}, Rule.HARASSMENT, True),
        ("report.harassment", set(), Rule.HARASSMENT, True),
        ("solicitation.true", {"solicitation.true"}, Rule.SELLING, True),
        ("privacy.third_party", {"privacy.third_party"}, Rule.PRIVACY, True),
        ("diagnosis.peer", {"diagnosis.peer"}, Rule.MEDICAL_ADVICE, True),
        ("advice.seeking", {"advice.seeking"}, Rule.OTHER, True),
        # danger, wherever it shows and whoever reports it as what
        ("crisis.active", {"crisis.active"}, Rule.OTHER, False),
        ("crisis.passive", set(), Rule.HARASSMENT, False),
        ("crisis.abuse", set(), Rule.HATE, False),
        ("crisis.medical", set(), Rule.MEDICAL_ADVICE, False),
        ("report.harassment", {"crisis.passive"}, Rule.HARASSMENT, False),
        ("conduct.harassment", {"conduct.harassment", "crisis.active"}, Rule.HARASSMENT, False),
        # what members tell of themselves
        ("privacy.self", {"privacy.self"}, Rule.PRIVACY, False),
        ("diagnosis.self", {"diagnosis.self"}, Rule.MEDICAL_ADVICE, False),
        ("diagnosis.seeking", {"diagnosis.seeking"}, Rule.OTHER, False),
        ("report.privacy", {"privacy.self"}, Rule.PRIVACY, False),
        ("report.medical", {"diagnosis.self", "diagnosis.seeking"}, Rule.MEDICAL_ADVICE, False),
        ("report.medical", {"diagnosis.self", "advice.peer"}, Rule.MEDICAL_ADVICE, True),
        ("report.harassment", {"diagnosis.self"}, Rule.HARASSMENT, True),
        # asking the team for something
        ("request.person", set(), Rule.OTHER, False),
        ("appeal.ban", set(), Rule.HARASSMENT, False),
        ("drill.page", set(), Rule.OTHER, False),
    ],
)
def test_who_earns_a_strike(case: str, seen: set[str], rule: Rule, earns: bool) -> None:
    assert earns_strike(case, seen, rule) is earns


@pytest.mark.parametrize(
    ("case", "seen", "may"),
    [
        ("conduct.harassment", {"conduct.harassment"}, True),
        ("privacy.self", {"privacy.self"}, True),
        ("report.hate", set(), True),
        ("crisis.active", {"crisis.active", "conduct.method"}, True),
        ("crisis.active", {"crisis.active"}, False),
        ("report.harassment", {"crisis.passive"}, False),
        ("crisis.abuse", set(), False),
        ("request.person", set(), False),
        ("appeal.ban", set(), False),
        ("drill.page", set(), False),
    ],
)
def test_what_a_person_may_take_out_of_sight(case: str, seen: set[str], may: bool) -> None:
    assert may_hide(case, seen) is may


def measure(number: int, kind: Kind = Kind.TIME_OUT, **more: object) -> Measure:
    values: dict[str, object] = {"until": NOW + HOUR, "fades_at": NOW + 100 * HOUR, "place": HERE, **more}
    return Measure(number, 1, "ana", kind, Rule.HATE, "sam", at=NOW, **values)  # type: ignore[arg-type]  # a table's shorthand


@pytest.mark.parametrize(
    ("one", "holds", "counts"),
    [
        (measure(1), True, True),
        (measure(1, until=NOW), False, True),
        (measure(1, until=None), True, True),
        (measure(1, Kind.WARN, until=None), False, True),
        (measure(1, Kind.BAN, until=None, fades_at=NOW), True, False),
        (measure(1, fades_at=None), True, False),
        (measure(1, undone_at=NOW), False, False),
    ],
)
def test_what_holds_and_what_counts(one: Measure, holds: bool, counts: bool) -> None:
    assert (one.holds(NOW), one.counts(NOW)) == (holds, counts)
    assert strikes([one, one], NOW) == 2 * counts


def test_of_several_the_one_that_holds_longest_stands() -> None:
    short, long, over = measure(1), measure(2, until=NOW + 2 * HOUR), measure(3, until=NOW - HOUR)
    assert last_in_force([short, long, over], short, NOW) == long
    assert last_in_force([short, over], over, NOW) == short
    assert last_in_force([over], over, NOW) is None
    assert last_in_force([short, measure(4, until=None)], short, NOW) == measure(4, until=None)


def test_a_measure_of_another_kind_or_channel_lifts_nothing() -> None:
    ban = measure(1, Kind.BAN, until=None)
    here, there = measure(2, Kind.REMOVE, until=None), measure(3, Kind.REMOVE, until=None, place=MODERATORS)
    assert last_in_force([ban], measure(9), NOW) is None
    assert last_in_force([ban, here, there], here, NOW) == here
    assert last_in_force([ban, there], here, NOW) is None


def test_every_concern_has_a_weight_and_only_danger_calls_at_once() -> None:
    assert set(WEIGHT) == set(Concern)
    paged = {concern for concern, (human, _) in WEIGHT.items() if human is Human.PAGE}
    assert paged == {Concern.DANGER}
    assert all(human >= Human.CASE for human, _ in WEIGHT.values())
    assert all(WEIGHT[one][1] >= Urgency.HIGH for one in (Concern.THREAT, Concern.SELF_HARM, Concern.CHILD, Concern.DANGER))
