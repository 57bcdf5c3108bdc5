"""The sandbox's API: what the page, tests and outside checks use. Thin: parse, call once, translate errors."""

import asyncio
import json
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any, Final, TypeVar

from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from bot.clock import ShiftedClock
from bot.core.errors import Fault, NotFound, Refusal
from bot.core.message import Attachment, Channel, Person, Role
from bot.core.rota import ShiftKind
from bot.durable import Embedded
from bot.engine import Engine
from bot.invocation import Outcome
from bot.platforms.sandbox import requests, shapes
from bot.platforms.sandbox.stream import Streams
from bot.platforms.sandbox.talk import Talk
from bot.platforms.sandbox.world import World
from bot.store import evidence, people, rota, sandbox
from bot.store.cases import by_message, queue

_PAGE: Final = Path(__file__).parent / "page"
_MARKED: Final = 500
"""How many of the newest messages are marked for moderators; databases bound the parameters of one query."""
_CASES: Final = 1000
_SETTLE_SECONDS: Final = 10.0
_BodyT = TypeVar("_BodyT", bound=requests.Body)
Handler = Callable[[Request], Awaitable[Response]]


class Api:
    """One object a sandbox; `routes()` is mounted on the program's server."""

    def __init__(self, engine: Engine, world: World, clock: ShiftedClock, durable: Embedded, community: str, notice: str) -> None:
        self._engine = engine
        self._world = world
        self._clock = clock
        self._durable = durable
        self._community = community
        self._notice = notice
        self._talk = Talk(engine, world, clock)
        self._clock_moves = asyncio.Lock()
        self.streams = Streams(world)
        self.prepared = asyncio.Event()

    def routes(self) -> list[BaseRoute]:
        reads = {
            "state": self.state,
            "view": self.view,
            "why": self.why,
            "commands": self.commands,
            "choices": self.choices,
            "cases": self.cases,
            "stream": self.stream,
        }
        writes = {
            "say": self.say,
            "edit": self.edit,
            "delete": self.delete,
            "do": self.do,
            "press": self.press,
            "settle": self.settle,
            "clock": self.clock,
            "people": self.people,
            "channels": self.channels,
            "fault": self.fault,
        }
        return [
            Route("/", self.page),
            *(Route(f"/api/{name}", self._guarded(handler)) for name, handler in reads.items()),
            *(Route(f"/api/{name}", self._guarded(handler), methods=["POST"]) for name, handler in writes.items()),
            Mount("/page", StaticFiles(directory=_PAGE)),
        ]

    async def page(self, _: Request) -> Response:
        return FileResponse(_PAGE / "index.html")

    # Reading

    async def state(self, _: Request) -> Response:
        now = self._clock.now()
        async with self._engine.database.read() as tx:
            turns = await rota.now_on(tx, now)
        on_duty = sorted({turn.person for turn in turns if turn.kind is ShiftKind.DUTY})
        limit = self._engine.library.policy.attachment_bytes
        return JSONResponse(shapes.state(self._world, now, self._community, self._notice, on_duty, limit))

    async def view(self, request: Request) -> Response:
        person = self._talk.person(_query(request, "person"))
        channel = self._talk.channel(person, _query(request, "channel"))
        async with self._engine.database.read() as tx:
            after = request.query_params.get("after")
            last = await sandbox.message(tx, after) if after else None
            if after and last is None:
                raise NotFound("refusal.no_such_message")
            stored = await sandbox.view(tx, channel, person.id, last.sequence if last else 0)
            staff = Role.MODERATOR in person.roles
            flagged = await evidence.flagged(tx, [one.id for one in stored[-_MARKED:]]) if staff else frozenset()
        return JSONResponse({"messages": [shapes.message(self._world, one, one.id in flagged) for one in stored]})

    async def why(self, request: Request) -> Response:
        person = self._talk.person(_query(request, "person"))
        if Role.MODERATOR not in person.roles:
            raise NotFound("refusal.not_allowed")
        async with self._engine.database.read() as tx:
            stored = await sandbox.message(tx, _query(request, "message"))
            if stored is None or not self._world.may_see(person, stored.channel) or stored.only_for not in {None, person.id}:
                raise NotFound("refusal.no_such_message")
            judged = await evidence.judged(tx, stored.id)
            case = await by_message(tx, stored.id)
            kept = await evidence.of_case(tx, case.id) if case else []
        text = next((item.text for item in reversed(kept) if item.kind != "context" and item.text), stored.text)
        replies = self._engine.library.replies
        return JSONResponse(shapes.why(judged, text, case.id if case else None, lambda kind: replies.text(f"identifier.{kind}")))

    async def cases(self, request: Request) -> Response:
        """The open cases of one member, for a moderator who looks from the member's name."""
        person = self._talk.person(_query(request, "person"))
        if Role.MODERATOR not in person.roles:
            raise NotFound("refusal.not_allowed")
        about = _query(request, "about")
        async with self._engine.database.read() as tx:
            found = [one for one in await queue(tx, limit=_CASES) if one.person == about]
        return JSONResponse({"cases": [shapes.case(self._engine, one, person.lang) for one in found]})

    async def commands(self, request: Request) -> Response:
        person = await self._speaks(self._talk.person(_query(request, "person")))
        return JSONResponse(shapes.commands(self._engine, person))

    async def choices(self, request: Request) -> Response:
        person = self._talk.person(_query(request, "person"))
        found = await self._engine.complete(
            person,
            self._world.place("direct"),
            _query(request, "command"),
            _query(request, "argument"),
            request.query_params.get("text", ""),
        )
        return JSONResponse({"choices": [{"value": value, "label": label} for value, label in found]})

    async def stream(self, request: Request) -> Response:
        person = self._talk.person(_query(request, "person"))
        return StreamingResponse(self.streams.follow(person), media_type="text/event-stream")

    # Writing

    async def say(self, request: Request) -> Response:
        body = await _body(request, requests.Say)
        limit = self._engine.library.policy.attachment_bytes
        files = tuple(Attachment(f, "", 0) if isinstance(f, str) else f.attached(limit) for f in body.files)
        message = await self._talk.say(body.person, body.channel, body.text, body.reply_to, body.id, files)
        return await self._after(body.settle, {"id": message})

    async def edit(self, request: Request) -> Response:
        body = await _body(request, requests.Edit)
        await self._talk.edit(body.person, body.message, body.text)
        return await self._after(body.settle, {"id": body.message})

    async def delete(self, request: Request) -> Response:
        body = await _body(request, requests.Delete)
        await self._talk.delete(body.person, body.message)
        return await self._after(body.settle, {"id": body.message})

    async def do(self, request: Request) -> Response:
        body = await _body(request, requests.Do)
        outcome = await self._talk.do(body.person, body.channel, body.command, _given(body.args))
        return await self._after(body.settle, await self._told(outcome, body.person))

    async def press(self, request: Request) -> Response:
        body = await _body(request, requests.Press)
        try:
            outcome = await self._talk.press(body.person, body.message, body.button, _given(body.args))
        except Refusal as refusal:
            if isinstance(refusal, NotFound):
                raise
            return JSONResponse({"refused": self._words(refusal, self._talk.person(body.person).lang)})
        return await self._after(body.settle, await self._told(outcome, body.person))

    async def settle(self, _: Request) -> Response:
        return await self._after(True, {})

    async def clock(self, request: Request) -> Response:
        """Move ahead, stopping at each due time on the way, in order."""
        body = await _body(request, requests.MoveClock)
        async with self._clock_moves:
            target = self._clock.now() + timedelta(seconds=body.seconds)
            while True:
                if (late := await self._settled()) is not None:
                    return late
                due = await self._engine.next_due()
                if due is None or due > target:
                    break
                await self._move_to(due)
            await self._move_to(target)
            return await self._after(True, {"now": self._clock.now().isoformat()})

    async def people(self, request: Request) -> Response:
        body = await _body(request, requests.AddPerson)
        person = Person(body.id or f"p-{secrets.token_hex(4)}", body.name, frozenset(body.roles), body.lang)
        if self._world.person(person.id) is not None:
            return JSONResponse({"error": "there is a person with that id"}, 409)
        await self._world.add([(person, body.about)], [])
        return JSONResponse(shapes.person(self._world, person))

    async def channels(self, request: Request) -> Response:
        body = await _body(request, requests.AddChannel)
        channel = Channel(body.id or f"c-{secrets.token_hex(4)}", body.name, body.kind, body.condition)
        if self._world.channel(channel.id) is not None or channel.id == "direct":
            return JSONResponse({"error": "there is a channel with that id"}, 409)
        if channel.condition not in self._engine.library.conditions:
            return JSONResponse({"error": "there is no such condition"}, 400)
        await self._world.add([], [channel])
        return JSONResponse(shapes.channel(channel))

    async def fault(self, request: Request) -> Response:
        body = await _body(request, requests.Fault)
        self._world.faults[body.kind] = body.count
        return JSONResponse({"kind": body.kind, "count": body.count})

    async def _told(self, outcome: Outcome, person: str) -> dict[str, Any]:
        return shapes.outcome(self._engine, outcome, await self._speaks(self._talk.person(person)))

    async def _speaks(self, person: Person) -> Person:
        """In the language that they chose."""
        async with self._engine.database.read() as tx:
            chosen = await people.chosen(tx, person.id)
        return replace(person, lang=people.lang_of(chosen, person.lang))

    async def _move_to(self, moment: Any) -> None:
        self._clock.advance_to(moment)
        async with self._engine.database.write() as tx:
            await sandbox.set_setting(tx, "clock_offset", str(self._clock.offset.total_seconds()))
        self._durable.poke()

    async def _after(self, settle: bool, answer: dict[str, Any]) -> Response:
        if settle and (late := await self._settled()) is not None:
            return late
        return JSONResponse(answer)

    async def _settled(self) -> Response | None:
        """None once nothing is in flight; after ten seconds 504 with what is left."""
        loop = asyncio.get_running_loop()
        until = loop.time() + _SETTLE_SECONDS
        pause = 0.001
        while any(counts := await self._engine.settled()):
            if loop.time() > until:
                inbox, outbox, timers = counts
                return JSONResponse({"error": "not settled yet", "inbox": inbox, "outbox": outbox, "timers": timers}, 504)
            await asyncio.sleep(pause)
            pause = min(pause * 2, 0.05)
        return None

    def _guarded(self, handler: Handler) -> Handler:
        async def guarded(request: Request) -> Response:
            await self.prepared.wait()
            try:
                return await handler(request)
            except NotFound as refusal:
                return JSONResponse({"error": self._words(refusal)}, 404)
            except Refusal as refusal:
                return JSONResponse({"error": self._words(refusal)}, 409)
            except _BadRequest as error:
                return JSONResponse({"error": str(error)}, 400)
            except Fault as fault:
                return JSONResponse({"error": str(fault)}, 503)

        return guarded

    def _words(self, refusal: Refusal, lang: str = "en") -> str:
        return self._engine.library.replies.text(refusal.key, lang, **refusal.values)


class _BadRequest(Exception):  # noqa: N818 - becomes a 400
    """A request that the API cannot take; the message says what to do."""


def _query(request: Request, name: str) -> str:
    value = request.query_params.get(name, "")
    if not value:
        raise _BadRequest(f"say which {name}: ?{name}=…")
    return value


def _given(args: dict[str, str | None]) -> dict[str, str]:
    return {name: value for name, value in args.items() if value not in {None, ""} and value is not None}


async def _body(request: Request, model: type[_BodyT]) -> _BodyT:
    try:
        data = json.loads(await request.body())
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError):
        raise _BadRequest("the body is not JSON") from None
    try:
        return model.model_validate(data)
    except ValidationError as error:
        faults = "; ".join(f"{'.'.join(map(str, fault['loc'])) or 'body'}: {fault['msg']}" for fault in error.errors())
        raise _BadRequest(faults) from None
