"""Counts over the queue and its record, summed up by the database: one pass a figure, the same on SQLite and PostgreSQL."""

import json
from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, FromClause, Integer, Select, String, and_, case, cast, extract, func, or_, select

from bot.core.case import CaseState, Outcome
from bot.core.decision import Urgency
from bot.core.figures import Count, Figures, Share, Spread
from bot.store.audit import LOOKED
from bot.store.database import Transaction
from bot.store.tables import audit, case_file, page_sent, verdict

DRILL: Final = "drill"
_REAL: Final = case_file.c.label != DRILL
_OWN: Final = or_(case_file.c.outcome.is_(None), case_file.c.outcome != Outcome.MERGED.value)
"""A merged case is counted with the one that took it in."""
_OPEN: Final = case_file.c.state != CaseState.RESOLVED.value


async def between(tx: Transaction, since: datetime, until: datetime, due: Mapping[str, timedelta]) -> Figures:
    """The figures of a span of time. `due`: by the name of an urgency, how soon somebody should take a case."""
    opened = and_(case_file.c.opened_at >= since, case_file.c.opened_at < until)
    first = _first_claims(since)
    claimed = and_(opened, _REAL, _OWN)
    resolved = and_(case_file.c.resolved_at >= since, case_file.c.resolved_at < until, _REAL, _OWN)
    labels, still_open, merged, drills = await _opened(tx, opened)
    answered = await _drills(tx, since, until)
    false_labels, false_rules = await _judged(tx, since, until)
    return Figures(
        still_open=still_open,
        open_now=await _number(tx, select(func.count()).where(and_(_waiting(), _REAL))),
        merged=merged,
        labels=labels,
        to_claim=await _spread(tx, _seconds(case_file.c.opened_at, first.c.at), _with(first), claimed),
        to_resolve=await _spread(tx, _seconds(case_file.c.opened_at, case_file.c.resolved_at), case_file, resolved),
        in_time=await _in_time(tx, claimed, first, until, due),
        false_labels=false_labels,
        false_rules=false_rules,
        joined=await _number(tx, _recorded(func.count(audit.c.case_id.distinct()), "joined", since, until)),
        returning=await _returning(tx, claimed),
        pages=await _pages(tx, since, until),
        drills=Share(DRILL, answered.count, drills),
        drill_times=answered,
        looks=await _number(tx, _recorded(func.count(), LOOKED, since, until)),
    )


async def _opened(tx: Transaction, opened: ColumnElement[bool]) -> tuple[tuple[Count, ...], int, int, int]:
    """By label, most first; how many of them are open still; how many were merged; and how many drills there were."""
    merged = case_file.c.outcome == Outcome.MERGED.value
    query = (
        select(
            case_file.c.label,
            func.count().label("cases"),
            func.sum(case((_OPEN, 1), else_=0)).label("open"),
            func.sum(case((merged, 1), else_=0)).label("merged"),
        )
        .where(opened)
        .group_by(case_file.c.label)
    )
    rows = (await tx.connection.execute(query)).all()
    drills = sum(row.cases for row in rows if row.label == DRILL)
    real = [row for row in rows if row.label != DRILL]
    counts = [Count(row.label, row.cases - row.merged) for row in real if row.cases > row.merged]
    counts.sort(key=lambda one: (-one.count, one.name))
    return tuple(counts), sum(row.open for row in real), sum(row.merged for row in real), drills


async def _drills(tx: Transaction, since: datetime, until: datetime) -> Spread:
    """Of those that began in the span: how soon they were answered, by the record, where they are found at once."""
    where = and_(audit.c.kind == "drilled", audit.c.at >= since, audit.c.at < until, case_file.c.opened_at >= since)
    source = audit.join(case_file, case_file.c.id == audit.c.case_id)
    return await _spread(tx, _seconds(case_file.c.opened_at, audit.c.at), source, where)


def _waiting() -> ColumnElement[bool]:
    return case_file.c.state.in_([CaseState.OPEN.value, CaseState.CLAIMED.value])


def _first_claims(since: datetime) -> Any:
    """When each case was taken first; what the case itself remembers is the last time."""
    query = select(audit.c.case_id, func.min(audit.c.at).label("at")).where(and_(audit.c.kind == "claimed", audit.c.at >= since))
    return query.group_by(audit.c.case_id).subquery()


def _with(first: Any, *, outer: bool = False) -> FromClause:
    return case_file.join(first, first.c.case_id == case_file.c.id, isouter=outer)


def _seconds(start: ColumnElement[Any], end: ColumnElement[Any]) -> ColumnElement[int]:
    """Never below nought: two processes' clocks may differ by a little."""
    gone = cast(extract("epoch", end) - extract("epoch", start), Integer)
    return case((gone < 0, 0), else_=gone)


