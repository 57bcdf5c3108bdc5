"""Commands that only read: they change nothing, hold no writer, and wait for nobody."""

import asyncio
import sqlite3
from contextlib import closing
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest

from bot.cog import STAFF, Arguments, Cog, Command, Context, Kind, nothing_to_erase, nothing_to_export
from bot.core.action import Action, Post, Reply
from bot.core.card import Card
from bot.core.message import Invocation
from bot.knowledge.library import Library
from bot.store import inbox, private_notes
from bot.store.database import Database
from cogs import ALL
from tests.engine.test_engine import CRISIS, greet, invocation, running, settle
from tests.fakes import ANA, SAM, FakePlatform, TestClock
from tests.scenarios.decisions import case_of_sam
from tests.town import NOOR, Town, town

READING = [command for cog in ALL for command in cog.commands if command.reads_only]
SAID_NO = {"help open"}
"""Opened by a button that a story elsewhere tells of; here nobody has one."""


def rows(folder: Path) -> list[str]:
    with closing(sqlite3.connect(folder / "town.db")) as connection:
        return list(connection.iterdump())


async def a_day(here: Town) -> list[str]:
    """Cases of several kinds in several states, measures, a question, a note that waits; returns the question and the note."""
    await here.joins(NOOR)
    await here.rota("noor")
    await here.ana.says("I want to kill myself tonight", in_="mood")
    await here.ben.says("My mail is ben.ashworth@example.org and I live at 14 Mill Lane, Leeds LS1 4AB")
    rude = await case_of_sam(here)
    question = await here.ben.says("What is a normal PSA level?")
    await here.cleo.does("help person", about="Can somebody call me?")
    done = await here.sam.does("member warn", case=rude, rule="harassment")
    assert done.reply is not None, done.refused
    await here.sam.does("case claim", case="1")
    await here.sam.does("case evidence", case="1", reason="decide")
    async with here.parts.database.write() as tx:
        await private_notes.keep(tx, "a key", "ana", '{"title": "For you", "body": ""}', here.clock.now())
    await here.settle()
    return [question, private_notes.note_id("a key")]


async def test_a_command_that_reads_changes_nothing(tmp_path: Path, library: Library) -> None:
    async with town(tmp_path, library) as here:
        messages = await a_day(here)
        values = {
            Kind.CASE: ["1", "2", "3", "4"],
            Kind.WHOLE_NUMBER: ["1", "2"],
            Kind.PERSON: ["ana", "ben"],
            Kind.MESSAGE: messages,
        }
        before, silent = rows(tmp_path), set()
        for command in READING:
            asked = [argument for argument in command.arguments if argument.required]
            replies = 0
            for person, chosen in product(here.people.values(), product(*(values[argument.kind] for argument in asked))):
                args = {argument.name: value for argument, value in zip(asked, chosen, strict=True)}
                outcome = await person.does(command.name, **args)
                assert outcome.reply or outcome.refused, (command.name, outcome)
                replies += outcome.reply is not None
            assert rows(tmp_path) == before, command.name
            if not replies:
                silent.add(command.name)
        assert silent == SAID_NO


async def test_a_report_holds_up_nobody(tmp_path: Path, library: Library) -> None:
    async with town(tmp_path, library) as here:
        await here.settle()
        async with asyncio.timeout(30), here.parts.database.write():
            place = here.place("moderators")
            for name in ("case report", "case list"):
                ask = Invocation(f"i-{name}", name, {}, here.person("sam"), place, here.clock.now())
                assert (await here.parts.engine.invoke(ask)).reply is not None


class Nothing(Arguments):
    pass


async def post(context: Context, args: Nothing) -> list[Action]:
    return [Reply(Card("done")), Post("key", context.place, Card("posted"))]


async def look(context: Context, args: Nothing) -> list[Action]:
    return [Reply(Card("seen"))]


READS = Command("test look", STAFF, Nothing, post, reads_only=True)


async def test_a_command_that_reads_can_do_nothing_but_reply(database: Database, clock: TestClock, library: Library) -> None:
    cogs = (Cog("reading", nothing_to_erase, nothing_to_export, (READS,)),)
    platform = FakePlatform()
    async with running(database, clock, library, platform, cogs) as engine:
        with pytest.raises(TypeError, match="test look only reads"):
            await engine.handling.answer(invocation("test look", SAM))
        assert (await engine.invoke(invocation("test look", SAM))).refused
        assert (await engine.invoke(invocation("test look", ANA))).refused
        await settle(engine)
    assert platform.performed == []


async def test_words_typed_into_it_are_decided_as_ever(database: Database, clock: TestClock, library: Library) -> None:
    """It has no such argument: whatever it was, somebody wrote it."""
    looked = replace(READS, run=look)
    cogs = (Cog("reading", nothing_to_erase, nothing_to_export, (looked,), (greet,)),)
    platform = FakePlatform()
    async with running(database, clock, library, platform, cogs) as engine:
        assert (await engine.invoke(invocation("test look", SAM))).reply == Card("seen")
        async with database.read() as tx:
            assert await inbox.newest(tx) is None
        assert (await engine.invoke(invocation("test look", SAM, words=CRISIS))).reply == Card("help")
