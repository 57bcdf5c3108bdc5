"""Two moderators do the same thing at the same instant: one wins, the other is told kindly, and it is on record once.

Two processes are two database objects with an engine each; what one of them heard, it works off itself.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from bot.clock import SteadyClock
from bot.core.card import Button, Card
from bot.core.decision import Human, Urgency
from bot.core.message import Invocation, Place
from bot.detectors.everything import pipeline
from bot.durable import Run
from bot.engine import Engine
from bot.invocation import Outcome
from bot.knowledge.library import Library
from bot.metrics import Metrics
from bot.platforms.sandbox.world import World, card_json
from bot.store import audit, cases, inbox, sandbox
from bot.store.database import Database
from bot.store.seal import MasterKey
from cogs import ALL
from tests.town import CHANNELS, PEOPLE, Town, town

Note = Callable[[str, object], None]
"""pytest's `record_property`."""
TIMES = 100
PAIR = ("sam", "mira")
SUPPORT = Place("sandbox", "town", "prostate")
MODERATORS = Place("sandbox", "town", "moderators")
KIND = {"sam": "Sam took case {} a second ago.", "mira": "Mira took case {} a second ago."}


@dataclass(frozen=True, slots=True)
class Race:
    """How a hundred meetings ended."""

    won: Counter[str]
    told: int

    def __str__(self) -> str:
        return f"{TIMES} meetings: {dict(sorted(self.won.items()))} won, {self.told} were told kindly who was first"


async def test_two_people_press_the_same_button(tmp_path: Path, library: Library, record_property: Note) -> None:
    async with town(tmp_path, library) as here:
        numbers = await open_cases(here.parts.database, here.clock.now())
        buttons = await claim_buttons(here, numbers)
        race = Race(Counter(), 0)
        for turn, number in enumerate(numbers):
            pair = PAIR if turn % 2 else PAIR[::-1]
            message, button = buttons[number]
            outcomes = await asyncio.gather(*(here.talk.press(who, message, button, {}) for who in pair))
            race = judged(race, number, dict(zip(pair, outcomes, strict=True)))
        await here.settle()
        await once_on_record(here.parts.database, numbers, race)
        assert await here.parts.engine.settled() == (0, 0, 0)
    record_property("counts", str(race))


