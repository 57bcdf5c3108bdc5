"""Each reader over an invented community in the real format."""

import json
from pathlib import Path
from typing import Any

import pytest

from bot.core.message import Role
from bot.exports.detect import sources
from bot.exports.people import People
from bot.exports.record import Exported, Recent, Skip, Tally
from bot.exports.slack_text import readable
from bot.replay.judge import merged
from tests.exports.community import (
    CHANNELS,
    discord,
    discord_document,
    discord_message,
    discord_user,
    members,
    slack_folder,
    slack_zip,
    talk,
)

PEOPLE = members(12)
SAID = talk(300, PEOPLE)


def read(*paths: Path, people: People | None = None) -> tuple[list[Exported], Tally]:
    tally = Tally()
    return list(merged(sources(paths), people or People(), tally)), tally


def one_discord_file(folder: Path, *messages: dict[str, Any], kind: str = "GuildTextChat") -> Path:
    path = folder / "one.json"
    path.write_text(json.dumps(discord_document("lounge", list(messages), kind), indent=2, ensure_ascii=False), encoding="utf-8")
    return path


def test_discord_files_are_read_as_one_talk_in_the_order_of_time(tmp_path: Path) -> None:
    discord(tmp_path, SAID)
    found, tally = read(tmp_path)
    assert [one.at for one in found] == [one.at for one in SAID]
    assert {one.channel for one in found} == set(CHANNELS)
    assert len({one.author for one in found}) == len({one.member for one in SAID})
    assert tally.bytes == sum(path.stat().st_size for path in tmp_path.iterdir())


def test_a_reply_knows_what_it_answers_and_whom(tmp_path: Path) -> None:
    found, _ = read(one_discord_file(tmp_path, *(discord_message(n, SAID[n], SAID) for n in range(40))))
    by_id = {one.id: one for one in found}
    answers = [one for one in found if one.reply_to in by_id]
    assert answers
    for one in answers:
        answered = by_id[str(one.reply_to)]
        assert (one.reply_text, one.reply_author) == (answered.text, answered.author)


def test_mentions_become_handles_that_identify_nobody(tmp_path: Path) -> None:
    ana, ben = PEOPLE[0], PEOPLE[1]
    raw = discord_message(0, SAID[0], SAID, content=f"hi <@{ben.id}> and <@!{ben.id}> in <#77> <@&5> <:ok:9>", mentions=[])
    named = discord_message(1, SAID[1], SAID, content=f"hi @{ana.name} and @{ana.handle}", mentions=[discord_user(ana)])
    found, _ = read(one_discord_file(tmp_path, raw, named))
    assert found[0].text.startswith("hi @member")
    assert found[0].text.endswith("in #channel @role :ok:")
    assert ana.name not in found[1].text
    assert ana.handle not in found[1].text
    assert found[1].text.count("@member") == 2


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"type": "GuildMemberJoin", "content": "Joined the server."}, Skip.SYSTEM),
        ({"type": "21", "content": ""}, Skip.SYSTEM),
        ({"author": discord_user(PEOPLE[0], bot=True)}, Skip.BOT),
        ({"content": "", "attachments": [{"id": "1", "url": "https://x", "fileName": "a.png", "fileSizeBytes": 3}]}, Skip.EMPTY),
        ({"timestamp": "yesterday"}, Skip.UNREADABLE),
        ({"author": None}, Skip.UNREADABLE),
        ({"content": 5}, Skip.UNREADABLE),
    ],
)
def test_what_no_member_wrote_is_passed_over_and_counted(tmp_path: Path, changed: dict[str, Any], why: Skip) -> None:
    path = one_discord_file(tmp_path, discord_message(0, SAID[0], SAID, **changed), discord_message(1, SAID[1], SAID))
    found, tally = read(path)
    assert len(found) == 1
    assert tally.skipped == {why: 1}


def test_roles_edits_and_attachments(tmp_path: Path) -> None:
    author = discord_user(PEOPLE[0], roles=("Moderator",))
    nurse = discord_user(PEOPLE[1], roles=("Care team",))
    path = one_discord_file(
        tmp_path,
        discord_message(0, SAID[0], SAID, author=author, timestampEdited="2026-01-05T08:00:00+00:00", attachments=[{}, {}]),
        discord_message(1, SAID[1], SAID, author=nurse),
    )
    found, _ = read(path, people=People(clinicians=["care TEAM"]))
    assert (found[0].role, found[0].edited, found[0].attachments) == (Role.MODERATOR, True, 2)
    assert found[1].role is Role.CLINICIAN
    assert read(path)[0][1].role is Role.MEMBER  # nobody is a clinician by a role that nobody named


