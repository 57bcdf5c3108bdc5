"""The rota: who is on duty now and next, shifts, swaps, and the hand-over at the end of a turn."""

from collections.abc import Sequence
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from bot.cards.case import title
from bot.cards.private import toward
from bot.cog import Context
from bot.core.action import Action, Direct, Later, Post, Reply
from bot.core.card import Button, Card, Field, Tone
from bot.core.case import CaseState
from bot.core.errors import NotAllowed, NotFound, Refusal
from bot.core.message import Person, Role
from bot.core.rota import DAYS, Shift, Turn, turns
from bot.store import audit, cases, rota
from cogs.duty.arguments import AddShift, EndOfTurn, Nothing, OneShift, Swap, read_day, read_days, read_hours, read_zone

_AHEAD = timedelta(days=7)
_PLANNED = timedelta(hours=26)


async def now(context: Context, _: Nothing) -> list[Action]:
    """Who is on duty, who comes next, and every shift with its number."""
    running = await rota.now_on(context.tx, context.now)
    shifts, covers = await rota.shifts(context.tx), await rota.covers(context.tx)
    coming = [turn for turn in turns(shifts, covers, context.now, context.now + _AHEAD) if turn.start > context.now]
    here = "\n".join(_turn(context, turn, shifts) for turn in running) or context.text("duty.nobody")
    fields = [Field(context.text("duty.field.now"), here)]
    if coming:
        fields.append(Field(context.text("duty.field.next"), "\n".join(_turn(context, turn, shifts) for turn in coming[:5])))
    if shifts:
        fields.append(Field(context.text("duty.field.rota"), "\n".join(_shift(context, shift) for shift in shifts)))
    said = context.say("duty.now")
    return [Reply(Card(said.title, said.body, tuple(fields)))]


async def add(context: Context, args: AddShift) -> list[Action]:
    person = moderator(context, args.person)
    starts, ends = read_hours(args.hours)
    shift = Shift(0, person.id, args.duty, read_days(args.days), starts, ends, read_zone(args.zone))
    shift = await rota.add(context.tx, shift)
    await audit.record(context.tx, _me(context), "shift_added", context.now, shift=str(shift.id), person=person.id)
    said = context.say("duty.added", shift=_shift(context, shift))
    return [Reply(Card(said.title, said.body, tone=Tone.DONE)), Later("daily:duty plan", context.now, "duty plan")]


async def remove(context: Context, args: OneShift) -> list[Action]:
    if not await rota.remove(context.tx, args.shift):
        raise NotFound("refusal.no_such_shift")
    await audit.record(context.tx, _me(context), "shift_removed", context.now, shift=str(args.shift))
    said = context.say("duty.removed")
    return [Reply(Card(said.title, said.body, tone=Tone.DONE))]


async def swap(context: Context, args: Swap) -> list[Action]:
    """Somebody else works one day of a shift. Its owner, or an admin, gives it away; the other is told."""
    shift = next((one for one in await rota.shifts(context.tx) if one.id == args.shift), None)
    if shift is None:
        raise NotFound("refusal.no_such_shift")
    day, other = read_day(args.day), moderator(context, args.person)
    if DAYS[day.weekday()] not in shift.days:
        raise Refusal("refusal.no_shift_that_day")
    holder = (await rota.covers(context.tx)).get((shift.id, day), shift.person)
    if context.actor is None or (holder != context.actor.id and Role.ADMIN not in context.actor.roles):
        raise NotAllowed("refusal.not_your_shift")
    await rota.cover(context.tx, shift.id, day, other.id)
    await audit.record(context.tx, _me(context), "shift_swapped", context.now, shift=str(shift.id), to=other.id, day=args.day)
    hours = f"{shift.starts:%H:%M}-{shift.ends:%H:%M} {shift.zone}"
    said = context.say("duty.covers", name=other.name, day=day.isoformat(), hours=hours)
    theirs = (await toward(context, other.id)).say("duty.covers", name=other.name, day=day.isoformat(), hours=hours)
    tell = Direct(f"duty:swap:{context.event}", other.id, context.place, Card(theirs.title, theirs.body, tone=Tone.CAUTION))
    return [Reply(Card(said.title, said.body, tone=Tone.DONE)), tell, Later("daily:duty plan", context.now, "duty plan")]


