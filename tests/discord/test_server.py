"""The server of these tests: the real client connects to it, hears, answers, and lives through what may happen on the way."""

import asyncio
from typing import Any

import aiohttp
import discord
import pytest

from tests.discord.bot import Bot, bot
from tests.discord.client import pointed_at, running, settled, unhurried
from tests.discord.discord_server import TOKEN, DiscordServer

POST = "POST /channels/{channel_id}/messages"


async def test_a_message_is_heard_and_answered(server: DiscordServer) -> None:
    async with bot(server) as client:
        ana = server.person("ana")
        said = await ana.says("general", "ping", attachments=(("scan.png", b"picture"),))
        await settled(client, server)
        [heard] = client.heard
        assert isinstance(heard.author, discord.Member)
        assert (heard.author.display_name, heard.channel.id) == ("Ana", int(said.channel_id))
        assert await heard.attachments[0].read() == b"picture"
        answer = ana.sees("general")[-1]
        assert (answer.author, answer.text, answer.pings) == ("carecircle", "pong", [])
        assert answer.message.reference is not None
        assert answer.message.reference["message_id"] == said.id


async def test_edits_deletions_reactions_and_members_are_told(server: DiscordServer) -> None:
    told: list[tuple[str, Any]] = []
    async with bot(server) as client:

        @client.event
        async def on_raw_message_edit(event: discord.RawMessageUpdateEvent) -> None:
            told.append(("edit", event.message.content))

        @client.event
        async def on_raw_message_delete(event: discord.RawMessageDeleteEvent) -> None:
            told.append(("delete", str(event.message_id)))

        @client.event
        async def on_raw_reaction_add(event: discord.RawReactionActionEvent) -> None:
            told.append(("reaction", str(event.emoji)))

        @client.event
        async def on_member_join(member: discord.Member) -> None:
            told.append(("join", member.name))

        @client.event
        async def on_raw_member_remove(event: discord.RawMemberRemoveEvent) -> None:
            told.append(("leave", event.user.name))

        ana = server.person("ana")
        said = await ana.says("general", "first")
        await ana.edits(said, "second")
        await server.person("ben").reacts(said, "👍")
        await ana.deletes(said)
        await server.join("cleo").leaves()
        await settled(client, server)
    assert told == [("edit", "second"), ("reaction", "👍"), ("delete", said.id), ("join", "cleo"), ("leave", "cleo")]


async def test_all_members_are_known_once_ready(server: DiscordServer) -> None:
    asked = discord.Intents.default()
    asked.members = True
    async with bot(server, asked) as client:
        assert {member.name for member in client.guilds[0].members} >= {"ana", "ben", "sam", "carecircle"}


@pytest.mark.parametrize("how", ["op 7", "cut", "close 4000", "op 9, resumable"])
async def test_a_resumed_session_loses_nothing(server: DiscordServer, how: str) -> None:
    async with bot(server) as client:
        ana = server.person("ana")
        await ana.says("general", "before")
        await settled(client, server)
        resumed = asyncio.ensure_future(client.wait_for("resumed", timeout=5))
        await asyncio.sleep(0)
        match how:
            case "op 7":
                server.gateway.reconnect()
            case "cut":
                server.gateway.cut()
            case "close 4000":
                server.gateway.close(4000)
            case _:
                server.gateway.invalidate(resumable=True)
        for index in range(3):
            await ana.says("general", f"meanwhile {index}")
        await resumed
        await ana.says("general", "after")
        await settled(client, server)
        assert client.texts == ["before", "meanwhile 0", "meanwhile 1", "meanwhile 2", "after"]
        assert len(server.gateway.identified) == 1


@pytest.mark.parametrize("how", ["op 9", "forgotten"])
async def test_a_lost_session_is_identified_anew_and_replays_nothing(server: DiscordServer, how: str) -> None:
    async with bot(server) as client:
        ana = server.person("ana")
        ready = asyncio.ensure_future(client.wait_for("ready", timeout=5))
        await asyncio.sleep(0)
        if how == "op 9":
            server.gateway.invalidate()
        else:
            server.gateway.forget()
            server.gateway.reconnect()
        await ana.says("general", "meanwhile")
        await ready
        await ana.says("general", "after")
        await settled(client, server)
        assert client.texts == ["after"]
        assert len(server.gateway.identified) == 2
        assert len(server.gateway.sessions) == 1
        channel = client.get_channel(int(ana.place("general").id))
        assert isinstance(channel, discord.TextChannel)
        assert [each.content async for each in channel.history()] == ["after", "meanwhile"]


