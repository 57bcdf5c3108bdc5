"""What an adapter is to the engine: two translators and a way to perform actions."""

from typing import Protocol

from bot.cog import Directory, Home
from bot.core.action import Durable, Power


class Refused(Exception):  # noqa: N818 - an answer of the platform
    """The platform will never do this (direct messages closed, message gone). Not tried again."""


class TryLater(Exception):  # noqa: N818 - an answer of the platform
    """The platform could not do this now; `seconds` is when to try again."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class Platform(Protocol):
    """One chat platform, or the sandbox."""

    @property
    def name(self) -> str:
        """The platform's name, as it stands in `Place`."""

    @property
    def powers(self) -> frozenset[Power]: ...

    @property
    def directory(self) -> Directory: ...

    @property
    def home(self) -> Home: ...

    async def perform(self, action: Durable, nonce: str, reference: str | None) -> str | None:
        """Do it; returns the platform's id of what was made. `reference` is that id for an `Edit`.

        Raises `Refused` where it never will and `TryLater` where it cannot now.
        """

    async def find(self, nonce: str) -> str | None:
        """The id of what an earlier attempt with this nonce made."""
