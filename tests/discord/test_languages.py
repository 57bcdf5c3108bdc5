"""Notes come in the language of the reader's client, also after a restart; what they choose themselves goes before it."""

from pathlib import Path

from bot.knowledge.library import Library
from bot.store.seal import MasterKey
from tests.discord.town import discord_town

PHONE = "07700 900123"


async def test_a_members_language_is_learnt_and_kept(tmp_path: Path, library: Library) -> None:
    master = MasterKey.new()
    async with discord_town(tmp_path, library, master) as here:
        await here.cleo.does("help lines", in_="general")
        await here.cleo.says(f"Call me on {PHONE}")
        assert "Hola" in await here.cleo.private()
        server = here.server
    async with discord_town(tmp_path, library, master, server) as here:
        await here.cleo.says("Call me on 07700 900124")
        assert (await here.cleo.private()).count("Hola") == 2
        await here.cleo.does("help language", language="en")
        await here.cleo.says("Call me on 07700 900125")
        assert "Hello Cleo" in await here.cleo.private()


async def test_commands_are_named_in_other_languages_too(tmp_path: Path, library: Library) -> None:
    from bot.platforms.discord.commands import payloads
    from cogs import ALL

    found = payloads([command for cog in ALL for command in cog.commands], library.replies)
    faq = next(one for one in found if one["name"] == "faq")
    assert {"es-ES", "es-419"} <= set(faq["options"][0]["description_localizations"])
