"""A chain of records: each one's hash covers its own content and the hash before it, so that no past step can change unseen.

The construction is the linear hash chain of Haber and Stornetta, "How to time-stamp a digital document" (1991), with SHA-256.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Final

GENESIS: Final = "0" * 64
"""What the first entry follows."""

_HASH: Final = re.compile(r"[0-9a-f]{64}")

PROGRAM: Final = "program"
MEMBER: Final = "member"
OPERATOR: Final = "operator"
"""Who acted, where it was not a named member of the staff: members are never named in the record."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One step. `detail` holds ids and words of ours, never a text that somebody wrote."""

    sequence: int
    at: datetime
    actor: str
    kind: str
    case: int | None
    detail: Mapping[str, str] = field(default_factory=dict)
    previous: str = GENESIS
    hash: str = ""


def digest(entry: Entry) -> str:
    """The hash of an entry's content and of its predecessor's hash."""
    content = [
        entry.sequence,
        entry.at.astimezone(UTC).isoformat(),
        entry.actor,
        entry.kind,
        entry.case,
        dict(sorted(entry.detail.items())),
        entry.previous,
    ]
    return hashlib.sha256(json.dumps(content, ensure_ascii=True, separators=(",", ":")).encode()).hexdigest()


class Fault(StrEnum):
    """How a record can be wrong."""

    ENTRY = "entry"
    """An entry was changed, or one was taken out or put in."""
    HEAD = "head"
    """The last entries are not those that were written: some were cut off, or added past the program."""
    ANCHOR = "anchor"
    """Everything fits, and yet it is not what an anchor says: the record was written anew."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A head of the chain as it was sent off the host. `at` is None where somebody copied it from there."""

    sequence: int
    hash: str
    at: datetime | None = None

    def __str__(self) -> str:
        return f"{self.sequence}:{self.hash}"

    @classmethod
    def read(cls, text: str) -> "Anchor":
        """`SEQ:HASH`, as it stands in a mail. Raises `ValueError`."""
        sequence, _, given = text.strip().partition(":")
        if not sequence.isdecimal() or not _HASH.fullmatch(given.strip().lower()):
            raise ValueError("must be the number of an entry, a colon and 64 hexadecimal digits")
        return cls(int(sequence), given.strip().lower())


class Chain:
    """Follows a chain entry by entry and remembers the first place where it breaks.

    `anchors` are compared on the way. `after` is a place to start from that is trusted already.
    """

    def __init__(self, anchors: Iterable[Anchor] = (), after: Anchor | None = None) -> None:
        self.length = after.sequence if after else 0
        self.head = after.hash if after else GENESIS
        self.broken_at: int | None = None
        self.fault: Fault | None = None
        self.agreed = 0
        self._anchors: dict[int, list[str]] = {}
        for anchor in anchors:
            self._anchors.setdefault(anchor.sequence, []).append(anchor.hash)
        self._compare()

    def follow(self, entries: Iterable[Entry]) -> None:
        for entry in entries:
            fits = entry.sequence == self.length + 1 and entry.previous == self.head and entry.hash == digest(entry)
            if not fits:
                self._break(min(entry.sequence, self.length + 1), Fault.ENTRY)
            self.length = entry.sequence
            self.head = entry.hash
            self._compare()

    def end(self, sequence: int, head: str) -> None:
        """All was followed: the head that was written down, and every anchor, must have been passed."""
        if (sequence, head) != (self.length, self.head):
            self._break(min(sequence, self.length) + 1 if sequence != self.length else sequence, Fault.HEAD)
        if self._anchors:
            self._break(self.length + 1, Fault.ANCHOR)

    def _compare(self) -> None:
        for given in self._anchors.pop(self.length, ()):
            if given == self.head:
                self.agreed += 1
            else:
                self._break(self.length, Fault.ANCHOR)

    def _break(self, sequence: int, fault: Fault) -> None:
        if self.broken_at is None:
            self.broken_at, self.fault = sequence, fault
