"""Routes of a server: itself, roles, members, bans."""

from datetime import datetime, timedelta

from aiohttp import web

from tests.discord.server import community, limits, limits_guild, payloads, permissions
from tests.discord.server.permissions import P
from tests.discord.server.request import guild_of, json_of, named, number, reason_of, state_of
from tests.discord.server.state import Guild, Member, State
from tests.discord.server.wire import ApiError, Json, answer, missing_permissions, nothing, unknown

routes = web.RouteTableDef()


@routes.get("/guilds/{guild_id}")
async def guild(request: web.Request) -> web.Response:
    return answer(payloads.guild(state_of(request), guild_of(request)))


@routes.get("/guilds/{guild_id}/roles")
async def roles(request: web.Request) -> web.Response:
    return answer(list(guild_of(request).roles.values()))


@routes.get("/guilds/{guild_id}/roles/{role_id}")
async def role(request: web.Request) -> web.Response:
    return answer(role_of(request, guild_of(request)))


def role_of(request: web.Request, place: Guild) -> Json:
    if named(request, "role_id") not in place.roles:
        raise unknown("Role")
    return place.roles[named(request, "role_id")]


def within(state: State, place: Guild, payload: Json) -> None:
    """Nobody gives a role what they may not do themselves."""
    held = permissions.require_in_guild(state, state.bot_id, place)
    if P(int(payload.get("permissions") or 0)) & ~held:
        raise missing_permissions()


@routes.post("/guilds/{guild_id}/roles")
async def create_role(request: web.Request) -> web.Response:
    state, place = state_of(request), guild_of(request, P.MANAGE_ROLES)
    payload: Json = await json_of(request)
    limits_guild.role(payload, place)
    within(state, place, payload)
    made = community.add_role(state, place, payload)
    state.record("role_create", made["id"], reason_of(request))
    return answer(made)


@routes.patch("/guilds/{guild_id}/roles/{role_id}")
async def change_role(request: web.Request) -> web.Response:
    state, place = state_of(request), guild_of(request, P.MANAGE_ROLES)
    found, payload = role_of(request, place), await json_of(request)
    permissions.require_above_role(place, state.bot_id, found["id"])
    limits_guild.role(payload)
    within(state, place, payload)
    state.record("role_update", found["id"], reason_of(request), changed=sorted(payload))
    community.change_role(state, place, found, payload)
    return answer(found)


@routes.patch("/guilds/{guild_id}/roles")
async def move_roles(request: web.Request) -> web.Response:
    state, place = state_of(request), guild_of(request, P.MANAGE_ROLES)
    moves: list[Json] = await json_of(request)
    top = permissions.rank(place, state.bot_id)
    for move in moves:
        permissions.require_above_role(place, state.bot_id, str(move["id"]))
        if int(move["position"]) >= top:
            raise missing_permissions()
    for move in moves:
        place.roles[str(move["id"])]["position"] = int(move["position"])
        community.change_role(state, place, place.roles[str(move["id"])], {})
    return answer(list(place.roles.values()))


@routes.delete("/guilds/{guild_id}/roles/{role_id}")
async def delete_role(request: web.Request) -> web.Response:
    state, place = state_of(request), guild_of(request, P.MANAGE_ROLES)
    found = role_of(request, place)
    permissions.require_above_role(place, state.bot_id, found["id"])
    if found["managed"] or found["id"] == place.id:
        raise ApiError(400, 50028, "Invalid role")
    state.record("role_delete", found["id"], reason_of(request))
    community.remove_role(state, place, found["id"])
    return nothing()


@routes.get("/guilds/{guild_id}/members")
async def members(request: web.Request) -> web.Response:
    state, place = state_of(request), guild_of(request)
    if not state.portal_intents & 1 << 1:
        raise ApiError(403, 50001, "Missing Access")
    after = int(request.query.get("after", 0))
    held = sorted((each for each in place.members.values() if int(each.user_id) > after), key=lambda each: int(each.user_id))
    return answer([payloads.member(state, each) for each in held[: number(request, "limit", 1, 1, 1000)]])


@routes.get("/guilds/{guild_id}/members/search")
async def search(request: web.Request) -> web.Response:
    state, place = state_of(request), guild_of(request)
    start = request.query["query"].lower()
    names = {each.user_id: (state.users[each.user_id].name, each.nick or "") for each in place.members.values()}
    held = [each for each in place.members.values() if any(name.lower().startswith(start) for name in names[each.user_id])]
    return answer([payloads.member(state, each) for each in held[: number(request, "limit", 1, 1, 1000)]])


def member_of(request: web.Request, place: Guild) -> Member:
    who = named(request, "user_id")
    state = state_of(request)
    return state.member(place, state.bot_id if who == "@me" else who)


@routes.get("/guilds/{guild_id}/members/{user_id}")
async def member(request: web.Request) -> web.Response:
    return answer(payloads.member(state_of(request), member_of(request, guild_of(request))))


