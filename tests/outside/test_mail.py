"""Pages by mail, to a real server with STARTTLS and a login."""

import asyncio
import ssl
from pathlib import Path

import pytest

from bot.clock import SystemClock
from bot.core.endpoint import MailServer, mail_server
from bot.outside.mail import Mail
from bot.outside.notice import Busy, Notice, Rejected
from tests.outside.servers import PATIENCE, Mailbox, certificate, mailbox

NOTICE = Notice("cc-7", "community", "A crisis case\nwaits – now", "Nobody has taken case 42.\n\nOpen the queue: café.")
ANN, BOB = "ann@clinic.example", "bob@clinic.example"
LOGIN = "nurse:pass%3Aword%40canary-8812"


@pytest.fixture
def tls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    context, trusted = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    return context


def mail(server: MailServer, *to: str, deadline: float = PATIENCE) -> Mail:
    return Mail(server, "carecircle@clinic.example", to or (ANN,), SystemClock(), deadline)


def plain(box: Mailbox, *to: str) -> Mail:
    return mail(mail_server(f"smtp://127.0.0.1:{box.port}"), *to)


async def test_a_letter_after_starttls_and_a_login(tls: ssl.SSLContext) -> None:
    async with mailbox(tls) as box:
        await mail(mail_server(f"smtp+starttls://{LOGIN}@127.0.0.1:{box.port}"), ANN, BOB).send(NOTICE)
    ((recipients, letter),) = box.letters
    assert box.users == [b"nurse"]
    assert recipients == [ANN, BOB]
    assert letter["Subject"] == "A crisis case waits – now"
    assert letter["From"] == "carecircle@clinic.example"
    assert letter["Message-ID"] == f"<{NOTICE.id}@clinic.example>"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["X-Priority"] == "1"
    assert letter.get_content_type() == "text/plain"
    assert letter.get_content().splitlines() == NOTICE.body.splitlines()


async def test_a_letter_inside_tls(tls: ssl.SSLContext) -> None:
    async with mailbox(tls, from_start=True) as box:
        await mail(mail_server(f"smtps://{LOGIN}@127.0.0.1:{box.port}")).send(NOTICE)
    assert (len(box.letters), box.users) == (1, [b"nurse"])


async def test_what_is_not_urgent_does_not_say_so() -> None:
    async with mailbox() as box:
        await plain(box).send(Notice("cc-8", "community", "hello", "there", urgent=False))
    assert box.letters[0][1]["X-Priority"] is None


async def test_a_wrong_password_is_rejected(tls: ssl.SSLContext) -> None:
    async with mailbox(tls) as box:
        with pytest.raises(Rejected, match="535"):
            await mail(mail_server(f"smtp+starttls://nurse:wrong@127.0.0.1:{box.port}")).send(NOTICE)
    assert box.letters == []


async def test_nothing_is_said_in_the_clear_where_tls_was_asked_for() -> None:
    async with mailbox() as box:
        with pytest.raises(OSError, match="SMTP"):
            await mail(mail_server(f"smtp+starttls://{LOGIN}@127.0.0.1:{box.port}")).send(NOTICE)
    assert (box.letters, box.users) == ([], [])


async def test_a_certificate_that_no_one_vouches_for_gets_nothing(tmp_path: Path) -> None:
    context, _ = certificate(tmp_path)
    async with mailbox(context) as box:
        with pytest.raises(OSError, match="certificate"):
            await mail(mail_server(f"smtp+starttls://{LOGIN}@127.0.0.1:{box.port}")).send(NOTICE)
    assert box.users == []


@pytest.mark.parametrize(("answer", "kind"), [("451 later", Busy), ("554 never", Rejected)])
async def test_the_servers_code_says_whether_to_try_again(answer: str, kind: type[Exception]) -> None:
    async with mailbox() as box:
        box.to_data = [answer]
        with pytest.raises(kind, match=answer[:3]):
            await plain(box).send(NOTICE)


async def test_only_those_who_have_it_not_are_tried_again() -> None:
    async with mailbox() as box:
        box.to_recipient = {BOB: ["450 greylisted", "450 greylisted"]}
        route = plain(box, ANN, BOB)
        for _ in range(2):
            with pytest.raises(Busy, match="1 of 2"):
                await route.send(NOTICE)
        await route.send(NOTICE)
        await route.send(Notice("cc-8", "community", "the next", "page"))
    assert [recipients for recipients, _ in box.letters] == [[ANN], [BOB], [ANN, BOB]]
    assert len({letter["Message-ID"] for _, letter in box.letters}) == 2


async def test_an_address_that_is_refused_keeps_it_from_nobody_else(caplog: pytest.LogCaptureFixture) -> None:
    async with mailbox() as box:
        box.to_recipient = {BOB: ["550 unknown"]}
        await plain(box, ANN, BOB).send(NOTICE)
    assert [recipients for recipients, _ in box.letters] == [[ANN]]
    assert "1 of 2 addresses" in caplog.text
    assert BOB not in caplog.text


async def test_no_address_left_is_rejected() -> None:
    async with mailbox() as box:
        box.to_recipient = {ANN: ["550 unknown"], BOB: ["550 unknown"]}
        with pytest.raises(Rejected, match="every address"):
            await plain(box, ANN, BOB).send(NOTICE)


async def test_a_server_that_says_nothing_or_is_not_there_ends_in_time() -> None:
    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()

    server = await asyncio.start_server(silent, "127.0.0.1", 0)
    address = mail_server(f"smtp://127.0.0.1:{server.sockets[0].getsockname()[1]}")
    async with asyncio.timeout(PATIENCE), server:
        with pytest.raises(TimeoutError):
            await mail(address, deadline=0.2).send(NOTICE)
    with pytest.raises(OSError):  # noqa: PT011 - the system's own words
        await mail(address).send(NOTICE)
