"""The pipeline: every detector killed in turn opens a review, and the others go on (promise 2)."""

import logging

import pytest

from bot.core.decision import Human, Standing, decide
from bot.core.finding import Label
from bot.detectors.detector import Detector
from bot.detectors.document import Document
from bot.detectors.everything import pipeline
from bot.detectors.pipeline import Pipeline
from bot.knowledge.library import Library
from tests.fakes import message

TEXT = "I want to kill myself tonight. Call me on 07700 900123. Vaccines cause autism. canary-6612"


def names(library: Library) -> list[str]:
    return [detector.name for detector in pipeline(library).detectors]


def break_(number: int, whole: Pipeline) -> Pipeline:
    def fail(document: Document) -> list[object]:
        raise ValueError(document.text)

    detectors = list(whole.detectors)
    detectors[number] = Detector(detectors[number].name, fail)  # type: ignore[arg-type]  # it never returns
    return Pipeline(detectors)


@pytest.mark.parametrize("number", range(11))
def test_a_detector_that_fails_opens_a_review_and_the_others_go_on(
    library: Library, number: int, caplog: pytest.LogCaptureFixture
) -> None:
    whole = pipeline(library)
    assert len(whole.detectors) == 11
    with caplog.at_level(logging.DEBUG):
        assessment = break_(number, whole).assess(message(TEXT))
        break_(number, whole).assess(message(TEXT))
    assert assessment.failed == (names(library)[number],)
    assert len(assessment.looked) == 10
    assert decide(assessment, Standing(), library.policy).human >= Human.REVIEW
    assert "canary-6612" not in caplog.text


def test_a_quiet_message_with_a_failed_detector_is_not_silence(library: Library) -> None:
    assessment = break_(0, pipeline(library)).assess(message("good morning"))
    assert decide(assessment, Standing(), library.policy).human is Human.REVIEW


def test_every_label_of_the_policy_has_its_detector(library: Library) -> None:
    seen = pipeline(library).assess(message(TEXT))
    assert seen.value(Label.CRISIS) == "active"
    assert seen.value(Label.PRIVACY) == "self"
    assert seen.value(Label.MISINFORMATION) == "true"


def test_assessing_twice_gives_the_same(library: Library) -> None:
    whole = pipeline(library)
    assert whole.assess(message(TEXT)) == whole.assess(message(TEXT))


def test_what_detectors_put_off_is_whole_at_the_first_look(library: Library) -> None:
    early, prepared = pipeline(library), pipeline(library)
    prepared.prepare()
    assert early.assess(message(TEXT)) == prepared.assess(message(TEXT))


def test_what_cannot_be_prepared_is_told_at_once(library: Library) -> None:
    def fail() -> None:
        raise LookupError("claims")

    with pytest.raises(LookupError, match="claims"):
        Pipeline([Detector("broken", lambda document: [], fail)]).prepare()
