"""What comes of an invocation, and what a person said in one."""

from dataclasses import dataclass, replace

from bot.cog import Argument, Command
from bot.core.action import File
from bot.core.card import Card
from bot.core.finding import Assessment, Label
from bot.core.message import DIRECT, ChannelKind, Invocation, Message, Role


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an invocation: a reply, a list of arguments that are missing, or a refusal in words."""

    reply: Card | None = None
    private: bool = True
    files: tuple[File, ...] = ()
    missing: tuple[Argument, ...] = ()
    refused: str = ""


def spoken(invocation: Invocation) -> Message | None:
    """What a person typed into a command, as a message in their private talk with the bot."""
    if invocation.actor is None or not invocation.typed:
        return None
    text = "\n".join(invocation.args[name] for name in sorted(invocation.typed))
    place = replace(invocation.place, channel=DIRECT, thread=invocation.actor.id)
    return Message(invocation.id, place, invocation.actor, text, invocation.at, kind=ChannelKind.DIRECT)


def professional(command: Command, assessment: Assessment) -> bool:
    """Who writes about somebody else's danger, as staff or in confidence to them, is not in crisis."""
    if Role.MEMBER in command.roles and not command.in_confidence:
        return False
    return all("third_person" in finding.tags for finding in assessment.of(Label.CRISIS))
