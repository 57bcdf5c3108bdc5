"""Messages as they are written, changed and removed, whoever does it, and the events that tell of it."""

import re
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from tests.discord.server import intents, payloads, permissions
from tests.discord.server.limits import inside
from tests.discord.server.permissions import Permission
from tests.discord.server.state import EPHEMERAL, Channel, Event, Message, State
from tests.discord.server.wire import ApiError, Json, invalid

PERSON, ROLE, EVERYBODY = re.compile(r"<@!?(\d+)>"), re.compile(r"<@&(\d+)>"), re.compile(r"@(?:everyone|here)")
File = tuple[str, bytes]
"""A name and what is in it."""


def tell(state: State, name: str, message: Message, needs: tuple[int, int]) -> None:
    """Dispatch a message's event: `needs` the first intent in a server and the second in a direct channel."""
    place = state.channels[message.channel_id]
    if message.only_for is None and permissions.sees(state, state.bot_id, place):
        needed = needs[place.guild_id is None]
        state.emit(Event(name, lambda held: payloads.message(state, message, held), place.guild_id, needed))
    state.touch()


def create(
    state: State,
    author: str,
    place: Channel,
    payload: Json,
    files: Iterable[File] = (),
    *,
    only_for: str | None = None,
    kind: int = 0,
    interaction: Json | None = None,
) -> Message:
    """Write a message. Nothing is checked here."""
    message = Message(state.snowflake(), place.id, author, state.clock(), type=kind, only_for=only_for, interaction=interaction)
    message.flags = int(payload.get("flags") or 0) | (EPHEMERAL if only_for else 0)
    message.nonce = None if payload.get("nonce") is None else str(payload["nonce"])
    refer(state, message, place, payload)
    fill(state, message, payload, files)
    state.messages.setdefault(place.id, []).append(message)
    if only_for is None:
        place.last_message_id = message.id
        if place.is_thread:
            place.more["message_count"] = place.more.get("message_count", 0) + 1
            place.thread["archived"] = False
            if author not in place.thread_members:
                place.thread_members.append(author)
    tell(state, "MESSAGE_CREATE", message, (intents.MESSAGES, intents.DIRECT_MESSAGES))
    return message


def refer(state: State, message: Message, place: Channel, payload: Json) -> None:
    """A reply names a message of the same channel that is there."""
    reference = payload.get("message_reference")
    if not reference:
        return
    held = [each.id for each in state.messages.get(place.id, ()) if each.only_for in (None, message.author_id)]
    if str(reference["message_id"]) not in held:
        if reference.get("fail_if_not_exists", True):
            raise invalid("message_reference", "MESSAGE_REFERENCE_UNKNOWN_MESSAGE", "Unknown message")
        return
    if message.type == 0:
        message.type = 19
    message.reference = {"type": 0, "message_id": str(reference["message_id"]), "channel_id": place.id}
    if place.guild_id is not None:
        message.reference["guild_id"] = place.guild_id


def fill(state: State, message: Message, payload: Json, files: Iterable[File] = ()) -> None:
    """Take over what the payload says, and leave the rest."""
    if "content" in payload:
        message.content = payload["content"] or ""
    if "embeds" in payload:
        message.embeds = [{"type": "rich", **each} for each in payload["embeds"] or []]
    if "components" in payload:
        message.components = numbered(payload["components"] or [])
    attach(state, message, payload, list(files))
    ping(state, message, payload.get("allowed_mentions"))


def numbered(found: list[Json]) -> list[Json]:
    """Components, each with an id as the server gives it."""
    for index, (_, part) in enumerate(inside(found), 1):
        part.setdefault("id", index)
    return found


def attach(state: State, message: Message, payload: Json, files: list[File]) -> None:
    listed = payload.get("attachments")
    if listed is not None:
        kept = {str(each["id"]) for each in listed}
        message.attachments = [each for each in message.attachments if each["id"] in kept]
    described = {str(each.get("id")): each for each in listed or []}
    for index, (name, data) in enumerate(files):
        about = described.get(str(index), {})
        message.attachments.append(store(state, message.channel_id, about.get("filename") or name, data))
        if about.get("description"):
            message.attachments[-1]["description"] = about["description"]


def store(state: State, channel_id: str, name: str, data: bytes) -> Json:
    """Put a file where the CDN finds it."""
    number = state.snowflake()
    path = f"attachments/{channel_id}/{number}/{name}"
    state.files[path] = data
    url = f"{state.cdn}/{path}"
    return {"id": number, "filename": name, "size": len(data), "url": url, "proxy_url": url, "content_type": content_type(name)}


def content_type(name: str) -> str:
    known = {"png": "image/png", "jpg": "image/jpeg", "gif": "image/gif", "ogg": "audio/ogg", "pdf": "application/pdf"}
    return known.get(name.rpartition(".")[2].lower(), "text/plain; charset=utf-8")


