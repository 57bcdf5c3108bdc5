"""Exports that cannot be read, or must not be: a clear `BadExport` with what to do, or one bad record that is counted."""

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.core.errors import BadExport
from bot.exports import archive, stream
from bot.exports.detect import sources
from bot.exports.people import People
from bot.exports.record import FAULTS_KEPT, Exported, Skip, Tally
from bot.exports.stream import BadRecord, JsonStream
from bot.replay.judge import merged
from tests.exports.community import discord, discord_document, discord_message, members, slack_files, slack_zip, talk

PEOPLE = members(4)
SAID = talk(60, PEOPLE)
DOCUMENT = json.dumps(discord_document("lounge", [discord_message(n, one, SAID) for n, one in enumerate(SAID)]), indent=2)


def read(*paths: Path) -> tuple[list[Exported], Tally]:
    tally = Tally()
    return list(merged(sources(paths), People(), tally)), tally


def zipped(*members: tuple[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in members:
            made.writestr(name, data)
    return buffer.getvalue()


LISTS = (("users.json", b"[]"), ("channels.json", b"[]"))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (b" \n ", "is empty"),
        (DOCUMENT.encode("utf-16"), "is not UTF-8"),
        (DOCUMENT.replace("slept", "sle\xe9pt").encode("latin-1"), "is not UTF-8"),
        (DOCUMENT.encode()[: len(DOCUMENT) // 2], "ends too early, after record"),
        (DOCUMENT.encode()[:-20], "ends too early, after record"),
        (DOCUMENT.encode()[:120], "ends too early"),
        (DOCUMENT.encode()[:9000] + b"\x00" * 500, "null bytes"),
        (b"\x00" * 5000, "null bytes"),
        (DOCUMENT.replace("},", "} ;", 400).encode(), "is damaged"),
        (b"<!doctype html><html>", "is HTML"),
        (b"[{}]", "part of a Slack export"),
        (b"channel,author,text\n", "none of the formats"),
        (b'{"hello": 1}', "JSON of another kind"),
        (b"PK\x03\x04 broken", "cannot be read as a ZIP"),
        (zipped(("notes.json", b"{}")), "no users.json"),
        (zipped(*LISTS, ("../../etc/x.json", b"[]")), "lead out of the archive"),
        (zipped(*LISTS, ("/etc/x.json", b"[]")), "lead out of the archive"),
        (zipped(*LISTS, ("..\\x.json", b"[]")), "lead out of the archive"),
        (zipped(*LISTS, ("general/2026-01-05.json", b" " * 30_000_000)), "ZIP bomb"),
        (zipped(*LISTS, ("general/2026-01-05.json", b"{}")), "is not the list"),
        (zipped(*LISTS, ("general/2026-01-05.json", b'[{"type": "message", ')), "ends too early"),
        (zipped(("a/users.json", b"[]"), ("b/2.json", b"{}")), "something else"),
        (zipped(*LISTS, ("lounge.json", DOCUMENT.encode())), "something else"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_named_with_what_to_do(tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "export.json"
    path.write_bytes(content)
    with pytest.raises(BadExport, match=r"export\.json") as raised:
        read(path)
    assert says in str(raised.value)
    assert not any(secret in str(raised.value) for one in PEOPLE for secret in one.secrets)


def test_a_locked_zip(tmp_path: Path) -> None:
    path = slack_zip(tmp_path / "export.zip", SAID)
    data = bytearray(path.read_bytes())
    entry = data.find(b"PK\x01\x02")
    data[entry + 8] |= 1
    path.write_bytes(data)
    with pytest.raises(BadExport, match="locked with a password"):
        read(path)


def test_a_zip_whose_data_are_damaged(tmp_path: Path) -> None:
    path = slack_zip(tmp_path / "export.zip", SAID)
    data = bytearray(path.read_bytes())
    data[60:90] = b"\xff" * 30
    path.write_bytes(data)
    with pytest.raises(BadExport, match=r"cannot be read|damaged|ends too early|null bytes|UTF-8"):
        read(path)


def test_too_many_members(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_MEMBERS", 3)
    with pytest.raises(BadExport, match="more than 3 files"):
        read(slack_zip(tmp_path / "export.zip", SAID))


def test_links_out_of_a_folder_are_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside.json"
    outside.write_text(DOCUMENT, encoding="utf-8")
    folder = tmp_path / "export"
    folder.mkdir()
    (folder / "link.json").symlink_to(outside)
    with pytest.raises(BadExport, match="holds no export"):
        read(folder)


@pytest.mark.parametrize("make", [lambda path: None, lambda path: path.mkdir(), lambda path: path.write_text("hello")])
def test_paths_that_hold_nothing(tmp_path: Path, make: Callable[[Path], object]) -> None:
    path = tmp_path / "nothing"
    make(path)
    with pytest.raises(BadExport, match="nothing"):
        read(path)


def test_different_kinds_at_once_are_refused(tmp_path: Path) -> None:
    discord(tmp_path / "discord", SAID)
    with pytest.raises(BadExport, match=r"different kinds: .*Discord.*Slack"):
        read(tmp_path / "discord", slack_zip(tmp_path / "slack.zip", SAID))


@pytest.mark.parametrize(
    "broken",
    [
        '{"id": "1", "content": "\\q"}',
        '{"id": "1" "type": "Default"}',
        '{"id": "1", }',
        "[" * 5000 + "]" * 5000,
        '{"id": ' + "9" * 5000 + "}",
        '"text"',
        "null",
        "{}",
    ],
)
def test_one_bad_record_does_not_stop_the_rest(tmp_path: Path, broken: str) -> None:
    head, bracket, tail = DOCUMENT.partition('"messages": [')
    path = tmp_path / "export.json"
    path.write_text(f"{head}{bracket}{broken}, {tail}", encoding="utf-8")
    found, tally = read(path)
    assert len(found) == len(SAID)
    assert tally.skipped[Skip.UNREADABLE] == 1
    assert "record 1" in tally.faults[0]


def test_many_bad_records_are_counted_and_some_are_named(tmp_path: Path) -> None:
    files = slack_files(SAID)
    name = next(name for name in files if "/" in name and not name.startswith("D0"))
    files[name] = [{"type": "message", "ts": "never"}] * 50 + files[name]
    path = tmp_path / "export.zip"
    path.write_bytes(zipped(*((name, json.dumps(data).encode()) for name, data in files.items())))
    found, tally = read(path)
    assert len(found) == len(SAID)
    assert tally.skipped[Skip.UNREADABLE] == 50
    assert len(tally.faults) == FAULTS_KEPT


@pytest.mark.parametrize("piece", [1, 2, 7, 64])
def test_the_stream_does_not_depend_on_where_pieces_end(piece: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "_PIECE", piece)
    items = [1, -2.5e3, 'é🎉\\"{[', {"a": [{}, "]"]}, None, True, [], "x" * 300]
    text = json.dumps({"before": {"a": 1}, "items": items, "after": 12}, ensure_ascii=False)
    reader = JsonStream(io.BytesIO(text.encode()), "x", Tally())
    seen: dict[str, object] = {}
    for key in reader.keys():  # noqa: SIM118 - a stream, not a mapping
        seen[key] = [item for _, item in reader.items()] if key == "items" else reader.value()
    assert seen == {"before": {"a": 1}, "items": items, "after": 12}


def test_bad_values_are_told_from_cut_ones_at_every_piece(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "_PIECE", 3)
    reader = JsonStream(io.BytesIO(b'[{"a": "}\\""}, {"b" 2}, {"c": 3}]'), "x", Tally())
    found = [item for _, item in reader.items()]
    assert found[0] == {"a": '}"'}
    assert isinstance(found[1], BadRecord)
    assert found[2] == {"c": 3}


def test_a_record_without_end_is_not_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "LARGEST", 100_000)
    monkeypatch.setattr(stream, "_PIECE", 10_000)
    reader = JsonStream(io.BytesIO(b'["' + b"x" * 1_000_000 + b'"]'), "x", Tally())
    with pytest.raises(BadExport, match="larger than"):
        list(reader.items())
