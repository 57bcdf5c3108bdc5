"""Addresses outside of the program as an operator writes them. Pure: nothing is looked up.

Every function raises `ValueError` with what to do; the message never holds the value, which may be a secret.
"""

import base64
import binascii
import re
from dataclasses import dataclass, field
from enum import StrEnum
from ipaddress import ip_address
from typing import Final
from urllib.parse import unquote, urlsplit

_LOCAL_PART: Final = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}")
_DOMAIN: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]{0,252}")
_KEY_BYTES: Final = range(24, 65)
"""Standard Webhooks 1.0: "at least 24 bytes (192 bits, 512 maximum)"."""


class Tls(StrEnum):
    """How the way to a mail server is kept private. `NONE` is for this machine alone."""

    FROM_START = "smtps"
    UPGRADED = "smtp+starttls"
    NONE = "smtp"


_PORTS: Final = {Tls.FROM_START: 465, Tls.UPGRADED: 587, Tls.NONE: 25}


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mail is handed in. `user` is empty where no one logs in."""

    host: str
    port: int
    tls: Tls
    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)


def loopback(host: str) -> bool:
    """Whether a host is this machine."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def web_address(text: str) -> str:
    """An address that may be called: https, or http on this machine."""
    scheme, host, _ = _parts(text)
    if scheme != "https" and not (scheme == "http" and loopback(host)):
        raise ValueError("must be a whole address that starts with https://")
    return text


def mail_server(text: str) -> MailServer:
    """Read `smtps://user:password@host:465`, `smtp+starttls://…`, or `smtp://127.0.0.1:port` on this machine."""
    scheme, host, port = _parts(text)
    if scheme not in list(Tls):
        raise ValueError("must start with smtps:// or smtp+starttls://")
    tls, parts = Tls(scheme), urlsplit(text)
    if tls is Tls.NONE and not loopback(host):
        raise ValueError("smtp:// is for this machine only; write smtps:// or smtp+starttls://")
    if parts.path.strip("/") or parts.query or parts.fragment:
        raise ValueError("must end after the host and port; write / ? # @ : of a password as %2F %3F %23 %40 %3A")
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    if bool(user) != bool(password):
        raise ValueError("a user needs a password: smtps://user:password@host")
    return MailServer(host, port or _PORTS[tls], tls, user, password)


def mail_addresses(text: str) -> tuple[str, ...]:
    """Bare addresses between commas, each once, in order."""
    addresses = tuple(dict.fromkeys(part.strip() for part in text.split(",")))
    if not all(map(_is_mail_address, addresses)):
        raise ValueError("must be bare addresses such as oncall@clinic.example, with commas between them")
    return addresses


def mail_address(text: str) -> str:
    """One bare address."""
    if not _is_mail_address(text.strip()):
        raise ValueError("must be one bare address such as carecircle@clinic.example")
    return text.strip()


def signing_key(text: str) -> bytes:
    """The key in a secret as Standard Webhooks 1.0 writes it: `whsec_` and base64."""
    try:
        key = base64.b64decode(text.removeprefix("whsec_"), validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if not text.startswith("whsec_") or len(key) not in _KEY_BYTES:
        raise ValueError("must be whsec_ and then 24 to 64 random bytes in base64; docs/paging.md shows how to make one")
    return key


def _is_mail_address(text: str) -> bool:
    """The ASCII subset of RFC 5321's mailboxes without quotes and comments."""
    local, _, domain = text.rpartition("@")
    return bool(_LOCAL_PART.fullmatch(local) and _DOMAIN.fullmatch(domain)) and ".." not in text


def _parts(text: str) -> tuple[str, str, int | None]:
    """Scheme, host and port. What `urllib` says about a bad address holds the address: it is not passed on."""
    try:
        parts = urlsplit(text)
        scheme, host, port = parts.scheme, parts.hostname or "", parts.port
    except ValueError:
        host = ""
    if not host or not text.isascii() or not text.isprintable() or " " in text:
        raise ValueError("is no address; write it as scheme://host, without spaces")
    return scheme, host, port


def shards(text: str) -> tuple[range, int]:
    """Read `0-3/8` or `2/8`: which shards this process holds, and how many there are in all."""
    parts = re.fullmatch(r"(\d{1,5})(?:-(\d{1,5}))?/(\d{1,5})", text.strip())
    if parts is None:
        raise ValueError("must look like 0-3/8: shards 0 to 3 of 8")
    first, count = int(parts[1]), int(parts[3])
    last = int(parts[2]) if parts[2] else first
    if not first <= last < count:
        raise ValueError("must name shards from 0 up to one less than their number, as in 0-3/8")
    return range(first, last + 1), count
