"""Must a human look now? `passive`, `active`, `medical`, `abuse` (policy/labels.md, crisis)."""

from typing import Final

from bot.core.finding import Finding
from bot.detectors.crisis import abuse, answers, medical, suicide
from bot.detectors.crisis.reading import respelled
from bot.detectors.detector import Detector
from bot.detectors.document import Document


def look(doc: Document) -> list[Finding]:
    doc = respelled(doc)
    return [*suicide.look(doc), *medical.look(doc), *abuse.look(doc), *answers.look(doc)]


DETECTOR: Final = Detector("crisis", look)
