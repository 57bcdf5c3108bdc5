"""What an argument could be, while somebody types it: open cases, conditions and articles, for whoever may see them."""

from collections.abc import Iterable, Sequence
from typing import Final

from bot.cards.case import title
from bot.cog import Command, Context, Kind
from bot.core.message import Role
from bot.store import cases

MOST: Final = 25
"""As many as Discord shows."""
COMPLETED: Final = frozenset({Kind.CASE, Kind.CONDITION, Kind.ARTICLE})
"""Kinds of arguments that are completed for every command."""
_LOOKED_AT: Final = 200
_STAFF: Final = frozenset({Role.MODERATOR, Role.ADMIN})

Choice = tuple[str, str]


async def complete(context: Context, command: Command, argument: str, text: str) -> Sequence[Choice]:
    """Pairs of value and label, the likeliest first. A command's own choices come before those of the argument's kind."""
    if (own := command.choices.get(argument)) is not None:
        return list(await own(context, text))[:MOST]
    kind = next((one.kind for one in command.arguments if one.name == argument), None)
    match kind:
        case Kind.CASE:
            return _matching(await _open_cases(context), text)
        case Kind.CONDITION:
            return _matching(sorted(context.library.conditions.items(), key=lambda one: one[1]), text)
        case Kind.ARTICLE:
            return _matching(((one.id, one.question) for one in context.library.articles if one.current(context.today)), text)
        case _:
            return []


async def _open_cases(context: Context) -> list[Choice]:
    """Most urgent first. Nobody is offered a case about themselves."""
    actor = context.actor
    if actor is None or not actor.roles & _STAFF:
        return []
    found = await cases.queue(context.tx, limit=_LOOKED_AT)
    return [(str(case.id), title(context, case)) for case in found if case.person != actor.id]


def _matching(choices: Iterable[Choice], text: str) -> list[Choice]:
    """Those that hold every word that was typed, in any order."""
    words = text.casefold().split()
    held = [one for one in choices if all(word in f"{one[0]} {one[1]}".casefold() for word in words)]
    return held[:MOST]
