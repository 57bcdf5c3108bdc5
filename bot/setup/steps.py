"""What is to be done, one step at a time, each as data with a line of plain words for whoever looks on."""

from dataclasses import dataclass
from typing import Final, TypeAlias

from bot.core.message import ChannelKind, Role
from bot.setup.wanted import BOT, EVERYBODY, Access, Filter, Power, Space

_DOES: Final = {
    Power.SEE: "see it",
    Power.WRITE: "write",
    Power.FILES: "post files",
    Power.VOICE: "send voice messages",
    Power.MENTION_ALL: "call @everyone",
}
_SHOWN: Final = 40
"""Characters of a pinned text that are shown."""


@dataclass(frozen=True, slots=True)
class MakeRole:
    named: str
    role: Role

    @property
    def says(self) -> str:
        return f'make the role "{self.named}" for {self.role.value}s; you decide who gets it'


@dataclass(frozen=True, slots=True)
class TakeOver:
    """From here on the channel counts as made by us."""

    key: str
    id: str
    name: str

    @property
    def says(self) -> str:
        return (
            f"take over #{self.name} ({self.id}) as `{self.key}`: Carecircle looks after its access, topic and pins from now on"
        )


@dataclass(frozen=True, slots=True)
class MakeChannel:
    """With all its access from the first moment on: it is never open first and closed after. `before`: see `BEGUN`."""

    space: Space
    access: tuple[Access, ...]
    seen_by: tuple[str, ...]
    before: str

    @property
    def says(self) -> str:
        channel = self.space.channel
        what = "forum" if channel.forum else "channel"
        if channel.kind is ChannelKind.CLINICIANS:
            who = f"seen by {_listed(self.seen_by)} alone" if self.seen_by else "seen by nobody yet"
        elif channel.staff:
            who = f"seen by {_listed(self.seen_by)} alone"
        elif channel.private:
            who = f"private: seen by those who join it{''.join(f', and by {one}' for one in self.seen_by)}"
        else:
            who = "seen by everybody"
        if channel.kind is ChannelKind.ANNOUNCEMENTS:
            who += "; only the team and the bot write"
        return f"make the {what} #{channel.name}, {who}{'' if channel.files else '; no files, no voice messages'}"


@dataclass(frozen=True, slots=True)
class SetAccess:
    """What `access` says, and `neutral` neither allowed nor denied any more; everything else stays as it is."""

    key: str
    channel: str
    access: Access
    neutral: frozenset[Power]
    name: str

    @property
    def says(self) -> str:
        if self.access.who == EVERYBODY:
            return f"{self._everybody()} (#{self.channel})"
        who = "the bot itself" if self.access.who == BOT else self.name
        return f"let {who} {_ordered(self.access.may)} (#{self.channel})"

    def _everybody(self) -> str:
        parts = []
        if Power.SEE in self.access.may_not:
            parts.append("close it to whoever was not let in")
        if denied := self.access.may_not - {Power.SEE}:
            parts.append(f"members may not {_ordered(denied)}")
        if self.neutral:
            parts.append(f"open it: members may {_ordered(self.neutral)}")
        return "; ".join(parts)


@dataclass(frozen=True, slots=True)
class TakeAccess:
    """A clinician whose verification has run out, or who was taken out of the file."""

    key: str
    channel: str
    account: str

    @property
    def says(self) -> str:
        return f"take {self.account} out of #{self.channel}: their verification has ended"


@dataclass(frozen=True, slots=True)
class Rename:
    key: str
    old: str
    new: str

    @property
    def says(self) -> str:
        return f"rename #{self.old} to #{self.new}"


@dataclass(frozen=True, slots=True)
class SetTopic:
    key: str
    channel: str
    topic: str

    @property
    def says(self) -> str:
        return f"set the topic of #{self.channel}"


@dataclass(frozen=True, slots=True)
class Pin:
    """`id`: where it was said already and only has to be pinned again."""

    key: str
    channel: str
    number: int
    text: str
    id: str = ""

    @property
    def says(self) -> str:
        return f"pin in #{self.channel}{' again' if self.id else ''}: {_start(self.text)}"


@dataclass(frozen=True, slots=True)
class Reword:
    key: str
    channel: str
    number: int
    id: str
    text: str

    @property
    def says(self) -> str:
        return f"change what is pinned in #{self.channel}: {_start(self.text)}"


@dataclass(frozen=True, slots=True)
class TakePin:
    """A text of ours that the file has no more."""

    key: str
    channel: str
    number: int
    id: str

    @property
    def says(self) -> str:
        return f"take down what Carecircle pinned in #{self.channel} and is no longer wanted"


@dataclass(frozen=True, slots=True)
class SetFilter:
    """Written anew, or in place of the one with this `id`."""

    filter: Filter
    alerts: str
    exempt: tuple[str, ...]
    id: str = ""

    @property
    def says(self) -> str:
        return f'{"bring up to date" if self.id else "write"} the AutoMod rule "{self.filter.name}"'


Step: TypeAlias = (
    MakeRole | TakeOver | MakeChannel | SetAccess | TakeAccess | Rename | SetTopic | Pin | Reword | TakePin | SetFilter
)


def _ordered(powers: frozenset[Power]) -> str:
    return _listed([_DOES[power] for power in Power if power in powers])


def _listed(words: list[str] | tuple[str, ...]) -> str:
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else "".join(words)


def _start(text: str) -> str:
    line = " ".join(text.split())
    return f'"{line}"' if len(line) <= _SHOWN else f'"{line[:_SHOWN].rstrip()}…"'
