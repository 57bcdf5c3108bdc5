"""The engine with a small cog and a platform that fails: nothing is lost, nothing is done twice."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from enum import StrEnum

import pytest

from bot.cog import (
    EVERYBODY,
    STAFF,
    Arguments,
    Cog,
    Command,
    ConditionSlug,
    Context,
    LongText,
    PersonId,
    nothing_to_erase,
    nothing_to_export,
)
from bot.core.action import Action, Cancel, Direct, Edit, Later, Post, Reply
from bot.core.card import Card
from bot.core.decision import Decision
from bot.core.errors import Refusal
from bot.core.finding import Label
from bot.core.message import Invocation, Message, Person
from bot.durable import Embedded
from bot.engine import Engine
from bot.invocation import Outcome
from bot.knowledge.library import Library
from bot.metrics import Metrics
from bot.platform import TryLater
from bot.store import cases, inbox, timers
from bot.store.database import Database
from tests.fakes import ANA, HERE, NOW, SAM, FakePlatform, TestClock, assessor, finding, message

CRISIS = "crisis words"
SECRET = "zebra-canary-4415"


class Nothing(Arguments):
    pass


class Words(Arguments):
    words: LongText


class Both(Arguments):
    first: LongText
    second: LongText


class About(Arguments):
    condition: ConditionSlug | None = None
    person: PersonId | None = None


class Fruit(StrEnum):
    PLUM = "plum"


class Pick(Arguments):
    fruit: Fruit


async def greet(context: Context, heard: Message, decision: Decision) -> list[Action]:
    """Answers each message, and breaks on some."""
    if heard.text == SECRET:
        raise RuntimeError(heard.text)
    if heard.text == "be quiet":
        return []
    if decision.crisis:
        return [Direct(f"{context.event}:help", heard.author.id, heard.place, Card("help"), urgent=True)]
    return [Post(f"{context.event}:hello", heard.place, Card(heard.text))]


async def echo(context: Context, args: Words) -> list[Action]:
    return [Reply(Card(args.words))]


async def refuse(context: Context, args: Words) -> list[Action]:
    await timers.arm(context.tx, Later("refused", context.now, "test ring"), context.place)
    raise Refusal("refusal.stale")


async def both(context: Context, args: Both) -> list[Action]:
    return [Reply(Card(args.first + args.second))]


async def pick(context: Context, args: Pick) -> list[Action]:
    return [Reply(Card(args.fruit))]


async def arm(context: Context, args: Nothing) -> list[Action]:
    return [Later("bell", context.now + timedelta(minutes=5), "test ring"), Reply(Card("armed"))]


async def disarm(context: Context, args: Nothing) -> list[Action]:
    return [Cancel("bell"), Reply(Card("off"))]


async def ring(context: Context, args: Nothing) -> list[Action]:
    again = Later("bell", context.now + timedelta(minutes=5), "test ring")
    return [Post(f"{context.event}:ring", context.place, Card("ring")), again]


COG = Cog(
    "test",
    nothing_to_erase,
    nothing_to_export,
    (
        Command("test echo", EVERYBODY, Words, echo),
        Command("test arm", STAFF, Nothing, arm),
        Command("test disarm", STAFF, Nothing, disarm),
        Command("test ring", STAFF, Nothing, ring, at_clock=True),
        Command("test note", STAFF, Words, echo),
        Command("test refuse", EVERYBODY, Words, refuse),
        Command("test both", EVERYBODY, Both, both),
        Command("test pick", EVERYBODY, Pick, pick),
        Command("test about", EVERYBODY, About, arm),
    ),
    (greet,),
)

FOUND = {
    CRISIS: (finding(Label.CRISIS, "active"),),
    "she is in danger": (finding(Label.CRISIS, "active", tags=frozenset({"third_person"})),),
}


@asynccontextmanager
async def running(
    database: Database, clock: TestClock, library: Library, platform: FakePlatform, cogs: tuple[Cog, ...] = (COG,)
) -> AsyncIterator[Engine]:
    engine = Engine(
        database=database,
        clock=clock,
        durable=Embedded(clock),
        cogs=cogs,
        assess=assessor(FOUND),
        library=library,
        metrics=Metrics(),
    )
    engine.connect(platform)
    await engine.start()
    try:
        yield engine
    finally:
        await engine.stop()


async def settle(engine: Engine, seconds: float = 5) -> None:
    async with asyncio.timeout(seconds):
        await engine.work_off()


async def wait_out(engine: Engine, clock: TestClock, seconds: float = 5) -> None:
    """Let time pass until what was put off is done too."""
    async with asyncio.timeout(seconds):
        while any(await engine.settled()):
            await asyncio.sleep(0.01)
            clock.advance(seconds=1)
            assert isinstance(engine._durable, Embedded)
            engine._durable.poke()


def titles(platform: FakePlatform) -> list[str]:
    return [action.card.title for action in platform.performed if isinstance(action, Post | Direct | Edit)]


def invocation(command: str, actor: Person = ANA, number: int = 1, **args: str) -> Invocation:
    return Invocation(f"i{number}", command, args, actor, HERE, NOW)


async def test_a_message_is_answered_once_however_often_it_comes(database: Database, clock: TestClock, library: Library) -> None:
    platform = FakePlatform()
    async with running(database, clock, library, platform) as engine:
        assert await engine.receive(message("hello"))
        assert not await engine.receive(message("hello"))
        await settle(engine)
        assert not await engine.receive(message("hello"))
        await settle(engine)
    assert titles(platform) == ["hello"]


async def test_what_an_earlier_run_left_is_taken_up(database: Database, clock: TestClock, library: Library) -> None:
    async with database.write() as tx:
        await inbox.hear(tx, message("left behind"), NOW)
    platform = FakePlatform()
    async with running(database, clock, library, platform) as engine:
        await settle(engine)
    assert titles(platform) == ["left behind"]


async def test_a_lost_answer_is_looked_for_before_it_is_sent_again(
    database: Database, clock: TestClock, library: Library
) -> None:
    platform = FakePlatform()
    platform.lose_answer = True
    async with running(database, clock, library, platform) as engine:
        await engine.receive(message("once"))
        await settle(engine)
    assert titles(platform) == ["once"]


async def test_a_platform_that_is_away_gets_it_later_and_in_order(database: Database, clock: TestClock, library: Library) -> None:
    platform = FakePlatform()
    platform.fail = [OSError("away"), TryLater(3)]
    async with running(database, clock, library, platform) as engine:
        for number in range(3):
            await engine.receive(message(f"m{number}", id=f"m{number}"))
        await wait_out(engine, clock)
    assert titles(platform) == ["m0", "m1", "m2"]


async def test_a_direct_message_that_is_refused_gives_way_to_its_other_form(
    database: Database, clock: TestClock, library: Library
) -> None:
    platform = FakePlatform()
    platform.refuse = lambda action: isinstance(action, Direct)
    async with running(database, clock, library, platform) as engine:
        await engine.receive(message(CRISIS))
        await settle(engine)
    assert titles(platform) == []  # this cog gave no other form: it is refused, and nothing is stuck


async def test_an_event_that_breaks_becomes_a_review_and_others_go_on(
    database: Database, clock: TestClock, library: Library, caplog: pytest.LogCaptureFixture
) -> None:
    platform = FakePlatform()
    with caplog.at_level(logging.DEBUG):
        async with running(database, clock, library, platform) as engine:
            await engine.receive(message(SECRET, id="bad"))
            await engine.receive(message("fine", id="good"))
            await wait_out(engine, clock)
    assert titles(platform) == ["fine"]
    async with database.read() as tx:
        case = await cases.by_message(tx, "bad")
    assert case is not None
    assert case.label == "unmeasured"
    assert SECRET not in caplog.text


async def test_a_quiet_message_is_one_row_and_no_text(database: Database, clock: TestClock, library: Library) -> None:
    platform = FakePlatform()
    async with running(database, clock, library, platform) as engine:
        await engine.receive(message("be quiet"))
        await settle(engine)
    assert platform.performed == []


async def test_a_command_answers_who_may_use_it(database: Database, clock: TestClock, library: Library) -> None:
    async with running(database, clock, library, FakePlatform()) as engine:
        assert (await engine.invoke(invocation("test echo", words="hi"))).reply == Card("hi")
        assert (await engine.invoke(invocation("test arm", number=2))).refused
        assert (await engine.invoke(invocation("no such", number=3))).refused
        assert [a.name for a in (await engine.invoke(invocation("test echo", number=4))).missing] == ["words"]
        assert (await engine.invoke(invocation("test echo", number=5, words="hi", other="x"))).refused
        assert (await engine.invoke(invocation("test ring", actor=SAM, number=6))).refused
        assert (await engine.invoke(invocation("test echo", words="hi"))).refused  # the same id again


async def test_what_is_typed_into_a_command_is_a_crisis_before_it_is_a_command(
    database: Database, clock: TestClock, library: Library
) -> None:
    platform = FakePlatform()
    async with running(database, clock, library, platform) as engine:
        outcome = await engine.invoke(invocation("test echo", words=CRISIS))
        await settle(engine)
    assert outcome == Outcome(Card("help"))
    assert titles(platform) == ["help"]


@pytest.mark.parametrize(
    ("command", "args"),
    [
        ("test note", {"words": CRISIS}),  # a member may not use it
        ("no such", {"words": CRISIS}),
        ("test echo", {"other": CRISIS}),
        ("test pick", {"fruit": CRISIS}),  # no such choice
        ("test both", {"first": CRISIS}),  # the second one would be asked for
        ("test about", {"condition": CRISIS}),
        ("test about", {"person": CRISIS}),
    ],
)
async def test_a_crisis_is_heard_in_a_command_that_cannot_be_done(
    database: Database, clock: TestClock, library: Library, command: str, args: dict[str, str]
) -> None:
    platform = FakePlatform()
    async with running(database, clock, library, platform) as engine:
        outcome = await engine.invoke(replace(invocation(command), args=args))
        await settle(engine)
    assert outcome == Outcome(Card("help"))
    assert titles(platform) == ["help"]


async def test_what_was_typed_is_decided_though_the_command_is_refused(
    database: Database, clock: TestClock, library: Library
) -> None:
    platform = FakePlatform()
    async with running(database, clock, library, platform) as engine:
        assert (await engine.invoke(invocation("test refuse", words="hello"))).refused
        assert (await engine.invoke(invocation("no such", number=2, words="again"))).refused
        assert (await engine.invoke(invocation("test both", number=3, first="not yet"))).missing
        await settle(engine)
    assert titles(platform) == ["hello", "again"]
    async with database.read() as tx:
        assert not await timers.armed(tx, "refused"), "what the command did before it was refused is taken back"


async def test_staff_may_write_about_somebody_elses_danger(database: Database, clock: TestClock, library: Library) -> None:
    async with running(database, clock, library, FakePlatform()) as engine:
        assert (await engine.invoke(invocation("test note", SAM, words="she is in danger"))).reply == Card("she is in danger")
        assert (await engine.invoke(invocation("test note", SAM, 2, words=CRISIS))).reply == Card("help")


async def test_a_timer_rings_once_at_its_time_and_arms_itself_again(
    database: Database, clock: TestClock, library: Library
) -> None:
    platform = FakePlatform()
    async with running(database, clock, library, platform) as engine:
        await engine.invoke(invocation("test arm", SAM))
        clock.advance(minutes=4)
        engine._durable.wake("timers")
        await settle(engine)
        assert titles(platform) == []
        for _ in range(2):
            clock.advance(minutes=5)
            engine._durable.wake("timers")
            await settle(engine)
        await engine.invoke(invocation("test disarm", SAM, 2))
        clock.advance(minutes=50)
        engine._durable.wake("timers")
        await settle(engine)
    assert titles(platform) == ["ring", "ring"]


@pytest.mark.parametrize(
    ("steps", "armed"), [("arm off", False), ("off arm", True), ("arm off arm", True), ("off arm off", False), ("arm arm", True)]
)
async def test_of_two_words_about_one_timer_the_last_one_holds(
    database: Database, clock: TestClock, library: Library, steps: str, armed: bool
) -> None:
    words: dict[str, Action] = {"arm": Later("bell", NOW + timedelta(minutes=5), "test ring"), "off": Cancel("bell")}

    async def several(context: Context, args: Nothing) -> list[Action]:
        return [words[step] for step in steps.split()]

    cog = Cog("clocks", nothing_to_erase, nothing_to_export, (Command("test several", STAFF, Nothing, several),))
    async with running(database, clock, library, FakePlatform(), (cog,)) as engine:
        await engine.invoke(invocation("test several", SAM))
        async with database.read() as tx:
            assert await timers.armed(tx, "bell") == armed


async def test_what_fell_due_while_the_program_was_down_happens_once(
    database: Database, clock: TestClock, library: Library
) -> None:
    async with database.write() as tx:
        await timers.arm(tx, Later("bell", NOW, "test ring"), HERE)
    clock.advance(hours=3)
    platform = FakePlatform()
    async with running(database, clock, library, platform) as engine:
        await settle(engine)
        assert await engine.next_due() == clock.now() + timedelta(minutes=5)
    assert titles(platform) == ["ring"]


async def test_an_edit_is_an_event_of_its_own(database: Database, clock: TestClock, library: Library) -> None:
    platform = FakePlatform()
    async with running(database, clock, library, platform) as engine:
        await engine.receive(message("first"))
        await engine.receive(replace(message("second"), edited=True, event="m1:edit:1"))
        await settle(engine)
    assert titles(platform) == ["first", "second"]
