"""What is missing for running on Discord, as the doctor and the start say it: asked of a real server over REST."""

import re
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import discord
import pytest

import cogs
from bot.core.check import Check
from bot.core.community import Community, WantedChannel
from bot.core.message import ChannelKind, Role
from bot.knowledge.library import Library
from bot.platforms.discord import address
from bot.platforms.discord.commands import Payload, payloads
from bot.platforms.discord.health import examine
from bot.platforms.discord.needs import NAMES
from bot.platforms.discord.permissions import NEEDS, Need, invite_link, invited
from bot.platforms.discord.registration import register
from bot.platforms.discord.rest import logged_in
from tests.discord.discord_server import TOKEN, DiscordServer, Permission

NOTHING = Permission(0)
INVITED = Permission(invited().value)
SWITCH_IT_ON = 'switch it on at Server Settings > Roles > "carecircle" > Permissions'
GUIDE = Path(__file__).parents[2] / "docs" / "discord.md"


@dataclass
class Clinic:
    server: DiscordServer
    community: Community
    made: dict[tuple[str, str], str] | None

    @property
    def moderators(self) -> str:
        return next(str(role["id"]) for role in self.server.guild.roles.values() if role["name"] == "Moderators")

    async def checks(self, token: str = TOKEN, commands: Sequence[Payload] = ()) -> list[Check]:
        return await examine(token, self.server.url, self.community, self.made, commands)

    async def lines(self) -> list[str]:
        """What is worth a word."""
        return [f"{one.what}: {one.says}" for one in await self.checks() if one.is_worth_a_word]

    def deny(self, channel: str, who: str, what: Permission) -> None:
        self._overwrite(channel, who, deny=what)

    def allow(self, channel: str, who: str, what: Permission) -> None:
        self._overwrite(channel, who, allow=what)

    def _overwrite(self, channel: str, who: str, allow: Permission = NOTHING, deny: Permission = NOTHING) -> None:
        place = next(one for one in self.server.state.channels.values() if one.name == channel)
        held = {"id": who, "type": int(who == self.server.bot.id), "allow": str(int(allow)), "deny": str(int(deny))}
        place.overwrites[who] = held


def channel(
    key: str, kind: ChannelKind, *, condition: str = "general", private: bool = False, forum: bool = False
) -> WantedChannel:
    return WantedChannel(key, key, kind, condition, private=private, forum=forum)


WANTED = (
    channel("everyone", ChannelKind.GENERAL),
    channel("blue-room", ChannelKind.SUPPORT, condition="prostate", private=True),
    channel("questions", ChannelKind.SUPPORT, forum=True),
    channel("moderators", ChannelKind.MODERATORS, private=True),
)


@pytest.fixture
async def clinic() -> AsyncIterator[Clinic]:
    """A server as setting up leaves it, with a bot that came by the invite link."""
    async with DiscordServer(bot_permissions=INVITED) as server:
        role = server.role("Moderators")
        places = [
            server.channel("everyone"),
            server.private_channel("blue-room"),
            server.channel("questions", 15),
            server.private_channel("moderators", "Moderators"),
        ]
        made = {("channel", place.name): place.id for place in places} | {("role", "Moderators"): role}
        roles = {Role.MODERATOR: ("Moderators",)}
        yield Clinic(server, Community("Clinic", discord_server=int(server.guild.id), discord_roles=roles, channels=WANTED), made)
        address.use("")


async def test_a_server_that_lacks_nothing(clinic: Clinic) -> None:
    checks = await clinic.checks()
    assert [check.what for check in checks] == [
        "discord token",
        "discord invite link",
        "discord intents",
        "discord server",
        "discord permissions",
        "discord channels",
        "discord roles",
        "discord privacy",
        "discord commands",
    ]
    assert [check.says for check in checks if check.is_worth_a_word] == []
    assert all(request.route.startswith("GET ") for request in clinic.server.requests)


