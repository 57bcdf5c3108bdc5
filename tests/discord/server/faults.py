"""A script of what goes wrong over HTTP: "the next two posts are limited", "this answer is lost"."""

import asyncio
from dataclasses import dataclass, field

from aiohttp import web

from tests.discord.server.wire import Json, answer


@dataclass
class Fault:
    """What happens to one request. `does` tells whether the server nevertheless carries it out."""

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: Json = field(default_factory=dict)
    page: str = ""
    hold: asyncio.Event | None = None
    does: bool = False
    cuts: bool = False

    def response(self) -> web.Response:
        if self.page:
            return web.Response(text=self.page, status=self.status, headers=self.headers, content_type="text/html")
        return answer(self.body, self.status, self.headers)


class Faults:
    """By route: `POST /channels/{channel_id}/messages`. Each use takes one from the script, in order."""

    def __init__(self) -> None:
        self.script: dict[str, list[Fault]] = {}
        self.held: list[asyncio.Event] = []

    def add(self, route: str, fault: Fault, times: int = 1) -> None:
        self.script.setdefault(route, []).extend([fault] * times)

    def take(self, route: str) -> Fault | None:
        script = self.script.get(route)
        return script.pop(0) if script else None

    def limit(self, route: str, after: float = 0.01, *, times: int = 1, via: bool = True, everywhere: bool = False) -> None:
        """429. Without `via` it comes from the proxy in front, and the client does not try again."""
        headers = {"Retry-After": str(after), **({"Via": "1.1 google"} if via else {})}
        body: Json = {"message": "You are being rate limited.", "retry_after": after, "global": everywhere}
        self.add(route, Fault(429, headers, body), times)

    def fail(self, route: str, status: int = 502, *, times: int = 1) -> None:
        """A server error. The client tries again after 1 s, 3 s and so on."""
        self.add(route, Fault(status, body={"message": f"{status}: Server Error", "code": 0}), times)

    def refuse(self, route: str, status: int, code: int, message: str, *, times: int = 1) -> None:
        self.add(route, Fault(status, body={"message": message, "code": code}), times)

    def show_page(self, route: str, status: int = 503, *, times: int = 1) -> None:
        """An HTML page, as from a proxy whose server is away."""
        self.add(route, Fault(status, page="<html><title>upstream connect error</title></html>"), times)

    def hold(self, route: str) -> asyncio.Event:
        """The request is carried out, and its answer waits until the event is set (or the server stops)."""
        held = asyncio.Event()
        self.held.append(held)
        self.add(route, Fault(hold=held, does=True))
        return held

    def delay(self, route: str) -> asyncio.Event:
        """The request itself waits until the event is set, and is carried out then: it comes late."""
        held = asyncio.Event()
        self.held.append(held)
        self.add(route, Fault(hold=held))
        return held

    def lose(self, route: str, *, times: int = 1) -> None:
        """The request is carried out and the connection breaks before the answer: the client cannot know."""
        self.add(route, Fault(does=True, cuts=True), times)

    def cut(self, route: str, *, times: int = 1) -> None:
        """The connection breaks before anything is done."""
        self.add(route, Fault(cuts=True), times)

    def release(self) -> None:
        for each in self.held:
            each.set()
