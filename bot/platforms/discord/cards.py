"""A card as an embed with buttons, within Discord's limits.

https://discord.com/developers/docs/resources/message#embed-object-embed-limits
"""

import re
from typing import Any, Final

import discord

from bot.core.card import Button, Card, Field, Tone
from bot.platforms.discord import links
from bot.platforms.discord.wording import Trusted, as_code, in_parts, plain, shortened

_TITLE, _DESCRIPTION, _NAME, _VALUE, _FIELDS, _TOTAL = 256, 4096, 256, 1024, 25, 6000
_BUTTONS, _LABEL = 25, 80
_BLANK: Final = "\u200b"
_COLOURS: Final = {Tone.PLAIN: 0x4F6D7A, Tone.CARE: 0x2A9D8F, Tone.CAUTION: 0xE9A23B, Tone.URGENT: 0xC8313E, Tone.DONE: 0x4C956C}


class CommandButton(discord.ui.DynamicItem[discord.ui.Button[Any]], template=links.TEMPLATE):
    """One class for every button there is. What pressing it does is decided where all interactions are heard."""

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> "CommandButton":
        return cls(item)  # type: ignore[arg-type]

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Heard by `on_interaction`, like commands and forms."""


def embed(card: Card, trusted: Trusted = lambda address: False) -> discord.Embed:
    """An approved article's words pass byte for byte; all else is plain text. What is too long is cut with a sign."""
    body = card.body if card.cites else plain(card.body, trusted)
    shown = discord.Embed(
        title=shortened(plain(card.title), _TITLE) or None,
        description=shortened(body, _DESCRIPTION) or None,
        colour=_COLOURS[card.tone],
    )
    room = _TOTAL - len(shown.title or "") - len(shown.description or "")
    for name, value in _fields(card, trusted):
        if len(shown.fields) == _FIELDS or len(name) + len(value) > room:
            break
        shown.add_field(name=name, value=value, inline=False)
        room -= len(name) + len(value)
    return shown


def _fields(card: Card, trusted: Trusted) -> list[tuple[str, str]]:
    found = []
    for field in card.fields:
        name = shortened(plain(field.name), _NAME) or _BLANK
        for count, part in enumerate(_values(field, trusted)):
            found.append((name if count == 0 else _BLANK, part))
    return found


def _values(field: Field, trusted: Trusted) -> list[str]:
    """Texts to copy stand in a block, hard ones behind a spoiler."""
    if not (field.copy or field.veiled):
        return [part or _BLANK for part in in_parts(plain(field.value, trusted), _VALUE)]
    marks = len(as_code("")) + (4 if field.veiled else 0) + 16
    parts = [as_code(part) for part in in_parts(field.value, _VALUE - marks)]
    return [f"||{part}||" for part in parts] if field.veiled else parts


def view(card: Card) -> discord.ui.View | None:
    """The card's buttons; None where it has none."""
    shown = discord.ui.View(timeout=None)
    for number, button in enumerate(card.buttons[:_BUTTONS]):
        if (item := _button(button, first=number == 0)) is not None:
            shown.add_item(item)
    return shown if shown.children else None


def _button(button: Button, *, first: bool) -> CommandButton | None:
    custom_id = links.encode(button.command, button.args)
    if custom_id is None:
        return None
    style = (
        discord.ButtonStyle.danger if button.danger else discord.ButtonStyle.primary if first else discord.ButtonStyle.secondary
    )
    return CommandButton(discord.ui.Button(label=shortened(button.label, _LABEL), custom_id=custom_id, style=style))
