"""A town behind the real HTTP application, whose database another program can get at."""

import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
from sqlalchemy import event
from starlette.middleware import Middleware

from bot.core.errors import Outage
from bot.knowledge.library import Library
from bot.platforms.http import application
from bot.platforms.sandbox.api import Api
from bot.platforms.sandbox.guard import Guard
from bot.store import audit, cases, pages
from bot.store.database import Database
from tests.town import Town, town

CRISIS = "I want to kill myself tonight, canary-5582"
"""Its last word must be found in no log and no answer."""
BASE = "http://127.0.0.1:8080"


@dataclass
class Community:
    here: Town
    http: httpx.AsyncClient
    file: Path

    async def post(self, call: str, **body: Any) -> tuple[int, str]:
        answer = await self.http.post(f"/api/{call}", json=body)
        return answer.status_code, answer.text

    async def says(self, number: int, text: str) -> tuple[int, str]:
        return await self.post("say", person="ana", channel="mood", text=text, id=f"e{number}")

    async def readiness(self) -> tuple[int, str]:
        answer = await self.http.get("/readyz")
        return answer.status_code, answer.text

    async def crisis_is_looked_after(self) -> None:
        """One case, not a mere review of something that failed; one page; one entry each."""
        async with self.here.parts.database.read() as tx:
            (case,) = await cases.queue(tx)
            assert (case.label, case.value) == ("crisis", "active")
            assert [step.kind for step in await audit.of_case(tx, case.id)] == ["opened", "paged"]
            assert len(await pages.of_case(tx, case.id)) == 1
            assert (await audit.verify(tx)).fault is None
        assert len(await self.here.sam.pages()) == 1
        assert (await self.here.ana.private()).count("findahelpline") == 1


@asynccontextmanager
async def community(folder: Path, library: Library) -> AsyncIterator[Community]:
    async with town(folder, library) as here:
        api = Api(here.parts.engine, here.world, here.clock, here.parts.durable, "Test Circle", "")
        api.prepared.set()

        async def ready() -> bool:
            if here.parts.database.trouble:
                raise Outage(here.parts.database.trouble)
            return True

        app = application(here.parts.metrics, ready, api.routes(), [Middleware(Guard)])
        transport = httpx.ASGITransport(app=app, client=("127.0.0.1", 5000))
        await here.settle()
        async with httpx.AsyncClient(transport=transport, base_url=BASE) as http:
            yield Community(here, http, folder / "town.db")


@contextmanager
def other_program(file: Path) -> Iterator[sqlite3.Connection]:
    """A second connection, as another program has it."""
    with closing(sqlite3.connect(file, isolation_level=None, timeout=0)) as connection:
        yield connection


class Disk:
    """A disk whose size can be set: beyond it SQLite says SQLITE_FULL, as it does where the file system is full."""

    def __init__(self, database: Database) -> None:
        self.full = False
        event.listen(database._engine.sync_engine, "begin", self._set_size, insert=True)

    def _set_size(self, connection: Any) -> None:
        connection.exec_driver_sql(f"PRAGMA max_page_count={1 if self.full else 1_000_000}")  # 1: what it has, and no more
