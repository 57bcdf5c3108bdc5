"""Words that say what kind of number stands beside them.

One table over languages that members write in; the nearest word wins. `NOTHING` marks numbers that identify no person:
models, parcels, trials, doses, results.
"""

from typing import Final, Literal, cast

from bot.core.finding import SpanType
from bot.detectors.privacy.lazy import lazy
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
    r"|membership|member|policy|#)\b|\.(?=\s))*\Z"
)
_FAR: Final = lazy(r"[.!?]\s[^.!?]{0,80}[.!?]\s|\n\s?\n")
REACH: Final = 110


def nearest(lower: str, start: int, end: int) -> tuple[Kind, bool] | None:
    """The kind that the nearest cue gives to the number at [start, end), and whether the cue stands right beside it."""
    head = max(0, start - REACH)
    before = lower[head:start]
    last = far = None
    for match in CUE.finditer(before):
        last = match
        if match.lastgroup != "k0" or match.end() > len(before) - 30:
            far = match
    if last is not None and last.lastgroup is not None:
        gap = before[last.end() :]
        beside = bool(_LINK.match(gap))
        if beside:
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
    if far is not None and far.lastgroup is not None and not _FAR.search(before, far.end()):
        return _GROUPS[far.lastgroup], False
    return None


_GLUE: Final = lazy(r"[\s(]{0,2}(?:(?:is|as) )?(?:(?:my|the|his|her) )?")


def _skip(lower: str, end: int) -> int:
    match = _GLUE.match(lower, end)
    return match.end() if match else end
