"""What a platform should have, in words of no platform: roles, channels with who may do what in them, and filters."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bot.core.community import Community, WantedChannel
from bot.core.message import ChannelKind, Role

EVERYBODY: Final = "everybody"
BOT: Final = "bot"


def role_named(named: str) -> str:
    """Who has a role, by its name or number as `community.toml` has it."""
    return f"role:{named}"


def person_at(account: str) -> str:
    """One person, by their account on the platform."""
    return f"person:{account}"


class Power(StrEnum):
    """What somebody may do in a channel, as far as setting up goes."""

    SEE = "see"
    WRITE = "write"
    FILES = "files"
    VOICE = "voice"
    MENTION_ALL = "mention_all"


@dataclass(frozen=True, slots=True)
class Access:
    """What `who` may and may not do in a channel; on all else it says nothing."""

    who: str
    may: frozenset[Power] = frozenset()
    may_not: frozenset[Power] = frozenset()


@dataclass(frozen=True, slots=True)
class WantedRole:
    """`named`: a name, or the number of a role that is there."""

    named: str
    role: Role

    @property
    def is_number(self) -> bool:
        return self.named.isdecimal()


@dataclass(frozen=True, slots=True)
class Space:
    """A channel, who may do what in it, what is pinned, and the channel that is to be taken over, if there is one."""

    channel: WantedChannel
    access: tuple[Access, ...]
    pins: tuple[str, ...] = ()
    takes_over: str = ""

    @property
    def key(self) -> str:
        return self.channel.key


@dataclass(frozen=True, slots=True)
class Filter:
    """What the platform itself blocks before it is posted. `message` tells the writer what to do instead."""

    key: str
    name: str
    patterns: tuple[str, ...]
    message: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """All of it. `alerts` is the key of the channel that hears what filters blocked; `exempt` are the roles they leave alone."""

    roles: tuple[WantedRole, ...] = ()
    spaces: tuple[Space, ...] = ()
    filters: tuple[Filter, ...] = ()
    alerts: str = ""
    people: Mapping[str, str] | None = None
    """Clinicians' accounts with the names that the clinic gave them."""

    def space(self, key: str) -> Space | None:
        return next((space for space in self.spaces if space.key == key), None)

    @property
    def clinicians(self) -> Mapping[str, str]:
        return self.people or {}


def wanted(
    community: Community,
    roles: Mapping[Role, tuple[str, ...]],
    clinicians: Mapping[str, str],
    filters: Iterable[Filter] = (),
    pins: Mapping[ChannelKind, tuple[str, ...]] | None = None,
    takes_over: Mapping[str, str] | None = None,
) -> Wanted:
    """`roles`, `clinicians` and `takes_over` are those of one platform; `pins` are the program's own words, by kind."""
    alerts = community.alert_channel
    spaces = []
    for channel in community.channels:
        words = channel.pins if channel.pins is not None else () if channel.forum else (pins or {}).get(channel.kind, ())
        spaces.append(Space(channel, access(channel, roles, clinicians), words, (takes_over or {}).get(channel.key, "")))
    return Wanted(
        roles=tuple(WantedRole(named, role) for role, names in roles.items() for named in names),
        spaces=tuple(sorted(spaces, key=lambda space: not space.channel.staff)),
        filters=tuple(filters),
        alerts=alerts.key if alerts else "",
        people=dict(clinicians),
    )


def access(channel: WantedChannel, roles: Mapping[Role, tuple[str, ...]], clinicians: Mapping[str, str]) -> tuple[Access, ...]:
    """Who may do what in a channel.

    A condition's channel is seen by those who joined it, each let in alone: a role would show on them what they have
    (promise 7). Clinicians are let in one by one as well, for their powers never come from a role (promise 6).
    """
    moderators = [role_named(named) for named in roles.get(Role.MODERATOR, ())]
    denied: set[Power] = set()
    opened: set[Power] = set()
    if channel.private:
        denied.add(Power.SEE)
        opened.add(Power.SEE)
    if channel.kind is ChannelKind.ANNOUNCEMENTS:
        denied.add(Power.WRITE)
        opened.add(Power.WRITE)
    if not channel.staff:
        denied.add(Power.MENTION_ALL)
        if not channel.files:
            denied |= {Power.FILES, Power.VOICE}
    # The bot keeps what others are denied: it speaks in a locked channel, and Discord lets nobody give or take what they lack.
    found = [Access(EVERYBODY, may_not=frozenset(denied)), Access(BOT, may=frozenset({*denied, Power.SEE, Power.WRITE}))]
    if channel.kind is ChannelKind.CLINICIANS:
        return (*found, *(Access(person_at(account), may=frozenset(opened)) for account in sorted(clinicians)))
    return (*found, *(Access(who, may=frozenset(opened)) for who in moderators if opened))
