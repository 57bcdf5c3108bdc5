"""Looks after what people write: hides what must not be seen, has a kind word for each part, and calls a human.

The order is fixed: help lines before everything, then what is hidden, then words to the author, to readers, then the case.
"""

from bot.cog import STAFF, Cog, Command, Context, nothing_to_erase, nothing_to_export
from bot.core.action import Action
from bot.core.audit import MEMBER
from bot.core.decision import Decision
from bot.core.finding import Label
from bot.core.message import Deletion, Message, Role
from bot.store import audit, cases, inbox, minors
from cogs.moderation.author import crisis_words, words_to_author
from cogs.moderation.files import look_at_files
from cogs.moderation.hiding import Nothing, hide, resume, stop
from cogs.moderation.human import call_human, keep_edit, keep_judgement
from cogs.moderation.readers import words_to_readers


async def look_after(context: Context, message: Message, decision: Decision) -> list[Action]:
    """What follows from a decision about a message."""
    if any((found.label, found.value) == (Label.CONDUCT, "minor") for found in decision.findings):
        await minors.note(context.tx, message.author.id)
    if decision.quiet:
        await keep_edit(context, message)
        return []
    actions = await crisis_words(context, message, decision)
    hides, hiding = await hide(context, message, decision)
    actions += hiding
    actions += await words_to_author(context, message, decision, hidden=hides)
    actions += await words_to_readers(context, message, decision, hidden=hides)
    actions += await call_human(context, message, decision)
    await keep_judgement(context, message, decision)
    return actions


async def taken_back(context: Context, deletion: Deletion) -> list[Action]:
    """An author deleted a message that a case is about: the case says so and keeps its evidence."""
    case = await cases.by_message(context.tx, deletion.message)
    if case is not None:
        await audit.record(context.tx, MEMBER, "deleted", context.now, case.id)
    else:
        await inbox.destroy_message(context.tx, deletion.message)
    return []


_LEADS = STAFF | {Role.ADMIN}

COG = Cog(
    "moderation",
    nothing_to_erase,
    nothing_to_export,
    commands=(Command("hiding stop", _LEADS, Nothing, stop), Command("hiding resume", _LEADS, Nothing, resume)),
    listeners=(look_after, look_at_files),
    heard=(taken_back,),
)
__all__ = ["COG"]
