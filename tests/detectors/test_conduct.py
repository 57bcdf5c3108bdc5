"""Own sentences: method detail, harassment, hate, sexual advances and grooming; talk of bodies and anger at illness is quiet."""

import pytest

from bot.core.message import Role
from bot.detectors.conduct import DETECTOR
from tests.detectors.tables import rows, said


@pytest.mark.parametrize(("value", "text"), rows("conduct_rows"))
def test_conduct(value: str, text: str) -> None:
    seen = {found.value for found in DETECTOR.look(said(text)) if "private_contact" not in found.tags}
    assert value in seen if value != "quiet" else not seen


@pytest.mark.parametrize("text", ["dm me if you want to chat", "add me on snap", "let's talk in private", "what's your number?"])
def test_an_offer_of_private_contact_is_tagged(text: str) -> None:
    assert any("private_contact" in found.tags for found in DETECTOR.look(said(text)))


def test_a_minor_is_tagged() -> None:
    found = DETECTOR.look(said("dm me, don't tell your mum we talk", reply="im 13 and newly diagnosed"))
    assert all("minor" in one.tags for one in found)
    assert found


@pytest.mark.parametrize("role", [Role.CLINICIAN, Role.MODERATOR])
def test_professionals_may_name_doses(role: Role) -> None:
    assert not DETECTOR.look(said("The lethal dose of paracetamol is lower than people think, keep it locked away.", role=role))
