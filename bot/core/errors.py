"""The one error tree.

CarecircleError
├── Refusal          shown to the person who asked: say what to do instead
│   ├── NotAllowed   the role is missing
│   ├── Stale        the button or case has moved on
│   └── NotFound     no such case, message, article
└── Fault            goes to the log and the operator; never holds a member's text
    ├── BadSettings  a setting, a token, a key
    ├── BadContent   content files, with every fault's file and line
    ├── Outage       the database cannot be used now: locked, full, away
    └── BadExport    an export that cannot be read
"""

from dataclasses import dataclass


class CarecircleError(Exception):
    """Root of every error that the program raises on purpose."""


class Refusal(CarecircleError):
    """A request that cannot be done; `key` names the words in `content/replies`, `values` fill them in."""

    def __init__(self, key: str, **values: str) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


class NotAllowed(Refusal):
    """The person lacks the role that the command needs."""


class Stale(Refusal):
    """What the button or command refers to has changed since it was shown."""


class NotFound(Refusal):
    """There is no such thing, or the person may not know of it."""


class Fault(CarecircleError):
    """Something an operator must mend. The message says what to do and holds no member's text."""


class BadSettings(Fault):
    """A setting that cannot be used."""


class Outage(Fault):
    """The database cannot be used now. Nothing is wrong with what was to be done: it may be tried again as it is."""


class BadExport(Fault):
    """An export of a community that cannot be read."""


@dataclass(frozen=True, slots=True, order=True)
class ContentFault:
    """One fault in a content file. `line` counts from 1."""

    file: str
    line: int
    says: str
    warning: bool = False

    def __str__(self) -> str:
        kind = "warning: " if self.warning else ""
        return f"{self.file}:{self.line}: {kind}{self.says}"


class BadContent(Fault):
    """Content that cannot be used; holds every fault that was found."""

    def __init__(self, faults: tuple[ContentFault, ...]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults
