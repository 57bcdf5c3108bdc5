"""Sealed text: AES-256-GCM envelopes under a data key per person, each wrapped by one key that never enters the database.

Sources: NIST SP 800-38D (GCM, 96-bit random nonces), RFC 3394 (AES key wrap). The additional data binds person, table, row and
column, so that a sealed value cannot be moved. Erasing a person destroys their wrapped key; nothing sealed under it opens again.
"""

import base64
import binascii
import hashlib
import os
import secrets
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap

from bot.core.errors import BadSettings

_VERSION: Final = b"\x01"
_NONCE: Final = 12
_MARK: Final = 4
KEY_BYTES: Final = 32


class MasterKey:
    """The key encryption key. It wraps and unwraps data keys and shows itself nowhere."""

    def __init__(self, secret: bytes) -> None:
        if len(secret) != KEY_BYTES:
            raise BadSettings(f"the master key must be {KEY_BYTES} bytes; make one with: carecircle key new")
        self._secret = secret

    def __repr__(self) -> str:
        return "MasterKey(…)"

    @classmethod
    def from_text(cls, text: str) -> "MasterKey":
        """From base64, as it stands in a key file or the environment."""
        try:
            return cls(base64.b64decode(text.strip(), validate=True))
        except binascii.Error:
            raise BadSettings("the master key is not base64; make one with: carecircle key new") from None

    @classmethod
    def new(cls) -> "MasterKey":
        return cls(secrets.token_bytes(KEY_BYTES))

    def to_text(self) -> str:
        return base64.b64encode(self._secret).decode()

    def wrap(self, key: bytes) -> bytes:
        return aes_key_wrap(self._secret, key)

    def unwrap(self, wrapped: bytes) -> bytes:
        try:
            return aes_key_unwrap(self._secret, wrapped)
        except InvalidUnwrap:
            raise BadSettings("the master key does not open this database; set the key that it was made with") from None


class DataKey:
    """One person's key."""

    def __init__(self, person: str, secret: bytes) -> None:
        self._person = person
        self._cipher = AESGCM(secret)
        self._mark = hashlib.sha256(secret).digest()[:_MARK]

    def seal(self, text: str, table: str, row: str, column: str) -> bytes:
        nonce = os.urandom(_NONCE)
        return _VERSION + self._mark + nonce + self._cipher.encrypt(nonce, text.encode(), self._bound(table, row, column))

    def open(self, sealed: bytes, table: str, row: str, column: str) -> str | None:
        """The text; None where it was sealed under an earlier key, which an erasure destroyed.

        Raises `ValueError` where the value was altered, moved or cut.
        """
        if sealed[:1] != _VERSION:
            raise ValueError("unknown envelope version")
        mark, nonce, body = sealed[1 : 1 + _MARK], sealed[1 + _MARK : 1 + _MARK + _NONCE], sealed[1 + _MARK + _NONCE :]
        if mark != self._mark:
            return None
        try:
            return self._cipher.decrypt(nonce, body, self._bound(table, row, column)).decode()
        except InvalidTag:
            raise ValueError(f"a sealed value of {table}.{column} was altered or moved") from None

    def _bound(self, table: str, row: str, column: str) -> bytes:
        return "\x1f".join((self._person, table, row, column)).encode()


def read_key_file(path: Path) -> MasterKey:
    """The key in a file that nobody else may read."""
    if not path.is_file():
        raise BadSettings(f"there is no key at {path}; without it the data cannot be read: put the key back there")
    if path.stat().st_mode & 0o077:
        raise BadSettings(f"other users can read {path}; run: chmod 600 {path}")
    return MasterKey.from_text(path.read_text(encoding="ascii", errors="replace"))


def write_key_file(path: Path) -> MasterKey:
    """Make a new key, mode 600; an existing file is never overwritten."""
    key = MasterKey.new()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(key.to_text() + "\n")
    return key
