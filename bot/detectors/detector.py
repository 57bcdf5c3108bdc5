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
    prepare: Callable[[], object] = lambda: None
    """Makes what the first look would otherwise make; nothing that is found depends on whether it ran."""


class Abstain(Exception):  # noqa: N818 - it is an answer, not an error
    """The detector cannot judge this message (a language it was not measured in)."""
