"""The words that people agree to: shown, agreed to, put off, taken back. The record says that it happened, not to whom."""

from dataclasses import replace

from bot.cog import Context
from bot.core.action import Action, Reply
from bot.core.audit import MEMBER
from bot.core.card import Button, Card, Tone
from bot.core.consent import Age
from bot.store import audit, consents, minors
from cogs.welcome.arguments import Nothing, Sure, Words
from cogs.welcome.cards import actor, next_step, start_button, ways_to_help, without_access, words_card, young_card


async def start(context: Context, _: Nothing) -> list[Action]:
    """Whatever step is next; pressed again, the same."""
    return [Reply(await next_step(context))]


async def agree(context: Context, args: Words) -> list[Action]:
    """Agree to the words that were on the card. Where they have changed since, the new ones are shown and nothing is agreed."""
    me, version = actor(context).id, context.policy.consent_version
    if await minors.stated(context.tx, me) is Age.YOUNGER:
        return [Reply(young_card(context))]
    if args.version != version:
        card = words_card(context)
        return [Reply(replace(card, body=f"{context.text('welcome.changed')}\n\n{card.body}"))]
    if not (await consents.of(context.tx, me)).current(version):
        await consents.agree(context.tx, me, version, context.now)
        await audit.record(context.tx, MEMBER, "consent_given", context.now, version=str(version))
    return [Reply(await next_step(context))]


async def decline(context: Context, args: Words) -> list[Action]:
    """Not now: nothing is lost but the condition channels. An agreement that holds is taken back by another button."""
    me, version = actor(context).id, context.policy.consent_version
    known = await consents.of(context.tx, me)
    if known.current(version):
        said = context.say("welcome.agreed_already")
        back = Button(context.text("button.withdraw"), "welcome withdraw", {"sure": "yes"}, danger=True)
        return [Reply(Card(said.title, said.body, buttons=(back, *ways_to_help(context))))]
    if known.declined != version:
        await consents.decline(context.tx, me, version)
        await audit.record(context.tx, MEMBER, "consent_declined", context.now, version=str(version))
    said = context.say("welcome.declined" if known.agreed is None else "welcome.put_off")
    return [Reply(Card(said.title, said.body, buttons=(*ways_to_help(context), start_button(context)), tone=Tone.CARE))]


async def withdraw(context: Context, args: Sure) -> list[Action]:
    """Take an agreement back: the condition channels close at once, and from now on only what safety needs is kept."""
    me = actor(context).id
    if not args.sure:
        said = context.say("welcome.stays")
        return [Reply(Card(said.title, said.body))]
    closed = await withdrawn(context, me)
    said = context.say("welcome.withdrawn")
    return [Reply(Card(said.title, said.body, buttons=(*ways_to_help(context), start_button(context)), tone=Tone.DONE)), *closed]


async def withdrawn(context: Context, person: str) -> list[Action]:
    """End the agreement and the access that came with it; once."""
    if (await consents.of(context.tx, person)).agreed is not None:
        await consents.withdraw(context.tx, person, context.policy.consent_version)
        await audit.record(context.tx, MEMBER, "consent_withdrawn", context.now, version=str(context.policy.consent_version))
    return await without_access(context, person)
