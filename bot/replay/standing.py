"""What is known of an author within the export: earlier solicitations, and a crisis that is taken to be open."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Final

from bot.core.decision import Decision, Human, Standing
from bot.core.finding import Label
from bot.exports.record import Exported

_NOWHEN: Final = datetime(1970, 1, 1, tzinfo=UTC)


class Known:
    """Live, a case says how long a crisis is open; an export has no cases, so `crisis_open` is assumed.

    As live, a solicitation counts where the message's case would have been named after it.
    """

    def __init__(self, crisis_open: timedelta) -> None:
        self._crisis_open = crisis_open
        self._solicitations: Counter[str] = Counter()
        self._open_until: dict[str, datetime] = {}

    def standing(self, said: Exported) -> Standing:
        return Standing(
            solicitations=self._solicitations[said.author] if said.author else 0,
            in_crisis=self._in_crisis(said.author, said.at),
            addressee_vulnerable=self._in_crisis(said.reply_author, said.at),
        )

    def learn(self, said: Exported, decision: Decision) -> None:
        leading = decision.leading
        if not said.author or leading is None or decision.human is Human.NONE:
            return
        if leading.label is Label.SOLICITATION:
            self._solicitations[said.author] += 1
        elif leading.label is Label.CRISIS:
            self._open_until[said.author] = (said.at or _NOWHEN) + self._crisis_open

    def _in_crisis(self, author: str | None, at: datetime | None) -> bool:
        until = self._open_until.get(author) if author else None
        return until is not None and (at or _NOWHEN) <= until
