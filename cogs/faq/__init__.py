"""Answers from the clinic's approved content: the right article, a choice of three, or an honest "I don't know"."""

from datetime import datetime
from typing import Any

from bot.cog import CLINICIANS, EVERYBODY, STAFF, Cog, Command, Kind
from bot.store import articles
from bot.store.database import Transaction
from cogs.faq.arguments import Ask, Gaps, OneMessage, PostAnswer, Show
from cogs.faq.asking import ask, gaps, listen, show
from cogs.faq.by_hand import post, suggest


async def _erase(tx: Transaction, person: str, now: datetime) -> None:
    await articles.erase_asker(tx, person)


async def _export(tx: Transaction, person: str) -> dict[str, Any]:
    return {"answers": await articles.answers_to(tx, person)}


_TEAM = STAFF | CLINICIANS

COG = Cog(
    "faq",
    _erase,
    _export,
    commands=(
        Command("faq ask", EVERYBODY, Ask, ask),
        Command("faq show", EVERYBODY, Show, show),
        Command("faq gaps", CLINICIANS, Gaps, gaps, reads_only=True),
        Command("faq suggest", _TEAM, OneMessage, suggest, menu=Kind.MESSAGE, reads_only=True),
        Command("faq post", _TEAM, PostAnswer, post, listed=False),
    ),
    listeners=(listen,),
)
