"""What every reader yields, and what it counts on the way."""

from collections import Counter, OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final, Protocol

from bot.core.message import Role
from bot.exports.people import People

FAULTS_KEPT: Final = 20
"""Bad records that are named one by one; the rest is only counted."""

_RECENT_CHARACTERS: Final = 8_000_000


class Skip(StrEnum):
    """Why a record is passed over. The words for each are in `content/reports`."""

    BOT = "bot"
    SYSTEM = "system"
    EMPTY = "empty"
    UNREADABLE = "unreadable"
    TWICE = "twice"


@dataclass(frozen=True, slots=True)
class Exported:
    """One message of a person. `author` is a number that stands for a member here, empty where the export does not say.

    `at` is None where the export has no times. `thread` is set in a thread; `reply_text` and `reply_author` where the answered
    message was read before. `condition` is empty where only the channel's name can tell.
    """

    id: str
    channel: str
    author: str
    role: Role
    text: str
    at: datetime | None
    reply_to: str | None = None
    reply_text: str | None = None
    reply_author: str | None = None
    thread: str | None = None
    edited: bool = False
    attachments: int = 0
    bot: bool = False
    condition: str = ""


@dataclass
class Tally:
    """Counts of what was read and passed over. Handed in, so that a source stays a plain iterator.

    `faults` name a file, the record's position in it and what is wrong, and never what it says.
    """

    bytes: int = 0
    skipped: Counter[Skip] = field(default_factory=Counter)
    talks: int = 0
    """Private talks between members: they are not opened, as the bot would not be in them."""
    faults: list[str] = field(default_factory=list)

    def skip(self, why: Skip) -> None:
        self.skipped[why] += 1

    def bad(self, file: str, record: int, says: str) -> None:
        self.skip(Skip.UNREADABLE)
        if len(self.faults) < FAULTS_KEPT:
            self.faults.append(f"{file}: record {record}: {says}")


class Source(Protocol):
    """One export. `size` is what `Tally.bytes` will have grown by when it is read."""

    @property
    def size(self) -> int: ...

    def records(self, people: People, tally: Tally) -> Iterator[Exported]:
        """The messages of people, oldest first as far as the export is. Raises `BadExport`."""


class Recent:
    """Texts that a later message may answer: the newest ones, up to a number of characters."""

    def __init__(self, characters: int = _RECENT_CHARACTERS) -> None:
        self._kept: OrderedDict[str, tuple[str, str]] = OrderedDict()
        self._room = characters

    def keep(self, message: str, author: str, text: str) -> None:
        self._kept[message] = (author, text)
        self._room -= len(text) + len(message)
        while self._room < 0 and self._kept:
            oldest, (_, gone) = self._kept.popitem(last=False)
            self._room += len(gone) + len(oldest)

    def answered(self, message: str | None) -> tuple[str | None, str | None]:
        """Author and text of an earlier message, or None twice."""
        return self._kept.get(message, (None, None)) if message is not None else (None, None)
