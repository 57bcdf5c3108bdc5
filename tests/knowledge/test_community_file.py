"""`community.toml`: read whole, and every fault with its line."""

import re
from datetime import date
from pathlib import Path

import pytest

from bot.core.community import Account, Community
from bot.core.errors import BadContent, BadSettings
from bot.core.message import ChannelKind, Role
from bot.knowledge.community_file import load

CONDITIONS = {"general": "General health", "prostate": "Prostate", "heart_failure": "Heart failure"}
ROOT = Path(__file__).parent.parent.parent
HEAD = 'name = "Riverside"\n'
STAFF = '[[channel]]\nkey = "mods"\nname = "moderators"\nkind = "moderators"\n'


def read(folder: Path, text: str) -> Community:
    (folder / "community.toml").write_text(text)
    return load(folder / "community.toml", CONDITIONS)[0]


def faults(folder: Path, text: str) -> list[str]:
    with pytest.raises(BadContent) as raised:
        read(folder, text)
    return [str(fault) for fault in raised.value.faults]


def test_the_example_of_the_documentation_is_read_whole(tmp_path: Path) -> None:
    example = re.search(r"```toml\n(.*?)```", (ROOT / "docs" / "community.md").read_text(), re.DOTALL)
    assert example is not None
    community = read(tmp_path, example[1])
    assert (community.name, community.lang) == ("Riverside Clinic community", "en")
    assert community.discord_server == 1180000000000000001
    assert community.discord_roles == {Role.MODERATOR: ("Moderators",), Role.ADMIN: ("Administrators",)}
    assert [(one.key, one.name, one.kind, one.private) for one in community.channels] == [
        ("welcome", "welcome", ChannelKind.ANNOUNCEMENTS, False),
        ("everyone", "open-circle", ChannelKind.GENERAL, False),
        ("prostate", "blue-room", ChannelKind.SUPPORT, True),
        ("moderators", "moderators", ChannelKind.MODERATORS, True),
        ("clinicians", "clinicians", ChannelKind.CLINICIANS, True),
    ]
    assert community.accounts == (Account("mira", 1180000000000000042, "U0123456789"),)
    assert community.discord_account("mira") == 1180000000000000042
    assert community.clinicians_on(date(2027, 6, 30)) == {"mira"}
    assert community.clinicians_on(date(2027, 7, 1)) == frozenset()


def test_private_and_without_files_unless_the_file_says_otherwise(tmp_path: Path) -> None:
    channels = """\
[[channel]]
key = "a"
name = "blue"
condition = "prostate"
[[channel]]
key = "b"
name = "green"
condition = "prostate"
private = false
files = true
[[channel]]
key = "c"
name = "open"
"""
    found = {one.key: (one.private, one.files) for one in read(tmp_path, HEAD + STAFF + channels).channels}
    assert found == {"mods": (True, True), "a": (True, False), "b": (False, True), "c": (False, False)}


def test_what_should_be_looked_at_is_said_and_allowed(tmp_path: Path) -> None:
    telling = '[[channel]]\nkey = "h"\nname = "heart-room"\ncondition = "heart_failure"\n'
    open_ = '[[channel]]\nkey = "p"\nname = "blue"\ncondition = "prostate"\nprivate = false\n'
    (tmp_path / "community.toml").write_text(HEAD + STAFF + telling + open_)
    _, warnings = load(tmp_path / "community.toml", CONDITIONS)
    assert [(one.line, one.says.split(":")[0]) for one in warnings] == [
        (8, "`heart` tells what the channel is about, also to those who do not see it"),
        (14, "whoever posts here tells everybody that they have this condition"),
    ]


