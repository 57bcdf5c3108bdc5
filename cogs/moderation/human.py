"""The human part: the case, its evidence, the card before the moderators, the page, and what was seen and why."""

import json
from datetime import timedelta

from bot.cards.case import case_card
from bot.cards.private import toward
from bot.cog import Context
from bot.core.action import Action, Direct, Edit, Later, Post
from bot.core.audit import PROGRAM
from bot.core.card import Card
from bot.core.case import Case, CaseState
from bot.core.decision import Decision, Human
from bot.core.finding import Finding, Label
from bot.core.message import Message, Person
from bot.store import audit, cases, consents, evidence, inbox
from bot.store.codec import dump_findings

_AFTERWARDS = timedelta(minutes=15)
"""When what was said after a flagged message is looked at, to be kept with it."""


async def call_human(context: Context, message: Message, decision: Decision) -> list[Action]:
    """Open the message's one case where the decision asks for a person; a later, graver look raises it and never lowers it.

    A second message of a member whose crisis is still open joins that case. A crisis that was settled opens again where its
    message was changed and still is one.
    """
    if decision.human is Human.NONE:
        await keep_edit(context, message)
        return []
    new = _new(context, message, decision)
    case, fresh, joined = await _opened(context, new, decision)
    await _keep_evidence(context, message, case, decision.findings)
    settled = case.state is CaseState.RESOLVED and decision.human is Human.PAGE
    worse = decision.urgency > case.severity or decision.human > case.human or settled
    if not fresh and not worse and not joined:
        return []
    if worse:
        case = await _raise(context, case, new)
    elif joined and case.state is CaseState.OPEN and case.contacted_at is not None:  # whoever reached them has let go of it
        case = await cases.change(context.tx, case, states=(CaseState.OPEN,), contacted_at=None) or case
    calls = _calls(context, case, decision, fresh=fresh, worse=worse)
    return calls if fresh else [*calls, *await _tell(context, case, "raised" if worse else "joined")]


async def _step_card(context: Context, case: Case, step: str, person: str) -> Card:
    theirs = await toward(context, person)
    what = theirs.text(f"case.step.{step}", actor=theirs.text("common.program"))
    said = theirs.say("case.watched", case=str(case.id), what=what)
    return Card(said.title, said.body)


async def _tell(context: Context, case: Case, step: str) -> list[Action]:
    """A line for whoever has the case or follows it, beside any page."""
    people = {case.owner, *await cases.watchers(context.tx, case.id)} - {None, case.person}
    return [
        Direct(f"{case.key}:{step}:{context.event}:{person}", person, case.place, await _step_card(context, case, step, person))
        for person in sorted(person for person in people if person is not None)
    ]


def _calls(context: Context, case: Case, decision: Decision, *, fresh: bool, worse: bool) -> list[Action]:
    """The card and the clocks. A case that pages calls again when it got worse, or while nobody has reached the member.

    A call out of turn has a clock of its own: it never sets back the one that moves from step to step.
    """
    actions: list[Action] = []
    number = {"case": str(case.id)}
    if fresh:
        actions.append(Later(f"{case.key}:around", context.now + _AFTERWARDS, "case around", number))
    if (fresh or worse) and case.due_at is not None and not case.paged and case.state is CaseState.OPEN:
        actions.append(Later(f"{case.key}:overdue", case.due_at, "case overdue", number))
    if (home := context.home.moderators) is not None and case.human is not Human.REVIEW:
        card = case_card(context, case, decision.lines)
        actions.append(Post(f"{case.key}:card", home, card, urgent=case.paged))
        if not fresh:
            actions.append(Edit(f"{case.key}:card", home, card))
    if case.paged and (fresh or worse or case.contacted_at is None):
        args = {**number, "step": "first", "because": context.event}
        actions.append(Later(f"{case.key}:{'page' if fresh else 'call'}", context.now, "page step", args))
    return actions


