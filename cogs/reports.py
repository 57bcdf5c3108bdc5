"""Any member may show the team a message that worries them. Who did so is never shown to anybody (promise 6).

The one who reports cannot handle the case, is thanked, and hears later that somebody looked, without what came of it.

Danger calls people. So that one person cannot wake the staff again and again, only some of their reports do so in a day; the
rest are very urgent cases. What the program itself reads as a crisis in their words always calls (promise 4).
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from bot.cards.case import case_card
from bot.cards.help_lines import country_of, lines_fields
from bot.cards.private import private_card, toward
from bot.cards.watched import tell_watchers
from bot.cog import EVERYBODY, Arguments, CaseNumber, Cog, Command, Context, Kind, LongText, MessageId
from bot.core.action import Action, Direct, Edit, Later, Post, Reply
from bot.core.audit import MEMBER, PROGRAM
from bot.core.card import Card, Tone
from bot.core.case import Case, CaseState
from bot.core.decision import Human, Urgency
from bot.core.errors import NotFound, Refusal
from bot.core.finding import Label
from bot.core.message import Person, Role
from bot.core.policy import FEWEST_DANGER_CALLS, FLOOR
from bot.core.report import WEIGHT, Concern
from bot.store import audit, cases, pointed_at, reports
from bot.store.database import Transaction
from bot.store.pointed_at import PointedAt

_AFTERWARDS = timedelta(minutes=15)
_A_DAY = timedelta(hours=24)
_URGENT_DUE = timedelta(minutes=15)
"""When a case of danger that called nobody is said to be overdue, where the policy names no time."""
_LOOKS_AGAIN = timedelta(hours=1)
"""How often it is looked whether a reported case is resolved. The distance also hides which decision it was."""


class Report(Arguments):
    message: MessageId
    concern: Concern
    more: LongText | None = None


class OneCase(Arguments):
    case: CaseNumber


async def report(context: Context, args: Report) -> list[Action]:
    """Open the message's one case, or join it. A second report of the same message by the same person changes nothing, unless
    it tells of danger that the first one did not."""
    if context.actor is None:
        raise Refusal("refusal.not_allowed")
    tx, me, told = context.tx, context.actor.id, _told_of(context)
    concern = Concern.DANGER if told else args.concern
    try:
        about = await _find(context, args.message, context.actor)
    except Refusal:
        if not told:
            raise
        # whatever is wrong with the report, danger reaches a person
        about = PointedAt(f"report:{context.event}", "", context.place)
    before = await reports.known(tx, about.message, me)
    if before is not None and not told and (concern is not Concern.DANGER or before is Concern.DANGER):
        return [_thanked(context, concern)]
    weight = await _weight(context, concern, told)
    case, fresh, worse = await _case(context, about, concern, weight)
    if before is None:
        await reports.add(tx, case.id, about.message, concern, me, args.more, context.now)
    else:
        await reports.worsen(tx, about.message, me, concern, args.more, context.now)
    await cases.bar(tx, case.id, me)
    await audit.record(tx, MEMBER, "reported", context.now, case.id, concern=concern.value)
    kinds = ((case.label, case.value), ("report", concern.value))
    until = context.now + context.policy.keep_evidence
    await pointed_at.keep(tx, case.id, about, kinds, until, context.policy.around)
    calls = weight.human is Human.PAGE and (fresh or worse)
    if calls:
        await reports.called(tx, about.message, me, context.now)
    counted = await cases.get(tx, case.id) or case
    quiet = concern is Concern.DANGER and weight.human is not Human.PAGE and not counted.paged
    actions = [_thanked(context, concern, quiet=quiet), *_calls(context, counted, fresh=fresh, worse=worse, calls=calls)]
    return [*actions, *await tell_watchers(context, counted, "reported")]


def _told_of(context: Context) -> str:
    """The crisis that the program reads in what the reporter added; empty where there is none."""
    value = context.seen.value(Label.CRISIS) if context.seen is not None else "none"
    return "" if value == "none" else value


async def _weight(context: Context, concern: Concern, told: str) -> "_Weight":
    """How the report is weighed. Told danger weighs like any crisis; chosen danger calls people some times in a day."""
    human, urgency = WEIGHT[concern]
    if told:
        rows = (FLOOR[f"crisis.{told}"], context.policy.row(f"crisis.{told}"))
        return _Weight(Human.PAGE, max(urgency, *(Urgency[row.urgency.upper()] for row in rows)))
    if human is Human.PAGE and context.actor is not None:
        at_most = max(context.policy.danger_calls_per_day, FEWEST_DANGER_CALLS)
        if await reports.calls_since(context.tx, context.actor.id, context.now - _A_DAY) >= at_most:
            human = Human.CASE
    return _Weight(human, urgency)


@dataclass(frozen=True, slots=True)
class _Weight:
    human: Human
    urgency: Urgency


async def _find(context: Context, message: str, reporter: Person) -> PointedAt:
    """The message and its author. A moderator does not report what they are looking after already."""
    about = await pointed_at.find(context.tx, message, context.place.community)
    if about is None:
        raise Refusal("refusal.report_bot") if await reports.is_bot(context.tx, message) else NotFound("refusal.report_gone")
    if about.author == reporter.id:
        raise Refusal("refusal.report_own")
    known = await cases.by_message(context.tx, message)
    if known is not None and known.state is CaseState.CLAIMED and known.owner == reporter.id:
        raise Refusal("refusal.report_yours", case=str(known.id))
    return about


async def _case(context: Context, about: PointedAt, concern: Concern, weight: _Weight) -> tuple[Case, bool, bool]:
    """The case, whether it is new, and whether the report made it graver, or danger opened it again."""
    due_in = context.policy.case_due.get(weight.urgency.name.lower())
    if due_in is None and concern is Concern.DANGER:
        due_in = _URGENT_DUE
    due = context.now + due_in if due_in else None
    new = cases.NewCase("report", concern.value, weight.urgency, weight.human, about.author, about.place, about.message, due)
    case, fresh = await cases.open_once(context.tx, new, context.now)
    over = case.state is CaseState.RESOLVED and concern is Concern.DANGER
    if fresh or (weight.urgency <= case.severity and weight.human <= case.human and not over):
        return case, fresh, False
    return await _raise(context, case, concern, weight, due), False, True


async def _raise(context: Context, case: Case, concern: Concern, weight: _Weight, due: datetime | None) -> Case:
    """A graver concern than the case was known for. What is resolved opens again; a crisis keeps its name."""
    human, severity = max(case.human, weight.human), max(case.severity, weight.urgency)
    values: dict[str, Any] = {"severity": int(severity), "human": int(human), "due_at": due}
    if case.label == "report":
        values["value"] = concern.value
    if weight.human is Human.PAGE:
        values["contacted_at"] = None
    if case.state is CaseState.RESOLVED:
        values |= {"state": CaseState.OPEN.value, "owner": None, "claimed_at": None, "resolved_at": None, "outcome": None}
    raised = await cases.change(context.tx, case, states=tuple(CaseState), **values)
    if raised is None:
        raise Refusal("refusal.busy")
    await audit.record(context.tx, PROGRAM, "raised", context.now, case.id, label="report", value=concern.value)
    return raised


def _calls(context: Context, case: Case, *, fresh: bool, worse: bool, calls: bool) -> list[Action]:
    """The card, the clocks, and somebody to call where somebody may be in danger."""
    number = {"case": str(case.id)}
    actions: list[Action] = [Later(f"{case.key}:reporters", context.now + _LOOKS_AGAIN, "report news", number)]
    if (home := context.home.moderators) is not None:
        card = case_card(context, case)
        actions.append(Post(f"{case.key}:card", home, card, urgent=case.severity >= Urgency.SOON))
        if not fresh:
            actions.append(Edit(f"{case.key}:card", home, card))
    if fresh:
        actions.append(Later(f"{case.key}:around", context.now + _AFTERWARDS, "case around", number))
    if case.due_at is not None and not calls and (fresh or worse):
        actions.append(Later(f"{case.key}:overdue", case.due_at, "case overdue", number))
    if calls:
        args = {**number, "step": "first", "because": context.event}
        actions.append(Later(f"{case.key}:{'page' if fresh else 'call'}", context.now, "page step", args))
    return actions


def _thanked(context: Context, concern: Concern, *, quiet: bool = False) -> Reply:
    """Short, for the one who reported alone; with help lines where a life may be in danger, and a plain word where it is `quiet`:
    it called nobody."""
    said = context.say("report.thanks")
    if concern not in {Concern.DANGER, Concern.SELF_HARM}:
        return Reply(Card(said.title, said.body, tone=Tone.DONE))
    country = country_of(context, context.actor.country if context.actor else None)
    often = "\n\n" + context.text("report.danger_often") if quiet else ""
    body = said.body + often + "\n\n" + context.text("report.danger")
    return Reply(Card(said.title, body, lines_fields(context, country, ("crisis",)), tone=Tone.CARE))


async def news(context: Context, args: OneCase) -> list[Action]:
    """Whether the case is resolved: each reporter hears once that somebody looked; else look again later."""
    case = await cases.get(context.tx, args.case)
    while case is not None and case.merged_into is not None:
        case = await cases.get(context.tx, case.merged_into)
    if case is None:
        return []
    if case.state is not CaseState.RESOLVED:
        number = {"case": str(case.id)}
        return [Later(f"{case.key}:reporters", context.now + _LOOKS_AGAIN, "report news", number)]
    actions: list[Action] = []
    for report_id, person in await reports.reporters(context.tx, case.id):
        theirs = await toward(context, person)
        card = private_card(theirs, person, theirs.text("report.looked_at"))
        place = replace(case.place, thread=None)
        actions.append(Direct(f"report:{report_id}:looked", person, place, card))
    return actions


async def _export(tx: Transaction, person: str) -> dict[str, Any]:
    return {"reports": await reports.own(tx, person)}


async def _erase(tx: Transaction, person: str, now: datetime) -> None:
    """That somebody reported goes with them, unless a legal hold needs it; what they reported stays in its case."""
    await reports.erase(tx, person)


COG = Cog(
    "reports",
    _erase,
    _export,
    commands=(
        Command("report message", EVERYBODY, Report, report, in_confidence=True, menu=Kind.MESSAGE),
        Command("report news", frozenset[Role](), OneCase, news, at_clock=True, listed=False),
    ),
)
