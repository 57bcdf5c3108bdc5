"""Is somebody guessing at what a person has? (`policy/labels.md`, diagnosis)"""

from bot.detectors.detector import Detector
from bot.detectors.diagnosis.look import look

DETECTOR = Detector("diagnosis", look)

__all__ = ["DETECTOR", "look"]