async def test_a_wrong_token(clinic: Clinic) -> None:
    (check,) = await clinic.checks("MTA.wrong.canary-5512")
    assert (check.what, check.fine) == ("discord token", False)
    assert "CARECIRCLE_DISCORD_TOKEN: Discord refuses it" in check.says
    assert "canary" not in check.says


async def test_discord_that_is_away(clinic: Clinic) -> None:
    (check,) = await examine(TOKEN, "http://127.0.0.1:1/api/v10", clinic.community, {})
    assert not check.fine
    assert "cannot be reached" in check.says


async def test_no_answer_holds_the_token(clinic: Clinic) -> None:
    clinic.server.state.portal_intents = 0
    clinic.server.allow_bot(NOTHING)
    assert not any(TOKEN in check.says or TOKEN.split(".")[2] in check.says for check in await clinic.checks())


async def test_missing_intents_are_a_warning_with_what_they_mean(clinic: Clinic) -> None:
    clinic.server.state.portal_intents = 0
    content, members = await clinic.lines()
    assert "message content intent is missing: messages are not read" in content
    assert "server members intent is missing: staff are known only once they act" in members
    assert all("Privileged Gateway Intents" in line for line in (content, members))


async def test_a_server_without_the_bot(clinic: Clinic) -> None:
    other = clinic.server.add_guild("Elsewhere", with_bot=False)
    clinic.community = replace(clinic.community, discord_server=int(other.id))
    (line,) = await clinic.lines()
    assert f"the bot is not in the server {other.id}" in line
    assert "docs/discord.md" in line


async def test_a_server_that_there_is_not(clinic: Clinic) -> None:
    clinic.community = replace(clinic.community, discord_server=1180000000000000001)
    (line,) = await clinic.lines()
    assert "the bot is not in the server 1180000000000000001 (or there is none)" in line


@pytest.mark.parametrize("need", NEEDS, ids=lambda need: need.flag)
async def test_each_missing_permission_is_named_once_with_where_to_set_it(clinic: Clinic, need: Need) -> None:
    bit = Permission[need.flag.upper()]
    everybody = clinic.server.guild.roles[clinic.server.guild.id]
    everybody["permissions"] = str(int(everybody["permissions"]) & ~int(bit))
    clinic.server.allow_bot(INVITED & ~bit)
    if need.flag == "view_channel":  # which the private channels grant by themselves
        clinic.allow("blue-room", clinic.server.bot.id, NOTHING)
        clinic.allow("moderators", clinic.server.bot.id, NOTHING)
    (check,) = [check for check in await clinic.checks() if check.is_worth_a_word]
    assert (check.what, check.fine) == ("discord permissions", not need.vital)
    assert check.says == f"the bot lacks {NAMES[need.flag]}, so {need.without}: {SWITCH_IT_ON}"


async def test_what_one_channel_takes_away_is_named_with_the_channel(clinic: Clinic) -> None:
    clinic.deny("everyone", clinic.server.bot.id, Permission.EMBED_LINKS)
    clinic.deny("questions", clinic.server.bot.id, Permission.EMBED_LINKS)
    (line,) = await clinic.lines()
    assert "lacks Embed Links in #everyone, #questions, so" in line
    assert 'allow it for "carecircle" under Edit Channel > Permissions' in line


async def test_of_a_channel_that_the_bot_does_not_see_only_that_is_said(clinic: Clinic) -> None:
    clinic.deny("everyone", clinic.server.bot.id, Permission.VIEW_CHANNEL)
    (line,) = await clinic.lines()
    assert "lacks View Channels in #everyone, so nothing that is said there is heard" in line


async def test_who_may_not_write_is_not_told_of_embeds_as_well(clinic: Clinic) -> None:
    clinic.deny("everyone", clinic.server.bot.id, Permission.SEND_MESSAGES)
    (line,) = await clinic.lines()
    assert "lacks Send Messages in #everyone" in line


