"""The first words of every private note that moderation can send tell a lock screen nothing (promise 7)."""

from itertools import chain

import pytest

from bot.core.action import Action, Direct, Post, Restore
from bot.core.card import Card
from bot.core.decision import Decision, Standing, decide
from bot.core.finding import SEVERITY, Assessment, Label, Span
from bot.core.policy import Policy, Row
from bot.knowledge.library import Library
from cogs.moderation.author import crisis_words, words_to_author
from cogs.moderation.readers import words_to_readers
from tests.fakes import finding, message
from tests.town import CHANNELS, Town

EVERYTHING = Row(author=True, readers=True, human="case", urgency="low")
CONDUCT = ("method", "harassment", "hate", "sexual", "grooming", "private_contact", "minor")
VALUES = [
    *((label, value) for label, values in SEVERITY.items() for value in values[1:]),
    *((Label.CONDUCT, value) for value in CONDUCT),
]
REASONS = [
    "crisis",
    "suicid",
    "kill",
    "die",
    "dead",
    "abuse",
    "violen",
    "danger",
    "emergency",
    "self-harm",
    "overdose",
    "diagnos",
    "cancer",
    "medic",
    "dose",
    "advice",
    "privacy",
    "identif",
    "phone",
    "address",
    "hidden",
    "removed",
    "broke",
    "rule",
    "report",
    "warn",
    "ban",
    "sell",
    "recruit",
    "harass",
    "hate",
    "sexual",
    "minor",
]


def decided(label: Label, value: str, tags: frozenset[str], *, with_crisis: bool) -> Decision:
    found = [finding(label, value, about="psa", tags=tags, spans=(Span(0, 4, "PHONE"),) if label is Label.PRIVACY else ())]
    if with_crisis:
        found.append(finding(Label.CRISIS, "active"))
    rows = {f"{one.label.value}.{one.value}": EVERYTHING for one in found}
    return decide(Assessment(tuple(found)), Standing(), Policy(rows))


def private_cards(actions: list[Action]) -> list[Card]:
    cards: list[Card] = []
    for action in actions:
        match action:
            case Direct():
                cards.append(action.card)
                if action.otherwise is not None and action.otherwise.only_for:
                    cards.append(action.otherwise.card)
            case Restore():
                cards.append(action.card)
            case Post() if action.only_for:
                cards.append(action.card)
    return cards


@pytest.mark.parametrize("channel", ["prostate", "mood"])
async def test_first_words(here: Town, library: Library, channel: str) -> None:
    names = {name.lower() for slug, name in library.conditions.items() if slug != "general"} | {one.name for one in CHANNELS}
    telling = [*REASONS, *(names - {"general"})]
    place = here.world.place(channel)
    seen = 0
    async with here.parts.database.write() as tx:
        for number, (label, value) in enumerate(VALUES):
            for tags in (frozenset[str](), frozenset({"third_person"})):
                for hidden, with_crisis in ((True, False), (False, False), (False, True)):
                    decision = decided(label, value, tags, with_crisis=with_crisis)
                    said = message(
                        "What can raise my PSA besides cancer?", f"m{number}{hidden}{with_crisis}{len(tags)}", place=place
                    )
                    context = await here.parts.engine.handling.context(tx, said.id, place, said.author)
                    actions = list(
                        chain(
                            await crisis_words(context, said, decision),
                            await words_to_author(context, said, decision, hidden=hidden),
                            await words_to_readers(context, said, decision, hidden=hidden),
                        )
                    )
                    for card in private_cards(actions):
                        seen += 1
                        first = f"{card.title} {card.body}"[:100].lower()
                        assert [word for word in telling if word in first] == [], (label, value, first)
    assert seen > 60
