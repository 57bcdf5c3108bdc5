"""An article: a question and the answer that a named clinician approved, word for word."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Source:
    name: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """One version of an article. It never changes; a changed file makes another version with another `hash`."""

    id: str
    question: str
    phrasings: tuple[str, ...]
    answer: str
    conditions: tuple[str, ...]
    approved_by: str
    reviewed_on: date
    review_due: date
    sources: tuple[Source, ...]
    about: tuple[str, ...] = ()
    audience: str = "everyone"
    portal: str = ""
    lang: str = "en"
    strict: bool = False
    example: bool = False

    @property
    def hash(self) -> str:
        """SHA-256 over everything a reader or an approver saw, as hexadecimal digits."""
        seen = [
            self.id,
            self.question,
            self.phrasings,
            self.answer,
            self.conditions,
            self.approved_by,
            self.reviewed_on.isoformat(),
            self.review_due.isoformat(),
            [(source.name, source.url) for source in self.sources],
            self.portal,
            self.lang,
            self.strict,
            self.example,
        ]
        return hashlib.sha256(json.dumps(seen, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()

    def current(self, today: date) -> bool:
        """Whether it may be used: its review is not past due."""
        return today <= self.review_due
