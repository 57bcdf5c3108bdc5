"""What a community is meant to be, as the clinic wrote it in `community.toml`; what a platform has is compared with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from bot.core.message import Channel, ChannelKind, Role

STAFF: Final = frozenset({ChannelKind.MODERATORS, ChannelKind.CLINICIANS})
"""Channels that no member sees."""


@dataclass(frozen=True, slots=True)
class WantedChannel:
    """`key` is the clinic's own name for it and never changes; `name` is what people see and may give nothing away.

    `private`: seen by those alone who joined it (condition channels) or by their staff. `files`: whether members may post files
    and voice messages. `pins`: words that are pinned, in order; None means the program's own.
    `discord`, `slack`: a channel that was there before, which Carecircle is to take over.
    """

    key: str
    name: str
    kind: ChannelKind = ChannelKind.SUPPORT
    condition: str = "general"
    topic: str = ""
    private: bool = False
    files: bool = False
    forum: bool = False
    pins: tuple[str, ...] | None = None
    discord: int | None = None
    slack: str | None = None

    @property
    def staff(self) -> bool:
        return self.kind in STAFF

    def as_channel(self, channel_id: str) -> Channel:
        """The channel as it stands on a platform, under that platform's id."""
        return Channel(channel_id, self.name, self.kind, self.condition)


@dataclass(frozen=True, slots=True)
class Account:
    """One person's accounts; whoever has only one platform needs no entry."""

    person: str
    discord: int | None = None
    slack: str | None = None


@dataclass(frozen=True, slots=True)
class VerifiedClinician:
    """Clinical powers come from here alone, never from a platform role. `account`: `discord:…`, `slack:…` or a person's id."""

    account: str
    name: str
    verified_by: str
    until: date
    profession: str = ""


@dataclass(frozen=True, slots=True)
class Community:
    """`roles`: for each of our roles, the names or numbers of a platform's roles (Discord) or groups (Slack) that have it.

    `alerts`: the key of the channel to which a platform's own filter sends what it blocked.
    """

    name: str
    lang: str = "en"
    consent_version: str = "1"
    discord_server: int | None = None
    discord_roles: Mapping[Role, tuple[str, ...]] = field(default_factory=dict)
    slack_workspace: str | None = None
    slack_groups: Mapping[Role, tuple[str, ...]] = field(default_factory=dict)
    channels: tuple[WantedChannel, ...] = ()
    accounts: tuple[Account, ...] = ()
    clinicians: tuple[VerifiedClinician, ...] = ()
    alerts: str = ""

    def clinicians_on(self, today: date) -> frozenset[str]:
        """Accounts and persons whose verification has not run out."""
        return frozenset(one.account for one in self.clinicians if one.until >= today)

    @property
    def alert_channel(self) -> WantedChannel | None:
        """The one that is named, else the moderators' first."""
        named = [one for one in self.channels if one.key == self.alerts]
        return next(iter([*named, *(one for one in self.channels if one.kind is ChannelKind.MODERATORS)]), None)

    def discord_account(self, account: str) -> int | None:
        """The Discord number of a clinician's account or of a person; None where they have none."""
        platform, _, number = account.partition(":")
        if platform == "discord" and number.isdecimal():
            return int(number)
        return next((one.discord for one in self.accounts if one.person == account), None)
