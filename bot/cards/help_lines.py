"""Help lines for the country that the member chose; an international directory where it is unknown. Never inferred."""

from datetime import date

from bot.cards.private import private_card
from bot.cog import Context
from bot.core.card import Button, Card, Field, Tone
from bot.core.resource import INTERNATIONAL, Country, HelpLine
from bot.store import rota


def country_of(context: Context, chosen: str | None) -> Country:
    countries = context.library.countries
    return countries.get((chosen or "").upper()) or countries[INTERNATIONAL]


def lines_fields(context: Context, country: Country, kinds: tuple[str, ...]) -> tuple[Field, ...]:
    """The emergency number, then the lines of these kinds, then the day that they were checked."""
    lines = [line for kind in kinds for line in country.lines if kind in line.kinds]
    emergency = Field(context.text("help.field.emergency"), country.emergency)
    found = tuple(Field(line.name, _reach(context, line)) for line in dict.fromkeys(lines))
    return (emergency, *found, Field(context.text("help.field.checked"), _checked(context, country, context.today)))


def emergency_number(context: Context, country: Country) -> str:
    """The number to call, or words for it where the country is unknown."""
    return context.text("help.local_emergency") if country.code == INTERNATIONAL else country.emergency


def lines_card(context: Context, country: Country, kinds: tuple[str, ...]) -> Card:
    said = context.say("help.lines", country=country.name)
    return Card(said.title, said.body, lines_fields(context, country, kinds), (country_button(context),), Tone.CARE)


def country_button(context: Context) -> Button:
    return Button(context.text("button.country"), "help country", {})


async def safety_card(context: Context, *, third: bool) -> Card:
    """For somebody who is hurt, or knows somebody who is: nothing is shown until they say that it is safe to read.

    Somebody may be looking over the shoulder.
    """
    me = context.actor.id if context.actor else ""
    team = context.text("crisis.team" if await rota.anybody(context.tx, context.now, besides=me) else "crisis.nobody")
    said = context.say("crisis.abuse_other" if third else "crisis.abuse", team=team)
    safe = Button(context.text("button.safe"), "help lines", {"kind": "abuse"})
    person = Button(context.text("button.person"), "help person", {})
    return private_card(context, me, said.body, buttons=(safe, person))


def for_you_card(context: Context) -> Card:
    """A line in public that tells nobody for whom it is, or why: only the right person can open it."""
    said = context.say("crisis.for_you")
    return Card(said.title, said.body, buttons=(Button(context.text("button.for_you"), "help open", {}),))


def _reach(context: Context, line: HelpLine) -> str:
    ways = [
        context.text(f"help.{way}", how=how)
        for way, how in (("call", line.call), ("text", line.text), ("chat", line.chat))
        if how
    ]
    return " · ".join([*ways, *([line.hours] if line.hours else [])])


def _checked(context: Context, country: Country, today: date) -> str:
    key = "help.checked_late" if today > country.check_due else "help.checked"
    return context.text(key, day=country.checked_on.isoformat())
