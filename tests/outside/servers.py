"""Real servers on loopback: one that takes webhooks and heartbeats, one that takes mail."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from ipaddress import ip_address
from pathlib import Path

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

PATIENCE = 60.0
"""How long a test waits for what must come; no test waits it out."""


@dataclass
class Asked:
    method: str
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Hook:
    """An HTTP server that gives the next of `answers`, and then 200. An empty answer hangs."""

    url: str = ""
    asked: list[Asked] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    async def heard(self, count: int) -> None:
        """Wait until that many requests have come."""
        async with asyncio.timeout(PATIENCE):
            while len(self.asked) < count:
                self.changed.clear()
                await self.changed.wait()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            first, *lines = (await reader.readuntil(b"\r\n\r\n")).decode("ascii").strip().split("\r\n")
            headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
            method, path, _ = first.split(" ")
            self.asked.append(Asked(method, path, headers, await reader.readexactly(int(headers.get("content-length", 0)))))
            answer = self.answers.pop(0) if self.answers else "200 OK\r\ncontent-length: 0"
            self.changed.set()
            if answer:
                writer.write(f"HTTP/1.1 {answer}\r\nconnection: close\r\n\r\n".encode())
            else:
                await reader.read()  # until the client has had enough
        except (asyncio.IncompleteReadError, OSError):
            pass
        finally:
            writer.close()


@asynccontextmanager
async def hook(tls: ssl.SSLContext | None = None) -> AsyncIterator[Hook]:
    made = Hook()
    server = await asyncio.start_server(made.serve, "127.0.0.1", 0, ssl=tls)
    scheme = "https" if tls else "http"
    made.url = f"{scheme}://127.0.0.1:{server.sockets[0].getsockname()[1]}/token-canary-5521"
    async with server:
        yield made


@dataclass
class Mailbox:
    """What the mail server took, and the answers it gives before it takes more."""

    port: int = 0
    letters: list[tuple[list[str], EmailMessage]] = field(default_factory=list)
    users: list[bytes] = field(default_factory=list)
    to_data: list[str] = field(default_factory=list)
    to_recipient: dict[str, list[str]] = field(default_factory=dict)

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if answers := self.to_recipient.get(address):
            return answers.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        if self.to_data:
            return self.to_data.pop(0)
        assert isinstance(envelope.content, bytes)
        letter = message_from_bytes(envelope.content, policy=default)
        assert isinstance(letter, EmailMessage)
        self.letters.append((list(envelope.rcpt_tos), letter))
        return "250 taken"

    def log_in(self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, given: object) -> AuthResult:
        assert isinstance(given, LoginPassword)
        self.users.append(given.login)
        return AuthResult(success=given.password == b"pass:word@canary-8812", handled=False)


@asynccontextmanager
async def mailbox(tls: ssl.SSLContext | None = None, *, from_start: bool = False) -> AsyncIterator[Mailbox]:
    """With `tls`, letters are taken only after STARTTLS and a login.

    Where TLS is there `from_start`, aiosmtpd takes a login and cannot demand it.
    """
    made = Mailbox()
    loop = asyncio.get_running_loop()

    def connected() -> SMTP:
        return SMTP(
            made,
            hostname="mail.example",
            loop=loop,
            tls_context=None if from_start else tls,
            require_starttls=tls is not None and not from_start,
            authenticator=made.log_in,
            auth_required=tls is not None and not from_start,
            auth_require_tls=not from_start,
        )

    server = await loop.create_server(connected, "127.0.0.1", 0, ssl=tls if from_start else None)
    made.port = server.sockets[0].getsockname()[1]
    async with server:
        yield made


def certificate(folder: Path) -> tuple[ssl.SSLContext, Path]:
    """A server's TLS for 127.0.0.1, and the file of the certificate that a client must trust."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "loopback")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), now, now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    trusted, private = folder / "trusted.pem", folder / "key.pem"
    trusted.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption()
        )
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(trusted, private)
    return context, trusted
