"""Words to readers: that a view is a member's own, what is known instead, that a title is not verified."""

from bot.cog import Context
from bot.core.action import Action, Post
from bot.core.card import Card, Field, Tone
from bot.core.decision import Decision
from bot.core.finding import Finding, Label
from bot.core.message import Message
from cogs.moderation.author import top
from cogs.moderation.ledger import Topic, due

_EVERYBODY = ""


async def words_to_readers(context: Context, message: Message, decision: Decision, *, hidden: bool) -> list[Action]:
    """Public lines under the message. They name the subject and never the author; what is hidden gets none."""
    actions: list[Action] = []
    if decision.crisis and message.reply_to is not None:
        said = context.say("crisis.readers")
        actions.append(
            Post(f"{context.event}:readers:crisis", message.place, Card(said.title, said.body, tone=Tone.CARE), message.id)
        )
    if hidden:
        return actions
    told_about_care = False
    for label in (Label.ADVICE, Label.DIAGNOSIS, Label.MISINFORMATION, Label.AUTHORITY):
        finding = top(decision, label)
        if finding is None or not any(words.label is label for words in decision.readers):
            continue
        if told_about_care and label is Label.DIAGNOSIS:
            continue  # one line serves advice and diagnosis in one message
        if not await due(context, message, Topic.of(finding), message.reply_author or _EVERYBODY):
            continue
        told_about_care = told_about_care or label is Label.ADVICE
        card = _card(context, finding)
        actions.append(Post(f"{context.event}:readers:{label.value}", message.place, card, message.id))
    return actions


def _card(context: Context, finding: Finding) -> Card:
    claim = next((claim for claim in context.library.claims if claim.id == finding.ref), None)
    if finding.label is Label.MISINFORMATION and claim is not None:
        said = context.say("readers.misinformation.known")
        fields = (
            Field(context.text("answer.field.sources"), "\n".join(f"{name} {url}".strip() for name, url in claim.sources)),
            Field(context.text("answer.field.approved"), claim.approved_by),
            Field(context.text("answer.field.reviewed"), claim.reviewed_on.isoformat()),
        )
        return Card(said.title, claim.correction, fields, tone=Tone.CAUTION)
    kind = "unknown" if finding.label is Label.MISINFORMATION else "plain"
    said = context.say(f"readers.{finding.label.value}.{kind}")
    return Card(said.title, said.body, tone=Tone.CAUTION)
