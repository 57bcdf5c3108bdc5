"""Who is asked, and when: whoever comes in, and at their next contact whoever has not answered the words that hold now."""

from bot.cards.private import private_card, toward
from bot.cog import Context
from bot.core.action import Action
from bot.core.card import Button
from bot.core.decision import Decision
from bot.core.message import Message, Person, Place
from bot.store import cases, consents
from bot.store.consents import STAFF
from cogs.welcome.arguments import Newcomer
from cogs.welcome.cards import letter, start_button, ways_to_help


async def came_in(context: Context, args: Newcomer) -> list[Action]:
    """An adapter tells that somebody joined. Told twice, they are welcomed once."""
    person = context.directory.person(args.person)
    return await _ask(context, person or Person(args.person), context.place)


async def next_contact(context: Context, message: Message, decision: Decision) -> list[Action]:
    """After something quiet only: whoever just needed other words gets those alone."""
    if not decision.quiet or message.edited:
        return []
    return await _ask(context, message.author, message.place)


async def _ask(context: Context, person: Person, place: Place) -> list[Action]:
    """Once a week at most, never twice after an answer, and not while somebody is in trouble."""
    if person.roles & STAFF:
        return []
    known = await consents.of(context.tx, person.id)
    if not known.due(context.policy.consent_version, context.now):
        return []
    if await cases.open_crisis_of(context.tx, person.id) is not None:
        return []
    await consents.asked(context.tx, person.id, context.now)
    theirs = await toward(context, person.id)
    before = known.agreed is not None or known.declined is not None
    body = theirs.text("welcome.again" if before else "welcome.note")
    buttons: tuple[Button, ...] = (start_button(theirs), *ways_to_help(theirs))
    card = private_card(theirs, person.id, body, buttons=buttons)
    return [letter(theirs, f"{context.event}:welcome", person.id, place, card)]
