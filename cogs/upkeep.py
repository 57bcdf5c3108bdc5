"""Keeps the content fresh: tells the clinicians which reviews are due, and staff which help lines want checking."""

import hashlib
from datetime import timedelta

from bot.cog import CLINICIANS, Arguments, Cog, Command, Context, nothing_to_erase, nothing_to_export
from bot.core.action import Action, Later, Post, Reply
from bot.core.card import Card, Field, Tone
from bot.core.message import Place, Role

_SOON = timedelta(days=60)
_SHOWN = 20


class Nothing(Arguments):
    """A command without arguments."""


async def due(context: Context, _: Nothing) -> list[Action]:
    """What wants a clinician's eye now."""
    fields = (*_articles(context), *_help_lines(context), *_playbook(context))
    said = context.say("upkeep.due" if fields else "upkeep.fine")
    return [Reply(Card(said.title, said.body, fields))]


async def look(context: Context, _: Nothing) -> list[Action]:
    """Once a day: say what is new on the list, once a week at most; then look again tomorrow."""
    actions: list[Action] = [Later("daily:upkeep look", context.now + timedelta(days=1), "upkeep look")]
    for place, fields in (
        (context.home.clinicians, _articles(context)),
        (context.home.moderators, (*_help_lines(context), *_playbook(context))),
    ):
        if place is not None and fields:
            actions.append(_told(context, place, fields))
    return actions


def _told(context: Context, place: Place, fields: tuple[Field, ...]) -> Post:
    said = context.say("upkeep.due")
    year, week, _ = context.today.isocalendar()
    digest = hashlib.sha256("\n".join(field.name for field in fields).encode()).hexdigest()[:12]
    return Post(f"upkeep:{place.channel}:{year}-{week}:{digest}", place, Card(said.title, said.body, fields, tone=Tone.CAUTION))


def _articles(context: Context) -> tuple[Field, ...]:
    waiting = sorted(
        (one for one in context.library.articles if one.review_due <= context.today + _SOON), key=lambda one: one.review_due
    )
    words = {True: "upkeep.in_use", False: "upkeep.not_in_use"}
    return tuple(
        Field(one.question, context.text(words[one.current(context.today)], day=one.review_due.isoformat()))
        for one in waiting[:_SHOWN]
    )


def _help_lines(context: Context) -> tuple[Field, ...]:
    late = [country for country in context.library.countries.values() if not country.checked(context.today)]
    return tuple(Field(one.name, context.text("upkeep.help_lines", day=one.checked_on.isoformat())) for one in late[:_SHOWN])


def _playbook(context: Context) -> tuple[Field, ...]:
    """Plans past their review and duties past their check: still shown on cases, so staff must know."""
    book, today = context.library.playbook, context.today
    plans = [plan for plan in book.each if not plan.current(today)]
    duties = [one for one in book.jurisdictions.values() if not one.checked(today)]
    late = [
        *(Field(plan.name, context.text("upkeep.plan", day=plan.review_due.isoformat())) for plan in plans),
        *(Field(one.name, context.text("upkeep.duties", day=one.checked_on.isoformat())) for one in duties),
    ]
    return tuple(late[:_SHOWN])


COG = Cog(
    "upkeep",
    nothing_to_erase,
    nothing_to_export,
    commands=(
        Command("content due", CLINICIANS | {Role.ADMIN}, Nothing, due, reads_only=True),
        Command("upkeep look", frozenset(), Nothing, look, at_clock=True, listed=False),
    ),
    daily=("upkeep look",),
)
