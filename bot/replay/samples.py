"""A few decisions a label, those first that the bot was least sure of."""

import heapq
from dataclasses import dataclass, field

from bot.core.decision import Words
from bot.core.finding import Finding, Label
from bot.replay.judge import Judged


@dataclass(frozen=True, slots=True, order=True)
class Sample:
    """Ordered from easy to hard; the text is masked only when it is shown, by all names that are known then."""

    hardness: float
    age: int
    judged: Judged = field(compare=False)
    finding: Finding = field(compare=False)


class Samples:
    """Keeps `most` of each label in memory and nothing else. The same text is shown once."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: dict[Label, list[Sample]] = {}
        self._count = 0

    def take(self, judged: Judged) -> None:
        if not self._most:
            return
        for label in {one.label for one in judged.decision.findings if one.value not in {"none", "false"}}:
            self._count += 1
            finding = max(judged.assessment.of(label), key=lambda one: (Words(label, one.value).rank, one.confidence))
            kept = self._kept.setdefault(label, [])
            if any(other.judged.said.text == judged.said.text for other in kept):
                continue
            sample = Sample(-finding.confidence, -self._count, judged, finding)
            if len(kept) < self._most:
                heapq.heappush(kept, sample)
            else:
                heapq.heappushpop(kept, sample)

    def of(self, label: Label) -> list[Sample]:
        return sorted(self._kept.get(label, ()), reverse=True)
