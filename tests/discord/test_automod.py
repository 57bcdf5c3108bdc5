"""Discord's own filter blocks before posting; what it blocked is heard, its author is helped, and its alert is gone."""

from pathlib import Path

import pytest

from bot.knowledge.library import Library
from bot.store.seal import MasterKey
from tests.discord.discord_server import Blocked, DiscordServer
from tests.discord.town import DiscordTown, discord_town, furnished

CARD = "4111 1111 1111 1111"


def filtered() -> DiscordServer:
    """A town whose server blocks card numbers, with alerts to the moderators."""
    server = furnished(DiscordServer())
    alerts = next(one for one in server.state.channels_of(server.guild.id) if one.name == "moderators")
    rule = {
        "name": "card numbers",
        "event_type": 1,
        "trigger_type": 1,
        "trigger_metadata": {"regex_patterns": [r"\b4\d{3} \d{4} \d{4} \d{4}\b"], "keyword_filter": ["pills counted"]},
        "actions": [
            {"type": 1, "metadata": {"custom_message": "Card numbers are not posted here. /help lines shows who listens."}},
            {"type": 2, "metadata": {"channel_id": alerts.id}},
        ],
        "enabled": True,
        "exempt_roles": [],
        "exempt_channels": [],
    }
    server.guild.rules["1"] = {"id": "1", "guild_id": server.guild.id, "creator_id": server.bot.id, **rule}
    return server


async def test_what_was_blocked_gets_its_private_note_and_its_alert_goes(tmp_path: Path, library: Library) -> None:
    async with discord_town(tmp_path, library, server=filtered()) as here:
        with pytest.raises(Blocked):
            await here.server.person("ana").says("prostate", f"my card is {CARD}")
        await here.settle()
        assert not await here.ben.sees(CARD)
        assert "my card is [" in await here.ana.private()
        assert not await here.sam.sees(CARD, in_="moderators"), "the alert quotes what was blocked"
        assert await here.sam.sees("Case 1", in_="moderators")


async def test_a_cry_for_help_that_was_blocked_is_a_crisis_first(tmp_path: Path, library: Library) -> None:
    async with discord_town(tmp_path, library, server=filtered()) as here:
        with pytest.raises(Blocked):
            await here.server.person("ana").says("mood", "I can't do this any more, I have the pills counted out")
        await here.settle()
        assert "findahelpline" in await here.ana.private()
        assert await here.sam.sees("Somebody is needed now", in_="moderators")


async def test_alerts_are_read_on_return_too(tmp_path: Path, library: Library) -> None:
    master = MasterKey.new()
    async with discord_town(tmp_path, library, master, filtered()) as here:
        await here.ana.says("Good morning all")
        server = here.server
    with pytest.raises(Blocked):
        await server.person("ana").says("mood", "I can't do this any more, I have the pills counted out")
    async with discord_town(tmp_path, library, master, server) as here:
        await here.settle()
        assert "findahelpline" in await here.ana.private()
        assert not await here.sam.sees("pills counted out", in_="moderators")
        await _again(here)


async def _again(here: DiscordTown) -> None:
    """A second ready changes nothing."""
    await here.platform.ready()
    await here.settle()
    assert (await here.ana.private()).count("findahelpline") == 1
