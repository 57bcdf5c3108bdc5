"""Own sentences against the bank that ships: asserted, asked, refuted, told of others."""

from functools import cache
from importlib.resources import files

import pytest

from bot.core.claim import Claim
from bot.core.finding import Finding
from bot.core.message import Role
from bot.detectors import misinformation
from bot.detectors.detector import Detector
from bot.knowledge.library import load
from tests.detectors.tables import lines, said


@cache
def claims() -> tuple[Claim, ...]:
    return load(files("content")).claims


@cache
def shipped() -> Detector:
    return misinformation.detector(claims())


def findings(text: str, reply: str | None = None, role: Role = Role.MEMBER) -> list[Finding]:
    return shipped().look(said(text, reply=reply, role=role))


@pytest.mark.parametrize("text", lines("misinformation_true"))
def test_asserted(text: str) -> None:
    assert findings(text)


@pytest.mark.parametrize("text", lines("misinformation_false"))
def test_asked_refuted_or_harmless(text: str) -> None:
    assert not findings(text)


def test_every_claim_is_found_by_its_own_sentence() -> None:
    lost = [claim.id for claim in claims() if claim.id not in {found.ref for found in findings(claim.claim)}]
    assert lost == []


@pytest.mark.parametrize("answer", ["yes, it's true", "100% this", "absolutely, they do", "so true"])
def test_a_yes_makes_the_claim_ones_own(answer: str) -> None:
    assert findings(answer, reply="do vaccines cause autism?")


@pytest.mark.parametrize(
    "answer", ["nope, total myth", "no they don't", "not true", "thanks everyone", "yes but it was debunked"]
)
def test_a_no_does_not(answer: str) -> None:
    assert not findings(answer, reply="do vaccines cause autism?")


def test_a_dangerous_claim_is_tagged() -> None:
    assert any("dangerous" in found.tags for found in findings("Drinking bleach drops cures autism"))


def test_a_clinician_who_refutes_is_quiet() -> None:
    assert not findings("Vaccines cause autism? That study was withdrawn.", role=Role.CLINICIAN)


def test_frames_work_without_a_bank() -> None:
    (found,) = misinformation.detector(()).look(said("black salve cures melanoma, doctors hide it"))
    assert found.ref == ""


@pytest.mark.parametrize("text", ["vaccines cause autism ", "turmeric cures cancer. ", "a" * 50])
def test_a_very_long_message_is_read(text: str) -> None:
    findings((text * 10_000)[:100_000])
