"""What setting up remembers."""

from bot.store import setup_made
from bot.store.database import Database


async def test_what_was_made_is_known_by_platform_kind_and_key_until_it_is_forgotten(database: Database) -> None:
    async with database.write() as tx:
        await setup_made.note(tx, "discord", "channel", "blue", "7")
        await setup_made.note(tx, "discord", "channel", "blue", "8")
        await setup_made.note(tx, "discord", "role", "blue", "9")
        await setup_made.note(tx, "slack", "channel", "blue", "C1")
    async with database.read() as tx:
        assert await setup_made.made(tx, "discord") == {("channel", "blue"): "8", ("role", "blue"): "9"}
    async with database.write() as tx:
        await setup_made.forget(tx, "discord", "channel", "blue")
    async with database.read() as tx:
        assert await setup_made.made(tx, "discord") == {("role", "blue"): "9"}
        assert await setup_made.made(tx, "slack") == {("channel", "blue"): "C1"}
