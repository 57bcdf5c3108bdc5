"""Our ids for what Discord numbers. A prefix keeps two platforms' people and messages apart.

Discord's ids are snowflakes: https://discord.com/developers/docs/reference#snowflakes
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

NAME: Final = "discord"
_LINK: Final = re.compile(r"https://(?:\w+\.)?discord\.com/channels/\d{15,20}/(\d{15,20})/(\d{15,20})")
_NUMBER: Final = re.compile(r"\d{15,20}")


@dataclass(frozen=True, slots=True)
class Accounts:
    """People who are known on more than one platform have an id of the clinic's own: `by_account` maps account to person."""

    by_account: Mapping[int, str] = field(default_factory=dict)

    def person(self, account: int) -> str:
        return self.by_account.get(account) or f"{NAME}:{account}"

    def account(self, person: str) -> int | None:
        """The Discord account of a person, None where they have none."""
        if (own := number(person)) is not None:
            return own
        return next((account for account, linked in self.by_account.items() if linked == person), None)


def message_id(message: int) -> str:
    return f"{NAME}:{message}"


def number(ours: str) -> int | None:
    """The snowflake in one of our ids."""
    platform, _, rest = ours.partition(":")
    return int(rest) if platform == NAME and rest.isdecimal() else None


def message_named(text: str) -> str | None:
    """The message that a person named: by its link, its number, or our id."""
    text = text.strip()
    if (link := _LINK.fullmatch(text)) is not None:
        return message_id(int(link[2]))
    if _NUMBER.fullmatch(text):
        return message_id(int(text))
    return text if number(text) is not None else None
