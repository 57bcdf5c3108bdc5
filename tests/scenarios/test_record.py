"""The record as those see it who answer for the community, and its anchor off the host."""

import csv
import json
from datetime import datetime
from io import StringIO
from pathlib import Path

import pytest
from sqlalchemy import update

from bot.core.audit import GENESIS, Entry, digest
from bot.knowledge.library import Library
from bot.outside.notice import Notice
from bot.platforms.outside import Pager
from bot.store import audit
from bot.store.tables import audit as table
from tests.both import EVERYWHERE
from tests.town import ADA, Town, replied, town

PHONE = "07700 900123"


class Letters:
    """A way outside that keeps what it was given."""

    def __init__(self) -> None:
        self.kept: list[Notice] = []

    async def send(self, notice: Notice) -> None:
        self.kept.append(notice)

    def anchors(self) -> list[Notice]:
        return [one for one in self.kept if one.title == "The record today"]


@pytest.fixture
async def here(here: Town) -> Town:
    """With somebody who answers for the community."""
    await here.joins(ADA)
    return here


async def looked_at(here: Town) -> None:
    await here.ana.says(f"Call me on {PHONE}")
    await here.sam.does("case claim", case="1")
    assert PHONE in replied(await here.sam.does("case evidence", case="1", reason="decide"))


@EVERYWHERE
@pytest.mark.parametrize("form", ["csv", "jsonl"])
async def test_the_export_holds_every_step_and_no_words_of_members(here: Town, form: str) -> None:
    await looked_at(here)
    outcome = await here.ada.does("record export", format=form)
    assert "oldest first" in replied(outcome)
    (file,) = outcome.files
    text = file.content.decode()
    assert file.name.endswith(f".{form}")
    rows = list(csv.DictReader(StringIO(text, newline=""))) if form == "csv" else list(map(json.loads, text.splitlines()))
    assert [row["kind"] for row in rows if row["case"]] == ["opened", "claimed", "looked"]
    assert (rows[-1]["kind"], rows[-1]["actor"]) == ("exported", here.id_of("ada"))
    assert rows[0]["previous"] == GENESIS
    assert [row["previous"] for row in rows[1:]] == [row["hash"] for row in rows[:-1]]
    for words in (PHONE, "Call me", "Ana"):
        assert words not in text


async def test_a_line_of_the_file_can_be_checked_by_hand(here: Town) -> None:
    await looked_at(here)
    (file,) = (await here.ada.does("record export", format="jsonl")).files
    for line in map(json.loads, file.content.decode().splitlines()):
        at = datetime.fromisoformat(line["at"])
        entry = Entry(line["sequence"], at, line["actor"], line["kind"], line["case"], line["detail"], line["previous"])
        assert digest(entry) == line["hash"]


async def test_the_export_of_some_days_leaves_out_what_is_older(here: Town) -> None:
    await looked_at(here)
    await here.pass_time(days=3)
    (file,) = (await here.ada.does("record export", format="jsonl", days="1")).files
    kinds = [json.loads(line)["kind"] for line in file.content.decode().splitlines()]
    assert kinds[-1] == "exported"
    assert "looked" not in kinds


async def test_a_record_too_long_for_a_chat_is_told_with_what_to_do(here: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cogs.record._AT_MOST", 2)
    await looked_at(here)
    refused = (await here.ada.does("record export", format="csv")).refused
    assert "number of days" in refused


@EVERYWHERE
async def test_who_looked_when_and_why(here: Town) -> None:
    await looked_at(here)
    seen = replied(await here.ada.does("record looks"))
    assert "Case 1" in seen
    assert "Sam: To decide the case" in seen
    assert seen == replied(await here.ada.does("record looks", case="1"))
    assert PHONE not in seen


async def test_nobody_reads_about_looks_at_their_own_case(here: Town) -> None:
    await here.ada.says(f"Call me on {PHONE}")
    await here.sam.does("case evidence", case="1", reason="decide")
    assert "about you" in (await here.ada.does("record looks", case="1")).refused
    assert "Sam" not in replied(await here.ada.does("record looks"))
    assert (await here.ada.does("record looks", case="77")).refused


@pytest.mark.parametrize("command", ["record export", "record looks", "record anchor"])
async def test_only_who_answers_for_the_community_may(here: Town, command: str) -> None:
    args = {"format": "csv"} if command == "record export" else {}
    for someone in (here.ana, here.sam, here.osei):
        assert (await someone.does(command, **args)).refused


async def test_each_day_the_head_goes_out_once_and_only_if_it_moved(tmp_path: Path, library: Library) -> None:
    mail, hook = Letters(), Letters()
    async with town(tmp_path, library) as here:
        pager = Pager("town", {"mail": mail, "webhook": hook})
        here.parts.engine.connect_pager(pager, pager.routes)
        await here.ana.says(f"Call me on {PHONE}")
        await here.pass_time(days=1.1)
        anchored = mail.anchors()
        assert [one.body for one in hook.anchors()] == [one.body for one in anchored]
        async with here.parts.database.read() as tx:
            stored = await audit.last_anchor(tx)
        assert stored is not None
        assert f"--anchor {stored}" in anchored[-1].body
        assert not anchored[-1].urgent
        assert PHONE not in anchored[-1].body
        await here.pass_time(days=1.1)  # the case fell due meanwhile, which is on record
        still = len(mail.anchors())
        await here.pass_time(days=1.1)
        assert len(mail.anchors()) == still, "the head had not moved"
        await here.sam.does("case claim", case="1")
        await here.pass_time(days=1.1)
        assert len(mail.anchors()) > still
        assert len({one.body for one in mail.anchors()}) == len(mail.anchors())
        assert not await here.sam.sees("The record today", in_="moderators")


async def test_a_record_that_does_not_fit_is_said_once_and_not_anchored(here: Town) -> None:
    await looked_at(here)
    await here.pass_time(days=1.1)
    async with here.parts.database.write() as tx:
        anchored = await audit.last_anchor(tx)
        assert anchored is not None
        await audit.record(tx, "sam", "noted", here.clock.now(), 1)
        await tx.connection.execute(update(table).where(table.c.sequence == anchored.sequence + 1).values(actor="mira"))
    await here.pass_time(days=1.1)
    assert await here.sam.sees(f"At entry {anchored.sequence + 1}", in_="moderators")
    await here.pass_time(days=1.1)
    assert (await here.sam.reads("moderators")).count("The record does not fit") == 1
    async with here.parts.database.read() as tx:
        assert await audit.last_anchor(tx) == anchored
