"""Files in a condition channel: a picture of a letter or a scan can name a person, and no rule of ours reads it.

Where a clinic lets members post files there, each opens a review and its author is asked in private to look at it again.
"""

from bot.cards.private import private_card, waiting
from bot.cog import Context
from bot.core.action import Action, Direct
from bot.core.audit import PROGRAM
from bot.core.decision import Decision, Human, Urgency
from bot.core.message import ChannelKind, Message
from bot.store import audit, cases, evidence
from cogs.moderation.human import keep_files
from cogs.moderation.ledger import Topic, due

_TOPIC = Topic("privacy:file", 1, peer=False)


async def look_at_files(context: Context, message: Message, decision: Decision) -> list[Action]:
    """Nothing where the message has a case of its own already, which shows its files too."""
    if not message.attachments or message.kind is not ChannelKind.SUPPORT or message.condition == "general":
        return []
    if message.to_command or await cases.by_message(context.tx, message.id) is not None:
        return []
    new = cases.NewCase("privacy", "file", Urgency.LOW, Human.REVIEW, message.author.id, message.place, message.id, None)
    case, fresh = await cases.open_once(context.tx, new, context.now)
    if not fresh:
        return []
    await audit.record(context.tx, PROGRAM, "file_posted", context.now, case.id)
    until = context.now + context.policy.keep_evidence
    await evidence.keep(context.tx, case.id, message.id, "original", message.author.id, message.text, message.sent_at, until)
    await keep_files(context, message, case)
    if decision.crisis or not await due(context, message, _TOPIC, message.author.id):
        return []
    person, key = message.author.id, f"{context.event}:file"
    card = private_card(context, person, context.say("note.file").body)
    return [Direct(key, person, message.place, card, waiting(context, key, person, message.place))]
