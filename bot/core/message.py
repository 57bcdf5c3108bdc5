"""Who says what, where: the input of everything."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final

DIRECT: Final = "direct"
"""The channel id of a person's private talk with the bot."""


class Role(StrEnum):
    """What a person may do. None implies another: a moderator cannot approve medical text."""

    MEMBER = "member"
    CLINICIAN = "clinician"
    MODERATOR = "moderator"
    ADMIN = "admin"


class ChannelKind(StrEnum):
    SUPPORT = "support"
    AMA = "ama"
    MODERATORS = "moderators"
    CLINICIANS = "clinicians"
    ANNOUNCEMENTS = "announcements"
    GENERAL = "general"
    DIRECT = "direct"


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is said. `thread` is None outside of a thread."""

    platform: str
    community: str
    channel: str
    thread: str | None = None

    @property
    def conversation(self) -> str:
        """One name for the channel or thread, on whichever platform."""
        return f"{self.platform}/{self.channel}/{self.thread or ''}"


@dataclass(frozen=True, slots=True)
class Person:
    """One human, however many platform accounts; `id` is the program's own."""

    id: str
    name: str = ""
    roles: frozenset[Role] = frozenset({Role.MEMBER})
    lang: str = "en"
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel of the community. `condition` is a content slug, `general` where it has none."""

    id: str
    name: str
    kind: ChannelKind = ChannelKind.SUPPORT
    condition: str = "general"

    @property
    def of_condition(self) -> bool:
        """Whether being in it tells something of a person's health."""
        return self.kind is ChannelKind.SUPPORT and self.condition != "general"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of a message. `content` is its bytes in base64, where the adapter fetched them within the policy's limit."""

    name: str
    media_type: str
    size: int
    content: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """Something a person wrote. `reply_text` is the text of the message it answers, where the platform knows it.

    `event` is the id under which the inbox hears it, where that is not `id` (each edit is an event of its own).
    `author_role` is the role in which the author speaks here: clinician before moderator before member.
    """

    id: str
    place: Place
    author: Person
    text: str
    sent_at: datetime
    condition: str = "general"
    kind: ChannelKind = ChannelKind.SUPPORT
    reply_to: str | None = None
    reply_author: str | None = None
    reply_text: str | None = None
    edited: bool = False
    event: str = ""
    attachments: tuple[Attachment, ...] = ()
    to_command: bool = False
    """Typed into a command: it is assessed like everything that people write, and the command answers it."""

    @property
    def author_role(self) -> Role:
        for role in (Role.CLINICIAN, Role.MODERATOR):
            if role in self.author.roles:
                return role
        return Role.MEMBER


@dataclass(frozen=True, slots=True)
class Deletion:
    """A person took back their own message."""

    id: str
    place: Place
    message: str
    author: Person
    at: datetime


@dataclass(frozen=True, slots=True)
class Invocation:
    """A command with complete arguments, typed, pressed or due. `actor` is None where the clock acts."""

    id: str
    command: str
    args: dict[str, str]
    actor: Person | None
    place: Place
    at: datetime
    lang: str = "en"
    typed: frozenset[str] = field(default_factory=frozenset)
    """Names of the arguments that a person wrote freely: they are assessed before the command runs."""
