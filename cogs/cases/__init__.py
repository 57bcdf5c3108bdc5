"""The moderators' queue: take the most urgent case, look at the evidence, reach the member, settle it.

Every step changes the case, its record and its card in one transaction; whoever comes second is told kindly who was first.
"""

from typing import Any

from bot.cog import STAFF, Cog, Command, nothing_to_erase
from bot.core.message import Role
from bot.store import cases
from bot.store.database import Transaction
from cogs.cases.arguments import HandOver, Hold, Invite, Look, Merge, Note, Nothing, OneCase, Resolve
from cogs.cases.close import invite, merge, overdue, reopen, resolve, stale
from cogs.cases.proof import around, hold, lift, look
from cogs.cases.queue import mine, open_cases, queue, show, take_next
from cogs.cases.work import claim, colleagues, contact, hand_over, note, release, watch


async def _export(tx: Transaction, person: str) -> dict[str, Any]:
    """Cases about a person, without their text: that is exported with what is sealed under their key."""
    return {"cases": await cases.about_person(tx, person)}


_CASE = {"case": open_cases}
_CLOCK: frozenset[Role] = frozenset()
_LEADS = frozenset({Role.ADMIN})

COG = Cog(
    "cases",
    nothing_to_erase,
    _export,
    commands=(
        Command("case list", STAFF, Nothing, queue),
        Command("case mine", STAFF, Nothing, mine),
        Command("case next", STAFF, Nothing, take_next),
        Command("case show", STAFF, OneCase, show, _CASE),
        Command("case claim", STAFF, OneCase, claim, _CASE),
        Command("case release", STAFF, OneCase, release, _CASE),
        Command("case contact", STAFF, OneCase, contact, _CASE),
        Command("case handover", STAFF, HandOver, hand_over, {**_CASE, "person": colleagues}),
        Command("case note", STAFF, Note, note, _CASE),
        Command("case watch", STAFF, OneCase, watch, _CASE),
        Command("case evidence", STAFF, Look, look, _CASE),
        Command("case invite", STAFF, Invite, invite, _CASE),
        Command("case resolve", STAFF, Resolve, resolve, _CASE),
        Command("case reopen", STAFF, OneCase, reopen),
        Command("case merge", STAFF, Merge, merge, {**_CASE, "into": open_cases}),
        Command("case hold", _LEADS, Hold, hold, _CASE),
        Command("case lift", _LEADS, Hold, lift, _CASE),
        Command("case stale", _CLOCK, OneCase, stale, at_clock=True, listed=False),
        Command("case overdue", _CLOCK, OneCase, overdue, at_clock=True, listed=False),
        Command("case around", _CLOCK, OneCase, around, at_clock=True, listed=False),
    ),
)
