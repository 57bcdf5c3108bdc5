"""Looks after what people write: hides what must not be seen, has a kind word for each part, and calls a human.

The order is fixed: help lines before everything, then what is hidden, then words to the author, to readers, then the case.
"""

from bot.cog import Cog, Context, nothing_to_erase, nothing_to_export
from bot.core.action import Action, Hide
from bot.core.card import Card
from bot.core.decision import Decision, Visibility
from bot.core.message import ChannelKind, Deletion, Message
from bot.store import cases
from cogs.moderation.author import crisis_words, words_to_author
from cogs.moderation.human import call_human, keep_judgement
from cogs.moderation.readers import words_to_readers


async def look_after(context: Context, message: Message, decision: Decision) -> list[Action]:
    """What follows from a decision about a message."""
    if decision.quiet:
        return []
    actions = crisis_words(context, message, decision)
    hides = decision.visibility is Visibility.HIDDEN and message.kind is not ChannelKind.DIRECT
    if hides:
        said = context.say("hide.by_hand")
        actions.append(Hide(f"{message.id}:hide", message.place, message.id, message.author.id, Card(said.title, said.body)))
    actions += await words_to_author(context, message, decision, hidden=hides)
    actions += await words_to_readers(context, message, decision, hidden=hides)
    actions += await call_human(context, message, decision)
    await keep_judgement(context, message, decision)
    return actions


async def taken_back(context: Context, deletion: Deletion) -> list[Action]:
    """An author deleted a message that a case is about: the case says so and keeps its evidence."""
    case = await cases.by_message(context.tx, deletion.message)
    if case is not None:
        await cases.record(context.tx, case.id, deletion.author.id, "deleted", {}, context.now)
    return []


COG = Cog("moderation", nothing_to_erase, nothing_to_export, listeners=(look_after,), heard=(taken_back,))
__all__ = ["COG"]
