"""The webhook: signed, bounded, and nothing of it in a log."""

import asyncio
import json
import re
import ssl
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from bot.clock import SystemClock
from bot.core.endpoint import signing_key
from bot.outside import client
from bot.outside.notice import Busy, Notice, Rejected
from bot.outside.webhook import Webhook, payload, signature
from tests.fakes import TestClock
from tests.outside.servers import PATIENCE, certificate, hook

SECRET = "whsec_" + "bXktc2VjcmV0LWNhbmFyeS1vZi0zMi1ieXRlcy0xMjM0"
KEY = signing_key(SECRET)
NOTICE = Notice("cc-7", "community", "A crisis case waits", "Nobody has taken case 42 for ten minutes.")
PAGE = Path(__file__).parents[2] / "docs" / "paging.md"


def documented() -> Callable[[str, dict[str, str], bytes], bool]:
    """The example in the documentation, as an operator would paste it."""
    (example,) = re.findall(r"```python\n(.*?)```", PAGE.read_text(), re.DOTALL)
    names: dict[str, Callable[[str, dict[str, str], bytes], bool]] = {}
    exec(example, names)  # noqa: S102 - our own documentation
    return names["genuine"]


@pytest.fixture
def trusts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ssl.SSLContext]:
    context, trusted = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    client._trust.cache_clear()
    yield context
    client._trust.cache_clear()


async def test_a_page_arrives_signed_and_any_change_shows() -> None:
    async with hook() as there:
        await Webhook(there.url, KEY, SystemClock()).send(NOTICE)
    (asked,) = there.asked
    genuine = documented()
    assert json.loads(asked.body) == {
        "type": "carecircle.page",
        "data": {"community": "community", "title": NOTICE.title, "body": NOTICE.body, "urgent": True},
    }
    assert asked.headers["webhook-id"] == NOTICE.id
    assert genuine(SECRET, asked.headers, asked.body)
    assert not genuine(SECRET, asked.headers, asked.body.replace(b"42", b"43"))
    assert not genuine(SECRET, asked.headers | {"webhook-id": "cc-8"}, asked.body)
    assert not genuine("whsec_" + "QUJD" * 10, asked.headers, asked.body)


async def test_an_old_request_is_not_genuine() -> None:
    async with hook() as there:
        await Webhook(there.url, KEY, TestClock(datetime.now(UTC) - timedelta(hours=1))).send(NOTICE)
    assert not documented()(SECRET, there.asked[0].headers, there.asked[0].body)


def test_the_signature_is_the_standards() -> None:
    """The example of the Standard Webhooks libraries, whose answer is known."""
    key = signing_key("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    signed = signature(key, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, b'{"test": 2432232314}')
    assert signed == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_another_community_has_other_ids_and_a_repeat_the_same() -> None:
    assert NOTICE.id == Notice("cc-7", "community", NOTICE.title, NOTICE.body).id
    assert NOTICE.id != Notice("cc-7", "elsewhere", NOTICE.title, NOTICE.body).id
    assert payload(NOTICE) == payload(Notice("cc-8", "community", NOTICE.title, NOTICE.body))


@pytest.mark.parametrize(
    ("answer", "seconds"),
    [
        ("500 Broken", None),
        ("503 Away\r\nretry-after: 7", 7.0),
        ("429 Slow down\r\nretry-after: soon", None),
        ("408 Late\r\nretry-after: -5", None),
        ("429 Slow down\r\nretry-after: 99999999999999", 999999999.0),
    ],
)
async def test_what_may_work_later_is_said_to_be_busy(answer: str, seconds: float | None) -> None:
    async with hook() as there:
        there.answers = [answer]
        with pytest.raises(Busy) as raised:
            await Webhook(there.url, KEY, SystemClock()).send(NOTICE)
    assert raised.value.seconds == seconds


async def test_a_date_says_when_to_try_again() -> None:
    now = datetime(2026, 11, 24, 12, tzinfo=UTC)
    async with hook() as there:
        there.answers = [f"503 Away\r\nretry-after: {format_datetime(now + timedelta(seconds=90), usegmt=True)}"]
        with pytest.raises(Busy) as raised:
            await Webhook(there.url, KEY, TestClock(now)).send(NOTICE)
    assert raised.value.seconds == 90


@pytest.mark.parametrize("answer", ["400 Bad", "401 Who", "404 Gone", "410 Gone"])
async def test_what_never_will_is_rejected(answer: str) -> None:
    async with hook() as there:
        there.answers = [answer]
        with pytest.raises(Rejected, match=answer[:3]):
            await Webhook(there.url, KEY, SystemClock()).send(NOTICE)


async def test_a_redirect_is_not_followed() -> None:
    async with hook() as there, hook() as elsewhere:
        there.answers = [f"307 Elsewhere\r\nlocation: {elsewhere.url}"]
        with pytest.raises(Rejected, match="307"):
            await Webhook(there.url, KEY, SystemClock()).send(NOTICE)
    assert elsewhere.asked == []


async def test_the_status_decides_and_an_endless_body_is_not_read() -> None:
    async with hook() as there:
        there.answers = ["200 OK\r\ncontent-length: 1000000000"]
        await Webhook(there.url, KEY, SystemClock()).send(NOTICE)
    assert len(there.asked) == 1


async def test_a_server_that_hangs_or_is_not_there_ends_in_time() -> None:
    async with asyncio.timeout(PATIENCE), hook() as there:
        there.answers = [""]
        with pytest.raises(TimeoutError):
            await Webhook(there.url, KEY, SystemClock(), deadline=0.2).send(NOTICE)
    with pytest.raises(OSError, match="ConnectError"):
        await Webhook(there.url, KEY, SystemClock()).send(NOTICE)


async def test_over_tls(trusts: ssl.SSLContext) -> None:
    async with hook(trusts) as there:
        await Webhook(there.url, KEY, SystemClock()).send(NOTICE)
    assert len(there.asked) == 1


async def test_a_certificate_that_no_one_vouches_for_gets_nothing(tmp_path: Path) -> None:
    context, _ = certificate(tmp_path)
    async with hook(context) as there:
        with pytest.raises(OSError, match="ConnectError"):
            await Webhook(there.url, KEY, SystemClock()).send(NOTICE)
    assert there.asked == []