@routes.patch("/guilds/{guild_id}/members/{user_id}")
async def change_member(request: web.Request) -> web.Response:
    state, place = state_of(request), guild_of(request)
    who, payload = member_of(request, place), await json_of(request)
    if "nick" in payload:
        own = who.user_id == state.bot_id
        permissions.require_in_guild(state, state.bot_id, place, P.CHANGE_NICKNAME if own else P.MANAGE_NICKNAMES)
        permissions.require_above(place, state.bot_id, who.user_id)
        limits.length(payload["nick"], "nick", 0, 32)
        who.nick = payload["nick"] or None
    if "communication_disabled_until" in payload:
        time_out(state, place, who, payload["communication_disabled_until"])
    if payload.get("roles") is not None:
        wanted = [str(each) for each in payload["roles"]]
        for each in set(wanted) ^ set(who.roles):
            may_give(state, place, each)
        who.roles = wanted
    state.record("member_update", who.user_id, reason_of(request), changed=sorted(payload))
    community.member_changed(state, place, who)
    return answer(payloads.member(state, who))


def time_out(state: State, place: Guild, who: Member, given: str | None) -> None:
    permissions.require_in_guild(state, state.bot_id, place, P.MODERATE_MEMBERS)
    permissions.require_above(place, state.bot_id, who.user_id)
    if permissions.in_guild(state, place, who) & P.ADMINISTRATOR:
        raise missing_permissions()
    until: datetime | None = None if given is None else limits_guild.moment(given, "communication_disabled_until")
    limits_guild.time_out(until, state.clock())
    who.timed_out_until = until


def may_give(state: State, place: Guild, role_id: str) -> None:
    permissions.require_in_guild(state, state.bot_id, place, P.MANAGE_ROLES)
    permissions.require_above_role(place, state.bot_id, role_id)
    if place.roles[role_id]["managed"]:
        raise missing_permissions()


@routes.put("/guilds/{guild_id}/members/{user_id}/roles/{role_id}")
@routes.delete("/guilds/{guild_id}/members/{user_id}/roles/{role_id}")
async def give_or_take(request: web.Request) -> web.Response:
    state, place = state_of(request), guild_of(request, P.MANAGE_ROLES)
    who, role_id = member_of(request, place), named(request, "role_id")
    may_give(state, place, role_id)
    gives = request.method == "PUT"
    if gives != (role_id in who.roles):
        who.roles = [*who.roles, role_id] if gives else [each for each in who.roles if each != role_id]
        state.record("role_given" if gives else "role_taken", who.user_id, reason_of(request), role=role_id)
        community.member_changed(state, place, who)
    return nothing()


@routes.delete("/guilds/{guild_id}/members/{user_id}")
async def kick(request: web.Request) -> web.Response:
    state, place = state_of(request), guild_of(request, P.KICK_MEMBERS)
    who = member_of(request, place)
    permissions.require_above(place, state.bot_id, who.user_id)
    state.record("kick", who.user_id, reason_of(request))
    community.leave(state, place, who.user_id)
    return nothing()


@routes.get("/guilds/{guild_id}/bans")
async def bans(request: web.Request) -> web.Response:
    state, place = state_of(request), guild_of(request, P.BAN_MEMBERS)
    return answer([banned(state, place, each) for each in sorted(place.bans, key=int)])


def banned(state: State, place: Guild, user_id: str) -> Json:
    if user_id not in place.bans:
        raise unknown("Ban")
    return {"reason": place.bans[user_id], "user": payloads.user(state.users[user_id])}


@routes.get("/guilds/{guild_id}/bans/{user_id}")
async def get_ban(request: web.Request) -> web.Response:
    return answer(banned(state_of(request), guild_of(request, P.BAN_MEMBERS), named(request, "user_id")))


@routes.put("/guilds/{guild_id}/bans/{user_id}")
async def ban(request: web.Request) -> web.Response:
    state, place, who = state_of(request), guild_of(request, P.BAN_MEMBERS), named(request, "user_id")
    if who not in state.users:
        raise unknown("User")
    if who in place.members:
        permissions.require_above(place, state.bot_id, who)
    seconds = number(request, "delete_message_seconds", 0, 0, 604800)
    state.record("ban", who, reason_of(request), delete_message_seconds=seconds)
    since = state.clock() - timedelta(seconds=seconds) if seconds else None
    community.ban(state, place, who, reason_of(request), since)
    return nothing()


@routes.delete("/guilds/{guild_id}/bans/{user_id}")
async def unban(request: web.Request) -> web.Response:
    state, place, who = state_of(request), guild_of(request, P.BAN_MEMBERS), named(request, "user_id")
    banned(state, place, who)
    state.record("unban", who, reason_of(request))
    community.unban(state, place, who)
    return nothing()
