"""Stories that are told on more than one platform: the same tests, once in the sandbox and once on a Discord server."""

from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Protocol

import pytest

from bot.knowledge.library import Library
from bot.store.seal import MasterKey
from tests.town import Town

EVERYWHERE = pytest.mark.parametrize("told_on", ["sandbox", "discord"], indirect=True)
"""For a test, or as `pytestmark` for all of a file, that uses the fixture `here` or `opens`."""


class Opens(Protocol):
    """Opens the community of a test, again where it was open before: with the same key, it goes on."""

    def __call__(
        self, library: Library | None = None, master: MasterKey | None = None, at: datetime | None = None
    ) -> AbstractAsyncContextManager[Town]: ...
