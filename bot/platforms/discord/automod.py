"""Discord's own AutoMod blocks before anything is posted; its alert is the only trace of what somebody wrote, and it is heard.

https://discord.com/developers/docs/resources/auto-moderation
"""

from dataclasses import replace

import discord

from bot.core.message import ChannelKind, Message
from bot.platforms.discord.directory import Directory
from bot.platforms.discord.identifiers import message_id


def is_alert(message: discord.Message) -> bool:
    return message.type is discord.MessageType.auto_moderation_action


def blocked(directory: Directory, alert: discord.Message) -> Message | None:
    """What was blocked, as a message in the channel where it was meant to go; None where the alert does not hold it."""
    embed = next(iter(alert.embeds), None)
    if embed is None or not embed.description:
        return None
    channel = next((field.value for field in embed.fields if field.name == "channel_id"), None)
    known = directory.channel(channel or "")
    author = directory.of(alert.author)
    message = Message(message_id(alert.id), directory.place(alert.channel.id), author, embed.description, alert.created_at)
    if channel is None or not channel.isdecimal():
        return message
    return replace(
        message,
        place=directory.place(int(channel)),
        condition=known.condition if known is not None else "general",
        kind=known.kind if known is not None else ChannelKind.GENERAL,
    )
