"""The plan, without any platform: what is there is plain data, and carrying a step out is a line of a fake."""

from dataclasses import replace
from datetime import date

import pytest

from bot.core.community import Community, VerifiedClinician, WantedChannel
from bot.core.message import ChannelKind, Role
from bot.setup.found import (
    ACCESS,
    BEGUN,
    CHANNEL,
    FILTER,
    PIN,
    ROLE,
    Found,
    FoundChannel,
    FoundFilter,
    FoundPin,
    FoundRole,
    Held,
    recovered,
)
from bot.setup.plan import plan
from bot.setup.remarks import remarks
from bot.setup.steps import (
    MakeChannel,
    MakeRole,
    Pin,
    Rename,
    Reword,
    SetAccess,
    SetFilter,
    SetTopic,
    TakeAccess,
    TakeOver,
    TakePin,
)
from bot.setup.wanted import BOT, EVERYBODY, Access, Filter, Power, Wanted, wanted

MIRA = "42"
ROLES = {Role.MODERATOR: ("Moderators",)}
FILTERS = (Filter("cards", "Carecircle: cards", (r"\d{16}",), "Take it out."),)
COMMUNITY = Community(
    name="Riverside",
    channels=(
        WantedChannel("blue", "blue-room", condition="prostate", private=True, topic="Be kind.", pins=("Welcome.", "Help.")),
        WantedChannel("news", "news", ChannelKind.ANNOUNCEMENTS, pins=()),
        WantedChannel("mods", "moderators", ChannelKind.MODERATORS, private=True, files=True, pins=()),
        WantedChannel("docs", "clinicians", ChannelKind.CLINICIANS, private=True, files=True, pins=()),
    ),
    clinicians=(VerifiedClinician(f"discord:{MIRA}", "Dr. Moreno", "Ann", date(2027, 1, 1)),),
)
WANTED = wanted(COMMUNITY, ROLES, {MIRA: "Dr. Moreno"}, FILTERS)
EMPTY = Found(present=frozenset({MIRA}))

Made = dict[tuple[str, str], str]


class Platform:
    """Does what a plan says, to data."""

    def __init__(self, found: Found = EMPTY, made: Made | None = None) -> None:
        self.found = found
        self.made: Made = made or {}
        self._last = 100

    def apply(self, wished: Wanted) -> list[str]:
        said = []
        for step in plan(wished, self.found, self.made):
            self.perform(step, wished)
            said.append(step.says)
        return said

    def number(self) -> str:
        self._last += 1
        return str(self._last)

    def perform(self, step: object, wished: Wanted) -> None:
        match step:
            case MakeRole():
                self.made[ROLE, step.named] = number = self.number()
                self.found = replace(self.found, roles=(*self.found.roles, FoundRole(number, step.named)))
            case TakeOver():
                self.made[CHANNEL, step.key] = step.id
            case MakeChannel():
                self.made[CHANNEL, step.space.key] = number = self.number()
                access = {self.who(one): Held(one.may, one.may_not) for one in step.access}
                named = step.space.channel
                self.put(FoundChannel(number, named.name, named.forum, named.topic, access))
            case SetAccess():
                channel, who = self.channel(step.key), self.who(step.access)
                held = channel.held(who)
                now = Held(held.may | step.access.may, (held.may_not | step.access.may_not) - step.neutral - step.access.may)
                self.put(replace(channel, access={**channel.access, who: replace(now, may=now.may - step.access.may_not)}))
            case TakeAccess():
                channel = self.channel(step.key)
                self.put(replace(channel, access={who: one for who, one in channel.access.items() if step.account not in who}))
                del self.made[ACCESS, f"{step.key}/{step.account}"]
            case Rename():
                self.put(replace(self.channel(step.key), name=step.new))
            case SetTopic():
                self.put(replace(self.channel(step.key), topic=step.topic))
            case Pin():
                channel, number = self.channel(step.key), step.id or self.number()
                others = tuple(pin for pin in channel.pins if pin.id != number)
                self.put(replace(channel, pins=(*others, FoundPin(number, step.text))))
                self.made[PIN, f"{step.key}/{step.number}"] = f"{channel.id}/{number}"
            case Reword():
                channel = self.channel(step.key)
                self.put(replace(channel, pins=tuple(replace(p, text=step.text) if p.id == step.id else p for p in channel.pins)))
            case TakePin():
                channel = self.channel(step.key)
                self.put(replace(channel, pins=tuple(pin for pin in channel.pins if pin.id != step.id)))
            case SetFilter():
                exempt = frozenset(role.id for named in step.exempt if (role := self.found.role(named, self.made)))
                number = step.id or self.number()
                alerts = self.made.get((CHANNEL, step.alerts), "")
                one = FoundFilter(number, step.filter.name, True, step.filter.patterns, step.filter.message, alerts, exempt)
                others_ = tuple(each for each in self.found.filters if each.id != number)
                self.found = replace(self.found, filters=(*others_, one))
                self.made[FILTER, step.filter.key] = number

    def who(self, access: Access) -> str:
        return self.found.who(access, self.made) or ""

    def channel(self, key: str) -> FoundChannel:
        return next(one for one in self.found.channels if one.id == self.made[CHANNEL, key])

    def put(self, channel: FoundChannel) -> None:
        others = tuple(one for one in self.found.channels if one.id != channel.id)
        self.found = replace(self.found, channels=(*others, channel))


