"""Shadow mode: what is on trial never acts, and crisis is never on trial (promise 4)."""

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.comparison import Side, compare, joined
from bot.core.decision import Human, Standing, Urgency, Visibility, decide
from bot.core.finding import SEVERITY, Assessment, Finding, Label, Why
from bot.core.policy import FLOOR, Row
from bot.core.trial import KEPT_LIVE, Line, Trial, live, protected, shadow
from bot.knowledge.library import Library

_PAIRS = [(label, value) for label, values in SEVERITY.items() for value in values[1:]]
_PAIRS += [(Label.CONDUCT, "method"), (Label.CONDUCT, "grooming"), (Label.RED_FLAG, "emergency"), (Label.UNMEASURED, "true")]
_TAGS = ("prescription", "refuses_care", "abrupt_stop", "link", "contact", "dangerous")
_NAMES = [f"{label.value}.{value}" for label, value in _PAIRS]

findings = st.builds(
    lambda pair, confidence, rule, tags: Finding(
        pair[0], pair[1], confidence, "test", Why(f"{pair[0].value}.{rule}"), tags=frozenset(tags)
    ),
    st.sampled_from(_PAIRS),
    st.floats(0, 1),
    st.sampled_from(("one", "one.more", "two")),
    st.sets(st.sampled_from(_TAGS), max_size=2),
)
assessments = st.builds(
    lambda found, failed: Assessment(tuple(found), failed=("x",) if failed else ()), st.lists(findings, max_size=6), st.booleans()
)
rows = st.builds(
    Row,
    hide_from=st.none() | st.floats(0, 1),
    author=st.booleans(),
    readers=st.booleans(),
    human=st.sampled_from(("none", "review", "case", "page")),
    urgency=st.sampled_from(("none", "low", "normal", "high", "soon", "now")),
)
trials = st.builds(
    Trial,
    name=st.sampled_from(("a", "b", "c")),
    rules=st.lists(st.sampled_from([*(label.value for label in Label), "advice.one", "privacy.two"]), max_size=3).map(tuple),
    labels=st.frozensets(st.sampled_from(list(Label)), max_size=4),
    rows=st.dictionaries(st.sampled_from(_NAMES), rows, max_size=4),
)
standings = st.builds(Standing, st.integers(0, 3), st.booleans(), st.booleans())


@settings(max_examples=300, deadline=None)
@given(assessment=assessments, tried=st.lists(trials, max_size=3), standing=standings)
def test_crisis_is_never_in_shadow_whatever_a_trial_names(
    library: Library, assessment: Assessment, tried: list[Trial], standing: Standing
) -> None:
    acting = live(assessment, tried)
    for label in KEPT_LIVE:
        assert acting.of(label) == assessment.of(label)
    assert (acting.failed, acting.abstained) == (assessment.failed, assessment.abstained)
    decision = decide(acting, standing, library.policy)
    for finding in assessment.of(Label.CRISIS):
        floor = FLOOR[f"crisis.{finding.value}"]
        assert decision.human >= Human[floor.human.upper()]
        assert decision.urgency >= Urgency[floor.urgency.upper()]
        assert decision.crisis
    for trial in tried:
        would = shadow(trial, assessment, standing, library.policy, tried)
        crisis = decide(Assessment(assessment.of(Label.CRISIS)), standing, library.policy)
        assert (would.human, would.urgency) >= (crisis.human, crisis.urgency)


@settings(max_examples=200, deadline=None)
@given(assessment=assessments, standing=standings)
def test_without_trials_nothing_changes(library: Library, assessment: Assessment, standing: Standing) -> None:
    assert live(assessment, ()) is assessment
    nothing = Trial("nothing")
    assert live(assessment, [nothing]) is assessment
    assert shadow(nothing, assessment, standing, library.policy, [nothing]) == decide(assessment, standing, library.policy)


@settings(max_examples=300, deadline=None)
@given(assessment=assessments, tried=st.lists(trials, min_size=1, max_size=3), standing=standings)
def test_what_is_on_trial_never_acts(library: Library, assessment: Assessment, tried: list[Trial], standing: Standing) -> None:
    taken = [one for one in assessment.findings if any(trial.takes(one) for trial in tried)]
    without = Assessment(tuple(one for one in assessment.findings if one not in taken), assessment.looked, (), assessment.failed)
    decision = decide(live(assessment, tried), standing, library.policy)
    assert decision == decide(without, standing, library.policy)  # whatever the rows of the trials say
    whole = decide(assessment, standing, library.policy)
    assert decision.visibility <= whole.visibility
    assert decision.human <= whole.human
    assert decision.author <= whole.author


