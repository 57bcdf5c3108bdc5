"""Condition channels, person by person: joining one is health information, so it leaves no trace but the access itself."""

from collections.abc import Sequence

from bot.cog import Context
from bot.core.action import Action, Membership, Reply
from bot.core.consent import Age
from bot.core.errors import NotAllowed, NotFound
from bot.core.measure import Kind
from bot.core.message import Place
from bot.store import consents, measures, minors
from bot.store.consents import Joined
from cogs.welcome.arguments import OneCondition, Page
from cogs.welcome.cards import actor, next_step
from cogs.welcome.listed import channel_names, channels_of, conditions_card, named, offered


async def show(context: Context, args: Page) -> list[Action]:
    """One's own conditions, and those that one may join; before the words and the age, the step that is still open."""
    me = actor(context).id
    if await consents.joined(context.tx, me):
        return [Reply(await conditions_card(context, me, args.page))]
    if await _missing(context) is not None:
        return [Reply(await next_step(context))]
    return [Reply(await conditions_card(context, me, args.page))]


async def join(context: Context, args: OneCondition) -> list[Action]:
    """Open the condition's channels to this person alone. Again, it only mends an access that was lost on the platform."""
    me = actor(context).id
    if (missing := await _missing(context)) is not None:
        raise NotAllowed(missing, minimum=str(context.policy.minimum_age))
    places = channels_of(context, args.condition)
    if not places:
        raise NotFound("refusal.no_such_condition")
    closed = await _removed_from(context, me)
    places = tuple(place for place in places if place.channel not in closed)
    if not places:
        raise NotAllowed("refusal.removed_here")
    mine = await consents.joined(context.tx, me)
    others = [one for one in mine if one.condition != args.condition]
    since = next((one.at for one in mine if one.condition == args.condition), context.now)
    await consents.choose(context.tx, me, [*others, Joined(args.condition, places, since)], context.now)
    opening = context.text("welcome.joined", condition=named(context, args.condition), channels=channel_names(context, places))
    return [Reply(await conditions_card(context, me, opening=opening)), *_access(context, me, places, member=True)]


async def leave(context: Context, args: OneCondition) -> list[Action]:
    """Close them again, at once; whatever was agreed, and also where the access came some other way."""
    me = actor(context).id
    mine = await consents.joined(context.tx, me)
    known = next((one for one in mine if one.condition == args.condition), None)
    places = dict.fromkeys((*(known.places if known else ()), *channels_of(context, args.condition)))
    if not places:
        raise NotFound("refusal.no_such_condition")
    if known is not None:
        await consents.choose(context.tx, me, [one for one in mine if one is not known], context.now)
    opening = context.text("welcome.left", condition=named(context, args.condition))
    return [Reply(await conditions_card(context, me, opening=opening)), *_access(context, me, tuple(places), member=False)]


def _access(context: Context, person: str, places: Sequence[Place], *, member: bool) -> list[Action]:
    """Keys stand readable in the database: they name no channel."""
    step = "in" if member else "out"
    return [Membership(f"{context.event}:{step}:{n}", person, place, member) for n, place in enumerate(places)]


async def _missing(context: Context) -> str | None:
    """Which words say kindly what is still to be done before a condition channel opens; None where nothing is."""
    me = actor(context).id
    age = await minors.stated(context.tx, me)
    if age is Age.YOUNGER:
        return "refusal.too_young"
    if not (await consents.of(context.tx, me)).current(context.policy.consent_version):
        return "refusal.consent_first"
    return "refusal.age_first" if age is None else None


async def _removed_from(context: Context, person: str) -> frozenset[str]:
    """Channels that a person of the team closed to this member: a button must not undo that."""
    taken = await measures.of_person(context.tx, person)
    return frozenset(one.place.channel for one in taken if one.kind in {Kind.REMOVE, Kind.BAN} and one.holds(context.now))


async def choices(context: Context, typed: str) -> Sequence[tuple[str, str]]:
    wanted = typed.casefold()
    found = [(slug, named(context, slug)) for slug in offered(context)]
    return [(slug, name) for slug, name in found if wanted in name.casefold()][:25]


async def own_choices(context: Context, typed: str) -> Sequence[tuple[str, str]]:
    """Only what the person who types has joined."""
    mine = await consents.joined(context.tx, context.actor.id) if context.actor is not None else ()
    wanted = typed.casefold()
    found = [(one.condition, named(context, one.condition)) for one in mine]
    return [(slug, name) for slug, name in found if wanted in name.casefold()][:25]
