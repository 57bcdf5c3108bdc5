"""How an appeal ends: with a decision, or because the measure was taken back and nothing is left to decide."""

from typing import Any

from bot.cards.case import case_card
from bot.cog import Context
from bot.core.action import Action, Cancel, Edit
from bot.core.audit import PROGRAM
from bot.core.case import Case, CaseState, Outcome
from bot.core.errors import Stale
from bot.core.measure import Measure
from bot.store import audit, cases, evidence, measures


async def settle(context: Context, case: Case, measure: Measure, outcome: str, ends: Outcome, by: str) -> list[Action]:
    """The appeal and its case end together, on record under the name of who decided."""
    if not await measures.decide(context.tx, measure.id, outcome):
        raise Stale("refusal.appeal_decided")
    return await _end(context, case, measure, f"appeal_{outcome}", ends, by)


async def moot(context: Context, measure: Measure) -> list[Action]:
    """The measure was taken back while an appeal against it waited: nobody has to decide it any more."""
    appeal = await measures.appeal_against(context.tx, measure.id)
    case = await cases.get(context.tx, appeal.case) if appeal is not None else None
    if case is None or not await measures.decide(context.tx, measure.id, measures.OVERTURNED):
        return []
    return await _end(context, case, measure, "appeal_moot", Outcome.CORRECTED, PROGRAM)


async def _end(context: Context, case: Case, measure: Measure, step: str, ends: Outcome, by: str) -> list[Action]:
    values: dict[str, Any] = {"state": CaseState.RESOLVED.value, "outcome": ends.value, "resolved_at": context.now}
    if by != PROGRAM:
        values["owner"] = by
    done = await cases.change(context.tx, case, states=tuple(CaseState), **values)
    if done is None:
        raise Stale("refusal.busy")
    kept = context.policy.keep_after.get(ends.value, context.policy.keep_evidence)
    await evidence.keep_until(context.tx, case.id, context.now + kept)
    await audit.record(context.tx, by, step, context.now, case.id, measure=str(measure.id))
    actions: list[Action] = []
    if (home := context.home.moderators) is not None:
        actions.append(Edit(f"{case.key}:card", home, case_card(context, done)))
    return [*actions, *(Cancel(f"{case.key}:{clock}") for clock in ("page", "contact", "stale", "overdue"))]
