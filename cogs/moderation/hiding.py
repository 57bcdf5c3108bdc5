"""Hiding by itself, and the brake on it: an unusual rate stops it and calls a person.

A flood, a raid or a broken rule would otherwise take a whole conversation away before anybody looks.
"""

from bot.cog import Arguments, Context
from bot.core.action import Action, Hide, Page, Post, Reply
from bot.core.audit import PROGRAM
from bot.core.card import Button, Card, Tone
from bot.core.decision import Decision, Visibility
from bot.core.message import ChannelKind, Message
from bot.store import audit, switches
from bot.store.switches import HIDING_STOPPED


class Nothing(Arguments):
    """A command without arguments."""


async def hide(context: Context, message: Message, decision: Decision) -> tuple[bool, list[Action]]:
    """Whether the message is taken out of sight, and what follows."""
    if decision.visibility is not Visibility.HIDDEN or message.kind is ChannelKind.DIRECT:
        return False, []
    if await switches.thrown(context.tx, HIDING_STOPPED) is not None:
        return False, []
    if await audit.count_since(context.tx, "hidden", context.now - context.policy.hides_within) >= context.policy.hides_at_most:
        return False, await _stop(context, PROGRAM)
    await audit.record(context.tx, PROGRAM, "hidden", context.now)
    said = context.say("hide.by_hand")
    return True, [Hide(f"{message.id}:hide", message.place, message.id, message.author.id, Card(said.title, said.body))]


async def stop(context: Context, _: Nothing) -> list[Action]:
    """A person stops automatic hiding."""
    said = context.say("hide.stopped_by_hand")
    return [
        Reply(Card(said.title, said.body, tone=Tone.DONE)),
        *await _stop(context, context.actor.id if context.actor else PROGRAM),
    ]


async def resume(context: Context, _: Nothing) -> list[Action]:
    """A person has looked, and hiding goes on; the count starts anew with what comes."""
    await switches.put_back(context.tx, HIDING_STOPPED)
    await audit.record(context.tx, context.actor.id if context.actor else PROGRAM, "hiding_resumed", context.now)
    said = context.say("hide.resumed")
    return [Reply(Card(said.title, said.body, tone=Tone.DONE))]


async def _stop(context: Context, by: str) -> list[Action]:
    await switches.throw(context.tx, HIDING_STOPPED, "yes", by, context.now)
    await audit.record(context.tx, by, "hiding_stopped", context.now)
    said = context.say("hide.stopped")
    button = Button(context.text("button.hide_again"), "hiding resume", {})
    card = Card(said.title, said.body, buttons=(button,), tone=Tone.URGENT)
    if context.home.moderators is None:
        return []
    key = f"hiding:stopped:{context.event}"
    pages = [Page(f"{key}:{place.channel}", "everybody", place, card) for place in context.outside]
    return [
        Post(key, context.home.moderators, card, urgent=True),
        Page(f"{key}:page", "everybody", context.home.moderators, card),
        *pages,
    ]