async def test_an_event_may_come_twice(server: DiscordServer) -> None:
    async with bot(server) as client:
        await server.person("ana").says("general", "once")
        server.gateway.redeliver("MESSAGE_CREATE")
        await settled(client, server)
        assert client.texts == ["once", "once"]


async def test_a_client_without_acknowledged_heartbeats_connects_again(server: DiscordServer) -> None:
    server.gateway.heartbeat_interval = 50
    server.gateway.drop_acks = 1000
    async with bot(server, heartbeat_timeout=0.2):
        [session] = server.gateway.sessions.values()
        await server.until(lambda: session.resumed)


@pytest.mark.parametrize(("code", "error"), [(4014, discord.PrivilegedIntentsRequired), (4004, discord.ConnectionClosed)])
async def test_a_refused_identify_ends_the_client(server: DiscordServer, code: int, error: type[Exception]) -> None:
    server.gateway.refuse_with = code
    with pytest.raises(error):
        async with bot(server):
            pass


async def test_privileged_intents_must_be_switched_on_in_the_portal() -> None:
    async with DiscordServer(portal_intents=0) as server:
        with pytest.raises(discord.PrivilegedIntentsRequired):
            async with bot(server):
                pass
        async with bot(server, discord.Intents.default()) as client:
            assert client.application is not None
            assert not client.application.flags.gateway_message_content_limited


async def test_a_wrong_token_is_refused(server: DiscordServer) -> None:
    server.front.token = "other"
    with pytest.raises(discord.LoginFailure):
        async with bot(server):
            pass


async def test_without_the_content_intent_words_come_only_where_they_are_meant_for_the_bot() -> None:
    async with DiscordServer(portal_intents=0) as server:
        server.channel("general")
        ana = server.join("ana")
        async with bot(server, discord.Intents.default()) as client:
            await ana.says("general", "a secret", attachments=(("a.txt", b"a"),))
            await ana.says("general", f"<@{server.bot.id}> help")
            await ana.says(None, "in private")
            await settled(client, server)
            assert client.texts == ["", f"<@{server.bot.id}> help", "in private"]
            assert client.heard[0].attachments == []
            assert [each.content async for each in client.heard[0].channel.history(limit=1, oldest_first=True)] == [""]


async def test_two_shards_share_the_servers() -> None:
    async with DiscordServer(shards=2) as server:
        other = server.add_guild("Other clinic")
        server.channel("general")
        server.channel("general", guild=other)
        heard: list[tuple[str, int]] = []

        class Sharded(discord.AutoShardedClient):
            async def on_message(self, message: discord.Message) -> None:
                assert message.guild is not None
                heard.append((message.guild.name, message.guild.shard_id))

        with pointed_at(server), unhurried():
            client = Sharded(intents=discord.Intents.all())
            async with running(client, server):
                assert [each["shard"] for each in server.gateway.identified] == [[0, 2], [1, 2]]
                await server.join("ana").says("general", "here")
                await server.join("ben", guild=other).says("general", "there")
                await settled(client, server)
    assert sorted(heard) == [("Clinic", 0), ("Other clinic", 1)]


async def test_only_one_shard_of_two(server: DiscordServer) -> None:
    other = server.add_guild("Other clinic")
    async with bot(server, shard_id=1, shard_count=2) as client:
        assert [each.name for each in client.guilds] == [other.name]


# Over HTTP


async def posted(client: Bot, server: DiscordServer, text: str = "hello", **more: Any) -> discord.Message:
    channel = client.get_channel(int(server.person("owner").place("general").id))
    assert isinstance(channel, discord.TextChannel)
    return await channel.send(text, **more)


