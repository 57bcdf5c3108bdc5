"""Does it tell somebody to change their care, or ask whether to? (`policy/labels.md`, advice)"""

from bot.detectors.advice.look import look
from bot.detectors.detector import Detector

DETECTOR = Detector("advice", look)

__all__ = ["DETECTOR", "look"]
