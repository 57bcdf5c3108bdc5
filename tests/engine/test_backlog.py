"""After the program was down many events wait: danger goes ahead of them, and what belongs together keeps its order."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace

from bot.cog import Cog, Command, Context, nothing_to_erase, nothing_to_export
from bot.core.action import Action
from bot.core.decision import Decision
from bot.core.finding import Assessment
from bot.core.message import Invocation, Message
from bot.durable import Embedded
from bot.engine import Engine
from bot.knowledge.library import Library
from bot.metrics import Metrics
from bot.store import inbox
from bot.store.codec import Event
from bot.store.database import Database
from tests.engine.test_engine import CRISIS, FOUND, Nothing, wait_out
from tests.fakes import ANA, BEN, HERE, NOW, FakePlatform, TestClock, assessor, message

QUIET = [message(f"quiet {number}", id=f"q{number}", author=replace(BEN, id=f"p{number}")) for number in range(20)]


async def worked_off(
    database: Database, clock: TestClock, library: Library, waiting: Sequence[Event], meanwhile: Message | None = None
) -> list[str]:
    """In which order what waits at the start is processed; `meanwhile` is sent while the first one is."""
    for event in waiting:
        async with database.write() as tx:
            assert await inbox.hear(tx, event, NOW)
    order: list[str] = []
    looked_at: list[Message] = []
    sent: list[asyncio.Task[bool]] = []

    async def listen(context: Context, heard: Message, decision: Decision) -> list[Action]:
        order.append(context.event)
        if meanwhile is not None and not sent:
            sent.append(asyncio.create_task(engine.receive(meanwhile)))
        return []

    async def ring(context: Context, args: Nothing) -> list[Action]:
        order.append(context.event)
        return []

    def assess(heard: Message) -> Assessment:
        if heard.text == "breaks":
            raise RuntimeError
        looked_at.append(heard)
        return assessor(FOUND)(heard)

    bell = Command("test ring", frozenset(), Nothing, ring, at_clock=True)
    engine = Engine(
        database=database,
        clock=clock,
        durable=Embedded(clock),
        cogs=(Cog("ears", nothing_to_erase, nothing_to_export, (bell,), (listen,)),),
        assess=assess,
        library=library,
        metrics=Metrics(),
    )
    engine.connect(FakePlatform())
    await engine.start()
    try:
        await wait_out(engine, clock, 60)
    finally:
        await engine.stop()
    assert len(looked_at) == len(set(looked_at)), "nothing is assessed twice"
    return order


async def test_danger_goes_ahead_behind_what_its_author_did_before(
    database: Database, clock: TestClock, library: Library
) -> None:
    before = message("first", id="a1", author=ANA)
    danger = replace(message(CRISIS, id="a1", author=ANA), edited=True, event="a1:edit")
    after = message("I'm fine", id="a2", author=ANA)
    waiting = [*QUIET[:5], before, *QUIET[5:], danger, after]
    heard = await worked_off(database, clock, library, waiting)
    assert heard == ["a1", "a1:edit", *(one.id for one in QUIET), "a2"]


async def test_a_few_are_taken_in_their_turn(database: Database, clock: TestClock, library: Library) -> None:
    heard = await worked_off(database, clock, library, [*QUIET[:2], message(CRISIS, id="a1", author=ANA)])
    assert heard == ["q0", "q1", "a1"]


async def test_what_cannot_be_looked_at_holds_up_no_danger(database: Database, clock: TestClock, library: Library) -> None:
    waiting = [*QUIET, message("breaks", id="b1", author=BEN), message(CRISIS, id="a1", author=ANA)]
    heard = await worked_off(database, clock, library, waiting)
    assert heard[0] == "a1"
    assert sorted(heard) == sorted(["a1", *(one.id for one in QUIET)])


async def test_danger_that_comes_meanwhile_goes_ahead_too(database: Database, clock: TestClock, library: Library) -> None:
    heard = await worked_off(database, clock, library, QUIET, message(CRISIS, id="a1", author=ANA))
    assert heard.index("a1") < 5
    assert len(heard) == len(QUIET) + 1


async def test_a_page_that_fell_due_goes_ahead(database: Database, clock: TestClock, library: Library) -> None:
    heard = await worked_off(database, clock, library, [*QUIET, Invocation("due", "test ring", {}, None, HERE, NOW)])
    assert heard == ["due", *(one.id for one in QUIET)]