async def test_two_people_ask_for_the_next_case(tmp_path: Path, library: Library, record_property: Note) -> None:
    async with town(tmp_path, library) as here:
        numbers = await open_cases(here.parts.database, here.clock.now())
        given: dict[str, list[str]] = {who: [] for who in PAIR}
        for turn in range(TIMES // 2):
            pair = PAIR if turn % 2 else PAIR[::-1]
            outcomes = await asyncio.gather(*(here.talk.do(who, "moderators", "case next", {}) for who in pair))
            for who, outcome in zip(pair, outcomes, strict=True):
                assert outcome.reply is not None, outcome
                given[who].append(outcome.reply.title.split(":")[0])
        assert sorted(given["sam"] + given["mira"]) == sorted(f"Case {number}" for number in numbers)  # nobody got another's
        assert len(given["sam"]) == len(given["mira"]) == TIMES // 2
        last = await here.talk.do("sam", "moderators", "case next", {})
        assert last.reply is not None
        assert "queue is empty" in last.reply.title
        await once_on_record(here.parts.database, numbers, Race(Counter(dict.fromkeys(PAIR, TIMES // 2)), 0))
    record_property("counts", f"{TIMES // 2} times 'next' by two at once: {TIMES} different cases")


async def test_two_processes_claim_the_same_case(database_url: str, library: Library, record_property: Note) -> None:
    async with two_processes(database_url, library) as both:
        numbers = await open_cases(both[0].engine.database, both[0].engine.clock.now())
        race = Race(Counter(), 0)
        for turn, number in enumerate(numbers):
            pair = PAIR if turn % 2 else PAIR[::-1]
            asked = [command(who, turn, "case claim", case=str(number)) for who in pair]
            chosen = both if turn % 4 < 2 else both[::-1]
            outcomes = await asyncio.gather(*(one.invoke(ask) for one, ask in zip(chosen, asked, strict=True)))
            race = judged(race, number, dict(zip(pair, outcomes, strict=True)))
        await once_on_record(both[0].engine.database, numbers, race)
    record_property("counts", str(race))


async def test_two_processes_hand_out_different_cases(database_url: str, library: Library) -> None:
    async with two_processes(database_url, library) as both:
        numbers = await open_cases(both[0].engine.database, both[0].engine.clock.now())
        given: list[str] = []
        for turn in range(TIMES // 2):
            asked = [command(who, turn, "case next") for who in PAIR]
            for outcome in await asyncio.gather(*(one.invoke(ask) for one, ask in zip(both, asked, strict=True))):
                assert outcome.reply is not None, outcome
                given.append(outcome.reply.title.split(":")[0])
        assert sorted(given) == sorted(f"Case {number}" for number in numbers)


async def test_two_processes_that_take_rows_in_different_order_both_get_through(database_url: str, library: Library) -> None:
    """A merge holds the record's head and wants a case; a claim holds that case and wants the head: nobody is thrown out."""
    async with two_processes(database_url, library) as both:
        numbers = await open_cases(both[0].engine.database, both[0].engine.clock.now())
        for turn, (one, other) in enumerate(zip(numbers[:30], numbers[30:60], strict=True)):
            merge = command("sam", turn, "case merge", case=str(one), into=str(other))
            claim = command("mira", turn, "case claim", case=str(one))
            merged, claimed = await asyncio.gather(both[0].invoke(merge), both[1].invoke(claim))
            assert bool(merged.refused) != bool(claimed.refused), (merged, claimed)
        async with both[0].engine.database.read() as tx:
            assert (await audit.verify(tx)).fault is None
            assert await inbox.pending(tx) == 0


async def test_an_event_that_another_process_was_first_with_leaves_nothing(database_url: str, library: Library) -> None:
    async with two_processes(database_url, library) as both:
        (number, *_) = await open_cases(both[0].engine.database, both[0].engine.clock.now())
        look = command("sam", 0, "case evidence", case=str(number), reason="decide")
        async with both[0].engine.database.write() as tx:
            await inbox.hear(tx, look, both[0].engine.clock.now())
        first, second = await asyncio.gather(*(one.engine.handling.handle(look.id, look) for one in both))
        assert sorted([bool(first.outcome.refused), bool(second.outcome.refused)]) == [False, True]
        async with both[0].engine.database.read() as tx:
            assert [step.kind for step in await audit.of_case(tx, number)] == ["opened", "looked"]


async def open_cases(database: Database, now: datetime) -> list[int]:
    """A hundred cases of one member, each as a message of theirs would open it."""
    made = []
    async with database.write() as tx:
        for number in range(TIMES):
            new = cases.NewCase("privacy", "self", Urgency.LOW, Human.CASE, "ana", SUPPORT, f"m{number}", None)
            case, _ = await cases.open_once(tx, new, now)
            made.append(case.id)
    return made


async def claim_buttons(here: Town, numbers: Sequence[int]) -> dict[int, tuple[str, str]]:
    """A card for each case in the moderators' channel: its id, and the id of its button."""
    found = {}
    async with here.parts.database.write() as tx:
        for number in numbers:
            card = card_json(Card(f"Case {number}", buttons=(Button("Claim", "case claim", {"case": str(number)}),)))
            await sandbox.add_message(
                tx,
                message=f"card-{number}",
                channel="moderators",
                author="carecircle",
                subject="carecircle",
                content={"card": card},
                at=here.clock.now(),
            )
            found[number] = f"card-{number}", card["buttons"][0]["id"]
    return found


def judged(race: Race, number: int, outcomes: dict[str, Outcome]) -> Race:
    """Exactly one got the case, and the other reads the winner's name."""
    winners = [who for who, outcome in outcomes.items() if not outcome.refused]
    assert len(winners) == 1, outcomes
    (loser,) = set(outcomes) - set(winners)
    assert outcomes[loser].refused == KIND[winners[0]].format(number)
    return Race(race.won + Counter(winners), race.told + 1)


async def once_on_record(database: Database, numbers: Sequence[int], race: Race) -> None:
    owners: Counter[str] = Counter()
    async with database.read() as tx:
        for number in numbers:
            steps = await audit.of_case(tx, number)
            assert [step.kind for step in steps] == ["opened", "claimed"]
            case = await cases.get(tx, number)
            assert case is not None
            assert case.owner == steps[1].actor
            owners[case.owner or ""] += 1
        assert (await audit.verify(tx)).fault is None
    assert owners == race.won


def command(who: str, turn: int, name: str, **args: str) -> Invocation:
    person = next(person for person in PEOPLE if person.id == who)
    return Invocation(f"{name}-{who}-{turn}", name, args, person, MODERATORS, SteadyClock().now())


class Own:
    """Wakes nothing but what this process heard itself: two processes share their lanes, and here nobody shares them out."""

    def __init__(self) -> None:
        self.mine: list[str] = []
        self.process: Callable[[str], Awaitable[None]] | None = None
        self._tasks: set[asyncio.Future[None]] = set()

    def wake(self, lane: str, at: datetime | None = None) -> None:
        if lane == "inbox" and self.process is not None and self.mine:
            task = asyncio.ensure_future(self.process(self.mine.pop()))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def start(self, run: Run) -> None: ...

    async def stop(self) -> None:
        await asyncio.gather(*self._tasks)

    def idle(self) -> bool:
        return not self._tasks


@dataclass(frozen=True, slots=True)
class Process:
    engine: Engine
    own: Own

    async def invoke(self, ask: Invocation) -> Outcome:
        self.own.mine.append(ask.id)
        return await self.engine.invoke(ask)


async def _process(engine: Engine, event_id: str) -> None:
    if (heard := await engine._heard(event_id)) is not None:
        await engine._process(heard)


@asynccontextmanager
async def two_processes(url: str, library: Library) -> AsyncIterator[tuple[Process, Process]]:
    key, detectors = MasterKey.new(), pipeline(library)
    made: list[Process] = []
    for _ in range(2):
        database, clock, own = Database.open(url, key), SteadyClock(), Own()
        world = World(database, clock, "town")
        await world.add([(person, "") for person in PEOPLE], list(CHANNELS))
        engine = Engine(
            database=database,
            clock=clock,
            durable=own,
            cogs=ALL,
            assess=detectors.assess,
            library=library,
            metrics=Metrics(),
        )
        engine.connect(world)
        own.process = partial(_process, engine)
        made.append(Process(engine, own))
    try:
        yield made[0], made[1]
    finally:
        for process in made:
            await process.own.stop()
            await process.engine.database.close()
