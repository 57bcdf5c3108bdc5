"""The outside as a platform: it performs pages alone, by mail and by webhook, where the chat platform may be what failed."""

import logging
from collections.abc import Mapping, Sequence
from typing import Final

from bot.cog import Home
from bot.core.action import Durable, Page, Power
from bot.core.message import Channel, Person, Place, Role
from bot.outside.notice import Busy, Notice, Rejected, Route
from bot.platform import Refused, TryLater

NAME: Final = "outside"
MAIL: Final = "mail"
WEBHOOK: Final = "webhook"
_PAUSES: Final = (1, 5, 15, 30, 60)
"""Seconds between attempts while a route is out: a page is worth one a minute, for as long as it takes."""
_LONGEST_PAUSE: Final = 120.0
"""However long the other side asks for."""
_log = logging.getLogger(__name__)


class Pager:
    """Each route is a channel of this platform, so that one that is out holds up no other. Nobody is found here."""

    name = NAME
    powers: frozenset[Power] = frozenset()
    home = Home()

    def __init__(self, community: str, routes: Mapping[str, Route]) -> None:
        self.routes: tuple[Place, ...] = tuple(Place(NAME, community, route) for route in routes)
        self._by_name = dict(routes)
        self._failures: dict[str, int] = {}

    @property
    def directory(self) -> "Pager":
        return self

    def person(self, person_id: str) -> Person | None:
        return None

    def channel(self, channel_id: str) -> Channel | None:
        return None

    def staff(self, role: Role) -> Sequence[Person]:
        return ()

    def condition_channels(self) -> Sequence[Place]:
        return ()

    async def find(self, nonce: str) -> str | None:
        """Mail and webhooks cannot be asked: a repeat carries the same id."""
        return None

    async def perform(self, action: Durable, nonce: str, reference: str | None) -> str | None:
        """Send a page's title and body; returns the id that the receiver sees."""
        if not isinstance(action, Page):
            raise Refused
        name = action.place.channel
        route = self._by_name.get(name)
        if route is None:
            _log.error("a page was lost: its route is not configured any more")
            raise Refused
        notice = Notice(nonce, action.place.community, action.card.title, action.card.body, action.urgent)
        try:
            await route.send(notice)
        except Rejected as rejected:
            self._failures.pop(name, None)
            _log.error("a page was lost: %s (route %s); look at its settings", rejected, name)
            raise Refused from None
        except Busy as busy:
            pause = self._count_failure(name, str(busy))
            raise TryLater(min(max(busy.seconds or pause, 1.0), _LONGEST_PAUSE)) from None
        except (OSError, TimeoutError) as error:
            raise TryLater(self._count_failure(name, type(error).__name__)) from None
        if self._failures.pop(name, None):
            _log.warning("pages go out again (route %s)", name)
        return notice.id

    def _count_failure(self, name: str, says: str) -> float:
        """The pause that follows. An outage is logged once, at its start."""
        count = self._failures.get(name, 0)
        if not count:
            _log.error("pages do not go out: %s (route %s); trying again until they do", says, name)
        self._failures[name] = count + 1
        return _PAUSES[min(count, len(_PAUSES) - 1)]