def ping(state: State, message: Message, allowed: Json | None) -> None:
    """Who is notified: who is named in the words, as far as `allowed_mentions` and permissions let it."""
    place = state.channels[message.channel_id]
    parse = ("users", "roles", "everyone") if allowed is None else tuple(allowed.get("parse") or ())

    def let(kind: str, found: list[str]) -> list[str]:
        listed = [str(each) for each in (allowed or {}).get(kind) or ()]
        return [each for each in dict.fromkeys(found) if kind in parse or each in listed]

    message.pings = [each for each in let("users", PERSON.findall(message.content)) if each in state.users]
    message.role_pings, message.pings_everyone = [], False
    if message.reference is not None and message.type == 19:
        replied = True if allowed is None else bool(allowed.get("replied_user", False))
        first = state.message(place.id, str(message.reference["message_id"])).author_id
        if replied and first not in message.pings and first != message.author_id:
            message.pings.append(first)
    if place.guild_id is not None:
        may = bool(permissions.in_channel(state, message.author_id, place) & Permission.MENTION_EVERYONE)
        roles = state.guilds[place.guild_id].roles
        named = [each for each in ROLE.findall(message.content) if each in roles and (may or roles[each]["mentionable"])]
        message.role_pings = let("roles", named)
        message.pings_everyone = may and "everyone" in parse and bool(EVERYBODY.search(message.content))


def edit(state: State, message: Message, payload: Json, files: Iterable[File] = ()) -> Message:
    fill(state, message, {"allowed_mentions": None, **payload}, files)
    if "flags" in payload and payload["flags"] is not None:
        own = EPHEMERAL | (1 << 5)  # what the server set, and a thread's mark
        message.flags = message.flags & own | int(payload["flags"]) & ~own
    message.edited = state.clock()
    tell(state, "MESSAGE_UPDATE", message, (intents.MESSAGES, intents.DIRECT_MESSAGES))
    return message


def delete(state: State, message: Message) -> None:
    state.messages[message.channel_id].remove(message)
    place = state.channels[message.channel_id]
    if message.only_for is None:
        gone: Json = {"id": message.id, "channel_id": place.id}
        removed(state, "MESSAGE_DELETE", place, gone)
    state.touch()


def delete_many(state: State, place: Channel, ids: list[str]) -> None:
    state.messages[place.id] = [each for each in state.messages.get(place.id, []) if each.id not in ids]
    removed(state, "MESSAGE_DELETE_BULK", place, {"ids": ids, "channel_id": place.id})
    state.touch()


def removed(state: State, name: str, place: Channel, gone: Json) -> None:
    if permissions.sees(state, state.bot_id, place):
        needed = intents.DIRECT_MESSAGES if place.guild_id is None else intents.MESSAGES
        more = {} if place.guild_id is None else {"guild_id": place.guild_id}
        state.emit(Event(name, lambda held: gone | more, place.guild_id, needed))


def may_write(state: State, author: str, place: Channel, payload: Json, files: int = 0) -> None:
    """What any writer needs: sight of the channel, the right to write, and that to attach or embed."""
    if place.type in (4, 15, 16):
        raise ApiError(400, 50008, "Cannot send messages in a non-text channel")
    needed = Permission.SEND_MESSAGES
    if files:
        needed |= Permission.ATTACH_FILES
    if payload.get("embeds"):
        needed |= Permission.EMBED_LINKS
    held = permissions.require(state, author, place, needed)
    if place.is_thread and place.thread.get("locked") and not held & Permission.MANAGE_THREADS:
        raise ApiError(400, 50083, "Thread is archived")
    if payload.get("message_reference") and not held & Permission.READ_MESSAGE_HISTORY:
        raise ApiError(400, 160002, "You cannot reply without permission to read message history")
    if place.guild_id is None:
        for each in place.recipients:
            if each != author and not state.users[each].takes_direct and author == state.bot_id:
                raise ApiError(403, 50007, "Cannot send messages to this user")


def slow(state: State, author: str, place: Channel) -> None:
    """Slow mode, from which bots and moderators are free."""
    free = Permission.MANAGE_MESSAGES | Permission.MANAGE_CHANNELS | Permission.BYPASS_SLOWMODE
    if not place.rate_limit_per_user or permissions.in_channel(state, author, place) & free:
        return
    last = [each.at for each in state.messages.get(place.id, ()) if each.author_id == author]
    if last and state.clock() < last[-1] + timedelta(seconds=place.rate_limit_per_user):
        raise ApiError(429, 20016, "This action cannot be performed due to slowmode rate limit")


def react(state: State, user_id: str, message: Message, emoji: str) -> None:
    people = message.reactions.setdefault(emoji, [])
    if user_id not in people:
        people.append(user_id)
        reacted(state, "MESSAGE_REACTION_ADD", user_id, message, emoji)


def unreact(state: State, user_id: str, message: Message, emoji: str) -> None:
    people = message.reactions.get(emoji, [])
    if user_id in people:
        people.remove(user_id)
        if not people:
            del message.reactions[emoji]
        reacted(state, "MESSAGE_REACTION_REMOVE", user_id, message, emoji)


def reacted(state: State, name: str, user_id: str, message: Message, emoji: str) -> None:
    place = state.channels[message.channel_id]
    found: dict[str, Any] = {"user_id": user_id, "channel_id": place.id, "message_id": message.id, "burst": False, "type": 0}
    found |= {"emoji": payloads.reaction(emoji), "message_author_id": message.author_id}
    needed = intents.DIRECT_REACTIONS
    if place.guild_id is not None:
        needed = intents.REACTIONS
        found["guild_id"] = place.guild_id
        who = state.guilds[place.guild_id].members.get(user_id)
        if who is not None and name == "MESSAGE_REACTION_ADD":
            found["member"] = payloads.member(state, who)
    if permissions.sees(state, state.bot_id, place):
        state.emit(Event(name, lambda held: found, place.guild_id, needed))
    state.touch()
