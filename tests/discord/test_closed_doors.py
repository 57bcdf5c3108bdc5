"""Where Discord will not do it: closed direct messages, and messages that the bot may not delete."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.knowledge.library import Library
from tests.discord.discord_server import BOT, DiscordServer
from tests.discord.server.permissions import Permission
from tests.discord.town import DiscordTown, as_read, discord_town, furnished

PHONE = "07700 900123"


@pytest.fixture
async def here(tmp_path: Path, library: Library) -> AsyncIterator[DiscordTown]:
    async with discord_town(tmp_path, library) as running:
        yield running


async def test_a_note_waits_behind_a_button_that_one_person_alone_can_open(here: DiscordTown) -> None:
    here.server.person("ana").user.takes_direct = False
    await here.ana.says(f"Call me on {PHONE}")
    ana, ben = here.server.person("ana"), here.server.person("ben")
    line = ben.newest("For you", "prostate")
    assert line.pings == ["ana"]
    for telling in ("phone", "identif", "hidden", "sight", PHONE):
        assert telling not in line.words.lower()
    await here.settle()
    others = await ben.presses(line, "For you")
    assert "for somebody else" in as_read((await others.answer()).words)
    hers = await (await ana.presses(line, "For you")).answer()
    assert hers.ephemeral
    assert "Call me on [phone number]" in as_read(hers.words)
    assert ana.direct() == []


async def test_a_crisis_behind_a_closed_door_gets_a_gentle_line_in_public(here: DiscordTown) -> None:
    here.server.person("ana").user.takes_direct = False
    await here.ana.says("I can't do this any more, I have the pills counted out", in_="mood")
    seen = here.server.person("ben").sees("mood")
    assert "pills" in seen[0].text, "a crisis hides nothing"
    assert len(seen) == 2
    assert seen[1].pings == []
    assert await here.sam.sees("Somebody is needed now", in_="moderators")


@pytest.mark.parametrize("where", ["server", "channel"])
async def test_what_the_bot_may_not_delete_is_a_matter_for_people_at_once(tmp_path: Path, library: Library, where: str) -> None:
    server = furnished(DiscordServer())
    if where == "server":
        server.allow_bot(BOT & ~Permission.MANAGE_MESSAGES)
    async with discord_town(tmp_path, library, server=server) as here:
        if where == "channel":
            here.server.faults.refuse("DELETE /channels/{channel_id}/messages/{message_id}", 403, 50013, "Missing Permissions")
        await here.ana.says(f"Call me on {PHONE}")
        assert await here.ben.sees(PHONE)
        assert await here.sam.sees("A message must be taken out of sight by hand", in_="moderators")
        assert not await here.ben.sees("out of sight by hand")


async def test_nothing_that_a_member_writes_pings_or_links_in_the_bots_voice(here: DiscordTown) -> None:
    ben = here.server.person("ben")
    text = f"<@{ben.id}> @everyone [free](https://bad.example) **now**, call me on {PHONE}"
    await here.ana.says(text)
    await here.sam.presses("Claim")
    await here.sam.presses("Show the message", reason="decide")
    for state in (here.server.person(name) for name in ("ana", "sam", "ben")):
        for place in (state.place("prostate"), state.place("moderators"), state.place(None)):
            for seen in state.sees(place):
                if seen.author == "carecircle":
                    assert seen.pings in ([], ["@Moderators"]), seen.words
                    assert "https://bad.example" not in seen.words or "```" in seen.words
