"""The human part: the case, its evidence, the card before the moderators, the page, and what was seen and why."""

from bot.cards.case import case_card, page_card
from bot.cog import Context
from bot.core.action import Action, Edit, Page, Post
from bot.core.case import Case, CaseState
from bot.core.decision import Decision, Human
from bot.core.finding import Label
from bot.core.message import Message
from bot.store import cases, evidence
from bot.store.codec import dump_findings


async def call_human(context: Context, message: Message, decision: Decision) -> list[Action]:
    """Open the message's one case where the decision asks for a person; a later, graver look raises it and never lowers it."""
    if decision.human is Human.NONE:
        return []
    due_in = context.policy.case_due.get(decision.urgency.name.lower())
    leading = decision.leading
    label, value = (leading.label.value, leading.value) if leading else (Label.UNMEASURED.value, "language")
    new = cases.NewCase(
        label,
        value,
        decision.urgency,
        decision.human,
        message.author.id,
        message.place,
        message.id,
        context.now + due_in if due_in else None,
    )
    case, fresh = await cases.open_once(context.tx, new, context.now)
    await _keep_evidence(context, message, case)
    worse = decision.urgency > case.severity or decision.human > case.human
    if not fresh and not worse:
        return []
    if not fresh:
        case = await _raise(context, case, new)
    home = context.home.moderators
    if home is None or decision.human is Human.REVIEW:
        return []
    card = case_card(context, case, decision.lines)
    actions: list[Action] = [Post(f"{case.key}:card", home, card, urgent=decision.human is Human.PAGE)]
    if not fresh:
        actions.append(Edit(f"{case.key}:card", home, card))
    if decision.human is Human.PAGE:
        actions.append(Page(f"{case.key}:page:{case.version}", "moderators", home, page_card(context, case)))
    return actions


async def keep_judgement(context: Context, message: Message, decision: Decision) -> None:
    """What was seen and what followed, for `why`; sealed under the author's key like the message itself."""
    judged = {
        "findings": dump_findings(decision.findings),
        "visibility": decision.visibility.name.lower(),
        "author": sorted(f"{words.label.value}.{words.value}" for words in decision.author),
        "readers": sorted(f"{words.label.value}.{words.value}" for words in decision.readers),
        "human": decision.human.name.lower(),
        "urgency": decision.urgency.name.lower(),
        "lines": list(decision.lines),
    }
    until = context.now + context.policy.keep_evidence
    await evidence.judge(context.tx, message.id, message.author.id, judged, context.now, until)


async def _keep_evidence(context: Context, message: Message, case: Case) -> None:
    until = context.now + context.policy.keep_evidence
    kind = "edit" if message.edited else "original"
    await evidence.keep(context.tx, case.id, message.id, kind, message.author.id, message.text, message.sent_at, until)
    if message.reply_text is not None and message.reply_author is not None:
        answered = (message.reply_author, message.reply_text)
        await evidence.keep(context.tx, case.id, message.id, "context", *answered, message.sent_at, until)


async def _raise(context: Context, case: Case, new: cases.NewCase) -> Case:
    """A graver look at the same message: the case takes its name and urgency, and a resolved one opens again."""
    state = CaseState.OPEN if case.state is CaseState.RESOLVED else case.state
    raised = await cases.change(
        context.tx,
        case,
        states=tuple(CaseState),
        label=new.label,
        value=new.value,
        severity=max(int(case.severity), int(new.severity)),
        human=max(int(case.human), int(new.human)),
        state=state.value,
        due_at=new.due_at,
    )
    await cases.record(context.tx, case.id, "program", "raised", {"label": new.label, "value": new.value}, context.now)
    return raised or case
