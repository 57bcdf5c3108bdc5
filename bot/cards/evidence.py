"""How one piece of evidence looks: veiled until it is asked for."""

import base64
import json
from collections.abc import Sequence

from bot.cog import Context
from bot.core.action import File
from bot.core.card import Field
from bot.store.evidence import Evidence


def evidence_field(context: Context, item: Evidence) -> Field:
    name = context.text(f"case.evidence.{item.kind}", name=context.name_of(item.author), at=f"{item.at:%Y-%m-%d %H:%M} UTC")
    if item.text is None:
        return Field(name, context.text("case.evidence.destroyed"))
    if item.kind == "file":
        file = json.loads(item.text)
        return Field(name, f"{file['name']} ({file['media_type']}, {file['size']:,} B)", veiled=True)
    return Field(name, item.text, veiled=True)


def evidence_files(kept: Sequence[Evidence]) -> tuple[File, ...]:
    """The bytes of the files that are still there, behind the same reason as the text."""
    found = (json.loads(item.text) for item in kept if item.kind == "file" and item.text is not None)
    return tuple(File(file["name"], file["media_type"], base64.b64decode(file["content"])) for file in found if file["content"])