def test_a_thread_goes_by_its_channel_and_private_talks_are_not_opened(tmp_path: Path) -> None:
    found, _ = read(one_discord_file(tmp_path, discord_message(0, SAID[0], SAID), kind="GuildPublicThread"))
    assert (found[0].channel, found[0].thread) == ("Support", "22")
    found, tally = read(one_discord_file(tmp_path, discord_message(0, SAID[0], SAID), kind="DirectTextChat"))
    assert (found, tally.talks) == ([], 1)


def test_a_message_that_is_exported_twice_counts_once(tmp_path: Path) -> None:
    path = one_discord_file(tmp_path, discord_message(0, SAID[0], SAID))
    found, tally = read(path, path)
    assert len(found) == 1
    assert tally.skipped == {Skip.TWICE: 1}


def test_slack_as_zip_and_as_folder_are_the_same(tmp_path: Path) -> None:
    zipped, tally = read(slack_zip(tmp_path / "export.zip", SAID))
    unpacked, _ = read(slack_folder(tmp_path / "export", SAID))
    assert zipped == unpacked
    assert [one.at for one in zipped] == [one.at for one in SAID]
    assert tally.skipped == {Skip.SYSTEM: 1, Skip.BOT: 2}
    assert tally.talks == 1
    assert not any("secret" in one.text for one in zipped)
    assert any(one.reply_text is not None and one.thread == one.reply_to for one in zipped)


def test_slack_in_a_folder_of_its_own_inside_the_folder(tmp_path: Path) -> None:
    slack_folder(tmp_path / "outer" / "Riverside Slack export", SAID)
    assert len(read(tmp_path / "outer")[0]) == len(SAID)


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("5 &lt; 6 &amp;&amp; 7 &gt; 6 &amp;lt;", "5 < 6 && 7 > 6 &lt;"),
        ("<@U1> and <@U1|rosa>", "@member1 and @member1"),
        ("<#C1|prostate> <#C1>", "#prostate #channel"),
        ("<!here> <!channel> <!subteam^S1|@nurses>", "@here @channel @nurses"),
        ("<!date^1392734382^{date}|18 Feb>", "18 Feb"),
        ("<https://heal.example/a?b=1&amp;c=2>", "https://heal.example/a?b=1&c=2"),
        ("<https://heal.example|the study>", "the study (https://heal.example)"),
        ("<https://heal.example/|heal.example>", "https://heal.example/"),
        ("<mailto:a@b.example|a@b.example> <tel:+15550100|555-0100>", "a@b.example 555-0100"),
        ("a < b and <", "a < b and <"),
    ],
)
def test_slack_text_as_people_see_it(written: str, seen: str) -> None:
    assert readable(written, People()) == seen


def test_jsonl_in_the_policys_shape_with_more_fields(tmp_path: Path) -> None:
    path = tmp_path / "messages.jsonl"
    lines = [
        {"id": "a-1", "condition": "prostate", "author_role": "clinician", "text": "hi", "reply_to": "hello", "labels": {}},
        {"id": 2, "text": "\u0000 null", "channel": "lounge", "author": "u7", "at": "2026-01-05T08:00:00Z", "note": "x"},
        {"id": "rosa@mailbox.example", "text": "later", "at": "2026-01-05T09:00:00"},
        {"id": "a-4", "text": "   "},
    ]
    path.write_bytes(b"\xef\xbb\xbf" + b"\r\n".join(json.dumps(one).encode() for one in lines) + b"\n\nnonsense\n[]\n")
    found, tally = read(path)
    assert [(one.id, one.role, one.channel) for one in found] == [
        ("a-1", Role.CLINICIAN, "prostate"),
        ("2", Role.MEMBER, "lounge"),
        ("line-3", Role.MEMBER, "messages"),
    ]
    assert found[0].reply_text == "hello"
    assert all(one.at is None or one.at.tzinfo for one in found)
    assert tally.skipped == {Skip.EMPTY: 1, Skip.UNREADABLE: 2}
    assert "record 6: is no JSON (column 1)" in tally.faults[0]


def test_only_recent_texts_are_remembered() -> None:
    recent = Recent(characters=100)
    for number in range(50):
        recent.keep(str(number), "1", "x" * 10)
    assert recent.answered("49") == ("1", "x" * 10)
    assert recent.answered("1") == (None, None)


def test_names_of_members_are_found_and_words_are_not_taken_for_names() -> None:
    people = People()
    people.known_as("Hope", "Rosa Martínez-Ibarra", "x")
    text = "I hope that Hope and ROSA martínez-ibarra rest"
    assert [text[start:end] for start, end in people.named_in(text)] == ["Hope", "ROSA martínez-ibarra"]
