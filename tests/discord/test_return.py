"""What people did while the program was away: channels, threads and private talks are read on return, each message once."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.knowledge.library import Library
from bot.store import cases
from bot.store.seal import MasterKey
from tests.discord.discord_server import DiscordServer
from tests.discord.town import DiscordTown, discord_town, furnished

CRY = "I can't do this any more, I have the pills counted out"
PHONE = "07700 900123"


@asynccontextmanager
async def back(folder: Path, library: Library, master: MasterKey, server: DiscordServer) -> AsyncIterator[DiscordTown]:
    async with discord_town(folder, library, master, server) as here:
        await here.settle()
        yield here


async def away(folder: Path, library: Library, master: MasterKey) -> DiscordServer:
    """A town that was alive and is not any more; Ana had a private note."""
    server = furnished(DiscordServer())
    server.channel("questions", kind=15)
    async with discord_town(folder, library, master, server) as here:
        await here.ana.says(f"Call me on {PHONE}")
    return server


async def test_a_thread_that_was_opened_meanwhile_is_read_from_its_start(tmp_path: Path, library: Library) -> None:
    master = MasterKey.new()
    server = await away(tmp_path, library, master)
    ben = server.person("ben")
    thread = await ben.opens_thread(await ben.says("mood", "Good morning all"), "My week")
    await ben.says(thread, CRY)
    async with back(tmp_path, library, master, server) as here:
        assert "findahelpline" in await here.ben.private()
        assert await here.sam.sees("Somebody is needed now", in_="moderators")


async def test_a_post_and_its_title_are_read(tmp_path: Path, library: Library) -> None:
    master = MasterKey.new()
    server = await away(tmp_path, library, master)
    await server.person("ben").starts_post("questions", "My number", f"Call me on {PHONE}")
    await server.person("cleo").starts_post("questions", CRY, "Does anybody know this?")
    async with back(tmp_path, library, master, server) as here:
        assert "[phone number]" in await here.ben.private()
        assert "findahelpline" in await here.cleo.private()


async def test_an_answer_to_a_private_note_is_read(tmp_path: Path, library: Library) -> None:
    master = MasterKey.new()
    server = await away(tmp_path, library, master)
    await server.person("ana").says(None, CRY)
    async with back(tmp_path, library, master, server) as here:
        assert "findahelpline" in await here.ana.private()
    async with back(tmp_path, library, master, server) as here:
        async with here.parts.database.read() as tx:
            assert len(await cases.queue(tx)) == 2  # the number, and the cry: once each
        assert (await here.ana.private()).count("findahelpline") == 1


async def test_at_the_first_start_the_past_is_left_alone(tmp_path: Path, library: Library) -> None:
    server = furnished(DiscordServer())
    async with server:
        await server.person("ana").says("mood", CRY)
    async with back(tmp_path, library, MasterKey.new(), server) as here:
        assert not await here.ana.private()
