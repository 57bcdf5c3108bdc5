"""What becomes of actions on a platform that cannot do everything."""

from datetime import timedelta

import pytest

from bot.core.action import Action, Direct, Edit, Hide, Later, Page, Post, Power, Reply, Restore, fit, lane, subject
from bot.core.card import Card
from tests.fakes import HERE, NOW

EVERYTHING = frozenset(Power)
POST = Post("p", HERE, Card("to all"))
WHISPER = Post("w", HERE, Card("to one"), only_for="ana")
DIRECT = Direct("d", "ana", HERE, Card("private"), otherwise=WHISPER)
HIDE = Hide("h", HERE, "m1", "ana", Card("please hide"))


def test_a_platform_that_can_do_everything_gets_everything() -> None:
    actions: list[Action] = [POST, WHISPER, DIRECT, HIDE, Reply(Card("x")), Later("l", NOW + timedelta(1), "case page")]
    assert fit(actions, EVERYTHING) == actions


def test_a_hide_that_cannot_be_done_becomes_a_page() -> None:
    assert fit([HIDE], EVERYTHING - {Power.DELETE_OTHERS}) == [Page("h", "moderators", HERE, Card("please hide"))]


def test_a_whisper_becomes_a_direct_message() -> None:
    assert fit([WHISPER], EVERYTHING - {Power.EPHEMERAL}) == [Direct("w", "ana", HERE, Card("to one"))]


def test_a_direct_message_gives_way_to_its_other_form() -> None:
    assert fit([DIRECT], EVERYTHING - {Power.DIRECT}) == [WHISPER]
    assert fit([Restore("r", "ana", HERE, Card("again?"), WHISPER)], EVERYTHING - {Power.DIRECT}) == [WHISPER]


@pytest.mark.parametrize("missing", sorted(Power))
def test_nothing_is_dropped(missing: Power) -> None:
    assert len(fit([POST, WHISPER, DIRECT, HIDE], EVERYTHING - {missing})) == 4


@pytest.mark.parametrize(
    ("action", "where", "whose"),
    [
        (POST, "fake:channel:support", "community:community"),
        (WHISPER, "fake:channel:support", "ana"),
        (DIRECT, "fake:person:ana", "ana"),
        (HIDE, "fake:channel:support", "ana"),
        (Edit("p", HERE, Card("x")), "fake:channel:support", "community:community"),
        (Restore("r", "ana", HERE, Card("x")), "fake:person:ana", "ana"),
        (Page("g", "all", HERE, Card("x"), person="sam"), "fake:person:sam", "community:community"),
    ],
)
def test_lanes_keep_order_and_text_is_sealed_under_whose_it_is(action: Post, where: str, whose: str) -> None:
    assert lane(action) == where
    assert subject(action) == whose
