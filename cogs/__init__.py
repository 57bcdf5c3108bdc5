"""Every feature, in the order in which they listen. A cog here is platform-free; adapters in `bot/platforms` bind it."""

from bot.cog import Cog
from cogs import cases, faq, help_lines, moderation, privacy, upkeep

ALL: tuple[Cog, ...] = (moderation.COG, faq.COG, cases.COG, help_lines.COG, privacy.COG, upkeep.COG)
