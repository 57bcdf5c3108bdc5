"""The evidence: opened with a reason that is recorded, held where the law asks, and what was said around it."""

from typing import Any

from bot.cards.evidence import evidence_field, evidence_files
from bot.cog import Context
from bot.core.action import Action, Reply
from bot.core.card import Card, Field, Tone
from bot.core.case import POINTED_OUT, Case, CaseState
from bot.core.errors import Stale
from bot.store import audit, cases, consents, evidence, inbox, people, reports
from cogs.cases.arguments import Hold, Look, OneCase
from cogs.cases.steps import actor, find, keep_claim, kept_until, redraw


async def look(context: Context, args: Look) -> list[Action]:
    """The evidence, in private, blurred until asked for; who looked, when and why is on record."""
    case = await find(context, args.case)
    kept = await evidence.of_case(context.tx, case.id)
    await audit.record(context.tx, actor(context).id, "looked", context.now, case.id, reason=args.reason.value)
    fields = [evidence_field(context, item) for item in sorted(kept, key=lambda item: (item.at, item.kind == "file"))]
    judgements = [await evidence.judged(context.tx, one.message) for one in await cases.messages(context.tx, case.id)]
    fields += [Field(context.text("case.field.seen"), _seen(context, judged)) for judged in judgements if judged]
    fields += await _reports(context, case)
    if (any(judgements) or case.label in POINTED_OUT) and not any(item.author == case.person for item in kept):
        fields += await _unkept(context, case)
    said = context.say("case.evidence_opened", case=str(case.id))
    actions: list[Action] = [Reply(Card(said.title, said.body, tuple(fields)), files=evidence_files(kept))]
    if case.owner == actor(context).id and case.state is CaseState.CLAIMED:
        actions.append(keep_claim(context, case))
    return actions


async def _unkept(context: Context, case: Case) -> list[Field]:
    """Why the member's own words are missing, where it is because they have not agreed that they are kept."""
    if await consents.lets_keep(context.tx, context.directory.person(case.person), (case.label, case.value)):
        return []
    name = context.text("case.evidence.unkept", name=context.name_of(case.person))
    return [Field(name, context.text("case.evidence.no_consent"))]


async def _reports(context: Context, case: Case) -> list[Field]:
    """Why members reported it, and what they added; never who they are."""
    found = await reports.of_case(context.tx, case.id)
    return [
        Field(
            context.text("report.field.note", what=context.text(f"choice.concern.{one.concern.value}")),
            one.note or context.text("report.no_note"),
            veiled=one.note is not None,
        )
        for one in found
    ]


def _seen(context: Context, judged: dict[str, Any]) -> str:
    lines = [
        context.text(
            "case.seen",
            what=context.text(f"what.{found['label']}.{found['value']}"),
            sure=f"{found['confidence']:.0%}",
            rule=found["why"]["rule"],
        )
        for found in judged["findings"]
    ]
    return "\n".join(lines)


async def hold(context: Context, args: Hold) -> list[Action]:
    """A legal hold: nothing of the case is destroyed until it is lifted. It shows on the card, and the reason is a note."""
    case = await find(context, args.case)
    if case.held_at is not None:
        raise Stale("refusal.held", case=str(case.id))
    return await _set_hold(context, case, args, "held")


async def lift(context: Context, args: Hold) -> list[Action]:
    """The hold ends, and with it what it alone kept of people who were erased meanwhile."""
    case = await find(context, args.case)
    if case.held_at is None:
        raise Stale("refusal.not_held", case=str(case.id))
    actions = await _set_hold(context, case, args, "lifted")
    await people.end_hold(context.tx, case.id, case.held_at, actor(context).id, context.now)
    return actions


async def _set_hold(context: Context, case: Case, args: Hold, step: str) -> list[Action]:
    since = context.now if step == "held" else None
    changed = await cases.change(context.tx, case, states=tuple(CaseState), held_at=since)
    if changed is None:
        raise Stale("refusal.busy")
    await cases.add_note(context.tx, case.id, actor(context).id, args.note, context.now)
    await audit.record(context.tx, actor(context).id, step, context.now, case.id)
    said = context.say(f"case.{step}", case=str(case.id))
    return [Reply(Card(said.title, said.body, tone=Tone.DONE)), *redraw(context, changed)]


async def around(context: Context, args: OneCase) -> list[Action]:
    """A while after a case was opened: what was said next to it, while that is still there."""
    case = await cases.get(context.tx, args.case)
    if case is None:
        return []
    until = kept_until(context, case.outcome, case.resolved_at or context.now)
    for message in await inbox.around(context.tx, case.place, case.message, context.policy.around, after=True):
        if not await consents.lets_keep(context.tx, message.author, (case.label, case.value)):
            continue
        await evidence.keep(context.tx, case.id, message.id, "around", message.author.id, message.text, message.sent_at, until)
    return []
