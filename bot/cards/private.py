"""Private notes: in the reader's own language, with first words that tell a lock screen nothing (promise 7)."""

from dataclasses import replace

from bot.cog import Context
from bot.core.action import Post
from bot.core.card import Button, Card, Field, Tone
from bot.core.message import DIRECT, Place
from bot.store import people
from bot.store.private_notes import note_id


async def toward(context: Context, person: str) -> Context:
    """The same context, with its words in the language of the person who will read them."""
    known = context.directory.person(person)
    chosen = await people.chosen(context.tx, person)
    return replace(context, lang=people.lang_of(chosen, known.lang if known is not None else "en"))


def private_card(
    context: Context,
    person: str,
    body: str,
    fields: tuple[Field, ...] = (),
    buttons: tuple[Button, ...] = (),
    tone: Tone = Tone.CARE,
) -> Card:
    """A private note. Its title and first line are the same for every subject."""
    opened = (context.text("private.opening", name=context.name_of(person)) + "\n\n" + body).rstrip()
    return Card(context.text("private.title"), opened, fields, buttons, tone)


def waiting(context: Context, key: str, person: str, place: Place) -> Post | None:
    """The quiet form of a private note for closed doors: a line in the channel that says nothing, and a button for one person.

    `key` is that of the note. In a private talk there is no other place.
    """
    if place.channel == DIRECT:
        return None
    said = context.say("note.closed")
    opens = Button(context.text("button.for_you"), "note open", {"note": note_id(key)})
    return Post(f"{key}:closed", place, Card(said.title, said.body, buttons=(opens,)), only_for=person)
