"""Where a message is decided: the live decision acts; what each trial would have decided is counted and does nothing else."""

import logging
from datetime import datetime

from bot.core.decision import Decision, Standing, decide
from bot.core.finding import Assessment
from bot.core.message import Message
from bot.core.trial import Line, live, shadow
from bot.knowledge.library import Library
from bot.metrics import Metrics
from bot.store import trials as store
from bot.store.database import Transaction

_log = logging.getLogger(__name__)


async def decided(
    tx: Transaction,
    message: Message,
    assessment: Assessment,
    standing: Standing,
    library: Library,
    now: datetime,
    metrics: Metrics,
) -> Decision:
    """The live decision. A trial that fails is named in the log and the metrics, and disturbs nothing."""
    channel = message.place.channel
    trials = tuple(trial for trial in library.trials if trial.covers(channel, message.condition))
    decision = decide(live(assessment, trials), standing, library.policy)
    for trial in trials:
        try:
            would = str(Line.of(shadow(trial, assessment, standing, library.policy, trials)))
            await store.count(tx, trial.name, now.date(), channel, str(Line.of(decision)), would)
        except Exception as error:
            _log.error("the trial %s could not judge a message (%s); what is live goes on", trial.name, type(error).__name__)
            metrics.count("trials_failed", trial=trial.name)
    return decision
