"""What a sandbox's database and its people say after a storm, counted without the program's own words for it."""

import json
import sqlite3
from collections import Counter
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

_REPEAT: Final = timedelta(minutes=10)
"""Between two calls to everybody, as `content/policy.toml` has it for danger to life; nobody is on duty in this community."""
_LATE: Final = timedelta(minutes=2)
"""How late a call may be: the program was down meanwhile."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What was sent, and how often it had its consequences."""

    kills: int
    sent: int
    heard_once: int
    flagged: int
    flagged_with_one_case: int
    quiet_with_a_case: int
    crises: int
    told_once: int
    claims_heard: int
    claims_made: int
    pages_decided: int
    pages_sent: int
    pages_seen: int
    pages_seen_twice: int
    chains_followed: int
    calls_missed_or_doubled: int
    timers_expected: int
    timers_lost: int
    timers_fired: int
    left_over: int

    def table(self) -> str:
        width = max(len(one.name) for one in fields(self))
        return "\n".join(f"{one.name.replace('_', ' '):<{width}} {getattr(self, one.name):>6}" for one in fields(self))


def database(folder: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(f"file:{folder}/data/carecircle.db?mode=ro", uri=True, timeout=30)
    connection.row_factory = sqlite3.Row
    return connection


def daily_timers(folder: Path) -> frozenset[str]:
    with closing(database(folder)) as db:
        return frozenset(row["key"] for row in db.execute("SELECT key FROM timer WHERE key LIKE 'daily:%'"))


def count(
    folder: Path,
    *,
    flagged: set[str],
    sent: int,
    kills: int,
    seen: Mapping[str, list[dict[str, Any]]],
    now: str,
    daily: frozenset[str],
) -> Counts:
    """`seen`: what people see, by person; under `mods` what the moderators see in their channel."""
    pages_seen = Counter(message["id"] for message in seen["mods"] if message["page"])
    with closing(database(folder)) as db:
        heard = Counter(
            row["message"] for row in db.execute("SELECT message FROM inbox WHERE kind = 'Message' AND state = 'done'")
        )
        opened = Counter(row["case_id"] for row in db.execute("SELECT case_id FROM audit WHERE kind = 'opened'"))
        cases: dict[str, list[int]] = {}
        for row in db.execute("SELECT message, case_id FROM case_message"):
            cases.setdefault(row["message"], []).append(row["case_id"])
        one_case = [message for message in flagged if len(cases.get(message, [])) == 1 and opened[cases[message][0]] == 1]
        sent_pages = "SELECT sequence FROM outbox WHERE kind = 'Page' AND state = 'sent' AND key IN (SELECT key FROM page_sent)"
        pages = [row["sequence"] for row in db.execute(sent_pages)]
        chains, wrong = _chains(db, datetime.fromisoformat(now))
        expected, lost = _timers(db, daily)
        return Counts(
            kills=kills,
            sent=sent,
            heard_once=sum(times == 1 for times in heard.values()),
            flagged=len(flagged),
            flagged_with_one_case=len(one_case),
            quiet_with_a_case=len(set(heard) & set(cases) - flagged),
            crises=len(seen) - 1,
            told_once=sum(_help_lines(messages) == 1 for person, messages in seen.items() if person != "mods"),
            claims_heard=_number(db, "SELECT count(*) FROM inbox WHERE kind = 'Invocation' AND id LIKE 'i-%'"),
            claims_made=_number(db, "SELECT count(*) FROM audit WHERE kind = 'claimed'"),
            pages_decided=_number(db, "SELECT count(*) FROM page_sent"),
            pages_sent=len(pages),
            pages_seen=len(set(pages_seen) & {f"b-cc-{sequence}" for sequence in pages}),
            pages_seen_twice=sum(times > 1 for times in pages_seen.values()),
            chains_followed=chains,
            calls_missed_or_doubled=wrong,
            timers_expected=expected,
            timers_lost=lost,
            timers_fired=_number(db, "SELECT count(*) FROM inbox WHERE id LIKE 'timer:%' AND state = 'done'"),
            left_over=_number(db, "SELECT count(*) FROM inbox WHERE state != 'done'")
            + _number(db, "SELECT count(*) FROM outbox WHERE state NOT IN ('sent', 'refused')"),
        )


def _number(db: sqlite3.Connection, query: str) -> int:
    return int(db.execute(query).fetchone()[0])


def _help_lines(messages: list[dict[str, Any]]) -> int:
    return sum("findahelpline" in json.dumps(message["card"]) for message in messages)


def _chains(db: sqlite3.Connection, now: datetime) -> tuple[int, int]:
    """Cases of danger to life that nobody touched: everybody is called at once, and again every ten minutes until now.

    Returns how many such cases there are, and how many calls came too early (fired twice) or not (lost).
    """
    steps: dict[int, list[tuple[str, datetime]]] = {}
    for row in db.execute("SELECT case_id, kind, at FROM audit WHERE case_id IS NOT NULL ORDER BY sequence"):
        steps.setdefault(row["case_id"], []).append((row["kind"], datetime.fromisoformat(row["at"]).replace(tzinfo=UTC)))
    crises = {row["id"] for row in db.execute("SELECT id FROM case_file WHERE label = 'crisis'")}
    untouched = [case for case in crises if {kind for kind, _ in steps[case]} <= {"opened", "paged", "overdue"}]
    wrong = 0
    for case in untouched:
        opened, calls = steps[case][0][1], [at for kind, at in steps[case] if kind == "paged"]
        gaps = [after - before for before, after in zip(calls, [*calls[1:], now], strict=True)]
        wrong += sum(gap < _REPEAT for gap in gaps[:-1]) + sum(gap > _REPEAT + _LATE for gap in gaps)
        wrong += not calls or calls[0] - opened > _LATE
    return len(untouched), wrong


def _timers(db: sqlite3.Connection, daily: frozenset[str]) -> tuple[int, int]:
    """What must be armed at the end, by the state that each case is in; how many there are, and how many are missing."""
    armed = {row["key"] for row in db.execute("SELECT key FROM timer")}
    fired = {row["id"].split(":")[2] for row in db.execute("SELECT id FROM inbox WHERE id LIKE 'timer:case:%:around:%'")}
    wanted = set(daily)
    for row in db.execute("SELECT id, label, state, contacted_at FROM case_file"):
        key = f"case:{row['id']}"
        if row["state"] == "claimed":
            wanted.add(f"{key}:stale")
        if row["label"] == "crisis":
            wanted.add(f"{key}:contact" if row["state"] == "claimed" else f"{key}:page")
        elif row["state"] == "open":
            wanted.add(f"{key}:overdue")
        if str(row["id"]) not in fired:
            wanted.add(f"{key}:around")
    return len(wanted), len(wanted - armed)
