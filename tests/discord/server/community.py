"""Changes to a server's roles, channels, threads and members, whoever makes them, and the events that tell of them."""

from datetime import datetime
from typing import Any

from tests.discord.server import intents, payloads
from tests.discord.server.state import Channel, Event, Guild, Member, Message, State, stamp
from tests.discord.server.wire import Json


def tell(state: State, name: str, guild: Guild, found: Json, needs: int = intents.GUILDS) -> None:
    state.emit(Event(name, lambda held: found, guild.id, needs))
    state.touch()


def add_role(state: State, guild: Guild, payload: Json, *, top: bool = False) -> Json:
    """A new role stands lowest, and an administrator may put it on `top`."""
    colour = int(payload.get("color") or (payload.get("colors") or {}).get("primary_color") or 0)
    held = [role for role in guild.roles.values() if role["id"] != guild.id]
    position = 1 + max((role["position"] for role in held), default=0) if top else 1
    if not top:
        for role in held:
            role["position"] += 1
    made: Json = {
        "id": state.snowflake(),
        "name": payload.get("name") or "new role",
        "color": colour,
        "colors": {"primary_color": colour, "secondary_color": None, "tertiary_color": None},
        "hoist": bool(payload.get("hoist")),
        "icon": None,
        "unicode_emoji": None,
        "position": position,
        "permissions": str(payload.get("permissions") or guild.roles[guild.id]["permissions"]),
        "managed": False,
        "mentionable": bool(payload.get("mentionable")),
        "flags": 0,
    }
    guild.roles[made["id"]] = made
    tell(state, "GUILD_ROLE_CREATE", guild, {"guild_id": guild.id, "role": made})
    return made


def change_role(state: State, guild: Guild, role: Json, payload: Json) -> None:
    for key in ("name", "hoist", "mentionable", "color"):
        if payload.get(key) is not None:
            role[key] = payload[key]
    if payload.get("permissions") is not None:
        role["permissions"] = str(payload["permissions"])
    tell(state, "GUILD_ROLE_UPDATE", guild, {"guild_id": guild.id, "role": role})


def remove_role(state: State, guild: Guild, role_id: str) -> None:
    del guild.roles[role_id]
    for member in guild.members.values():
        if role_id in member.roles:
            member.roles.remove(role_id)
    for channel in state.channels_of(guild.id):
        channel.overwrites.pop(role_id, None)
    tell(state, "GUILD_ROLE_DELETE", guild, {"guild_id": guild.id, "role_id": role_id})


MORE = {"topic", "nsfw", "bitrate", "user_limit", "default_auto_archive_duration", "default_thread_rate_limit_per_user"}
MORE |= {"default_reaction_emoji", "default_sort_order", "default_forum_layout", "flags", "rtc_region", "video_quality_mode"}


def add_channel(state: State, guild: Guild, payload: Json) -> Channel:
    """A channel without overwrites of its own takes those of its category."""
    kind = int(payload.get("type") or 0)
    parent = payload.get("parent_id")
    made = Channel(state.snowflake(), kind, guild_id=guild.id, parent_id=None if parent is None else str(parent))
    made.position = int(payload.get("position") or len(state.channels_of(guild.id)))
    change_channel_fields(state, made, payload)
    if payload.get("permission_overwrites") is None and made.parent_id is not None:
        made.overwrites = {key: dict(each) for key, each in state.channels[made.parent_id].overwrites.items()}
    state.channels[made.id] = made
    tell(state, "CHANNEL_CREATE", guild, payloads.channel(made))
    return made


def change_channel_fields(state: State, channel: Channel, payload: Json) -> None:
    if payload.get("name") is not None:
        channel.name = str(payload["name"])
        if channel.type in (0, 5, 15, 16):
            channel.name = "-".join(channel.name.lower().split())
    if "parent_id" in payload and not channel.is_thread:
        channel.parent_id = None if payload["parent_id"] is None else str(payload["parent_id"])
    if payload.get("position") is not None:
        channel.position = int(payload["position"])
    if payload.get("rate_limit_per_user") is not None:
        channel.rate_limit_per_user = int(payload["rate_limit_per_user"])
    if payload.get("permission_overwrites") is not None:
        channel.overwrites = {str(each["id"]): overwrite(each) for each in payload["permission_overwrites"]}
    if payload.get("available_tags") is not None:
        channel.tags = [tag(state, each) for each in payload["available_tags"]]
    if payload.get("applied_tags") is not None:
        channel.applied_tags = [str(each) for each in payload["applied_tags"]]
    channel.more |= {key: payload[key] for key in MORE if key in payload}


