"""Survey and apply on Discord, through the real client over REST: what is read, what is changed, and what is left alone."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field, replace

import pytest

from bot.core.community import Community, WantedChannel
from bot.core.errors import Fault
from bot.core.message import ChannelKind, Role
from bot.setup.found import Found
from bot.setup.plan import plan
from bot.setup.remarks import remarks
from bot.setup.wanted import Filter, Wanted, wanted
from tests.discord.discord_server import BOT, DiscordServer, Permission
from tests.discord.server import permissions
from tests.discord.server.state import Channel

ROLES = {Role.MODERATOR: ("Moderators",), Role.ADMIN: ("Admins",)}
FILTERS = (Filter("cards", "Carecircle: cards", (r"\d{16}",), "Take it out."),)
BLUE = WantedChannel("blue", "blue-room", condition="prostate", private=True, topic="Be kind.", pins=("Welcome.",))
COMMUNITY = Community(
    name="Riverside",
    channels=(
        WantedChannel("open", "open-circle", ChannelKind.GENERAL, pins=()),
        BLUE,
        WantedChannel("mods", "moderators", ChannelKind.MODERATORS, private=True, files=True, pins=()),
    ),
)
WANTED = wanted(COMMUNITY, ROLES, {}, FILTERS)


@dataclass
class Setup:
    """One set-up after the other of a server, with what is remembered between them."""

    server: DiscordServer
    made: dict[tuple[str, str], str] = field(default_factory=dict)
    found: Found = field(default_factory=Found)

    async def applies(self, wished: Wanted = WANTED) -> list[str]:
        """The lines of what was done."""
        from bot.platforms.discord.apply import Apply
        from bot.platforms.discord.rest import logged_in
        from bot.platforms.discord.survey import survey

        async def note(kind: str, key: str, number: str | None) -> None:
            self.made.pop((kind, key), None)
            if number is not None:
                self.made[kind, key] = number

        said = []
        async with logged_in(self.server.token, self.server.url) as client:
            live, self.found = await survey(client, int(self.server.guild.id), wished, self.made)
            worker = Apply(client, live, self.made, note)
            for step in plan(wished, self.found, self.made):
                await worker.perform(step)
                said.append(step.says)
        return said

    def place(self, name: str) -> Channel:
        return next(one for one in self.server.state.channels_of(self.server.guild.id) if one.name == name)

    def deny(self, channel: Channel, who: str, *denied: Permission) -> None:
        """Somebody takes something by hand."""
        own = channel.overwrites.setdefault(who, {"id": who, "type": 0, "allow": "0", "deny": "0"})
        own["deny"] = str(int(own["deny"]) | sum(denied))


@pytest.fixture
async def setup() -> AsyncIterator[Setup]:
    """A server as the first set-up leaves it."""
    from bot.platforms.discord import address

    async with DiscordServer(bot_permissions=BOT | Permission.SEND_VOICE_MESSAGES) as server:
        made = Setup(server)
        server.join("ana")
        await made.applies()
        yield made
        address.use("")


async def test_the_second_time_there_is_nothing_to_do(setup: Setup) -> None:
    assert await setup.applies() == []
    assert [one.says for one in remarks(WANTED, setup.found, setup.made)] == []


async def test_roles_come_empty_and_with_no_more_than_their_work_needs(setup: Setup) -> None:
    roles = {role["name"]: Permission(int(role["permissions"])) for role in setup.server.guild.roles.values()}
    assert roles["Moderators"] == Permission.MANAGE_MESSAGES | Permission.MODERATE_MEMBERS
    assert roles["Admins"] == Permission.MANAGE_GUILD
    assert setup.server.person("ana").roles == []


async def test_a_member_who_joined_is_left_in_and_still_posts_no_files(setup: Setup) -> None:
    ana, blue = setup.server.person("ana"), setup.place("blue-room")
    blue.overwrites[ana.id] = {"id": ana.id, "type": 1, "allow": str(int(Permission.VIEW_CHANNEL)), "deny": "0"}
    assert await setup.applies() == []
    assert ana.may(blue) & Permission.VIEW_CHANNEL
    assert ana.may(blue) & Permission.SEND_MESSAGES
    assert not ana.may(blue) & (Permission.ATTACH_FILES | Permission.SEND_VOICE_MESSAGES | Permission.MENTION_EVERYONE)


async def test_a_lock_and_slow_mode_of_a_moderator_stay(setup: Setup) -> None:
    circle = setup.place("open-circle")
    setup.deny(circle, setup.server.guild.id, Permission.SEND_MESSAGES, Permission.SEND_MESSAGES_IN_THREADS)
    circle.rate_limit_per_user = 30
    assert await setup.applies() == []
    opened = wanted(replace(COMMUNITY, channels=(replace(COMMUNITY.channels[0], files=True), *COMMUNITY.channels[1:])), ROLES, {})
    assert await setup.applies(opened) == ["open it: members may post files and send voice messages (#open-circle)"]
    assert not setup.server.person("ana").may(circle) & Permission.SEND_MESSAGES
    assert permissions.in_channel(setup.server.state, setup.server.bot.id, circle) & Permission.SEND_MESSAGES
    assert circle.rate_limit_per_user == 30


async def test_a_rule_that_was_changed_by_hand_is_as_the_policy_says_again(setup: Setup) -> None:
    rule = next(iter(setup.server.guild.rules.values()))
    whole = {name: rule[name] for name in ("name", "enabled", "trigger_metadata", "actions", "exempt_roles")}
    rule |= {"enabled": False, "exempt_roles": [], "trigger_metadata": {"keyword_filter": ["x"], "regex_patterns": []}}
    assert await setup.applies() == ['bring up to date the AutoMod rule "Carecircle: cards"']
    assert {name: rule[name] for name in whole} == whole
    moderators = next(role["id"] for role in setup.server.guild.roles.values() if role["name"] == "Moderators")
    assert moderators in rule["exempt_roles"]
    assert rule["actions"][1]["metadata"]["channel_id"] == setup.place("moderators").id
    assert await setup.applies() == []


async def test_other_people_s_rules_are_counted_and_left_alone() -> None:
    from bot.platforms.discord import address

    async with DiscordServer(bot_permissions=BOT | Permission.SEND_VOICE_MESSAGES) as server:
        theirs = {
            "trigger_type": 1,
            "creator_id": "1",
            "enabled": True,
            "exempt_roles": [],
            "exempt_channels": [],
            "event_type": 1,
        }
        for number in range(6):
            rule = theirs | {"id": str(number), "name": "Carecircle: cards", "guild_id": server.guild.id, "actions": []}
            server.guild.rules[str(number)] = rule | {"trigger_metadata": {"keyword_filter": ["x"]}}
        before = dict(server.guild.rules)
        setup = Setup(server)
        await setup.applies()
        assert server.guild.rules == before
        assert "no room for the AutoMod rule" in remarks(WANTED, setup.found, setup.made)[0].says
        address.use("")


async def test_pins_come_back_when_somebody_takes_them_down(setup: Setup) -> None:
    blue = setup.place("blue-room")

    def pinned() -> list[str]:
        return [one.content for one in setup.server.state.messages[blue.id] if one.pinned_at is not None]

    assert pinned() == ["Welcome."]
    setup.server.state.messages[blue.id][0].pinned_at = None
    assert await setup.applies() == ['pin in #blue-room again: "Welcome."']
    assert pinned() == ["Welcome."]
    setup.server.state.messages[blue.id].clear()
    assert await setup.applies() == ['pin in #blue-room: "Welcome."']
    assert await setup.applies() == []


async def test_words_of_the_file_call_nobody(setup: Setup) -> None:
    loud = wanted(replace(COMMUNITY, channels=(replace(BLUE, pins=("@everyone hello",)), *COMMUNITY.channels[2:])), ROLES, {})
    await setup.applies(loud)
    assert [one.pings_everyone for one in setup.server.state.messages[setup.place("blue-room").id]] == [False, False]


async def test_a_channel_that_the_bot_cannot_see_is_named_with_where_to_let_it_in(setup: Setup) -> None:
    theirs = setup.server.channel("sky-room")
    setup.deny(theirs, setup.server.guild.id, Permission.VIEW_CHANNEL)
    sky = WantedChannel("sky", "sky-room", condition="prostate", private=True)
    wished = wanted(replace(COMMUNITY, channels=(*COMMUNITY.channels, sky)), ROLES, {}, FILTERS, takes_over={"sky": theirs.id})
    with pytest.raises(Fault, match=r"let the bot itself see it, write.*\(#sky-room\).*50001.*settings > Permissions"):
        await setup.applies(wished)


@pytest.mark.parametrize(
    ("does", "says"),
    [
        (lambda server: server.role("Moderators"), 'more than one role "Moderators"'),
        (lambda server: setattr(server.state, "portal_intents", 0), "the message content intent is missing"),
        (
            lambda server: server.guild.roles[server.guild.id].update(permissions=str(int(BOT))),
            "every member may call @everyone in channels that Carecircle did not make",
        ),
    ],
)
async def test_what_only_a_person_can_mend_is_told(setup: Setup, does: Callable[[DiscordServer], object], says: str) -> None:
    del setup.made["role", "Moderators"]
    does(setup.server)
    await setup.applies()
    assert any(says in one.says for one in remarks(WANTED, setup.found, setup.made))
