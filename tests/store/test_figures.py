"""The figures as the database sums them up, compared with what the rows say, on either database."""

import math
import random
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from bot.core.case import CaseState, Outcome
from bot.core.decision import Human, Urgency
from bot.core.figures import Count, Figures, Share, Spread
from bot.store import audit, figures, pages
from bot.store.database import Database, Transaction
from bot.store.tables import case_file, verdict
from tests.fakes import HERE, NOW

SINCE = NOW - timedelta(days=30)
DUE = {"now": timedelta(minutes=5), "low": timedelta(days=2)}


async def case(tx: Transaction, number: int, opened: datetime, **more: Any) -> None:
    values = {
        "id": number,
        "community": HERE.community,
        "label": "privacy",
        "value": "self",
        "severity": int(Urgency.LOW),
        "human": int(Human.CASE),
        "state": CaseState.OPEN.value,
        "person": f"p{number}",
        "place": asdict(HERE),
        "message": f"m{number}",
        "opened_at": opened,
        "version": 1,
    }
    await tx.connection.execute(case_file.insert().values(values | more))


async def taken(tx: Transaction, number: int, at: datetime) -> None:
    await audit.record(tx, "sam", "claimed", at, number)


async def found(database: Database, until: datetime = NOW) -> Figures:
    async with database.read() as tx:
        return await figures.between(tx, until - timedelta(days=30), until, DUE)


def resolved(at: datetime, outcome: Outcome = Outcome.SUPPORTED) -> dict[str, Any]:
    return {"state": CaseState.RESOLVED.value, "outcome": outcome.value, "resolved_at": at}


async def test_nothing_gives_noughts(database: Database) -> None:
    empty = await found(database)
    assert (empty.opened, empty.resolved, empty.still_open, empty.looks) == (0, 0, 0, 0)
    assert empty.to_claim == Spread()
    assert empty.drills == Share("drill", 0, 0)


async def test_what_was_opened_and_what_came_of_it(database: Database) -> None:
    day = timedelta(days=1)
    async with database.write() as tx:
        await case(tx, 1, NOW - 40 * day)  # before the span, open now
        await case(tx, 2, NOW - 3 * day, person="ana", **resolved(NOW - 2 * day))
        await case(tx, 3, NOW - 2 * day, person="ana", label="crisis")
        await case(tx, 4, NOW - 2 * day, person="ana", **resolved(NOW - day, Outcome.MERGED))
        await case(tx, 5, NOW - 50 * day, **resolved(NOW - day))
        await case(tx, 6, NOW - day, label="drill")
        await case(tx, 7, NOW - day, label="drill", **resolved(NOW - day + timedelta(minutes=3)))
        for number, kind in ((3, "joined"), (3, "joined"), (2, "looked"), (7, "looked"), (7, "joined")):
            await audit.record(tx, "sam", kind, NOW - day, number)
        await audit.record(tx, "sam", "looked", NOW - 31 * day, 1)
        await audit.record(tx, "sam", "drilled", NOW - day + timedelta(minutes=3), 7)
        for number, step in ((3, "first"), (3, "second"), (6, "first")):
            await pages.note(tx, f"{number}{step}", number, "sam", step, NOW - day)
    seen = await found(database)
    assert seen.labels == (Count("crisis", 1), Count("privacy", 1))
    assert (seen.opened, seen.still_open, seen.open_now, seen.merged) == (2, 1, 2, 1)
    assert seen.to_resolve == Spread(2, day, 49 * day)
    assert (seen.joined, seen.looks) == (1, 1)
    assert seen.returning == 1
    assert seen.pages == (Count("first", 1), Count("second", 1))
    assert seen.drills == Share("drill", 1, 2)
    assert seen.drill_times == Spread(1, timedelta(minutes=3), timedelta(minutes=3))


async def test_the_first_claim_counts_and_percentiles_are_nearest_rank(database: Database) -> None:
    random_ = random.Random(7)  # noqa: S311 - the same waits in every run
    waits = [random_.randrange(1, 5000) for _ in range(37)]
    async with database.write() as tx:
        for number, wait in enumerate(waits, 1):
            opened = NOW - timedelta(days=3)
            await case(tx, number, opened, claimed_at=NOW)
            await taken(tx, number, opened + timedelta(seconds=wait))
            await taken(tx, number, NOW - timedelta(hours=1))  # given back and taken again
    seen = await found(database)
    assert seen.to_claim == Spread(37, nearest(waits, 50), nearest(waits, 90))


def nearest(seconds: Sequence[int], percent: int) -> timedelta:
    return timedelta(seconds=sorted(seconds)[math.ceil(percent / 100 * len(seconds)) - 1])


async def test_in_time_leaves_out_what_is_not_over_yet(database: Database) -> None:
    async with database.write() as tx:
        for number, (severity, ago, wait) in enumerate(
            [
                (Urgency.NOW, 600, 60),
                (Urgency.NOW, 600, 301),
                (Urgency.NOW, 600, None),  # late already
                (Urgency.NOW, 60, None),  # there is time left
                (Urgency.LOW, 600, 300),
                (Urgency.HIGH, 600, 1),  # no target is set
            ],
            1,
        ):
            await case(tx, number, NOW - timedelta(seconds=ago), severity=int(severity))
            if wait is not None:
                await taken(tx, number, NOW - timedelta(seconds=ago - wait))
    assert (await found(database)).in_time == (Share("now", 1, 3), Share("low", 1, 1))


async def test_false_alarms_by_label_and_by_rule(database: Database) -> None:
    async with database.write() as tx:
        for number, (label, rules, wrong) in enumerate(
            [
                ("crisis", ["a", "b"], 1),
                ("crisis", ["a"], 0),
                ("crisis", ["a"], 0),
                ("privacy", ["c"], 1),
                ("privacy", [], 1),
            ]
        ):
            values = {"id": str(number), "at": NOW - timedelta(days=1), "label": label, "value": "x"}
            await tx.connection.execute(verdict.insert().values(values | {"rules": rules, "false_alarm": wrong}))
    seen = await found(database)
    assert seen.false_labels == (Share("privacy", 2, 2), Share("crisis", 1, 3))
    assert seen.false_rules == (Share("a", 1, 3), Share("b", 1, 1), Share("c", 1, 1))
    assert (await found(database, NOW - timedelta(days=2))).false_labels == ()
