"""What the bot posted, read back: a card as it was meant, a text as a reader takes it, what a form asks for."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from bot.cog import Argument, Kind
from bot.core.card import Card, Field
from bot.platforms.discord import links
from tests.discord.seen import Seen
from tests.discord.server.limits import inside

_MOMENT = re.compile(r"<t:(\d+):f>\n<t:\1:R>")


def card_of(seen: Seen) -> Card:
    """A card as it can be read back from what was posted."""
    (embed,) = seen.embeds
    fields: list[Field] = []
    for one in embed.get("fields") or ():
        name, value = as_read(one["name"]), as_read(one["value"])
        if name or not fields:
            fields.append(Field(name, value, veiled=one["value"].startswith("||")))
        else:  # a long text goes on
            fields[-1] = replace(fields[-1], value=f"{fields[-1].value}\n{value}")
    buttons = tuple(
        replace(button, label=part["label"])
        for _, part in inside(seen.components)
        if part["type"] == 2 and (button := links.decode(part["custom_id"])) is not None
    )
    return Card(as_read(embed.get("title") or ""), as_read(embed.get("description") or ""), tuple(fields), buttons)


def as_read(text: str) -> str:
    """As a reader takes it: without the marks that keep it plain, links with their address, moments as we write them."""
    text = _MOMENT.sub(lambda one: f"{datetime.fromtimestamp(int(one[1]), UTC):%Y-%m-%d %H:%M} UTC", text)
    text = re.sub(r"\[([^\[\]]+)\]\((https?://[^)]+)\)", r"\1 \2", text)
    text = re.sub(r"\\([^a-zA-Z0-9\s])", r"\1", text)
    return text.replace("\u200b", "").replace("```\n", "").replace("\n```", "").replace("||", "")


def argument(part: dict[str, Any]) -> Argument:
    """What a part of a form asks for."""
    asked = part.get("component") or part["components"][0]
    return Argument(asked["custom_id"], Kind.TEXT, bool(asked.get("required", True)))
