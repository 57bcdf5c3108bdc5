"""Counts of shadow mode on both databases: added up, and destroyed when their time is over."""

from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from bot.store import trials
from bot.store.database import Database

DAY = date(2026, 11, 24)
PEER = "advice.peer case author"


async def test_one_row_for_each_pair_and_day(database: Database) -> None:
    async with database.write() as tx:
        for day, live, shadow in ((24, "", ""), (24, "", ""), (24, "", PEER), (25, "", "")):
            await trials.count(tx, "x", DAY.replace(day=day), "general", live, shadow)
        await trials.count(tx, "x", DAY, "mood", PEER, PEER)
        await trials.count(tx, "y", DAY, "mood", PEER, "")
    async with database.read() as tx:
        rows = (await tx.connection.execute(text("SELECT count(*) FROM trial_count"))).scalar_one()
        kept = await trials.counted(tx, "x")
        nothing = await trials.counted(tx, "z")
    assert rows == 5
    assert (kept.first, kept.last) == (DAY, DAY.replace(day=25))
    assert kept.channels == {"general": {("", ""): 3, ("", PEER): 1}, "mood": {(PEER, PEER): 1}}
    assert nothing == trials.Counted()


async def test_a_count_that_fails_leaves_the_transaction_usable(database: Database) -> None:
    async with database.write() as tx:
        await trials.count(tx, "x", DAY, "general", "", "")
        with pytest.raises(IntegrityError):
            await trials.count(tx, "x", DAY, "general", "", None)  # type: ignore[arg-type]  # what the database refuses
        await trials.count(tx, "x", DAY, "general", "", "")
    async with database.read() as tx:
        assert (await trials.counted(tx, "x")).channels == {"general": {("", ""): 2}}


async def test_earlier_days_are_destroyed_of_ended_trials_too(database: Database) -> None:
    async with database.write() as tx:
        await trials.count(tx, "ended", DAY.replace(day=1), "general", "", "")
        await trials.count(tx, "x", DAY, "general", "", "")
        await trials.destroy_before(tx, DAY)
    async with database.read() as tx:
        assert (await trials.counted(tx, "ended")).first is None
        assert (await trials.counted(tx, "x")).first == DAY
