"""Who the people of an export are to us: a number each, a role, and the names that must not be shown."""

import re
from collections.abc import Iterable
from typing import Final

from bot.core.message import Role

_WORD: Final = re.compile(r"\w+")
_MODERATOR: Final = re.compile(r"\b(?:mods?|moderators?|admins?|administrators?|owners?)\b", re.IGNORECASE)
_SHORTEST_NAME: Final = 3

Named = tuple[int, int]


class People:
    """Members by number, in the order in which they are met. Platform ids and names go no further than this object.

    `moderators` and `clinicians` are names of roles (Discord) or of users (Slack) whose messages count as theirs. Without
    `moderators`, roles that are called so count. Nobody is a clinician unless the caller says so.
    """

    def __init__(self, moderators: Iterable[str] = (), clinicians: Iterable[str] = ()) -> None:
        self._moderators = frozenset(name.casefold() for name in moderators)
        self._clinicians = frozenset(name.casefold() for name in clinicians)
        self._numbers: dict[str, str] = {}
        self._roles: dict[str, Role] = {}
        self._names: dict[str, set[tuple[str, ...]]] = {}

    @property
    def met(self) -> int:
        return len(self._numbers)

    def number(self, account: str) -> str:
        """The member's number; the same account always gets the same one."""
        return self._numbers.setdefault(account, str(len(self._numbers) + 1))

    def mention(self, account: str) -> str:
        """How a mention of the member is written in a text: as a handle, which identifies nobody."""
        return f"@member{self.number(account)}"

    def known_as(self, *names: str | None) -> None:
        """Names that are taken out of every text that is shown."""
        for name in names:
            words = tuple(_WORD.findall(name or ""))
            if words and (len(words) > 1 or len(words[0]) >= _SHORTEST_NAME):
                self._names.setdefault(words[0].casefold(), set()).add(words)

    def role(self, titles: Iterable[str], *, moderator: bool = False) -> Role:
        given = [title.casefold() for title in titles]
        if self._clinicians.intersection(given):
            return Role.CLINICIAN
        named = self._moderators.intersection(given) if self._moderators else any(map(_MODERATOR.search, given))
        return Role.MODERATOR if named or moderator else Role.MEMBER

    def appoint(self, account: str, titles: Iterable[str], *, moderator: bool = False) -> None:
        """Remember the role of an account, where an export lists its users before their messages."""
        role = self.role(titles, moderator=moderator)
        if role is not Role.MEMBER:
            self._roles[account] = role

    def appointed(self, account: str) -> Role:
        return self._roles.get(account, Role.MEMBER)

    def named_in(self, text: str) -> list[Named]:
        """Where a text has a member's name. One word must match letter for letter, so that hope is not taken for Hope."""
        tokens = list(_WORD.finditer(text))
        found: list[Named] = []
        past = 0
        for index, token in enumerate(tokens):
            if token.start() < past:
                continue
            fitting = [
                len(name)
                for name in self._names.get(token[0].casefold(), ())
                if _same(name, [one[0] for one in tokens[index : index + len(name)]])
            ]
            if fitting:
                past = tokens[index + max(fitting) - 1].end()
                found.append((token.start(), past))
        return found


def _same(name: tuple[str, ...], words: list[str]) -> bool:
    if len(name) == 1:
        return [*name] == words
    return [part.casefold() for part in name] == [word.casefold() for word in words]
