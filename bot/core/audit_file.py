"""The record as a file: ids and words of ours, never a text that somebody wrote."""

import csv
import json
from collections.abc import Iterable, Iterator
from datetime import UTC
from io import StringIO
from typing import Final, Literal

from bot.core.audit import Entry

Format = Literal["csv", "jsonl"]
COLUMNS: Final = ("sequence", "at", "actor", "kind", "case", "detail", "previous", "hash")
MEDIA_TYPES: Final = {"csv": "text/csv", "jsonl": "application/jsonl"}
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet runs a cell that starts so (OWASP, "CSV Injection")."""


def lines(entries: Iterable[Entry], form: Format) -> Iterator[str]:
    """One line for each entry, with its end. JSONL holds what was hashed, to the letter; CSV is made safe for spreadsheets."""
    return map(_csv if form == "csv" else _json, entries)


def heading(form: Format) -> str:
    """What stands before the first line."""
    return _row(COLUMNS) if form == "csv" else ""


def _values(entry: Entry) -> tuple[int, str, str, str, int | None, dict[str, str], str, str]:
    at = entry.at.astimezone(UTC).isoformat()
    return entry.sequence, at, entry.actor, entry.kind, entry.case, dict(entry.detail), entry.previous, entry.hash


def _json(entry: Entry) -> str:
    return json.dumps(dict(zip(COLUMNS, _values(entry), strict=True)), ensure_ascii=False) + "\n"


def _csv(entry: Entry) -> str:
    return _row([_cell(value) for value in _values(entry)])


def _cell(value: object) -> str:
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _row(cells: Iterable[str]) -> str:
    line = StringIO()
    csv.writer(line).writerow(cells)  # RFC 4180: lines end with CRLF
    return line.getvalue()
