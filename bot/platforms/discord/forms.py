"""Forms: a modal for the arguments that are missing, and what was written into one.

https://discord.com/developers/docs/components/reference#label
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import discord

from bot.cog import Argument, Command, Kind
from bot.knowledge.library import Library
from bot.platforms.discord import links
from bot.platforms.discord.wording import shortened

_MOST: Final = 5
_TITLE, _LABEL, _OPTION = 45, 45, 100
_CLAUSE: Final = re.compile(r"[;:,.]? \(|[;:,.] |(?<=[?!]) ")
_SHORTEST: Final = 12
_LONG: Final = 4000
_SHORT: Final = 200


def form(
    command: Command, missing: Sequence[Argument], given: Mapping[str, str], library: Library, lang: str
) -> discord.ui.Modal:
    """What is required comes first; beyond five, optional ones are left out. Raises ValueError where `given` is too long."""
    custom_id = links.encode(command.name, given)
    if custom_id is None:
        raise ValueError("what is given already does not fit into a form's id")
    title = brief(library.replies.text(f"{command.key}.summary", lang), _TITLE)
    modal = discord.ui.Modal(title=title, custom_id=custom_id)
    for argument in sorted(missing, key=lambda one: not one.required)[:_MOST]:
        label = brief(library.replies.text(f"argument.{argument.name}", lang), _LABEL)
        modal.add_item(discord.ui.Label(text=label, component=_input(argument, library, lang)))
    modal.stop()  # heard like every interaction: nothing in memory waits for it
    return modal


def brief(text: str, most: int) -> str:
    """What is too long ends where its last clause that fits does, rather than within a word."""
    if len(text) <= most:
        return text
    ends = [found.start() for found in _CLAUSE.finditer(text) if _SHORTEST <= found.start() <= most]
    return text[: ends[-1]] if ends else text[: most - 1].rsplit(" ", 1)[0] + "…"


def _input(argument: Argument, library: Library, lang: str) -> discord.ui.Item[Any]:
    options = _options(argument, library, lang)
    if options:
        return discord.ui.Select(
            custom_id=argument.name, options=options, min_values=int(argument.required), required=argument.required
        )
    if argument.kind is Kind.PERSON:
        return discord.ui.UserSelect(custom_id=argument.name, required=argument.required, min_values=int(argument.required))
    if argument.kind is Kind.CHANNEL:
        return discord.ui.ChannelSelect(custom_id=argument.name, required=argument.required, min_values=int(argument.required))
    long = argument.kind is Kind.LONG_TEXT
    return discord.ui.TextInput(
        custom_id=argument.name,
        style=discord.TextStyle.paragraph if long else discord.TextStyle.short,
        required=argument.required,
        max_length=_LONG if long else _SHORT,
    )


def _options(argument: Argument, library: Library, lang: str) -> list[discord.SelectOption]:
    words = library.replies
    named: Sequence[tuple[str, str]] = ()
    if argument.choices:
        named = [(value, words.text(f"choice.{argument.name}.{value}", lang)) for value in argument.choices]
    elif argument.kind is Kind.YES_NO:
        named = [("true", words.text("common.yes", lang)), ("false", words.text("common.no", lang))]
    elif argument.kind is Kind.CONDITION:
        named = sorted(library.conditions.items(), key=lambda one: one[1])
    return [discord.SelectOption(value=value, label=shortened(label, _OPTION)) for value, label in named[:25]]


def written(data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Name and raw value of every input that was filled in."""
    for outer in data.get("components", ()):
        inner = [outer["component"]] if "component" in outer else outer.get("components", [])
        for one in inner:
            value = one["values"][0] if one.get("values") else one.get("value", "")
            if value:
                yield one["custom_id"], str(value)
