"""`carecircle doctor`, as an operator meets it: with a Discord token it looks at the server as well."""

import asyncio
import json
import os
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.platforms.discord import address
from bot.platforms.discord.permissions import invited
from tests.discord.discord_server import TOKEN, DiscordServer, Permission
from tests.discord.test_live import program, says, settings
from tests.discord.town import furnished

COMMUNITY = """\
name = "Riverside"
[discord]
server = "{server}"
[discord.roles]
moderator = ["Moderators"]
[[channel]]
key = "mods"
name = "moderators"
kind = "moderators"
[[channel]]
key = "blue"
name = "blue-room"
condition = "prostate"
[[clinician]]
account = "discord:1180000000000000042"
name = "Dr. Canary Moreno"
verified_by = "Ann"
until = {until}
"""
SWITCH_IT_ON = 'switch it on at Server Settings > Roles > "carecircle" > Permissions'


@dataclass
class Desk:
    """An operator's terminal beside a server."""

    server: DiscordServer
    folder: Path
    capsys: pytest.CaptureFixture[str]

    async def types(self, *words: str) -> tuple[int, str]:
        code = await asyncio.to_thread(main, [*words, "--data", str(self.folder / "data")])
        return code, self.capsys.readouterr().out

    async def doctor(self) -> tuple[int, dict[str, list[str]], str]:
        """The exit code, what was said of each kind of check with its mark, and all of it."""
        code, said = await self.types("doctor")
        found: dict[str, list[str]] = {}
        for line in said.splitlines():
            mark, what, words = re.fullmatch(r"(FAULT|WARN |ok  ) ([^:]+): (.*)", line).groups()  # type: ignore[union-attr]
            found.setdefault(what, []).append(f"{mark.strip()} {words}")
        return code, found, said

    async def sets_up(self) -> None:
        assert (await self.types("setup", "apply"))[0] == 0

    def writes(self, text: str) -> None:
        (self.folder / "community.toml").write_text(text, encoding="utf-8")


