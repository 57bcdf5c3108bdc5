"""What moderators made of alarms: what rules and models are tuned by. A label with no text, unless its author agreed."""

from datetime import datetime
from typing import Any

from bot.core.case import Case
from bot.store import cases, evidence, people
from bot.store.database import Transaction
from bot.store.tables import verdict

CONSENT = "training"
"""The preference by which an author agrees that their words, sealed under their key, may teach the program."""


async def of_case(tx: Transaction, case: Case, *, false_alarm: bool, now: datetime) -> None:
    """Keep for each finding of the case's messages whether it was right."""
    for message in await cases.messages(tx, case.id):
        judged = await evidence.judged(tx, message.message)
        rules = sorted({found["why"]["rule"] for found in judged["findings"]}) if judged else []
        row_id = f"{case.id}:{message.message}"
        row: dict[str, Any] = {
            "id": row_id,
            "at": now,
            "label": message.label,
            "value": message.value,
            "rules": rules,
            "false_alarm": int(false_alarm),
            "subject": None,
            "sealed": None,
        }
        if (await people.chosen(tx, case.person)).get(CONSENT) == "yes":
            said = next((item for item in await evidence.of_case(tx, case.id) if item.message == message.message), None)
            if said is not None and said.text is not None and said.author == case.person:
                row |= {"subject": case.person, "sealed": await tx.seal(case.person, said.text, verdict, row_id, now)}
        await tx.upsert(verdict, row)
