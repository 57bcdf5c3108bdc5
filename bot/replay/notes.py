"""How many words would have gone out, by the rule of the live program (cogs/moderation).

Help lines, red flags and privacy always get theirs. Other topics are told once a thread, in a channel once in the policy's
window; a higher risk, a new addressee and a member's reassurance (`peer`) are told again.
"""

from datetime import UTC, datetime, timedelta
from typing import Final

from bot.core.decision import Decision, Visibility, Words
from bot.core.finding import Finding, Label
from bot.exports.record import Exported

_ALWAYS: Final = frozenset({Label.CRISIS, Label.RED_FLAG, Label.PRIVACY})
_ONCE: Final = (Label.CONDUCT, Label.DIAGNOSIS, Label.ADVICE, Label.MISINFORMATION, Label.AUTHORITY, Label.SOLICITATION)
_TO_READERS: Final = (Label.ADVICE, Label.DIAGNOSIS, Label.MISINFORMATION, Label.AUTHORITY)
_NOWHEN: Final = datetime(1970, 1, 1, tzinfo=UTC)

_Topic = tuple[str, str, str, str]


class Notes:
    """Remembers what was told where and to whom; grows with what is flagged, not with the export."""

    def __init__(self, window: timedelta) -> None:
        self._window = window
        self._given: dict[_Topic, tuple[datetime, int]] = {}

    def to_author(self, said: Exported, decision: Decision) -> int:
        due = {words.label for words in decision.author}
        once = sum(self._due(said, decision, label, said.author) for label in _ONCE if label in due)
        return len(due & _ALWAYS) + once

    def to_readers(self, said: Exported, decision: Decision) -> int:
        lines = int(decision.crisis and said.reply_to is not None)
        if decision.visibility is Visibility.HIDDEN:
            return lines
        due = {words.label for words in decision.readers}
        if Label.ADVICE in due:  # one line serves advice and diagnosis in one message
            due.discard(Label.DIAGNOSIS)
        addressee = f"readers:{said.reply_author or ''}"
        return lines + sum(self._due(said, decision, label, addressee) for label in _TO_READERS if label in due)

    def _due(self, said: Exported, decision: Decision, label: Label, addressee: str) -> bool:
        finding = _top(decision, label)
        if finding is None:
            return False
        at, rank = said.at or _NOWHEN, Words(label, finding.value).rank
        topic = (said.thread or said.channel, label.value, finding.ref or finding.about, addressee)
        before = self._given.get(topic)
        peer = finding.value == "peer"
        if before is not None and not peer and before[1] >= rank and (said.thread or at - before[0] < self._window):
            return False
        self._given[topic] = (at, rank)
        return True


def _top(decision: Decision, label: Label) -> Finding | None:
    found = [finding for finding in decision.findings if finding.label is label]
    return max(found, key=lambda finding: (Words(label, finding.value).rank, finding.confidence), default=None)
