"""What people wrote, as our messages. Pure but for the attachments' bytes, which are fetched within the policy's limit."""

import asyncio
import base64
import hashlib
import logging
from datetime import datetime
from typing import Final

import discord

from bot.core.message import Attachment, Channel, ChannelKind, Deletion, Message, Person, Place
from bot.platforms.discord.directory import Directory
from bot.platforms.discord.identifiers import NAME, message_id
from bot.platforms.discord.mentions import spoken

_FETCH: Final = 5.0
"""Seconds for all of a message's files together."""
_WRITTEN: Final = frozenset({discord.MessageType.default, discord.MessageType.reply, discord.MessageType.thread_starter_message})
_log = logging.getLogger(__name__)


def heard(message: discord.Message) -> bool:
    """Whether a person wrote it: no bot, no webhook, no notice of Discord's own."""
    return not message.author.bot and message.webhook_id is None and message.type in _WRITTEN


def place_of(directory: Directory, channel: "discord.abc.MessageableChannel", author: Person) -> Place:
    if isinstance(channel, discord.DMChannel):
        return directory.talk_with(author.id)
    if isinstance(channel, discord.Thread):
        return directory.place(channel.parent_id, channel.id)
    return directory.place(channel.id)


def text_of(message: discord.Message) -> str:
    """All that was written in it; what was forwarded was said again."""
    parts = [message.content, *(snapshot.content for snapshot in message.message_snapshots)]
    if message.poll is not None:
        parts += [message.poll.question, *(answer.text for answer in message.poll.answers)]
    own = message.guild.me.id if message.guild is not None else 0
    guild = message.guild

    def named(channel: int) -> str | None:
        found = guild.get_channel_or_thread(channel) if guild is not None else None
        return found.name if found is not None else None

    return spoken("\n".join(part for part in parts if part), own, named)


def to_message(
    directory: Directory, message: discord.Message, files: tuple[Attachment, ...] = (), *, edited_at: datetime | None = None
) -> Message:
    """`edited_at` makes it an edit: an event of its own for each state."""
    author = directory.of(message.author)
    place = place_of(directory, message.channel, author)
    known = directory.channel(place.channel)
    answered = message.reference.resolved if message.reference is not None else None
    if not isinstance(answered, discord.Message):
        answered = None
    ours = message_id(message.id)
    event = f"{ours}:edit:{edited_at.timestamp():.3f}" if edited_at is not None else ""
    return Message(
        ours,
        place,
        author,
        text_of(message),
        edited_at or message.created_at,
        condition=known.condition if known is not None else "general",
        kind=_kind(message, known),
        reply_to=message_id(message.reference.message_id) if message.reference and message.reference.message_id else None,
        reply_author=directory.of(answered.author).id if answered is not None and not answered.author.bot else None,
        reply_text=text_of(answered) or None if answered is not None and not answered.author.bot else None,
        edited=edited_at is not None,
        event=event,
        attachments=files,
    )


def _kind(message: discord.Message, known: Channel | None) -> ChannelKind:
    if message.guild is None:
        return ChannelKind.DIRECT
    return known.kind if known is not None else ChannelKind.GENERAL


def to_title(directory: Directory, thread: discord.Thread, author: Person, at: datetime) -> Message:
    """A thread's title: everything that a person typed is assessed. Its id is no message's, so hiding it is a person's matter."""
    place = directory.place(thread.parent_id, thread.id)
    known = directory.channel(place.channel)
    kind = known.kind if known is not None else ChannelKind.GENERAL
    event = f"{NAME}:{thread.id}:title:{hashlib.sha256(thread.name.encode()).hexdigest()[:12]}"
    return Message(event, place, author, thread.name, at, known.condition if known is not None else "general", kind)


def to_deletion(directory: Directory, message: int, place: Place, author: Person, at: datetime) -> Deletion:
    ours = message_id(message)
    return Deletion(f"{ours}:delete", place, ours, author, at)


async def files_of(message: discord.Message, most: int) -> tuple[Attachment, ...]:
    """Names and sizes of all; the bytes of those within the limit that come in time."""
    found: list[Attachment] = []
    try:
        async with asyncio.timeout(_FETCH):
            for file in message.attachments:
                content = await file.read() if file.size <= most else b""
                found.append(_named(file, content))
    except (TimeoutError, discord.HTTPException, OSError) as error:
        _log.warning("a file could not be fetched (%s)", type(error).__name__)
    return (*found, *(_named(file, b"") for file in message.attachments[len(found) :]))


def _named(file: discord.Attachment, content: bytes) -> Attachment:
    return Attachment(file.filename, file.content_type or "", file.size, base64.b64encode(content).decode())