async def plan(context: Context, _: Nothing) -> list[Action]:
    """Once a day, and when the rota changes: set the clock for the end of each turn that is running or comes soon."""
    actions: list[Action] = [Later("daily:duty plan", context.now + timedelta(days=1), "duty plan")]
    shifts, covers = await rota.shifts(context.tx), await rota.covers(context.tx)
    for turn in turns(shifts, covers, context.now, context.now + _PLANNED):
        args = {"person": turn.person, "shift": str(turn.shift), "day": turn.day.isoformat()}
        if turn.end > context.now:
            actions.append(Later(f"duty:end:{turn.shift}:{turn.day}", turn.end, "duty ends", args))
    return actions


async def ends(context: Context, args: EndOfTurn) -> list[Action]:
    """A turn is over: whoever worked it sees what they still hold and passes it on; the next ones see what is open."""
    held = await cases.queue(context.tx, states=(CaseState.CLAIMED,), owner=args.person)
    shifts, covers = await rota.shifts(context.tx), await rota.covers(context.tx)
    worked = covers.get((args.shift, date.fromisoformat(args.day)), args.person)
    if worked != args.person or all(shift.id != args.shift for shift in shifts):
        return []  # swapped or taken off the rota meanwhile; whoever works it has a clock of their own
    key = f"duty:end:{args.shift}:{args.day}"
    actions: list[Action] = []
    running = await rota.now_on(context.tx, context.now)
    if held and all(turn.person != args.person for turn in running):  # nobody hands over in the middle of their next turn
        theirs = await toward(context, args.person)
        said = theirs.say("duty.over", count=str(len(held)))
        buttons = tuple(Button(title(theirs, case), "case show", {"case": str(case.id)}) for case in held)
        hand = Button(theirs.text("button.hand_over"), "duty handover", {})
        card = Card(said.title, said.body, buttons=(*buttons[:10], hand), tone=Tone.CAUTION)
        actions.append(Direct(key, args.person, context.place, card))
    waiting = await cases.queue(context.tx, limit=10)
    others = [turn for turn in running if turn.person != args.person]
    if waiting and others and (home := context.home.moderators) is not None:
        names = ", ".join(dict.fromkeys(context.name_of(turn.person) for turn in others))
        said = context.say("duty.begins", names=names, count=str(len(waiting)))
        fields = tuple(Field(title(context, case), _who(context, case.owner)) for case in waiting)
        actions.append(Post(f"{key}:next", home, Card(said.title, said.body, fields)))
    return actions


def moderator(context: Context, person: str) -> Person:
    found = context.directory.person(person)
    if found is None or Role.MODERATOR not in found.roles:
        raise Refusal("refusal.no_moderator")
    return found


async def shift_numbers(context: Context, typed: str) -> Sequence[tuple[str, str]]:
    """Completes a shift's number."""
    return [(str(one.id), _shift(context, one)) for one in await rota.shifts(context.tx) if typed.strip("# ") in str(one.id)][:25]


def _me(context: Context) -> str:
    return context.actor.id if context.actor else ""


def _who(context: Context, owner: str | None) -> str:
    return context.text("case.state.claimed", owner=context.name_of(owner)) if owner else context.text("case.state.open")


def _turn(context: Context, turn: Turn, shifts: Sequence[Shift]) -> str:
    zone = next((shift.zone for shift in shifts if shift.id == turn.shift), "UTC")
    local = ZoneInfo(zone)
    span = f"{turn.start.astimezone(local):%a %Y-%m-%d %H:%M} - {turn.end.astimezone(local):%H:%M} {zone}"
    return f"{context.name_of(turn.person)} · {context.text(f'choice.duty.{turn.kind.value}')} · {span}"


def _shift(context: Context, shift: Shift) -> str:
    days = ", ".join(day for day in DAYS if day in shift.days)
    hours = f"{shift.starts:%H:%M}-{shift.ends:%H:%M} {shift.zone}"
    return f"{shift.id}: {context.name_of(shift.person)} · {context.text(f'choice.duty.{shift.kind.value}')} · {days} · {hours}"
