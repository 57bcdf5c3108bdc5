"""Somebody asks to be forgotten while the law asks for a part of it: the part stays sealed, the rest goes, and all are told."""

import json

import pytest
from sqlalchemy import select

from bot.store import evidence
from bot.store.tables import data_right
from tests.both import EVERYWHERE
from tests.town import ADA, Someone, Town, replied

RUDE = "You are a pathetic waste of space, canary-8812"
QUIET = "Good morning all, canary-8813"


@pytest.fixture
async def ada(here: Town) -> Someone:
    return await here.joins(ADA)


async def held(here: Town, ada: Someone) -> None:
    """Ben is rude, a second message of his stands beside it, and the case about the first is put on hold."""
    await here.ben.says(QUIET, in_="general")
    await here.ben.says(RUDE, in_="general")
    await here.ben.says("Call me on 07700 900123, canary-8814", in_="diabetes")
    assert "legal hold" in replied(await ada.does("case hold", case="1", note="A letter from the court"))


async def evidence_of(here: Town, case: str) -> str:
    return replied(await here.sam.does("case evidence", case=case, reason="authority"))


@EVERYWHERE
async def test_what_the_law_needs_stays_and_the_rest_goes(here: Town, ada: Someone) -> None:
    await held(here, ada)
    answer = replied(await here.ben.does("privacy erase", sure="true"))
    for part in ("gone", "the law asks for it", "sealed", "destroyed when the hold ends", "do not have to ask again"):
        assert part in answer
    seen = await evidence_of(here, "1")
    assert "canary-8812" in seen
    assert "canary-8813" in seen  # what was said around it is part of the evidence
    assert "canary-8814" not in await evidence_of(here, "2")
    assert "asked for erasure; the legal hold alone keeps them" in replied(await here.sam.does("case show", case="1"))
    assert "canary" not in replied(await here.sam.does("case show", case="1"))


async def test_their_export_says_that_something_is_kept_and_not_what(here: Town, ada: Someone) -> None:
    await held(here, ada)
    await here.ben.does("privacy erase", sure="true")
    exported = json.loads((await here.ben.does("privacy export")).files[0].content)
    assert {one["what"] for one in exported["kept_by_law"]} == {"evidence", "judgement"}
    assert "canary" not in json.dumps(exported)


async def test_when_the_hold_ends_it_goes_without_anybody_asking(here: Town, ada: Someone) -> None:
    await held(here, ada)
    await here.ben.does("privacy erase", sure="true")
    await here.pass_time(days=400)
    assert "canary-8812" in await evidence_of(here, "1")
    assert "are destroyed now" in replied(await ada.does("case lift", case="1", note="The court is done"))
    assert "canary" not in await evidence_of(here, "1")
    assert "legal hold alone had kept was destroyed" in replied(await here.sam.does("case show", case="1"))
    ben = here.id_of("ben")
    async with here.parts.database.read() as tx:
        rights = (await tx.connection.execute(select(data_right.c.what, data_right.c.person, data_right.c.by))).all()
    assert [tuple(row) for row in rights] == [("erased", ben, ben), ("destroyed_after_hold", ben, here.id_of("ada"))]


async def test_without_a_hold_nothing_is_said_of_one(here: Town) -> None:
    await here.ben.says(RUDE, in_="general")
    answer = replied(await here.ben.does("privacy erase", sure="true"))
    assert "law" not in answer
    assert "canary" not in await evidence_of(here, "1")


async def test_it_is_said_in_the_members_language(here: Town, ada: Someone) -> None:
    await here.cleo.says(RUDE, in_="general")
    await ada.does("case hold", case="1", note="A letter from the court")
    assert "bloqueo legal" in replied(await here.cleo.does("privacy erase", sure="true"))


async def test_a_reporter_who_leaves_stays_unnamed_and_is_not_written_to(here: Town, ada: Someone) -> None:
    said = await here.ben.says("People like you make this channel worse", in_="general")
    await here.ana.does("report message", message=said, concern="harassment", more="canary-8815 my words")
    await ada.does("case hold", case="1", note="A letter from the court")
    assert "the law asks for it" in replied(await here.ana.does("privacy erase", sure="true"))
    seen = await evidence_of(here, "1") + replied(await here.sam.does("case show", case="1"))
    assert "canary-8815" in seen
    assert "ana" not in seen.replace("canary", "").lower()
    await here.sam.does("case claim", case="1")
    await here.sam.does("case resolve", case="1", outcome="warned")
    await here.pass_time(hours=3)
    assert "has looked at it" not in await here.ana.private()
    await ada.does("case lift", case="1", note="The court is done")
    assert "canary-8815" not in await evidence_of(here, "1")


async def test_a_hold_goes_along_when_two_cases_become_one(here: Town, ada: Someone) -> None:
    await held(here, ada)
    await here.ben.does("privacy erase", sure="true")
    await here.sam.does("case merge", case="1", into="2")
    assert "canary-8812" in await evidence_of(here, "2")
    await ada.does("case lift", case="2", note="The court is done")
    assert "canary" not in await evidence_of(here, "2")


async def test_a_measure_in_a_case_on_hold_is_forgotten_when_it_ends(here: Town, ada: Someone) -> None:
    await here.ben.says(RUDE, in_="general")
    await here.sam.does("case claim", case="1")
    await here.sam.does("member warn", case="1", rule="harassment")
    await ada.does("case hold", case="1", note="A letter from the court")
    await here.pass_time(days=200)
    await here.ben.does("privacy erase", sure="true")
    assert "a warning" in replied(await here.sam.does("member show", case="1"))
    await ada.does("case lift", case="1", note="The court is done")
    assert "There are none" in replied(await here.sam.does("member show", case="1"))


async def test_a_message_that_came_after_the_erasure_is_an_ordinary_one(here: Town, ada: Someone) -> None:
    await held(here, ada)
    await here.ben.does("privacy erase", sure="true")
    again = await here.ben.says("I want to kill myself tonight", in_="general")
    await ada.does("case lift", case="1", note="The court is done")
    async with here.parts.database.read() as tx:
        texts = [one.text for one in await evidence.of_case(tx, 3) if one.message == again]
    assert texts == ["I want to kill myself tonight"]