@pytest.fixture
def platform() -> Platform:
    """As the first `apply` leaves it."""
    made = Platform()
    made.apply(WANTED)
    return made


def test_an_empty_server_gets_everything_in_a_safe_order() -> None:
    assert Platform().apply(WANTED) == [
        'make the role "Moderators" for moderators; you decide who gets it',
        'make the channel #moderators, seen by "Moderators" alone',
        "make the channel #clinicians, seen by Dr. Moreno alone",
        'write the AutoMod rule "Carecircle: cards"',
        'make the channel #blue-room, private: seen by those who join it, and by "Moderators"; no files, no voice messages',
        "make the channel #news, seen by everybody; only the team and the bot write; no files, no voice messages",
        'pin in #blue-room: "Welcome."',
        'pin in #blue-room: "Help."',
    ]


def test_a_plan_against_its_own_result_is_empty(platform: Platform) -> None:
    assert plan(WANTED, platform.found, platform.made) == ()
    assert [one.says for one in remarks(WANTED, platform.found, platform.made)] == []


def test_a_condition_s_channel_is_closed_from_the_first_moment_and_no_role_of_members_sees_it() -> None:
    made = next(step for step in plan(WANTED, EMPTY, {}) if isinstance(step, MakeChannel) and step.space.key == "blue")
    assert made.access == (
        Access(EVERYBODY, may_not=frozenset({Power.SEE, Power.FILES, Power.VOICE, Power.MENTION_ALL})),
        Access(BOT, may=frozenset(Power)),
        Access("role:Moderators", may=frozenset({Power.SEE})),
    )


def changed(**fields: object) -> Wanted:
    """The community with another blue room."""
    first = replace(COMMUNITY.channels[0], **fields)  # type: ignore[arg-type]
    return wanted(replace(COMMUNITY, channels=(first, *COMMUNITY.channels[1:])), ROLES, {MIRA: "Dr. Moreno"}, FILTERS)


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"name": "sky-room"}, ["rename #blue-room to #sky-room"]),
        ({"topic": "Be very kind."}, ["set the topic of #blue-room"]),
        ({"topic": ""}, []),
        ({"files": True}, ["open it: members may post files and send voice messages (#blue-room)"]),
        ({"private": False}, ["open it: members may see it (#blue-room)"]),
        ({"pins": ("Welcome.",)}, ["take down what Carecircle pinned in #blue-room and is no longer wanted"]),
        ({"pins": ("Welcome.", "Ask us.")}, ['change what is pinned in #blue-room: "Ask us."']),
        ({"pins": ("Welcome.", "Help.", "x" * 60)}, [f'pin in #blue-room: "{"x" * 40}…"']),
    ],
)
def test_each_change_of_the_file_is_one_step_and_then_nothing(
    platform: Platform, fields: dict[str, object], says: list[str]
) -> None:
    assert platform.apply(changed(**fields)) == says
    assert platform.apply(changed(**fields)) == []


