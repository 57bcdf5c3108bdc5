"""The staff as they stand at this moment: on duty, resting, called too often, carrying much, or barred from a case."""

from datetime import timedelta

from bot.cog import Context
from bot.core.case import Case
from bot.core.escalation import Responder
from bot.core.message import Role
from bot.core.rota import ShiftKind, resting
from bot.store import audit, cases, pages, people, rota

_LATELY = timedelta(days=7)
_A_DAY = timedelta(hours=12)


async def responders(context: Context, case: Case) -> list[Responder]:
    """Everybody who moderates, whether they can be called for this case or not."""
    turns = await rota.now_on(context.tx, context.now)
    barred = {case.person, *await cases.barred(context.tx, case.id)}
    called = {sent.person for sent in await pages.of_case(context.tx, case.id)}
    called |= {step.actor for step in await audit.of_case(context.tx, case.id) if step.kind == "claimed"}  # and gave it back
    heavy = await pages.heavy_since(context.tx, context.now - _LATELY)
    found = []
    for one in context.directory.staff(Role.MODERATOR):
        mine = [turn for turn in turns if turn.person == one.id]
        since = min((turn.start for turn in mine), default=context.now - _A_DAY)
        found.append(
            Responder(
                one.id,
                on_duty=any(turn.kind is ShiftKind.DUTY for turn in mine),
                on_call=any(turn.kind is ShiftKind.ON_CALL for turn in mine),
                resting=resting(await people.chosen(context.tx, one.id), context.now),
                pages=await pages.count_since(context.tx, one.id, since),
                heavy=heavy.get(one.id, 0),
                called=one.id in called,
                barred=one.id in barred,
            )
        )
    return found
