"""A harmful health myth and what is known instead, as a clinician approved it (`content/claims/`)."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Claim:
    """`concepts` are groups of terms that must all be found in one sentence; `dangerous` means that the message is hidden."""

    id: str
    claim: str
    paraphrases: tuple[str, ...]
    concepts: tuple[tuple[str, ...], ...]
    correction: str
    sources: tuple[tuple[str, str], ...]
    approved_by: str
    reviewed_on: date
    review_due: date
    unless: tuple[str, ...] = ()
    dangerous: bool = False
    conditions: tuple[str, ...] = ()
    example: bool = False
