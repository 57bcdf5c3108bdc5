"""`carecircle run` as operators start it: a process of its own, on a real connection to a server on loopback."""

import asyncio
import base64
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.cli.test_run import ROOT, environment
from tests.discord.discord_server import DiscordServer
from tests.discord.town import furnished
from tests.town import CHANNELS

PHONE = "07700 900123"


def approved_content(folder: Path) -> Path:
    """The example's content as if this clinic's clinicians had approved it: nothing in it is marked as an example any more."""
    root = folder / "content"
    for file in (ROOT / "content").rglob("*"):
        if file.is_file() and file.suffix in {".md", ".toml"}:
            target = root / file.relative_to(ROOT / "content")
            target.parent.mkdir(parents=True, exist_ok=True)
            text = file.read_text(encoding="utf-8")
            target.write_text(text.replace("example: true\n", "").replace("example = true\n", ""), encoding="utf-8")
    return root


def community_file(folder: Path, server: DiscordServer) -> Path:
    numbers = {one.name: one.id for one in server.state.channels_of(server.guild.id)}
    lines = ['name = "Clinic"', "[discord]", f'server = "{server.guild.id}"', "[discord.roles]", 'moderator = ["Moderators"]']
    for one in CHANNELS:
        lines += ["[[channel]]", f'key = "{one.id}"', f'name = "{one.name}"', f'kind = "{one.kind.value}"']
        lines += [f'condition = "{one.condition}"', "private = false"] if one.condition != "general" else []
        lines += [f'discord = "{numbers[one.name]}"']
    file = folder / "community.toml"
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


def settings(folder: Path, server: DiscordServer, **more: str) -> dict[str, str]:
    secret = "whsec_" + base64.b64encode(b"k" * 32).decode()
    return environment(
        folder,
        CARECIRCLE_CONTENT=str(approved_content(folder)),
        CARECIRCLE_COMMUNITY_FILE=str(community_file(folder, server)),
        CARECIRCLE_DATA=str(folder / "data"),
        CARECIRCLE_DISCORD_TOKEN=server.token,
        CARECIRCLE_DISCORD_API=server.url,
        CARECIRCLE_PAGER_WEBHOOK_URL="http://127.0.0.1:9/page",
        CARECIRCLE_PAGER_WEBHOOK_SECRET=secret,
        CARECIRCLE_HTTP_PORT="0",
        **more,
    )


@asynccontextmanager
async def program(given: dict[str, str]) -> AsyncIterator[asyncio.subprocess.Process]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "run", cwd=ROOT, env=given, stderr=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


async def says(process: asyncio.subprocess.Process, words: str, within: float = 60) -> str:
    """Wait for a line on standard error; returns all up to it."""
    assert process.stderr is not None
    said = ""
    async with asyncio.timeout(within):
        while words not in said:
            line = await process.stderr.readline()
            assert line, f"it ended: {said}"
            said += line.decode()
    return said


@pytest.fixture
async def server() -> AsyncIterator[DiscordServer]:
    async with furnished(DiscordServer()) as made:
        yield made


async def test_it_serves_until_it_is_told_to_stop(tmp_path: Path, server: DiscordServer) -> None:
    async with program(settings(tmp_path, server)) as process:
        await says(process, "ready")
        ana, sam = server.person("ana"), server.person("sam")
        await ana.says("prostate", f"Call me on {PHONE}")
        await sam.finds("Case 1: own identifier", "moderators", within=20)
        turn = await sam.presses(sam.newest("Claim", "moderators"), "Claim")
        assert not turn.failed
        process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(20):
            assert await process.wait() == 0
    assert not any(PHONE in seen.text for seen in ana.sees("prostate"))


async def test_a_token_that_discord_does_not_know_is_said_in_one_line(tmp_path: Path, server: DiscordServer) -> None:
    async with program(settings(tmp_path, server) | {"CARECIRCLE_DISCORD_TOKEN": "MTA.wrong.canary-8843"}) as process:
        said = await says(process, "\n")
        assert "CARECIRCLE_DISCORD_TOKEN" in said
        assert "canary" not in said
        async with asyncio.timeout(20):
            assert await process.wait() == 2


async def test_what_the_portal_did_not_grant_is_said_at_start(tmp_path: Path) -> None:
    async with furnished(DiscordServer(portal_intents=0)) as server, program(settings(tmp_path, server)) as process:
        said = await says(process, "ready")
        assert "message content intent" in said
        assert "server members intent" in said
        await server.person("ana").says("prostate", f"<@{server.bot.id}> What can raise my PSA besides cancer?")
        await server.person("ben").finds("A raised PSA", "prostate", within=20)


async def test_example_content_never_goes_live(tmp_path: Path, server: DiscordServer) -> None:
    given = settings(tmp_path, server)
    del given["CARECIRCLE_CONTENT"]
    async with program(given) as process:
        assert "no clinician of yours approved" in await says(process, "approved")
        async with asyncio.timeout(20):
            assert await process.wait() == 2
    assert server.requests == []


async def test_a_connection_that_discord_ends_for_good_ends_the_program_with_a_clear_word(
    tmp_path: Path, server: DiscordServer
) -> None:
    server.gateway.refuse_with = 4014
    async with program(settings(tmp_path, server)) as process:
        said = await says(process, "the connection to Discord ended")
        assert "Traceback" not in said
        async with asyncio.timeout(20):
            assert await process.wait() == 2