@pytest.fixture
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of whoever runs the tests, and no file of theirs."""
    for name in [name for name in os.environ if name.startswith("CARECIRCLE_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


@pytest.fixture
async def desk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, alone: None, capsys: pytest.CaptureFixture[str]
) -> AsyncIterator[Desk]:
    async with DiscordServer(bot_permissions=Permission(invited().value)) as server:
        monkeypatch.setenv("CARECIRCLE_DISCORD_TOKEN", TOKEN)
        monkeypatch.setenv("CARECIRCLE_DISCORD_API", server.url)
        monkeypatch.setenv("CARECIRCLE_COMMUNITY_FILE", str(tmp_path / "community.toml"))
        made = Desk(server, tmp_path, capsys)
        made.writes(COMMUNITY.format(server=server.guild.id, until="2099-01-01"))
        yield made
        address.use("")


async def test_before_and_after_setting_up(desk: Desk) -> None:
    code, found, _ = await desk.doctor()
    assert code == 1
    assert found["platforms"] == ["ok Discord; what it lacks is below"]
    assert found["community"] == ["ok community.toml names 2 channels and 1 clinicians whose verification has not ended"]
    assert found["discord channels"][0].startswith("WARN not bound to a channel of the server yet: #moderators, #blue-room;")
    assert f"client_id={desk.server.bot.id}&scope=bot+applications.commands&permissions=" in found["discord invite link"][0]
    assert not (desk.folder / "data").exists()

    await desk.sets_up()
    _, found, said = await desk.doctor()
    assert [
        line for what, lines in found.items() if what.startswith("discord") for line in lines if not line.startswith("ok")
    ] == []
    assert found["discord channels"] == ["ok 2 channels of community.toml, each bound"]
    assert found["discord privacy"] == ["ok 2 private channels, open to nobody by mistake"]
    assert found["discord commands"][0].startswith("ok not registered yet")
    assert "Canary" not in said
    assert "canary" not in said


async def test_it_needs_nothing_but_the_content_and_a_pager_then(desk: Desk) -> None:
    await desk.sets_up()
    code, found, _ = await desk.doctor()
    assert code == 1
    assert [what for what, lines in found.items() if any(line.startswith("FAULT") for line in lines)] == ["pager"]


async def test_everything_that_is_wrong_is_in_one_list(desk: Desk) -> None:
    await desk.sets_up()
    desk.server.state.portal_intents = 0
    desk.server.allow_bot(Permission(invited().value) & ~Permission.MODERATE_MEMBERS)
    desk.server.role("Moderators")
    desk.writes(COMMUNITY.format(server=desk.server.guild.id, until="2020-01-01"))
    code, found, _ = await desk.doctor()
    assert code == 1
    assert [line[:35] for line in found["discord intents"]] == [
        "WARN the message content intent is ",
        "WARN the server members intent is m",
    ]
    assert found["discord permissions"] == [
        f"FAULT the bot lacks Time out members, so nobody can be given a time-out: {SWITCH_IT_ON}"
    ]
    assert found["community"][0].startswith("WARN community.toml names 2 channels and 0 clinicians")
    assert "1 whose verification has ended" in found["community"][0]


@pytest.mark.parametrize(
    ("setting", "value", "what", "line"),
    [
        ("CARECIRCLE_DISCORD_TOKEN", "MTA.wrong.canary-3344", "discord token", "CARECIRCLE_DISCORD_TOKEN: Discord refuses it"),
        ("CARECIRCLE_DISCORD_API", "http://127.0.0.1:1/api/v10", "discord token", "Discord cannot be reached"),
        ("CARECIRCLE_COMMUNITY_FILE", "nowhere.toml", "community", "nowhere.toml: there is no such file"),
    ],
)
async def test_a_setting_that_is_wrong(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, setting: str, value: str, what: str, line: str
) -> None:
    monkeypatch.setenv(setting, value)
    code, found, said = await desk.doctor()
    assert code == 1
    assert found[what][0].startswith(f"FAULT {line}")
    assert {"settings", "content", "disk", "clock"} <= found.keys()
    assert "canary" not in said


async def test_a_faulty_file_is_told_with_every_line_and_discord_is_asked_all_the_same(desk: Desk) -> None:
    text = COMMUNITY.format(server=desk.server.guild.id, until="2099-01-01")
    desk.writes(text.replace('"prostate"', '"prostrate"').replace("2099-01-01", '"soon"'))
    _, found, _ = await desk.doctor()
    assert re.match(r"FAULT community\.toml:\d+: .*; community\.toml:\d+: ", found["community"][0])
    assert found["discord token"][0].startswith("ok")
    assert "discord server" not in found


async def test_a_file_that_names_no_server(desk: Desk) -> None:
    desk.writes('name = "Riverside"\n[[channel]]\nkey = "mods"\nname = "moderators"\nkind = "moderators"\n')
    _, found, _ = await desk.doctor()
    assert found["community"] == ['FAULT community.toml names no Discord server: add `server = "…"` under [discord]']


async def test_a_server_that_the_bot_is_not_in(desk: Desk) -> None:
    desk.writes(COMMUNITY.format(server="1180000000000000001", until="2099-01-01"))
    _, found, _ = await desk.doctor()
    assert found["discord server"][0].startswith("FAULT the bot is not in the server 1180000000000000001")


async def test_as_json(desk: Desk) -> None:
    _, said = await desk.types("doctor", "--json")
    assert {"discord token", "discord server", "discord commands"} <= {check["what"] for check in json.loads(said)}


def test_without_a_platform_nothing_is_asked_of_any(tmp_path: Path, alone: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "--data", str(tmp_path / "data")]) == 0
    said = capsys.readouterr().out
    assert "ok   platforms: none is configured; the sandbox needs none" in said
    assert "ok   community: no community.toml here; the sandbox needs none" in said
    assert "discord" not in said


async def test_a_start_says_what_is_missing_in_the_doctors_words(tmp_path: Path) -> None:
    held = Permission(invited().value) & ~Permission.MANAGE_MESSAGES
    async with furnished(DiscordServer(bot_permissions=held)) as server, program(settings(tmp_path, server)) as process:
        said = await says(process, "ready")
    assert (
        "carecircle: discord permissions: the bot lacks Manage Messages, so what should be out of sight stays where it is" in said
    )
    assert TOKEN not in said
