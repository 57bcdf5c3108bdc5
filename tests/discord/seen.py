"""What people see: messages, and what came of a use of the bot."""

from dataclasses import dataclass

from tests.discord.server import interactions, payloads
from tests.discord.server.limits import inside
from tests.discord.server.state import Interaction, Message, State
from tests.discord.server.wire import Json


@dataclass(frozen=True)
class Seen:
    """A message as somebody sees it. `embeds` and `components` are as the bot sent them."""

    state: State
    message: Message

    @property
    def id(self) -> str:
        return self.message.id

    @property
    def channel_id(self) -> str:
        return self.message.channel_id

    @property
    def author(self) -> str:
        return self.state.users[self.message.author_id].name

    @property
    def text(self) -> str:
        return self.message.content

    @property
    def embeds(self) -> list[Json]:
        return self.message.embeds

    @property
    def components(self) -> list[Json]:
        return self.message.components

    @property
    def attachments(self) -> list[Json]:
        return self.message.attachments

    @property
    def ephemeral(self) -> bool:
        return self.message.only_for is not None

    @property
    def thinking(self) -> bool:
        return payloads.loading(self.message)

    @property
    def pinned(self) -> bool:
        return self.message.pinned_at is not None

    @property
    def pings(self) -> list[str]:
        """Who was notified: names of people, "@" and the name of a role, or "everyone"."""
        people = [self.state.users[each].name for each in self.message.pings]
        guild = self.state.channels[self.channel_id].guild_id
        roles = [f"@{self.state.guilds[guild].roles[each]['name']}" for each in self.message.role_pings] if guild else []
        return people + roles + (["everyone"] if self.message.pings_everyone else [])

    @property
    def buttons(self) -> list[str]:
        """Labels of the buttons that can be pressed."""
        return [each["label"] for _, each in inside(self.components) if each["type"] == 2 and not each.get("disabled")]

    @property
    def words(self) -> str:
        """Everything that can be read in it, line by line."""
        lines: list[str | None] = [self.text]
        for embed in self.embeds:
            lines += [(embed.get("author") or {}).get("name"), embed.get("title"), embed.get("description")]
            lines += [f"{field['name']}: {field['value']}" for field in embed.get("fields") or []]
            lines.append((embed.get("footer") or {}).get("text"))
        lines += [each.get("content") for _, each in inside(self.components) if each["type"] == 10]
        lines += [f"[{label}]" for label in self.buttons]
        return "\n".join(line for line in lines if line)


@dataclass(frozen=True)
class Turn:
    """One use of a command, button, menu or form, and what came of it."""

    state: State
    interaction: Interaction

    @property
    def failed(self) -> bool:
        """No first response in time: "The application did not respond"."""
        return self.interaction.responded_at is None

    @property
    def replies(self) -> list[Seen]:
        """The bot's answers, the first one first. A message that was merely updated is the first one too."""
        mine = [*([self.interaction.original] if self.interaction.original else []), *self.interaction.followups]
        return [Seen(self.state, each) for each in mine if each in self.state.messages.get(each.channel_id, ())]

    @property
    def reply(self) -> Seen:
        if not self.replies:
            raise AssertionError(f"there is no reply, only a response of type {self.interaction.response_type}")
        return self.replies[0]

    @property
    def modal(self) -> Json:
        if self.interaction.modal is None:
            raise AssertionError(f"there is no form, only a response of type {self.interaction.response_type}")
        return self.interaction.modal

    @property
    def choices(self) -> list[Json]:
        return self.interaction.choices or []

    @property
    def deferred(self) -> bool:
        return self.interaction.response_type in (interactions.DEFERRED, interactions.DEFERRED_UPDATE)

    async def answer(self, within: float = 5.0) -> Seen:
        """The reply, once nothing is "thinking" any more."""
        await self.state.until(lambda: any(not each.thinking for each in self.replies), within)
        return self.reply
