"""One message a line, in the shape of the policy (`policy/labels.md`): id, condition, author_role, text, reply_to.

A community's own export may add `channel`, `author` and `at` (ISO 8601). Other fields are ignored.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, BinaryIO, Final

from pydantic import AliasChoices, BaseModel, ConfigDict, Field, StrictInt, StrictStr, ValidationError

from bot.core.errors import BadExport
from bot.core.message import Role
from bot.exports.faults import wrong_fields
from bot.exports.people import People
from bot.exports.record import Exported, Skip, Tally

LONGEST_LINE: Final = 8_000_000
"""Bytes. A message of 100,000 characters, each escaped as two of `\\ud83d`, has 1.2 million."""

_PLAIN_ID: Final = re.compile(r"[\w:.\-]{1,80}")
"""Ids are passed on as they are, so that a message is found again; an id that may be an address is not."""

_ROLES: Final = {"member": Role.MEMBER, "clinician": Role.CLINICIAN, "moderator": Role.MODERATOR}


class BadLine(Exception):  # noqa: N818 - it is reported, not fatal
    """A line that is no message; says why, without what it holds."""


class Line(BaseModel):
    """A message as it was given; `labels` and `spans` are ignored."""

    model_config = ConfigDict(extra="ignore", frozen=True, hide_input_in_errors=True)

    text: StrictStr
    id: StrictStr | StrictInt | None = None
    condition: str | None = None
    author_role: str | None = Field(default=None, pattern="^(?:member|clinician|moderator)$")
    reply_to: str | None = None
    channel: str | None = None
    author: StrictStr | StrictInt | None = None
    at: Annotated[datetime | None, Field(validation_alias=AliasChoices("at", "sent_at", "timestamp"))] = None
    edited: bool = False

    @property
    def role(self) -> Role:
        return _ROLES[self.author_role or "member"]


def lines(stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Numbered lines that hold something. One that is too long is given short, cut where it became too long."""
    number = 0
    while raw := stream.readline(LONGEST_LINE):
        number += 1
        if not raw.endswith(b"\n") and len(raw) == LONGEST_LINE:
            while (rest := stream.readline(LONGEST_LINE)) and not rest.endswith(b"\n"):
                pass
        if raw.strip():
            yield number, raw


def parse(raw: bytes) -> Line:
    """The message of a line. Raises `BadLine`."""
    if len(raw) >= LONGEST_LINE:
        raise BadLine(f"is longer than {LONGEST_LINE // 1_000_000} MB")
    try:
        data = json.loads(raw.decode("utf-8-sig"))
        return Line.model_validate(data)
    except ValidationError as error:
        raise BadLine(wrong_fields(error)) from None
    except UnicodeDecodeError:
        raise BadLine("is not UTF-8") from None
    except json.JSONDecodeError as error:
        raise BadLine(f"is no JSON (column {error.colno})") from None
    except (ValueError, RecursionError) as error:
        raise BadLine(f"is no JSON that can be read ({type(error).__name__})") from None


@dataclass(frozen=True, slots=True)
class JsonLines:
    path: Path

    @property
    def size(self) -> int:
        return self.path.stat().st_size

    def records(self, people: People, tally: Tally) -> Iterator[Exported]:
        file = str(self.path)
        try:
            stream = self.path.open("rb")
        except OSError as error:
            raise BadExport(f"{file}: cannot be read ({type(error).__name__}); check the path and its permissions") from None
        with stream:
            for number, raw in lines(stream):
                tally.bytes += len(raw)
                try:
                    line = parse(raw)
                except BadLine as bad:
                    tally.bad(file, number, str(bad))
                    continue
                if line.text.strip():
                    yield _exported(line, number, people)
                else:
                    tally.skip(Skip.EMPTY)


def _exported(line: Line, number: int, people: People) -> Exported:
    at = line.at
    return Exported(
        id=str(line.id) if line.id is not None and _PLAIN_ID.fullmatch(str(line.id)) else f"line-{number}",
        channel=line.channel or line.condition or "messages",
        author=people.number(f"jsonl:{line.author}") if line.author is not None else "",
        role=line.role,
        text=line.text,
        at=at if at is None or at.tzinfo else at.replace(tzinfo=UTC),
        reply_text=line.reply_to,
        edited=line.edited,
        condition=line.condition or "",
    )
