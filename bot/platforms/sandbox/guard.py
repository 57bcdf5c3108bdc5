"""What may reach the sandbox: this machine's own browser, in JSON, of a bounded size. And what the page may load: itself."""

from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_LOCAL: Final = frozenset({"127.0.0.1", "localhost", "[::1]"})
_LARGEST: Final = 4_000_000
_HEADERS: Final = {
    "content-security-policy": "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


class Guard:
    """ASGI middleware. A foreign Host or Origin gets 403 (DNS rebinding, cross-site requests), a wrong body 400."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        refusal = _refusal(request)

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
                if request.url.path.startswith("/api/"):
                    headers["cache-control"] = "no-store"
            await send(message)

        if refusal is not None:
            await refusal(scope, receive, with_headers)
        else:
            await self._app(scope, receive, with_headers)


def _refusal(request: Request) -> JSONResponse | None:
    port = request.scope.get("server", ("", None))[1]
    hosts = {f"{name}:{port}" for name in _LOCAL} | (set(_LOCAL) if port == 80 else set())
    if request.headers.get("host", "").lower() not in hosts:
        return JSONResponse({"error": "this page is for this machine alone: open it by its 127.0.0.1 address"}, 403)
    origin = request.headers.get("origin")
    if origin is not None and origin.lower() not in {f"http://{host}" for host in hosts}:
        return JSONResponse({"error": "requests from other sites are refused"}, 403)
    if request.method == "POST":
        if request.headers.get("content-type", "").split(";")[0].strip().lower() != "application/json":
            return JSONResponse({"error": "send JSON, with Content-Type: application/json"}, 400)
        length = request.headers.get("content-length", "0")
        if not length.isdigit() or int(length) > _LARGEST:
            return JSONResponse({"error": f"the request is too large: {_LARGEST:,} bytes at most"}, 400)
    return None
