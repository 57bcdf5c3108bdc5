"""All detectors over one message: who looked, what they saw, who could not."""

import logging
from collections.abc import Sequence

from bot.core.finding import Assessment, Finding
from bot.core.message import Message
from bot.detectors.detector import Abstain, Detector
from bot.detectors.document import read

_log = logging.getLogger(__name__)


class Pipeline:
    """Runs detectors one after the other. One that raises is named as failed and the others go on (promise 2)."""

    def __init__(self, detectors: Sequence[Detector]) -> None:
        self._detectors = tuple(detectors)

    def assess(self, message: Message) -> Assessment:
        document = read(message)
        findings: list[Finding] = []
        looked: list[str] = []
        abstained: list[str] = []
        failed: list[str] = []
        for detector in self._detectors:
            try:
                findings += detector.look(document)
                looked.append(detector.name)
            except Abstain:
                abstained.append(detector.name)
            except Exception as error:  # noqa: BLE001 - whatever a detector raises, people are told
                _log.error("detector %s failed (%s)", detector.name, type(error).__name__)
                failed.append(detector.name)
        return Assessment(tuple(findings), tuple(looked), tuple(abstained), tuple(failed))
