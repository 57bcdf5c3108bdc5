"""The last section of docs/discord.md: every picture of the story, with words for those who cannot see it."""

from collections.abc import Sequence
from typing import Final

from tests.discord.pictures.page import Picture

HEADING: Final = "## How it looks"
_OPENING: Final = """\
These pictures are drawn from what the program really sends. A story is played through the real client against a server that
speaks Discord's protocol, and each message is drawn as Discord's own apps draw it. People, numbers and the clinic are made up.
`python -m tests.discord.pictures docs/discord` draws them anew and writes this section; it needs Chromium.
"""


def section(pictures: Sequence[Picture]) -> str:
    parts = [f"### {each.heading}\n![{each.told}](discord/{each.name}.png)\n" for each in pictures]
    return "\n".join([f"{HEADING}\n{_OPENING}", *parts])


def with_section(manual: str, pictures: Sequence[Picture]) -> str:
    """The manual with that section in place of its last one; all above stays as it is."""
    above, _, _ = manual.partition(f"{HEADING}\n")
    return f"{above.rstrip()}\n\n{section(pictures)}"
