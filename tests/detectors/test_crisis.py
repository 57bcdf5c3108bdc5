"""Own sentences, in many voices: who must be seen now, and what only sounds like it."""

import pytest

from bot.core.finding import Assessment, Finding, Label
from bot.core.message import Role
from bot.detectors.crisis import DETECTOR, abuse, medical, suicide
from tests.detectors.tables import lines, rows, said


def findings(text: str, condition: str = "general", reply: str | None = None, role: Role = Role.MEMBER) -> list[Finding]:
    return DETECTOR.look(said(text, condition, reply, role))


def value(text: str, condition: str = "general", reply: str | None = None, role: Role = Role.MEMBER) -> str:
    return Assessment(tuple(findings(text, condition, reply, role))).value(Label.CRISIS)


@pytest.mark.parametrize("text", lines("crisis_active"))
def test_active(text: str) -> None:
    assert value(text) == "active"


@pytest.mark.parametrize("text", lines("crisis_passive"))
def test_passive(text: str) -> None:
    assert value(text) == "passive"


@pytest.mark.parametrize(("condition", "text"), rows("crisis_medical"))
def test_medical(condition: str, text: str) -> None:
    assert value(text, condition) == "medical"


@pytest.mark.parametrize("text", lines("crisis_abuse"))
def test_abuse(text: str) -> None:
    assert value(text) == "abuse"


@pytest.mark.parametrize(("condition", "text"), rows("crisis_quiet"))
def test_quiet(condition: str, text: str) -> None:
    assert value(text, condition) == "none"


@pytest.mark.parametrize(
    ("text", "reply"),
    [
        ("If he stops breathing call 999, otherwise time it and keep him safe.", "he has two minute seizures"),
        ("We're glad you told us. Please ring your crisis team or 988, they will listen.", "i want to die"),
        ("Chest pain that spreads to the arm is a reason to call an ambulance.", "what are the signs of a heart attack?"),
    ],
)
@pytest.mark.parametrize("role", [Role.CLINICIAN, Role.MODERATOR])
def test_professionals_explain(text: str, reply: str, role: Role) -> None:
    assert value(text, reply=reply, role=role) == "none"


@pytest.mark.parametrize(
    ("want", "text", "reply"),
    [
        ("active", "yes. tonight", "do you have a plan to hurt yourself?"),
        ("active", "not really", "are you safe tonight?"),
        ("passive", "honestly no", "are you glad you made it through?"),
        ("passive", "every day", "do you ever wish you weren't here?"),
        ("abuse", "no", "are you safe at home?"),
        ("abuse", "more than once", "has he hit you?"),
        ("medical", "no", "is he breathing?"),
        ("none", "no, nothing like that, just tired", "are you safe tonight?"),
        ("none", "no", "do you have a plan to hurt yourself?"),
        ("none", "yes", "are you safe at home?"),
        ("none", "yes", "are you coming to the quiz?"),
        ("none", "no", "did you get the new pump?"),
    ],
)
def test_a_short_answer_is_read_with_its_question(want: str, text: str, reply: str) -> None:
    assert value(text, reply=reply) == want


@pytest.mark.parametrize(
    ("want", "text"),
    [
        ("active", "im going to take all my tabelts tonight"),
        ("active", "been thinking about sucide and i have a plan and a date"),
        ("medical", "his lips are blue and he is unconcious"),
        ("medical", "my tounge is swelling and i cant breathe after a bee sting"),
        ("abuse", "he strangeld me last night"),
        ("none", "the shoting star was lovely and my tabel is set"),
    ],
)
def test_mistyped_words_are_read(want: str, text: str) -> None:
    assert value(text) == want


def test_the_place_survives_a_correction() -> None:
    text = "i think about sucide and i want to kill myself"
    (found, *_) = [one for one in findings(text) if one.why.rule == "crisis.active.kill"]
    assert text[found.why.start : found.why.end].endswith("kill myself")


def test_a_moderator_who_raises_the_alarm_counts() -> None:
    assert (
        value("@reed just posted that she is about to kill herself, can a mod please call someone", role=Role.MODERATOR)
        == "active"
    )


def test_another_person_in_danger_is_tagged() -> None:
    (found, *_) = findings("my friend just texted me goodbye and turned her phone off")
    assert "third_person" in found.tags


def test_a_minor_is_tagged() -> None:
    assert any("minor" in found.tags for found in findings("im 14 and i want to kill myself"))


def test_the_place_is_that_of_the_message() -> None:
    text = "…well… i want to kill myself"
    (found, *_) = findings(text)
    assert "kill myself" in text[found.why.start : found.why.end]


@pytest.mark.parametrize(
    "text",
    [
        "he hit me and ",
        "i want to kill myself ",
        "chest pain ",
        "\u200b",
        "if i was gone they would be better off without me ",
        "sucide talbets ",
        "the dog goes to my sister and ",
        "120/80 38.5 ketones 3.2 ",
    ],
)
def test_a_very_long_message_is_read(text: str) -> None:
    findings((text * 40_000)[:100_000])


def test_every_frame_compiles() -> None:
    for frames in (suicide.FRAMES, suicide.FAREWELL, suicide.WISHES, medical.SIGNS, abuse.FRAMES, abuse.SIGNS):
        frames.warm()
