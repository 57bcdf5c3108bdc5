"""A case that a moderator opens for a message by hand, where the program saw nothing in it.

A message has one case: where there is one already, it is named and offered. What is very urgent calls people.
"""

from datetime import datetime, timedelta
from typing import Final

from bot.cards.case import case_card
from bot.cog import Context
from bot.core.action import Action, Later, Post, Reply
from bot.core.card import Button, Card
from bot.core.case import Case
from bot.core.decision import Human, Urgency
from bot.core.errors import NotAllowed, NotFound, Refusal
from bot.core.finding import Label
from bot.core.message import DIRECT
from bot.core.policy import FLOOR
from bot.store import cases, pointed_at, reports
from bot.store.pointed_at import PointedAt
from cogs.cases.arguments import Open
from cogs.cases.steps import actor, page_now

_AFTERWARDS: Final = timedelta(minutes=15)


async def open_case(context: Context, args: Open) -> list[Action]:
    """Open the message's one case, with its words as far as they are still there. Its card goes to the moderators' channel."""
    about = await _find(context, args.message)
    if (known := await cases.by_message(context.tx, args.message)) is not None:
        return [await _known(context, known)]
    urgency = _urgency(context, Urgency[args.urgency.name])
    human = Human.PAGE if urgency >= Urgency.SOON else Human.CASE
    value = "danger" if human is Human.PAGE else "by_hand"
    due_in = context.policy.case_due.get(urgency.name.lower())
    due = context.now + due_in if due_in else None
    new = cases.NewCase("opened", value, urgency, human, about.author, about.place, about.message, due)
    case, _ = await cases.open_once(context.tx, new, context.now, actor(context).id)
    until = context.now + context.policy.keep_evidence
    await pointed_at.keep(context.tx, case.id, about, ((case.label, case.value),), until, context.policy.around)
    if args.note:
        await cases.add_note(context.tx, case.id, actor(context).id, args.note, context.now)
    return [Reply(case_card(context, case)), *_calls(context, case, due)]


async def _find(context: Context, message: str) -> PointedAt:
    """The message, unless nothing is known of it, it is the program's own, said in private, or the moderator's own."""
    about = await pointed_at.find(context.tx, message, context.place.community)
    if about is None or about.place.channel == DIRECT:
        raise Refusal("refusal.message_bot") if await reports.is_bot(context.tx, message) else NotFound("refusal.message_unknown")
    if about.author == actor(context).id:
        raise NotAllowed("refusal.open_own")
    return about


async def _known(context: Context, case: Case) -> Reply:
    """Which case the message has already, and a way to it."""
    if actor(context).id in await cases.barred(context.tx, case.id):
        raise NotAllowed("refusal.barred_case")
    said = context.say("case.known", case=str(case.id))
    return Reply(Card(said.title, said.body, buttons=(Button(context.text("button.show"), "case show", {"case": str(case.id)}),)))


def _urgency(context: Context, chosen: Urgency) -> Urgency:
    """As it was chosen; what the program reads as a crisis in the note is never less than any crisis (promise 4)."""
    told = context.seen.value(Label.CRISIS) if context.seen is not None else "none"
    if told == "none":
        return chosen
    rows = (FLOOR[f"crisis.{told}"], context.policy.row(f"crisis.{told}"))
    return max(chosen, *(Urgency[row.urgency.upper()] for row in rows))


def _calls(context: Context, case: Case, due: datetime | None) -> list[Action]:
    """The card and the clocks, and somebody to call where it is urgent."""
    number = {"case": str(case.id)}
    actions: list[Action] = [Later(f"{case.key}:around", context.now + _AFTERWARDS, "case around", number)]
    if (home := context.home.moderators) is not None:
        actions.append(Post(f"{case.key}:card", home, case_card(context, case), urgent=case.paged))
    if case.paged:
        actions.append(page_now(context, case))
    elif due is not None:
        actions.append(Later(f"{case.key}:overdue", due, "case overdue", number))
    return actions
