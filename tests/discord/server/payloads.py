"""How the server's things look on the wire, for the bot."""

from tests.discord.server import intents, permissions
from tests.discord.server.state import LOADING, Channel, Guild, Member, Message, State, User, stamp
from tests.discord.server.wire import Json


def user(who: User) -> Json:
    return {
        "id": who.id,
        "username": who.name,
        "discriminator": "0000" if who.bot else "0",
        "global_name": who.shown or None,
        "avatar": None,
        "bot": who.bot,
        "public_flags": 0,
    }


def member(state: State, who: Member) -> Json:
    return partial_member(who) | {"user": user(state.users[who.user_id])}


def partial_member(who: Member) -> Json:
    return {
        "roles": list(who.roles),
        "nick": who.nick,
        "avatar": None,
        "joined_at": stamp(who.joined_at),
        "premium_since": None,
        "deaf": False,
        "mute": False,
        "pending": False,
        "flags": 0,
        "communication_disabled_until": stamp(who.timed_out_until),
    }


def channel(of: Channel) -> Json:
    if of.is_thread:
        return thread(of)
    return {
        "nsfw": False,
        "topic": None,
        "flags": 0,
        **of.more,
        "id": of.id,
        "type": of.type,
        "guild_id": of.guild_id,
        "name": of.name,
        "position": of.position,
        "parent_id": of.parent_id,
        "permission_overwrites": list(of.overwrites.values()),
        "rate_limit_per_user": of.rate_limit_per_user,
        "last_message_id": of.last_message_id,
        "last_pin_timestamp": stamp(of.last_pin),
        **({"available_tags": of.tags} if of.is_forum else {}),
    }


def thread(of: Channel) -> Json:
    return {
        "id": of.id,
        "type": of.type,
        "guild_id": of.guild_id,
        "parent_id": of.parent_id,
        "owner_id": of.owner_id,
        "name": of.name,
        "last_message_id": of.last_message_id,
        "rate_limit_per_user": of.rate_limit_per_user,
        "message_count": of.more.get("message_count", 0),
        "total_message_sent": of.more.get("message_count", 0),
        "member_count": len(of.thread_members),
        "thread_metadata": dict(of.thread),
        "applied_tags": list(of.applied_tags),
        "flags": of.more.get("flags", 0),
    }


def thread_member(of: Channel, user_id: str) -> Json:
    return {"id": of.id, "user_id": user_id, "join_timestamp": of.thread["create_timestamp"], "flags": 0}


def direct(state: State, of: Channel) -> Json:
    """A direct channel as the bot sees it: with the other person alone among the recipients."""
    others = [user(state.users[each]) for each in of.recipients if each != state.bot_id]
    return {"id": of.id, "type": 1, "last_message_id": of.last_message_id, "flags": 0, "recipients": others}


def any_channel(state: State, of: Channel) -> Json:
    return direct(state, of) if of.guild_id is None else channel(of)


def guild(state: State, of: Guild) -> Json:
    return {
        "id": of.id,
        "name": of.name,
        "owner_id": of.owner_id,
        "icon": None,
        "splash": None,
        "discovery_splash": None,
        "banner": None,
        "description": None,
        "region": "",
        "afk_channel_id": None,
        "afk_timeout": 300,
        "verification_level": 1,
        "default_message_notifications": 1,
        "explicit_content_filter": 2,
        "roles": list(of.roles.values()),
        "emojis": [],
        "stickers": [],
        "features": ["COMMUNITY", "AUTO_MODERATION"],
        "mfa_level": 0,
        "nsfw_level": 0,
        "application_id": None,
        "system_channel_id": None,
        "system_channel_flags": 0,
        "rules_channel_id": None,
        "public_updates_channel_id": None,
        "safety_alerts_channel_id": None,
        "vanity_url_code": None,
        "premium_tier": 0,
        "premium_subscription_count": 0,
        "premium_progress_bar_enabled": False,
        "preferred_locale": of.locale,
        "max_members": 500000,
        "approximate_member_count": len(of.members),
        "approximate_presence_count": len(of.members),
    }


