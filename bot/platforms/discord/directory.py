"""Who and what is there: the server as the client knows it, seen through what `community.toml` says of roles and channels."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import discord

from bot.cog import Home
from bot.core.message import DIRECT, Channel, ChannelKind, Person, Place, Role
from bot.platforms.discord.identifiers import NAME, Accounts

_STAFF: Final = frozenset({Role.MODERATOR, Role.ADMIN})


@dataclass(frozen=True, slots=True)
class Binding:
    """What of the server plays which part. `roles` and `channels` are by Discord's ids; `clinicians` are verified people."""

    community: str
    server: int
    roles: Mapping[int, Role] = field(default_factory=dict)
    channels: Mapping[int, Channel] = field(default_factory=dict)
    clinicians: frozenset[str] = frozenset()
    accounts: Accounts = field(default_factory=Accounts)
    lang: str = "en"


class Directory:
    """Reads the client's cache; a person who is not in it is unknown until they are heard."""

    def __init__(self, client: discord.Client, binding: Binding) -> None:
        self.binding = binding
        self._client = client
        self._langs: dict[int, str] = {}

    @property
    def guild(self) -> discord.Guild | None:
        return self._client.get_guild(self.binding.server)

    @property
    def home(self) -> Home:
        return Home(self._first(ChannelKind.MODERATORS), self._first(ChannelKind.CLINICIANS))

    def person(self, person_id: str) -> Person | None:
        account = self.binding.accounts.account(person_id)
        member = self.guild.get_member(account) if account is not None and self.guild is not None else None
        return self.of(member) if member is not None else None

    def channel(self, channel_id: str) -> Channel | None:
        return self.binding.channels.get(int(channel_id)) if channel_id.isdecimal() else None

    def staff(self, role: Role) -> Sequence[Person]:
        if self.guild is None:
            return []
        return sorted(
            (person for member in self.guild.members if not member.bot and role in (person := self.of(member)).roles),
            key=lambda person: person.id,
        )

    def condition_channels(self) -> Sequence[Place]:
        return [self.place(number) for number, channel in self.binding.channels.items() if channel.of_condition]

    def of(self, user: discord.Member | discord.User) -> Person:
        """The person with the roles that they have here at this moment; clinical powers come from verification alone.

        In their private talk with the bot Discord names no roles: those of the server count there too.
        """
        person = self.binding.accounts.person(user.id)
        if not isinstance(user, discord.Member) and self.guild is not None:
            user = self.guild.get_member(user.id) or user
        roles = {Role.MEMBER}
        if isinstance(user, discord.Member):
            roles |= {self.binding.roles[role.id] for role in user.roles if self.binding.roles.get(role.id) in _STAFF}
        if person in self.binding.clinicians:
            roles.add(Role.CLINICIAN)
        return Person(person, user.display_name, frozenset(roles), self._langs.get(user.id, self.binding.lang))

    def speaks(self, account: int, lang: str) -> bool:
        """Their client's language, learnt from an interaction; whether that is news."""
        known = self._langs.get(account)
        self._langs[account] = lang
        return known != lang

    def place(self, channel: int, thread: int | None = None) -> Place:
        return Place(NAME, self.binding.community, str(channel), str(thread) if thread is not None else None)

    def talk_with(self, person: str) -> Place:
        """A person's private talk with the bot."""
        return Place(NAME, self.binding.community, DIRECT, person)

    def _first(self, kind: ChannelKind) -> Place | None:
        found = next((number for number, channel in self.binding.channels.items() if channel.kind is kind), None)
        return self.place(found) if found is not None else None
