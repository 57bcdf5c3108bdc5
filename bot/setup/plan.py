"""The difference between what is wanted and what is there, as steps. Against its own result it is empty.

Privacy goes first: a channel that is open too wide is closed before anything is said in it, the staff's rooms and the filters
stand before members' channels, and what opens something comes last. Nothing is changed that the program did not make or was not
told to take over.
"""

from collections.abc import Iterator
from typing import Final

from bot.core.message import ChannelKind
from bot.setup.found import ACCESS, CHANNEL, PIN, Found, Made
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
from bot.setup.wanted import BOT, EVERYBODY, Access, Power, Space, Wanted

_OPENED: Final = frozenset({Power.SEE, Power.FILES, Power.VOICE})
"""What is given back where the file no longer denies it. Writing is not: a moderator may have locked the channel."""


def plan(wanted: Wanted, found: Found, made: Made) -> tuple[Step, ...]:
    """In the order in which they are carried out."""
    changes = [step for space in wanted.spaces for step in _access(space, wanted, found, made)]
    opening = [step for step in changes if isinstance(step, SetAccess) and step.neutral and not step.access.may_not]
    return (
        *_roles(wanted, found, made),
        *_taken_over(wanted, found, made),
        *(step for step in changes if step not in opening),
        *(step for space in wanted.spaces if space.channel.staff for step in _new(space, wanted, found, made)),
        *_filters(wanted, found, made),
        *(step for space in wanted.spaces if not space.channel.staff for step in _new(space, wanted, found, made)),
        *_described(wanted, found, made),
        *(step for space in wanted.spaces for step in _pins(space, found, made)),
        *opening,
    )


def free(space: Space, found: Found, made: Made) -> bool:
    """Whether a channel may be made for it: it has none, and nobody else's has its name."""
    taken = any(channel.name == space.channel.name for channel in found.channels)
    return found.channel(space, made) is None and not space.takes_over and not taken


def no_room(wanted: Wanted, found: Found, made: Made) -> list[str]:
    """Names of the filters that are one too many for the platform, the least important last."""
    new = [one.name for one in wanted.filters if found.filter(one, made) is None]
    return new[max(0, found.most_filters - len(found.filters)) :]


def _roles(wanted: Wanted, found: Found, made: Made) -> Iterator[Step]:
    for role in wanted.roles:
        if found.role(role.named, made) is None and found.will_have(role.named, made):
            yield MakeRole(role.named, role.role)


def _taken_over(wanted: Wanted, found: Found, made: Made) -> Iterator[Step]:
    for space in wanted.spaces:
        channel = found.channel(space, made)
        if channel is not None and made.get((CHANNEL, space.key)) != channel.id:
            yield TakeOver(space.key, channel.id, channel.name)


def _new(space: Space, wanted: Wanted, found: Found, made: Made) -> Iterator[Step]:
    if free(space, found, made):
        access = tuple(one for one in space.access if _there(one, found, made))
        named = tuple(_name(one, wanted) for one in access if one.who not in {BOT, EVERYBODY})
        newest = max((int(channel.id) for channel in found.channels if channel.id.isdecimal()), default=0)
        yield MakeChannel(space, access, named, str(newest))


def _access(space: Space, wanted: Wanted, found: Found, made: Made) -> Iterator[Step]:
    """The bot lets itself in before it closes the door to everybody."""
    channel = found.channel(space, made)
    if channel is None:
        return
    for one in sorted(space.access, key=lambda access: access.who != BOT):
        if not _there(one, found, made):
            continue
        held = channel.held(found.who(one, made) or "")
        lacking = Access(one.who, one.may - held.may, one.may_not - held.may_not)
        neutral = (held.may_not & _OPENED) - one.may_not if one.who == EVERYBODY else frozenset[Power]()
        if lacking.may or lacking.may_not or neutral:
            yield SetAccess(space.key, channel.name, lacking, neutral, _name(one, wanted))
    for kind, key in sorted(made):
        of, _, account = key.partition("/")
        gone = account not in wanted.clinicians or space.channel.kind is not ChannelKind.CLINICIANS
        if kind == ACCESS and of == space.key and gone:
            yield TakeAccess(space.key, channel.name, account)


def _there(access: Access, found: Found, made: Made) -> bool:
    kind, _, named = access.who.partition(":")
    if kind == "person":
        return named in found.present
    return kind != "role" or found.will_have(named, made)


def _name(access: Access, wanted: Wanted) -> str:
    """How somebody who is let in is called for whoever reads the plan."""
    kind, _, named = access.who.partition(":")
    return wanted.clinicians.get(named, named) if kind == "person" else f'"{named}"'


def _filters(wanted: Wanted, found: Found, made: Made) -> Iterator[Step]:
    space = wanted.space(wanted.alerts)
    channel = found.channel(space, made) if space else None
    named = tuple(role.named for role in wanted.roles if found.will_have(role.named, made))
    known = [found.role(one, made) for one in named]
    exempt = frozenset(role.id if role else "" for role in known)
    alerts = channel.id if channel else "new" if space and free(space, found, made) else ""
    crowded = no_room(wanted, found, made)
    for one in wanted.filters:
        there = found.filter(one, made)
        if there is None:
            if one.name not in crowded:
                yield SetFilter(one, wanted.alerts, named)
        elif (there.name, there.patterns, there.message, there.alerts, there.exempt, there.enabled) != (
            one.name,
            one.patterns,
            one.message,
            alerts,
            exempt,
            True,
        ):
            yield SetFilter(one, wanted.alerts, named, there.id)


def _described(wanted: Wanted, found: Found, made: Made) -> Iterator[Step]:
    for space in wanted.spaces:
        channel, named = found.channel(space, made), space.channel
        if channel is None:
            continue
        if channel.name != named.name:
            yield Rename(space.key, channel.name, named.name)
        if named.topic and channel.topic != named.topic:
            yield SetTopic(space.key, named.name, named.topic)


def _pins(space: Space, found: Found, made: Made) -> Iterator[Step]:
    """In order. In a channel that is still to be made all of them are new."""
    channel, name = found.channel(space, made), space.channel.name
    if channel.forum if channel else not free(space, found, made):
        return
    there = {f"{channel.id}/{pin.id}": pin for pin in channel.pins} if channel else {}
    for number, text in enumerate(space.pins):
        pin = there.get(made.get((PIN, f"{space.key}/{number}"), ""))
        if pin is None:
            yield Pin(space.key, name, number, text)
        elif pin.text != text:
            yield Reword(space.key, name, number, pin.id, text)
        if pin is not None and not pin.pinned:
            yield Pin(space.key, name, number, text, pin.id)
    for number in range(len(space.pins), len(space.pins) + len(there)):
        if (pin := there.get(made.get((PIN, f"{space.key}/{number}"), ""))) is not None:
            yield TakePin(space.key, name, number, pin.id)
