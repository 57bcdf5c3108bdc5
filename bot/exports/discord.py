"""DiscordChatExporter's JSON: one file a channel or thread.

The format is that of `DiscordChatExporter.Core/Exporting/JsonMessageWriter.cs` (github.com/Tyrrrz/DiscordChatExporter): an object
of guild, channel, dateRange, exportedAt, messages and messageCount, in that order, indented. Message types are names for those
the exporter knows and numbers for the others; only `Default` and `Reply` are what people write. Mentions stand in `content` as
@ and the name that is shown, or raw (`<@1>`) where it ran without formatting.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.core.errors import BadExport
from bot.exports.faults import wrong_fields
from bot.exports.people import People
from bot.exports.record import Exported, Recent, Skip, Tally
from bot.exports.stream import BadRecord, JsonStream

_WRITTEN_BY_PEOPLE: Final = frozenset({"Default", "Reply"})
_TALKS: Final = frozenset({"DirectTextChat", "DirectGroupTextChat"})
_RAW: Final = re.compile(
    r"<(?:@!?(?P<user>\d{1,20})|@&(?P<role>\d{1,20})|#(?P<channel>\d{1,20})|a?(?P<emoji>:\w{1,64}:)\d{1,20})>"
)


class _Fields(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True, hide_input_in_errors=True)


class _RoleFields(_Fields):
    name: str = ""


class _User(_Fields):
    id: str
    name: str | None = None
    nickname: str | None = None
    is_bot: Annotated[bool, Field(alias="isBot")] = False
    roles: list[_RoleFields] = []


class _Reference(_Fields):
    message: Annotated[str | None, Field(alias="messageId")] = None


class _Message(_Fields):
    id: str
    type: str = "Default"
    timestamp: datetime
    edited: Annotated[datetime | None, Field(alias="timestampEdited")] = None
    content: str | None = None
    author: _User
    attachments: list[object] = []
    mentions: list[_User] = []
    reference: _Reference | None = None


class _Channel(_Fields):
    id: str | None = None
    type: str = ""
    name: str = ""
    category: str | None = None

    @property
    def is_thread(self) -> bool:
        return "Thread" in self.type

    @property
    def shown(self) -> str:
        """A thread's title is a member's words, so its parent's name stands for it (the exporter calls a parent category)."""
        return (self.category or "thread") if self.is_thread else (self.name or "channel")


@dataclass(frozen=True, slots=True)
class DiscordFile:
    path: Path

    @property
    def size(self) -> int:
        return self.path.stat().st_size

    def records(self, people: People, tally: Tally) -> Iterator[Exported]:
        file = str(self.path)
        channel = _Channel()
        recent = Recent()
        try:
            raw = self.path.open("rb")
        except OSError as error:
            raise BadExport(f"{file}: cannot be read ({type(error).__name__}); check the path and its permissions") from None
        with raw:
            stream = JsonStream(raw, file, tally)
            for key in stream.keys():  # noqa: SIM118 - a stream, not a mapping
                if key == "messages":
                    if channel.type in _TALKS:
                        tally.talks += 1
                        return
                    yield from _messages(stream, file, channel, recent, people, tally)
                elif key == "channel":
                    channel = _channel(stream, file)
                else:
                    _pass(stream, file)


def _messages(
    stream: JsonStream, file: str, channel: _Channel, recent: Recent, people: People, tally: Tally
) -> Iterator[Exported]:
    for position, item in stream.items():
        if isinstance(item, BadRecord):
            tally.bad(file, position, str(item))
            continue
        try:
            message = _Message.model_validate(item)
        except ValidationError as error:
            tally.bad(file, position, wrong_fields(error))
            continue
        exported = _exported(message, channel, recent, people)
        if exported.bot or message.type not in _WRITTEN_BY_PEOPLE:
            tally.skip(Skip.BOT if exported.bot else Skip.SYSTEM)
        elif not exported.text.strip():
            tally.skip(Skip.EMPTY)
        else:
            recent.keep(exported.id, exported.author, exported.text)
            yield exported


def _exported(message: _Message, channel: _Channel, recent: Recent, people: People) -> Exported:
    author = message.author
    for user in (author, *message.mentions):
        people.known_as(user.name, user.nickname)
    answers = message.reference.message if message.reference and message.type == "Reply" else None
    reply_author, reply_text = recent.answered(answers)
    at = message.timestamp
    return Exported(
        id=message.id,
        channel=channel.shown,
        author=people.number(f"discord:{author.id}"),
        role=people.role(role.name for role in author.roles),
        text=_mentions_masked(message, people),
        at=at if at.tzinfo else at.replace(tzinfo=UTC),
        reply_to=answers,
        reply_text=reply_text,
        reply_author=reply_author,
        thread=channel.id if channel.is_thread else None,
        edited=message.edited is not None,
        attachments=len(message.attachments),
        bot=author.is_bot,
    )


def _mentions_masked(message: _Message, people: People) -> str:
    text = message.content or ""
    if "<" in text:
        text = _RAW.sub(lambda raw: _plain(raw, people), text)
    if "@" in text:
        names = {f"@{name}": user.id for user in message.mentions for name in (user.name, user.nickname) if name}
        for name in sorted(names, key=len, reverse=True):
            text = text.replace(name, people.mention(f"discord:{names[name]}"))
    return text


def _plain(raw: re.Match[str], people: People) -> str:
    if raw["user"]:
        return people.mention(f"discord:{raw['user']}")
    return "@role" if raw["role"] else "#channel" if raw["channel"] else str(raw["emoji"])


def _channel(stream: JsonStream, file: str) -> _Channel:
    try:
        return _Channel.model_validate(stream.value())
    except (BadRecord, ValidationError):
        raise BadExport(f"{file}: its `channel` is not what DiscordChatExporter writes; export it again as JSON") from None


def _pass(stream: JsonStream, file: str) -> None:
    try:
        stream.value()
    except BadRecord:
        raise BadExport(f"{file}: is damaged before its messages; export it again") from None
