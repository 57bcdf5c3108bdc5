"""`carecircle setup`, as an operator meets it: the whole command against a server that speaks Discord's protocol."""

import asyncio
import json
import os
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.__main__ import main
from tests.discord.discord_server import BOT, TOKEN, Blocked, DiscordServer, Permission

COMMUNITY = """\
name = "Riverside"
[discord]
server = "{server}"
[discord.roles]
moderator = ["Moderators"]
[[channel]]
key = "news"
name = "welcome"
kind = "announcements"
[[channel]]
key = "blue"
name = "blue-room"
condition = "prostate"
topic = "Be kind."
[[channel]]
key = "questions"
name = "questions"
forum = true
[[channel]]
key = "mods"
name = "moderators"
kind = "moderators"
[[channel]]
key = "docs"
name = "clinicians"
kind = "clinicians"
[[clinician]]
account = "discord:{mira}"
name = "Dr. Moreno"
verified_by = "Ann"
until = 2099-01-01
"""


@dataclass
class Desk:
    """An operator's terminal beside a server."""

    server: DiscordServer
    folder: Path
    capsys: pytest.CaptureFixture[str]

    async def types(self, *words: str) -> tuple[int, str, str]:
        code = await asyncio.to_thread(main, ["setup", *words])
        out, err = self.capsys.readouterr()
        return code, out, err

    def writes(self, text: str) -> None:
        (self.folder / "community.toml").write_text(text)


@pytest.fixture
async def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> AsyncIterator[Desk]:
    for name in [name for name in os.environ if name.startswith("CARECIRCLE_")]:
        monkeypatch.delenv(name)
    from bot.platforms.discord import address

    async with DiscordServer(bot_permissions=BOT | Permission.SEND_VOICE_MESSAGES) as server:
        for name, value in {
            "CARECIRCLE_DISCORD_TOKEN": TOKEN,
            "CARECIRCLE_DISCORD_API": server.url,
            "CARECIRCLE_COMMUNITY_FILE": str(tmp_path / "community.toml"),
            "CARECIRCLE_DATA": str(tmp_path / "data"),
            "XDG_CONFIG_HOME": str(tmp_path / "config"),
        }.items():
            monkeypatch.setenv(name, value)
        mira, ana = server.join("mira"), server.join("ana")
        assert ana.channels() == []
        made = Desk(server, tmp_path, capsys)
        made.writes(COMMUNITY.format(server=server.guild.id, mira=mira.id))
        yield made
        address.use("")


async def test_plan_shows_the_difference_and_changes_nothing(desk: Desk) -> None:
    code, out, err = await desk.types("plan")
    assert code == 1
    assert out.splitlines()[:3] == [
        '+ make the role "Moderators" for moderators; you decide who gets it',
        '+ make the channel #moderators, seen by "Moderators" alone',
        "+ make the channel #clinicians, seen by Dr. Moreno alone",
    ]
    assert "10 steps to do; `carecircle setup apply` does them" in err
    assert all(request.route.startswith("GET ") for request in desk.server.requests)
    assert not (desk.folder / "data").exists()


async def test_plan_speaks_json(desk: Desk) -> None:
    code, out, _ = await desk.types("plan", "--json")
    found = json.loads(out)
    assert code == 1
    assert [step["does"] for step in found["steps"][:3]] == ["MakeRole", "MakeChannel", "MakeChannel"]
    assert found["lacking"] == []


async def test_apply_makes_it_and_is_done_then(desk: Desk) -> None:
    code, out, err = await desk.types("apply")
    assert (code, err) == (0, "the server is as community.toml says\n")
    assert out.splitlines()[0] == 'done 1/10: make the role "Moderators" for moderators; you decide who gets it'
    before = len(desk.server.state.audit)
    assert await desk.types("plan") == (0, "", "nothing to do: the server is as community.toml says\n")
    assert await desk.types("apply") == (0, "", "the server is as community.toml says\n")
    assert len(desk.server.state.audit) == before
    assert {entry["reason"] for entry in desk.server.state.audit} == {"carecircle setup"}


async def test_who_sees_what_afterwards(desk: Desk) -> None:
    server = desk.server
    await desk.types("apply")
    sam = server.join("sam", "Moderators")
    assert sorted(server.person("ana").channels()) == ["questions", "welcome"]
    assert sorted(sam.channels()) == ["blue-room", "moderators", "questions", "welcome"]
    assert sorted(server.person("mira").channels()) == ["clinicians", "questions", "welcome"]
    assert not server.person("ana").may("welcome") & Permission.SEND_MESSAGES
    assert sam.may("welcome") & Permission.SEND_MESSAGES
    for channel in ("blue-room", "questions"):
        assert not sam.may(channel) & (Permission.ATTACH_FILES | Permission.SEND_VOICE_MESSAGES | Permission.MENTION_EVERYONE)
    made = [request for request in server.requests if request.route == "PUT /channels/{channel_id}/permissions/{target}"]
    assert made == []  # every channel came with its access: none was open first


async def test_what_automod_then_blocks_and_what_it_lets_through(desk: Desk) -> None:
    server = desk.server
    await desk.types("apply")
    ana, sam = server.person("ana"), server.join("sam", "Moderators")
    general = server.channel("general")
    with pytest.raises(Blocked) as blocked:
        await ana.says(general, "my card is 4111 1111 1111 1111")
    assert "/help lines" in blocked.value.told
    assert [message.type for message in server.state.messages[sam.place("moderators").id]] == [24]
    await ana.says(general, "I am at 12 Orchard Lane, my number is 07700 900123, please come")
    await sam.says(general, "as an example: 4111 1111 1111 1111")