def overwrite(each: Json) -> Json:
    allow, deny = str(each.get("allow") or 0), str(each.get("deny") or 0)
    return {"id": str(each["id"]), "type": int(each["type"]), "allow": allow, "deny": deny}


def tag(state: State, each: Json) -> Json:
    return {
        "id": str(each.get("id") or state.snowflake()),
        "name": each["name"],
        "moderated": bool(each.get("moderated")),
        "emoji_id": each.get("emoji_id"),
        "emoji_name": each.get("emoji_name"),
    }


def channel_changed(state: State, channel: Channel) -> None:
    assert channel.guild_id is not None
    name = "THREAD_UPDATE" if channel.is_thread else "CHANNEL_UPDATE"
    tell(state, name, state.guilds[channel.guild_id], payloads.channel(channel))


def remove_channel(state: State, channel: Channel) -> None:
    assert channel.guild_id is not None
    guild = state.guilds[channel.guild_id]
    for thread in [each for each in state.channels_of(guild.id) if each.is_thread and each.parent_id == channel.id]:
        remove_channel(state, thread)
    for child in [each for each in state.channels_of(guild.id) if each.parent_id == channel.id]:
        child.parent_id = None
    del state.channels[channel.id]
    state.messages.pop(channel.id, None)
    if channel.is_thread:
        gone = {"id": channel.id, "guild_id": guild.id, "parent_id": channel.parent_id, "type": channel.type}
        tell(state, "THREAD_DELETE", guild, gone)
    else:
        tell(state, "CHANNEL_DELETE", guild, payloads.channel(channel))


def add_thread(
    state: State, parent: Channel, owner: str, payload: Json, *, kind: int = 11, message: Message | None = None
) -> Channel:
    """A thread under a message has that message's id."""
    assert parent.guild_id is not None
    now = stamp(state.clock())
    made = Channel(state.snowflake() if message is None else message.id, kind, str(payload["name"]), parent.guild_id, parent.id)
    made.owner_id = owner
    made.thread_members = [owner]
    made.applied_tags = [str(each) for each in payload.get("applied_tags") or []]
    made.rate_limit_per_user = int(payload.get("rate_limit_per_user") or 0)
    made.thread = {
        "archived": False,
        "auto_archive_duration": payload.get("auto_archive_duration") or 1440,
        "archive_timestamp": now,
        "create_timestamp": now,
        "locked": False,
        "invitable": bool(payload.get("invitable", True)),
    }
    state.channels[made.id] = made
    if message is not None:
        message.thread_id = made.id
        message.flags |= 1 << 5
    tell(state, "THREAD_CREATE", state.guilds[parent.guild_id], payloads.thread(made) | {"newly_created": True})
    return made


def join(state: State, guild: Guild, user_id: str, roles: list[str]) -> Member:
    member = Member(user_id, state.clock(), roles)
    guild.members[user_id] = member
    found = payloads.member(state, member) | {"guild_id": guild.id}
    tell(state, "GUILD_MEMBER_ADD", guild, found, intents.MEMBERS)
    return member


def leave(state: State, guild: Guild, user_id: str) -> None:
    del guild.members[user_id]
    gone: dict[str, Any] = {"guild_id": guild.id, "user": payloads.user(state.users[user_id])}
    tell(state, "GUILD_MEMBER_REMOVE", guild, gone, intents.MEMBERS)


def member_changed(state: State, guild: Guild, member: Member) -> None:
    """The bot's own changes come without the intent."""
    needs = intents.GUILDS if member.user_id == state.bot_id else intents.MEMBERS
    tell(state, "GUILD_MEMBER_UPDATE", guild, payloads.member(state, member) | {"guild_id": guild.id}, needs)


def ban(state: State, guild: Guild, user_id: str, reason: str | None, since: datetime | None = None) -> None:
    guild.bans[user_id] = reason
    if user_id in guild.members:
        leave(state, guild, user_id)
    found = {"guild_id": guild.id, "user": payloads.user(state.users[user_id])}
    tell(state, "GUILD_BAN_ADD", guild, found, intents.MODERATION)
    if since is not None:
        for channel in state.channels_of(guild.id):
            held = state.messages.get(channel.id, [])
            state.messages[channel.id] = [each for each in held if each.author_id != user_id or each.at < since]


def unban(state: State, guild: Guild, user_id: str) -> None:
    del guild.bans[user_id]
    found = {"guild_id": guild.id, "user": payloads.user(state.users[user_id])}
    tell(state, "GUILD_BAN_REMOVE", guild, found, intents.MODERATION)
