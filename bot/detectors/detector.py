"""What a detector is."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.core.finding import Finding
from bot.detectors.document import Document


@dataclass(frozen=True, slots=True)
class Detector:
    """A named function from a document to findings. It may raise `Abstain`; anything else it raises opens a review."""

    name: str
    look: Callable[[Document], list[Finding]]


class Abstain(Exception):  # noqa: N818 - it is an answer, not an error
    """The detector cannot judge this message (a language it was not measured in)."""
