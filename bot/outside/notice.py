"""What a route carries to a person outside of the chat platform, and how it says that it could not."""

import hashlib
from dataclasses import dataclass
from typing import Protocol


class Rejected(Exception):  # noqa: N818 - an answer of the other side
    """The other side will never take this. Says why, with no address and no secret."""


class Busy(Exception):  # noqa: N818 - an answer of the other side
    """The other side cannot take it now; `seconds` is when it wants to be asked again, where it said so."""

    def __init__(self, says: str, seconds: float | None = None) -> None:
        super().__init__(says)
        self.seconds = seconds


@dataclass(frozen=True, slots=True)
class Notice:
    """A page's words. `nonce` is the same at every attempt."""

    nonce: str
    community: str
    title: str
    body: str
    urgent: bool = True

    @property
    def id(self) -> str:
        """The same at every attempt, and another for another community or database whose nonces also count from one."""
        words = "\0".join((self.community, self.title, self.body))
        return f"{self.nonce}-{hashlib.sha256(words.encode()).hexdigest()[:12]}"


class Route(Protocol):
    """One way to people."""

    async def send(self, notice: Notice) -> None:
        """Returns once the other side has taken it.

        Raises `Rejected` where it never will, and `Busy`, `OSError` or `TimeoutError` where it may later.
        """
