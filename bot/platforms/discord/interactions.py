"""Commands, menus, buttons, forms and completions. Every interaction gets its first response in time, whatever happens behind.

Discord wants it within 3 seconds, and the token lasts 15 minutes:
https://discord.com/developers/docs/interactions/receiving-and-responding
"""

import asyncio
import io
import logging
from collections.abc import Mapping
from contextlib import suppress
from typing import Any, Final

import discord

from bot.clock import Clock
from bot.cog import Command, Kind
from bot.core.card import Card
from bot.core.errors import Refusal
from bot.core.message import Invocation, Person, Place
from bot.engine import Engine
from bot.invocation import Outcome
from bot.platforms.discord import cards, forms, links
from bot.platforms.discord.commands import menu_argument, menu_name
from bot.platforms.discord.directory import Directory
from bot.platforms.discord.identifiers import message_id, message_named
from bot.platforms.discord.wording import Trusted, shortened
from bot.store import people

_PATIENCE: Final = 1.5
"""Seconds until an answer that is still being made is announced."""
_COMPLETION: Final = 2.5
_SUBCOMMAND: Final = 1
_MOST_CHOICES: Final = 25
_NO_OPTION: Final[dict[str, Any]] = {"name": "", "options": []}
_log = logging.getLogger(__name__)


