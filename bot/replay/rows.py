"""One line of `--out`: a decision, without the member's words unless they are asked for, and then masked."""

from bot.core.finding import POLICY_LABELS
from bot.replay.judge import Judged
from bot.replay.masking import harmless


def row(judged: Judged, text: str | None = None) -> dict[str, object]:
    """`id` is the platform's, so that a moderator finds the message again; the author is a number."""
    said, decision, assessment = judged.said, judged.decision, judged.assessment
    written: dict[str, object] = {
        "id": said.id,
        "channel": harmless(said.channel),
        "author": f"Member {said.author}" if said.author else None,
        "role": said.role.value,
        "at": said.at.isoformat() if said.at else None,
        "labels": assessment.labels(),
        "confidence": {label.value: round(assessment.confidence(label), 4) for label in POLICY_LABELS},
        "findings": sorted({f"{one.label.value}.{one.value} ({one.why.rule})" for one in decision.findings}),
        "visibility": decision.visibility.name.lower(),
        "words": {
            "author": sorted(f"{words.label.value}.{words.value}" for words in decision.author),
            "readers": sorted(f"{words.label.value}.{words.value}" for words in decision.readers),
        },
        "human": decision.human.name.lower(),
        "urgency": decision.urgency.name.lower(),
        "lines": list(decision.lines),
        "undecided": [*assessment.failed, *assessment.abstained],
    }
    return written if text is None else {**written, "text": text}
