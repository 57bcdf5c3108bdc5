"""What goes over the wire: JSON, and the errors that Discord answers with."""

import json
from collections.abc import Mapping
from typing import Any

from aiohttp import web

Json = dict[str, Any]


class ApiError(Exception):
    """A refusal, as Discord words it. `errors` is the tree of fields of a 50035."""

    def __init__(self, status: int, code: int, message: str, errors: Json | None = None) -> None:
        super().__init__(f"{status} {code} {message} {json.dumps(errors) if errors else ''}".strip())
        self.status = status
        self.code = code
        self.message = message
        self.errors = errors

    def body(self) -> Json:
        found: Json = {"message": self.message, "code": self.code}
        return found | {"errors": self.errors} if self.errors else found


def invalid(path: str, code: str, message: str) -> ApiError:
    """A payload that breaks a limit. `path` is like `embeds.0.title`."""
    tree: Json = {"_errors": [{"code": code, "message": message}]}
    for part in reversed(path.split(".")):
        tree = {part: tree}
    return ApiError(400, 50035, "Invalid Form Body", tree)


def missing_access() -> ApiError:
    return ApiError(403, 50001, "Missing Access")


def missing_permissions() -> ApiError:
    return ApiError(403, 50013, "Missing Permissions")


def unknown(what: str) -> ApiError:
    return ApiError(404, _UNKNOWN[what], f"Unknown {what}")


_UNKNOWN = {
    "Channel": 10003,
    "Guild": 10004,
    "Member": 10007,
    "Message": 10008,
    "Permission Overwrite": 10009,
    "Role": 10011,
    "User": 10013,
    "Emoji": 10014,
    "Webhook": 10015,
    "Ban": 10026,
    "Interaction": 10062,
    "Application Command": 10063,
    "Application Command Permissions": 10066,
    "Guild Scheduled Event": 10070,
    "Auto Moderation Rule": 0,  # undocumented
}


def answer(data: object, status: int = 200, headers: Mapping[str, str] | None = None) -> web.Response:
    """The client wants exactly `application/json`, with no charset after it."""
    return web.Response(body=json.dumps(data).encode(), status=status, headers=headers, content_type="application/json")


def nothing() -> web.Response:
    return web.Response(status=204)
