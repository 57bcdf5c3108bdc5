"""What a database driver's error means and what an operator does about it. Its message is never shown: it may hold values."""

import sqlite3
from collections.abc import Mapping
from typing import Final

from bot.core.errors import Fault, Outage

_SAFE: Final = "nothing that was acknowledged is lost, and it goes on by itself"
BUSY: Final = f"the database is locked by another program; end that program; {_SAFE}"
_FULL: Final = f"the disk is full; make room; {_SAFE}"
_DISK: Final = f"the disk cannot be read or written (it may be full, over its quota or broken); look at it; {_SAFE}"
_CLOSED: Final = f"the database file cannot be opened or written; look at its folder, its rights and its disk; {_SAFE}"
_DAMAGED: Final = "the database file is damaged; stop the program, keep the file, and put a back-up in its place"
_MEMORY: Final = f"there is no memory left for the database; look at what else runs on the machine; {_SAFE}"
_AWAY: Final = f"the database server cannot be reached or takes no work now; look at it; {_SAFE}"

_SQLITE: Final[Mapping[int, str]] = {
    sqlite3.SQLITE_BUSY: BUSY,
    sqlite3.SQLITE_LOCKED: BUSY,
    sqlite3.SQLITE_PROTOCOL: BUSY,
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_IOERR: _DISK,
    sqlite3.SQLITE_CANTOPEN: _CLOSED,
    sqlite3.SQLITE_READONLY: _CLOSED,
    sqlite3.SQLITE_PERM: _CLOSED,
    sqlite3.SQLITE_NOMEM: _MEMORY,
}
_POSTGRES: Final[Mapping[str, str]] = {
    "53100": _FULL,
    "53": _AWAY,
    "08": _AWAY,
    "57": _AWAY,
    "25006": _AWAY,
    "58": _DISK,
    "40": BUSY,
    "55P03": BUSY,
}
"""By SQLSTATE or its class (PostgreSQL's manual, appendix A); 40 are deadlocks and serialization failures."""


def named(error: BaseException | None) -> Fault:
    """An `Outage` where another try may succeed; otherwise the kind of failure alone."""
    if isinstance(error, sqlite3.Error):
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the primary code: the rest tells which part of it
        if code in _SQLITE:
            return Outage(_SQLITE[code])
        if code in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}:
            return Fault(_DAMAGED)
    elif error is not None:
        state = getattr(error, "sqlstate", None)
        if state is None and any(kind.__name__ == "OperationalError" for kind in type(error).__mro__):  # no server answered
            return Outage(_AWAY)
        for known in (str(state), str(state)[:2]):
            if known in _POSTGRES:
                return Outage(_POSTGRES[known])
    return Fault(f"the database failed ({type(error).__name__})")
