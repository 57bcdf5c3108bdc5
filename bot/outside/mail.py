"""Pages by mail, handed to one SMTP server (RFC 5321)."""

import asyncio
import contextlib
import logging
import ssl
from collections.abc import Mapping
from email.message import EmailMessage
from email.policy import SMTP
from typing import TYPE_CHECKING, Final

from bot.clock import Clock
from bot.core.endpoint import MailServer, Tls
from bot.outside.notice import Busy, Notice, Rejected

if TYPE_CHECKING:  # imported where it is used: start-up time
    import aiosmtplib

_DEADLINE: Final = 20.0
_FAREWELL: Final = 2.0
_PERMANENT: Final = range(500, 600)
_log = logging.getLogger(__name__)


class Mail:
    """Sends to every recipient in one letter; those who got it are left out when the others are tried again."""

    def __init__(
        self, server: MailServer, sender: str, recipients: tuple[str, ...], clock: Clock, deadline: float = _DEADLINE
    ) -> None:
        self._server = server
        self._sender = sender
        self._recipients = recipients
        self._clock = clock
        self._deadline = deadline
        self._answers: dict[str, dict[str, bool]] = {}
        """By notice that is still on its way: the recipients that the server took or refused for good."""

    async def send(self, notice: Notice) -> None:
        import aiosmtplib

        known = self._answers.get(notice.id, {})
        recipients = [recipient for recipient in self._recipients if recipient not in known]
        try:
            async with asyncio.timeout(self._deadline):
                refused = await self._hand_in(self._letter(notice), recipients)
        except aiosmtplib.SMTPResponseException as error:
            if error.code not in _PERMANENT:
                raise Busy(f"the mail server answered {error.code}") from None
            self._answers.pop(notice.id, None)
            raise Rejected(f"the mail server answered {error.code}") from None
        except (OSError, TimeoutError):
            raise
        except aiosmtplib.SMTPException as error:  # it lacks what the settings ask for, such as STARTTLS; that can be mended
            raise OSError(type(error).__name__) from None
        self._settle(notice, recipients, refused)

    def _letter(self, notice: Notice) -> EmailMessage:
        letter = EmailMessage(policy=SMTP)
        letter["From"] = self._sender
        letter["To"] = ", ".join(self._recipients)
        letter["Subject"] = " ".join(notice.title.split())
        letter["Date"] = self._clock.now()
        letter["Message-ID"] = f"<{notice.id}@{_domain(self._sender)}>"
        letter["Auto-Submitted"] = "auto-generated"  # RFC 3834: no one's out-of-office answers it
        if notice.urgent:
            letter["X-Priority"] = "1"
        letter.set_content(notice.body)
        return letter

    async def _hand_in(self, letter: EmailMessage, recipients: list[str]) -> dict[str, int]:
        """Who was refused, with the server's code (RFC 5321, 4.2.1: 4xx for now, 5xx for good)."""
        import aiosmtplib

        client = self._client()
        try:
            await client.connect()
            answers, _ = await client.send_message(letter, sender=self._sender, recipients=recipients)
            refused = {recipient: answer.code for recipient, answer in answers.items()}
        except aiosmtplib.SMTPRecipientsRefused as error:
            refused = {answer.recipient: answer.code for answer in error.recipients}
        except BaseException:
            client.close()  # no words of farewell to a server that hangs
            raise
        with contextlib.suppress(aiosmtplib.SMTPException, OSError, TimeoutError):
            await client.quit(timeout=_FAREWELL)  # what it took stays taken, whatever it answers now
        client.close()
        return refused

    def _client(self) -> "aiosmtplib.SMTP":
        import aiosmtplib

        server = self._server
        return aiosmtplib.SMTP(
            hostname=server.host,
            port=server.port,
            username=server.user or None,
            password=server.password or None,
            local_hostname=_domain(self._sender),  # else the name of this machine is looked up, and told
            use_tls=server.tls is Tls.FROM_START,
            start_tls=server.tls is Tls.UPGRADED,
            tls_context=ssl.create_default_context() if server.tls is not Tls.NONE else None,
            timeout=self._deadline,
        )

    def _settle(self, notice: Notice, tried: list[str], refused: Mapping[str, int]) -> None:
        """Remember who has an answer; raises while somebody has none, and where nobody was taken."""
        known = self._answers.setdefault(notice.id, {})
        for recipient in tried:
            if recipient not in refused or refused[recipient] in _PERMANENT:
                known[recipient] = recipient not in refused
        if waiting := len(self._recipients) - len(known):
            raise Busy(f"the mail server put off {waiting} of {len(self._recipients)} addresses")
        del self._answers[notice.id]
        lost = list(known.values()).count(False)
        if lost == len(known):
            raise Rejected("the mail server refused every address")
        if lost:
            _log.error("the mail server refused %s of %s addresses for pages: look at CARECIRCLE_PAGER_MAIL_TO", lost, len(known))


def _domain(address: str) -> str:
    return address.rpartition("@")[2]
