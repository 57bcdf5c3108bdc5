"""Frames that are false whatever they name: miracle cures, hidden cures, blamed toxins, needless essential treatment.

They catch what no claim of the bank foresees and are therefore less sure (`lexicon/falsehood_slots.txt`).
"""

from functools import cache
from typing import Final

from bot.detectors.misinformation.bank import Match
from bot.detectors.misinformation.slots import SlotHit, Slots, load
from bot.detectors.misinformation.terms import Words

_REMEDY: Final = ("cure", "replace", "natural.safe", "baby", "firstaid")
"""Frames that praise a remedy."""


@cache
def frames() -> Slots:
    """Read once, when the first detector is made."""
    return load("falsehood_slots")


def framed(hit: SlotHit, sentence: Words) -> Match:
    """What a frame found."""
    one = hit.pattern
    remedy = one.rule.removeprefix("misinformation.").startswith(_REMEDY)
    denies = None if one.negative else frozenset[str]()
    return Match(-1, one.confidence, one.rule, *sentence.stretch(hit.first, hit.after), one.negative, remedy, denies)
