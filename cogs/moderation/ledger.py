"""Nobody is told the same thing twice in one conversation.

A note is given at most once per thread and topic, in a channel without threads once in the policy's window. A new addressee, a
higher risk, or a member's reassurance (`peer`) always gets its words.
"""

from dataclasses import dataclass

from bot.cog import Context
from bot.core.decision import Words
from bot.core.finding import Finding, Label
from bot.core.message import Message
from bot.store import notes


@dataclass(frozen=True, slots=True)
class Topic:
    """What a note is about: a label with its subject."""

    name: str
    rank: int
    peer: bool

    @classmethod
    def of(cls, finding: Finding) -> "Topic":
        subject = finding.ref or finding.about
        peer = finding.value == "peer" and finding.label in {Label.DIAGNOSIS, Label.ADVICE}
        return cls(f"{finding.label.value}:{subject}", Words(finding.label, finding.value).rank, peer)


async def due(context: Context, message: Message, topic: Topic, addressee: str) -> bool:
    """Whether the words are due now; if so, they count as given."""
    since = None if message.place.thread else context.now - context.policy.note_window
    before = await notes.given(context.tx, message.place, topic.name, addressee, since)
    if before is not None and before >= topic.rank and not topic.peer:
        return False
    await notes.give(context.tx, message.place, topic.name, addressee, topic.rank, context.now)
    return True
