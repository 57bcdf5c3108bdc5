"""What a moderator types into a word filter in an evening: the plainest thing that a community has without us.

One pattern a label, no memory, no negation, no checksum. It is here for speed; `accuracy.py` uses the evaluation folder's own.
"""

import re
from typing import Final

_LISTS: Final = {
    "privacy": (
        r"[\w.+-]+@[\w-]+\.\w+",
        r"\b0\d{3,4}[ -]?\d{3}[ -]?\d{3,4}\b",
        r"\b\d{3}[ .-]\d{3}[ .-]\d{4}\b",
        r"\b\d{1,2}/\d{1,2}/(?:19|20)\d\d\b",
        r"\bmy (?:full )?name is [a-z]+ [a-z]+",
        r"\b\d+ [a-z]+ (?:street|road|avenue|lane)\b",
        r"\b(?:\d{4}[ -]?){4}\b",
    ),
    "diagnosis": (
        r"\bdo i have\b",
        r"\bis (?:it|this|that) (?:cancer|lupus|serious)\b",
        r"\byou (?:definitely |probably )?have\b",
        r"\bi(?:'m| am) (?:sure|convinced) it(?:'s| is)\b",
        r"\bsounds like\b",
    ),
    "advice": (
        r"\bstop (?:taking|the|your)\b",
        r"\b(?:double|skip|halve) (?:your|my|the)\b",
        r"\byou don'?t need\b",
        r"\bcan i (?:just )?stop\b",
        r"\bcome off\b",
    ),
    "misinformation": (
        r"\bbig pharma\b",
        r"\bcures? (?:cancer|diabetes|autism)\b",
        r"\bapricot kernels?\b",
        r"\bbleach\b",
        r"\bdetox\b",
        r"\bvaccines? (?:cause|gave)\b",
        r"\bthey don'?t want you to know\b",
    ),
    "crisis": (
        r"\bsuicid\w*",
        r"\bkill myself\b",
        r"\bwant to die\b",
        r"\bbetter off without me\b",
        r"\bchest pain\b",
        r"\bpain in my chest\b",
        r"\boverdose\b",
        r"\bhits me\b",
        r"\bself[- ]harm\b",
    ),
    "authority": (r"\bas an? (?:nurse|doctor|medic|pharmacist)\b", r"\bi'?m an? (?:nurse|doctor)\b", r"\btrust me\b"),
    "solicitation": (r"\bdm me\b", r"\bgofundme\b", r"\bdiscount code\b", r"\bpromo\b", r"\bwhatsapp\b"),
}
_PATTERNS: Final = {label: re.compile("|".join(parts), re.IGNORECASE) for label, parts in _LISTS.items()}


def labels(text: str) -> list[str]:
    """The labels of which a pattern occurs."""
    return [label for label, pattern in _PATTERNS.items() if pattern.search(text)]
