"""Values that belong to nobody: placeholders, test values, worked examples."""

from typing import Final

from bot.detectors.lazily import lazy

_SAMPLE: Final = lazy(
    r"\b(?:e\.?g\.?|for example|for instance|such as|looks? like|dummy|fake|made[ -]up|sample (?:card|value|number"
    r"|data|login)|placeholder|test (?:card|value|number|data|account|patient)"
    r"|example (?:number|value|card|of)|not (?:a )?real|fictional|format(?:ted)? (?:is|like|as)|something like|in "
    r"the form|lorem|mock|pretend|specimen (?:copy|value))\b"
)
_NOT_MINE: Final = lazy(
    r"\b(?:not (?:a )?real|made[ -]up|fake|dummy|test (?:card|value|number|one)|just an? example|fictional"
    r"|placeholder|no real person)\b"
)


def is_sample(lower: str, start: int, end: int) -> bool:
    """The words around say that the value is an example."""
    before = lower[max(0, start - 45) : start]
    cut = max(before.rfind(". "), before.rfind("\n"))
    return bool(_SAMPLE.search(before[cut + 1 :]) or _NOT_MINE.search(lower[end : end + 45]))