@pytest.mark.parametrize(
    ("added", "line", "says"),
    [
        ('[discord]\nserver = "12"', 2, "`server` must be Discord's number"),
        (
            '[discord]\nserver = "118000000000000001"\n[discord.roles]\nclinician = ["Docs"]',
            4,
            "clinical powers come from verification alone",
        ),
        ('[discord]\nserver = "118000000000000001"\n[discord.roles]\nmember = ["All"]', 4, "everybody who is here is a member"),
        ('[discord]\nserver = "118000000000000001"\n[discord.roles]\nmoderators = ["M"]', 4, "did you mean `moderator`?"),
        ('[discord]\nserver = "118000000000000001"\n[discord.roles]\nadmin = "M"', 4, "`admin` must be a list"),
        ('[discord]\nserver = "118000000000000001"\n[discord.roles]\nadmin = ["M"]\nmoderator = ["M"]', 5, "already used at"),
        ('[discord]\nserver = "118000000000000001"\nalerts = "blue"', 3, "`alerts` must be the key of a channel of kind"),
        ('[slack]\nworkspace = "T1"\n[slack.roles]\nclinician = ["docs"]', 4, "cannot be given by a role"),
        ('[[channel]]\nkey = "a"\nname = "Blue Room"', 3, "must be lower-case words joined by hyphens"),
        ('[[channel]]\nkey = "mods"\nname = "blue"', 2, "this key is already used at community.toml:3"),
        ('[[channel]]\nkey = "a"\nname = "moderators"', 3, "this name is already used at community.toml:4"),
        ('[[channel]]\nkey = "a"\nname = "b"\ncondition = "prostrate"', 4, "did you mean `prostate`?"),
        ('[[channel]]\nkey = "a"\nname = "b"\nkind = "announcement"', 4, "did you mean `announcements`?"),
        ('[[channel]]\nkey = "a"\nname = "b"\nkind = "clinicians"\nprivate = false', 5, "is seen by its staff alone"),
        ('[[channel]]\nkey = "a"\nname = "b"\nforum = true\npins = ["x"]', 5, "a forum has no pinned messages"),
        ('[[channel]]\nkey = "a"\nname = "b"\nkind = "ama"\nforum = true', 5, "only a support channel can be a forum"),
        ('[[channel]]\nkey = "a"\nname = "b"\nfile = true', 4, "unknown field `file`, did you mean `files`?"),
        (f'[[channel]]\nkey = "a"\nname = "b"\npins = ["{"x" * 2001}"]', 4, "a message has room for 2000"),
        ('[[person]]\nid = "ana"', 1, "`ana` has no account"),
        ('[[person]]\nid = "ana"\ndiscord = 118', 3, "`discord` must be Discord's number"),
        (
            '[[clinician]]\naccount = "mira"\nname = "Mira"\nverified_by = "Ann"\nuntil = 2027-01-01',
            2,
            "`account` mira is no [[person]]",
        ),
        (
            '[[clinician]]\naccount = "discord:x"\nname = "Mira"\nverified_by = "Ann"\nuntil = 2027-01-01',
            2,
            "`account` must be `discord:` and its number",
        ),
        (
            '[[clinician]]\naccount = "slack:U1"\nname = "Mira"\nverified_by = "mira"\nuntil = 2027-01-01',
            4,
            "nobody verifies themselves",
        ),
        ('[[clinician]]\naccount = "slack:U1"\nname = "Mira"\nverified_by = "Ann"\nuntil = "soon"', 5, "must be a day"),
    ],
)
def test_each_fault_is_named_with_its_line(tmp_path: Path, added: str, line: int, says: str) -> None:
    before = HEAD + STAFF
    found = faults(tmp_path, before + added)
    assert len(found) == 1
    assert found[0].startswith(f"community.toml:{before.count(chr(10)) + line}: ")
    assert says in found[0]


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    text = 'nam = "x"\n[discord]\nserver = "1"\n[[channel]]\nkey = "a"\nname = "B"\n[[person]]\nid = "ana"\n'
    found = faults(tmp_path, text)
    assert [one.split(":")[1] for one in found] == ["1", "1", "3", "6", "7"]


def test_a_community_needs_a_channel_for_its_moderators(tmp_path: Path) -> None:
    assert "no channel is of kind `moderators`" in faults(tmp_path, HEAD + '[[channel]]\nkey = "a"\nname = "b"\n')[0]


def test_a_file_that_is_not_there_is_a_setting_to_mend(tmp_path: Path) -> None:
    with pytest.raises(BadSettings, match="CARECIRCLE_COMMUNITY_FILE"):
        load(tmp_path / "none.toml", CONDITIONS)