async def test_a_change_of_the_file_is_made_and_nothing_else(desk: Desk) -> None:
    await desk.types("apply")
    file = (desk.folder / "community.toml").read_text()
    desk.writes(file.replace("Be kind.", "Be very kind.").replace('"blue-room"', '"sky-room"\npins = ["Hello."]'))
    _, out, _ = await desk.types("apply")
    assert out.splitlines() == [
        "done 1/3: rename #blue-room to #sky-room",
        "done 2/3: set the topic of #sky-room",
        'done 3/3: change what is pinned in #sky-room: "Hello."',
    ]
    assert (await desk.types("plan"))[0] == 0


async def test_a_clinician_who_left_the_file_loses_the_channel(desk: Desk) -> None:
    await desk.types("apply")
    file = (desk.folder / "community.toml").read_text()
    desk.writes(file.replace("2099-01-01", "2020-01-01"))
    code, out, _ = await desk.types("apply")
    assert code == 0
    assert "out of #clinicians: their verification has ended" in out
    assert "clinicians" not in desk.server.person("mira").channels()
    assert (await desk.types("plan"))[0] == 0


async def test_a_channel_of_the_clinic_is_taken_over_by_number_alone(desk: Desk) -> None:
    server = desk.server
    theirs = server.channel("blue-room", topic="Old.")
    code, out, err = await desk.types("apply")
    assert code == 1
    assert f"give its number ({theirs.id}) to `blue`" in err
    assert "#blue-room" not in out
    assert (theirs.more["topic"], theirs.overwrites) == ("Old.", {})
    desk.writes((desk.folder / "community.toml").read_text().replace('key = "blue"', f'key = "blue"\ndiscord = "{theirs.id}"'))
    code, out, _ = await desk.types("apply")
    assert code == 0
    assert "take over #blue-room" in out
    assert theirs.more["topic"] == "Be kind."
    assert "blue-room" not in server.person("ana").channels()
    assert (await desk.types("plan"))[0] == 0


async def test_what_the_bot_may_not_do_is_named_before_anything_is_changed(desk: Desk) -> None:
    desk.server.allow_bot(BOT & ~Permission.MANAGE_ROLES)
    code, _, err = await desk.types("plan")
    assert code == 1
    assert 'the bot lacks Manage Roles: switch it on at Server Settings > Roles > "carecircle" > Permissions' in err
    code, out, err = await desk.types("apply")
    assert (code, out) == (2, "")
    assert "nothing was changed" in err
    assert "the bot lacks Manage Roles" in err
    assert "the bot lacks Send Voice Messages" in err
    assert desk.server.state.audit == []


async def test_a_refusal_in_the_middle_is_told_and_the_next_run_goes_on(desk: Desk) -> None:
    desk.server.faults.refuse("POST /guilds/{guild_id}/auto-moderation/rules", 403, 50013, "Missing Permissions")
    code, out, err = await desk.types("apply")
    assert code == 2
    assert len(out.splitlines()) == 3
    assert err.count("\n") == 1
    assert 'Discord refused to write the AutoMod rule "Carecircle: card numbers" (HTTP 403, code 50013)' in err
    assert (await desk.types("apply"))[0] == 0
    names = [channel.name for channel in desk.server.state.channels_of(desk.server.guild.id)]
    assert len(names) == len(set(names)) == 5


async def test_a_run_that_is_cut_off_after_a_channel_was_made_makes_no_second_one(desk: Desk) -> None:
    desk.server.faults.lose("POST /guilds/{guild_id}/channels")
    code, _, err = await desk.types("apply")
    assert code == 2
    assert "Discord cannot be reached" in err
    code, _, _ = await desk.types("apply")
    assert code == 0
    names = [channel.name for channel in desk.server.state.channels_of(desk.server.guild.id)]
    assert len(names) == len(set(names)) == 5


@pytest.mark.parametrize(
    ("setting", "value", "says"),
    [
        ("CARECIRCLE_DISCORD_TOKEN", "", "CARECIRCLE_DISCORD_TOKEN is not set"),
        ("CARECIRCLE_DISCORD_TOKEN", "wrong", "CARECIRCLE_DISCORD_TOKEN: Discord refuses it"),
        ("CARECIRCLE_COMMUNITY_FILE", "nowhere.toml", "nowhere.toml: there is no such file"),
        ("CARECIRCLE_DISCORD_API", "http://127.0.0.1:1/api/v10", "Discord cannot be reached"),
    ],
)
async def test_what_is_wrong_from_the_start_is_one_clear_line(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, setting: str, value: str, says: str
) -> None:
    monkeypatch.setenv(setting, value)
    code, out, err = await desk.types("plan")
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert says in err


async def test_a_server_without_the_bot_is_named(desk: Desk) -> None:
    other = desk.server.add_guild("Elsewhere", with_bot=False)
    desk.writes((desk.folder / "community.toml").read_text().replace(desk.server.guild.id, other.id))
    code, _, err = await desk.types("plan")
    assert code == 2
    assert err.count("\n") == 1
    assert f"the bot is not in the server {other.id}" in err


async def test_missing_intents_are_told_and_do_not_stop_it(desk: Desk) -> None:
    desk.server.state.portal_intents = 0
    code, _, err = await desk.types("apply")
    assert code == 0
    assert "note: the message content intent is missing" in err


async def test_a_faulty_file_is_told_with_every_line(desk: Desk) -> None:
    desk.writes((desk.folder / "community.toml").read_text().replace('"prostate"', '"prostrate"').replace('"questions"', '"Q A"'))
    code, _, err = await desk.types("plan")
    assert code == 2
    assert [line.split(" ")[0] for line in err.splitlines()[:3]] == [f"community.toml:{number}:" for number in (13, 16, 17)]
    assert "did you mean `prostate`?" in err
