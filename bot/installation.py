"""A data directory and its key: made together at first start, kept apart for ever."""

import fcntl
import os
import secrets
from pathlib import Path
from typing import IO, Final

from bot.core.errors import BadSettings
from bot.store.seal import MasterKey, read_key_file, write_key_file

_NAME_FILE: Final = "installation"
_LOCK_FILE: Final = "lock"
DATABASE_FILE: Final = "carecircle.db"


def default_data_directory(kind: str) -> Path:
    """The user's data directory (XDG Base Directory Specification 0.8)."""
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "carecircle" / kind


def key_directory() -> Path:
    """The user's configuration directory: never beside a database."""
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "carecircle" / "keys"


def open_installation(data: Path) -> MasterKey:
    """The key of a data directory, made with it at first start.

    Raises `BadSettings` where the directory cannot be written, or has data and its key is gone.
    """
    try:
        data.mkdir(parents=True, exist_ok=True, mode=0o700)
        marker = data / _NAME_FILE
        if marker.is_file():
            return read_key_file(key_directory() / f"{marker.read_text(encoding='ascii').strip()}.key")
        if (data / DATABASE_FILE).exists():
            raise BadSettings(f"{data} holds a database but not the name of its key; restore the file {marker}")
        name = secrets.token_hex(8)
        key = write_key_file(key_directory() / f"{name}.key")
        marker.write_text(name + "\n", encoding="ascii")
    except OSError as error:
        raise BadSettings(f"{data} cannot be used ({type(error).__name__}); choose another with --data") from None
    return key


def lock(data: Path) -> IO[str]:
    """Hold the directory for one process until the file is closed."""
    file = (data / _LOCK_FILE).open("w", encoding="ascii")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        file.close()
        raise BadSettings(f"{data} is in use by another carecircle; stop it, or choose another directory with --data") from None
    return file
