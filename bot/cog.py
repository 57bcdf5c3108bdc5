"""What a feature declares, and what it is handed.

A cog knows no platform. It declares commands and listeners; both take a `Context` and return actions. Commands, their arguments
and the words for them are the only source of help texts, Discord's and Slack's registrations and the sandbox's forms.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any, Final, Literal, Protocol, TypeAlias, get_args, get_origin

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from bot.core.action import Action, Membership
from bot.core.decision import Decision
from bot.core.draft import clean_draft
from bot.core.errors import Refusal
from bot.core.finding import Assessment, Span
from bot.core.message import Channel, Message, Person, Place, Role
from bot.core.policy import Policy
from bot.knowledge.answers import LibraryIndex
from bot.knowledge.library import Library
from bot.knowledge.replies import Said
from bot.store.database import Transaction


class Kind(StrEnum):
    """The only argument types there are."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    WHOLE_NUMBER = "whole_number"
    YES_NO = "yes_no"
    CHOICE = "choice"
    TIME = "time"
    PERSON = "person"
    MESSAGE = "message"
    CHANNEL = "channel"
    CONDITION = "condition"
    CASE = "case"
    ARTICLE = "article"


_Short = StringConstraints(strip_whitespace=True, min_length=1, max_length=200)
_Long = StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)

Text = Annotated[str, _Short, Kind.TEXT]
LongText = Annotated[str, _Long, Kind.LONG_TEXT]
PersonId = Annotated[str, _Short, Kind.PERSON]
MessageId = Annotated[str, _Short, Kind.MESSAGE]
ConditionSlug = Annotated[str, _Short, Kind.CONDITION]
CaseNumber = Annotated[int, Kind.CASE]
ArticleId = Annotated[str, _Short, Kind.ARTICLE]


class Arguments(BaseModel):
    """Base of every command's argument model."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument as an adapter needs to know it. `choices` are values; their words are in `replies` under `choice`."""

    name: str
    kind: Kind
    required: bool
    choices: tuple[str, ...] = ()

    def typed(self, value: str) -> bool:
        """Whether a person may have written this freely, so that it is assessed before the command runs.

        What names a thing is an id or a slug from an adapter or a list; with a blank in it, it is somebody's words.
        """
        if self.kind in {Kind.TEXT, Kind.LONG_TEXT, Kind.CONDITION, Kind.ARTICLE}:
            return True
        return self.kind in {Kind.PERSON, Kind.MESSAGE, Kind.CHANNEL} and any(character.isspace() for character in value.strip())


class Directory(Protocol):
    """Who and what is there, on one platform."""

    def person(self, person_id: str) -> Person | None: ...

    def channel(self, channel_id: str) -> Channel | None: ...

    def staff(self, role: Role) -> Sequence[Person]:
        """Everybody who has a role of the staff, by id."""

    def condition_channels(self) -> Sequence[Place]:
        """The support channels of a condition: each is joined by the members who choose it."""


@dataclass(frozen=True, slots=True)
class Home:
    """Where the staff of a community are reached on a platform; None where there is no such channel."""

    moderators: Place | None = None
    clinicians: Place | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """What a command or listener is handed. `event` is the id of what is being processed: keys are made from it."""

    tx: Transaction
    now: datetime
    event: str
    place: Place
    actor: Person | None
    lang: str
    library: Library
    index: LibraryIndex
    policy: Policy
    directory: Directory
    home: Home
    outside: tuple[Place, ...] = ()
    """Ways to page people outside of the chat platform, one `Page` with a key of its own for each. Empty: none is configured."""
    cogs: "tuple[Cog, ...]" = ()
    commands: "tuple[Command, ...]" = ()
    seen: Assessment | None = None
    """What was seen in what the person typed into the command."""
    spans_of: Callable[[str], Sequence[Span]] = lambda text: ()
    """The identifiers in a text, for what is kept or shown beyond the moment."""

    def cleaned(self, text: str) -> str:
        """The text with identifiers replaced by plain words."""
        spans = tuple(self.spans_of(text))
        return clean_draft(text, spans, {span.type: self.text(f"identifier.{span.type}") for span in spans})

    @property
    def today(self) -> date:
        return self.now.date()

    def say(self, key: str, **values: str) -> Said:
        """Words of the bot in the language of the person spoken to."""
        return self.library.replies.say(key, self.lang, **values)

    def text(self, key: str, **values: str) -> str:
        return self.library.replies.text(key, self.lang, **values)

    def name_of(self, person_id: str) -> str:
        person = self.directory.person(person_id)
        return person.name if person is not None else self.text("common.somebody")


CommandRun = Callable[[Context, Any], Awaitable[list[Action]]]
Listener = Callable[[Context, Message, Decision], Awaitable[list[Action]]]
Choices = Callable[[Context, str], Awaitable[Sequence[tuple[str, str]]]]
"""Completes an argument: what was typed so far to pairs of value and label."""


