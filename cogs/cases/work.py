"""Working on a case: take it, give it back, hand it over, note, record contact, follow it."""

from collections.abc import Sequence

from bot.cards.case import case_card
from bot.cards.private import toward
from bot.cards.watched import tell_watchers
from bot.cog import Context
from bot.core.action import Action, Cancel, Direct, Reply
from bot.core.card import Button, Card, Field, Tone
from bot.core.case import CaseState
from bot.core.errors import Refusal
from bot.core.message import Role
from bot.store import audit, cases
from cogs.cases.arguments import HandOver, Note, OneCase
from cogs.cases.steps import (
    actor,
    clocks_on_claim,
    clocks_on_release,
    drilled,
    find,
    keep_claim,
    lost,
    move,
    owned,
    shown,
    take,
)


async def claim(context: Context, args: OneCase) -> list[Action]:
    case = await find(context, args.case)
    person = actor(context)
    if case.owner == person.id and case.state is CaseState.CLAIMED:
        return [Reply(case_card(context, case))]
    taken = await take(context, case, person)
    if taken is None:
        raise lost(context, await find(context, args.case))
    if taken.label == "drill":
        return await drilled(context, taken)
    return [*await shown(context, taken, "claimed"), *clocks_on_claim(context, taken)]


async def release(context: Context, args: OneCase) -> list[Action]:
    case = await owned(context, args.case)
    freed = await move(context, case, "released", state=CaseState.OPEN.value, owner=None, claimed_at=None)
    return [*await shown(context, freed, "released"), *clocks_on_release(context, freed)]


async def contact(context: Context, args: OneCase) -> list[Action]:
    """The member was reached: paging is over. Pressed on a case that waits, it takes it too."""
    case = await find(context, args.case)
    person = actor(context)
    if case.state is CaseState.OPEN:
        case = await take(context, case, person) or case
    if case.owner != person.id or case.state is not CaseState.CLAIMED:
        raise lost(context, await find(context, args.case))
    if case.label == "drill":
        return await drilled(context, case)
    reached = await move(context, case, "contacted", contacted_at=context.now)
    clocks = [Cancel(f"{case.key}:page"), Cancel(f"{case.key}:contact"), Cancel(f"{case.key}:overdue")]
    return [*await shown(context, reached, "contacted"), *clocks, keep_claim(context, reached)]


async def hand_over(context: Context, args: HandOver) -> list[Action]:
    """To a colleague, with a note: they get the case and are told; the clock for contact starts anew."""
    case = await owned(context, args.case)
    other = context.directory.person(args.person)
    if other is None or Role.MODERATOR not in other.roles:
        raise Refusal("refusal.no_moderator")
    if other.id == case.person or other.id in await cases.barred(context.tx, case.id):
        raise Refusal("refusal.cannot_take", name=other.name)
    me = actor(context)
    if other.id == me.id:
        raise Refusal("refusal.yourself")
    await cases.add_note(context.tx, case.id, me.id, args.note, context.now)
    given = await move(context, case, "handed_over", {"to": other.id}, owner=other.id, claimed_at=context.now)
    theirs = await toward(context, other.id)
    said = theirs.say("case.handed_over", case=str(case.id), name=me.name)
    note = Field(theirs.text("case.field.note"), args.note)
    buttons = (
        Button(theirs.text("button.show"), "case show", {"case": str(case.id)}),
        Button(theirs.text("button.release"), "case release", {"case": str(case.id)}),
    )
    card = Card(said.title, said.body, (note,), buttons, Tone.CAUTION)
    tell = Direct(f"{case.key}:over:{context.event}", other.id, case.place, card, urgent=case.paged)
    return [*await shown(context, given, "handed_over"), tell, *clocks_on_claim(context, given)]


async def note(context: Context, args: Note) -> list[Action]:
    """A note for colleagues, sealed like everything that a person writes."""
    case = await find(context, args.case)
    await cases.add_note(context.tx, case.id, actor(context).id, args.note, context.now)
    await audit.record(context.tx, actor(context).id, "noted", context.now, case.id)
    said = context.say("case.noted", case=str(case.id))
    actions: list[Action] = [Reply(Card(said.title, said.body, tone=Tone.DONE))]
    if case.owner == actor(context).id and case.state is CaseState.CLAIMED:
        actions.append(keep_claim(context, case))
    return [*actions, *await tell_watchers(context, case, "noted")]


async def watch(context: Context, args: OneCase) -> list[Action]:
    """Follow a case, or stop following it."""
    case = await find(context, args.case)
    follows = await cases.watch(context.tx, case.id, actor(context).id)
    said = context.say("case.follows" if follows else "case.follows_no_more", case=str(case.id))
    return [Reply(Card(said.title, said.body, tone=Tone.DONE))]


async def colleagues(context: Context, typed: str) -> Sequence[tuple[str, str]]:
    """Completes a moderator's name."""
    wanted = typed.casefold().strip("@ ")
    return [(one.id, one.name) for one in context.directory.staff(Role.MODERATOR) if wanted in one.name.casefold()][:25]
