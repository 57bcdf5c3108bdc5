"""A person's rights over what is stored of them: see it, take it along, have it destroyed."""

import json

from bot.cog import EVERYBODY, Arguments, Cog, Command, Context, nothing_to_erase, nothing_to_export
from bot.core.action import Action, File, Reply
from bot.core.card import Card, Tone
from bot.core.errors import Refusal
from bot.store import people


class Nothing(Arguments):
    """A command without arguments."""


class Confirm(Arguments):
    sure: bool


async def export(context: Context, _: Nothing) -> list[Action]:
    """Everything that is kept of the person who asks, as a file for them alone."""
    if context.actor is None:
        raise Refusal("refusal.not_allowed")
    found = await people.export(context.tx, context.actor.id)
    for cog in context.cogs:
        found |= await cog.export(context.tx, context.actor.id)
    await people.record(context.tx, "exported", context.actor.id, context.actor.id, context.now)
    said = context.say("privacy.export", count=str(sum(len(part) for part in found.values() if isinstance(part, list))))
    content = json.dumps(found, ensure_ascii=False, indent=2).encode()
    return [Reply(Card(said.title, said.body), files=(File("my-data.json", "application/json", content),))]


async def erase(context: Context, args: Confirm) -> list[Action]:
    """Destroy the key under which the person's text is sealed, and the text; say plainly where a legal hold keeps a part."""
    if context.actor is None:
        raise Refusal("refusal.not_allowed")
    if not args.sure:
        said = context.say("privacy.kept")
        return [Reply(Card(said.title, said.body))]
    closed = [one for cog in context.cogs for one in await cog.leaves(context.tx, context.actor.id, context.event)]
    for cog in context.cogs:
        await cog.erase(context.tx, context.actor.id, context.now)
    kept = await people.erase(context.tx, context.actor.id, context.now)
    await people.record(context.tx, people.ERASED, context.actor.id, context.actor.id, context.now)
    said = context.say("privacy.erased_in_part" if kept else "privacy.erased")
    return [Reply(Card(said.title, said.body, tone=Tone.DONE)), *closed]


COG = Cog(
    "privacy",
    nothing_to_erase,
    nothing_to_export,
    commands=(
        Command("privacy export", EVERYBODY, Nothing, export),
        Command("privacy erase", EVERYBODY, Confirm, erase),
    ),
)