def guild_created(state: State, of: Guild, held: int) -> Json:
    """What comes on connecting. Without the presence intent there is of the members only the bot: the others are asked for."""
    people = list(of.members.values()) if held & intents.PRESENCES else [of.members[state.bot_id]]
    places = state.channels_of(of.id)
    threads = [place for place in places if place.is_thread and not place.thread["archived"]]
    return guild(state, of) | {
        "joined_at": stamp(of.members[state.bot_id].joined_at),
        "large": False,
        "unavailable": False,
        "member_count": len(of.members),
        "members": [member(state, each) for each in people],
        "channels": [channel(place) for place in places if not place.is_thread],
        "threads": [thread(place) for place in threads if permissions.sees(state, state.bot_id, place)],
        "voice_states": [],
        "presences": [],
        "stage_instances": [],
        "guild_scheduled_events": list(of.events.values()),
        "soundboard_sounds": [],
    }


def reaction(emoji: str) -> Json:
    name, _, number = emoji.partition(":")
    return {"id": number or None, "name": name, "animated": False}


def may_read(state: State, of: Message, held: int) -> bool:
    """Without the message content intent, the bot reads only its own messages, direct ones, and where it is mentioned."""
    direct_message = state.channels[of.channel_id].guild_id is None
    return bool(held & intents.CONTENT) or of.author_id == state.bot_id or direct_message or state.bot_id in of.pings


def message(state: State, of: Message, held: int, *, nested: bool = False) -> Json:
    place = state.channels[of.channel_id]
    found: Json = {
        "id": of.id,
        "channel_id": of.channel_id,
        "author": user(state.users[of.author_id]),
        "timestamp": stamp(of.at),
        "edited_timestamp": stamp(of.edited),
        "type": of.type,
        "flags": of.flags,
        "tts": False,
        "pinned": of.pinned_at is not None,
        "mention_everyone": of.pings_everyone,
        "mentions": [user(state.users[each]) for each in of.pings],
        "mention_roles": list(of.role_pings),
        "content": of.content,
        "embeds": of.embeds,
        "components": of.components,
        "attachments": of.attachments,
    }
    if not may_read(state, of, held):
        found |= {"content": "", "embeds": [], "components": [], "attachments": []}
    if of.reactions:
        found["reactions"] = [
            {
                "count": len(people),
                "count_details": {"burst": 0, "normal": len(people)},
                "me": state.bot_id in people,
                "me_burst": False,
                "emoji": reaction(emoji),
                "burst_colors": [],
            }
            for emoji, people in of.reactions.items()
        ]
    if of.nonce is not None:
        found["nonce"] = of.nonce
    if of.interaction is not None:
        found["interaction_metadata"] = of.interaction
        found["application_id"] = state.bot_id
        found["webhook_id"] = state.bot_id
    if of.thread_id is not None and of.thread_id in state.channels:
        found["thread"] = thread(state.channels[of.thread_id])
    if of.reference is not None:
        found["message_reference"] = of.reference
        if not nested and of.type == 19:
            there = state.messages.get(str(of.reference["channel_id"]), ())
            first = next((each for each in there if each.id == of.reference["message_id"]), None)
            found["referenced_message"] = None if first is None else message(state, first, held, nested=True)
    if place.guild_id is not None:
        who = state.guilds[place.guild_id].members.get(of.author_id)
        found["guild_id"] = place.guild_id
        if who is not None:
            found["member"] = partial_member(who)
    return found


def over_rest(state: State, of: Message) -> Json:
    """Over REST there is no member and no server id, and the intents are those of the portal."""
    found = message(state, of, state.portal_intents)
    return {key: value for key, value in found.items() if key not in ("guild_id", "member")}


def to_its_author(state: State, of: Message) -> Json:
    """An interaction's answers always show themselves whole."""
    return {key: value for key, value in message(state, of, intents.CONTENT).items() if key not in ("guild_id", "member")}


def loading(of: Message) -> bool:
    return bool(of.flags & LOADING)
