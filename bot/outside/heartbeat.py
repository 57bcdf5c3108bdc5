"""The outside heartbeat: a service that hears nothing for minutes tells people that the program is dead or hangs."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Final

from bot.outside.client import request

EVERY: Final = 60.0
_DEADLINE: Final = 10.0
_log = logging.getLogger(__name__)


async def beat(address: str, sound: Callable[[], Awaitable[bool]], every: float = EVERY, deadline: float = _DEADLINE) -> None:
    """GET the address every `every` seconds while `sound` says yes in time, until cancelled.

    Raises nothing. An outage of the other side, or of this program, is logged once, at its start.
    """
    wrong = ""
    while True:
        said = await _trouble(address, sound, deadline)
        if said and not wrong:
            _log.error("no heartbeat: %s", said)
        wrong = said
        await asyncio.sleep(every)


async def _trouble(address: str, sound: Callable[[], Awaitable[bool]], deadline: float) -> str:
    """One beat; what was wrong, or nothing."""
    try:
        async with asyncio.timeout(deadline):
            if not await sound():
                return "timers are overdue"
    except Exception as error:
        return f"the program could not look at itself ({type(error).__name__})"
    try:
        answer = await request("GET", address, deadline)
    except (OSError, TimeoutError) as error:
        return f"the address could not be reached ({type(error).__name__})"
    return "" if 200 <= answer.status < 300 else f"the address answered {answer.status}"
