"""What an operator may write, and what they are told about the rest."""

import subprocess
import sys
from pathlib import Path

import pytest

from bot.app import check_live, pager_of
from bot.core.endpoint import MailServer, Tls, mail_addresses, mail_server
from bot.core.errors import BadSettings
from bot.doctor import examine
from bot.knowledge.library import Library
from bot.settings import Settings, load_settings

GOOD = {
    "CARECIRCLE_PAGER_WEBHOOK_URL": "https://oncall.example/token-canary",
    "CARECIRCLE_PAGER_WEBHOOK_SECRET": "whsec_bXktc2VjcmV0LWNhbmFyeS1vZi0zMi1ieXRlcy0xMjM0",
    "CARECIRCLE_SMTP_URL": "smtps://nurse:canary@mail.example",
    "CARECIRCLE_PAGER_MAIL_FROM": "bot@clinic.example",
    "CARECIRCLE_PAGER_MAIL_TO": "ann@clinic.example, bob@clinic.example",
    "CARECIRCLE_HEARTBEAT_URL": "https://beats.example/canary",
}


def given(monkeypatch: pytest.MonkeyPatch, **settings: str) -> None:
    for name, value in settings.items():
        monkeypatch.setenv(name, value)


def test_all_of_it_makes_two_routes(monkeypatch: pytest.MonkeyPatch) -> None:
    given(monkeypatch, **GOOD)
    settings = load_settings()
    pager = pager_of(settings)
    assert pager is not None
    assert [(route.platform, route.community, route.channel) for route in pager.routes] == [
        ("outside", "community", "mail"),
        ("outside", "community", "webhook"),
    ]
    assert "canary" not in repr(settings)
    assert pager_of(Settings()) is None


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("PAGER_WEBHOOK_URL", "http://oncall.canary", "starts with https://"),
        ("PAGER_WEBHOOK_URL", "oncall.canary", "is no address"),
        ("PAGER_WEBHOOK_URL", "https://[canary", "is no address"),
        ("PAGER_WEBHOOK_URL", "https://oncall.canary:99999", "is no address"),
        ("PAGER_WEBHOOK_URL", "https://oncall.canary/a b", "is no address"),
        ("PAGER_WEBHOOK_SECRET", "canary", "24 to 64 random bytes"),
        ("PAGER_WEBHOOK_SECRET", "whsec_canary", "24 to 64 random bytes"),
        ("SMTP_URL", "smtp://mail.canary", "this machine only"),
        ("SMTP_URL", "https://mail.canary", "must start with smtps://"),
        ("SMTP_URL", "smtps://canary@mail.example", "needs a password"),
        ("SMTP_URL", "smtps://nurse:can/ary@mail.example", "is no address"),
        ("SMTP_URL", "smtps://mail.example/canary", "must end after the host"),
        ("PAGER_MAIL_FROM", "canary", "one bare address"),
        ("PAGER_MAIL_FROM", "a@canary.example,b@canary.example", "one bare address"),
        ("PAGER_MAIL_TO", "ann@canary.example,", "bare addresses"),
        ("PAGER_MAIL_TO", "Ann <ann@canary.example>", "bare addresses"),
        ("HEARTBEAT_URL", "http://beats.canary", "starts with https://"),
    ],
)
def test_a_bad_value_is_named_and_never_shown(name: str, value: str, says: str, monkeypatch: pytest.MonkeyPatch) -> None:
    given(monkeypatch, **GOOD | {f"CARECIRCLE_{name}": value})
    with pytest.raises(BadSettings) as raised:
        load_settings()
    assert str(raised.value).startswith(f"CARECIRCLE_{name}: ")
    assert len(str(raised.value).splitlines()) == 1
    assert says in str(raised.value)
    assert "canary" not in str(raised.value)


def test_every_fault_is_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    given(
        monkeypatch,
        CARECIRCLE_PAGER_WEBHOOK_URL="https://oncall.example",
        CARECIRCLE_SMTP_URL="nothing",
        CARECIRCLE_DATABASE_URL="mysql://x",
        CARECIRCLE_MISSPELT="x",
    )
    with pytest.raises(BadSettings) as raised:
        load_settings()
    assert {line.split(":")[0].removeprefix("CARECIRCLE_") for line in str(raised.value).splitlines()} == {
        "PAGER_WEBHOOK_SECRET",
        "SMTP_URL",
        "PAGER_MAIL_FROM",
        "PAGER_MAIL_TO",
        "DATABASE_URL",
        "MISSPELT",
    }


def test_a_secret_may_stand_in_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "smtp").write_text(GOOD["CARECIRCLE_SMTP_URL"] + "\n")
    given(monkeypatch, **{name: value for name, value in GOOD.items() if "MAIL" in name})
    monkeypatch.setenv("CARECIRCLE_SMTP_URL_FILE", str(tmp_path / "smtp"))
    pager = pager_of(load_settings())
    assert pager is not None
    assert [route.channel for route in pager.routes] == ["mail"]


@pytest.mark.parametrize(
    ("text", "server"),
    [
        ("smtps://u:p@h.example", MailServer("h.example", 465, Tls.FROM_START, "u", "p")),
        ("smtp+starttls://u%40h:p%3Aw@h.example:2525/", MailServer("h.example", 2525, Tls.UPGRADED, "u@h", "p:w")),
        ("smtp+starttls://h.example", MailServer("h.example", 587, Tls.UPGRADED)),
        ("smtp://[::1]:1025", MailServer("::1", 1025, Tls.NONE)),
        ("smtp://localhost", MailServer("localhost", 25, Tls.NONE)),
    ],
)
def test_mail_servers(text: str, server: MailServer) -> None:
    assert mail_server(text) == server
    assert "p:w" not in repr(server)


def test_an_address_counts_once() -> None:
    assert mail_addresses("a@x.example, b@x.example,a@x.example") == ("a@x.example", "b@x.example")


def test_real_people_are_not_spoken_to_without_a_pager(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CARECIRCLE_DISCORD_TOKEN", "x")
    with pytest.raises(BadSettings, match="no pager outside of the platform"):
        check_live(load_settings(), library)
    given(monkeypatch, **GOOD)
    with pytest.raises(BadSettings) as raised:
        check_live(load_settings(), library)
    assert "pager" not in str(raised.value)


async def test_the_doctor_says_what_is_configured(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    before = {check.what: check for check in await examine(tmp_path)}
    given(monkeypatch, **GOOD)
    after = {check.what: check for check in await examine(tmp_path)}
    assert (before["pager"].fine, "docs/paging.md" in before["pager"].says) == (True, True)
    assert (after["pager"].fine, after["pager"].says) == (True, "pages also go by mail and webhook")
    assert "CARECIRCLE_HEARTBEAT_URL" in before["heartbeat"].says
    assert "every minute" in after["heartbeat"].says


def test_a_start_without_them_loads_no_client() -> None:
    looked = "import bot.app, sys; print([name for name in ('httpx', 'aiosmtplib', 'bot.outside.mail') if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", looked], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
