"""Words that say what kind of number stands beside them.

One table over languages that members write in; the nearest word wins. `NOTHING` marks numbers that identify no person:
models, parcels, trials, doses, results.
"""

import re
from collections.abc import Iterator
from typing import Final, Literal, cast

from bot.core.finding import SpanType
from bot.detectors.lazily import lazy
from bot.detectors.privacy.lists import lines

Kind = SpanType | Literal["PIN", "NOTHING"]


def _sections() -> dict[Kind, str]:
    found: dict[Kind, list[str]] = {}
    for line in lines("number_cues.txt"):
        if line.startswith("["):
            section = found.setdefault(cast(Kind, line.strip("[]")), [])
        else:
            section.append(line)
    return {kind: "|".join(words) for kind, words in found.items()}


_CUES: Final = _sections()
_GROUPS: Final[dict[str, Kind]] = {f"k{index}": kind for index, kind in enumerate(_CUES)}
CUE: Final = lazy(
    r"(?<![\w])(?:"
    + "|".join(f"(?P<k{index}>{words})" for index, (_, words) in reversed(list(enumerate(_CUES.items()))))
    + r")(?![\w])"
)
_LINK: Final = lazy(
    r"(?:[\s:#=\-(,'\"]|\b(?:is|are|was|its|it's|it is|the|my|his|her|no|nr|n[ºo°]|num|number|numbers|numero|nummer"
    r"|id|code|ends?|ending|in|which|ist|es|est|a|card"
    r"|account|address|and|on|full|one|that's|thats|me|us|at|him|them|under|with|here|for|to|says|reads|shows|as|ref"
    r"|membership|member|policy|s|#)\b|\.(?=\s))*\Z"
)
_FAR: Final = lazy(r"[.!?]\s[^.!?]{0,80}[.!?]\s|\n\s?\n")
REACH: Final = 110
_BLOCK: Final = 128
_LONGEST: Final = 40
_CARD_DIGITS: Final = 12
"""A bare 'card' speaks of money beside so many digits; there are cards of every kind."""


class Cues:
    """The cues of one text, each found once, where they are first asked for."""

    def __init__(self, lower: str) -> None:
        self._lower = lower
        self._blocks: dict[int, list[re.Match[str]]] = {}

    def _near(self, start: int) -> Iterator[re.Match[str]]:
        """Cues that end before a position, the nearest first, no farther away than `REACH`."""
        first = max(0, start - REACH)
        for block in range(start // _BLOCK, first // _BLOCK - 1, -1):
            for match in self._block(block):
                if match.end() <= start and match.start() >= first:
                    yield match

    def _block(self, block: int) -> list[re.Match[str]]:
        """The cues that begin in a block, the last first. Only the blocks near numbers are ever read."""
        found = self._blocks.get(block)
        if found is None:
            begin, end = block * _BLOCK, (block + 1) * _BLOCK
            found = [match for match in CUE.finditer(self._lower, begin, end + _LONGEST) if match.start() < end]
            found.reverse()
            self._blocks[block] = found
        return found

    def nearest(self, start: int, end: int) -> tuple[Kind, bool] | None:
        """The kind that the nearest cue gives to the number at [start, end), and whether the cue stands right beside it."""
        lower = self._lower
        last = far = None
        short = sum(map(str.isdigit, lower[start:end])) < _CARD_DIGITS
        for match in self._near(start):
            if short and match.group() in {"card", "cards"}:
                continue
            if last is None:
                last = match
            if match.lastgroup != "k0" or match.end() > start - 30:
                far = match
                break
        if last is not None and last.lastgroup is not None and _LINK.match(lower[last.end() : start]):
            return _GROUPS[last.lastgroup], True
        after = CUE.match(lower, _skip(lower, end), end + 30)
        if (
            after is not None
            and after.lastgroup is not None
            and lower[end : after.start()].strip(" (") in {"", "is my", "is the", "my", "as", "is his", "is her"}
        ):
            kind = _GROUPS[after.lastgroup]
            if kind not in {"PHONE", "PIN"}:
                return kind, True
        if far is not None and far.lastgroup is not None and not _FAR.search(lower, far.end(), start):
            return _GROUPS[far.lastgroup], False
        return None


_GLUE: Final = lazy(r"[\s(]{0,2}(?:(?:is|as) )?(?:(?:my|the|his|her) )?")


def _skip(lower: str, end: int) -> int:
    match = _GLUE.match(lower, end)
    return match.end() if match else end
