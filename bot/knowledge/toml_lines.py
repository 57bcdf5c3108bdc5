"""TOML with the line of every key: `tomli` (`tomllib`, compiled) reads the values, a small scanner finds where they stand."""

import re
from bisect import bisect_right
from collections.abc import Mapping
from functools import cache
from typing import Final

import tomli

from bot.knowledge.sheet import Faults, Key, Sheet

_SPACE: Final = re.compile(r"(?:[ \t\n]++|#[^\n]*+)*+")
_STRING: Final = re.compile(
    r"""
    \"{3} (?: [^"\\] | \\. | "(?!"") )*+ "{3,5}
    | '{3} (?: [^'] | '(?!'') )*+ '{3,5}
    | " (?: [^"\\\n] | \\. )*+ "
    | ' [^'\n]*+ '
    """,
    re.DOTALL | re.VERBOSE,
)
_BARE_KEY: Final = re.compile(r"[A-Za-z0-9_-]++")
_BARE_VALUE: Final = re.compile(r"[^,\]}\n#]++")
_AT: Final = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)$")


def parse(text: str, file: str, faults: Faults) -> Sheet | None:
    """The file's tables, or None and a fault at the line of the error."""
    try:
        data = tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        at = _AT.search(str(error))
        line = int(at[1]) if at and at[1] else text.count("\n") + 1
        faults.add(file, line, f"cannot be read: {_AT.sub('', str(error))}")
        return None
    except (RecursionError, ValueError) as error:
        faults.add(file, 1, f"cannot be read ({type(error).__name__})")
        return None

    @cache
    def lines() -> Mapping[Key, int]:
        return key_lines(text)

    return Sheet(file, data, lines)


def key_lines(text: str) -> dict[Key, int]:
    """The line of every table, key and list item of a valid TOML text; a table that is only implied has its first child's."""
    return _Scanner(text).lines


class _Scanner:
    """Reads just enough of TOML to know where things begin; the text is known to be valid."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.lines: dict[Key, int] = {(): 1}
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self._counts: dict[Key, int] = {}
        self._document()

    def _document(self) -> None:
        table: Key = ()
        while self._skip():
            start = self.at
            if self.text[start] != "[":
                self._pair(table)
                continue
            double = self.text.startswith("[[", start)
            self.at += 2 if double else 1
            table = self._resolve(self._key(), double)
            self.at += 2 if double else 1
            self._note(table, start)

    def _resolve(self, names: tuple[str, ...], double: bool) -> Key:
        """The path of a table's header, with the position in each list of tables that it goes through."""
        key: Key = ()
        for depth, name in enumerate(names):
            key = (*key, name)
            if double and depth == len(names) - 1:
                self._counts[key] = self._counts.get(key, -1) + 1
            if key in self._counts:
                key = (*key, self._counts[key])
        return key

    def _pair(self, table: Key) -> None:
        start = self.at
        key = (*table, *self._key())
        self._note(key, start)
        self._skip()
        self.at += 1  # the equals sign
        self._skip()
        self._value(key)

    def _key(self) -> tuple[str, ...]:
        names: list[str] = []
        while True:
            self._skip()
            if match := _STRING.match(self.text, self.at):
                names.append(str(next(iter(tomli.loads(f"{match[0]} = 0")))))
            else:
                match = _BARE_KEY.match(self.text, self.at)
                if match is None:
                    return tuple(names)
                names.append(match[0])
            self.at = match.end()
            self._skip()
            if not self.text.startswith(".", self.at):
                return tuple(names)
            self.at += 1

    def _value(self, key: Key) -> None:
        opening = self.text[self.at : self.at + 1]
        if opening == "[":
            self._list(key)
        elif opening == "{":
            self._inline(key)
        elif match := _STRING.match(self.text, self.at) or _BARE_VALUE.match(self.text, self.at):
            self.at = match.end()

    def _list(self, key: Key) -> None:
        self.at += 1
        count = 0
        while self._skip() and self.text[self.at] != "]":
            self._note((*key, count), self.at)
            self._value((*key, count))
            self._comma()
            count += 1
        self.at += 1

    def _inline(self, key: Key) -> None:
        self.at += 1
        while self._skip() and self.text[self.at] != "}":
            self._pair(key)
            self._comma()
        self.at += 1

    def _comma(self) -> None:
        self._skip()
        if self.text.startswith(",", self.at):
            self.at += 1

    def _skip(self) -> bool:
        """Pass white space and comments; whether anything is left."""
        match = _SPACE.match(self.text, self.at)
        self.at = match.end() if match else self.at
        return self.at < len(self.text)

    def _note(self, key: Key, position: int) -> None:
        line = bisect_right(self._starts, position)
        while key and key not in self.lines:
            self.lines[key] = line
            key = key[:-1]
