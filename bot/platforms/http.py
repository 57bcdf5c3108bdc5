"""The one web server: health, readiness and metrics for operators; platforms mount their own routes on it."""

import socket
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from bot.core.errors import BadSettings, Fault
from bot.metrics import Metrics


def application(
    metrics: Metrics, ready: Callable[[], Awaitable[bool]], routes: Sequence[BaseRoute], guards: Sequence[Middleware]
) -> Starlette:
    """`ready` may raise a `Fault`, whose words `/readyz` shows."""

    async def healthz(_: Request) -> Response:
        return PlainTextResponse("ok\n")

    async def readyz(_: Request) -> Response:
        try:
            fine, why = await ready(), ""
        except Fault as fault:
            fine, why = False, f": {fault}"
        return PlainTextResponse("ready\n" if fine else f"not ready{why}\n", status_code=200 if fine else 503)

    async def measured(_: Request) -> Response:
        return PlainTextResponse(metrics.render(), media_type="text/plain; version=0.0.4")

    own = [Route("/healthz", healthz), Route("/readyz", readyz), Route("/metrics", measured)]
    return Starlette(routes=[*own, *routes], middleware=list(guards))


def listen(host: str, port: int) -> socket.socket:
    """A bound socket; port 0 takes a free one. Raises `BadSettings` where the port is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    bound = socket.socket(family, socket.SOCK_STREAM)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((host, port))
    except (OSError, OverflowError):
        bound.close()
        raise BadSettings(f"port {port} on {host} cannot be used; choose another with --port, or 0 for a free one") from None
    return bound


class Server(uvicorn.Server):
    """uvicorn, stopped by `should_exit` alone: the composition root owns the signals, so that the engine ends in order."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def server(app: Starlette) -> Server:
    """Serves until told to stop; access logs are off, since addresses may hold identifiers."""
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, lifespan="off", ws="none", timeout_graceful_shutdown=2, server_header=False
    )
    return Server(config)
