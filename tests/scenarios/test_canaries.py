"""Personal data stays where it must (promise 5): unique identifiers go through every path, then everything is searched."""

import json
import logging
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot.knowledge.library import Library
from bot.store.database import Database
from bot.store.seal import MasterKey
from bot.store.tables import audit
from tests.town import town

COUNT = 120


def canary(number: int) -> str:
    return f"qz{number:04d}canary"


def texts(number: int) -> str:
    word = canary(number)
    return (
        f"quiet words {word}",
        f"call me on 07700 900{number % 1000:03d}, {word}",
        f"{word} I want to kill myself tonight",
        f"I'm pretty sure I have lupus {word}",
        f"@carecircle what about {word} and tractors?",
        f"stop taking your warfarin {word}, you don't need it",
    )[number % 6]


async def test_no_canary_is_found_outside_of_sealed_columns(
    tmp_path: Path, library: Library, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        async with town(tmp_path, library, MasterKey.new()) as here:
            here.world.faults |= {"direct_closed": 5, "refuse": 3}
            for number in range(COUNT):
                said = await here.talk.say("ana" if number % 2 else "ben", "mood", texts(number), None, f"e{number}", ())
                if number % 10 == 0:
                    await here.talk.edit("ben", said, texts(number) + " edited")
            await here.settle()
            await here.sam.does("case note", case="1", note=f"a note {canary(9001)}")
            await here.ana.does("faq ask", question=f"a question {canary(9002)}")
            await here.ana.does("no such", text=canary(9003))
            await here.sam.does("case resolve", case="1", outcome=canary(9004))
            metrics = here.parts.metrics.render()
            record = json.dumps([dict(row._mapping) for row in await _rows(here.parts.database)], default=str)
    held = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    for number in (*range(COUNT), 9001, 9002, 9003, 9004):
        word = canary(number)
        assert word.encode() not in held
        assert word not in caplog.text
        assert word not in metrics
        assert word not in record
    assert b"07700" not in held
    assert "07700" not in record
    assert '"opened"' in record


async def _rows(database: Database) -> list[Any]:
    async with database.read() as tx:
        return list((await tx.connection.execute(select(audit))).all())
