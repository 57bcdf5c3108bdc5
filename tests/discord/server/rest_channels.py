"""Routes of channels, their overwrites, and threads."""

from aiohttp import web

from tests.discord.server import community, limits, limits_guild, payloads, permissions, posting
from tests.discord.server.permissions import P
from tests.discord.server.request import (
    channel_of,
    guild_of,
    guild_with,
    json_of,
    message_of,
    named,
    number,
    reason_of,
    state_of,
)
from tests.discord.server.state import Channel, State
from tests.discord.server.wire import ApiError, Json, answer, missing_permissions, nothing, unknown

routes = web.RouteTableDef()


@routes.get("/guilds/{guild_id}/channels")
async def channels(request: web.Request) -> web.Response:
    state, guild = state_of(request), guild_of(request)
    return answer([payloads.channel(each) for each in state.channels_of(guild.id) if not each.is_thread])


@routes.post("/guilds/{guild_id}/channels")
async def create(request: web.Request) -> web.Response:
    state, guild = state_of(request), guild_of(request, P.MANAGE_CHANNELS)
    payload: Json = await json_of(request)
    limits.needed(payload, "name")
    limits_guild.channel(payload, int(payload.get("type") or 0))
    limits_guild.full(state, guild)
    within(state, guild.id, None, payload.get("permission_overwrites") or [])
    made = community.add_channel(state, guild, payload)
    state.record("channel_create", made.id, reason_of(request))
    return answer(payloads.channel(made), 201)


def within(state: State, guild_id: str, place: Channel | None, wanted: list[Json]) -> None:
    """Nobody allows or denies what they do not have themselves."""
    guild = state.guilds[guild_id]
    held = permissions.require_in_guild(state, state.bot_id, guild)
    administrator = bool(held & P.ADMINISTRATOR)
    if place is not None:
        own = place.overwrites.get(state.bot_id)
        if own is not None and int(own["allow"]) & P.MANAGE_ROLES:
            return
        held = permissions.in_channel(state, state.bot_id, place)
        wanted = [each for each in wanted if community.overwrite(each) != place.overwrites.get(str(each["id"]))]
    if not limits_guild.overwrites_within(held, wanted, administrator=administrator):
        raise missing_permissions()


@routes.get("/channels/{channel_id}")
async def get(request: web.Request) -> web.Response:
    return answer(payloads.any_channel(state_of(request), channel_of(request)))


@routes.patch("/channels/{channel_id}")
async def change(request: web.Request) -> web.Response:
    state, place = state_of(request), channel_of(request)
    payload: Json = await json_of(request)
    guild = guild_with(state, place)
    limits_guild.channel(payload, place.type)
    if place.is_thread:
        change_thread(state, place, payload)
    else:
        permissions.require(state, state.bot_id, place, P.MANAGE_CHANNELS)
        if payload.get("permission_overwrites") is not None:
            permissions.require(state, state.bot_id, place, P.MANAGE_ROLES)
            within(state, guild.id, place, payload["permission_overwrites"])
        community.change_channel_fields(state, place, payload)
    state.record("channel_update", place.id, reason_of(request), changed=sorted(payload))
    community.channel_changed(state, place)
    return answer(payloads.any_channel(state, place))


def change_thread(state: State, place: Channel, payload: Json) -> None:
    held = permissions.in_channel(state, state.bot_id, place)
    own = place.owner_id == state.bot_id and "locked" not in payload
    reopens = set(payload) == {"archived"} and payload["archived"] is False and not place.thread["locked"]
    if not held & P.MANAGE_THREADS and not own and not (reopens and held & P.SEND_MESSAGES):
        raise missing_permissions()
    if place.thread["archived"] and payload.get("archived") is not False:
        raise ApiError(400, 50083, "Thread is archived")
    for key in ("archived", "locked", "invitable", "auto_archive_duration"):
        if key in payload:
            place.thread[key] = payload[key]
    community.change_channel_fields(state, place, payload)


@routes.delete("/channels/{channel_id}")
async def delete(request: web.Request) -> web.Response:
    state, place = state_of(request), channel_of(request)
    if place.guild_id is None:
        return answer(payloads.direct(state, place))
    permissions.require(state, state.bot_id, place, P.MANAGE_THREADS if place.is_thread else P.MANAGE_CHANNELS)
    state.record("channel_delete", place.id, reason_of(request))
    community.remove_channel(state, place)
    return answer(payloads.channel(place))


@routes.put("/channels/{channel_id}/permissions/{target}")
async def put_overwrite(request: web.Request) -> web.Response:
    state, place = state_of(request), channel_of(request, P.MANAGE_ROLES)
    wanted = {**await json_of(request), "id": named(request, "target")}
    limits_guild.overwrite(wanted, "")
    within(state, guild_with(state, place).id, place, [wanted])
    place.overwrites[wanted["id"]] = community.overwrite(wanted)
    state.record("overwrite_update", place.id, reason_of(request), of=wanted["id"])
    community.channel_changed(state, place)
    return nothing()


