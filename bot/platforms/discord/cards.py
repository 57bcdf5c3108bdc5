"""A card as an embed with buttons, within Discord's limits.

https://discord.com/developers/docs/resources/message#embed-object-embed-limits
"""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Final

import discord

from bot.core.card import Button, Card, Field, Tone
from bot.platforms.discord import links
from bot.platforms.discord.wording import Trusted, as_code, in_parts, plain, shortened, unfenced, unspoiled, veiled

_TITLE, _DESCRIPTION, _NAME, _VALUE, _FIELDS, _TOTAL = 256, 4096, 256, 1024, 25, 6000
_BUTTONS, _LABEL = 25, 80
_A_ROW, _ROWS = 5, 5
_ROW_WIDTH, _BUTTON_WIDTH, _LETTER_WIDTH = 640, 36, 7.5
"""About what a window of usual size holds, in pixels: a row that is wider wraps raggedly."""
_SHORT_NAME, _SHORT_VALUE = 32, 36
_BLANK: Final = "\u200b"
_CUT: Final = "…"
_COLOURS: Final = {Tone.PLAIN: 0x5B7F95, Tone.CARE: 0x259A8C, Tone.CAUTION: 0xC47A12, Tone.URGENT: 0xD83A47, Tone.DONE: 0x3E9B63}
"""Each stands out from the embed in Discord's dark and light themes alike."""
_MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d UTC")
_SOURCE: Final = re.compile(r"(?P<name>[^\[\]\n]*[^\[\]\s]) (?P<address>https?://[^\s()<>]+)")


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
    room = _TOTAL - len(shown.title or "") - len(shown.description or "") - len(_CUT)
    for name, value, short in _fields(card, trusted):
        if len(shown.fields) == _FIELDS or len(name) + len(value) > room:
            shown.set_footer(text=_CUT)
            break
        shown.add_field(name=name, value=value, inline=short)
        room -= len(name) + len(value)
    return shown


def _fields(card: Card, trusted: Trusted) -> list[tuple[str, str, bool]]:
    """Names and values, and whether each is so short that Discord may set it beside others like it."""
    found = []
    for field in card.fields:
        name = shortened(plain(field.name), _NAME) or _BLANK
        short = _is_short(field)
        for count, part in enumerate(_values(field, trusted, linked=bool(card.cites))):
            found.append((name if count == 0 else _BLANK, part, short))
    return found


def _is_short(field: Field) -> bool:
    if field.copy or field.veiled or any(mark in field.value for mark in ("\n", "://", " · ")):
        return False  # addresses and ways to reach somebody are looked for down the card, not across
    return len(field.name) <= _SHORT_NAME and len(field.value) <= _SHORT_VALUE


def _values(field: Field, trusted: Trusted, *, linked: bool = False) -> list[str]:
    """Texts to copy stand in a block, hard ones behind a spoiler. `linked`: sources are links by name."""
    if not (field.copy or field.veiled):
        if (moment := _in_readers_zone(field.value)) is not None:
            return [moment]
        if linked and len(links_by_name := "\n".join(_source(line, trusted) for line in field.value.split("\n"))) <= _VALUE:
            return [links_by_name or _BLANK]
        return [part or _BLANK for part in _plain_parts(field.value, trusted)]
    inert = unfenced(unspoiled(field.value) if field.veiled else field.value)
    parts = [as_code(part) for part in in_parts(inert, _VALUE - len(veiled(as_code(""))))]
    return [veiled(part) for part in parts] if field.veiled else parts


def _plain_parts(text: str, trusted: Trusted) -> list[str]:
    """Cut first and escaped then, for what follows a cut begins a line."""
    shown = plain(text, trusted)
    if len(shown) <= _VALUE:
        return [shown]
    return [part for half in in_parts(text, min(_VALUE, len(text) // 2 + 1)) for part in _plain_parts(half, trusted)]


def _in_readers_zone(value: str) -> str | None:
    """A moment as Discord shows it: in the zone and language of whoever reads, and how far away it is."""
    if not _MOMENT.fullmatch(value):
        return None
    try:
        at = datetime.strptime(value, "%Y-%m-%d %H:%M UTC").replace(tzinfo=UTC)
    except ValueError:
        return None  # it looks like one, and somebody may have typed it
    return f"<t:{at.timestamp():.0f}:f>\n<t:{at.timestamp():.0f}:R>"


def _source(line: str, trusted: Trusted) -> str:
    source = _SOURCE.fullmatch(line)
    if source is None or not trusted(source["address"]):
        return plain(line, trusted)
    return f"[{plain(source['name'])}]({source['address']})"


def view(card: Card) -> discord.ui.View | None:
    """The card's buttons; None where it has none."""
    urged = _urged(card.buttons)
    made = [(button, item) for button in card.buttons[:_BUTTONS] if (item := _button(button, urged=button is urged)) is not None]
    shown = discord.ui.View(timeout=None)
    for row, items in enumerate(_rows(made)):
        for each in items:
            each.row = row
            shown.add_item(each)
    return shown if shown.children else None


def _urged(buttons: Sequence[Button]) -> Button | None:
    """The first, in the strong colour. Where several do the same they are a choice, and none of them is urged."""
    commands = Counter(button.command for button in buttons)
    return buttons[0] if buttons and max(commands.values()) == 1 else None


def _rows(made: Sequence[tuple[Button, CommandButton]]) -> list[list[CommandButton]]:
    """What belongs together stands in a row of its own, and no row is too wide; unless Discord's five rows would not do."""
    commands = Counter(button.command for button, _ in made)
    rows: list[list[CommandButton]] = []
    width, before = 0.0, ""
    for button, item in made:
        # A choice is a group, and otherwise a feature is one: ways to help never stand among other things.
        group = button.command if commands[button.command] > 1 else button.command.partition(" ")[0]
        wide = _BUTTON_WIDTH + _LETTER_WIDTH * len(item.item.label or "")
        if not rows or group != before or len(rows[-1]) == _A_ROW or width + wide > _ROW_WIDTH:
            rows.append([])
            width = 0.0
        rows[-1].append(item)
        width, before = width + wide, group
    items = [item for _, item in made]
    return rows if len(rows) <= _ROWS else [items[start : start + _A_ROW] for start in range(0, len(items), _A_ROW)]


def _button(button: Button, *, urged: bool) -> CommandButton | None:
    custom_id = links.encode(button.command, button.args)
    if custom_id is None:
        return None
    style = (
        discord.ButtonStyle.danger if button.danger else discord.ButtonStyle.primary if urged else discord.ButtonStyle.secondary
    )
    return CommandButton(discord.ui.Button(label=shortened(button.label, _LABEL), custom_id=custom_id, style=style))
