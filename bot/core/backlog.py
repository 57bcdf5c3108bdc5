"""Events that wait while others are worked off: what is urgent overtakes all but what it belongs to."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.message import Deletion, Invocation, Message


@dataclass(frozen=True, slots=True)
class Waiting:
    """`bonds`: the person and the messages that it is about. Two events that share one keep their order."""

    id: str
    bonds: frozenset[str]


def bonds(event: Message | Deletion | Invocation | None) -> frozenset[str]:
    match event:
        case Message():
            found = {f"person:{event.author.id}", f"message:{event.id}"}
            return frozenset(found | {f"message:{event.reply_to}"} if event.reply_to else found)
        case Deletion():
            return frozenset({f"person:{event.author.id}", f"message:{event.message}"})
        case Invocation() if event.actor is not None:
            return frozenset({f"person:{event.actor.id}"})
        case _:
            return frozenset()


def ahead(waiting: Sequence[Waiting]) -> list[Waiting]:
    """The last event and, before it, those earlier ones that it may not overtake, nor they in turn; in their order."""
    *before, urgent = waiting
    bound, found = set(urgent.bonds), [urgent]
    for one in reversed(before):
        if bound & one.bonds:
            bound |= one.bonds
            found.append(one)
    return found[::-1]
