"""The one settings class: environment variables `CARECIRCLE_*`. A secret may stand in a file instead: `CARECIRCLE_…_FILE`."""

import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError

from bot.core.endpoint import mail_address, mail_addresses, mail_server, shards, signing_key, web_address
from bot.core.errors import BadSettings

_PREFIX: Final = "CARECIRCLE_"
_SECRETS: Final = (
    "master_key",
    "discord_token",
    "slack_bot_token",
    "slack_app_token",
    "slack_signing_secret",
    "pager_webhook_url",
    "pager_webhook_secret",
    "smtp_url",
    "heartbeat_url",
)
_TOGETHER: Final = (("pager_webhook_url", "pager_webhook_secret"), ("smtp_url", "pager_mail_from", "pager_mail_to"))
"""Settings that mean nothing without each other."""


class Settings(BaseModel):
    """Every setting of the program. Empty means not configured."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    data: Path | None = None
    """Where SQLite's file is; by default a folder of the user's data directory."""
    database_url: str = ""
    """Empty: SQLite in the data directory. `postgresql://…`: PostgreSQL."""
    content: Path | None = None
    """A clinic's own content folder; by default the example that ships with the program."""
    community: str = "community"
    community_file: Path | None = None
    """The clinic's community; by default `community.toml` in the working folder, where it is there."""
    http_host: str = "127.0.0.1"
    http_port: int = Field(default=8080, ge=0, le=65535)
    """Where `carecircle run` serves /healthz, /readyz and /metrics."""
    master_key: SecretStr = SecretStr("")
    discord_token: SecretStr = SecretStr("")
    discord_api: str = ""
    discord_shards: str = ""
    """`0-3/8`: this process holds shards 0 to 3 of 8. Empty: as many as Discord advises, all in this process."""
    slack_bot_token: SecretStr = SecretStr("")
    slack_app_token: SecretStr = SecretStr("")
    slack_signing_secret: SecretStr = SecretStr("")
    slack_api: str = ""
    pager_webhook_url: SecretStr = SecretStr("")
    """Where pages are posted outside of the chat platform; a secret, for such addresses often hold a token."""
    pager_webhook_secret: SecretStr = SecretStr("")
    """`whsec_…`: signs what is posted, as Standard Webhooks 1.0 says."""
    smtp_url: SecretStr = SecretStr("")
    """The mail server for pages: `smtps://user:password@host:465` or `smtp+starttls://user:password@host:587`."""
    pager_mail_from: str = ""
    pager_mail_to: str = ""
    """Bare addresses with commas between them."""
    heartbeat_url: SecretStr = SecretStr("")
    """Called every minute while the program is sound, so that an outside service notices when it is not."""


def load_settings(**overrides: Any) -> Settings:
    """Settings from the environment; `BadSettings` names every fault at once and shows no value."""
    given: dict[str, Any] = {
        name: value for name in Settings.model_fields if (value := os.environ.get(f"{_PREFIX}{name.upper()}", ""))
    }
    given |= {name: value for name, value in overrides.items() if value is not None}
    faults: list[str] = []
    for name in _SECRETS:
        path = os.environ.get(f"{_PREFIX}{name.upper()}_FILE", "")
        if not path:
            continue
        try:
            given[name] = SecretStr(Path(path).read_text(encoding="utf-8").strip())
        except (OSError, UnicodeDecodeError) as error:
            faults.append(
                f"{_PREFIX}{name.upper()}_FILE: cannot be read ({type(error).__name__}); check the path and its permissions"
            )
    known = {f"{_PREFIX}{name.upper()}" for name in Settings.model_fields} | {
        f"{_PREFIX}{name.upper()}_FILE" for name in _SECRETS
    }
    faults += [
        f"{name}: there is no such setting" for name in sorted(os.environ) if name.startswith(_PREFIX) and name not in known
    ]
    try:
        settings = Settings(**given)
    except ValidationError as error:
        faults += [f"{_PREFIX}{'.'.join(map(str, fault['loc'])).upper()}: {fault['msg']}" for fault in error.errors()]
        raise BadSettings("\n".join(faults)) from None
    faults += [f"{_PREFIX}{name.upper()}: {says}" for name, says in _faults(settings)]
    if faults:
        raise BadSettings("\n".join(faults))
    return settings


def _faults(settings: Settings) -> Iterator[tuple[str, str]]:
    """Name and what to do, for each setting whose value cannot be used; no value is in it."""
    given = {name: text for name in Settings.model_fields if (text := _text(settings, name))}
    for name, read in _READERS.items():
        if name in given:
            try:
                read(given[name])
            except ValueError as fault:
                yield name, str(fault)
    for group in _TOGETHER:
        missing = [name for name in group if name not in given]
        if len(missing) < len(group):
            others = " and ".join(f"{_PREFIX}{name.upper()}" for name in group if name in given)
            yield from ((name, f"is missing, and {others} needs it; docs/paging.md explains both") for name in missing)


def _text(settings: Settings, name: str) -> str:
    value = getattr(settings, name)
    return value.get_secret_value() if isinstance(value, SecretStr) else str(value or "")


def _database_address(text: str) -> None:
    if not text.startswith(("postgresql://", "postgres://", "postgresql+psycopg://")):
        raise ValueError("must start with postgresql://, or be empty for SQLite")


_READERS: Final[Mapping[str, Callable[[str], object]]] = {
    "database_url": _database_address,
    "discord_shards": shards,
    "pager_webhook_url": web_address,
    "pager_webhook_secret": signing_key,
    "smtp_url": mail_server,
    "pager_mail_from": mail_address,
    "pager_mail_to": mail_addresses,
    "heartbeat_url": web_address,
}
"""Each raises `ValueError` that says what to do and never holds the value."""