async def test_what_a_channel_grants_need_not_be_granted_everywhere(clinic: Clinic) -> None:
    clinic.server.allow_bot(INVITED & ~Permission.MENTION_EVERYONE)
    assert len(await clinic.lines()) == 1
    clinic.allow("moderators", clinic.server.bot.id, Permission.VIEW_CHANNEL | Permission.MENTION_EVERYONE)
    assert await clinic.lines() == []


async def test_moderators_who_may_be_mentioned_by_anybody_are_rung_without_a_permission(clinic: Clinic) -> None:
    clinic.server.allow_bot(INVITED & ~Permission.MENTION_EVERYONE)
    (line,) = await clinic.lines()
    assert "lacks Mention @everyone, @here and All Roles, so pages reach the moderators' channel and ring nobody" in line
    clinic.server.guild.roles[clinic.moderators]["mentionable"] = True
    assert await clinic.lines() == []


async def test_an_administrator_lacks_nothing(clinic: Clinic) -> None:
    clinic.server.allow_bot(Permission.ADMINISTRATOR)
    clinic.deny("everyone", clinic.server.bot.id, Permission.EMBED_LINKS)
    assert await clinic.lines() == []


async def test_channels_that_are_not_bound_yet(clinic: Clinic) -> None:
    clinic.made = {}
    lines = await clinic.lines()
    assert lines[0] == (
        "discord channels: not bound to a channel of the server yet: #everyone, #blue-room, #questions, #moderators; "
        "`carecircle setup apply` makes them"
    )
    assert "there is no moderators' channel" in lines[1]


async def test_a_database_that_cannot_be_opened_hides_only_what_depends_on_it(clinic: Clinic) -> None:
    clinic.made = None
    checks = await clinic.checks()
    assert [check.what for check in checks if not check.fine] == ["discord channels"]
    assert "discord commands" in {check.what for check in checks}


async def test_a_role_that_is_not_there_yet(clinic: Clinic) -> None:
    clinic.community = replace(clinic.community, discord_roles={Role.MODERATOR: ("Moderators",), Role.ADMIN: ("Leads",)})
    assert await clinic.lines() == ['discord roles: there is no role "Leads" for admins yet; `carecircle setup apply` makes it']


async def test_a_role_that_is_there_twice(clinic: Clinic) -> None:
    assert clinic.made is not None
    del clinic.made["role", "Moderators"]
    clinic.server.role("Moderators")
    assert any('more than one role "Moderators": give its number' in line for line in await clinic.lines())


async def test_a_number_that_no_role_has(clinic: Clinic) -> None:
    roles = {Role.MODERATOR: ("Moderators", "1180000000000000009")}
    clinic.community = replace(clinic.community, discord_roles=roles)
    assert await clinic.lines() == [
        "discord roles: the server has no role with the number 1180000000000000009: mend it in community.toml"
    ]


async def test_nobody_who_moderates(clinic: Clinic) -> None:
    clinic.community = replace(clinic.community, discord_roles={})
    lines = await clinic.lines()
    assert any("no role moderates, so nobody in the server is paged" in line for line in lines)


async def test_a_role_above_the_bots(clinic: Clinic) -> None:
    clinic.server.role("Friends of the house", above_bot=True)
    (line,) = await clinic.lines()
    assert "stands below Friends of the house, so nobody who has those can be given a time-out" in line


async def test_a_private_channel_that_everybody_sees(clinic: Clinic) -> None:
    clinic.allow("blue-room", clinic.server.guild.id, Permission.VIEW_CHANNEL)
    assert await clinic.lines() == ["discord privacy: everybody sees the private #blue-room: `carecircle setup apply` closes it"]


async def test_a_role_that_sees_a_condition(clinic: Clinic) -> None:
    clinic.allow("blue-room", clinic.server.role("Blue"), Permission.VIEW_CHANNEL)
    clinic.allow("moderators", clinic.server.guild.id, NOTHING)
    first, second = await clinic.lines()
    assert 'the role "Blue" sees the private #blue-room: take it out' in first
    assert "everybody sees the private #moderators" in second


