"""Server-sent events for the page (WHATWG HTML, section 9.2): what changed, never what was written."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from typing import Final

from bot.core.message import Person, Role
from bot.platforms.sandbox.world import World

_HEARTBEAT: Final = 15.0
_WAITING: Final = 200


class Streams:
    """The open pages. A slow page loses events and reloads: each event only says where to look."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._open: list[tuple[Person, asyncio.Queue[str]]] = []
        self._closing = asyncio.Event()
        world.changed = self.tell

    def tell(self, channel: str, only_for: str | None, page: bool) -> None:
        for person, queue in self._open:
            if only_for not in {None, person.id} or not self._world.may_see(person, channel):
                continue
            if queue.qsize() < _WAITING:
                queue.put_nowait(_event("change", {"channel": channel}))
                if page and Role.MODERATOR in person.roles:
                    queue.put_nowait(_event("page", {"channel": channel}))

    def close(self) -> None:
        self._closing.set()
        for _, queue in self._open:
            queue.put_nowait("")

    async def follow(self, person: Person) -> AsyncIterator[str]:
        queue: asyncio.Queue[str] = asyncio.Queue()
        entry = (person, queue)
        self._open.append(entry)
        try:
            yield "retry: 1000\n\n"
            while not self._closing.is_set():
                event = ": still here\n\n"
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(_HEARTBEAT):
                        event = await queue.get()
                if event:
                    yield event
        finally:
            self._open.remove(entry)


def _event(name: str, data: dict[str, str]) -> str:
    return f"event: {name}\ndata: {json.dumps(data)}\n\n"
