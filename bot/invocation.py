"""What comes of an invocation, and what a person said in one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from bot.cog import Argument, Command, Kind
from bot.core.action import File
from bot.core.card import Card
from bot.core.errors import Refusal
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
    return Message(invocation.id, place, invocation.actor, text, invocation.at, kind=ChannelKind.DIRECT, to_command=True)


_NAMED: Final = frozenset({Kind.ARTICLE, Kind.CONDITION})


def typed_into(
    command: Command | None, args: Mapping[str, str], names: Callable[[str], bool] = lambda value: False
) -> frozenset[str]:
    """Names of the arguments that a person wrote freely. Where a command cannot be understood, all of them.

    `names`: whether a value is the name of an article or condition. "fever-after-chemo" on a button is nobody's fever.
    """
    given = frozenset(name for name, value in args.items() if value.strip())
    if command is None:
        return given
    known = {argument.name: argument for argument in command.arguments}
    unfinished = bool(command.missing(args)) and given <= known.keys()
    try:
        if not unfinished:
            command.read(args)
    except Refusal:
        return given
    named = {name for name in given if known[name].kind in _NAMED and names(args[name])}
    return frozenset(name for name in given - named if known[name].typed(args[name]))


def professional(command: Command | None, assessment: Assessment) -> bool:
    """Who writes about somebody else's danger, as staff or in confidence to them, is not in crisis."""
    if command is None:
        return False
    if Role.MEMBER in command.roles and not command.in_confidence:
        return False
    return all("third_person" in finding.tags for finding in assessment.of(Label.CRISIS))
