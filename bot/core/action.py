"""Effects as data. A cog returns them, the engine stores them, a platform performs them.

A *key* makes an action durable: stored with the state change, delivered at least once, seen once, edited later by the same key.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias

from bot.core.card import Card
from bot.core.message import Person, Place


class Power(StrEnum):
    """What a platform lets the program do, as far as decisions depend on it."""

    DELETE_OTHERS = "delete_others"
    DIRECT = "direct"
    EPHEMERAL = "ephemeral"
    TIME_OUT = "time_out"
    SLOW_MODE = "slow_mode"
    EVENTS = "events"


class Restriction(StrEnum):
    TIME_OUT = "time_out"
    MUTE = "mute"
    REMOVE = "remove"
    BAN = "ban"


@dataclass(frozen=True, slots=True)
class File:
    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer to a command or button. Not durable: it goes with the interaction."""

    card: Card
    private: bool = True
    files: tuple[File, ...] = ()


@dataclass(frozen=True, slots=True)
class Post:
    """A message of the bot in a channel. `only_for` makes it visible to that person alone; `reply_to` is a message id."""

    key: str
    place: Place
    card: Card
    reply_to: str | None = None
    only_for: str | None = None
    urgent: bool = False
    files: tuple[File, ...] = ()


@dataclass(frozen=True, slots=True)
class Edit:
    """New content for the message that `key` made."""

    key: str
    place: Place
    card: Card


@dataclass(frozen=True, slots=True)
class Direct:
    """A private message. `otherwise` is stored in its place where the person's direct messages are closed."""

    key: str
    person: str
    place: Place
    card: Card
    otherwise: "Post | None" = None
    urgent: bool = False
    files: tuple[File, ...] = ()


@dataclass(frozen=True, slots=True)
class Hide:
    """Take a member's message out of sight. `ask` is what staff are told where the platform cannot, at `moderators`."""

    key: str
    place: Place
    message: str
    author: str
    ask: Card = field(default_factory=Card)
    moderators: Place | None = None


@dataclass(frozen=True, slots=True)
class Restore:
    """Invite the author to post again. The bot never quotes a member. `otherwise` as for `Direct`."""

    key: str
    person: str
    place: Place
    card: Card
    otherwise: Post | None = None


@dataclass(frozen=True, slots=True)
class Restrict:
    """Keep a person from taking part, or with `lift` no longer. Each restriction is set and lifted by itself."""

    key: str
    person: str
    place: Place
    restriction: Restriction
    until: datetime | None = None
    lift: bool = False


@dataclass(frozen=True, slots=True)
class Membership:
    key: str
    person: str
    place: Place
    member: bool


@dataclass(frozen=True, slots=True)
class Pace:
    """Slow a channel down (seconds between one member's messages) or lock it."""

    key: str
    place: Place
    slow_seconds: int = 0
    locked: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """Reach a human now. `route` names who; `person` is empty for everybody on it."""

    key: str
    route: str
    place: Place
    card: Card
    person: str = ""
    urgent: bool = True


@dataclass(frozen=True, slots=True)
class Schedule:
    """An entry in the platform's calendar."""

    key: str
    place: Place
    title: str
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Later:
    """An invocation with a due time, stored in the transaction of the state it belongs to."""

    key: str
    at: datetime
    command: str
    args: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Cancel:
    """Take a timer back."""

    key: str


Durable: TypeAlias = Post | Edit | Direct | Hide | Restore | Restrict | Membership | Pace | Page | Schedule
Action: TypeAlias = Reply | Later | Cancel | Durable


def lane(action: Durable) -> str:
    """The queue in which an action keeps its order: one channel or one person of one platform."""
    match action:
        case Direct() | Restore() | Restrict() | Membership():
            return f"{action.place.platform}:person:{action.person}"
        case Page() if action.person:
            return f"{action.place.platform}:person:{action.person}"
        case _:
            return f"{action.place.platform}:channel:{action.place.channel}"


def subject(action: Durable) -> str:
    """Whose key seals the stored action: the person it speaks to or about, else the community."""
    match action:
        case Direct() | Restore() | Restrict() | Membership():
            return action.person
        case Hide():
            return action.author
        case Post() if action.only_for:
            return action.only_for
        case _:
            return f"community:{action.place.community}"


def fit(actions: list[Action], powers: frozenset[Power]) -> list[Action]:
    """Replace what a platform cannot do. Pure; the result asks for nothing outside of `powers`.

    A private line in a channel becomes a direct message where the platform has no ephemeral messages. A `Hide` that the
    platform cannot perform becomes a page to people who can.
    """
    fitted: list[Action] = []
    for action in actions:
        match action:
            case Hide() if Power.DELETE_OTHERS not in powers:
                fitted.append(_ask_to_hide(action))
            case Post() if action.only_for and Power.EPHEMERAL not in powers:
                fitted.append(
                    Direct(action.key, action.only_for, action.place, action.card, urgent=action.urgent, files=action.files)
                )
            case Direct() | Restore() if Power.DIRECT not in powers and action.otherwise is not None:
                fitted.append(action.otherwise)
            case _:
                fitted.append(action)
    return fitted


def _ask_to_hide(hide: Hide) -> Page:
    return Page(hide.key, "moderators", hide.moderators or hide.place, hide.ask)


def instead_of(refused: Durable) -> Post | Page | None:
    """What is done where a platform will never do this: a note gets its quiet form, and what must be hidden calls people."""
    match refused:
        case Direct() | Restore():
            return refused.otherwise
        case Hide():
            return _ask_to_hide(refused)
        case _:
            return None


def addressed(person: Person, place: Place) -> Place:
    """The person's private talk with the bot on the platform of `place`."""
    return replace(place, channel="direct", thread=person.id)
