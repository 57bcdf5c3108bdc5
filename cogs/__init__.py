"""Every feature, in the order in which they listen. A cog here is platform-free; adapters in `bot/platforms` bind it."""

from bot.cog import Cog
from cogs import (
    cases,
    channels,
    duty,
    faq,
    figures,
    help_lines,
    measures,
    moderation,
    notes,
    paging,
    playbook,
    privacy,
    record,
    reports,
    trials,
    upkeep,
    welcome,
)

ALL: tuple[Cog, ...] = (
    moderation.COG,
    faq.COG,
    welcome.COG,
    cases.COG,
    figures.COG,
    paging.COG,
    duty.COG,
    measures.COG,
    channels.COG,
    reports.COG,
    notes.COG,
    help_lines.COG,
    privacy.COG,
    upkeep.COG,
    trials.COG,
    playbook.COG,
    record.COG,
)