def test_what_people_did_in_the_channel_is_left_alone(platform: Platform) -> None:
    blue = platform.channel("blue")
    everybody = blue.held(EVERYBODY)
    access = {
        **blue.access,
        "person:77": Held(may=frozenset({Power.SEE})),
        EVERYBODY: replace(everybody, may_not=everybody.may_not | {Power.WRITE}),
    }
    platform.put(replace(blue, access=access))
    assert plan(WANTED, platform.found, platform.made) == ()


def test_what_was_opened_too_wide_is_closed_and_the_bot_lets_itself_in_first(platform: Platform) -> None:
    platform.put(replace(platform.channel("blue"), access={}))
    assert platform.apply(WANTED) == [
        "let the bot itself see it, write, post files, send voice messages and call @everyone (#blue-room)",
        "close it to whoever was not let in; members may not post files, send voice messages and call @everyone (#blue-room)",
        'let "Moderators" see it (#blue-room)',
    ]


def test_a_role_that_sees_a_private_channel_is_told_and_not_touched(platform: Platform) -> None:
    blue = platform.channel("blue")
    platform.found = replace(platform.found, roles=(*platform.found.roles, FoundRole("9", "Prostate")))
    platform.put(replace(blue, access={**blue.access, "role:9": Held(may=frozenset({Power.SEE}))}))
    assert plan(WANTED, platform.found, platform.made) == ()
    told = remarks(WANTED, platform.found, platform.made)
    assert [one.blocks for one in told] == [True]
    assert 'the role "Prostate" sees the private #blue-room' in told[0].says


def test_a_channel_of_the_same_name_is_nobody_s_to_take_until_the_file_gives_its_number() -> None:
    theirs = FoundChannel("7", "blue-room", topic="Old.")
    found = replace(EMPTY, channels=(theirs,))
    platform = Platform(found)
    assert not any("blue-room" in says for says in platform.apply(WANTED))
    assert platform.found.channels[0] == theirs
    told = remarks(WANTED, platform.found, platform.made)
    assert [one.blocks for one in told] == [True]
    assert "give its number (7) to `blue`" in told[0].says
    given = wanted(COMMUNITY, ROLES, {MIRA: "Dr. Moreno"}, FILTERS, takes_over={"blue": "7"})
    assert platform.apply(given)[:3] == [
        "take over #blue-room (7) as `blue`: Carecircle looks after its access, topic and pins from now on",
        "let the bot itself see it, write, post files, send voice messages and call @everyone (#blue-room)",
        "close it to whoever was not let in; members may not post files, send voice messages and call @everyone (#blue-room)",
    ]
    assert platform.apply(given) == []


def test_a_channel_that_is_no_longer_wanted_stays(platform: Platform) -> None:
    less = wanted(replace(COMMUNITY, channels=COMMUNITY.channels[1:]), ROLES, {MIRA: "Dr. Moreno"}, FILTERS)
    assert plan(less, platform.found, platform.made) == ()
    told = remarks(less, platform.found, platform.made)
    assert [(one.says, one.blocks) for one in told] == [
        ("#blue-room (`blue`) is no longer in community.toml: it stays as it is", False)
    ]


def test_a_channel_that_was_deleted_is_made_again(platform: Platform) -> None:
    gone = platform.made[CHANNEL, "news"]
    platform.found = replace(platform.found, channels=tuple(one for one in platform.found.channels if one.id != gone))
    assert [type(step) for step in plan(WANTED, platform.found, platform.made)] == [MakeChannel]


def test_a_pin_that_was_taken_down_or_deleted_comes_back(platform: Platform) -> None:
    blue = platform.channel("blue")
    platform.put(replace(blue, pins=(replace(blue.pins[0], pinned=False),)))
    assert platform.apply(WANTED) == ['pin in #blue-room again: "Welcome."', 'pin in #blue-room: "Help."']


