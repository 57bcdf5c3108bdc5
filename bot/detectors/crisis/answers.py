"""A short answer to a question that asks about danger: 'do you have a plan?' - 'yes. tonight'."""

from typing import Final

from bot.core.finding import Finding, Label
from bot.core.message import Role
from bot.detectors.crisis.suicide import NAME
from bot.detectors.document import Document
from bot.detectors.frames import patterns

_PATTERNS: Final = patterns("crisis_guards")
_YES: Final = _PATTERNS["answers.yes"]
_NO: Final = _PATTERNS["answers.no"]
_ASKS: Final = (
    # The value, whether 'no' is the alarming answer, and the question.
    ("active", False, _PATTERNS["answers.ask_plan"]),
    ("abuse", True, _PATTERNS["answers.ask_home"]),
    ("active", True, _PATTERNS["answers.ask_safe"]),
    ("passive", True, _PATTERNS["answers.ask_glad"]),
    ("passive", False, _PATTERNS["answers.ask_wish"]),
    ("abuse", False, _PATTERNS["answers.ask_hurt"]),
    ("medical", True, _PATTERNS["answers.ask_breathing"]),
)
_LONGEST: Final = 90
_RELIEVED: Final = _PATTERNS["answers.relieved"]


def look(doc: Document) -> list[Finding]:
    reply = doc.message.reply_text
    if reply is None or len(doc.lower) > _LONGEST or doc.message.author_role is not Role.MEMBER:
        return []
    yes, no = _YES.match(doc.lower), _NO.match(doc.lower)
    if bool(yes) == bool(no) or _RELIEVED.search(doc.lower):
        return []
    question = reply.lower()[:400]
    for value, alarming_no, asked in _ASKS:
        if (no is not None) is alarming_no and asked.search(question):
            why = doc.why(f"crisis.{value}.answer", 0, len(doc.lower.rstrip()))
            return [Finding(Label.CRISIS, value, 0.7, NAME, why)]
    return []
