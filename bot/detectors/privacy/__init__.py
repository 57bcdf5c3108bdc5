"""Privacy: identifiers of people, whose they are, and whether they count (`policy/labels.md`, "privacy").

Candidates are found by form and cue, validated, and then linked to a person: the author, a third person, a patient of
the clinician who writes, or nobody whose privacy it is (a clinic's desk, a helpline, a published author).
"""

from typing import Final

from bot.detectors.detector import Detector
from bot.detectors.privacy.gather import identifiers
from bot.detectors.privacy.link import look

DETECTOR: Final = Detector("privacy", look)

__all__ = ["DETECTOR", "identifiers"]
