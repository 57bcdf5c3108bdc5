"""Discord's marks in a text, as words: numbers of accounts and channels must not be taken for identifiers, nor shown.

https://discord.com/developers/docs/reference#message-formatting
"""

import re
from collections.abc import Callable
from typing import Final

_MARK: Final = re.compile(r"<(?P<kind>@[!&]?|#|a?:\w{1,40}:|t:|id:|/[^:<>]{1,100}:)(?P<id>-?[\w:]{1,40})>")


def spoken(text: str, own: int, channel_name: Callable[[int], str | None]) -> str:
    """As a person would read it aloud: whoever is called by their account is a member, and the bot is called by its name."""

    def word(mark: re.Match[str]) -> str:
        kind, rest = mark["kind"], mark["id"]
        if kind in {"@", "@!"}:
            return "@carecircle" if rest == str(own) else "@member"
        if kind == "@&":
            return "@group"
        if kind == "#":
            return f"#{(channel_name(int(rest)) if rest.isdecimal() else None) or 'channel'}"
        if kind.strip("a").startswith(":"):
            return kind.strip("a")
        return kind.removesuffix(":") if kind.startswith("/") else ""

    return _MARK.sub(word, text).strip()
