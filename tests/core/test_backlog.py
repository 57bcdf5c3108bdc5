"""What may overtake what, while events wait."""

from dataclasses import replace

import pytest

from bot.core.backlog import Waiting, ahead, bonds
from bot.core.message import Deletion, Invocation, Message
from tests.fakes import ANA, BEN, HERE, NOW, message


@pytest.mark.parametrize(
    ("waiting", "taken"),
    [
        ("a", "0"),
        ("a b c", "2"),
        ("a b a", "02"),  # the same person
        ("ab c b", "02"),
        ("ab bc x c", "013"),  # what those belong to in turn
        ("c ab bc x c", "0124"),
        ("a c ab b", "023"),  # what comes later of the other's is not drawn in, what came before is
        ("- a -", "2"),  # the clock belongs to nobody
    ],
)
def test_an_urgent_event_stays_behind_what_it_belongs_to(waiting: str, taken: str) -> None:
    events = [Waiting(str(number), frozenset(word) - {"-"}) for number, word in enumerate(waiting.split())]
    assert [one.id for one in ahead(events)] == list(taken)


def said(name: str, reply_to: str | None = None) -> Message:
    return message("words", id=name, author=ANA, reply_to=reply_to)


@pytest.mark.parametrize(
    ("earlier", "later", "bound"),
    [
        (said("m1"), said("m2"), True),
        (said("m1"), said("m2", reply_to="m0"), True),
        (said("m1"), replace(said("m2"), author=BEN), False),
        (said("m1"), replace(said("m2", reply_to="m1"), author=BEN), True),
        (said("m1"), Deletion("d", HERE, "m1", BEN, NOW), True),
        (said("m1"), Deletion("d", HERE, "m2", BEN, NOW), False),
        (said("m1"), Invocation("i", "privacy erase", {}, ANA, HERE, NOW), True),
        (said("m1"), Invocation("i", "privacy erase", {}, BEN, HERE, NOW), False),
        (said("m1"), Invocation("i", "page step", {}, None, HERE, NOW), False),
        (said("m1"), None, False),
    ],
)
def test_the_same_person_or_message_keeps_its_order(
    earlier: Message, later: Message | Deletion | Invocation | None, bound: bool
) -> None:
    assert bool(bonds(earlier) & bonds(later)) == bound
