"""The bars of an index, learnt from its own wordings; `abstention.py` says what they mean."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from bot.knowledge.abstention import LEAST_BAR, NEIGHBOURS, PENALTY, PERCENTILE, SAMPLE, STRICT_PERCENTILE, TRUST_HALF, Bars
from bot.knowledge.lexical import Scores


def next_five(scores: Scores, groups: NDArray[np.int32], leave_out: frozenset[int]) -> float:
    """The mean of the five best scores of other answers; answers that are not there count as 0."""
    depth = 64
    while True:
        depth = min(depth, len(scores))
        best = np.argpartition(-scores, depth - 1)[:depth] if depth < len(scores) else np.arange(len(scores))
        met: dict[int, float] = {}
        for entry in best[np.argsort(-scores[best], kind="stable")].tolist():
            group = int(groups[entry])
            if group not in leave_out and group not in met:
                met[group] = float(scores[entry])
                if len(met) == NEIGHBOURS:
                    break
        if len(met) == NEIGHBOURS or depth == len(scores):
            return sum(met.values()) / NEIGHBOURS
        depth *= 8


def learn(
    owners: Sequence[int],
    groups: NDArray[np.int32],
    ask: Callable[[int], Scores],
    crowding: Callable[[int], float],
) -> Bars:
    """The bars of an index.

    `owners` is the entry of each wording, `ask` scores every entry for a wording, `crowding` is an entry's mean similarity to its
    five nearest others.
    """
    certainties: list[float] = []
    for wording in np.linspace(0, len(owners) - 1, min(SAMPLE, len(owners))).astype(int).tolist():
        own = int(groups[owners[wording]])
        scores = np.where(groups == own, np.float32(-1), ask(wording))
        best = int(scores.argmax()) if len(scores) else 0
        if scores[best] < 0:
            continue
        leave_out = frozenset({own, int(groups[best])})
        certainties.append(float(scores[best]) - PENALTY * crowding(best) - PENALTY * next_five(scores, groups, leave_out))
    answers = len(np.unique(groups))
    trust = answers / (answers + TRUST_HALF) if certainties else 0.0
    usual, strict = np.percentile(certainties, (PERCENTILE, STRICT_PERCENTILE)) if certainties else (LEAST_BAR, LEAST_BAR)
    return Bars(*(trust * float(bar) + (1 - trust) * max(LEAST_BAR, float(bar)) for bar in (usual, strict)))
