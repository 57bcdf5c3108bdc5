"""Plain text as Discord shows it: what a person wrote is never formatted, linked or made a mention in the bot's voice."""

import re
from collections.abc import Callable
from typing import Final

from discord.utils import escape_markdown, escape_mentions

_ADDRESS: Final = re.compile(r"(?i)([a-z][a-z0-9+.-]{1,20})://(?=\S)")
_INVITE: Final = re.compile(r"(?i)\b(discord)\.(gg|com)/")
_LINE_MARK: Final = re.compile(r"(?m)^(\s*\d*)(>|-#|-|#|\+|\.)(?=\s|>|$)")
"""What begins a quote, small print, a list or a heading, where the library leaves it as it is. Discord counts the numbers of a
list on from the first, and so would change what somebody wrote."""
_MARK: Final = re.compile(r"<(?=[@#:/]|a:|t:|id:)")
"""What begins a channel, command, emoji or moment that Discord would show in place of the letters."""
_ZERO_WIDTH: Final = "\u200b"

Trusted = Callable[[str], bool]
"""Whether an address stands in the clinic's own content."""


def plain(text: str, trusted: Trusted = lambda address: False) -> str:
    """Escaped, with addresses that the clinic did not write kept as text."""
    parts = []
    for word in re.split(r"(\s+)", text):
        if trusted(word.strip("()[]<>.,;")):
            parts.append(word)
        else:
            parts.append(_MARK.sub(r"\\<", escape_mentions(escape_markdown(unlinked(word)))))
    return _LINE_MARK.sub(r"\1\\\2", "".join(parts))


def unlinked(text: str) -> str:
    """The same letters to a reader, and no link to Discord."""
    return _INVITE.sub(rf"\1{_ZERO_WIDTH}.\2/", _ADDRESS.sub(rf"\1:{_ZERO_WIDTH}//", text))


def as_code(text: str) -> str:
    """A block that is copied as it is; no text can end it early."""
    return f"```\n{unfenced(text)}\n```"


def unfenced(text: str) -> str:
    """The same letters to a reader, and nothing that ends a block."""
    return re.sub("``(?=`)", f"``{_ZERO_WIDTH}", text)


def veiled(block: str) -> str:
    """Behind a spoiler; `block` was made of an `unspoiled` text."""
    return f"||{block}||"


def unspoiled(text: str) -> str:
    """The same letters to a reader, and nothing that ends a spoiler: Discord looks for that in blocks too."""
    return re.sub(r"\|(?=\|)", f"|{_ZERO_WIDTH}", text)


def shortened(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def in_parts(text: str, most: int) -> list[str]:
    """Pieces of at most `most` characters, cut at line ends or spaces where there are any."""
    parts = []
    while len(text) > most:
        cut = max(text.rfind("\n", 1, most), text.rfind(" ", most // 2, most))
        cut = cut if cut > 0 else most
        parts.append(text[:cut].rstrip())
        text = text[cut:].lstrip()
    return [*parts, text]
