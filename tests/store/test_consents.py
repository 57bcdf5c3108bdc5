"""Agreements and chosen conditions, on both databases."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.core.case import CaseState, Outcome
from bot.core.consent import Age, Consent
from bot.core.decision import Human, Urgency
from bot.core.message import Person, Place, Role
from bot.store import cases, consents, minors, people
from bot.store.consents import Joined
from bot.store.database import Database, Transaction
from bot.store.tables import condition_choice
from tests.fakes import ANA, HERE, NOW, SAM

DIABETES = Joined("diabetes", (Place("fake", "community", "c-1"), Place("fake", "community", "c-2")), NOW)
MOOD = Joined("depression_anxiety", (Place("fake", "community", "c-3"),), NOW + timedelta(days=1))


async def test_answers_follow_each_other(database: Database) -> None:
    async with database.write() as tx:
        assert await consents.of(tx, "ana") == Consent()
        await consents.asked(tx, "ana", NOW)
        await consents.agree(tx, "ana", 1, NOW)
        assert await consents.of(tx, "ana") == Consent(1, NOW, None, NOW)
        await consents.decline(tx, "ana", 2)
        assert await consents.of(tx, "ana") == Consent(1, NOW, 2, NOW)
        await consents.agree(tx, "ana", 2, NOW)
        assert await consents.of(tx, "ana") == Consent(2, NOW, None, NOW)
        await consents.withdraw(tx, "ana", 2)
        assert await consents.of(tx, "ana") == Consent(None, None, 2, NOW)
        assert await consents.of(tx, "ben") == Consent()


async def test_conditions_come_back_as_they_were_chosen(database: Database) -> None:
    async with database.write() as tx:
        await consents.choose(tx, "ana", [DIABETES, MOOD], NOW)
        await consents.choose(tx, "ben", [MOOD], NOW)
    async with database.read() as tx:
        assert await consents.joined(tx, "ana") == (DIABETES, MOOD)
        assert await consents.joined(tx, "ben") == (MOOD,)
    async with database.write() as tx:
        await consents.choose(tx, "ana", [], NOW)
        assert await consents.joined(tx, "ana") == ()
        assert await consents.joined(tx, "ben") == (MOOD,)


async def test_they_are_sealed(database: Database) -> None:
    async with database.write() as tx:
        await consents.choose(tx, "ana", [DIABETES], NOW)
        row = (await tx.connection.execute(select(condition_choice))).one()
    for word in (b"diabetes", b"c-1", b"c-2"):
        assert word not in row.sealed
    assert "diabetes" not in repr((row.id, row.subject))


async def test_after_an_erasure_nothing_is_left(database: Database) -> None:
    async with database.write() as tx:
        await consents.agree(tx, "ana", 1, NOW)
        await consents.choose(tx, "ana", [DIABETES], NOW)
        found = await consents.export(tx, "ana")
        assert found == {
            "consent": [{"agreed": 1, "agreed_at": NOW.isoformat()}],
            "conditions": [{"condition": "diabetes", "channels": ["c-1", "c-2"], "since": NOW.isoformat()}],
        }
        await consents.erase(tx, "ana")
        await people.erase(tx, "ana", NOW)
        assert await consents.export(tx, "ana") == {"consent": [], "conditions": []}


async def test_a_destroyed_key_alone_makes_choices_unreadable(database: Database) -> None:
    async with database.write() as tx:
        await consents.choose(tx, "ana", [DIABETES], NOW)
        await tx.erase_key("ana", NOW)
        assert await consents.joined(tx, "ana") == ()


@pytest.mark.parametrize(
    ("author", "agreed", "kinds", "kept"),
    [
        (ANA, False, (), False),
        (ANA, True, (), True),
        (ANA, False, (("crisis", "passive"),), True),
        (ANA, False, (("advice", "peer"), ("privacy", "self")), True),
        (ANA, False, (("advice", "peer"),), False),
        (SAM, False, (("advice", "peer"),), True),
        (Person("ana", roles=frozenset({Role.MEMBER, Role.CLINICIAN})), False, (), True),
        (None, False, (("advice", "peer"),), False),
        (None, False, (("crisis", "active"),), True),
    ],
)
async def test_what_may_be_kept(
    database: Database, author: Person | None, agreed: bool, kinds: tuple[tuple[str, str], ...], kept: bool
) -> None:
    async with database.write() as tx:
        if agreed:
            await consents.agree(tx, "ana", 1, NOW)
        assert await consents.lets_keep(tx, author, *kinds) is kept


# Ages


async def _case(tx: Transaction, message: str, outcome: Outcome | None = None) -> None:
    new = cases.NewCase("conduct", "minor", Urgency.HIGH, Human.CASE, "ana", HERE, message, None)
    case, _ = await cases.open_once(tx, new, NOW)
    if outcome is not None:
        await cases.change(tx, case, states=(CaseState.OPEN,), state=CaseState.RESOLVED.value, outcome=outcome.value)


async def test_an_age_counts_until_something_graver_is_said(database: Database) -> None:
    async with database.write() as tx:
        assert await minors.stated(tx, "ana") is None
        assert not await minors.vulnerable(tx, "ana")
        await minors.choose(tx, "ana", Age.ADULT)
        assert await minors.stated(tx, "ana") is Age.ADULT
        assert not await minors.vulnerable(tx, "ana")
        await minors.note(tx, "ana")
        assert await minors.stated(tx, "ana") is Age.YOUNGER
        assert await minors.vulnerable(tx, "ana")


async def test_a_person_decides_what_was_a_slip(database: Database) -> None:
    async with database.write() as tx:
        await minors.choose(tx, "ana", Age.MINOR)
        await minors.note(tx, "ana")
        await _case(tx, "m1", Outcome.NOT_A_PROBLEM)
        assert await minors.stated(tx, "ana") is Age.MINOR
        assert await minors.vulnerable(tx, "ana")
        await _case(tx, "m2")
        assert await minors.stated(tx, "ana") is Age.YOUNGER


async def test_a_case_outlives_what_was_chosen(database: Database) -> None:
    async with database.write() as tx:
        await minors.note(tx, "ana")
        await _case(tx, "m1", Outcome.REFERRED)
        await people.erase(tx, "ana", NOW)
        assert await minors.stated(tx, "ana") is Age.YOUNGER
        await minors.correct(tx, "ana", Age.ADULT)
        assert await minors.stated(tx, "ana") is Age.ADULT
        await minors.correct(tx, "ana", Age.YOUNGER)
        assert await minors.stated(tx, "ana") is Age.YOUNGER
        assert await minors.vulnerable(tx, "ana")
