"""Routes of AutoMod rules and scheduled events."""

from aiohttp import web

from tests.discord.server import community, intents, limits_guild, payloads, permissions
from tests.discord.server.permissions import P
from tests.discord.server.request import guild_of, json_of, named, reason_of, state_of
from tests.discord.server.state import Guild, State
from tests.discord.server.wire import ApiError, Json, answer, nothing, unknown

routes = web.RouteTableDef()


@routes.get("/guilds/{guild_id}/auto-moderation/rules")
async def rules(request: web.Request) -> web.Response:
    return answer(list(guild_of(request, P.MANAGE_GUILD).rules.values()))


def rule_of(request: web.Request, guild: Guild) -> Json:
    if named(request, "rule_id") not in guild.rules:
        raise unknown("Auto Moderation Rule")
    return guild.rules[named(request, "rule_id")]


@routes.get("/guilds/{guild_id}/auto-moderation/rules/{rule_id}")
async def rule(request: web.Request) -> web.Response:
    return answer(rule_of(request, guild_of(request, P.MANAGE_GUILD)))


@routes.post("/guilds/{guild_id}/auto-moderation/rules")
async def create_rule(request: web.Request) -> web.Response:
    state, guild = state_of(request), guild_of(request, P.MANAGE_GUILD)
    payload: Json = await json_of(request)
    limits_guild.rule(payload, guild)
    may_time_out(state, guild, payload)
    made: Json = {"enabled": False, "exempt_roles": [], "exempt_channels": [], "trigger_metadata": {}} | payload
    made |= {"id": state.snowflake(), "guild_id": guild.id, "creator_id": state.bot_id}
    guild.rules[made["id"]] = listed(made)
    state.record("automod_rule_create", made["id"], reason_of(request))
    community.tell(state, "AUTO_MODERATION_RULE_CREATE", guild, made, intents.AUTOMOD_RULES)
    return answer(made)


def may_time_out(state: State, guild: Guild, payload: Json) -> None:
    if any(action["type"] == 3 for action in payload.get("actions") or []):
        permissions.require_in_guild(state, state.bot_id, guild, P.MODERATE_MEMBERS)


def listed(made: Json) -> Json:
    for key in ("exempt_roles", "exempt_channels"):
        made[key] = [str(each) for each in made[key]]
    return made


@routes.patch("/guilds/{guild_id}/auto-moderation/rules/{rule_id}")
async def change_rule(request: web.Request) -> web.Response:
    state, guild = state_of(request), guild_of(request, P.MANAGE_GUILD)
    found, payload = rule_of(request, guild), await json_of(request)
    limits_guild.rule(payload, guild, edited=found)
    may_time_out(state, guild, payload)
    listed(found | payload)
    found.update(payload)
    state.record("automod_rule_update", found["id"], reason_of(request), changed=sorted(payload))
    community.tell(state, "AUTO_MODERATION_RULE_UPDATE", guild, listed(found), intents.AUTOMOD_RULES)
    return answer(found)


@routes.delete("/guilds/{guild_id}/auto-moderation/rules/{rule_id}")
async def delete_rule(request: web.Request) -> web.Response:
    state, guild = state_of(request), guild_of(request, P.MANAGE_GUILD)
    found = guild.rules.pop(rule_of(request, guild)["id"])
    state.record("automod_rule_delete", found["id"], reason_of(request))
    community.tell(state, "AUTO_MODERATION_RULE_DELETE", guild, found, intents.AUTOMOD_RULES)
    return nothing()


@routes.get("/guilds/{guild_id}/scheduled-events")
async def events(request: web.Request) -> web.Response:
    return answer(list(guild_of(request).events.values()))


def event_of(request: web.Request, guild: Guild) -> Json:
    if named(request, "event_id") not in guild.events:
        raise unknown("Guild Scheduled Event")
    return guild.events[named(request, "event_id")]


@routes.get("/guilds/{guild_id}/scheduled-events/{event_id}")
async def event(request: web.Request) -> web.Response:
    return answer(event_of(request, guild_of(request)))


@routes.post("/guilds/{guild_id}/scheduled-events")
async def create_event(request: web.Request) -> web.Response:
    state, guild = state_of(request), guild_of(request, P.CREATE_EVENTS)
    payload: Json = await json_of(request)
    limits_guild.event(payload, state.clock())
    going = [each for each in guild.events.values() if each["status"] in (1, 2)]
    if len(going) >= 100:
        raise ApiError(400, 30038, "Maximum number of uncompleted guild scheduled events reached (100)")
    made: Json = {"channel_id": None, "description": None, "scheduled_end_time": None, "entity_metadata": None} | payload
    made |= {"id": state.snowflake(), "guild_id": guild.id, "creator_id": state.bot_id, "status": 1}
    made |= {"entity_id": None, "image": None, "user_count": 0, "creator": payloads.user(state.users[state.bot_id])}
    guild.events[made["id"]] = made
    state.record("event_create", made["id"], reason_of(request))
    community.tell(state, "GUILD_SCHEDULED_EVENT_CREATE", guild, made, intents.EVENTS)
    return answer(made)


NEXT = {1: (1, 2, 4), 2: (2, 3), 3: (3,), 4: (4,)}
"""From scheduled to active or cancelled, from active to completed; no way back."""


@routes.patch("/guilds/{guild_id}/scheduled-events/{event_id}")
async def change_event(request: web.Request) -> web.Response:
    state, guild = state_of(request), guild_of(request)
    found, payload = event_of(request, guild), await json_of(request)
    mine = found["creator_id"] == state.bot_id
    permissions.require_in_guild(state, state.bot_id, guild, P.CREATE_EVENTS if mine else P.MANAGE_EVENTS)
    if int(payload.get("status") or found["status"]) not in NEXT[found["status"]]:
        raise ApiError(400, 180000, "Cannot update a finished event")
    limits_guild.event({**found, "status": 2, **payload}, state.clock())
    found.update(payload)
    state.record("event_update", found["id"], reason_of(request), changed=sorted(payload))
    community.tell(state, "GUILD_SCHEDULED_EVENT_UPDATE", guild, found, intents.EVENTS)
    return answer(found)


@routes.delete("/guilds/{guild_id}/scheduled-events/{event_id}")
async def delete_event(request: web.Request) -> web.Response:
    state, guild = state_of(request), guild_of(request)
    found = event_of(request, guild)
    mine = found["creator_id"] == state.bot_id
    permissions.require_in_guild(state, state.bot_id, guild, P.CREATE_EVENTS if mine else P.MANAGE_EVENTS)
    del guild.events[found["id"]]
    state.record("event_delete", found["id"], reason_of(request))
    community.tell(state, "GUILD_SCHEDULED_EVENT_DELETE", guild, found, intents.EVENTS)
    return nothing()
