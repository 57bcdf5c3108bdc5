"""Pages by webhook, signed as Standard Webhooks 1.0 says, so that a receiver can tell them from forgeries and repeats."""

import base64
import hmac
import json
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from hashlib import sha256
from typing import Final

from bot.clock import Clock
from bot.outside.client import request
from bot.outside.notice import Busy, Notice, Rejected

_DEADLINE: Final = 10.0
_TYPE: Final = "carecircle.page"


class Webhook:
    """Posts to one address. The clock must be true time: receivers refuse a timestamp that is minutes away from theirs."""

    def __init__(self, address: str, key: bytes, clock: Clock, deadline: float = _DEADLINE) -> None:
        self._address = address
        self._key = key
        self._clock = clock
        self._deadline = deadline

    async def send(self, notice: Notice) -> None:
        now = self._clock.now()
        content = payload(notice)
        headers = {
            "content-type": "application/json",
            "webhook-id": notice.id,
            "webhook-timestamp": str(int(now.timestamp())),
            "webhook-signature": signature(self._key, notice.id, int(now.timestamp()), content),
        }
        answer = await request("POST", self._address, self._deadline, content, headers)
        if 200 <= answer.status < 300:
            return
        if answer.status in {408, 429} or answer.status >= 500:
            raise Busy(f"the webhook answered {answer.status}", _seconds(answer.retry_after, now))
        raise Rejected(f"the webhook answered {answer.status}")


def payload(notice: Notice) -> bytes:
    """The body: `type` and `data`, as Standard Webhooks recommends. The time of an attempt is in the signed header."""
    data = {"community": notice.community, "title": notice.title, "body": notice.body, "urgent": notice.urgent}
    return json.dumps({"type": _TYPE, "data": data}, separators=(",", ":")).encode()


def signature(key: bytes, id: str, timestamp: int, content: bytes) -> str:  # noqa: A002 - the standard's name
    """`v1,` and base64 of HMAC-SHA256 over `id.timestamp.content`."""
    signed = f"{id}.{timestamp}.".encode() + content
    return "v1," + base64.b64encode(hmac.digest(key, signed, sha256)).decode()


def _seconds(retry_after: str, now: datetime) -> float | None:
    """`Retry-After` (RFC 9110, 10.2.3): seconds or a date; None where it is neither."""
    if retry_after.isascii() and retry_after.isdigit():
        return float(retry_after[:9])
    try:
        moment = parsedate_to_datetime(retry_after)
    except (ValueError, OverflowError):
        return None
    return ((moment if moment.tzinfo else moment.replace(tzinfo=UTC)) - now).total_seconds()
