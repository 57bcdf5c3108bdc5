"""What moderators may do about how a member behaves: warn, hide, pause, remove, ban; undo it; and a second look for
the member.

People decide, on a case, with a rule as the reason. Danger, self-disclosure and self-diagnosis never earn a strike, and a strike
fades.
"""

from collections.abc import Sequence
from typing import Any

from bot.cog import EVERYBODY, STAFF, Cog, Command, Context
from bot.core.case import CaseState
from bot.core.message import Role
from bot.store import cases, measures
from bot.store.database import Transaction
from cogs.measures.appeals import make, overturn, read_appeal, uphold
from cogs.measures.arguments import Appeal, Decide, Measured, OneCase, OneMeasure, Timed, Undo
from cogs.measures.deciders import Nothing, look
from cogs.measures.note import read
from cogs.measures.take import ban, hide, remove, time_out, warn
from cogs.measures.undo import show, undo


async def _export(tx: Transaction, person: str) -> dict[str, Any]:
    """A member's measures and appeals; what they wrote is exported with what is sealed under their key."""
    return {"measures": await measures.told(tx, person)}


async def _claimed(context: Context, typed: str) -> Sequence[tuple[str, str]]:
    """Completes the number of a case that the person has."""
    owner = context.actor.id if context.actor else ""
    mine = await cases.queue(context.tx, limit=25, states=(CaseState.CLAIMED,), owner=owner)
    number = typed.strip("# ")
    return [(str(one.id), f"{one.id} {context.name_of(one.person)}") for one in mine if number in str(one.id)]


_MINE = {"case": _claimed}
_DECIDES = STAFF | {Role.ADMIN}

COG = Cog(
    "measures",
    measures.erase,
    _export,
    commands=(
        Command("member show", _DECIDES, OneCase, show, _MINE, reads_only=True),
        Command("member warn", STAFF, Measured, warn, _MINE),
        Command("member hide", STAFF, Measured, hide, _MINE),
        Command("member timeout", STAFF, Timed, time_out, _MINE),
        Command("member remove", STAFF, Measured, remove, _MINE),
        Command("member ban", STAFF, Measured, ban, _MINE),
        Command("member undo", STAFF, Undo, undo, _MINE),
        Command("member note", EVERYBODY, OneMeasure, read, listed=False, reads_only=True),
        Command("appeal make", EVERYBODY, Appeal, make, listed=False),
        Command("appeal read", _DECIDES, OneCase, read_appeal),
        Command("appeal uphold", _DECIDES, Decide, uphold, _MINE),
        Command("appeal overturn", _DECIDES, Decide, overturn, _MINE),
        Command("appeal look", frozenset(), Nothing, look, at_clock=True, listed=False),
    ),
    daily=("appeal look",),
)
