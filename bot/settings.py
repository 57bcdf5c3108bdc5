"""The one settings class: environment variables `CARECIRCLE_*`. A secret may stand in a file instead: `CARECIRCLE_…_FILE`."""

import os
from pathlib import Path
from typing import Any, Final

from pydantic import SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.core.errors import BadSettings

_PREFIX: Final = "CARECIRCLE_"
_SECRETS: Final = ("master_key", "discord_token", "slack_bot_token", "slack_app_token", "slack_signing_secret")


class Settings(BaseSettings):
    """Every setting of the program. Empty means not configured."""

    model_config = SettingsConfigDict(env_prefix=_PREFIX, extra="forbid", frozen=True, hide_input_in_errors=True)

    data: Path | None = None
    """Where SQLite's file is; by default a folder of the user's data directory."""
    database_url: str = ""
    """Empty: SQLite in the data directory. `postgresql://…`: PostgreSQL."""
    content: Path | None = None
    """A clinic's own content folder; by default the example that ships with the program."""
    community: str = "community"
    master_key: SecretStr = SecretStr("")
    discord_token: SecretStr = SecretStr("")
    discord_api: str = ""
    slack_bot_token: SecretStr = SecretStr("")
    slack_app_token: SecretStr = SecretStr("")
    slack_signing_secret: SecretStr = SecretStr("")
    slack_api: str = ""


def load_settings(**overrides: Any) -> Settings:
    """Settings from the environment; `BadSettings` names every fault at once and shows no value."""
    given = dict(overrides)
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
        settings = Settings(**{name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        faults += [f"{_PREFIX}{'.'.join(map(str, fault['loc'])).upper()}: {fault['msg']}" for fault in error.errors()]
        raise BadSettings("\n".join(faults)) from None
    if faults:
        raise BadSettings("\n".join(faults))
    if settings.database_url and not settings.database_url.startswith(("postgresql://", "postgres://", "postgresql+psycopg://")):
        raise BadSettings(f"{_PREFIX}DATABASE_URL: must start with postgresql://, or be empty for SQLite")
    return settings
