"""`community.toml` beside a live server: which role and which channel plays which part."""

from collections.abc import Mapping, Sequence
from datetime import date

import discord

from bot.core.community import Community, WantedChannel
from bot.core.message import Channel, Role
from bot.platforms.discord.directory import Binding
from bot.platforms.discord.identifiers import Accounts, number

Made = Mapping[tuple[str, str], str]
"""What `setup apply` made: the platform's ids by kind and key."""


def bind(community: Community, guild: discord.Guild, made: Made, today: date) -> Binding:
    """By number alone, or by what `setup apply` made: a channel or role that only has the same name is somebody else's.

    What is not there is simply not bound. A role's name counts where the server has one role of that name.
    """
    roles: dict[int, Role] = {}
    for ours, named in community.discord_roles.items():
        roles |= dict.fromkeys((found for name in named if (found := _role(guild, made, name)) is not None), ours)
    channels: dict[int, Channel] = {}
    for wanted in community.channels:
        channel = guild.get_channel(channel_number(wanted, made))
        if channel is not None and not isinstance(channel, discord.CategoryChannel):
            channels[channel.id] = wanted.as_channel(str(channel.id))
    accounts = Accounts({one.discord: one.person for one in community.accounts if one.discord is not None})
    verified = frozenset(
        accounts.person(account) if (account := number(one)) is not None else one for one in community.clinicians_on(today)
    )
    return Binding(community.name, guild.id, roles, channels, verified, accounts, community.lang)


def channel_number(wanted: WantedChannel, made: Made) -> int:
    """The channel that plays the part, whether it is still there or not; 0 where there was none yet."""
    return int(made.get(("channel", wanted.key), wanted.discord or 0))


def roles_meant(roles: Sequence[discord.Role], made: Made, named: str) -> list[discord.Role]:
    """The role of that number, else every role of that name."""
    given = made.get(("role", named), named)
    return [role for role in roles if str(role.id) == given] or [role for role in roles if role.name == named]


def _role(guild: discord.Guild, made: Made, named: str) -> int | None:
    fitting = roles_meant(guild.roles, made, named)
    return fitting[0].id if len(fitting) == 1 else None