@routes.delete("/channels/{channel_id}/permissions/{target}")
async def delete_overwrite(request: web.Request) -> web.Response:
    state, place = state_of(request), channel_of(request, P.MANAGE_ROLES)
    if place.overwrites.pop(named(request, "target"), None) is None:
        raise unknown("Permission Overwrite")
    state.record("overwrite_delete", place.id, reason_of(request), of=named(request, "target"))
    community.channel_changed(state, place)
    return nothing()


@routes.post("/channels/{channel_id}/messages/{message_id}/threads")
async def thread_of_message(request: web.Request) -> web.Response:
    state, place = state_of(request), channel_of(request, P.CREATE_PUBLIC_THREADS)
    payload: Json = await json_of(request)
    limits.length(limits.needed(payload, "name"), "name", 1, 100)
    limits_guild.channel(payload, 11)
    message = state.message(place.id, named(request, "message_id"))
    if message.thread_id is not None:
        raise ApiError(400, 160004, "A thread has already been created for this message")
    return answer(payloads.thread(community.add_thread(state, place, state.bot_id, payload, message=message)), 201)


@routes.post("/channels/{channel_id}/threads")
async def thread(request: web.Request) -> web.Response:
    """A thread by itself, or in a forum: a post, with its first message."""
    state, place = state_of(request), channel_of(request)
    payload, files = await message_of(request)
    limits.length(limits.needed(payload, "name"), "name", 1, 100)
    limits_guild.channel(payload, 11)
    if place.is_forum:
        first: Json = limits.needed(payload, "message")
        permissions.require(state, state.bot_id, place, P.SEND_MESSAGES)
        limits.message(first, files=len(files))
        if int(place.more.get("flags") or 0) & 1 << 4 and not payload.get("applied_tags"):
            raise ApiError(400, 40067, "A tag is required to create a forum post in this channel")
        made = community.add_thread(state, place, state.bot_id, payload)
        message = posting.create(state, state.bot_id, made, first, files)
        return answer(payloads.thread(made) | {"message": payloads.over_rest(state, message)}, 201)
    kind = int(payload.get("type") or 12)
    permissions.require(state, state.bot_id, place, P.CREATE_PRIVATE_THREADS if kind == 12 else P.CREATE_PUBLIC_THREADS)
    return answer(payloads.thread(community.add_thread(state, place, state.bot_id, payload, kind=kind)), 201)


@routes.get("/guilds/{guild_id}/threads/active")
async def active(request: web.Request) -> web.Response:
    state, guild = state_of(request), guild_of(request)
    return answer(listed(state, [each for each in threads(state, guild.id) if not each.thread["archived"]]))


def threads(state: State, guild_id: str) -> list[Channel]:
    """Those that the bot can see, the newest first."""
    held = [each for each in state.channels_of(guild_id) if each.is_thread]
    return [each for each in reversed(held) if permissions.sees(state, state.bot_id, each)]


def listed(state: State, found: list[Channel], *, more: bool = False) -> Json:
    mine = [payloads.thread_member(each, state.bot_id) for each in found if state.bot_id in each.thread_members]
    return {"threads": [payloads.thread(each) for each in found], "members": mine, "has_more": more}


@routes.get("/channels/{channel_id}/threads/archived/{kind:public|private}")
@routes.get("/channels/{channel_id}/users/@me/threads/archived/{kind:private}")
async def archived(request: web.Request) -> web.Response:
    state, place = state_of(request), channel_of(request, P.READ_MESSAGE_HISTORY)
    private = named(request, "kind") == "private"
    if private and "/users/@me/" not in request.path:
        permissions.require(state, state.bot_id, place, P.MANAGE_THREADS)
    held = [each for each in threads(state, guild_with(state, place).id) if each.parent_id == place.id]
    held = [each for each in held if each.thread["archived"] and (each.type == 12) == private]
    limit = number(request, "limit", 50, 1, 100)
    if "before" in request.query:
        held = [each for each in held if each.thread["archive_timestamp"] < request.query["before"]]
    return answer(listed(state, held[:limit], more=len(held) > limit))


@routes.get("/channels/{channel_id}/thread-members")
async def thread_members(request: web.Request) -> web.Response:
    place = channel_of(request)
    return answer([payloads.thread_member(place, each) for each in place.thread_members])


@routes.get("/channels/{channel_id}/thread-members/{user_id}")
async def thread_member(request: web.Request) -> web.Response:
    place, who = channel_of(request), named(request, "user_id")
    if who not in place.thread_members:
        raise unknown("Member")
    return answer(payloads.thread_member(place, who))


@routes.put("/channels/{channel_id}/thread-members/{user_id}")
@routes.delete("/channels/{channel_id}/thread-members/{user_id}")
async def change_thread_members(request: web.Request) -> web.Response:
    state, place = state_of(request), channel_of(request)
    who = state.bot_id if named(request, "user_id") == "@me" else named(request, "user_id")
    if who not in guild_with(state, place).members:
        raise unknown("Member")
    if request.method == "PUT" and who not in place.thread_members:
        place.thread_members.append(who)
    elif request.method == "DELETE" and who in place.thread_members:
        if who != state.bot_id:
            permissions.require(state, state.bot_id, place, P.MANAGE_THREADS)
        place.thread_members.remove(who)
    state.touch()
    return nothing()
