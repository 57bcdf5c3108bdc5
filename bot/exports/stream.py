"""JSON read piece by piece: the members of one object, the items of one array, one value in memory at a time.

Memory: a piece of the file (256 KiB) and the value that is being read, at most `LARGEST` characters. Decoding is the standard
library's; what it cannot decode is looked at again by a scanner of strings and brackets, which tells a value that is cut off
by the end of the piece from one that is broken, so that one bad record does not stop the rest.
"""

import codecs
import json
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO, Final

from bot.core.errors import BadExport
from bot.exports.record import Tally

LARGEST: Final = 16_000_000
_PIECE: Final = 262_144
_SPACE: Final = re.compile(r"[ \t\r\n]*+")
_TOKEN: Final = re.compile(r'"(?:[^"\\]++|\\.)*+(?:"|\\?\Z)|[{}\[\]]', re.DOTALL)
_STRING: Final = re.compile(r'"(?:[^"\\]++|\\.)*+"', re.DOTALL)
_OF_NUMBERS: Final = ("", *"0123456789.eE+-")
_DECODER: Final = json.JSONDecoder()


class BadRecord(Exception):  # noqa: N818 - it is counted, not fatal
    """A value that is complete and cannot be used; says why, without what it holds."""


class JsonStream:
    """A cursor in a JSON file. Raises `BadExport` where the file as a whole cannot be read on."""

    def __init__(self, raw: BinaryIO, file: str, tally: Tally) -> None:
        self._raw = raw
        self._file = file
        self._tally = tally
        self._decode = codecs.getincrementaldecoder("utf-8-sig")()
        self._text = ""
        self._at = 0
        self._ended = False
        self._record = 0

    def keys(self) -> Iterator[str]:
        """The keys of the object that begins here. The caller reads each one's value before it asks for the next."""
        self._expect("{")
        if self._next() == "}":
            self._at += 1
            return
        while True:
            try:
                key = self.value()
            except BadRecord:
                raise self._damaged() from None
            if not isinstance(key, str):
                raise self._damaged()
            self._expect(":")
            yield key
            if not self._goes_on("}"):
                return

    def items(self) -> Iterator[tuple[int, object | BadRecord]]:
        """The items of the array that begins here, with their position from 1; a bad one as a `BadRecord`."""
        self._expect("[")
        self._record = 0
        if self._next() == "]":
            self._at += 1
            return
        while True:
            self._record += 1
            try:
                item: object | BadRecord = self.value()
            except BadRecord as bad:
                item = bad
            yield self._record, item
            if not self._goes_on("]"):
                return

    def value(self) -> object:
        """The value that begins here. `BadRecord` where it is complete and no JSON; the cursor is then behind it."""
        self._next()
        while True:
            try:
                found, end = _DECODER.raw_decode(self._text, self._at)
            except (ValueError, RecursionError):  # JSONDecodeError is a ValueError, as is a number of a million digits
                past = _end_of(self._text, self._at)
                if past is not None:
                    self._at = past
                    raise BadRecord("is no valid JSON") from None
                if not self._more():
                    raise self._cut_short() from None
                continue
            # A number may go on in the next piece, even behind a point that the decoder did not take: wait for what ends it.
            whole = self._text[end : end + 1] not in _OF_NUMBERS if isinstance(found, int | float) else True
            if whole or not self._more():
                self._at = end
                return found

    def first(self) -> str:
        """The next character that is no white space, or nothing at the end; it is not passed."""
        return self._next()

    def _goes_on(self, closing: str) -> bool:
        """Pass a comma, or the closing bracket after which nothing goes on."""
        char = self._next()
        if char not in {",", closing}:
            raise self._damaged() if char else self._cut_short()
        self._at += 1
        return char == ","

    def _expect(self, char: str) -> None:
        if (found := self._next()) != char:
            raise self._damaged() if found else self._cut_short()
        self._at += 1

    def _next(self) -> str:
        while True:
            space = _SPACE.match(self._text, self._at)
            self._at = space.end() if space else self._at
            if self._at < len(self._text) or not self._more():
                return self._text[self._at : self._at + 1]

    def _more(self) -> bool:
        """Read on: as much again as is waiting, so that a long value is looked at a few times and not at every piece."""
        if self._ended:
            return False
        waiting = len(self._text) - self._at
        if waiting > LARGEST:
            says = f"record {self._record} is larger than {LARGEST // 1_000_000} MB; take it out or export again"
            raise BadExport(f"{self._file}: {says}")
        piece = self._read(max(_PIECE, waiting))
        self._tally.bytes += len(piece)
        self._ended = not piece
        try:
            text = self._decode.decode(piece, final=self._ended)
        except UnicodeDecodeError:
            raise BadExport(f"{self._file}: is not UTF-8; export it again, or save it as UTF-8") from None
        if "\x00" in text:
            raise BadExport(f"{self._file}: holds null bytes, so the copy is damaged; copy or export it again")
        self._text = self._text[self._at :] + text
        self._at = 0
        return bool(text) or self._more()

    def _read(self, size: int) -> bytes:
        try:
            return self._raw.read(size)
        except (OSError, EOFError, zlib.error, zipfile.BadZipFile) as error:
            raise BadExport(f"{self._file}: cannot be read ({type(error).__name__}); copy or export it again") from None

    def _where(self) -> str:
        return f"after record {self._record}" if self._record else "at its beginning"

    def _damaged(self) -> BadExport:
        return BadExport(f"{self._file}: is damaged {self._where()} and cannot be read on; export it again")

    def _cut_short(self) -> BadExport:
        return BadExport(f"{self._file}: ends too early, {self._where()}: the export was cut short; export it again")


def _end_of(text: str, start: int) -> int | None:
    """Where the value that begins at `start` ends, or None where the text ends first."""
    if text[start : start + 1] == '"':
        string = _STRING.match(text, start)
        return string.end() if string else None
    depth = 0
    for token in _TOKEN.finditer(text, start):
        char = token[0]
        if char in "{[":
            depth += 1
        elif char in "}]":
            depth -= 1
            if depth <= 0:
                return token.end() if depth == 0 else None
    return None
