"""The list of conditions: one's own with a way out of each, then those that one may join. Only the person who asks sees it."""

from collections.abc import Sequence

from bot.cog import Context
from bot.core.card import Button, Card, Field
from bot.core.message import Place
from bot.store import consents

_A_PAGE = 18
"""Buttons of conditions on one card: Discord shows 25 in all."""


def channels_of(context: Context, condition: str) -> tuple[Place, ...]:
    """Where a condition is talked about."""
    return tuple(place for place in context.directory.condition_channels() if condition_of(context, place) == condition)


def condition_of(context: Context, place: Place) -> str:
    channel = context.directory.channel(place.channel)
    return channel.condition if channel is not None else ""


def offered(context: Context) -> tuple[str, ...]:
    """Conditions that have a channel here, by name."""
    known = {condition_of(context, place) for place in context.directory.condition_channels()} - {""}
    return tuple(sorted(known, key=lambda slug: named(context, slug).casefold()))


def named(context: Context, condition: str) -> str:
    return context.library.conditions.get(condition, condition)


def channel_names(context: Context, places: Sequence[Place]) -> str:
    found = (context.directory.channel(place.channel) for place in places)
    return ", ".join(f"#{channel.name}" for channel in found if channel is not None)


def leave_button(context: Context, condition: str) -> Button:
    return Button(
        context.text("button.leave_condition", condition=named(context, condition)), "welcome leave", {"condition": condition}
    )


async def conditions_card(context: Context, person: str, page: int = 1, opening: str = "") -> Card:
    """`opening`: what just happened, in front of the list."""
    mine = await consents.joined(context.tx, person)
    chosen = {one.condition for one in mine}
    joins = [
        Button(context.text("button.join_condition", condition=named(context, slug)), "welcome join", {"condition": slug})
        for slug in offered(context)
        if slug not in chosen
    ]
    buttons = [*(leave_button(context, one.condition) for one in mine), *joins]
    pages = max(1, -(-len(buttons) // _A_PAGE))
    page = min(page, pages)
    shown = buttons[(page - 1) * _A_PAGE : page * _A_PAGE]
    if pages > 1:
        shown.append(Button(context.text("button.more"), "welcome conditions", {"page": str(page % pages + 1)}))
    shown.append(Button(context.text("button.country"), "help country", {}))
    shown.append(Button(context.text("button.lines"), "help lines", {}))
    shown.append(Button(context.text("button.person"), "help person", {}))
    fields = tuple(Field(named(context, one.condition), channel_names(context, one.places)) for one in mine)
    said = context.say("welcome.conditions" if joins or mine else "welcome.no_conditions")
    return Card(said.title, f"{opening}\n\n{said.body}".strip(), fields, tuple(shown))
