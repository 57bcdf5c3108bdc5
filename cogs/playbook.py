"""The clinic's playbook, one press away from a case: what to do, in order, and whom to tell in which country."""

from bot.cards.playbook import playbook_card
from bot.cog import STAFF, Arguments, CaseNumber, Cog, Command, Context, nothing_to_erase, nothing_to_export
from bot.core.action import Action, Reply
from bot.core.errors import NotAllowed, NotFound
from bot.store import cases, people


class OneCase(Arguments):
    case: CaseNumber


async def playbook(context: Context, args: OneCase) -> list[Action]:
    """The plan for one case. As every step of a case, it is not for whom the case is about or who reported it (promise 6)."""
    case = await cases.get(context.tx, args.case)
    if case is None:
        raise NotFound("refusal.no_such_case", case=str(args.case))
    if context.actor is None:
        raise NotAllowed("refusal.not_allowed")
    if case.person == context.actor.id:
        raise NotAllowed("refusal.own_case")
    if context.actor.id in await cases.barred(context.tx, case.id):
        raise NotAllowed("refusal.barred_case")
    chosen = (await people.chosen(context.tx, case.person)).get("country")
    return [Reply(playbook_card(context, case, chosen))]


COG = Cog(
    "playbook",
    nothing_to_erase,
    nothing_to_export,
    commands=(Command("case playbook", STAFF, OneCase, playbook, reads_only=True),),
)
