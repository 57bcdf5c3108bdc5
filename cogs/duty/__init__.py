"""Duty: the rota with its swaps and hand-overs, and what keeps those who do the work well."""

from typing import Any

from bot.cog import STAFF, Cog, Command
from bot.core.message import Role
from bot.store import rota
from bot.store.database import Transaction
from cogs.duty.arguments import AddShift, Debrief, EndOfTurn, HandOver, Nothing, OneShift, PauseFor, Quiet, Swap
from cogs.duty.people import colleagues
from cogs.duty.shifts import add, ends, now, plan, remove, shift_numbers, swap
from cogs.duty.wellbeing import debrief, hand_over, load, pause, quiet, resume

_CLOCK: frozenset[Role] = frozenset()
_LEADS = STAFF | {Role.ADMIN}
_PERSON = {"person": colleagues}
_SHIFT = {"shift": shift_numbers}


async def _erase(tx: Transaction, person: str, at: object) -> None:
    await rota.forget(tx, person)


async def _export(tx: Transaction, person: str) -> dict[str, Any]:
    """The shifts that a person works; pauses and quiet hours are among what they chose."""
    return {"shifts": [shift.id for shift in await rota.shifts(tx) if shift.person == person]}


COG = Cog(
    "duty",
    _erase,
    _export,
    commands=(
        Command("duty now", _LEADS, Nothing, now, reads_only=True),
        Command("duty add", _LEADS, AddShift, add, _PERSON),
        Command("duty remove", _LEADS, OneShift, remove, _SHIFT),
        Command("duty swap", _LEADS, Swap, swap, {**_PERSON, **_SHIFT}),
        Command("duty handover", STAFF, HandOver, hand_over, _PERSON),
        Command("duty pause", STAFF, PauseFor, pause),
        Command("duty resume", STAFF, Nothing, resume),
        Command("duty quiet", STAFF, Quiet, quiet),
        Command("duty load", STAFF, Nothing, load, reads_only=True),
        Command("duty plan", _CLOCK, Nothing, plan, at_clock=True, listed=False),
        Command("duty ends", _CLOCK, EndOfTurn, ends, at_clock=True, listed=False),
        Command("duty debrief", _CLOCK, Debrief, debrief, at_clock=True, listed=False),
    ),
    daily=("duty plan",),
)
