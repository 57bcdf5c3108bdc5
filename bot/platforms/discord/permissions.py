"""What running needs of Discord's permissions, what does not work without each, and the link that asks for them all.

https://discord.com/developers/docs/topics/permissions
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import discord

from bot.core.community import WantedChannel
from bot.core.message import ChannelKind
from bot.platforms.discord.needs import NAMES

SCOPES: Final = ("bot", "applications.commands")


@dataclass(frozen=True, slots=True)
class Need:
    """`among` says in which channels it is needed; None: in the server as a whole. `vital`: somebody is let down without it."""

    flag: str
    without: str
    among: Callable[[WantedChannel], bool] | None = None
    vital: bool = True

    @property
    def named(self) -> str:
        """As Discord's settings call it."""
        return NAMES[self.flag]


@dataclass(frozen=True, slots=True)
class Bound:
    """A channel that plays a part, with what the bot may do in it."""

    wanted: WantedChannel
    name: str
    held: discord.Permissions


@dataclass(frozen=True, slots=True)
class Lack:
    """`channels`: names of those where it is missing; none where it is missing altogether."""

    need: Need
    channels: tuple[str, ...] = ()


def _everywhere(_: WantedChannel) -> bool:
    return True


def _not_in_forums(channel: WantedChannel) -> bool:
    return not channel.forum


def _of_members(channel: WantedChannel) -> bool:
    return not channel.staff


def _filtered(channel: WantedChannel) -> bool:
    """Where messages are hidden, or alerts of AutoMod are deleted."""
    return channel.kind is not ChannelKind.CLINICIANS


def _of_moderators(channel: WantedChannel) -> bool:
    return channel.kind is ChannelKind.MODERATORS


def _of_staff(channel: WantedChannel) -> bool:
    return channel.staff


NEEDS: Final = (
    Need("view_channel", "nothing that is said there is heard", _everywhere),
    Need("read_message_history", "what is posted while the program is down is lost, and nothing is replied to", _everywhere),
    Need("send_messages", "nothing can be said there", _not_in_forums),
    Need("send_messages_in_threads", "nobody is answered in threads and posts", _everywhere),
    Need("embed_links", "the bot's cards arrive empty", _everywhere),
    Need("attach_files", "no file can be sent to the team", _of_staff, vital=False),
    Need("mention_everyone", "pages reach the moderators' channel and ring nobody", _of_moderators),
    Need("manage_messages", "what should be out of sight stays where it is", _filtered),
    Need("manage_threads", "private threads are not seen, so nobody there is looked after", _of_members),
    Need("manage_roles", "nobody can join or leave a condition's channel, and no channel can be locked", _of_members),
    Need("manage_channels", "slow mode cannot be set, and setting up can make no channel", _of_members, vital=False),
    Need("moderate_members", "nobody can be given a time-out"),
    Need("kick_members", "nobody can be taken out of the server", vital=False),
    Need("ban_members", "nobody can be banned", vital=False),
    Need("create_events", "sessions get no event", vital=False),
    Need("manage_guild", "AutoMod's rules cannot be set up", vital=False),
)
_SPEAKING: Final = frozenset({"embed_links", "attach_files", "mention_everyone"})
"""Who may not write has none of these either, whatever the settings say."""


def lacking(held: discord.Permissions, channels: Sequence[Bound], needs: Iterable[Need] = NEEDS) -> Iterator[Lack]:
    """Each missing permission once: for the whole server where it is missing altogether, else for the channels that take it away.

    Of a channel that the bot does not see only that is said.
    """
    for need in needs:
        fitting = [one for one in channels if need.among is not None and need.among(one.wanted) and _tells(need, one.held)]
        short = tuple(one.name for one in fitting if not getattr(one.held, need.flag))
        if not getattr(held, need.flag) and len(short) == len(fitting):
            yield Lack(need)
        elif short:
            yield Lack(need, short)


def _tells(need: Need, held: discord.Permissions) -> bool:
    """Whether what the bot may do in a channel says something of this permission's own setting."""
    if need.flag == "view_channel":
        return True
    return held.view_channel and (held.send_messages or need.flag not in _SPEAKING)


def invited() -> discord.Permissions:
    """Everything that running and setting up need, and no more: never Administrator."""
    return discord.Permissions(**dict.fromkeys(NAMES, True))


def invite_link(application: int, server: int | None = None) -> str:
    """Where whoever manages the server lets the bot in, or gives it what is missing. `server` is chosen in advance."""
    guild = discord.Object(server) if server is not None else discord.utils.MISSING
    return discord.utils.oauth_url(application, permissions=invited(), guild=guild, scopes=SCOPES)
