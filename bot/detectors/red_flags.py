"""Red flags and interactions that clinicians list per condition (`content/conditions`).

Label.RED_FLAG, tag `emergency` or `same_day`, `ref` the flag's id. A red flag counts in its own condition and, where that is
`general`, everywhere; an interaction of medicines counts everywhere.
"""

from collections.abc import Sequence
from functools import cache
from typing import Final

from bot.core.finding import Finding, Label
from bot.core.message import Role
from bot.core.red_flag import RedFlag
from bot.core.terms import TermGroups, anchors
from bot.detectors import context
from bot.detectors.crisis import guards
from bot.detectors.crisis.medical import general_talk
from bot.detectors.detector import Detector
from bot.detectors.document import Document, Part
from bot.detectors.frames import WordIndex

_EVERYWHERE: Final = "general"


def detector(flags: Sequence[RedFlag]) -> Detector:
    """A detector for these flags. One finding a flag, at its first mention."""
    groups = cache(lambda number: TermGroups.of(flags[number].when, flags[number].unless))
    index = WordIndex(anchors(tuple(flag.when for flag in flags)))

    def look(doc: Document) -> list[Finding]:
        if doc.message.author_role is not Role.MEMBER:
            return []
        own: list[Finding] = []
        elsewhere: list[Finding] = []
        for number in index.numbers(doc.words, doc.beginnings):
            flag = flags[number]
            here = flag.condition in (_EVERYWHERE, doc.message.condition)
            if (here or flag.kind == "interaction") and (stretch := _first(doc, groups(number), flag)) is not None:
                (own if here else elsewhere).append(_finding(doc, flag, *stretch))
        # Medicines meet in any channel; conditions list the same pair, and one word about it is enough.
        return own or elsewhere[:1]

    return Detector("red_flags", look)


def _finding(doc: Document, flag: RedFlag, start: int, end: int) -> Finding:
    return Finding(
        Label.RED_FLAG,
        flag.urgency,
        0.8,
        "red_flags",
        doc.why(f"red_flags.{flag.id}", start, end),
        about=flag.kind,
        ref=flag.id,
        tags=frozenset({flag.urgency}),
    )


def _first(doc: Document, groups: TermGroups, flag: RedFlag) -> tuple[int, int] | None:
    for sentence in doc.sentences:
        found = groups.find(sentence.lower)
        if found is not None and _stands(sentence, found, flag):
            return sentence.start + found[0], sentence.start + found[1]
    return None


def _stands(sentence: Part, found: tuple[int, int], flag: RedFlag) -> bool:
    before = sentence.lower[: found[0]]
    if flag.kind == "interaction":
        # Asking whether two medicines go together is what an interaction is listed for.
        return not guards.over(sentence.lower, "")
    return not (context.negated(before) or guards.over(sentence.lower, "") or general_talk(before))
