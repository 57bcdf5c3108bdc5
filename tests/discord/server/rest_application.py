"""Routes of the application: itself, its commands, users, the gateway's address."""

from typing import Any

from aiohttp import web

from tests.discord.server import limits_commands, payloads
from tests.discord.server.request import guild_of, json_of, named, state_of
from tests.discord.server.state import State
from tests.discord.server.wire import Json, answer, nothing, unknown

routes = web.RouteTableDef()
GATEWAY = web.AppKey("gateway", dict[str, Any])
"""What `/gateway/bot` answers."""


@routes.get("/users/@me")
async def me(request: web.Request) -> web.Response:
    state = state_of(request)
    return answer(payloads.user(state.users[state.bot_id]) | {"mfa_enabled": False, "verified": True, "flags": 0})


@routes.get("/users/@me/guilds")
async def my_guilds(request: web.Request) -> web.Response:
    state = state_of(request)
    return answer([payloads.guild(state, each) for each in state.guilds.values() if state.bot_id in each.members])


@routes.get("/users/{user_id}")
async def user(request: web.Request) -> web.Response:
    state = state_of(request)
    if named(request, "user_id") not in state.users:
        raise unknown("User")
    return answer(payloads.user(state.users[named(request, "user_id")]))


@routes.get("/gateway/bot")
async def gateway_bot(request: web.Request) -> web.Response:
    return answer(request.app[GATEWAY])


@routes.get("/gateway")
async def gateway(request: web.Request) -> web.Response:
    return answer({"url": request.app[GATEWAY]["url"]})


@routes.get("/oauth2/applications/@me")
@routes.get("/applications/@me")
async def application(request: web.Request) -> web.Response:
    state = state_of(request)
    owner = next(iter(state.guilds.values())).owner_id
    return answer(about(state) | {"owner": payloads.user(state.users[owner])})


def flags(state: State) -> int:
    """The switches of the developer portal, as they stand in an application's flags (those of a small bot)."""
    return (state.portal_intents >> 1 & 1) << 15 | (state.portal_intents >> 8 & 1) << 13 | (state.portal_intents >> 15 & 1) << 19


def about(state: State) -> Json:
    return {
        "id": state.bot_id,
        "name": state.users[state.bot_id].name,
        "icon": None,
        "description": "",
        "summary": "",
        "bot_public": False,
        "bot_require_code_grant": False,
        "verify_key": "0" * 64,
        "flags": flags(state),
        "approximate_guild_count": len(state.guilds),
        "interactions_endpoint_url": None,
        "team": None,
    }


def scope(request: web.Request) -> str:
    """Global commands are kept under no server's id."""
    if "guild_id" in request.match_info:
        return guild_of(request).id
    return ""


def held(request: web.Request) -> dict[str, Json]:
    return state_of(request).commands.setdefault(scope(request), {})


def made(state: State, place: str, payload: Json, old: Json | None = None) -> Json:
    """A command as it is kept; an unchanged one keeps its version."""
    fresh: Json = {
        "type": 1,
        "description": "",
        "options": [],
        "default_member_permissions": None,
        "nsfw": False,
        "name_localizations": None,
        "description_localizations": None,
        "integration_types": [0],
        "contexts": None,
        "dm_permission": True,
    }
    fresh |= {key: value for key, value in payload.items() if key not in ("id", "version")}
    fresh |= {"application_id": state.bot_id, **({"guild_id": place} if place else {})}
    if old is not None and all(old.get(key) == value for key, value in fresh.items()):
        return old
    return fresh | {"id": state.snowflake() if old is None else old["id"], "version": state.snowflake()}


def same(each: Json, payload: Json) -> bool:
    return bool(each["name"] == payload.get("name") and each["type"] == int(payload.get("type") or 1))


for _path in ("/applications/{application_id}/commands", "/applications/{application_id}/guilds/{guild_id}/commands"):

    @routes.get(_path)
    async def commands(request: web.Request) -> web.Response:
        return answer(list(held(request).values()))

    @routes.put(_path)
    async def replace(request: web.Request) -> web.Response:
        state, place, old = state_of(request), scope(request), held(request)
        given: list[Json] = await json_of(request)
        limits_commands.all_of(given)
        kept = [made(state, place, each, next((one for one in old.values() if same(one, each)), None)) for each in given]
        state.commands[place] = {each["id"]: each for each in kept}
        state.touch()
        return answer(kept)

    @routes.post(_path)
    async def upsert(request: web.Request) -> web.Response:
        state, place, old = state_of(request), scope(request), held(request)
        given: Json = await json_of(request)
        before = next((each for each in old.values() if same(each, given)), None)
        limits_commands.all_of([*(each for each in old.values() if each is not before), given])
        command = made(state, place, given, before)
        old[command["id"]] = command
        state.touch()
        return answer(command, 201 if before is None else 200)

    @routes.get(_path + "/{command_id:\\d+}")
    async def command(request: web.Request) -> web.Response:
        return answer(one(request))

    @routes.patch(_path + "/{command_id:\\d+}")
    async def change(request: web.Request) -> web.Response:
        state, old = state_of(request), one(request)
        merged = old | await json_of(request)
        limits_commands.command(merged)
        changed = made(state, scope(request), merged, old)
        held(request)[old["id"]] = changed
        state.touch()
        return answer(changed)

    @routes.delete(_path + "/{command_id:\\d+}")
    async def remove(request: web.Request) -> web.Response:
        del held(request)[one(request)["id"]]
        state_of(request).touch()
        return nothing()


def one(request: web.Request) -> Json:
    found = held(request).get(named(request, "command_id"))
    if found is None:
        raise unknown("Application Command")
    return found


@routes.get("/applications/{application_id}/guilds/{guild_id}/commands/permissions")
async def all_permissions(request: web.Request) -> web.Response:
    state, guild = state_of(request), guild_of(request)
    mine = [key[1] for key in state.command_permissions if key[0] == guild.id]
    return answer([overwritten(state, guild.id, each) for each in mine])


@routes.get("/applications/{application_id}/guilds/{guild_id}/commands/{command_id}/permissions")
async def permissions_of(request: web.Request) -> web.Response:
    state, guild, command_id = state_of(request), guild_of(request), named(request, "command_id")
    if (guild.id, command_id) not in state.command_permissions:
        raise unknown("Application Command Permissions")
    return answer(overwritten(state, guild.id, command_id))


def overwritten(state: State, guild_id: str, command_id: str) -> Json:
    listed = state.command_permissions[guild_id, command_id]
    return {"id": command_id, "application_id": state.bot_id, "guild_id": guild_id, "permissions": listed}