async def _spread(tx: Transaction, seconds: ColumnElement[int], source: FromClause, where: ColumnElement[bool]) -> Spread:
    """Nearest-rank percentiles (see `core.figures`), picked by their place among the sorted times."""
    place = func.row_number().over(order_by=seconds)
    times = select(seconds.label("seconds"), place.label("place"), func.count().over().label("times"))
    times_ = times.select_from(source).where(where).subquery()
    ranks = [(times_.c.times * percent + 99) // 100 for percent in (50, 90)]
    picked = select(times_.c.place, times_.c.seconds, times_.c.times).where(times_.c.place.in_(ranks)).order_by(times_.c.place)
    rows = (await tx.connection.execute(picked)).all()
    if not rows:
        return Spread()
    return Spread(rows[0].times, timedelta(seconds=rows[0].seconds), timedelta(seconds=rows[-1].seconds))


async def _in_time(
    tx: Transaction, where: ColumnElement[bool], first: Any, until: datetime, due: Mapping[str, timedelta]
) -> tuple[Share, ...]:
    """Most urgent first."""
    targets = {int(urgency): due[urgency.name.lower()] for urgency in Urgency if urgency.name.lower() in due}
    if not targets:
        return ()
    limit = case({number: int(target.total_seconds()) for number, target in targets.items()}, value=case_file.c.severity)
    taken = and_(first.c.at.is_not(None), _seconds(case_file.c.opened_at, first.c.at) <= limit)
    over = or_(first.c.at.is_not(None), *_over(targets, until))
    query = (
        select(
            case_file.c.severity,
            func.sum(case((taken, 1), else_=0)).label("taken"),
            func.sum(case((over, 1), else_=0)).label("known"),
        )
        .select_from(_with(first, outer=True))
        .where(and_(where, case_file.c.severity.in_(targets)))
        .group_by(case_file.c.severity)
        .order_by(case_file.c.severity.desc())
    )
    rows = (await tx.connection.execute(query)).all()
    return tuple(Share(Urgency(row.severity).name.lower(), row.taken, row.known) for row in rows)


def _over(targets: Mapping[int, timedelta], until: datetime) -> list[ColumnElement[bool]]:
    return [and_(case_file.c.severity == number, case_file.c.opened_at < until - target) for number, target in targets.items()]


async def _judged(tx: Transaction, since: datetime, until: datetime) -> tuple[tuple[Share, ...], tuple[Share, ...]]:
    """False alarms by label and by rule. Rules are grouped as they are stored: the same few lists come again and again."""
    rules = cast(verdict.c.rules, String)
    query = (
        select(
            verdict.c.label, rules.label("rules"), func.count().label("judged"), func.sum(verdict.c.false_alarm).label("wrong")
        )
        .where(and_(verdict.c.at >= since, verdict.c.at < until, verdict.c.label != DRILL))
        .group_by(verdict.c.label, rules)
    )
    by_label: tuple[Counter[str], Counter[str]] = Counter(), Counter()
    by_rule: tuple[Counter[str], Counter[str]] = Counter(), Counter()
    for row in (await tx.connection.execute(query)).all():
        for (wrong, judged), names in ((by_label, [row.label]), (by_rule, json.loads(row.rules))):
            for name in names:
                wrong[name] += row.wrong
                judged[name] += row.judged
    return _shares(*by_label), _shares(*by_rule)


def _shares(wrong: Counter[str], judged: Counter[str]) -> tuple[Share, ...]:
    """Most false alarms first."""
    return tuple(Share(name, wrong[name], judged[name]) for name in sorted(judged, key=lambda name: (-wrong[name], name)))


def _recorded(what: ColumnElement[int], kind: str, since: datetime, until: datetime) -> Select[Any]:
    """Over steps of one kind on record, but those of drills."""
    where = and_(audit.c.kind == kind, audit.c.at >= since, audit.c.at < until, _REAL)
    return select(what).select_from(audit.join(case_file, case_file.c.id == audit.c.case_id)).where(where)


async def _returning(tx: Transaction, where: ColumnElement[bool]) -> int:
    often = select(case_file.c.person).where(where).group_by(case_file.c.person).having(func.count() > 1).subquery()
    return await _number(tx, select(func.count()).select_from(often))


async def _pages(tx: Transaction, since: datetime, until: datetime) -> tuple[Count, ...]:
    query = (
        select(page_sent.c.step, func.count().label("pages"))
        .select_from(page_sent.join(case_file, case_file.c.id == page_sent.c.case_id))
        .where(and_(page_sent.c.at >= since, page_sent.c.at < until, _REAL))
        .group_by(page_sent.c.step)
        .order_by(page_sent.c.step)
    )
    return tuple(Count(row.step, row.pages) for row in (await tx.connection.execute(query)).all())


async def _number(tx: Transaction, query: Select[Any]) -> int:
    return int((await tx.connection.execute(query)).scalar_one())
