"""What a member is told of a measure: which rule, until when, and how to ask for a second look. Never who decided."""

from dataclasses import replace

from bot.cards.private import private_card, toward
from bot.cog import Context
from bot.core.action import Action, Direct, Post, Reply
from bot.core.card import Button, Card, Field
from bot.core.errors import NotFound
from bot.core.measure import Measure
from bot.store import measures
from cogs.measures.arguments import OneMeasure
from cogs.measures.steps import actor, rule_words, when


async def note(context: Context, measure: Measure, words: str | None) -> Action:
    """In private, with a way to appeal. Where that door is closed, a line for the member alone that says nothing of it."""
    theirs = await toward(context, measure.person)
    card = await measure_card(theirs, measure, words)
    return letter(theirs, measure, "told", card)


def letter(theirs: Context, measure: Measure, step: str, card: Card) -> Direct:
    """A private card about a measure, with its quiet form for closed doors. `theirs` speaks the member's language."""
    key = f"measure:{measure.id}:{step}"
    said = theirs.say("member.closed")
    read = Button(theirs.text("button.for_you"), "member note", {"measure": str(measure.id)})
    place = replace(measure.place, thread=None)
    quiet = Post(f"{key}:closed", place, Card(said.title, said.body, buttons=(read,)), only_for=measure.person)
    return Direct(key, measure.person, measure.place, card, quiet)


async def measure_card(theirs: Context, measure: Measure, words: str | None = None) -> Card:
    """How a measure reads for the member, as it stands now. Without a strike there is no rule that they broke."""
    channel = theirs.directory.channel(measure.place.channel)
    name = f"#{channel.name}" if channel is not None else theirs.text("common.this")
    kindly = "_kindly" if measure.fades_at is None else ""
    body = theirs.text(f"member.told.{measure.kind.value}{kindly}", channel=name)
    fields = [] if kindly else [Field(theirs.text("member.field.rule"), rule_words(theirs, measure))]
    if measure.undone_at is not None:
        return private_card(theirs, measure.person, theirs.text("member.told.undone"), tuple(fields))
    if measure.until is not None:
        fields.append(Field(theirs.text("member.field.until"), when(measure.until)))
    if words:
        fields.append(Field(theirs.text("member.field.words"), words))
    buttons: tuple[Button, ...] = ()
    if await measures.appeal_against(theirs.tx, measure.id) is None:
        body += "\n\n" + theirs.text("member.told.appeal")
        buttons = (Button(theirs.text("button.appeal"), "appeal make", {"measure": str(measure.id)}),)
    return private_card(theirs, measure.person, body, tuple(fields), buttons)


async def read(context: Context, args: OneMeasure) -> list[Action]:
    """A member's own note, for the member alone."""
    measure = await mine(context, args.measure)
    return [Reply(await measure_card(context, measure))]


async def mine(context: Context, number: int) -> Measure:
    """A measure about the person who asks; another's is not there for them."""
    measure = await measures.get(context.tx, number)
    if measure is None or measure.person != actor(context).id:
        raise NotFound("refusal.not_for_you")
    return measure