class Interactions:
    def __init__(self, engine: Engine, clock: Clock, directory: Directory, trusted: Trusted) -> None:
        self._engine = engine
        self._clock = clock
        self._directory = directory
        self._trusted = trusted

    async def answer(self, interaction: discord.Interaction[Any]) -> None:
        """Never raises: an interaction that cannot be answered is counted, and what it did stays done."""
        try:
            await self._answer(interaction)
        except (TimeoutError, discord.HTTPException, OSError) as error:
            self._engine.metrics.count("interactions_unanswered")
            _log.warning("an interaction could not be answered (%s)", type(error).__name__)
        except Exception as error:
            self._engine.metrics.count("interactions_failed")
            _log.error("an interaction failed (%s)", type(error).__name__)

    async def _answer(self, interaction: discord.Interaction[Any]) -> None:
        data: Mapping[str, Any] = interaction.data or {}
        lang = str(interaction.locale).partition("-")[0]
        news = self._directory.speaks(interaction.user.id, lang) and lang in self._engine.library.replies.langs
        match interaction.type:
            case discord.InteractionType.application_command:
                name, args = self._named(data)
            case discord.InteractionType.component:
                button = links.decode(str(data.get("custom_id", "")))
                if button is None:
                    return
                name, args = button.command, dict(button.args)
            case discord.InteractionType.modal_submit:
                button = links.decode(str(data.get("custom_id", "")))
                if button is None:
                    return
                name = button.command
                args = {**self._read(name, dict(forms.written(data))), **button.args}
            case discord.InteractionType.autocomplete:
                await self._complete(interaction, data)
                return
            case _:
                return
        await self._run(interaction, name, args, lang)
        if news:  # after the answer, which must not wait for it
            await self._remember(self._directory.of(interaction.user).id, lang)

    async def _run(self, interaction: discord.Interaction[Any], name: str, args: dict[str, str], lang: str) -> None:
        person = await self._person(interaction.user)
        invocation = Invocation(
            message_id(interaction.id), name, args, person, self._place(interaction, person), self._clock.now(), lang
        )
        running = asyncio.ensure_future(self._engine.invoke(invocation))
        await asyncio.wait({running}, timeout=_PATIENCE)
        if not running.done():
            await interaction.response.defer(ephemeral=True, thinking=True)
        outcome = await running
        if outcome.missing and not interaction.response.is_done():
            command = self._engine.commands[name]
            await interaction.response.send_modal(forms.form(command, outcome.missing, args, self._engine.library, lang))
            return
        await self._say(interaction, outcome, lang)

    async def _person(self, user: discord.Member | discord.User) -> Person:
        """Whoever acts in a private talk has their roles too, also where members are not kept in memory."""
        guild = self._directory.guild
        if isinstance(user, discord.User) and guild is not None and guild.get_member(user.id) is None:
            with suppress(discord.NotFound):
                return self._directory.of(await guild.fetch_member(user.id))
        return self._directory.of(user)

    async def _say(self, interaction: discord.Interaction[Any], outcome: Outcome, lang: str) -> None:
        words = self._engine.library.replies
        card = outcome.reply
        if outcome.refused:
            card = Card(body=outcome.refused)
        elif card is None and interaction.type is discord.InteractionType.component and not interaction.response.is_done():
            await interaction.response.defer()
            return
        card = card or Card(body=words.text("common.done", lang))
        shown = cards.view(card)
        given: dict[str, Any] = {"embed": cards.embed(card, self._trusted), "allowed_mentions": discord.AllowedMentions.none()}
        if shown is not None:
            given["view"] = shown
        if outcome.files:
            veiled = any(field.veiled for field in card.fields)
            given["files"] = [discord.File(io.BytesIO(file.content), file.name, spoiler=veiled) for file in outcome.files]
        if interaction.response.is_done():
            await interaction.followup.send(ephemeral=outcome.private or bool(outcome.refused), **given)
        else:
            await interaction.response.send_message(ephemeral=outcome.private or bool(outcome.refused), **given)

    async def _remember(self, person: str, lang: str) -> None:
        """Their notes are in that language from now on, also after a restart; what they choose themselves goes before it."""
        async with self._engine.database.write() as tx:
            await people.choose(tx, person, people.HEARD_LANG, lang)

    async def _complete(self, interaction: discord.Interaction[Any], data: Mapping[str, Any]) -> None:
        """What comes too late is no choice at all; the member can still type."""
        group = str(data.get("name", ""))
        options: list[dict[str, Any]] = list(data.get("options", ()))
        inner = next((one for one in options if one.get("type") == _SUBCOMMAND), _NO_OPTION)
        focused = next((one for one in inner.get("options", ()) if one.get("focused")), None)
        found: list[tuple[str, str]] = []
        person = self._directory.of(interaction.user)
        if focused is not None:
            try:
                async with asyncio.timeout(_COMPLETION):
                    name, typed = f"{group} {inner['name']}", str(focused.get("value", ""))
                    place = self._place(interaction, person)
                    found = list(await self._engine.complete(person, place, name, str(focused["name"]), typed))
            except (Refusal, TimeoutError):
                found = []
        number = focused is not None and focused.get("type") == 4
        choices = [
            discord.app_commands.Choice(name=shortened(label, 100), value=int(value) if number else value)
            for value, label in found[:_MOST_CHOICES]
        ]
        await interaction.response.autocomplete(choices)

    # What was given

    def _named(self, data: Mapping[str, Any]) -> tuple[str, dict[str, str]]:
        """A command's two words and its arguments; a menu's command with what it was opened on."""
        if target := data.get("target_id"):
            kind = Kind.MESSAGE if data.get("type") == 3 else Kind.PERSON
            for command in self._engine.commands.values():
                name = menu_argument(command, kind)
                if name is not None and menu_name(command, self._engine.library.replies) == data.get("name"):
                    return command.name, {name: self._target(kind, int(target))}
            return str(data.get("name", "")), {}
        group = str(data.get("name", ""))
        for option in data.get("options", ()):
            if option.get("type") == _SUBCOMMAND:
                name = f"{group} {option['name']}"
                given = {str(one["name"]): _text(one["value"]) for one in option.get("options", ())}
                return name, self._read(name, given)
        return group, {}

    def _target(self, kind: Kind, target: int) -> str:
        return message_id(target) if kind is Kind.MESSAGE else self._directory.binding.accounts.person(target)

    def _read(self, name: str, given: Mapping[str, str]) -> dict[str, str]:
        """Discord's ids and links as ours; all else as it was written."""
        command = self._engine.commands.get(name)
        return {argument: self._value(command, argument, value) for argument, value in given.items()}

    def _value(self, command: Command | None, name: str, value: str) -> str:
        kind = next((one.kind for one in command.arguments if one.name == name), None) if command is not None else None
        if kind is Kind.PERSON and value.isdecimal():
            return self._directory.binding.accounts.person(int(value))
        if kind is Kind.MESSAGE:
            return message_named(value) or value
        return value

    def _place(self, interaction: discord.Interaction[Any], person: Person) -> Place:
        channel = interaction.channel
        if interaction.guild_id is None or channel is None:
            return self._directory.talk_with(person.id)
        if isinstance(channel, discord.Thread):
            return self._directory.place(channel.parent_id, channel.id)
        return self._directory.place(channel.id)


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
