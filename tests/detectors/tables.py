"""Tables of own sentences beside the tests: one a line, the wanted value or condition before a bar."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from bot.core.message import Message, Person, Place, Role
from bot.detectors.document import Document, read

_HERE: Final = Path(__file__).parent


def lines(name: str) -> list[str]:
    return [line for line in (_HERE / f"{name}.txt").read_text("utf-8").splitlines() if line.strip()]


def rows(name: str) -> list[tuple[str, str]]:
    return [(first, text) for first, _, text in (line.partition("|") for line in lines(name))]


def said(text: str, condition: str = "general", reply: str | None = None, role: Role = Role.MEMBER) -> Document:
    """A message made ready for a detector."""
    person = Person("p", roles=frozenset({role}))
    when = datetime(2026, 1, 1, tzinfo=UTC)
    return read(Message("m", Place("sandbox", "c", "ch"), person, text, when, condition=condition, reply_text=reply))
