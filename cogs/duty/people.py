"""Completes the name of somebody who moderates."""

from collections.abc import Sequence

from bot.cog import Context
from bot.core.message import Role


async def colleagues(context: Context, typed: str) -> Sequence[tuple[str, str]]:
    wanted = typed.casefold().strip("@ ")
    return [(one.id, one.name) for one in context.directory.staff(Role.MODERATOR) if wanted in one.name.casefold()][:25]
