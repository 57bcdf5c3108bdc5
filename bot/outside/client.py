"""One guarded request over HTTP: a deadline for all of it, no redirects, nothing of it in a log."""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from ssl import SSLContext
from typing import Final
from urllib.parse import urlsplit

from bot.core.endpoint import loopback

_LOGGERS: Final = ("httpx", "httpcore")
"""They log whole addresses, and an address here often is a secret."""


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    retry_after: str = ""


async def request(
    method: str, address: str, deadline: float, content: bytes = b"", headers: Mapping[str, str] | None = None
) -> Answer:
    """The status decides; the body is not read. Raises `OSError` or, after `deadline` seconds, `TimeoutError`."""
    import httpx

    for name in _LOGGERS:
        logging.getLogger(name).setLevel(logging.WARNING)
    try:
        async with (
            asyncio.timeout(deadline),
            httpx.AsyncClient(
                verify=_trust(),
                timeout=None,  # noqa: S113 - the deadline above is for everything together
                follow_redirects=False,
                trust_env=not loopback(urlsplit(address).hostname or ""),  # a proxy has no business on this machine
            ) as client,
            client.stream(method, address, content=content, headers={"user-agent": "carecircle", **(headers or {})}) as response,
        ):
            return Answer(response.status_code, response.headers.get("retry-after", ""))
    except (httpx.HTTPError, httpx.InvalidURL, ImportError, ValueError) as error:  # the last two: a proxy it cannot use
        raise OSError(type(error).__name__) from None  # its own message may hold the address


@cache
def _trust() -> SSLContext:
    """Read once: it costs tens of milliseconds."""
    import httpx

    return httpx.create_ssl_context()
