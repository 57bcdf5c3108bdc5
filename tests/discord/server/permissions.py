"""Who may do what: Discord's own computation of permissions, and the checks that routes and people share."""

from __future__ import annotations

from enum import IntFlag
from typing import TYPE_CHECKING

from tests.discord.server.wire import missing_access, missing_permissions, unknown

if TYPE_CHECKING:
    from tests.discord.server.state import Channel, Guild, Member, State


class Permission(IntFlag):
    CREATE_INSTANT_INVITE = 1 << 0
    KICK_MEMBERS = 1 << 1
    BAN_MEMBERS = 1 << 2
    ADMINISTRATOR = 1 << 3
    MANAGE_CHANNELS = 1 << 4
    MANAGE_GUILD = 1 << 5
    ADD_REACTIONS = 1 << 6
    VIEW_AUDIT_LOG = 1 << 7
    VIEW_CHANNEL = 1 << 10
    SEND_MESSAGES = 1 << 11
    SEND_TTS_MESSAGES = 1 << 12
    MANAGE_MESSAGES = 1 << 13
    EMBED_LINKS = 1 << 14
    ATTACH_FILES = 1 << 15
    READ_MESSAGE_HISTORY = 1 << 16
    MENTION_EVERYONE = 1 << 17
    CHANGE_NICKNAME = 1 << 26
    MANAGE_NICKNAMES = 1 << 27
    MANAGE_ROLES = 1 << 28
    MANAGE_WEBHOOKS = 1 << 29
    USE_APPLICATION_COMMANDS = 1 << 31
    MANAGE_EVENTS = 1 << 33
    MANAGE_THREADS = 1 << 34
    CREATE_PUBLIC_THREADS = 1 << 35
    CREATE_PRIVATE_THREADS = 1 << 36
    SEND_MESSAGES_IN_THREADS = 1 << 38
    MODERATE_MEMBERS = 1 << 40
    CREATE_EVENTS = 1 << 44
    SEND_VOICE_MESSAGES = 1 << 46
    PIN_MESSAGES = 1 << 51
    BYPASS_SLOWMODE = 1 << 52


P = Permission
ALL = P((1 << 53) - 1)
NONE = P(0)
MEMBERS = (
    P.VIEW_CHANNEL
    | P.SEND_MESSAGES
    | P.READ_MESSAGE_HISTORY
    | P.ADD_REACTIONS
    | P.EMBED_LINKS
    | P.ATTACH_FILES
    | P.CHANGE_NICKNAME
    | P.USE_APPLICATION_COMMANDS
    | P.CREATE_PUBLIC_THREADS
    | P.SEND_MESSAGES_IN_THREADS
)
"""What @everyone may do in a new server."""
MODERATORS = P.MANAGE_MESSAGES | P.MODERATE_MEMBERS | P.KICK_MEMBERS | P.BAN_MEMBERS | P.MANAGE_THREADS
DIRECT = P.VIEW_CHANNEL | P.SEND_MESSAGES | P.READ_MESSAGE_HISTORY | P.EMBED_LINKS | P.ATTACH_FILES | P.ADD_REACTIONS
DIRECT |= P.PIN_MESSAGES | P.USE_APPLICATION_COMMANDS
TIMED_OUT = P.VIEW_CHANNEL | P.READ_MESSAGE_HISTORY
SPEAKING = P.MENTION_EVERYONE | P.SEND_TTS_MESSAGES | P.ATTACH_FILES | P.EMBED_LINKS


def in_guild(state: State, guild: Guild, member: Member) -> Permission:
    """By roles alone."""
    if guild.owner_id == member.user_id:
        return ALL
    found = P(int(guild.roles[guild.id]["permissions"]))
    for role in member.roles:
        found |= P(int(guild.roles[role]["permissions"]))
    if found & P.ADMINISTRATOR:
        return ALL
    return found & TIMED_OUT if timed_out(state, member) else found


def timed_out(state: State, member: Member) -> bool:
    return member.timed_out_until is not None and member.timed_out_until > state.clock()


def in_channel(state: State, user_id: str, channel: Channel) -> Permission:
    """By roles and the channel's overwrites; a thread goes by its parent."""
    if channel.guild_id is None:
        return DIRECT if user_id in channel.recipients else NONE
    guild = state.guilds[channel.guild_id]
    member = guild.members.get(user_id)
    if member is None:
        return NONE
    base = in_guild(state, guild, member)
    if base & P.ADMINISTRATOR:
        return ALL
    place = state.channels[channel.parent_id] if channel.is_thread and channel.parent_id else channel
    found = overwritten(base, guild.id, member, place)
    if timed_out(state, member):
        found &= TIMED_OUT
    if not found & P.VIEW_CHANNEL:
        return NONE
    if channel.is_thread:
        if channel.type == 12 and user_id not in channel.thread_members and not found & P.MANAGE_THREADS:
            return NONE
        if not found & P.SEND_MESSAGES_IN_THREADS:
            found &= ~P.SEND_MESSAGES
        else:
            found |= P.SEND_MESSAGES
    return found if found & P.SEND_MESSAGES else found & ~SPEAKING


def overwritten(base: Permission, everyone: str, member: Member, channel: Channel) -> Permission:
    allow = deny = NONE
    if own := channel.overwrites.get(everyone):
        base = base & ~P(int(own["deny"])) | P(int(own["allow"]))
    for role in member.roles:
        if own := channel.overwrites.get(role):
            allow |= P(int(own["allow"]))
            deny |= P(int(own["deny"]))
    base = base & ~deny | allow
    if own := channel.overwrites.get(member.user_id):
        base = base & ~P(int(own["deny"])) | P(int(own["allow"]))
    return base


def sees(state: State, user_id: str, channel: Channel) -> bool:
    return bool(in_channel(state, user_id, channel) & P.VIEW_CHANNEL)


def require(state: State, user_id: str, channel: Channel, needed: Permission = NONE) -> Permission:
    """50001 where the channel cannot be seen, 50013 where a permission is missing."""
    found = in_channel(state, user_id, channel)
    if not found & P.VIEW_CHANNEL:
        raise missing_access()
    if needed & ~found:
        raise missing_permissions()
    return found


def require_in_guild(state: State, user_id: str, guild: Guild, needed: Permission = NONE) -> Permission:
    member = guild.members.get(user_id)
    if member is None:
        raise unknown("Guild")
    found = in_guild(state, guild, member)
    if needed & ~found:
        raise missing_permissions()
    return found


def rank(guild: Guild, user_id: str) -> int:
    """The position of a member's highest role."""
    member = guild.members[user_id]
    return max((int(guild.roles[role]["position"]) for role in member.roles), default=0)


def require_above(guild: Guild, actor: str, target: str) -> None:
    """Nobody measures the owner, nor whoever stands as high as themselves."""
    if target == guild.owner_id or (actor != guild.owner_id and target != actor and rank(guild, actor) <= rank(guild, target)):
        raise missing_permissions()


def require_above_role(guild: Guild, actor: str, role_id: str) -> None:
    if role_id not in guild.roles:
        raise unknown("Role")
    if actor != guild.owner_id and rank(guild, actor) <= int(guild.roles[role_id]["position"]):
        raise missing_permissions()
