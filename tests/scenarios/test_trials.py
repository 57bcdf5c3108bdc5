"""Shadow mode, told as conversation: what is on trial does nothing, and the staff see what it would have done."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select, text

import bot.shadow
from bot.core.finding import Label
from bot.core.message import Place
from bot.core.policy import Row
from bot.core.trial import Trial
from bot.knowledge.library import Library
from bot.store.tables import trial_count
from tests.town import Town, replied, town

GUESS = "That's definitely lupus"
PHONE = "Call me on 07700 900123"
QUIET = "Good morning all"
DANGER = "I can't do this any more, I have the pills counted out"

DIAGNOSIS = Trial("no-guesses", labels=frozenset({Label.DIAGNOSIS}))
LOUDER = Trial("louder", channels=frozenset({"general"}), rows={"diagnosis.peer": Row(author=True, human="page", urgency="soon")})


@asynccontextmanager
async def trying(folder: Path, library: Library, *trials: Trial) -> AsyncIterator[Town]:
    async with town(folder, replace(library, trials=trials)) as here:
        yield here


async def counted(here: Town) -> Sequence[tuple[str, str, str, str, int]]:
    async with here.parts.database.read() as tx:
        rows = (await tx.connection.execute(select(trial_count).order_by(*trial_count.primary_key))).mappings().all()
    return [(row["trial"], row["channel"], row["live"], row["shadow"], row["count"]) for row in rows]


async def test_what_is_on_trial_says_nothing_and_is_counted(tmp_path: Path, library: Library) -> None:
    async with trying(tmp_path, library, DIAGNOSIS) as here:
        asked = await here.ana.says("My knees hurt and I have a rash on my face", in_="general")
        await here.ben.says(GUESS, in_="general", reply_to=asked)
        for _ in range(3):
            await here.ben.says(QUIET, in_="general")
        assert not await here.ana.sees("A member's view", in_="general")
        assert not await here.ben.private()
        assert not await here.sam.view("moderators")
        would = "diagnosis.peer review author readers"
        assert await counted(here) == [("no-guesses", "general", "", "", 4), ("no-guesses", "general", "", would, 1)]

        report = replied(await here.sam.does("trial report"))
        assert "Messages: 5" in report
        assert "New, left alone today: 1 (tells another what they have 1)" in report
        assert "No longer noticed: 0" in report
        assert "For every 1,000 messages: +0 cases, +0 pages" in report
        assert "shadow ████████████████ 1" in report


async def test_a_trial_is_for_its_channels_alone(tmp_path: Path, library: Library) -> None:
    async with trying(tmp_path, library, replace(DIAGNOSIS, channels=frozenset({"depression_anxiety"}))) as here:
        asked = await here.ana.says("My knees hurt and I have a rash on my face", in_="general")
        await here.ben.says(GUESS, in_="general", reply_to=asked)
        assert await here.ana.sees("A member's view", in_="general")
        asked = await here.ana.says("My knees hurt and I have a rash on my face", in_="mood")
        await here.cleo.says(GUESS, in_="mood", reply_to=asked)
        assert not await here.ana.sees("A member's view", in_="mood")
        assert {channel for _, channel, *_ in await counted(here)} == {"mood"}


async def test_a_row_on_trial_leaves_what_is_live_as_it_is(tmp_path: Path, library: Library) -> None:
    async with trying(tmp_path, library, LOUDER) as here:
        asked = await here.ana.says("My knees hurt and I have a rash on my face", in_="general")
        await here.ben.says(GUESS, in_="general", reply_to=asked)
        assert await here.ana.sees("A member's view", in_="general")
        assert not await here.sam.sees("Somebody is needed now", in_="moderators")
        report = replied(await here.sam.does("trial report", trial="louder"))
        assert "Handled in another way: 1" in report
        assert "+500 pages" in report


async def test_danger_is_as_loud_as_ever_whatever_is_tried(tmp_path: Path, library: Library) -> None:
    everything = Trial(
        "everything",
        rules=tuple(label.value for label in Label),
        labels=frozenset(Label),
        rows={f"crisis.{value}": Row() for value in ("passive", "abuse", "medical", "active")},
    )
    async with trying(tmp_path, library, everything) as here:
        await here.ana.says(DANGER, in_="mood")
        assert "findahelpline" in await here.ana.private()
        assert await here.sam.sees("Somebody is needed now: case 1", in_="moderators")
        await here.ben.says("Baby has been moving less since this morning", in_="pregnancy")
        assert await here.ben.sees("Please call your care team today", in_="pregnancy")
        assert all(would for *_, live, would, _ in await counted(here) if live)


async def test_a_trial_that_fails_disturbs_nothing(
    tmp_path: Path, library: Library, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError(PHONE)

    async with trying(tmp_path, library, LOUDER) as here:
        monkeypatch.setattr(bot.shadow, "shadow", broken)
        await here.ana.says(PHONE, in_="general")
        assert await here.sam.sees("Case 1: own identifier", in_="moderators")
        assert not await here.ben.sees("900123", in_="general")
        assert await counted(here) == []
        assert 'carecircle_trials_failed_total{trial="louder"} 1' in here.parts.metrics.render()
    assert "the trial louder could not judge a message (RuntimeError)" in caplog.text
    assert "900123" not in caplog.text


async def test_a_count_that_cannot_be_stored_disturbs_nothing(tmp_path: Path, library: Library) -> None:
    async with trying(tmp_path, library, LOUDER) as here:
        async with here.parts.database.write() as tx:
            await tx.connection.execute(text("DROP TABLE trial_count"))
        await here.ana.says(PHONE, in_="general")
        assert await here.sam.sees("Case 1: own identifier", in_="moderators")
        assert 'carecircle_trials_failed_total{trial="louder"} 1' in here.parts.metrics.render()


async def test_no_word_and_no_person_is_in_the_counts(tmp_path: Path, library: Library) -> None:
    async with trying(tmp_path, library, Trial("privacy", labels=frozenset({Label.PRIVACY}))) as here:
        await here.ana.says(PHONE, in_="general")
        await here.ana.does("faq ask", question=PHONE)
        rows = await counted(here)
        assert [row[1] for row in rows] == ["direct", "general"]
        assert "ana" not in str(rows).replace("carecircle", "")
        assert "900123" not in str(rows)
        assert await here.ben.sees("900123", in_="general")  # live it is not hidden while the label is tried
        assert "private talk" in replied(await here.sam.does("trial report"))


async def test_old_counts_are_destroyed(tmp_path: Path, library: Library) -> None:
    async with trying(tmp_path, library, DIAGNOSIS) as here:
        await here.ben.says(QUIET, in_="general")
        await here.pass_time(days=89)
        assert await counted(here)
        await here.pass_time(days=3)
        assert await counted(here) == []
        assert "no messages yet" in replied(await here.sam.does("trial report"))


async def test_staff_see_what_is_on_trial_and_members_do_not(tmp_path: Path, library: Library) -> None:
    async with trying(tmp_path, library, DIAGNOSIS, LOUDER) as here:
        listed = replied(await here.sam.does("trial list"))
        assert "Labels: diagnosis" in listed
        assert "Rows of the policy: diagnosis.peer" in listed
        assert "Where: #general" in listed
        assert "On trial" in replied(await here.sam.does("trial report"))  # there are two: it must be named
        refused = (await here.sam.does("trial report", trial="nothing")).refused
        assert "There is no such trial" in refused
        assert (await here.ana.does("trial list")).refused
        assert (await here.ana.does("trial report")).refused
        place = Place("sandbox", "town", "general")
        sam = here.world.person("sam")
        assert sam is not None
        offered = await here.parts.engine.complete(sam, place, "trial report", "trial", "lou")
        assert list(offered) == [("louder", "louder")]


async def test_with_nothing_on_trial_nothing_is_counted(here: Town) -> None:
    await here.ana.says(PHONE)
    assert await counted(here) == []
    assert "Nothing is on trial" in replied(await here.sam.does("trial report"))
