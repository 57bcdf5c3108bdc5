"""Shards: all in one process as Discord advises, or a part of them by a setting."""

from pathlib import Path

import pytest

from bot.core.endpoint import shards
from bot.knowledge.library import Library
from tests.discord.client import unhurried
from tests.discord.discord_server import DiscordServer
from tests.discord.town import discord_town, furnished


@pytest.mark.parametrize(
    ("text", "held", "count"), [("0-3/8", [0, 1, 2, 3], 8), ("2/3", [2], 3), (" 0/1 ", [0], 1), ("4-7/8", [4, 5, 6, 7], 8)]
)
def test_a_part_is_read(text: str, held: list[int], count: int) -> None:
    found, of = shards(text)
    assert (list(found), of) == (held, count)


@pytest.mark.parametrize("text", ["", "8", "0-8/8", "3-2/8", "-1/8", "a/b", "0-3/", "0/0"])
def test_what_makes_no_sense_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="shards"):
        shards(text)


async def test_two_shards_in_one_process_serve_the_community(tmp_path: Path, library: Library) -> None:
    with unhurried():
        async with discord_town(tmp_path, library, server=furnished(DiscordServer(shards=2))) as here:
            await here.ana.says("Call me on 07700 900123")
            assert not await here.ben.sees("07700 900123")
            assert "[phone number]" in await here.ana.private()
            assert len(here.server.gateway.identified) == 2
