"""The decision: what follows from what, and that more risk never means less response (promise 2)."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.decision import Decision, Human, Standing, Urgency, Visibility, Words, decide
from bot.core.finding import SEVERITY, Assessment, Finding, Label
from bot.core.policy import FLOOR, Policy
from bot.knowledge.library import Library
from tests.fakes import finding

_TAGS = ("prescription", "refuses_care", "abrupt_stop", "link", "contact", "dangerous")
_VALUES = [(label, value) for label, values in SEVERITY.items() for value in values[1:]]
_VALUES += [(Label.CONDUCT, value) for value in ("method", "harassment", "hate", "sexual", "grooming", "private_contact")]
_VALUES += [(Label.RED_FLAG, value) for value in ("same_day", "emergency")]


def one(label: Label, value: str, confidence: float = 0.9, *tags: str) -> Assessment:
    return Assessment((finding(label, value, confidence, tags=frozenset(tags)),))


def decided(library: Library, assessment: Assessment, standing: Standing | None = None) -> Decision:
    return decide(assessment, standing or Standing(), library.policy)


TABLE = [
    # label, value, confidence, tags -> visibility, author, readers, human, urgency (policy/labels.md, "What follows")
    (Label.PRIVACY, "self", 0.95, (), "HIDDEN", True, False, "CASE", "LOW"),
    (Label.PRIVACY, "self", 0.6, (), "UNCHANGED", True, False, "CASE", "LOW"),
    (Label.PRIVACY, "third_party", 0.6, (), "HIDDEN", True, False, "CASE", "NORMAL"),
    (Label.PRIVACY, "clinician", 0.6, (), "HIDDEN", True, False, "CASE", "HIGH"),
    (Label.DIAGNOSIS, "self", 0.9, (), "UNCHANGED", True, False, "NONE", "NONE"),
    (Label.DIAGNOSIS, "seeking", 0.9, (), "UNCHANGED", True, False, "NONE", "NONE"),
    (Label.DIAGNOSIS, "peer", 0.9, (), "UNCHANGED", True, True, "REVIEW", "LOW"),
    (Label.ADVICE, "seeking", 0.9, (), "UNCHANGED", True, False, "NONE", "NONE"),
    (Label.ADVICE, "seeking", 0.9, ("abrupt_stop",), "UNCHANGED", True, False, "REVIEW", "NORMAL"),
    (Label.ADVICE, "peer", 0.9, (), "UNCHANGED", True, True, "REVIEW", "LOW"),
    (Label.ADVICE, "peer", 0.9, ("prescription",), "UNCHANGED", True, True, "CASE", "NORMAL"),
    (Label.ADVICE, "peer", 0.9, ("refuses_care",), "UNCHANGED", True, True, "CASE", "HIGH"),
    (Label.MISINFORMATION, "true", 0.9, (), "UNCHANGED", True, True, "REVIEW", "LOW"),
    (Label.MISINFORMATION, "true", 0.9, ("dangerous",), "HIDDEN", True, True, "CASE", "NORMAL"),
    (Label.CRISIS, "passive", 0.5, (), "UNCHANGED", True, False, "PAGE", "SOON"),
    (Label.CRISIS, "abuse", 0.5, (), "UNCHANGED", True, False, "PAGE", "SOON"),
    (Label.CRISIS, "medical", 0.5, (), "UNCHANGED", True, False, "PAGE", "NOW"),
    (Label.CRISIS, "active", 0.5, (), "UNCHANGED", True, False, "PAGE", "NOW"),
    (Label.AUTHORITY, "true", 0.9, (), "UNCHANGED", True, True, "REVIEW", "LOW"),
    (Label.SOLICITATION, "true", 0.9, (), "UNCHANGED", True, False, "REVIEW", "LOW"),
    (Label.SOLICITATION, "true", 0.9, ("link",), "HIDDEN", True, False, "REVIEW", "LOW"),
    (Label.CONDUCT, "method", 0.9, (), "HIDDEN", True, False, "CASE", "HIGH"),
    (Label.RED_FLAG, "emergency", 0.9, (), "UNCHANGED", True, False, "CASE", "HIGH"),
]


@pytest.mark.parametrize(("label", "value", "confidence", "tags", "visibility", "author", "readers", "human", "urgency"), TABLE)
def test_what_follows_is_what_the_policy_tabulates(
    library: Library,
    label: Label,
    value: str,
    confidence: float,
    tags: tuple[str, ...],
    visibility: str,
    author: bool,
    readers: bool,
    human: str,
    urgency: str,
) -> None:
    decision = decided(library, one(label, value, confidence, *tags))
    words = frozenset({Words(label, value)})
    assert decision.visibility is Visibility[visibility]
    assert decision.author == (words if author else frozenset())
    assert decision.readers == (words if readers else frozenset())
    assert (decision.human, decision.urgency) == (Human[human], Urgency[urgency])


def test_a_quiet_message_asks_for_nothing(library: Library) -> None:
    assert decided(library, Assessment()).quiet


def test_diagnosis_with_advice_is_looked_at(library: Library) -> None:
    both = Assessment((finding(Label.DIAGNOSIS, "self"), finding(Label.ADVICE, "seeking")))
    assert decided(library, both).human is Human.REVIEW


def test_repeated_or_preying_solicitation_becomes_a_case(library: Library) -> None:
    sold = one(Label.SOLICITATION, "true")
    assert decided(library, sold, Standing(solicitations=1)).human is Human.CASE
    assert decided(library, sold, Standing(addressee_vulnerable=True)).urgency is Urgency.HIGH


@pytest.mark.parametrize("assessment", [Assessment(failed=("privacy",)), Assessment(abstained=("language",))])
def test_a_detector_that_cannot_look_opens_a_review(library: Library, assessment: Assessment) -> None:
    assert decided(library, assessment).human is Human.REVIEW


@pytest.mark.parametrize("name", sorted(FLOOR))
def test_no_setting_lowers_a_crisis_below_the_floor(name: str) -> None:
    label, value = name.split(".")
    decision = decide(one(Label(label), value, 0.01), Standing(), Policy())
    assert decision.human is Human.PAGE
    assert decision.urgency.name.lower() == FLOOR[name].urgency
    assert decision.author


@pytest.mark.parametrize("value", SEVERITY[Label.CRISIS][1:])
def test_a_crisis_alone_never_hides(library: Library, value: str) -> None:
    assert decided(library, one(Label.CRISIS, value, 1.0)).visibility is Visibility.UNCHANGED


@pytest.mark.parametrize(("milder", "graver"), [(a, b) for a, b in itertools.combinations(SEVERITY[Label.CRISIS][1:], 2)])
def test_the_graver_crisis_names_the_case(library: Library, milder: str, graver: str) -> None:
    both = Assessment((finding(Label.CRISIS, milder, 0.99), finding(Label.CRISIS, graver, 0.5)))
    leading = decided(library, both).leading
    assert leading is not None
    assert leading.value == graver


findings = st.builds(
    lambda pair, confidence, tags: finding(pair[0], pair[1], confidence, tags=frozenset(tags)),
    st.sampled_from(_VALUES),
    st.floats(0, 1),
    st.sets(st.sampled_from(_TAGS), max_size=3),
)


def raised(found: Finding, steps: int, confidence: float, tags: set[str]) -> Finding:
    """The same finding, judged riskier: a later value, surer, with more tags."""
    order = SEVERITY.get(found.label, (found.value,))
    value = order[min(len(order) - 1, order.index(found.value) + steps)]
    return finding(found.label, value, max(found.confidence, confidence), tags=found.tags | tags)


def at_least(strong: frozenset[Words], weak: frozenset[Words]) -> bool:
    return all(any(other.label is words.label and other.rank >= words.rank for other in strong) for words in weak)


@settings(max_examples=400, deadline=None)
@given(
    base=st.lists(findings, max_size=5),
    changes=st.lists(
        st.tuples(st.integers(0, 3), st.floats(0, 1), st.sets(st.sampled_from(_TAGS), max_size=2)), min_size=5, max_size=5
    ),
    more=st.lists(findings, max_size=3),
    before=st.integers(0, 3),
    later=st.integers(0, 3),
    failed=st.booleans(),
)
def test_more_risk_never_means_less_response(
    library: Library,
    base: list[Finding],
    changes: list[tuple[int, float, set[str]]],
    more: list[Finding],
    before: int,
    later: int,
    failed: bool,
) -> None:
    riskier = [raised(found, *change) for found, change in zip(base, changes, strict=False)] + more
    weak = decide(Assessment(tuple(base)), Standing(solicitations=before), library.policy)
    strong = decide(
        Assessment(tuple(riskier), failed=("x",) if failed else ()), Standing(solicitations=before + later), library.policy
    )
    assert strong.visibility >= weak.visibility
    assert strong.human >= weak.human
    assert strong.urgency >= weak.urgency
    assert at_least(strong.author, weak.author)
    assert at_least(strong.readers, weak.readers)
