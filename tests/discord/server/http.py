"""The HTTP side: routes under /api/v10, the gateway's socket, the CDN; with authorisation, faults and a list of requests."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from aiohttp import web

from tests.discord.server import (
    rest_application,
    rest_channels,
    rest_guild,
    rest_interactions,
    rest_messages,
    rest_rules,
)
from tests.discord.server.faults import Faults
from tests.discord.server.request import STATE
from tests.discord.server.state import State
from tests.discord.server.wire import ApiError, answer

BASE = "/api/v10"
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass(frozen=True)
class Request:
    """One request that came: `route` is the pattern, `path` what was asked, `status` the answer (0: cut off)."""

    route: str
    path: str
    status: int


class Front:
    """Stands before every route."""

    def __init__(self, state: State, faults: Faults, token: str) -> None:
        self.state = state
        self.faults = faults
        self.token = token
        self.requests: list[Request] = []

    async def handle(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        resource = request.match_info.route.resource
        pattern = request.path if resource is None else resource.canonical
        route = f"{request.method} {pattern.removeprefix(BASE)}"
        status = 0
        try:
            response = await self.answered(request, handler, route)
            status = response.status
            return response
        finally:
            self.requests.append(Request(route, request.path.removeprefix(BASE), status))
            self.state.touch()

    async def answered(self, request: web.Request, handler: Handler, route: str) -> web.StreamResponse:
        fault = self.faults.take(route)
        if fault is not None and not fault.does:
            if fault.hold is not None:
                await fault.hold.wait()
            elif fault.cuts:
                cut(request)
            else:
                await request.read()
                return fault.response()
        response = await self.allowed(request, handler, route)
        if fault is not None and fault.does:
            if fault.cuts:
                cut(request)
            if fault.hold is not None:
                await fault.hold.wait()
        return response

    async def allowed(self, request: web.Request, handler: Handler, route: str) -> web.StreamResponse:
        path = route.partition(" ")[2]
        if not path.startswith(("/webhooks/", "/interactions/")) and request.headers.get("Authorization") != f"Bot {self.token}":
            return answer({"message": "401: Unauthorized", "code": 0}, 401)
        try:
            return await handler(request)
        except ApiError as error:
            return answer(error.body(), error.status)
        except web.HTTPException as error:
            return answer({"message": f"{error.status}: {error.reason}", "code": 0}, error.status)


def cut(request: web.Request) -> None:
    if request.transport is not None:
        request.transport.abort()
    raise ConnectionResetError


def application(front: Front, gateway: Handler, gateway_url: Callable[[], dict[str, object]]) -> web.Application:
    @web.middleware
    async def middleware(request: web.Request, handler: Handler) -> web.StreamResponse:
        return await front.handle(request, handler)

    api = web.Application(middlewares=[middleware], client_max_size=64 << 20)
    api[STATE] = front.state
    api[rest_application.GATEWAY] = gateway_url()
    for each in (rest_application, rest_messages, rest_interactions, rest_channels, rest_guild, rest_rules):
        api.add_routes(each.routes)

    async def file(request: web.Request) -> web.Response:
        data = front.state.files.get(request.match_info["path"])
        return web.Response(status=404) if data is None else web.Response(body=data)

    whole = web.Application(client_max_size=64 << 20)
    whole.add_subapp(BASE, api)
    whole.router.add_get("/gateway", gateway)
    whole.router.add_get("/cdn/{path:.+}", file)
    return whole
