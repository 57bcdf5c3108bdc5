"""Coming in: the words that people agree to, their age, and the condition channels that they choose, all in private.

Nothing here stands between a person and help: without any answer they are looked after, and reach help lines and the team.
"""

from datetime import datetime
from typing import Any

from bot.cog import EVERYBODY, STAFF, Cog, Command
from bot.core.action import Membership
from bot.core.message import Role
from bot.store import consents
from bot.store.database import Transaction
from cogs.welcome.age import correct, say_age
from cogs.welcome.arguments import Correction, Newcomer, Nothing, OneCondition, Page, StatedAge, Sure, Words
from cogs.welcome.conditions import choices, join, leave, own_choices, show
from cogs.welcome.consent import agree, decline, start, withdraw
from cogs.welcome.contact import came_in, next_contact


async def _erase(tx: Transaction, person: str, now: datetime) -> None:
    await consents.erase(tx, person)


async def _export(tx: Transaction, person: str) -> dict[str, Any]:
    return await consents.export(tx, person)


async def _leaves(tx: Transaction, person: str, event: str) -> list[Membership]:
    """The access that goes with what is about to be forgotten."""
    places = [place for one in await consents.joined(tx, person) for place in one.places]
    return [Membership(f"{event}:out:{n}", person, place, member=False) for n, place in enumerate(places)]


COG = Cog(
    "welcome",
    _erase,
    _export,
    leaves=_leaves,
    commands=(
        Command("welcome start", EVERYBODY, Nothing, start),
        Command("welcome conditions", EVERYBODY, Page, show),
        Command("welcome join", EVERYBODY, OneCondition, join, {"condition": choices}),
        Command("welcome leave", EVERYBODY, OneCondition, leave, {"condition": own_choices}),
        Command("welcome withdraw", EVERYBODY, Sure, withdraw),
        Command("welcome agree", EVERYBODY, Words, agree, listed=False),
        Command("welcome decline", EVERYBODY, Words, decline, listed=False),
        Command("welcome age", EVERYBODY, StatedAge, say_age, listed=False),
        Command("welcome correct", STAFF, Correction, correct),
        Command("welcome person", frozenset[Role](), Newcomer, came_in, at_clock=True, listed=False),
    ),
    listeners=(next_contact,),
)
