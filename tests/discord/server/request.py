"""What every route takes from a request."""

import json
from typing import Any
from urllib.parse import unquote

from aiohttp import BodyPartReader, web

from tests.discord.server import permissions
from tests.discord.server.permissions import Permission
from tests.discord.server.posting import File
from tests.discord.server.state import Channel, Guild, State
from tests.discord.server.wire import ApiError, Json, missing_access

STATE = web.AppKey("state", State)


def state_of(request: web.Request) -> State:
    return request.app[STATE]


def named(request: web.Request, key: str) -> str:
    return request.match_info[key]


def number(request: web.Request, key: str, default: int, low: int, high: int) -> int:
    found = int(request.query.get(key, default))
    if not low <= found <= high:
        raise ApiError(400, 50035, "Invalid Form Body", {key: {"_errors": [{"code": "NUMBER_TYPE", "message": "out of range"}]}})
    return found


def channel_of(request: web.Request, needed: Permission = permissions.NONE) -> Channel:
    """The channel of the path, where the bot has what is needed in it."""
    state = state_of(request)
    found = state.channel(named(request, "channel_id"))
    permissions.require(state, state.bot_id, found, needed)
    return found


def guild_of(request: web.Request, needed: Permission = permissions.NONE) -> Guild:
    state = state_of(request)
    found = state.guilds.get(named(request, "guild_id"))
    if found is None or state.bot_id not in found.members:
        raise missing_access()
    permissions.require_in_guild(state, state.bot_id, found, needed)
    return found


def guild_with(state: State, place: Channel) -> Guild:
    if place.guild_id is None:
        raise ApiError(400, 50003, "Cannot execute action on a DM channel")
    return state.guilds[place.guild_id]


def reason_of(request: web.Request) -> str | None:
    given = request.headers.get("X-Audit-Log-Reason")
    return None if given is None else unquote(given)


async def json_of(request: web.Request) -> Any:
    if not request.can_read_body:
        return {}
    try:
        return json.loads(await request.text())
    except ValueError:
        raise ApiError(400, 50109, "The request body contains invalid JSON.") from None


async def message_of(request: web.Request) -> tuple[Json, list[File]]:
    """JSON, or a form with the JSON and the files."""
    if not request.content_type.startswith("multipart/"):
        found: Json = await json_of(request)
        return found, []
    payload: Json = {}
    files: list[File] = []
    async for part in await request.multipart():
        assert isinstance(part, BodyPartReader)
        data = bytes(await part.read())
        if part.name == "payload_json":
            payload = json.loads(data)
        elif part.name and part.name.startswith("files["):
            files.append((part.filename or "file", data))
    return payload, files