@dataclass(frozen=True, slots=True)
class Command:
    """A name of two words, who may use it, what it takes and what it does.

    `at_clock` marks a command that only a timer may run; `listed` is false for what only buttons use. `in_confidence`: what is
    typed tells the team about somebody else, so the command itself answers for what was seen of others (`Context.seen`).
    `menu`: MESSAGE or PERSON where it is also offered on a message or a person, which then fills in that argument. `reads_only`:
    it changes nothing, leaves no entry on record and does nothing but reply, so that it need not be stored and waits for nobody.
    """

    name: str
    roles: frozenset[Role]
    takes: type[Arguments]
    run: CommandRun
    choices: Mapping[str, Choices] = field(default_factory=dict)
    at_clock: bool = False
    listed: bool = True
    in_confidence: bool = False
    menu: Kind | None = None
    reads_only: bool = False

    @property
    def key(self) -> str:
        """The key of its words in `replies`."""
        return "command." + self.name.replace(" ", "_")

    def read(self, given: Mapping[str, str]) -> Arguments:
        """The complete arguments. Raises `Refusal` that names the first one that is wrong or unknown."""
        for name in given:
            if name not in self.takes.model_fields:
                raise Refusal("refusal.unknown_argument", name=name)
        try:
            return self.takes.model_validate(dict(given))
        except ValidationError as error:
            raise Refusal("refusal.argument", argument=str(error.errors()[0]["loc"][0])) from None

    def missing(self, given: Mapping[str, str]) -> tuple[Argument, ...]:
        """What a form asks for: nothing where all that is required is given, else everything that is not."""
        if all(given.get(argument.name, "").strip() for argument in self.arguments if argument.required):
            return ()
        return tuple(argument for argument in self.arguments if not given.get(argument.name, "").strip())

    @property
    def arguments(self) -> tuple[Argument, ...]:
        return tuple(
            _argument(name, info.annotation, info.metadata, info.is_required()) for name, info in self.takes.model_fields.items()
        )


Erase: TypeAlias = Callable[[Transaction, str, datetime], Awaitable[None]]
Export: TypeAlias = Callable[[Transaction, str], Awaitable[dict[str, Any]]]


async def nothing_to_erase(tx: Transaction, person: str, now: datetime) -> None:
    """For a cog that keeps nothing of a person."""


async def nothing_to_export(tx: Transaction, person: str) -> dict[str, Any]:
    """For a cog that keeps nothing of a person."""
    return {}


Leaves: TypeAlias = Callable[[Transaction, str, str], Awaitable[Sequence[Membership]]]
"""What access ends with a person's data: asked before `erase`, with the event's id for keys, and performed after it."""


async def no_access(tx: Transaction, person: str, event: str) -> Sequence[Membership]:
    """For a cog that lets nobody in anywhere."""
    return ()


@dataclass(frozen=True, slots=True)
class Cog:
    """A feature. `erase` and `export` answer for the personal data that it keeps; both are required on purpose."""

    name: str
    erase: Erase
    export: Export
    commands: tuple[Command, ...] = ()
    listeners: tuple[Listener, ...] = ()
    heard: tuple[Callable[[Context, Any], Awaitable[list[Action]]], ...] = ()
    """Called with each `Deletion`."""
    daily: tuple[str, ...] = ()
    """Clock commands that are armed at start under the key `daily:<name>` and arm themselves again."""
    leaves: Leaves = no_access


STAFF: Final = frozenset({Role.MODERATOR})
EVERYBODY: Final = frozenset(Role)
CLINICIANS: Final = frozenset({Role.CLINICIAN})


def _argument(name: str, annotation: Any, metadata: Sequence[Any], required: bool) -> Argument:
    kind = next((mark for mark in metadata if isinstance(mark, Kind)), None)
    inner = (
        [part for part in get_args(annotation) if part is not type(None)] if type(None) in get_args(annotation) else [annotation]
    )
    for part in inner:
        if get_origin(part) is Annotated:
            kind = kind or next((mark for mark in get_args(part)[1:] if isinstance(mark, Kind)), None)
            part = get_args(part)[0]
        if get_origin(part) is Literal:
            return Argument(name, Kind.CHOICE, required, tuple(map(str, get_args(part))))
        if isinstance(part, type) and issubclass(part, StrEnum):
            return Argument(name, Kind.CHOICE, required, tuple(member.value for member in part))
        if kind is None and isinstance(part, type):
            kind = {bool: Kind.YES_NO, int: Kind.WHOLE_NUMBER, datetime: Kind.TIME}.get(part)
    if kind is None:
        raise TypeError(f"argument {name} has no kind")
    return Argument(name, kind, required)