async def keep_edit(context: Context, message: Message) -> None:
    """What the author made of a message that people are looking after, harmless as it may be."""
    case = await cases.by_message(context.tx, message.id) if message.edited else None
    if case is not None and case.state is not CaseState.RESOLVED:
        await _keep_evidence(context, message, case)


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


def _new(context: Context, message: Message, decision: Decision) -> cases.NewCase:
    due_in = context.policy.case_due.get(decision.urgency.name.lower())
    leading = decision.leading
    label, value = (leading.label.value, leading.value) if leading else (Label.UNMEASURED.value, "language")
    return cases.NewCase(
        label,
        value,
        decision.urgency,
        decision.human,
        message.author.id,
        message.place,
        message.id,
        context.now + due_in if due_in else None,
    )


async def _opened(context: Context, new: cases.NewCase, decision: Decision) -> tuple[Case, bool, bool]:
    """The message's own case, the open crisis that it joins, or a new one; whether it is new; whether it was joined."""
    known = await cases.by_message(context.tx, new.message)
    if known is not None:
        return known, False, False
    if decision.crisis and (known := await cases.open_crisis_of(context.tx, new.person)) is not None:
        await cases.join(context.tx, known, new, context.now)
        return known, False, True
    return *await cases.open_once(context.tx, new, context.now), False


async def _keep_evidence(context: Context, message: Message, case: Case, seen: tuple[Finding, ...] = ()) -> None:
    """The message as it was received, what it answers, its files, and what was said before it: of each author as far as they
    agreed, or danger or privacy needs it."""
    until = context.now + context.policy.keep_evidence
    kind = "edit" if message.edited else "original"
    tx, author = context.tx, message.author.id
    kinds = ((case.label, case.value), *((found.label.value, found.value) for found in seen))
    own = await consents.lets_keep(tx, message.author, *kinds)
    if own:
        await evidence.keep(tx, case.id, message.id, kind, author, message.text, message.sent_at, until)
    if message.reply_text is not None and message.reply_author is not None:
        answered = context.directory.person(message.reply_author) or Person(message.reply_author)
        if await consents.lets_keep(tx, answered, *kinds):
            await evidence.keep(tx, case.id, message.id, "context", answered.id, message.reply_text, message.sent_at, until)
    if own:
        await keep_files(context, message, case)
    if not message.edited:
        for before in await inbox.around(tx, message.place, message.id, context.policy.around):
            if not await consents.lets_keep(tx, before.author, *kinds):
                continue
            await evidence.keep(tx, case.id, before.id, "around", before.author.id, before.text, before.sent_at, until)


async def keep_files(context: Context, message: Message, case: Case) -> None:
    """Each file of a message with what is known of it; its bytes where the adapter had them within the policy's limit."""
    until = context.now + context.policy.keep_evidence
    for number, file in enumerate(message.attachments):
        kept = json.dumps({"name": file.name, "media_type": file.media_type, "size": file.size, "content": file.content or ""})
        author = message.author.id
        await evidence.keep(context.tx, case.id, message.id, "file", author, kept, message.sent_at, until, f"#{number}")


async def _raise(context: Context, case: Case, new: cases.NewCase) -> Case:
    """A graver look: the case takes its name and urgency, a resolved one opens again, and contact is due anew."""
    freed = {"state": CaseState.OPEN.value, "owner": None, "claimed_at": None, "resolved_at": None, "outcome": None}
    again = freed if case.state is CaseState.RESOLVED else {}
    sooner = min((due for due in (new.due_at, None if again else case.due_at) if due is not None), default=None)
    raised = await cases.change(
        context.tx,
        case,
        states=tuple(CaseState),
        label=new.label,
        value=new.value,
        severity=max(int(case.severity), int(new.severity)),
        human=max(int(case.human), int(new.human)),
        contacted_at=None,
        due_at=sooner,
        **again,
    )
    await audit.record(context.tx, PROGRAM, "raised", context.now, case.id, label=new.label, value=new.value)
    return raised or case
