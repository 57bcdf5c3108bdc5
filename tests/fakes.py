"""Hand-written stand-ins that are passed as arguments."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

from bot.cog import Home
from bot.core.action import Durable, Power
from bot.core.finding import Assessment, Finding, Label, Why
from bot.core.message import Channel, ChannelKind, Message, Person, Place, Role
from bot.platform import Refused, TryLater

NOW: Final = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
HERE: Final = Place("fake", "community", "support")
MODERATORS: Final = Place("fake", "community", "moderators")
ANA: Final = Person("ana", "Ana")
BEN: Final = Person("ben", "Ben")
SAM: Final = Person("sam", "Sam", frozenset({Role.MODERATOR}))
MIRA: Final = Person("mira", "Mira", frozenset({Role.MODERATOR}))
OSEI: Final = Person("osei", "Dr Osei", frozenset({Role.CLINICIAN}))


class TestClock:
    """Stands still until it is moved."""

    __test__ = False

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at

    def advance(self, **delta: float) -> None:
        self.at += timedelta(**delta)


class FakePlatform:
    """Keeps what it performed; refuses or fails the next actions when told to."""

    name = "fake"
    powers = frozenset(Power)
    home = Home(MODERATORS)

    def __init__(self) -> None:
        self.performed: list[Durable] = []
        self.nonces: dict[str, str] = {}
        self.refuse: Callable[[Durable], bool] = lambda action: False
        self.fail: list[Exception] = []
        self.lose_answer = False
        self.people: dict[str, Person] = {person.id: person for person in (ANA, BEN, SAM, MIRA, OSEI)}

    @property
    def directory(self) -> "FakePlatform":
        return self

    def person(self, person_id: str) -> Person | None:
        return self.people.get(person_id)

    def channel(self, channel_id: str) -> Channel | None:
        return Channel(channel_id, channel_id, ChannelKind.SUPPORT)

    def staff(self, role: Role) -> Sequence[Person]:
        return [person for person in self.people.values() if role in person.roles]

    def condition_channels(self) -> Sequence[Place]:
        return []

    async def find(self, nonce: str) -> str | None:
        return self.nonces.get(nonce)

    async def perform(self, action: Durable, nonce: str, reference: str | None) -> str | None:
        if self.refuse(action):
            raise Refused
        if self.fail:
            raise self.fail.pop(0)
        self.performed.append(action)
        self.nonces[nonce] = made = f"made-{len(self.performed)}"
        if self.lose_answer:
            self.lose_answer = False
            raise TryLater(0)
        return made

    def of(self, kind: type[Durable]) -> list[Durable]:
        return [action for action in self.performed if isinstance(action, kind)]


def message(text: str, id: str = "m1", author: Person = ANA, **more: object) -> Message:  # noqa: A002
    values: dict[str, object] = {"place": HERE, "sent_at": NOW, **more}
    return Message(id, author=author, text=text, **values)  # type: ignore[arg-type]  # a table's shorthand


def finding(label: Label, value: str, confidence: float = 0.9, **more: object) -> Finding:
    return Finding(label, value, confidence, "test", Why("test.rule"), **more)  # type: ignore[arg-type]  # a table's shorthand


def assessor(known: Mapping[str, tuple[Finding, ...]]) -> Callable[[Message], Assessment]:
    """Finds what a table says, by text."""
    return lambda message: Assessment(known.get(message.text, ()), ("test",))
