"""Web addresses that the clinic wrote: only these are links when the bot shows them."""

import re
from collections.abc import Iterator
from typing import Final

from bot.knowledge.library import Library

_ADDRESS: Final = re.compile(r"https?://[^\s<>\"')\]]+")


def addresses(library: Library) -> frozenset[str]:
    """Of articles, corrections, red flags, help lines and the playbook."""
    return frozenset(found.rstrip(".,;:") for text in _texts(library) for found in _ADDRESS.findall(text))


def _texts(library: Library) -> Iterator[str]:
    for article in library.articles:
        yield article.portal
        yield from (source.url for source in article.sources)
    for claim in library.claims:
        yield from (url for _, url in claim.sources)
    for flag in library.red_flags:
        yield from (url for _, url in flag.sources)
    for country in library.countries.values():
        for line in country.lines:
            yield from (line.source, line.call, line.text, line.chat)
    for jurisdiction in library.playbook.jurisdictions.values():
        yield from (duty.url for duty in (jurisdiction.adults, jurisdiction.children, jurisdiction.medicines))
