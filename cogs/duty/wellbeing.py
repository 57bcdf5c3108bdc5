"""Looking after those who look after others: a pause, quiet hours, what one carries, a word after a crisis, handing on."""

from datetime import datetime, timedelta

from bot.cards.case import case_card, title
from bot.cards.private import toward
from bot.cog import Context
from bot.core.action import Action, Direct, Edit, Later, Reply
from bot.core.card import Button, Card, Field, Tone
from bot.core.case import CaseState
from bot.core.errors import NotAllowed, Refusal
from bot.core.message import Person
from bot.store import audit, cases, pages, people
from cogs.duty.arguments import Debrief, HandOver, Nothing, Pause, PauseFor, Quiet, read_hours, read_zone
from cogs.duty.shifts import moderator

_WEEK = timedelta(days=7)


async def pause(context: Context, args: PauseFor) -> list[Action]:
    """No pages for a while; they go to somebody else. It ends by itself."""
    until = context.now + timedelta(minutes=int(args.minutes.value))
    await people.choose(context.tx, _me(context).id, "pause_until", until.isoformat())
    await audit.record(context.tx, _me(context).id, "paused", context.now, until=until.isoformat(timespec="minutes"))
    said = context.say("duty.paused", until=f"{until:%Y-%m-%d %H:%M} UTC")
    held = await cases.queue(context.tx, states=(CaseState.CLAIMED,), owner=_me(context).id)
    buttons = [Button(context.text("button.back"), "duty resume", {})]
    if held:
        buttons.append(Button(context.text("button.hand_over"), "duty handover", {}))
    fields = tuple(Field(title(context, case), context.text(f"urgency.{case.severity.name.lower()}")) for case in held)
    return [Reply(Card(said.title, said.body, fields, tuple(buttons), Tone.CARE))]


async def resume(context: Context, _: Nothing) -> list[Action]:
    await people.choose(context.tx, _me(context).id, "pause_until", context.now.isoformat())
    await audit.record(context.tx, _me(context).id, "resumed", context.now)
    said = context.say("duty.resumed")
    return [Reply(Card(said.title, said.body, tone=Tone.DONE))]


async def quiet(context: Context, args: Quiet) -> list[Action]:
    """Daily hours in which somebody else is called. A crisis is never left without anybody: then everybody is called."""
    starts, ends = read_hours(args.hours)
    zone = read_zone(args.zone)
    await people.choose(context.tx, _me(context).id, "quiet", f"{starts:%H:%M}-{ends:%H:%M} {zone}")
    said = context.say("duty.quiet", hours=f"{starts:%H:%M}-{ends:%H:%M}", zone=zone)
    return [Reply(Card(said.title, said.body, tone=Tone.DONE))]


async def load(context: Context, _: Nothing) -> list[Action]:
    """What I carry. Only the person sees it."""
    me = _me(context).id
    since = context.now - _WEEK
    held = await cases.queue(context.tx, states=(CaseState.CLAIMED,), owner=me)
    taken = [step for step in await audit.between(context.tx, since, context.now, ("claimed", "resolved")) if step.actor == me]
    chosen = await people.chosen(context.tx, me)
    rows = {
        "held": len(held),
        "claimed": sum(step.kind == "claimed" for step in taken),
        "resolved": sum(step.kind == "resolved" for step in taken),
        "heavy": (await pages.heavy_since(context.tx, since)).get(me, 0),
        "pages": await pages.count_since(context.tx, me, since),
    }
    fields = [Field(context.text(f"duty.load.field.{name}"), str(count)) for name, count in rows.items()]
    until = chosen.get("pause_until")
    if until and datetime.fromisoformat(until) > context.now:
        fields.append(Field(context.text("duty.load.field.paused"), f"{datetime.fromisoformat(until):%Y-%m-%d %H:%M} UTC"))
    if chosen.get("quiet"):
        fields.append(Field(context.text("duty.load.field.quiet"), chosen["quiet"]))
    said = context.say("duty.load.heavy_week" if rows["heavy"] >= 3 else "duty.load")
    return [Reply(Card(said.title, said.body, tuple(fields), (_pause(context, Pause.DAY),), Tone.CARE))]


async def hand_over(context: Context, args: HandOver) -> list[Action]:
    """Everything that I hold goes to a colleague, with one note; what they may not handle stays and is named."""
    me, other = _me(context), moderator(context, args.person)
    if other.id == me.id:
        raise Refusal("refusal.yourself")
    given, kept = [], []
    actions: list[Action] = []
    for case in await cases.queue(context.tx, states=(CaseState.CLAIMED,), owner=me.id):
        if other.id == case.person or other.id in await cases.barred(context.tx, case.id):
            kept.append(case)
            continue
        moved = await cases.change(context.tx, case, states=(CaseState.CLAIMED,), owner=other.id, claimed_at=context.now)
        if moved is None:
            continue
        await cases.add_note(context.tx, case.id, me.id, args.note, context.now)
        await audit.record(context.tx, me.id, "handed_over", context.now, case.id, to=other.id)
        given.append(moved)
        actions.append(
            Later(f"{case.key}:stale", context.now + context.policy.claim_expires, "case stale", {"case": str(case.id)})
        )
        if case.paged and case.contacted_at is None:
            due = context.now + context.policy.paging_of(case.severity.name.lower()).contact
            actions.append(Later(f"{case.key}:contact", due, "page contact", {"case": str(case.id)}))
        if context.home.moderators is not None:
            actions.append(Edit(f"{case.key}:card", context.home.moderators, case_card(context, moved)))
    if given:
        theirs = await toward(context, other.id)
        said = theirs.say("duty.handed_over", name=me.name, count=str(len(given)))
        buttons = tuple(Button(title(theirs, case), "case show", {"case": str(case.id)}) for case in given[:10])
        card = Card(said.title, said.body, (Field(theirs.text("case.field.note"), args.note),), buttons, Tone.CAUTION)
        actions.append(Direct(f"duty:over:{context.event}", other.id, context.place, card, urgent=True))
    said = context.say("duty.gave" if given else "duty.gave_none", name=other.name, count=str(len(given)))
    left = tuple(Field(title(context, case), context.text("duty.kept", name=other.name)) for case in kept)
    return [Reply(Card(said.title, said.body, left, tone=Tone.DONE)), *actions]


async def debrief(context: Context, args: Debrief) -> list[Action]:
    """A while after a crisis was settled: thanks, and an easy way to step back."""
    theirs = await toward(context, args.person)
    said = theirs.say("duty.debrief", name=context.name_of(args.person))
    buttons = (_pause(theirs, Pause.TWO_HOURS), _pause(theirs, Pause.DAY), Button(theirs.text("button.load"), "duty load", {}))
    card = Card(said.title, said.body, buttons=buttons, tone=Tone.CARE)
    return [Direct(f"case:{args.case}:debrief:{args.person}", args.person, context.place, card)]


def _pause(context: Context, minutes: Pause) -> Button:
    return Button(context.text(f"button.pause_{minutes.value}"), "duty pause", {"minutes": minutes.value})


def _me(context: Context) -> Person:
    if context.actor is None:
        raise NotAllowed("refusal.not_allowed")
    return context.actor
