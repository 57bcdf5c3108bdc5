"""The cards of the welcome: each brings the buttons of its next step, a way to help lines and a way to a person."""

from bot.cards.help_lines import country_button, country_of, lines_fields
from bot.cog import Context
from bot.core.action import Action, Direct, Membership, Post
from bot.core.card import Button, Card, Field, Tone
from bot.core.consent import OF_AGE, Age, bands
from bot.core.errors import NotAllowed
from bot.core.message import DIRECT, Person, Place
from bot.store import consents, minors
from cogs.welcome.listed import conditions_card


def actor(context: Context) -> Person:
    if context.actor is None:
        raise NotAllowed("refusal.not_allowed")
    return context.actor


async def next_step(context: Context) -> Card:
    """What is still open for the person, in order: the words, the age, the conditions."""
    me = actor(context).id
    age = await minors.stated(context.tx, me)
    if age is Age.YOUNGER:
        return young_card(context)
    if not (await consents.of(context.tx, me)).current(context.policy.consent_version):
        return words_card(context)
    return age_card(context) if age is None else await conditions_card(context, me)


def words_card(context: Context) -> Card:
    """What somebody agrees to, in the version that holds now."""
    policy = context.policy
    values = {
        "hours": f"{policy.keep_quiet_text.total_seconds() / 3600:.0f}",
        "days": str(policy.keep_evidence.days),
        "version": str(policy.consent_version),
    }
    parts = (
        context.say("welcome.what"),
        context.say("welcome.not"),
        context.say("welcome.kept", **values),
        context.say("welcome.seen"),
        context.say("welcome.leaving"),
        context.say("welcome.without"),
    )
    version = {"version": values["version"]}
    buttons = (
        Button(context.text("button.agree"), "welcome agree", version),
        Button(context.text("button.not_now"), "welcome decline", version),
        *ways_to_help(context),
    )
    said = context.say("welcome.words", version=values["version"])
    return Card(said.title, said.body, tuple(Field(part.title, part.body) for part in parts), buttons, Tone.CARE)


def age_card(context: Context) -> Card:
    minimum = context.policy.minimum_age
    said = context.say("welcome.age")
    words = {
        Age.ADULT: "welcome.age.adult",
        Age.MINOR: "welcome.age.minor" if minimum < OF_AGE - 1 else "welcome.age.seventeen",
        Age.YOUNGER: "welcome.age.younger",
    }
    values = {"minimum": str(minimum), "of_age": str(max(minimum, OF_AGE)), "last": str(OF_AGE - 1)}
    answers = tuple(Button(context.text(words[age], **values), "welcome age", {"age": age.value}) for age in bands(minimum))
    return Card(said.title, said.body, buttons=(*answers, *ways_to_help(context)), tone=Tone.CARE)


def young_card(context: Context) -> Card:
    """For somebody below the minimum: kind words, and who is there for young people in their country."""
    said = context.say("welcome.young", minimum=str(context.policy.minimum_age))
    country = country_of(context, actor(context).country)
    person = Button(context.text("button.person"), "help person", {})
    fields = lines_fields(context, country, ("children", "crisis"))
    return Card(said.title, said.body, fields, (country_button(context), person), Tone.CARE)


def ways_to_help(context: Context) -> tuple[Button, ...]:
    """On every card, whatever was answered or not."""
    lines = Button(context.text("button.lines"), "help lines", {})
    return (lines, Button(context.text("button.person"), "help person", {}))


def start_button(context: Context) -> Button:
    return Button(context.text("button.start"), "welcome start", {})


def letter(context: Context, key: str, person: str, place: Place, card: Card) -> Direct:
    """In private. Where that door is closed, a line in the channel with a button that opens it for whoever presses."""
    said = context.say("welcome.closed")
    quiet = Card(said.title, said.body, buttons=(start_button(context),))
    otherwise = Post(f"{key}:closed", place, quiet, only_for=person) if place.channel != DIRECT else None
    return Direct(key, person, place, card, otherwise)


async def without_access(context: Context, person: str) -> list[Action]:
    """Every condition channel is closed to the person again, and what they chose is forgotten. Keys name no channel."""
    chosen = await consents.joined(context.tx, person)
    await consents.forget_choices(context.tx, person)
    places = [place for one in chosen for place in one.places]
    return [Membership(f"{context.event}:out:{n}", person, place, member=False) for n, place in enumerate(places)]
