"""Somebody of the town on Discord: does what people do, and sees what they see, in the words of `tests/town.py`."""

import mimetypes
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import discord
from sqlalchemy import select

from bot.cog import Kind
from bot.core.action import File
from bot.core.community import STAFF
from bot.core.errors import NotAllowed, NotFound
from bot.core.message import DIRECT
from bot.invocation import Outcome
from bot.platforms.discord import links
from bot.platforms.sandbox.world import card_json
from bot.store.sandbox import Stored
from bot.store.tables import outbox
from tests.discord.discord_server import ApiError
from tests.discord.people import NotPossible, Person, Seen, Turn
from tests.discord.reading import argument, card_of
from tests.discord.server import permissions, posting
from tests.town import CHANNELS
from tests.town import Someone as InSandbox

if TYPE_CHECKING:
    from tests.discord.town import DiscordTown


@dataclass
class Someone(InSandbox):
    """Their account is found by the name."""

    town: "DiscordTown"

    @property
    def account(self) -> Person:
        return self.town.server.person(self.id)

    def channel(self, in_: str) -> str | None:
        return None if in_ == DIRECT else in_

    @property
    def is_member(self) -> bool:
        return self.account.id in self.town.server.guild.members

    async def comes_back(self) -> None:
        if self.account.id in self.town.server.guild.bans:
            raise NotAllowed("refusal.paused")
        if not self.is_member:
            await self.account.joins()
            await self.town.settle()

    async def says(self, text: str, in_: str = "prostate", reply_to: str | None = None, event: str | None = None) -> str:
        if not self.account.user.locale.startswith("en") and self.id not in self.town.heard:
            await self.does("help lines", in_="general")
        text = text.replace("@carecircle", f"<@{self.town.server.bot.id}>")
        try:
            said = await self.account.says(self.channel(in_), text, reply_to=reply_to.partition(":")[2] if reply_to else None)
        except ApiError as error:
            staff = next((one.kind in STAFF for one in CHANNELS if one.name == in_), False)
            raise NotFound("refusal.no_such_channel") if staff else NotAllowed("refusal.paused") from error
        await self.town.settle()
        return f"discord:{said.id}"

    async def edits(self, message: str, text: str) -> None:
        try:
            await self.account.edits(message.partition(":")[2], text)
        except NotPossible as error:
            raise NotAllowed("refusal.not_yours") from error
        await self.town.settle()

    async def deletes(self, message: str) -> None:
        try:
            await self.account.deletes(message.partition(":")[2])
        except NotPossible as error:
            raise NotAllowed("refusal.not_yours") from error
        await self.town.settle()

    async def does(self, command: str, in_: str = "general", **args: str) -> Outcome:
        """As a slash command; what is on buttons alone, as on the button of an older card."""
        self.town.heard.add(self.id)
        known = self.town.parts.engine.commands.get(command)
        if known is None or not known.listed or known.at_clock:
            return await self._came(await self._older(command, in_, args), {})
        if not self.is_member:
            return Outcome(refused="Discord offers this server's commands to its members alone.")
        for one in known.arguments:
            if one.choices and one.name in args and args[one.name] not in one.choices:
                return Outcome(refused=f"Discord offers no such choice for {one.name}.")
        kinds = {one.name: one.kind for one in known.arguments}
        given = {name: value in {"true", "yes"} if kinds.get(name) is Kind.YES_NO else value for name, value in args.items()}
        return await self._came(await self.account.runs(command, self.channel(in_), forced=True, **given), {})

    async def _older(self, command: str, in_: str, args: dict[str, str]) -> Turn:
        custom_id = links.encode(command, args)
        assert custom_id is not None, "too long for a button"
        state, place = self.town.server.state, self.account.place(self.channel(in_) if self.is_member else None)
        row = {"type": 1, "components": [{"type": 2, "style": 2, "label": command, "custom_id": custom_id}]}
        card = {"embeds": [{"title": "An answer of before"}], "components": [row]}
        older = posting.create(state, state.bot_id, place, card, only_for=self.account.id)
        return await self.account.presses(Seen(state, older), command)

    async def presses(self, label: str, in_: str = "moderators", **args: str) -> Outcome:
        """On a message of the channel; where none has it, on an answer that they alone see."""
        self.town.heard.add(self.id)
        for stored in reversed(await self.view(in_)):
            if stored.card is not None and any(button["label"] == label for button in stored.card["buttons"]):
                return await self._came(await self.account.presses(stored.id.partition(":")[2], label), args)
        try:
            message = self.account.newest(label, self.channel(in_))
        except NotPossible as error:
            raise AssertionError(str(error)) from error
        return await self._came(await self.account.presses(message, label), args)

    async def _came(self, turn: Turn, args: dict[str, str]) -> Outcome:
        """What came of a turn, with its form filled in where one was asked for."""
        assert not turn.failed, "no first response in time"
        if turn.interaction.modal is not None:
            if not args:
                return Outcome(missing=tuple(argument(part) for part in turn.modal["components"]))
            turn = await self.account.submits(turn, args)
            assert not turn.failed, "no first response in time"
        await self.town.settle()
        if not turn.replies:
            return Outcome()
        seen = await turn.answer()
        card = card_of(seen)
        files = tuple(self._file(one) for one in seen.attachments)
        return Outcome(card, seen.ephemeral, files) if card.title else Outcome(refused=card.body)

    def _file(self, attached: dict[str, Any]) -> File:
        state = self.town.server.state
        kind = mimetypes.guess_type(attached["filename"])[0] or ""
        return File(attached["filename"], kind, state.files[attached["url"].removeprefix(f"{state.cdn}/")])

    async def view(self, in_: str = "prostate") -> list[Stored]:
        """As in the sandbox: ephemeral answers are replies, and a call to one person stands among what the team reads."""
        place = self.account.place(self.channel(in_))
        if not permissions.sees(self.town.server.state, self.account.id, place):
            raise NotFound("refusal.no_such_channel")
        calls = await self._calls()
        direct = [one for one in self.account.direct() if not one.ephemeral]
        if in_ == DIRECT:
            return [self._stored(one, in_, calls) for one in direct if _reference(one) not in calls]
        shown = [one for one in self.account.sees(place) if not one.ephemeral]
        if in_ == "moderators":
            shown = sorted([*shown, *(one for one in direct if _reference(one) in calls)], key=lambda one: int(one.id))
        return [self._stored(one, in_, calls) for one in shown]

    async def _calls(self) -> set[str]:
        """References of what was sent to call somebody."""
        async with self.town.parts.database.read() as tx:
            query = select(outbox.c.reference).where(outbox.c.kind == "Page", outbox.c.reference.is_not(None))
            return set((await tx.connection.execute(query)).scalars())

    def _stored(self, seen: Seen, in_: str, calls: set[str]) -> Stored:
        message = seen.message
        bot = message.author_id == self.town.server.bot.id
        direct = seen.channel_id == self.account.place(None).id
        called = _reference(seen) in calls and (direct or self.account.id in message.pings or bool(message.role_pings))
        return Stored(
            int(seen.id),
            f"discord:{seen.id}",
            in_,
            "carecircle" if bot else seen.author,
            self.id if direct or self.account.id in message.pings else None,
            f"discord:{message.reference['message_id']}" if message.reference else None,
            hidden=False,
            edited=message.edited is not None,
            deleted=False,
            at=discord.utils.snowflake_time(int(seen.id)),
            text=seen.text,
            card=card_json(card_of(seen)) if bot else None,
            page=called,
        )


def _reference(seen: Seen) -> str:
    return f"{seen.channel_id}/{seen.id}"
