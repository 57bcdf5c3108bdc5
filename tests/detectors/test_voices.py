"""Messages in many voices, one a line: `want|message|the message it answers`, for four detectors."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.core.finding import Assessment, Label
from bot.core.message import Message, Person, Place
from bot.detectors import advice, authority, diagnosis, solicitation
from bot.detectors.document import read

DETECTORS = {
    "diagnosis": (diagnosis.DETECTOR, Label.DIAGNOSIS),
    "advice": (advice.DETECTOR, Label.ADVICE),
    "authority": (authority.DETECTOR, Label.AUTHORITY),
    "solicitation": (solicitation.DETECTOR, Label.SOLICITATION),
}


def rows() -> list[tuple[str, str, str, str]]:
    found = []
    for name in DETECTORS:
        for line in Path(__file__).with_name(f"voices_{name}.txt").read_text("utf-8").splitlines():
            if not line.startswith("#"):
                want, text, reply = line.split("|")
                found.append((name, want, text, reply))
    return found


@pytest.mark.parametrize(("name", "want", "text", "reply"), rows())
def test_a_voice_is_heard(name: str, want: str, text: str, reply: str) -> None:
    detector, label = DETECTORS[name]
    when = datetime(2026, 1, 1, tzinfo=UTC)
    message = Message("m", Place("sandbox", "c", "ch"), Person("p"), text, when, reply_text=reply or None)
    assert Assessment(tuple(detector.look(read(message)))).value(label) == want
