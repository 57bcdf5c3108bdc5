"""What the server itself lacks for running: permissions, channels, roles, privacy. No name of a person is in any of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

import discord

from bot.core.check import Check
from bot.core.community import Community, WantedChannel
from bot.core.message import ChannelKind, Role
from bot.platforms.discord.binding import Made, channel_number, roles_meant
from bot.platforms.discord.needs import where
from bot.platforms.discord.permissions import NEEDS, Bound, Lack, lacking
from bot.platforms.discord.survey import Live, Place, access
from bot.setup.wanted import Power

_MOST_NAMES: Final = 8
"""Of channels and roles in one line."""
_APPLY: Final = "`carecircle setup apply`"


@dataclass(frozen=True)
class Server:
    """A server beside what the clinic wants of it."""

    community: Community
    live: Live
    made: Made

    @property
    def roles(self) -> list[discord.Role]:
        """All but everybody's, the lowest first."""
        return sorted(role for role in self.live.roles.values() if not role.is_default())

    @property
    def everybody(self) -> discord.Role:
        return self.live.roles[self.live.guild.id]

    def meant(self, named: str) -> list[discord.Role]:
        return roles_meant(self.roles, self.made, named)

    @property
    def moderators(self) -> list[discord.Role]:
        return [role for named in self.community.discord_roles.get(Role.MODERATOR, ()) for role in self.meant(named)]

    def place(self, channel: WantedChannel) -> Place | None:
        """The channel that plays the part."""
        return self.live.places.get(channel_number(channel, self.made))

    @property
    def bound(self) -> list[tuple[WantedChannel, Place]]:
        return [(one, place) for one in self.community.channels if (place := self.place(one)) is not None]


def server_checks(server: Server) -> Iterator[Check]:
    yield from _permissions(server)
    yield from _channels(server)
    yield from _or_fine(
        "discord roles", _roles(server), "each that community.toml names is there once, and the bot's is above them"
    )
    private = sum(one.private for one, _ in server.bound)
    fine = f"{_count(private, 'private channel')}, open to nobody by mistake"
    yield from _or_fine("discord privacy", _privacy(server), fine)


def _or_fine(what: str, found: Iterable[Check], fine: str) -> Iterator[Check]:
    checks = list(found)
    yield from checks or [Check(what, True, fine)]


def _permissions(server: Server) -> Iterator[Check]:
    moderators, me = server.moderators, server.live.me
    rings = bool(moderators) and all(role.mentionable for role in moderators)  # then a page needs no permission to ring them
    needs = [need for need in NEEDS if not (rings and need.flag == "mention_everyone")]
    bound = [Bound(one, place.name, place.permissions_for(me)) for one, place in server.bound]
    short = list(lacking(server.live.held, bound, needs))
    for one in short:
        yield Check("discord permissions", not one.need.vital, _says(one, me.name), warns=not one.need.vital)
    if not short:
        yield Check("discord permissions", True, f"all that running needs, in the server and in {_count(len(bound), 'channel')}")


def _says(lack: Lack, bot: str) -> str:
    if not lack.channels:
        return f"the bot lacks {lack.need.named}, so {lack.need.without}: switch it on at {where(bot)}"
    channels = _listed(f"#{name}" for name in lack.channels)
    return (
        f"the bot lacks {lack.need.named} in {channels}, so {lack.need.without}: "
        f'allow it for "{bot}" under Edit Channel > Permissions'
    )


def _channels(server: Server) -> Iterator[Check]:
    unbound = [one for one in server.community.channels if server.place(one) is None]
    if unbound:
        names = _listed(f"#{one.name}" for one in unbound)
        yield Check(
            "discord channels", True, f"not bound to a channel of the server yet: {names}; {_APPLY} makes them", warns=True
        )
    if not any(one.kind is ChannelKind.MODERATORS for one, _ in server.bound):
        says = f"there is no moderators' channel, so cases and pages go nowhere: put one into community.toml, then {_APPLY}"
        yield Check("discord channels", False, says)
    elif not unbound:
        yield Check("discord channels", True, f"{_count(len(server.bound), 'channel')} of community.toml, each bound")


def _roles(server: Server) -> Iterator[Check]:
    staff: set[int] = set()
    for ours, names in server.community.discord_roles.items():
        for named in names:
            fitting = server.meant(named)
            staff |= {role.id for role in fitting}
            if len(fitting) > 1:
                says = f'the server has more than one role "{named}": give its number in community.toml instead'
                yield Check("discord roles", False, says)
            elif not fitting and named.isdecimal():
                yield Check("discord roles", False, f"the server has no role with the number {named}: mend it in community.toml")
            elif not fitting:
                says = f'there is no role "{named}" for {ours.value}s yet; {_APPLY} makes it'
                yield Check("discord roles", True, says, warns=True)
    if not server.community.discord_roles.get(Role.MODERATOR):
        says = "no role moderates, so nobody in the server is paged: name one in community.toml under [discord.roles]"
        yield Check("discord roles", False, says)
    own = {role.id for role in server.live.me.roles}
    mine = max((role for role in server.roles if role.id in own), default=server.everybody)
    above = [role.name for role in server.roles if role > mine and not role.managed and role.id not in staff]
    if above:
        says = (
            f'the bot\'s role "{mine.name}" stands below {_listed(above)}, so nobody who has those can be given a time-out, '
            "taken out or banned: move it up under Server Settings > Roles"
        )
        yield Check("discord roles", True, says, warns=True)


def _privacy(server: Server) -> Iterator[Check]:
    """A condition's channel that is open, or that a role opens, shows on people what they have (promise 7)."""
    for one, place in server.bound:
        if not one.private:
            continue
        if place.permissions_for(server.everybody).view_channel:
            yield Check("discord privacy", False, f"everybody sees the private #{place.name}: {_APPLY} closes it")
        held, let_in = access(place.overwrites, server.live), _let_in(one, server)
        for role in server.roles:
            may = held[f"role:{role.id}"].may if f"role:{role.id}" in held else frozenset()
            if Power.SEE in may and role.id not in let_in:
                says = (
                    f'the role "{role.name}" sees the private #{place.name}: take it out in that channel\'s settings under '
                    "Permissions, and let people join one by one"
                )
                yield Check("discord privacy", False, says)


def _let_in(channel: WantedChannel, server: Server) -> set[int]:
    """Roles that may see it: the bot's own, and the moderators' but in the clinicians' channel."""
    own = {role.id for role in server.live.me.roles}
    return own if channel.kind is ChannelKind.CLINICIANS else own | {role.id for role in server.moderators}


def _listed(names: Iterable[str]) -> str:
    found = list(names)
    more = len(found) - _MOST_NAMES
    return ", ".join(found[:_MOST_NAMES]) + (f" and {more} more" if more > 0 else "")


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
