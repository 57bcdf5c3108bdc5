"""Frames that are false whatever they name: miracle cures, hidden cures, blamed toxins, needless essential treatment.

They catch what no claim of the bank foresees and are therefore less sure (`lexicon/health_falsehood.txt`).
"""

from typing import Final

from bot.detectors.frames import load

FRAMES: Final = load("health_falsehood")
NEGATIVE: Final = frozenset(
    f"misinformation.{name}"
    for name in (
        "needless",
        "not.real",
        "hidden",
        "hidden.because",
        "natural.safe",
        "poison",
        "spreads",
        "replace",
        "vaccine.contents",
    )
)
"""Frames whose own words deny something."""
REMEDY: Final = frozenset(
    f"misinformation.{name}"
    for name in (
        "cure",
        "cure.by",
        "cure.natural",
        "cure.product",
        "cure.proven",
        "cure.universal",
        "cure.incurable",
        "cure.body",
        "grows.back",
        "replace",
        "natural.safe",
        "baby",
    )
)
"""Frames that praise a remedy."""
