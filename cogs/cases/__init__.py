"""The moderators' queue: take the most urgent case, look at the evidence, reach the member, settle it.

Every step changes the case, its record and its card in one transaction; whoever comes second is told kindly who was first.
"""

from typing import Any

from bot.cog import STAFF, Cog, Command, Kind, nothing_to_erase
from bot.core.message import Role
from bot.store import cases
from bot.store.database import Transaction
from cogs.cases.arguments import HandOver, Hold, Invite, Look, Merge, Note, Nothing, OneCase, OnePerson, Open, Resolve
from cogs.cases.close import invite, merge, overdue, reopen, resolve, stale
from cogs.cases.open import open_case
from cogs.cases.proof import around, hold, lift, look
from cogs.cases.queue import about, mine, queue, resolved_cases, show, take_next
from cogs.cases.work import claim, colleagues, contact, hand_over, note, release, watch


async def _export(tx: Transaction, person: str) -> dict[str, Any]:
    """Cases about a person, without their text: that is exported with what is sealed under their key."""
    return {"cases": await cases.about_person(tx, person)}


_CLOCK: frozenset[Role] = frozenset()
_LEADS = frozenset({Role.ADMIN})

COG = Cog(
    "cases",
    nothing_to_erase,
    _export,
    commands=(
        Command("case list", STAFF, Nothing, queue, reads_only=True),
        Command("case mine", STAFF, Nothing, mine, reads_only=True),
        Command("case next", STAFF, Nothing, take_next),
        Command("case show", STAFF, OneCase, show, reads_only=True),
        Command("case about", STAFF, OnePerson, about, menu=Kind.PERSON, reads_only=True),
        Command("case open", STAFF, Open, open_case, menu=Kind.MESSAGE),
        Command("case claim", STAFF, OneCase, claim),
        Command("case release", STAFF, OneCase, release),
        Command("case contact", STAFF, OneCase, contact),
        Command("case handover", STAFF, HandOver, hand_over, {"person": colleagues}),
        Command("case note", STAFF, Note, note),
        Command("case watch", STAFF, OneCase, watch),
        Command("case evidence", STAFF, Look, look),
        Command("case invite", STAFF, Invite, invite),
        Command("case resolve", STAFF, Resolve, resolve),
        Command("case reopen", STAFF, OneCase, reopen, {"case": resolved_cases}),
        Command("case merge", STAFF, Merge, merge),
        Command("case hold", _LEADS, Hold, hold),
        Command("case lift", _LEADS, Hold, lift),
        Command("case stale", _CLOCK, OneCase, stale, at_clock=True, listed=False),
        Command("case overdue", _CLOCK, OneCase, overdue, at_clock=True, listed=False),
        Command("case around", _CLOCK, OneCase, around, at_clock=True, listed=False),
    ),
)