async def test_moderators_see_their_own_private_channels_and_not_the_clinicians(clinic: Clinic) -> None:
    clinic.allow("blue-room", clinic.moderators, Permission.VIEW_CHANNEL)
    assert clinic.made is not None
    clinic.made["channel", "doctors"] = clinic.server.private_channel("doctors", "Moderators").id
    wanted = (*WANTED, channel("doctors", ChannelKind.CLINICIANS, private=True))
    clinic.community = replace(clinic.community, channels=wanted)
    lines = await clinic.lines()
    assert any('the role "Moderators" sees the private #doctors: take it out' in line for line in lines)
    assert not any("#moderators" in line or "#blue-room" in line for line in lines)


async def test_commands_before_and_after_they_are_registered(clinic: Clinic, library: Library) -> None:
    commands = [command for cog in cogs.ALL for command in cog.commands]
    wanted = payloads(commands, library.replies)
    assert (await clinic.checks(commands=wanted))[-1].says.startswith("not registered yet; `carecircle run`")
    async with logged_in(TOKEN, clinic.server.url) as client:
        await register(client, int(clinic.server.guild.id), commands, library.replies)
    assert (await clinic.checks(commands=wanted))[-1].says == f"all {len(wanted)} are registered"
    assert "1 of" in (await clinic.checks(commands=[*wanted, wanted[0] | {"name": "new"}]))[-1].says


async def test_a_bot_that_was_invited_without_its_commands(clinic: Clinic) -> None:
    clinic.server.faults.refuse("GET /applications/{application_id}/guilds/{guild_id}/commands", 403, 50001, "Missing Access")
    (line,) = await clinic.lines()
    assert "open the invite link again" in line


async def test_members_who_may_not_use_commands(clinic: Clinic) -> None:
    everybody = clinic.server.guild.roles[clinic.server.guild.id]
    everybody["permissions"] = str(int(everybody["permissions"]) & ~int(Permission.USE_APPLICATION_COMMANDS))
    (line,) = await clinic.lines()
    assert "switch on Use Application Commands" in line


@pytest.mark.parametrize(
    ("route", "what"),
    [
        ("GET /guilds/{guild_id}/roles", "discord server"),
        ("GET /applications/{application_id}/guilds/{guild_id}/commands", "discord commands"),
    ],
)
async def test_a_refusal_in_the_middle_hides_nothing_that_came_before(clinic: Clinic, route: str, what: str) -> None:
    clinic.server.faults.refuse(route, 403, 20012, "no")
    checks = await clinic.checks()
    assert [check.what for check in checks if not check.fine] == [what]
    assert {"discord token", "discord invite link", "discord intents"} <= {check.what for check in checks}


def test_the_invite_link_asks_for_what_is_needed_and_no_more() -> None:
    asked = parse_qs(urlsplit(invite_link(4242, 1180000000000000001)).query)
    assert asked["client_id"] == ["4242"]
    assert asked["guild_id"] == ["1180000000000000001"]
    assert asked["scope"] == ["bot applications.commands"]
    held = discord.Permissions(int(asked["permissions"][0]))
    for_setting_up = {"create_public_threads", "create_private_threads", "send_voice_messages", "pin_messages"}
    assert held == discord.Permissions(**dict.fromkeys({need.flag for need in NEEDS} | for_setting_up, True))
    assert not held.administrator


def test_the_guide_has_the_link_that_the_program_computes() -> None:
    numbers = re.findall(r"permissions=(\d+)", GUIDE.read_text(encoding="utf-8"))
    assert numbers
    assert set(numbers) == {str(invited().value)}
    assert "scope=bot+applications.commands" in invite_link(4242)
    assert "scope=bot+applications.commands" in GUIDE.read_text(encoding="utf-8")


def test_the_guide_names_every_permission_with_its_reason() -> None:
    text = GUIDE.read_text(encoding="utf-8")
    assert [name for name in NAMES.values() if f"| {name} |" not in text] == []