def test_a_clinician_comes_in_when_they_are_there_and_goes_when_the_verification_ends(platform: Platform) -> None:
    absent = Platform(replace(EMPTY, present=frozenset()))
    said = absent.apply(WANTED)
    assert "make the channel #clinicians, seen by nobody yet" in said
    assert "Dr. Moreno is not in the server yet" in remarks(WANTED, absent.found, absent.made)[0].says
    absent.found = replace(absent.found, present=frozenset({MIRA}))
    assert absent.apply(WANTED) == ["let Dr. Moreno see it (#clinicians)"]
    absent.made[ACCESS, f"docs/{MIRA}"] = MIRA
    expired = wanted(COMMUNITY, ROLES, {}, FILTERS)
    assert absent.apply(expired) == [f"take {MIRA} out of #clinicians: their verification has ended"]
    assert absent.apply(expired) == []


@pytest.mark.parametrize(
    "fields", [{"patterns": ()}, {"message": ""}, {"alerts": ""}, {"exempt": frozenset()}, {"enabled": False}, {"name": "x"}]
)
def test_a_filter_of_ours_that_was_changed_is_brought_up_to_date(platform: Platform, fields: dict[str, object]) -> None:
    ours = platform.found.filters[0]
    platform.found = replace(platform.found, filters=(replace(ours, **fields),))  # type: ignore[arg-type]
    assert platform.apply(WANTED) == ['bring up to date the AutoMod rule "Carecircle: cards"']
    assert platform.found.filters == (ours,)


def test_where_there_is_no_room_for_a_filter_it_is_said() -> None:
    theirs = tuple(FoundFilter(str(number), "x", False) for number in range(6))
    platform = Platform(replace(EMPTY, filters=theirs))
    platform.apply(WANTED)
    assert platform.found.filters == theirs
    told = remarks(WANTED, platform.found, platform.made)
    assert [one.blocks for one in told] == [True]
    assert 'no room for the AutoMod rule "Carecircle: cards"' in told[0].says


@pytest.mark.parametrize(
    ("named", "roles", "says"),
    [
        ("Moderators", ("Moderators", "Moderators"), 'more than one role "Moderators"'),
        ("123", ("Moderators",), "no role with the number 123"),
    ],
)
def test_a_role_that_cannot_be_told_apart_or_found_is_for_a_person(named: str, roles: tuple[str, ...], says: str) -> None:
    found = replace(EMPTY, roles=tuple(FoundRole(str(number), name) for number, name in enumerate(roles, start=5)))
    wished = wanted(COMMUNITY, {Role.MODERATOR: (named,)}, {}, FILTERS)
    platform = Platform(found)
    assert not any("role" in said for said in platform.apply(wished) if "AutoMod" not in said)
    assert any(says in one.says and one.blocks for one in remarks(wished, platform.found, platform.made))
    assert platform.apply(wished) == []


def test_a_role_that_is_there_is_used_as_it_is() -> None:
    platform = Platform(replace(EMPTY, roles=(FoundRole("5", "Moderators"),)))
    assert not any("make the role" in said for said in platform.apply(WANTED))
    assert platform.channel("mods").held("role:5").may == {Power.SEE}


def test_what_a_run_that_was_cut_off_made_is_known_again(platform: Platform) -> None:
    whole = dict(platform.made)
    blue = platform.channel("blue")
    lost = {
        key: value for key, value in whole.items() if key[0] not in {CHANNEL, PIN, FILTER} or key[1] in {"mods", "docs", "news"}
    }
    before = str(int(blue.id) - 1)
    assert recovered(WANTED, platform.found, lost) == {(FILTER, "cards"): whole[FILTER, "cards"]}
    lost[BEGUN, "blue"] = before
    found = recovered(WANTED, platform.found, lost)
    assert found == {key: whole[key] for key in whole.keys() - lost.keys()}
    assert plan(WANTED, platform.found, lost | found) == ()
    lost[BEGUN, "blue"] = blue.id  # it was there before: somebody else's
    assert (CHANNEL, "blue") not in recovered(WANTED, platform.found, lost)
