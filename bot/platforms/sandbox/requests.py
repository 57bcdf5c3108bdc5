"""The bodies of the sandbox's POST calls, checked at the edge."""

import base64
import binascii
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from bot.core.message import Attachment, ChannelKind, Role


def _whole(value: Any) -> Any:
    """Half a surrogate pair is no character: it can be neither stored nor sent on."""
    if isinstance(value, str) and any("\ud800" <= char <= "\udfff" for char in value):
        raise ValueError("holds half a character; send valid Unicode")
    return value


Words = Annotated[str, BeforeValidator(_whole)]
Identifier = Annotated[str, BeforeValidator(_whole), Field(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f]+$")]


def _as_text(value: Any) -> Any:
    """Numbers and booleans in arguments are taken as they would be typed."""
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, int) else _whole(value)


Value = Annotated[str, BeforeValidator(_as_text)]


class Body(BaseModel):
    """Unknown fields are faults: a misspelt one would otherwise be ignored in silence."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True, defer_build=True)


def _as_base64(value: Any) -> Any:
    try:
        return base64.b64encode(base64.b64decode(value, validate=True)).decode()
    except (TypeError, ValueError, binascii.Error):
        raise ValueError("is not base64") from None


class File(BaseModel):
    """A file as the sender describes it; `content` is its bytes in base64, where they come along."""

    model_config = ConfigDict(extra="ignore", hide_input_in_errors=True, defer_build=True)

    name: Annotated[str, BeforeValidator(_whole), Field(min_length=1, max_length=200)] = "file"
    type: Annotated[str, BeforeValidator(_whole), Field(max_length=200)] = "application/octet-stream"
    size: Annotated[int, Field(ge=0, le=1 << 40)] = 0
    content: Annotated[str, BeforeValidator(_as_base64)] = ""

    def attached(self, limit: int) -> Attachment:
        """Bytes above the limit stay out, as where a platform's adapter does not fetch them; what was sent counts as the size."""
        size = len(base64.b64decode(self.content)) if self.content else self.size
        return Attachment(self.name, self.type or "application/octet-stream", size, self.content if size <= limit else "")


class Say(Body):
    person: Identifier
    channel: Identifier
    text: Words
    reply_to: Identifier | None = None
    id: Identifier | None = None
    files: Annotated[list[File | Words], Field(max_length=10)] = []
    settle: bool = False


class Edit(Body):
    person: Identifier
    message: Identifier
    text: Words
    settle: bool = False


class Delete(Body):
    person: Identifier
    message: Identifier
    settle: bool = False


class Do(Body):
    person: Identifier
    channel: Identifier
    command: Identifier
    args: dict[str, Value | None] = {}
    settle: bool = False


class Press(Body):
    person: Identifier
    message: Identifier
    button: Identifier
    args: dict[str, Value | None] = {}
    settle: bool = False


class MoveClock(Body):
    seconds: Annotated[float, Field(ge=0, le=366 * 24 * 3600)]


class AddPerson(Body):
    id: Identifier | None = None
    name: Identifier
    roles: list[Role] = [Role.MEMBER]
    lang: Literal["en", "es"] = "en"
    about: Words = ""


class AddChannel(Body):
    id: Identifier | None = None
    name: Identifier
    kind: ChannelKind = ChannelKind.SUPPORT
    condition: Identifier = "general"


class Fault(Body):
    kind: Literal["direct_closed", "refuse", "rate_limit", "offline"]
    count: Annotated[int, Field(ge=0, le=10_000)] = 1
