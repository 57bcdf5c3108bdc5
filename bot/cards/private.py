"""Private notes: in the reader's own language, with first words that tell a lock screen nothing (promise 7)."""

from dataclasses import replace

from bot.cog import Context
from bot.core.card import Button, Card, Field, Tone
from bot.store import people


async def toward(context: Context, person: str) -> Context:
    """The same context, with its words in the language of the person who will read them."""
    known = context.directory.person(person)
    chosen = (await people.chosen(context.tx, person)).get("lang")
    return replace(context, lang=chosen or (known.lang if known is not None else "en"))


def private_card(
    context: Context,
    person: str,
    body: str,
    fields: tuple[Field, ...] = (),
    buttons: tuple[Button, ...] = (),
    tone: Tone = Tone.CARE,
) -> Card:
    """A private note. Its title and first line are the same for every subject."""
    opened = context.text("private.opening", name=context.name_of(person)) + "\n\n" + body
    return Card(context.text("private.title"), opened, fields, buttons, tone)
