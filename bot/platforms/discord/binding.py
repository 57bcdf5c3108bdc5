"""`community.toml` beside a live server: which role and which channel plays which part."""

from collections.abc import Mapping
from datetime import date

import discord

from bot.core.community import Community
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
        channel = guild.get_channel(int(made.get(("channel", wanted.key), wanted.discord or 0)))
        if channel is not None and not isinstance(channel, discord.CategoryChannel):
            channels[channel.id] = wanted.as_channel(str(channel.id))
    accounts = Accounts({one.discord: one.person for one in community.accounts if one.discord is not None})
    verified = frozenset(
        accounts.person(account) if (account := number(one)) is not None else one for one in community.clinicians_on(today)
    )
    return Binding(community.name, guild.id, roles, channels, verified, accounts, community.lang)


def _role(guild: discord.Guild, made: Made, named: str) -> int | None:
    given = made.get(("role", named), named)
    if given.isdecimal() and guild.get_role(int(given)) is not None:
        return int(given)
    fitting = [role.id for role in guild.roles if role.name == named]
    return fitting[0] if len(fitting) == 1 else None


def missing(community: Community, binding: Binding) -> list[str]:
    """What of the wanted community the server does not have, for the operator."""
    there = {channel.name for channel in binding.channels.values()}
    lacking = [f"channel #{one.name}" for one in community.channels if one.name not in there]
    bound = set(binding.roles.values())
    return lacking + [
        f"a role for {role.value}s ({', '.join(names)})" for role, names in community.discord_roles.items() if role not in bound
    ]
