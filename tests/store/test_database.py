"""What the store promises, on both databases: heard once, sealed, in order, erased for good."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.core.action import Edit, Hide, Later, Post
from bot.core.card import Card
from bot.core.case import CaseState
from bot.core.decision import Human, Urgency
from bot.store import cases, evidence, inbox, notes, outbox, people, timers
from bot.store.database import Database
from bot.store.seal import MasterKey
from tests.fakes import ANA, HERE, NOW, message

SECRET = "zebra-canary-7781"


async def test_an_event_is_heard_once(database: Database) -> None:
    async with database.write() as tx:
        assert await inbox.hear(tx, message(SECRET), NOW)
        assert not await inbox.hear(tx, message(SECRET), NOW)
    async with database.read() as tx:
        assert await inbox.waiting(tx) == ["m1"]
        heard = await inbox.take(tx, "m1")
    assert heard is not None
    assert heard.event == message(SECRET)


async def test_the_answered_text_is_sealed_under_its_own_author(database: Database) -> None:
    answer = message("yes", reply_to="m0", reply_author="ben", reply_text=SECRET)
    async with database.write() as tx:
        await inbox.hear(tx, answer, NOW)
        await people.erase(tx, "ben", NOW)
    async with database.read() as tx:
        heard = await inbox.take(tx, "m1")
    assert heard is not None
    assert heard.event == message("yes", reply_to="m0", reply_author="ben")


async def test_a_done_message_keeps_its_text_for_a_day_at_most(database: Database) -> None:
    async with database.write() as tx:
        await inbox.hear(tx, message(SECRET), NOW)
        assert await inbox.finish(tx, "m1", NOW)
        assert not await inbox.finish(tx, "m1", NOW)
        assert not await inbox.hear(tx, message(SECRET), NOW)
        assert await inbox.take(tx, "m1") is None
        assert len((await people.export(tx, "ana"))["inbox"]) == 1
        assert await inbox.destroy_quiet(tx, NOW) == 0
        assert await inbox.destroy_quiet(tx, NOW + timedelta(hours=24)) == 1
        exported = await people.export(tx, "ana")
        assert not any(value for name, value in exported.items() if name not in {"person", "chosen"})
        assert not await inbox.hear(tx, message(SECRET), NOW)


async def test_what_was_said_around_a_message_is_found_in_its_conversation(database: Database) -> None:
    elsewhere = replace(HERE, channel="other")
    async with database.write() as tx:
        for number, place in enumerate((HERE, elsewhere, HERE, HERE, HERE)):
            said = replace(message(f"text {number}"), id=f"m{number}", place=place)
            await inbox.hear(tx, said, NOW)
            await inbox.finish(tx, f"m{number}", NOW)
        before = await inbox.around(tx, HERE, "m3", 5)
        after = await inbox.around(tx, HERE, "m2", 1, after=True)
        assert [one.text for one in before] == ["text 0", "text 2"]
        assert [one.text for one in after] == ["text 3"]
        await inbox.destroy_message(tx, "m0")
        assert [one.text for one in await inbox.around(tx, HERE, "m3", 5)] == ["text 2"]


async def test_ids_are_forgotten_when_no_redelivery_can_come(database: Database) -> None:
    async with database.write() as tx:
        await inbox.hear(tx, message("x"), NOW)
        await inbox.finish(tx, "m1", NOW)
        assert await inbox.forget(tx, NOW + timedelta(days=1), timedelta(days=2)) == 0
        assert await inbox.forget(tx, NOW + timedelta(days=3), timedelta(days=2)) == 1


async def test_an_action_is_stored_once_and_edits_are_all_kept(database: Database) -> None:
    post = Post("case:1:card", HERE, Card("one"))
    async with database.write() as tx:
        assert await outbox.put(tx, post, NOW) == "fake:channel:support"
        assert await outbox.put(tx, post, NOW) is None
        for title in ("two", "three"):
            await outbox.put(tx, Edit("case:1:card", HERE, Card(title)), NOW)
        order = []
        while (outgoing := await outbox.next_in(tx, "fake:channel:support")) is not None:
            assert isinstance(outgoing.action, Post | Edit)
            order.append(outgoing.action.card.title)
            await outbox.settle(tx, outgoing.sequence, outbox.SENT, "ref-1", NOW)
        assert order == ["one", "two", "three"]
        assert await outbox.reference(tx, "case:1:card") == "ref-1"


async def test_urgent_actions_go_first(database: Database) -> None:
    async with database.write() as tx:
        await outbox.put(tx, Hide("h", HERE, "m1", "ana"), NOW)
        await outbox.put(tx, Post("p", HERE, Card("now"), urgent=True), NOW)
        first = await outbox.next_in(tx, "fake:channel:support")
    assert first is not None
    assert first.key == "p"


async def test_a_timer_moves_and_is_cancelled(database: Database) -> None:
    async with database.write() as tx:
        await timers.arm(tx, Later("t", NOW + timedelta(minutes=5), "case page", {"case": "1"}), HERE)
        await timers.arm(tx, Later("t", NOW + timedelta(minutes=9), "case page", {"case": "1"}), HERE)
        assert await timers.due(tx, NOW + timedelta(minutes=6)) == []
        (due,) = await timers.due(tx, NOW + timedelta(minutes=9))
        assert (due.command, due.args, due.place) == ("case page", {"case": "1"}, HERE)
        await timers.cancel(tx, "t")
        assert await timers.next_due(tx) is None


async def test_a_timer_that_moved_since_it_was_read_does_not_fire(database: Database) -> None:
    async with database.write() as tx:
        await timers.arm(tx, Later("t", NOW, "case page"), HERE)
        (read,) = await timers.due(tx, NOW)
        await timers.arm(tx, Later("t", NOW + timedelta(minutes=9), "case page"), HERE)
        assert not await timers.take(tx, read)
        (moved,) = await timers.due(tx, NOW + timedelta(minutes=9))
        assert await timers.take(tx, moved)
        assert not await timers.take(tx, moved)


def new_case(message_id: str, severity: Urgency, person: str = "ana") -> cases.NewCase:
    return cases.NewCase("privacy", "self", severity, Human.CASE, person, HERE, message_id, None)


async def test_one_message_makes_one_case(database: Database) -> None:
    async with database.write() as tx:
        first, made = await cases.open_once(tx, new_case("m1", Urgency.LOW), NOW)
        second, again = await cases.open_once(tx, new_case("m1", Urgency.NOW), NOW)
    assert (made, again) == (True, False)
    assert first.id == second.id


async def test_the_queue_is_most_urgent_first_then_oldest(database: Database) -> None:
    async with database.write() as tx:
        for number, severity in enumerate((Urgency.LOW, Urgency.NOW, Urgency.NOW)):
            await cases.open_once(tx, new_case(f"m{number}", severity), NOW + timedelta(minutes=number))
        assert [case.message for case in await cases.queue(tx)] == ["m1", "m2", "m0"]
        chosen = await cases.next_unclaimed(tx, asks="ben")
        assert chosen is not None
        assert chosen.message == "m1"
        assert await cases.next_unclaimed(tx, asks="ana") is None


async def test_of_two_who_claim_one_gets_it(database: Database) -> None:
    async with database.write() as tx:
        case, _ = await cases.open_once(tx, new_case("m1", Urgency.LOW), NOW)

    async def claim(person: str) -> bool:
        async with database.write() as tx:
            return await cases.change(tx, case, states=(CaseState.OPEN,), state=CaseState.CLAIMED.value, owner=person) is not None

    for _ in range(20):
        assert sorted(await asyncio.gather(claim("sam"), claim("mira"))) in ([False, True], [False, False])
    async with database.read() as tx:
        claimed = await cases.get(tx, case.id)
    assert claimed is not None
    assert (claimed.state, claimed.version) == (CaseState.CLAIMED, 2)


async def test_notes_are_remembered_by_conversation_topic_and_person(database: Database) -> None:
    async with database.write() as tx:
        await notes.give(tx, HERE, "diagnosis:psa", "ana", 1, NOW)
        assert await notes.given(tx, HERE, "diagnosis:psa", "ana", NOW - timedelta(hours=6)) == 1
        assert await notes.given(tx, HERE, "diagnosis:psa", "ben", NOW - timedelta(hours=6)) is None
        assert await notes.given(tx, HERE, "diagnosis:psa", "ana", NOW) is None
        assert await notes.given(tx, HERE, "diagnosis:psa", "ana", None) == 1


async def test_evidence_is_destroyed_when_its_time_is_over(database: Database) -> None:
    async with database.write() as tx:
        await evidence.keep(tx, 1, "m1", "original", "ana", SECRET, NOW, NOW + timedelta(days=1))
        await evidence.judge(tx, "m1", "ana", {"findings": []}, NOW, NOW + timedelta(days=1))
        assert [item.text for item in await evidence.of_case(tx, 1)] == [SECRET]
        assert await evidence.destroy_expired(tx, NOW + timedelta(hours=23)) == 0
        assert await evidence.destroy_expired(tx, NOW + timedelta(days=1)) == 2
        assert await evidence.of_case(tx, 1) == []


async def test_erasure_leaves_nothing_that_opens(database: Database) -> None:
    async with database.write() as tx:
        await evidence.keep(tx, 1, "m1", "original", "ana", SECRET, NOW, NOW + timedelta(days=1))
        await cases.add_note(tx, 1, "ana", SECRET, NOW)
    async with database.write() as tx:
        await people.erase(tx, "ana", NOW)
    async with database.write() as tx:
        assert [item.text for item in await evidence.of_case(tx, 1)] == [None]
        assert [note.text for note in await cases.notes(tx, 1)] == [None]
        await cases.add_note(tx, 1, "ana", "back again", NOW)
        assert [note.text for note in await cases.notes(tx, 1)] == [None, "back again"]


async def test_a_rolled_back_key_is_not_used_again(database: Database) -> None:
    class Stop(Exception):
        pass

    with pytest.raises(Stop):
        async with database.write() as tx:
            await inbox.hear(tx, message(SECRET), NOW)
            raise Stop
    async with database.write() as tx:
        await inbox.hear(tx, message(SECRET), NOW)
    async with database.read() as tx:
        heard = await inbox.take(tx, "m1")
    assert heard is not None
    assert heard.event == message(SECRET)


async def test_two_starters_migrate_once(tmp_path: Path) -> None:
    key = MasterKey.new()
    databases = [Database.open(str(tmp_path / "two.db"), key) for _ in range(2)]
    await asyncio.gather(*(one.migrate() for one in databases))
    for one in databases:
        async with one.write() as tx:
            await inbox.hear(tx, message("x", id=f"m{id(one)}"), NOW)
        await one.close()


async def test_no_file_of_the_database_holds_what_was_written(tmp_path: Path) -> None:
    one = Database.open(str(tmp_path / "c.db"), MasterKey.new())
    await one.migrate()
    async with one.write() as tx:
        await inbox.hear(tx, message(SECRET, reply_to="m0", reply_author="ben", reply_text=SECRET), NOW)
        await outbox.put(tx, Post("p", HERE, Card(SECRET), only_for=ANA.id), NOW)
        await evidence.keep(tx, 1, "m1", "original", "ana", SECRET, NOW, NOW + timedelta(days=1))
    held = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    await one.close()
    held += b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert SECRET.encode() not in held
    assert len(held) > 10_000
