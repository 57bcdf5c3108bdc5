"""Private notes that could not be delivered: opened by a button, and by nobody but the one they are for."""

from bot.cog import EVERYBODY, Arguments, Cog, Command, Context, MessageId, nothing_to_erase, nothing_to_export
from bot.core.action import Action, Reply
from bot.core.errors import NotFound
from bot.store import private_notes
from bot.store.codec import load_card


class Open(Arguments):
    note: MessageId


async def read(context: Context, args: Open) -> list[Action]:
    """The note in private. Whoever else presses learns nothing, not even whether it is still there."""
    text = await private_notes.read(context.tx, args.note, context.actor.id) if context.actor is not None else None
    if text is None:
        raise NotFound("refusal.no_note")
    return [Reply(load_card(text))]


COG = Cog(
    "notes",
    nothing_to_erase,  # sealed under the person's key, which erasure destroys with every sealed value
    nothing_to_export,
    commands=(Command("note open", EVERYBODY, Open, read, listed=False, reads_only=True),),
)
