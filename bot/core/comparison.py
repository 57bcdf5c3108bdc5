"""Shadow beside live: what a trial would change, from counted pairs of lines. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields

from bot.core.decision import Human
from bot.core.trial import Line


@dataclass(frozen=True, slots=True)
class Side:
    """What one side did, or would have done: numbers of messages. `acted` is all that was not left alone."""

    acted: int = 0
    hidden: int = 0
    author: int = 0
    readers: int = 0
    reviews: int = 0
    cases: int = 0
    pages: int = 0

    def __add__(self, other: "Side") -> "Side":
        return Side(**{one.name: getattr(self, one.name) + getattr(other, one.name) for one in fields(Side)})


@dataclass(frozen=True, slots=True)
class Comparison:
    """`new`: left alone live, not in shadow. `gone`: the other way round. `changed`: both speak up, with different consequences.

    `new_about` and `gone_about` are what those are about, most frequent first.
    """

    messages: int = 0
    live: Side = Side()
    shadow: Side = Side()
    new: int = 0
    gone: int = 0
    changed: int = 0
    new_about: Mapping[str, int] = field(default_factory=dict)
    gone_about: Mapping[str, int] = field(default_factory=dict)

    def per_1000(self, what: str) -> float:
        """How many more of `cases`, `pages`, … in shadow than live, for 1,000 messages; negative where there are fewer."""
        more: int = getattr(self.shadow, what) - getattr(self.live, what)
        return round(1000 * more / self.messages, 1) if self.messages else 0.0


def compare(counts: Mapping[tuple[str, str], int]) -> Comparison:
    """`counts` are messages by live and shadow line, as `Line` writes them; two empty lines are the messages left alone."""
    pairs = [(Line.read(live), Line.read(shadow), count) for (live, shadow), count in counts.items()]
    new = [(after.about, count) for before, after, count in pairs if before.quiet and not after.quiet]
    gone = [(before.about, count) for before, after, count in pairs if after.quiet and not before.quiet]
    return Comparison(
        messages=sum(counts.values()),
        live=_side([(before, count) for before, _, count in pairs]),
        shadow=_side([(after, count) for _, after, count in pairs]),
        new=sum(count for _, count in new),
        gone=sum(count for _, count in gone),
        changed=sum(count for before, after, count in pairs if before != after and not before.quiet and not after.quiet),
        new_about=_ranked(new),
        gone_about=_ranked(gone),
    )


def joined(parts: Iterable[Comparison]) -> Comparison:
    """Several channels as one."""
    every = list(parts)
    return Comparison(
        messages=sum(one.messages for one in every),
        live=sum((one.live for one in every), Side()),
        shadow=sum((one.shadow for one in every), Side()),
        new=sum(one.new for one in every),
        gone=sum(one.gone for one in every),
        changed=sum(one.changed for one in every),
        new_about=_ranked([pair for one in every for pair in one.new_about.items()]),
        gone_about=_ranked([pair for one in every for pair in one.gone_about.items()]),
    )


def _side(lines: list[tuple[Line, int]]) -> Side:
    return Side(
        acted=sum(count for line, count in lines if not line.quiet),
        hidden=sum(count for line, count in lines if line.hidden),
        author=sum(count for line, count in lines if line.author),
        readers=sum(count for line, count in lines if line.readers),
        reviews=sum(count for line, count in lines if line.human is Human.REVIEW),
        cases=sum(count for line, count in lines if line.human is Human.CASE),
        pages=sum(count for line, count in lines if line.human is Human.PAGE),
    )


def _ranked(counted: Iterable[tuple[str, int]]) -> dict[str, int]:
    total: Counter[str] = Counter()
    for about, count in counted:
        total[about] += count
    return dict(sorted(total.items(), key=lambda one: (-one[1], one[0])))
