"""SQLite behind asyncio, with one crossing to its thread for each statement.

`aiosqlite` crosses to make a cursor, to execute, to fetch and to close: on each way the event loop and the thread wait for each
other, which takes longer than most statements. Here a statement is executed and its rows are fetched in one go, and the first
one of a transaction begins it.
"""

import sqlite3
from collections.abc import Callable, Iterable
from typing import Any, Final

import aiosqlite

_CHUNK: Final = 64


class _Cursor(aiosqlite.Cursor):
    """What SQLAlchemy asks of a cursor: rows are there once a statement is executed, and nothing is left open."""

    _cursor: sqlite3.Cursor

    def __init__(self, connection: "Connection") -> None:
        self._connection = connection
        self._rows: list[Any] = []

    async def execute(self, sql: str, parameters: Iterable[Any] | None = None) -> "_Cursor":
        await self._connection.in_thread(self._run, sql, parameters or ())
        return self

    async def executemany(self, sql: str, parameters: Iterable[Iterable[Any]]) -> "_Cursor":
        await self._connection.in_thread(self._run_many, sql, parameters)
        return self

    def _run(self, sql: str, parameters: Any) -> None:
        self._connection.begin()
        self._cursor = self._connection.plain.execute(sql, parameters)
        self._rows = self._cursor.fetchall() if self._cursor.description else []

    def _run_many(self, sql: str, parameters: Any) -> None:
        self._connection.begin()
        self._cursor = self._connection.plain.executemany(sql, parameters)

    async def fetchall(self) -> list[Any]:
        rows, self._rows = self._rows, []
        return rows

    async def fetchone(self) -> Any:
        return self._rows.pop(0) if self._rows else None

    async def fetchmany(self, size: int | None = None) -> list[Any]:
        count = size or self.arraysize
        rows, self._rows = self._rows[:count], self._rows[count:]
        return rows

    async def close(self) -> None:
        """A statement whose rows were all fetched holds nothing."""


class Connection(aiosqlite.Connection):
    begins_with = ""
    """The statement that begins a transaction together with its first one; nothing where it has begun."""

    @property
    def plain(self) -> sqlite3.Connection:
        """For functions that run in the thread."""
        return self._conn

    async def in_thread(self, function: Callable[..., None], *args: Any) -> None:
        await self._execute(function, *args)  # type: ignore[no-untyped-call]

    def begin(self) -> None:
        """In the thread."""
        statement, self.begins_with = self.begins_with, ""
        if statement:
            self.plain.execute(statement)

    def cursor(self) -> _Cursor:  # type: ignore[override]
        return _Cursor(self)

    async def commit(self) -> None:
        self.begins_with = ""
        if self.in_transaction:
            await super().commit()

    async def rollback(self) -> None:
        """The pool asks for it after every commit, when there is nothing to roll back.

        Where a caller was cancelled, SQLAlchemy closes the connection: what the thread still begins is of no account.
        """
        self.begins_with = ""
        if self.in_transaction:
            await super().rollback()


def connect(path: str, **options: Any) -> Connection:
    """As `aiosqlite.connect`."""
    made = Connection(lambda: sqlite3.connect(path, **options), _CHUNK)
    made._thread.daemon = True  # as SQLAlchemy does: a connection that nobody closed does not hold up the end
    return made
