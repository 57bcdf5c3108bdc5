"""A minimal bot on the real client, with one of everything: for the tests of the server itself."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Self

import discord
from discord import app_commands

from tests.discord.client import pointed_at, running, unhurried
from tests.discord.discord_server import DiscordServer


class Bot(discord.Client):
    """It keeps what it hears and answers "ping"; commands, a form, a menu and a button that survives restarts."""

    def __init__(self, intents: discord.Intents | None = None, **options: Any) -> None:
        mentions = discord.AllowedMentions.none()
        super().__init__(intents=intents or discord.Intents.all(), allowed_mentions=mentions, **options)
        self.tree = app_commands.CommandTree(self)
        self.heard: list[discord.Message] = []
        self.gate = asyncio.Event()
        """What slow commands wait for."""
        add_commands(self)

    async def setup_hook(self) -> None:
        self.add_dynamic_items(Claim)

    async def on_message(self, message: discord.Message) -> None:
        if message.author == self.user:
            return
        self.heard.append(message)
        if message.content == "ping":
            await message.reply("pong")

    @property
    def texts(self) -> list[str]:
        return [message.content for message in self.heard]


class Claim(discord.ui.DynamicItem[discord.ui.Button[Any]], template=r"claim:(?P<case>\d+)"):
    def __init__(self, case: str) -> None:
        super().__init__(discord.ui.Button(label="Claim", custom_id=f"claim:{case}"))
        self.case = case

    @classmethod
    async def from_custom_id(cls, interaction: Any, item: Any, match: Any, /) -> Self:
        return cls(match["case"])

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        embed = discord.Embed(title=f"Case {self.case} is yours")
        await interaction.response.edit_message(content="claimed", embed=embed, view=None)


class Note(discord.ui.Modal, title="A note"):
    note: discord.ui.Label[Any] = discord.ui.Label(
        text="Your note", component=discord.ui.TextInput(style=discord.TextStyle.long, min_length=3)
    )

    async def on_submit(self, interaction: discord.Interaction[Any], /) -> None:
        assert isinstance(self.note.component, discord.ui.TextInput)
        await interaction.response.send_message(f"noted: {self.note.component.value}", ephemeral=True)


class Menu(discord.ui.View):
    @discord.ui.select(
        placeholder="How?", options=[discord.SelectOption(label="Well", value="w"), discord.SelectOption(label="So")]
    )
    async def how(self, interaction: discord.Interaction[Any], select: discord.ui.Select[Any]) -> None:
        await interaction.response.send_message(f"{interaction.user.name}: {select.values[0]}", ephemeral=True)


def add_commands(bot: Bot) -> None:
    case = app_commands.Group(
        name="case", description="Cases", default_permissions=discord.Permissions(manage_messages=True), guild_only=True
    )

    @case.command(description="Take a case")
    async def claim(interaction: discord.Interaction[Any], number: app_commands.Range[int, 1, 99]) -> None:
        view = discord.ui.View(timeout=None)
        view.add_item(Claim(str(number)))
        await interaction.response.send_message(f"Case {number}", view=view)

    @case.command(description="Show a case")
    async def show(interaction: discord.Interaction[Any], title: str, how: app_commands.Choice[str] | None = None) -> None:
        await interaction.response.send_message(f"{title} {how.value if how else '-'}", ephemeral=True)

    show.autocomplete("title")(suggest)
    app_commands.choices(how=[app_commands.Choice(name="In short", value="short")])(show)
    bot.tree.add_command(case)

    @bot.tree.command(description="Who is that")
    async def who(interaction: discord.Interaction[Any], person: discord.Member, where: discord.TextChannel) -> None:
        await interaction.response.send_message(f"{person.display_name} in {where.name}", ephemeral=True)

    @bot.tree.command(description="Takes its time")
    async def slow(interaction: discord.Interaction[Any], private: bool = True) -> None:
        await interaction.response.defer(ephemeral=private, thinking=True)
        await bot.gate.wait()
        await interaction.followup.send("done")
        await interaction.followup.send("and more", ephemeral=True)

    @bot.tree.command(description="Says nothing in time")
    async def late(interaction: discord.Interaction[Any]) -> None:
        await bot.gate.wait()
        await interaction.response.send_message("too late")

    @bot.tree.command(description="A note")
    async def note(interaction: discord.Interaction[Any]) -> None:
        await interaction.response.send_modal(Note())

    @bot.tree.command(description="A choice")
    async def menu(interaction: discord.Interaction[Any]) -> None:
        await interaction.response.send_message("Choose", view=Menu())

    @bot.tree.context_menu(name="Report this message")
    async def report(interaction: discord.Interaction[Any], message: discord.Message) -> None:
        await interaction.response.send_message(f"reported: {message.content}", ephemeral=True)

    @bot.tree.context_menu(name="Open a case")
    async def open_case(interaction: discord.Interaction[Any], person: discord.Member) -> None:
        await interaction.response.send_message(f"about {person.name}", ephemeral=True)


async def suggest(interaction: discord.Interaction[Any], current: str) -> list[app_commands.Choice[str]]:
    titles = ("Sleep", "Sleep apnoea", "Food")
    return [app_commands.Choice(name=title, value=title.lower()) for title in titles if current.lower() in title.lower()]


@asynccontextmanager
async def bot(server: DiscordServer, intents: discord.Intents | None = None, **options: Any) -> AsyncIterator[Bot]:
    with pointed_at(server), unhurried():
        client = Bot(intents, **options)
        async with running(client, server):
            yield client
