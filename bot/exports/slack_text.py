"""Slack's message text as people see it.

Slack escapes `&`, `<` and `>` alone, and puts references between angle brackets: `<@U1>`, `<#C1|name>`, `<!here>`,
`<!subteam^S1|@name>`, `<!date^1^{date}|fallback>`, `<https://x|label>` (docs.slack.dev, "Formatting message text").
"""

import re
from typing import Final

from bot.exports.people import People

_REFERENCE: Final = re.compile(r"<([^<>\n]{1,3000})>")
_SCHEME: Final = re.compile(r"^(?:https?://|mailto:|tel:)")


def readable(text: str, people: People) -> str:
    """The text with its references written out. Members become handles that identify nobody."""
    if "<" in text:
        text = _REFERENCE.sub(lambda found: _written_out(found[1], people), text)
    if "&" in text:
        text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    return text


def _written_out(reference: str, people: People) -> str:
    target, _, label = reference.partition("|")
    match target[:1]:
        case "@":
            return people.mention(f"slack:{target[1:]}")
        case "#":
            return f"#{label or 'channel'}"
        case "!":
            return _special(target[1:], label)
        case _:
            return _link(target, label)


def _special(target: str, label: str) -> str:
    if target.startswith("date^"):
        return label or "some day"
    return label if label.startswith("@") else f"@{label or target.partition('^')[0]}"


def _link(target: str, label: str) -> str:
    """The label, and the address where the label says something else."""
    bare = _SCHEME.sub("", target)
    if not label or label == target:
        return bare if target.startswith(("mailto:", "tel:")) else target
    if label.rstrip("/") == bare.rstrip("/") or target.startswith(("mailto:", "tel:")):
        return label if label != bare.rstrip("/") or not target.startswith("http") else target
    return f"{label} ({target})"
