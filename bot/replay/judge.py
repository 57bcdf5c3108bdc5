"""The decision about each exported message: assessed and decided as it would have been live, with nothing done about it."""

import heapq
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final

from bot.core.decision import Decision, decide
from bot.core.finding import Assessment
from bot.core.message import Message, Person, Place
from bot.core.policy import Policy
from bot.core.trial import Trial, live, shadow
from bot.exports.people import People
from bot.exports.record import Exported, Skip, Source, Tally
from bot.replay.conditions import condition_of
from bot.replay.notes import Notes
from bot.replay.standing import Known

LONG_AGO: Final = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Judged:
    """What was said, seen and decided; how many private notes and lines for readers would have gone out.

    `shadows` are what each trial that covers the channel would have decided, by its name.
    """

    said: Exported
    message: Message
    assessment: Assessment
    decision: Decision
    notes: int
    lines: int
    shadows: Mapping[str, Decision] = field(default_factory=dict)


def merged(sources: Iterable[Source], people: People, tally: Tally) -> Iterator[Exported]:
    """The messages of all sources in the order of time, each once. Holds one message of each source."""
    seen: set[tuple[str, str]] = set()
    moment: datetime | None = None
    for said in heapq.merge(*(source.records(people, tally) for source in sources), key=lambda said: said.at or LONG_AGO):
        if said.at is None:
            yield said
            continue
        if said.at != moment:  # copies have the same time, so that only one moment is remembered
            seen.clear()
            moment = said.at
        if (said.channel, said.id) in seen:
            tally.skip(Skip.TWICE)
            continue
        seen.add((said.channel, said.id))
        yield said


def judged(
    export: Iterable[Exported],
    assess: Callable[[Message], Assessment],
    policy: Policy,
    conditions: Mapping[str, str],
    known: Known,
    trials: Sequence[Trial] = (),
) -> Iterator[Judged]:
    """`conditions` are the library's names by slug; `known` grows as the export is read."""
    notes = Notes(policy.note_window)
    for said in export:
        message = to_message(said, conditions)
        assessment = assess(message)
        standing = known.standing(said)
        here = [trial for trial in trials if trial.covers(said.channel, message.condition)]
        decision = decide(live(assessment, here), standing, policy)
        shadows = {trial.name: shadow(trial, assessment, standing, policy, here) for trial in here}
        known.learn(said, decision)
        spoken = notes.to_author(said, decision), notes.to_readers(said, decision)
        yield Judged(said, message, assessment, decision, *spoken, shadows)


def to_message(said: Exported, conditions: Mapping[str, str]) -> Message:
    return Message(
        id=said.id,
        place=Place("export", "export", said.channel, said.thread),
        author=Person(said.author, roles=frozenset({said.role})),
        text=said.text,
        sent_at=said.at or LONG_AGO,
        condition=said.condition or condition_of(said.channel, conditions),
        reply_to=said.reply_to,
        reply_author=said.reply_author,
        reply_text=said.reply_text,
        edited=said.edited,
    )
