"""What of the story is Discord's own; all the rest is told by `tests/scenarios` on both platforms."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.knowledge.library import Library
from bot.store.seal import MasterKey
from tests.discord.discord_server import DiscordServer
from tests.discord.town import DiscordTown, discord_town, furnished
from tests.town import replied

PHONE = "07700 900123"
DANGER = "I want to kill myself tonight"


@pytest.fixture
async def here(tmp_path: Path, library: Library) -> AsyncIterator[DiscordTown]:
    async with discord_town(tmp_path, library) as running:
        yield running


async def test_what_identifies_somebody_is_deleted_and_not_merely_covered(here: DiscordTown) -> None:
    said = await here.ana.says(f"Call me on {PHONE}")
    held = [one.id for one in here.server.state.messages[here.place("prostate").channel]]
    assert said.partition(":")[2] not in held


async def test_a_call_to_one_person_comes_in_private_and_its_buttons_work_there(here: DiscordTown) -> None:
    """In a private talk Discord says nothing of somebody's roles: they count all the same."""
    await here.rota("sam")
    await here.ana.says(DANGER, in_="mood")
    sam = here.server.person("sam")
    assert "Somebody is needed now: case 1" in sam.reads(None)
    assert [one for one in sam.sees("moderators") if one.message.role_pings] == []
    turn = await sam.presses(sam.newest("Claim", None), "Claim")
    assert "Sam has it" in (await turn.answer()).words
    await here.settle()
    assert await here.mira.sees("Sam has it", in_="moderators")


async def test_a_call_behind_a_closed_door_is_made_by_name_before_the_team(here: DiscordTown) -> None:
    await here.rota("sam")
    await here.closes_door("sam")
    await here.ana.says(DANGER, in_="mood")
    (call,) = [one for one in here.server.person("mira").sees("moderators") if one.message.pings]
    assert call.pings == ["sam"]
    assert "Somebody is needed now: case 1" in call.words
    assert await here.sam.pages() == ["Somebody is needed now: case 1"]


async def test_a_member_who_lost_a_role_has_no_powers_in_private_either(here: DiscordTown) -> None:
    await here.rota("sam")
    await here.ana.says(DANGER, in_="mood")
    sam = here.server.person("sam")
    call = sam.newest("Claim", None)
    await here.has_roles("sam")
    turn = await sam.presses(call, "Claim")
    assert "cannot use this" in (await turn.answer()).words


async def test_each_edit_is_kept_with_its_own_time(here: DiscordTown) -> None:
    said = await here.ana.says(DANGER, in_="mood")
    for words in ("I am fine", "Really, I am fine"):
        await here.pass_time(minutes=1)
        await here.ana.edits(said, words)
    seen = replied(await here.sam.does("case evidence", case="1", reason="decide"))
    for words in (DANGER, "I am fine", "Really, I am fine"):
        assert words in seen


@pytest.mark.parametrize("private", [False, True])
async def test_a_removed_member_sees_the_channel_no_more_and_sees_it_again_when_it_is_taken_back(
    tmp_path: Path, library: Library, private: bool
) -> None:
    """A channel that everybody sees is closed to one person, and one that is opened by name is opened no longer."""
    server = furnished(DiscordServer())
    ben = server.person("ben")
    if private:
        general = ben.place("general")
        general.overwrites[server.guild.id] = {"id": server.guild.id, "type": 0, "allow": "0", "deny": str(1 << 10)}
        for name in ("ben", "ana", "sam", "carecircle"):
            account = server.person(name).id
            general.overwrites[account] = {"id": account, "type": 1, "allow": str(1 << 10), "deny": "0"}
    async with discord_town(tmp_path, library, MasterKey.new(), server) as here:
        await here.ben.says("You are a pathetic waste of space", in_="general")
        await here.sam.does("case claim", case="1")
        await here.sam.does("member remove", case="1", rule="harassment")
        assert "general" not in ben.channels()
        assert "general" in server.person("ana").channels()
        assert (ben.id in ben.place("general").overwrites) is not private, "no trace is left where none is needed"
        await here.sam.does("member undo")
        assert "general" in ben.channels()


async def test_at_its_first_start_all_commands_are_registered(tmp_path: Path, library: Library) -> None:
    server = furnished(DiscordServer())
    async with discord_town(tmp_path, library, server=server) as here:
        first = {one.name.split()[0] for one in here.parts.engine.commands.values() if one.listed and not one.at_clock}
        assert first <= set(here.server.person("owner").commands_of("general"))
        written = len(server.asked("POST /applications/{application_id}/guilds/{guild_id}/commands"))
        assert written == len(server.state.commands[server.guild.id])
