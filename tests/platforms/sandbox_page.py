"""Speaks to the sandbox's application as its page does."""

import binascii
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
from starlette.middleware import Middleware

from bot.knowledge.library import Library
from bot.platforms.http import application
from bot.platforms.sandbox.api import Api
from bot.platforms.sandbox.guard import Guard
from tests.town import Town, town

BASE = "http://127.0.0.1:8080"
PHONE = "07700 900123"


class Client:
    """Speaks to the application as the page does."""

    def __init__(self, here: Town, http: httpx.AsyncClient) -> None:
        self.here = here
        self.http = http

    async def get(self, call: str, status: int = 200, /, **query: str) -> Any:
        answer = await self.http.get(f"/api/{call}", params=query)
        assert answer.status_code == status, answer.text
        return answer.json()

    async def post(self, call: str, status: int = 200, **body: Any) -> Any:
        answer = await self.http.post(f"/api/{call}", json=body)
        assert answer.status_code == status, answer.text
        return answer.json()

    async def say(self, person: str, channel: str, text: str, **more: Any) -> str:
        said: str = (await self.post("say", person=person, channel=channel, text=text, settle=True, **more))["id"]
        return said

    async def view(self, person: str, channel: str, **more: str) -> list[dict[str, Any]]:
        messages: list[dict[str, Any]] = (await self.get("view", person=person, channel=channel, **more))["messages"]
        return messages


@asynccontextmanager
async def page_of(folder: Path, library: Library) -> AsyncIterator[Client]:
    async with town(folder, library) as here:
        api = Api(here.parts.engine, here.world, here.clock, here.parts.durable, "Test Circle", "an example")

        api.prepared.set()

        async def ready() -> bool:
            return True

        app = application(here.parts.metrics, ready, api.routes(), [Middleware(Guard)])
        transport = httpx.ASGITransport(app=app, client=("127.0.0.1", 5000))
        async with httpx.AsyncClient(transport=transport, base_url=BASE) as http:
            yield Client(here, http)


async def open_evidence(client: Client, person: str = "sam") -> dict[str, Any]:
    """Claim the one case and open its evidence with a reason."""
    await client.post("do", person=person, channel="moderators", command="case claim", args={"case": "1"}, settle=True)
    shown: dict[str, Any] = await client.post(
        "do", person=person, channel="moderators", command="case evidence", args={"case": "1", "reason": "decide"}
    )
    return shown


def base64(content: bytes) -> str:
    return binascii.b2a_base64(content, newline=False).decode()