@settings(max_examples=200, deadline=None)
@given(assessment=assessments, tried=st.lists(trials, min_size=1, max_size=3), standing=standings)
def test_a_shadow_is_what_turning_on_that_one_trial_would_do(
    library: Library, assessment: Assessment, tried: list[Trial], standing: Standing
) -> None:
    for trial in tried:
        others = [other for other in tried if other is not trial]
        would = shadow(trial, assessment, standing, library.policy, tried)
        for finding in assessment.findings:
            assert (finding in would.findings) == (trial.takes(finding) or not any(other.takes(finding) for other in others))


def test_a_trial_is_for_its_channels_by_id_or_by_condition() -> None:
    here = Trial("here", channels=frozenset({"c-17", "diabetes"}))
    assert here.covers("c-17", "general")
    assert here.covers("c-99", "diabetes")
    assert not here.covers("c-99", "general")
    assert Trial("everywhere").covers("anything", "general")


def test_rules_go_by_how_they_begin() -> None:
    trial = Trial("names", rules=("privacy.self.name.", "misinformation.vaccine"))
    rule = Finding(Label.PRIVACY, "self", 0.9, "privacy", Why("privacy.self.name.listed"))
    assert trial.takes(rule)
    assert trial.takes(Finding(Label.MISINFORMATION, "true", 0.9, "misinformation", Why("misinformation.vaccines-autism")))
    assert not trial.takes(Finding(Label.PRIVACY, "self", 0.9, "privacy", Why("privacy.self.phone.cue")))
    assert not trial.takes(Finding(Label.CRISIS, "active", 0.9, "crisis", Why("privacy.self.name.listed")))


def test_a_lower_threshold_hides_in_shadow_only(library: Library) -> None:
    sooner = Trial("sooner", rows={"privacy.self": Row(hide_from=0.5, author=True, human="case", urgency="low")})
    seen = Assessment((Finding(Label.PRIVACY, "self", 0.6, "privacy", Why("privacy.self.phone.cue")),))
    assert decide(live(seen, [sooner]), Standing(), library.policy).visibility is Visibility.UNCHANGED
    assert shadow(sooner, seen, Standing(), library.policy, [sooner]).visibility is Visibility.HIDDEN


def test_rows_about_danger_are_not_tried(library: Library) -> None:
    assert protected("crisis.active")
    assert protected("crisis.passive+third_person")
    assert protected("diagnosis.self&crisis")
    assert protected("red_flag.same_day")
    assert not protected("advice.peer+prescription")
    weaker = Trial("weaker", rows={"red_flag.emergency": Row()})
    seen = Assessment((Finding(Label.RED_FLAG, "emergency", 0.9, "red_flags", Why("red_flags.x")),))
    assert shadow(weaker, seen, Standing(), library.policy, [weaker]) == decide(seen, Standing(), library.policy)


@settings(max_examples=200, deadline=None)
@given(assessment=assessments, standing=standings)
def test_a_line_is_read_as_it_is_written_and_holds_nothing_else(
    library: Library, assessment: Assessment, standing: Standing
) -> None:
    decision = decide(assessment, standing, library.policy)
    line = Line.of(decision)
    assert Line.read(str(line)) == line
    assert line.quiet == decision.quiet == (str(line) == "")
    known = {*_NAMES, "unmeasured", "hidden", "author", "readers", *(human.name.lower() for human in Human)}
    assert set(str(line).split()) <= known


@pytest.fixture
def counts() -> Mapping[tuple[str, str], int]:
    return {
        ("", ""): 900,
        ("", "advice.peer case author"): 60,
        ("diagnosis.peer review author readers", ""): 10,
        ("advice.peer review author", "advice.peer page author"): 20,
        ("privacy.self case hidden author", "privacy.self case hidden author"): 10,
    }


def test_shadow_beside_live_in_figures(counts: Mapping[tuple[str, str], int]) -> None:
    both = compare(counts)
    assert both.messages == 1000
    assert both.live == Side(acted=40, hidden=10, author=40, readers=10, reviews=30, cases=10)
    assert both.shadow == Side(acted=90, hidden=10, author=90, reviews=0, cases=70, pages=20)
    assert (both.new, both.gone, both.changed) == (60, 10, 20)
    assert (both.new_about, both.gone_about) == ({"advice.peer": 60}, {"diagnosis.peer": 10})
    assert (both.per_1000("cases"), both.per_1000("pages"), both.per_1000("reviews")) == (60.0, 20.0, -30.0)


def test_channels_are_added_up(counts: Mapping[tuple[str, str], int]) -> None:
    doubled = {pair: 2 * count for pair, count in counts.items()}
    assert joined([compare(counts), compare(counts)]) == compare(doubled)
    assert joined([]) == compare({})
    assert compare({}).per_1000("cases") == 0.0
