"""What a platform has, as plain data, and which of it is ours."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from bot.setup.wanted import BOT, EVERYBODY, Access, Filter, Power, Space, Wanted

ROLE: Final = "role"
CHANNEL: Final = "channel"
PIN: Final = "pin"
ACCESS: Final = "access"
FILTER: Final = "filter"
BEGUN: Final = "begun"
"""The newest channel that was there before one was made: a newer one of its name is what was made."""

Made: TypeAlias = Mapping[tuple[str, str], str]
"""The ids of what the program made (or was told to take over), by kind and key. Nothing else is ever changed."""


@dataclass(frozen=True, slots=True)
class Held:
    """What somebody may and may not do in a channel by an entry of their own."""

    may: frozenset[Power] = frozenset()
    may_not: frozenset[Power] = frozenset()


@dataclass(frozen=True, slots=True)
class FoundRole:
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class FoundPin:
    """A message of the bot's own."""

    id: str
    text: str
    pinned: bool = True


@dataclass(frozen=True, slots=True)
class FoundChannel:
    """`access` by who: everybody, bot, `role:` or `person:` with the platform's number."""

    id: str
    name: str
    forum: bool = False
    topic: str = ""
    access: Mapping[str, Held] = field(default_factory=dict)
    pins: tuple[FoundPin, ...] = ()

    def held(self, who: str) -> Held:
        return self.access.get(who, Held())


@dataclass(frozen=True, slots=True)
class FoundFilter:
    """`ours`: whether the bot made it. Only filters of the kind that we write are listed."""

    id: str
    name: str
    ours: bool
    patterns: tuple[str, ...] = ()
    message: str = ""
    alerts: str = ""
    exempt: frozenset[str] = frozenset()
    enabled: bool = True


@dataclass(frozen=True, slots=True)
class Found:
    """`present`: clinicians' accounts that are here. `notes`: what the platform itself should be told otherwise."""

    roles: tuple[FoundRole, ...] = ()
    channels: tuple[FoundChannel, ...] = ()
    filters: tuple[FoundFilter, ...] = ()
    present: frozenset[str] = frozenset()
    most_filters: int = 6
    notes: tuple[str, ...] = ()

    def roles_named(self, named: str) -> list[FoundRole]:
        return [role for role in self.roles if named in (role.id, role.name)]

    def role(self, named: str, made: Made) -> FoundRole | None:
        """The role that a name or number means; None where there is none, or more than one."""
        ours = made.get((ROLE, named))
        fitting = [role for role in self.roles if role.id == ours] or self.roles_named(named)
        return fitting[0] if len(fitting) == 1 else None

    def will_have(self, named: str, made: Made) -> bool:
        """Whether a name or number means one role, or will as soon as it is made."""
        return self.role(named, made) is not None or not (named.isdecimal() or self.roles_named(named))

    def channel(self, space: Space, made: Made) -> FoundChannel | None:
        """The channel that it is to take over, or else that was made for it."""
        for number in (space.takes_over, made.get((CHANNEL, space.key))):
            if number and (found := next((one for one in self.channels if one.id == number), None)) is not None:
                return found
        return None

    def filter(self, filter_: Filter, made: Made) -> FoundFilter | None:
        return next((one for one in self.filters if one.id == made.get((FILTER, filter_.key))), None)

    def who(self, access: Access, made: Made) -> str | None:
        """The same person or role by the platform's number; None for a role that is still to be made."""
        if access.who in {EVERYBODY, BOT}:
            return access.who
        kind, _, named = access.who.partition(":")
        if kind == "person":
            return access.who
        role = self.role(named, made)
        return f"role:{role.id}" if role else None


def recovered(wanted: Wanted, found: Found, made: Made) -> dict[tuple[str, str], str]:
    """What an earlier run made and could not write down any more, because it was cut off."""
    extra: dict[tuple[str, str], str] = {}
    for space in wanted.spaces:
        begun = made.get((BEGUN, space.key))
        if begun is not None and found.channel(space, made) is None:
            newer = [one.id for one in found.channels if one.name == space.channel.name and int(one.id) > int(begun)]
            if newer:
                extra[CHANNEL, space.key] = newer[0]
    for filter_ in wanted.filters:
        if found.filter(filter_, made) is None:
            ours = [one.id for one in found.filters if one.ours and one.name == filter_.name]
            if ours:
                extra[FILTER, filter_.key] = ours[0]
    for space in wanted.spaces:
        channel = found.channel(space, {**made, **extra})
        known = set(made.values())
        for number, text in enumerate(space.pins if channel else ()):
            if channel and (PIN, f"{space.key}/{number}") not in made:
                same = [f"{channel.id}/{pin.id}" for pin in channel.pins if pin.text == text]
                if same and same[0] not in known:
                    extra[PIN, f"{space.key}/{number}"] = same[0]
    return extra
