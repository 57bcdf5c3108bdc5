"""A button's command and arguments in its `custom_id`, so that it works after any restart, in at most 100 characters.

https://discord.com/developers/docs/components/reference#anatomy-of-a-component
"""

from collections.abc import Mapping
from typing import Final
from urllib.parse import parse_qsl, quote, urlencode

from bot.core.card import Button

LONGEST: Final = 100
TEMPLATE: Final = r"cc\|(?P<command>[a-z_]+ [a-z_]+)\|(?P<args>.*)"


def encode(command: str, args: Mapping[str, str]) -> str | None:
    """None where it does not fit."""
    text = f"cc|{command}|{urlencode(sorted(args.items()), quote_via=quote, safe=':')}"
    return text if len(text) <= LONGEST else None


def decode(custom_id: str) -> Button | None:
    """A half-filled invocation; None for what is not ours."""
    mark, _, rest = custom_id.partition("|")
    command, separator, args = rest.partition("|")
    if mark != "cc" or not separator or command.count(" ") != 1:
        return None
    return Button("", command, dict(parse_qsl(args, keep_blank_values=True)))
