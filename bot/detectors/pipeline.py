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
        self._told: set[tuple[str, str]] = set()

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
                failed.append(detector.name)
                if (fault := (detector.name, type(error).__name__)) not in self._told:  # every message would tell it again
                    self._told.add(fault)
                    _log.error("detector %s failed (%s); what it cannot judge goes to review", *fault)
        return Assessment(tuple(findings), tuple(looked), tuple(abstained), tuple(failed))
