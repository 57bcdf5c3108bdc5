"""Sealed text: opens where it belongs, and nowhere else."""

import stat
from pathlib import Path

import pytest

from bot.core.errors import BadSettings
from bot.store.seal import DataKey, MasterKey, read_key_file, write_key_file

KEY = b"k" * 32


def test_what_is_sealed_opens_again() -> None:
    key = DataKey("ana", KEY)
    assert key.open(key.seal("salt ünd Pfeffer", "inbox", "1", "sealed"), "inbox", "1", "sealed") == "salt ünd Pfeffer"


def test_the_same_text_never_looks_the_same() -> None:
    key = DataKey("ana", KEY)
    assert key.seal("x", "t", "1", "c") != key.seal("x", "t", "1", "c")


@pytest.mark.parametrize(
    ("person", "table", "row", "column"),
    [("ben", "t", "1", "c"), ("ana", "u", "1", "c"), ("ana", "t", "2", "c"), ("ana", "t", "1", "d")],
)
def test_a_sealed_value_cannot_be_moved(person: str, table: str, row: str, column: str) -> None:
    sealed = DataKey("ana", KEY).seal("x", "t", "1", "c")
    with pytest.raises(ValueError, match="altered or moved"):
        DataKey(person, KEY).open(sealed, table, row, column)


def test_a_changed_byte_is_noticed() -> None:
    key = DataKey("ana", KEY)
    sealed = bytearray(key.seal("x", "t", "1", "c"))
    sealed[-1] ^= 1
    with pytest.raises(ValueError, match="altered"):
        key.open(bytes(sealed), "t", "1", "c")


def test_what_an_erased_key_sealed_is_gone_not_broken() -> None:
    sealed = DataKey("ana", KEY).seal("x", "t", "1", "c")
    assert DataKey("ana", b"n" * 32).open(sealed, "t", "1", "c") is None


def test_the_master_key_shows_itself_nowhere() -> None:
    key = MasterKey.new()
    assert key.to_text() not in repr(key) + str(key)


@pytest.mark.parametrize("text", ["", "short", "not base64 !!", "YWJj"])
def test_a_bad_master_key_says_what_to_do(text: str) -> None:
    with pytest.raises(BadSettings, match="carecircle key new"):
        MasterKey.from_text(text)


def test_another_master_key_does_not_open() -> None:
    wrapped = MasterKey.new().wrap(KEY)
    with pytest.raises(BadSettings, match="does not open this database"):
        MasterKey.new().unwrap(wrapped)


def test_a_key_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "one.key"
    key = write_key_file(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert read_key_file(path).to_text() == key.to_text()
    with pytest.raises(FileExistsError):
        write_key_file(path)
    path.chmod(0o644)
    with pytest.raises(BadSettings, match="chmod 600"):
        read_key_file(path)


def test_a_missing_key_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadSettings, match=r"nowhere\.key"):
        read_key_file(tmp_path / "nowhere.key")