async def test_a_limit_with_via_is_waited_out(server: DiscordServer) -> None:
    async with bot(server) as client:
        server.faults.limit(POST, times=2)
        server.faults.limit(POST, everywhere=True)
        await posted(client, server)
        assert [each.status for each in server.asked(POST)] == [429, 429, 429, 200]
        assert len(server.person("ana").sees("general")) == 1


async def test_a_limit_without_via_is_an_error(server: DiscordServer) -> None:
    async with bot(server) as client:
        server.faults.limit(POST, via=False)
        with pytest.raises(discord.HTTPException) as error:
            await posted(client, server)
        assert error.value.status == 429
        assert len(server.asked(POST)) == 1


async def test_a_server_error_is_tried_again(server: DiscordServer) -> None:
    async with bot(server) as client:
        server.faults.fail(POST, 502)
        await posted(client, server)
        assert [each.status for each in server.asked(POST)] == [502, 200]


async def test_a_page_instead_of_an_answer_is_an_error(server: DiscordServer) -> None:
    async with bot(server) as client:
        server.faults.show_page(POST)
        with pytest.raises(discord.DiscordServerError):
            await posted(client, server)


async def test_a_lost_answer_and_the_same_nonce_make_one_message(server: DiscordServer) -> None:
    async with bot(server) as client:
        server.faults.lose(POST)
        with pytest.raises(aiohttp.ClientError):
            await posted(client, server, "one", nonce="key-1")
        again = await posted(client, server, "one", nonce="key-1")
        other = await posted(client, server, "two", nonce="key-2")
        seen = server.person("ana").sees("general")
        assert [(each.id, each.text) for each in seen] == [(str(again.id), "one"), (str(other.id), "two")]


async def test_an_answer_may_wait(server: DiscordServer) -> None:
    async with bot(server) as client:
        held = server.faults.hold(POST)
        sending = asyncio.create_task(posted(client, server))
        await server.until(lambda: server.person("ana").sees("general"))
        assert not sending.done()
        held.set()
        await sending


async def test_a_request_may_come_late(server: DiscordServer) -> None:
    async with bot(server) as client:
        held = server.faults.delay(POST)
        sending = asyncio.create_task(posted(client, server))
        await server.person("ana").says("general", "meanwhile")
        await settled(client, server)
        held.set()
        await sending
        assert [each.text for each in server.person("ana").sees("general")] == ["meanwhile", "hello"]


async def test_a_request_may_be_cut_off_or_refused(server: DiscordServer) -> None:
    async with bot(server) as client:
        server.faults.cut(POST)
        server.faults.refuse(POST, 403, 50001, "Missing Access")
        with pytest.raises(aiohttp.ClientError):
            await posted(client, server)
        with pytest.raises(discord.Forbidden):
            await posted(client, server)
        assert server.person("ana").sees("general") == []


async def test_a_heartbeat_that_is_asked_for_comes(server: DiscordServer) -> None:
    async with bot(server):
        before = server.gateway.heartbeats
        server.gateway.ask_heartbeat()
        await server.until(lambda: server.gateway.heartbeats > before)


async def test_a_burst_arrives_in_order(server: DiscordServer) -> None:
    async with bot(server) as client:
        ana = server.person("ana")
        for index in range(500):
            await ana.says("general", str(index))
        await settled(client, server)
        assert client.texts == [str(index) for index in range(500)]


async def test_what_the_server_does_not_know_is_a_404(server: DiscordServer) -> None:
    headers = {"Authorization": f"Bot {TOKEN}"}
    async with aiohttp.ClientSession(headers=headers) as session, session.get(f"{server.url}/sticker-packs") as answer:
        assert answer.status == 404
        assert answer.headers["content-type"] == "application/json"


async def test_a_stopped_server_comes_back_with_all_that_it_knew(server: DiscordServer) -> None:
    await server.person("ana").says("general", "kept")
    await server.stop()
    await server.start()
    async with bot(server) as client:
        channel = client.get_channel(int(server.person("ana").place("general").id))
        assert isinstance(channel, discord.TextChannel)
        assert [each.content async for each in channel.history()] == ["kept"]
