"""Routes of messages, pins, reactions and direct channels."""

from datetime import timedelta

from aiohttp import web

from tests.discord.server import intents, limits, payloads, permissions, posting
from tests.discord.server.permissions import P
from tests.discord.server.request import channel_of, json_of, message_of, named, number, reason_of, state_of
from tests.discord.server.state import Channel, Event, Message, State, stamp
from tests.discord.server.wire import ApiError, Json, answer, invalid, nothing, unknown

routes = web.RouteTableDef()


def public(state: State, place: Channel) -> list[Message]:
    """Ephemeral messages are not in the channel's history."""
    return [each for each in state.messages.get(place.id, []) if each.only_for is None]


def found(request: web.Request, place: Channel) -> Message:
    message = state_of(request).message(place.id, named(request, "message_id"))
    if message.only_for is not None:
        raise unknown("Message")
    return message


@routes.get("/channels/{channel_id}/messages")
async def history(request: web.Request) -> web.Response:
    state, place = state_of(request), channel_of(request)
    limit = number(request, "limit", 50, 1, 100)
    if not permissions.in_channel(state, state.bot_id, place) & P.READ_MESSAGE_HISTORY:
        return answer([])
    held = public(state, place)
    query = request.query
    if "before" in query:
        held = [each for each in held if int(each.id) < int(query["before"])][-limit:]
    elif "after" in query:
        held = [each for each in held if int(each.id) > int(query["after"])][:limit]
    elif "around" in query:
        older = [each for each in held if int(each.id) < int(query["around"])][-(limit // 2) :]
        held = older + [each for each in held if int(each.id) >= int(query["around"])][: limit - len(older)]
    return answer([payloads.over_rest(state, each) for each in reversed(held[-limit:])])


@routes.get("/channels/{channel_id}/messages/pins")
async def pins(request: web.Request) -> web.Response:
    state, place = state_of(request), channel_of(request)
    limit = number(request, "limit", 50, 1, 50)
    held = pinned(state, place)
    if "before" in request.query:
        held = [each for each in held if (stamp(each.pinned_at) or "") < request.query["before"]]
    items = [{"pinned_at": stamp(each.pinned_at), "message": payloads.over_rest(state, each)} for each in held[:limit]]
    return answer({"items": items, "has_more": len(held) > limit})


@routes.get("/channels/{channel_id}/pins")
async def old_pins(request: web.Request) -> web.Response:
    state, place = state_of(request), channel_of(request)
    return answer([payloads.over_rest(state, each) for each in pinned(state, place)[:50]])


def pinned(state: State, place: Channel) -> list[Message]:
    """The newest pin first."""
    held = [(each.pinned_at, each) for each in public(state, place) if each.pinned_at is not None]
    return [each for _, each in sorted(held, key=lambda pair: (pair[0], int(pair[1].id)), reverse=True)]


@routes.get("/channels/{channel_id}/messages/{message_id}")
async def get(request: web.Request) -> web.Response:
    place = channel_of(request, P.READ_MESSAGE_HISTORY)
    return answer(payloads.over_rest(state_of(request), found(request, place)))


@routes.post("/channels/{channel_id}/messages")
async def create(request: web.Request) -> web.Response:
    state = state_of(request)
    place = state.channel(named(request, "channel_id"))
    payload, files = await message_of(request)
    posting.may_write(state, state.bot_id, place, payload, len(files))
    limits.message(payload, files=len(files))
    if payload.get("enforce_nonce"):
        since = state.clock() - timedelta(minutes=5)
        for each in public(state, place):
            if each.nonce == str(payload["nonce"]) and each.author_id == state.bot_id and each.at > since:
                return answer(payloads.over_rest(state, each))
    made = posting.create(state, state.bot_id, place, payload, files)
    return answer(payloads.over_rest(state, made))


@routes.patch("/channels/{channel_id}/messages/{message_id}")
async def edit(request: web.Request) -> web.Response:
    state, place = state_of(request), channel_of(request)
    message = found(request, place)
    payload, files = await message_of(request)
    if message.author_id != state.bot_id:
        raise ApiError(403, 50005, "Cannot edit a message authored by another user")
    if place.is_thread and place.thread["archived"]:
        raise ApiError(400, 50083, "Thread is archived")
    keys = ("content", "embeds", "components", "attachments")
    kept = any(getattr(message, key) for key in keys if key not in payload)
    limits.message(payload, files=len(files), edit=True, kept=kept)
    return answer(payloads.over_rest(state, posting.edit(state, message, payload, files)))


@routes.delete("/channels/{channel_id}/messages/{message_id}")
async def delete(request: web.Request) -> web.Response:
    state, place = state_of(request), channel_of(request)
    message = found(request, place)
    if message.author_id != state.bot_id:
        if place.guild_id is None:
            raise ApiError(403, 50003, "Cannot execute action on a DM channel")
        permissions.require(state, state.bot_id, place, P.MANAGE_MESSAGES)
        state.record("message_delete", message.id, reason_of(request), channel=place.id)
    posting.delete(state, message)
    return nothing()


@routes.post("/channels/{channel_id}/messages/bulk-delete")
async def delete_many(request: web.Request) -> web.Response:
    state, place = state_of(request), channel_of(request, P.MANAGE_MESSAGES)
    ids = [str(each) for each in (await json_of(request))["messages"]]
    if not 2 <= len(ids) <= 100:
        raise invalid("messages", "BASE_TYPE_BAD_LENGTH", "Must be between 2 and 100 in length.")
    old = state.clock() - timedelta(days=14)
    if any(each.at < old for each in public(state, place) if each.id in ids):
        raise ApiError(400, 50034, "You can only bulk delete messages that are under 14 days old.")
    state.record("message_bulk_delete", place.id, reason_of(request), count=len(ids))
    posting.delete_many(state, place, ids)
    return nothing()


@routes.put("/channels/{channel_id}/messages/pins/{message_id}")
@routes.put("/channels/{channel_id}/pins/{message_id}")
async def pin(request: web.Request) -> web.Response:
    state, place = state_of(request), channel_of(request, P.PIN_MESSAGES)
    message = found(request, place)
    if message.pinned_at is None:
        if len(pinned(state, place)) >= 250:
            raise ApiError(400, 30003, "Maximum number of pins reached (250)")
        message.pinned_at = place.last_pin = state.clock()
        state.record("message_pin", message.id, reason_of(request), channel=place.id)
        posting.create(state, state.bot_id, place, {"message_reference": {"message_id": message.id}}, kind=6)
        pins_changed(state, place)
    return nothing()


@routes.delete("/channels/{channel_id}/messages/pins/{message_id}")
@routes.delete("/channels/{channel_id}/pins/{message_id}")
async def unpin(request: web.Request) -> web.Response:
    state, place = state_of(request), channel_of(request, P.PIN_MESSAGES)
    found(request, place).pinned_at = None
    state.record("message_unpin", named(request, "message_id"), reason_of(request), channel=place.id)
    pins_changed(state, place)
    return nothing()


def pins_changed(state: State, place: Channel) -> None:
    told: Json = {"channel_id": place.id, "last_pin_timestamp": stamp(place.last_pin)}
    if place.guild_id is not None:
        told["guild_id"] = place.guild_id
    needed = intents.DIRECT_MESSAGES if place.guild_id is None else intents.GUILDS
    state.emit(Event("CHANNEL_PINS_UPDATE", lambda held: told, place.guild_id, needed))
    state.touch()


@routes.put("/channels/{channel_id}/messages/{message_id}/reactions/{emoji}/@me")
async def react(request: web.Request) -> web.Response:
    state, place = state_of(request), channel_of(request, P.READ_MESSAGE_HISTORY)
    message, emoji = found(request, place), named(request, "emoji")
    if emoji not in message.reactions:
        permissions.require(state, state.bot_id, place, P.ADD_REACTIONS)
        if len(message.reactions) >= 20:
            raise ApiError(400, 30010, "Maximum number of reactions reached (20)")
    posting.react(state, state.bot_id, message, emoji)
    return nothing()


@routes.delete("/channels/{channel_id}/messages/{message_id}/reactions/{emoji}/{user_id}")
async def unreact(request: web.Request) -> web.Response:
    state, place = state_of(request), channel_of(request)
    who = named(request, "user_id")
    if who != "@me":
        permissions.require(state, state.bot_id, place, P.MANAGE_MESSAGES)
    posting.unreact(state, state.bot_id if who == "@me" else who, found(request, place), named(request, "emoji"))
    return nothing()


@routes.get("/channels/{channel_id}/messages/{message_id}/reactions/{emoji}")
async def reactors(request: web.Request) -> web.Response:
    state, place = state_of(request), channel_of(request, P.READ_MESSAGE_HISTORY)
    people = found(request, place).reactions.get(named(request, "emoji"), [])
    after = int(request.query.get("after", 0))
    people = sorted((each for each in people if int(each) > after), key=int)[: number(request, "limit", 25, 1, 100)]
    return answer([payloads.user(state.users[each]) for each in people])


@routes.delete("/channels/{channel_id}/messages/{message_id}/reactions")
@routes.delete("/channels/{channel_id}/messages/{message_id}/reactions/{emoji}")
async def clear_reactions(request: web.Request) -> web.Response:
    state, place = state_of(request), channel_of(request, P.MANAGE_MESSAGES)
    message, emoji = found(request, place), request.match_info.get("emoji")
    for each in [emoji] if emoji else list(message.reactions):
        message.reactions.pop(each, None)
        told: Json = {"channel_id": place.id, "message_id": message.id, "guild_id": place.guild_id}
        name = "MESSAGE_REACTION_REMOVE_EMOJI" if emoji else "MESSAGE_REACTION_REMOVE_ALL"
        told |= {"emoji": payloads.reaction(each)} if emoji else {}
        state.emit(Event(name, lambda held, told=told: told, place.guild_id, intents.REACTIONS))  # type: ignore[misc]
    return nothing()


@routes.post("/channels/{channel_id}/typing")
async def typing(request: web.Request) -> web.Response:
    place = channel_of(request, P.SEND_MESSAGES)
    state_of(request).record("typing", place.id, None)
    return nothing()


@routes.post("/users/@me/channels")
async def open_direct(request: web.Request) -> web.Response:
    state = state_of(request)
    who = str((await json_of(request))["recipient_id"])
    if who not in state.users:
        raise invalid("recipient_id", "INVALID_RECIPIENT", "Unknown user")
    if state.users[who].bot:
        raise ApiError(400, 50007, "Cannot send messages to this user")
    return answer(payloads.direct(state, state.direct(who)))
