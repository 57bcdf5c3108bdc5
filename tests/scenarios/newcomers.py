"""Somebody new comes into the community, and what is kept of that."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

from sqlalchemy import select

from bot.core.case import Case
from bot.core.message import Person
from bot.knowledge.library import Library
from bot.store import cases, consents, evidence
from bot.store.seal import MasterKey
from bot.store.tables import audit as audit_table
from tests.both import Opens
from tests.town import Someone, Town, replied

NEW = Person("nell", "Nell")
NUEVA = Person("nuria", "Nuria", lang="es")
RUDE = "You are a pathetic waste of space"
DANGER = "I want to kill myself tonight"


async def does(someone: Someone, command: str, **args: str) -> str:
    """What the person reads, whether it was done or refused."""
    outcome = await someone.does(command, **args)
    return outcome.refused or replied(outcome)


async def agreed(here: Town, person: Person = NEW, age: str = "adult") -> Someone:
    someone = await here.arrives(person)
    await does(someone, "welcome agree", version="1")
    await does(someone, "welcome age", age=age)
    return someone


async def never_asked(here: Town) -> Someone:
    """Somebody who came before anybody was asked to agree."""
    nell = await here.joins(NEW)
    async with here.parts.database.write() as tx:
        await consents.erase(tx, here.id_of(nell.id))
    return nell


async def record(here: Town) -> list[tuple[str, str, dict[str, str]]]:
    async with here.parts.database.read() as tx:
        rows = (await tx.connection.execute(select(audit_table).order_by(audit_table.c.sequence))).all()
    return [(row.actor, row.kind, row.detail) for row in rows]


async def about_age(here: Town) -> list[Case]:
    async with here.parts.database.read() as tx:
        return [case for case in await cases.queue(tx) if (case.label, case.value) == ("conduct", "minor")]


async def kept_of(here: Town, person: str) -> list[str]:
    """The person's words in any case."""
    found = []
    async with here.parts.database.read() as tx:
        for case in await cases.queue(tx):
            found += [one.text or "" for one in await evidence.of_case(tx, case.id) if one.author == here.id_of(person)]
    return found


@asynccontextmanager
async def later_words(opens: Opens, library: Library, key: MasterKey, version: int) -> AsyncIterator[Town]:
    """The same community after the clinic changed what members agree to."""
    changed = replace(library, policy=replace(library.policy, consent_version=version))
    async with opens(changed, key) as here:
        yield here
