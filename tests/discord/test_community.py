"""Channels, roles, members, threads, AutoMod and events of the loopback server, by the real client's own methods."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import discord
import pytest

from tests.discord.bot import Bot, bot
from tests.discord.client import settled
from tests.discord.discord_server import ApiError, Blocked, DiscordServer
from tests.discord.server.permissions import ALL, MEMBERS, NONE, Permission


def general(client: Bot) -> discord.TextChannel:
    (channel,) = [each for each in client.get_all_channels() if each.name == "general"]
    assert isinstance(channel, discord.TextChannel)
    return channel


async def test_history_is_read_in_all_directions(server: DiscordServer) -> None:
    ana = server.person("ana")
    ids = [int((await ana.says("general", str(index))).id) for index in range(8)]
    async with bot(server) as client:
        place = general(client)

        async def read(**how: Any) -> list[str]:
            return [each.content async for each in place.history(**how)]

        middle = discord.Object(ids[4])
        assert await read(limit=3) == ["7", "6", "5"]
        assert await read(limit=3, before=middle) == ["3", "2", "1"]
        assert await read(limit=3, after=middle, oldest_first=True) == ["5", "6", "7"]
        assert sorted(await read(limit=3, around=middle)) == ["3", "4", "5"]
        assert (await place.fetch_message(ids[0])).content == "0"


async def test_messages_are_edited_pinned_and_deleted(server: DiscordServer) -> None:
    ana = server.person("ana")
    said = await ana.says("general", "hers")
    async with bot(server) as client:
        place = general(client)
        mine = await place.send(embed=discord.Embed(title="One"), file=discord.File(__file__, "rules.txt"))
        mine = await mine.edit(content="more", embed=discord.Embed(title="Two"))
        assert ana.sees("general")[-1].words == "more\nTwo"
        assert ana.sees("general")[-1].attachments[0]["filename"] == "rules.txt"
        await mine.pin(reason="the rules")
        assert [each.id async for each in place.pins()] == [mine.id]
        await mine.unpin()
        assert [each.id async for each in place.pins()] == []
        hers = await place.fetch_message(int(said.id))
        with pytest.raises(discord.Forbidden) as error:
            await hers.edit(content="changed")
        assert error.value.code == 50005
        await hers.delete()
        with pytest.raises(discord.NotFound) as gone:
            await hers.delete()
        assert gone.value.code == 10008
        await place.delete_messages([await place.send("a"), await place.send("b")])
        assert [each.message.type for each in ana.sees("general")] == [0, 6]
        await settled(client, server)


async def test_a_channel_is_made_changed_and_removed(server: DiscordServer) -> None:
    async with bot(server) as client:
        guild = client.guilds[0]
        hidden = discord.PermissionOverwrite(view_channel=False)
        shown = discord.PermissionOverwrite(view_channel=True)
        category = await guild.create_category("Care")
        ana = guild.get_member(int(server.person("ana").id))
        assert ana is not None
        overwrites: dict[Any, discord.PermissionOverwrite] = {guild.default_role: hidden, guild.me: shown}
        made = await guild.create_text_channel("Blue Room", category=category, topic="t", overwrites=overwrites, reason="asked")
        assert (made.name, made.category_id, made.topic) == ("blue-room", category.id, "t")
        assert "blue-room" not in server.person("ana").channels()
        await made.set_permissions(ana, overwrite=shown)
        assert "blue-room" in server.person("ana").channels()
        await made.edit(slowmode_delay=30, name="green")
        await server.person("ana").says("green", "one")
        with pytest.raises(ApiError) as error:
            await server.person("ana").says("green", "two")
        assert error.value.code == 20016
        await made.set_permissions(ana, overwrite=None)
        assert server.person("ana").sees("green") == []
        await made.delete()
        assert guild.get_channel(made.id) is None or "green" not in server.person("owner").channels()
        assert server.state.audit[1]["reason"] == "asked"


async def test_roles_and_members(server: DiscordServer) -> None:
    async with bot(server) as client:
        guild = client.guilds[0]
        ana = guild.get_member(int(server.person("ana").id))
        assert ana is not None
        role = await guild.create_role(name="Clinician", permissions=discord.Permissions(manage_messages=True))
        await ana.add_roles(role, reason="verified")
        assert server.person("ana").roles == ["Clinician"]
        await settled(client, server)
        assert [each.name for each in ana.roles] == ["@everyone", "Clinician"]
        await role.edit(name="Doctor")
        await ana.remove_roles(role)
        await role.delete()
        await ana.timeout(timedelta(minutes=5), reason="to calm down")
        with pytest.raises(ApiError) as error:
            await server.person("ana").says("general", "may I?")
        assert error.value.code == 50013
        await ana.timeout(None)
        await server.person("ana").says("general", "thanks")
        await ana.kick()
        await guild.ban(discord.Object(int(server.person("ben").id)), reason="spam", delete_message_seconds=3600)
        assert [each.reason async for each in guild.bans()] == ["spam"]
        await guild.unban(discord.Object(int(server.person("ben").id)))
        assert set(server.guild.members) & {server.person("ana").id, server.person("ben").id} == set()


async def test_threads_and_posts(server: DiscordServer) -> None:
    server.channel("questions", 15, available_tags=[{"name": "sleep"}])
    ana, ben = server.person("ana"), server.person("ben")
    said = await ana.says("general", "long story")
    async with bot(server) as client:
        thread = await (await general(client).fetch_message(int(said.id))).create_thread(name="Story")
        await thread.send("here")
        assert ben.reads("Story") == "carecircle: here"
        with pytest.raises(discord.HTTPException) as error:
            await (await general(client).fetch_message(int(said.id))).create_thread(name="Again")
        assert error.value.code == 160004
        await thread.edit(archived=True, locked=True)
        with pytest.raises(ApiError):
            await ben.says("Story", "too late")
        assert [each.name async for each in general(client).archived_threads()] == ["Story"]
        post = await ana.starts_post("questions", "Awake", "I cannot sleep", "sleep")
        await settled(client, server)
        assert client.texts == ["I cannot sleep"]
        assert [each.name for each in await client.guilds[0].active_threads()] == ["Awake"]
        channel = client.get_channel(int(post.channel_id))
        assert isinstance(channel, discord.Thread)
        assert [each.name for each in channel.applied_tags] == ["sleep"]
        await channel.send("Try this")
        forum = channel.parent
        assert isinstance(forum, discord.ForumChannel)
        made = await forum.create_thread(name="Rules", content="Be kind")
        assert ana.reads("Rules") == "carecircle: Be kind"
        await made.thread.delete()
        with pytest.raises(discord.HTTPException):
            await client.http.send_message(forum.id, params=discord.http.handle_message_parameters("no"))
        private = await general(client).create_thread(name="Quiet", invitable=False)
        assert ben.sees("Quiet") == []
        member = client.guilds[0].get_member(int(ben.id))
        assert member is not None
        await private.add_user(member)
        await private.send("only us")
        assert ben.reads("Quiet") == "carecircle: only us"


async def test_automod_blocks_and_alerts(server: DiscordServer) -> None:
    told: list[discord.AutoModAction] = []
    async with bot(server) as client:

        @client.event
        async def on_automod_action(action: discord.AutoModAction) -> None:
            told.append(action)

        guild = client.guilds[0]
        alerts = next(each for each in guild.text_channels if each.name == "moderators")
        rule = await guild.create_automod_rule(
            name="Cards",
            event_type=discord.AutoModRuleEventType.message_send,
            trigger=discord.AutoModTrigger(regex_patterns=[r"\b\d{4} \d{4} \d{4} \d{4}\b"], keyword_filter=["buy now*"]),
            actions=[
                discord.AutoModRuleAction(custom_message="Help: /help"),
                discord.AutoModRuleAction(channel_id=alerts.id),
            ],
            enabled=True,
        )
        ana = server.person("ana")
        with pytest.raises(Blocked) as blocked:
            await ana.says("general", "my card is 4000 1234 5678 9010")
        assert blocked.value.told == "Help: /help"
        with pytest.raises(Blocked):
            await ana.says("general", "buy nowadays")
        await server.person("owner").says("general", "buy now")
        await settled(client, server)
        assert [each.matched_content for each in told] == ["4000 1234 5678 9010"] * 2 + ["buy now"] * 2
        assert [each.text for each in ana.sees("general")] == ["buy now"]
        alert = server.person("sam").sees("moderators")[0]
        assert (alert.author, alert.embeds[0]["description"]) == ("ana", "my card is 4000 1234 5678 9010")
        assert (alert.message.type, told[0].alert_system_message_id) == (24, None)
        assert told[1].alert_system_message_id == int(alert.id)
        await rule.edit(enabled=False)
        await ana.says("general", "buy now")
        await rule.delete()
        assert await guild.fetch_automod_rules() == []


async def test_events_are_planned_and_called_off(server: DiscordServer) -> None:
    async with bot(server) as client:
        guild, now = client.guilds[0], discord.utils.utcnow()
        event = await guild.create_scheduled_event(
            name="Questions and answers",
            start_time=now + timedelta(days=1),
            end_time=now + timedelta(days=1, hours=1),
            location="general",
            entity_type=discord.EntityType.external,
            privacy_level=discord.PrivacyLevel.guild_only,
        )
        await event.edit(name="Later", start_time=now + timedelta(days=1, minutes=5))
        await event.cancel()
        assert [each["status"] for each in server.guild.events.values()] == [4]
        with pytest.raises(discord.HTTPException) as error:
            await event.edit(status=discord.EventStatus.active)
        assert error.value.code == 180000
        await event.delete()
        assert server.guild.events == {}


async def test_reactions(server: DiscordServer) -> None:
    said = await server.person("ana").says("general", "hello")
    async with bot(server) as client:
        message = await general(client).fetch_message(int(said.id))
        await message.add_reaction("👍")
        await server.person("ben").reacts(said, "👍")
        message = await general(client).fetch_message(int(said.id))
        assert {each.name async for each in message.reactions[0].users()} == {"carecircle", "ben"}
        await message.remove_reaction("👍", discord.Object(int(server.person("ben").id)))
        await message.clear_reactions()
        assert said.message.reactions == {}


async def test_direct_messages(server: DiscordServer) -> None:
    async with bot(server) as client:
        ana = client.get_user(int(server.person("ana").id))
        ben = client.get_user(int(server.person("ben").id))
        assert ana is not None
        assert ben is not None
        await ana.send("a private note")
        assert server.person("ana").reads(None) == "carecircle: a private note"
        assert server.person("ben").direct() == []
        with pytest.raises(discord.Forbidden) as error:
            await ben.send("a private note")
        assert error.value.code == 50007


MENTIONS = [
    (None, ["ana", "@Moderator", "everyone"]),
    (discord.AllowedMentions.none(), []),
    (discord.AllowedMentions(users=True, everyone=False, roles=False), ["ana"]),
    (discord.AllowedMentions(users=False, everyone=True, roles=True), ["@Moderator", "everyone"]),
]


@pytest.mark.parametrize(("allowed", "pinged"), MENTIONS)
async def test_who_is_notified(server: DiscordServer, allowed: discord.AllowedMentions | None, pinged: list[str]) -> None:
    role = next(each["id"] for each in server.guild.roles.values() if each["name"] == "Moderator")
    async with bot(server) as client:
        client._connection.allowed_mentions = None
        text = f"<@{server.person('ana').id}> <@&{role}> @everyone"
        await (general(client).send(text) if allowed is None else general(client).send(text, allowed_mentions=allowed))
        assert server.person("ana").sees("general")[-1].pings == pinged


Does = Callable[[Bot, DiscordServer], Awaitable[Any]]


async def say(client: Bot, server: DiscordServer) -> None:
    await general(client).send("hello")


async def embed(client: Bot, server: DiscordServer) -> None:
    await general(client).send(embed=discord.Embed(title="Hello"))


async def attach(client: Bot, server: DiscordServer) -> None:
    await general(client).send(file=discord.File(__file__))


async def lock(client: Bot, server: DiscordServer) -> None:
    guild = client.guilds[0]
    await general(client).set_permissions(guild.default_role, send_messages=False)


async def hand_out(client: Bot, server: DiscordServer) -> None:
    await general(client).set_permissions(client.guilds[0].default_role, manage_messages=True)


async def hand_out_roles(client: Bot, server: DiscordServer) -> None:
    await general(client).set_permissions(client.guilds[0].default_role, manage_roles=True)


async def pin(client: Bot, server: DiscordServer) -> None:
    await general(client).get_partial_message(int(server.person("owner").sees("general")[0].id)).pin()


async def remove(client: Bot, server: DiscordServer) -> None:
    await general(client).get_partial_message(int(server.person("owner").sees("general")[0].id)).delete()


async def look(client: Bot, server: DiscordServer) -> None:
    channel = client.get_channel(int(server.person("owner").place("moderators").id))
    assert isinstance(channel, discord.TextChannel)
    assert [each async for each in channel.history()] == []


async def quieten_ana(client: Bot, server: DiscordServer) -> None:
    await quieten(client, server.person("ana").id)


async def quieten_owner(client: Bot, server: DiscordServer) -> None:
    await quieten(client, server.guild.owner_id)


async def quieten_one_above(client: Bot, server: DiscordServer) -> None:
    server.role("Director", above_bot=True)
    server.person("owner").gives(server.person("ana"), "Director")
    await quieten(client, server.person("ana").id)


async def quieten(client: Bot, who: str) -> None:
    member = client.guilds[0].get_member(int(who))
    assert member is not None
    await member.timeout(timedelta(minutes=1))


async def make_administrator(client: Bot, server: DiscordServer) -> None:
    await client.guilds[0].create_role(name="All", permissions=discord.Permissions(administrator=True))


async def give_role_above(client: Bot, server: DiscordServer) -> None:
    role = server.role("Director", above_bot=True)
    member = client.guilds[0].get_member(int(server.person("ana").id))
    assert member is not None
    await member.add_roles(discord.Object(int(role)))


@pytest.mark.parametrize(
    ("held", "does", "code"),
    [
        (MEMBERS, say, None),
        (MEMBERS & ~Permission.SEND_MESSAGES, say, 50013),
        (MEMBERS & ~Permission.EMBED_LINKS, say, None),
        (MEMBERS & ~Permission.EMBED_LINKS, embed, 50013),
        (MEMBERS & ~Permission.ATTACH_FILES, attach, 50013),
        (MEMBERS & ~Permission.VIEW_CHANNEL, say, 50001),
        (MEMBERS, look, 50001),
        (ALL, look, None),
        (MEMBERS | Permission.MANAGE_MESSAGES, pin, 50013),
        (MEMBERS | Permission.PIN_MESSAGES, pin, None),
        (MEMBERS, remove, 50013),
        (MEMBERS, lock, 50013),
        (MEMBERS | Permission.MANAGE_ROLES, lock, None),
        (MEMBERS | Permission.MANAGE_ROLES, hand_out, 50013),
        (MEMBERS | Permission.MANAGE_ROLES | Permission.MANAGE_MESSAGES, hand_out, None),
        (MEMBERS | Permission.MANAGE_ROLES, hand_out_roles, 50013),
        (ALL, hand_out_roles, None),
        (MEMBERS, quieten_ana, 50013),
        (MEMBERS | Permission.MODERATE_MEMBERS, quieten_ana, None),
        (ALL, quieten_owner, 50013),
        (ALL, quieten_one_above, 50013),
        (MEMBERS | Permission.MANAGE_ROLES, make_administrator, 50013),
        (ALL, make_administrator, None),
        (ALL, give_role_above, 50013),
    ],
)
async def test_the_bot_may_do_what_its_role_lets_it(
    server: DiscordServer, held: Permission, does: Does, code: int | None
) -> None:
    await server.person("ana").says("general", "something")
    server.guild.roles[server.guild.id]["permissions"] = str(int(NONE))
    server.allow_bot(held)
    for place in server.state.channels.values():
        place.overwrites.pop(server.bot.id, None)
    async with bot(server) as client:
        if code is None:
            await does(client, server)
            return
        with pytest.raises(discord.Forbidden) as error:
            await does(client, server)
        assert error.value.code == code
