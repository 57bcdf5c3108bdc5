"""Our powers as Discord's permissions, and which of them the bot itself lacks for what is to be done.

Nobody gives or takes in a channel what they may not do themselves, and nobody gives a role more than they have:
https://discord.com/developers/docs/topics/permissions
"""

from collections.abc import Iterable, Mapping
from typing import Final

import discord

from bot.core.message import Role
from bot.setup.steps import (
    MakeChannel,
    MakeRole,
    Pin,
    Rename,
    Reword,
    SetAccess,
    SetFilter,
    SetTopic,
    Step,
    TakeAccess,
    TakeOver,
    TakePin,
)
from bot.setup.wanted import Access, Power

FLAGS: Final[Mapping[Power, tuple[str, ...]]] = {
    Power.SEE: ("view_channel",),
    Power.WRITE: ("send_messages", "send_messages_in_threads", "create_public_threads", "create_private_threads"),
    Power.FILES: ("attach_files",),
    Power.VOICE: ("send_voice_messages",),
    Power.MENTION_ALL: ("mention_everyone",),
}
GIVEN: Final[Mapping[Role, tuple[str, ...]]] = {
    Role.MODERATOR: ("manage_messages", "moderate_members"),
    Role.ADMIN: ("manage_guild",),
}
"""What a role that setting up makes may do in the server: enough to see its commands in Discord's menu."""

NAMES: Final = {
    "view_channel": "View Channels",
    "send_messages": "Send Messages",
    "send_messages_in_threads": "Send Messages in Threads",
    "create_public_threads": "Create Public Threads",
    "create_private_threads": "Create Private Threads",
    "embed_links": "Embed Links",
    "attach_files": "Attach Files",
    "send_voice_messages": "Send Voice Messages",
    "mention_everyone": "Mention @everyone, @here and All Roles",
    "manage_channels": "Manage Channels",
    "manage_roles": "Manage Roles",
    "manage_guild": "Manage Server",
    "manage_messages": "Manage Messages",
    "manage_threads": "Manage Threads",
    "moderate_members": "Time out members",
    "kick_members": "Kick, Approve, and Reject Members",
    "ban_members": "Ban Members",
    "create_events": "Create Events",
    "pin_messages": "Pin Messages",
    "read_message_history": "Read Message History",
}
"""All that setting up and running need, as Discord's own settings call them."""


def lacking(steps: Iterable[Step], held: discord.Permissions) -> list[str]:
    """Permissions that the bot's role needs for these steps and does not have, by Discord's name for them."""
    if held.administrator:
        return []
    needed = {flag for step in steps for flag in _needs(step)}
    return [NAMES[flag] for flag in NAMES if flag in needed and not getattr(held, flag)]


def where(bot: str) -> str:
    return f'Server Settings > Roles > "{bot}" > Permissions'


def _needs(step: Step) -> Iterable[str]:
    match step:
        case MakeRole():
            return ("manage_roles", *GIVEN.get(step.role, ()))
        case MakeChannel():
            # Setting access needs Manage Roles, which Discord calls Manage Permissions in a channel.
            return ("manage_channels", "manage_roles", *_of(step.access))
        case SetAccess():
            powers = [flag for power in step.neutral for flag in FLAGS[power]]
            return ("view_channel", "manage_roles", *_of((step.access,)), *powers)
        case TakeAccess():
            return ("view_channel", "manage_roles")
        case Rename() | SetTopic():
            return ("view_channel", "manage_channels")
        case Pin():
            return ("view_channel", "send_messages", "read_message_history", "pin_messages")
        case Reword() | TakePin():
            return ("view_channel", "read_message_history")
        case SetFilter():
            return ("manage_guild",)
        case TakeOver():
            return ("view_channel",)


def _of(access: Iterable[Access]) -> list[str]:
    return [flag for one in access for power in one.may | one.may_not for flag in FLAGS[power]]
