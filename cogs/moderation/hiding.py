"""Hiding by itself, and the brake on it: an unusual rate stops it and calls a person.

A flood, a raid or a broken rule would otherwise take a whole conversation away before anybody looks.
"""

from bot.cog import Arguments, Context
from bot.core.action import Action, Hide, Page, Post, Reply
from bot.core.audit import PROGRAM
from bot.core.card import Button, Card, Field, Tone
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
    if await _hidden_lately(context) >= context.policy.hides_at_most:
        return False, await _stop(context)
    await audit.record(context.tx, PROGRAM, "hidden", context.now)
    said = context.say("hide.by_hand")
    channel = context.directory.channel(message.place.channel)
    where = f"#{channel.name}" if channel is not None else context.text("common.this")
    ask = Card(said.title, said.body, (Field(context.text("case.field.channel"), where),))
    return True, [Hide(f"{message.id}:hide", message.place, message.id, message.author.id, ask, context.home.moderators)]


async def stop(context: Context, _: Nothing) -> list[Action]:
    """A person stops automatic hiding; the others see it, and nobody is called."""
    await _throw(context, context.actor.id if context.actor else PROGRAM)
    said = context.say("hide.stopped_by_hand")
    actions: list[Action] = [Reply(Card(said.title, said.body, tone=Tone.DONE))]
    if context.home.moderators is not None:
        card = Card(said.title, said.body, buttons=(_again(context),), tone=Tone.CAUTION)
        actions.append(Post(f"hiding:stopped:{context.event}", context.home.moderators, card))
    return actions


async def resume(context: Context, _: Nothing) -> list[Action]:
    """A person has looked, and hiding goes on; the count starts anew with what comes."""
    await switches.put_back(context.tx, HIDING_STOPPED)
    await audit.record(context.tx, context.actor.id if context.actor else PROGRAM, "hiding_resumed", context.now)
    said = context.say("hide.resumed")
    return [Reply(Card(said.title, said.body, tone=Tone.DONE))]


async def _hidden_lately(context: Context) -> int:
    since = context.now - context.policy.hides_within
    looked = await audit.between(context.tx, since, context.now, ("hiding_resumed",))
    return await audit.count_since(context.tx, "hidden", looked[-1].at if looked else since)


async def _throw(context: Context, by: str) -> None:
    await switches.throw(context.tx, HIDING_STOPPED, "yes", by, context.now)
    await audit.record(context.tx, by, "hiding_stopped", context.now)


def _again(context: Context) -> Button:
    return Button(context.text("button.hide_again"), "hiding resume", {})


async def _stop(context: Context) -> list[Action]:
    await _throw(context, PROGRAM)
    said = context.say("hide.stopped")
    card = Card(said.title, said.body, buttons=(_again(context),), tone=Tone.URGENT)
    if context.home.moderators is None:
        return []
    key = f"hiding:stopped:{context.event}"
    pages = [Page(f"{key}:{place.channel}", "everybody", place, card) for place in context.outside]
    return [
        Post(key, context.home.moderators, card, urgent=True),
        Page(f"{key}:page", "everybody", context.home.moderators, card),
        *pages,
    ]
