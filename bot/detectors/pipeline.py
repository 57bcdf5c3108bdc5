"""All detectors over one message: who looked, what they saw, who could not."""

import logging
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Final

from bot.core.finding import Assessment, Finding
from bot.core.message import Message, Person, Place
from bot.detectors import lazily
from bot.detectors.detector import Abstain, Detector
from bot.detectors.document import read

_TYPICAL: Final = (
    "hi all, my psa went up to 8 and i am scared, is it cancer? i stopped taking my metformin last week",
    "i'm Ann Bell, born 3 May 1961, 12 High Street, Leeds LS1 4AP, call 07700 900123 or +1 202 555 0143, ann.bell@example.org",
)
"""What opens the tables that libraries read at first use."""
_log = logging.getLogger(__name__)


class Pipeline:
    """Runs detectors one after the other. One that raises is named as failed and the others go on (promise 2)."""

    def __init__(self, detectors: Sequence[Detector]) -> None:
        self.detectors = tuple(detectors)
        self._told: set[tuple[str, str]] = set()

    def prepare(self) -> None:
        """Make at once what detectors put off: .2 s, so in a thread where others wait. What is broken is raised here."""
        for detector in self.detectors:
            detector.prepare()

    def warm(self) -> Iterator[None]:
        """Do what else the first messages would wait for, a few milliseconds at a time."""
        self.prepare()
        for text in _TYPICAL:
            self.assess(Message("warm", Place("", "", ""), Person("warm"), text, datetime(2020, 1, 1, tzinfo=UTC)))
            yield
        yield from lazily.warm()

    def assess(self, message: Message) -> Assessment:
        document = read(message)
        findings: list[Finding] = []
        looked: list[str] = []
        abstained: list[str] = []
        failed: list[str] = []
        for detector in self.detectors:
            try:
                findings += detector.look(document)
                looked.append(detector.name)
            except Abstain:
                abstained.append(detector.name)
            except Exception as error:
                failed.append(detector.name)
                if (fault := (detector.name, type(error).__name__)) not in self._told:  # every message would tell it again
                    self._told.add(fault)
                    _log.error("detector %s failed (%s); what it cannot judge goes to review", *fault)
        return Assessment(tuple(findings), tuple(looked), tuple(abstained), tuple(failed))
