"""The imperative shell: hears events once, lets the cogs decide, stores what follows, delivers it.

One message: stored sealed as `received` and acknowledged; assessed and decided; in one transaction marked done with the state,
the keyed actions and the timers that follow; then delivered lane by lane. Commands, buttons and timers pass the same way; what a
person typed into them is assessed first. Nothing flows back.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from bot.clock import Clock
from bot.cog import Cog, Command
from bot.completion import complete
from bot.core.action import Later
from bot.core.backlog import Waiting, ahead, bonds
from bot.core.decision import Human, Urgency
from bot.core.errors import BadSettings, NotFound, Outage, Refusal
from bot.core.finding import Assessment
from bot.core.message import Invocation, Message, Person, Place
from bot.delivery import Delivery
from bot.durable import Durable
from bot.handling import TIMERS, Handled, Handling
from bot.invocation import Outcome, typed_into
from bot.knowledge.library import Library
from bot.metrics import Metrics
from bot.platform import Platform
from bot.store import articles, cases, evidence, inbox, outbox, private_notes, timers, trials
from bot.store.codec import Event
from bot.store.database import Database, Transaction

_INBOX: Final = "inbox"
_ATTEMPTS: Final = 3
_FEW: Final = 3
"""So many events may wait and are taken in their turn; of more, danger goes ahead."""
_IDS_KEPT: Final = timedelta(days=2)
_SWEEP: Final = timedelta(hours=1)
_DUE_AGAIN: Final = timedelta(minutes=5)
"""After how long what fell due and broke is tried again."""
_log = logging.getLogger(__name__)


class Engine:
    """Started once by the composition root. `assess` is the pipeline; `library` may be replaced when content changes."""

    def __init__(
        self,
        *,
        database: Database,
        clock: Clock,
        durable: Durable,
        cogs: Sequence[Cog],
        assess: Callable[[Message], Assessment],
        library: Library,
        metrics: Metrics,
    ) -> None:
        self.database = database
        self.clock = clock
        self.library = library
        self.metrics = metrics
        self._durable = durable
        self._cogs = tuple(cogs)
        self._platforms: dict[str, Platform] = {}
        self.handling = Handling(
            database=database,
            clock=clock,
            cogs=cogs,
            assess=assess,
            library=library,
            metrics=metrics,
            platforms=self._platforms,
        )
        self.commands: Mapping[str, Command] = self.handling.commands
        self._delivery = Delivery(database, clock, durable, metrics, self._platforms)
        self._awaited: dict[str, asyncio.Future[Outcome]] = {}
        self._swept: datetime | None = None
        self._shaken = False

    def connect(self, platform: Platform) -> None:
        self._platforms[platform.name] = platform

    def connect_pager(self, pager: Platform, routes: tuple[Place, ...]) -> None:
        """What pages people outside of the chat platforms; cogs find its routes in their context."""
        self.connect(pager)
        self.handling.outside = routes

    async def start(self) -> None:
        """Take up what an earlier run left: events that are not done, actions that are not delivered, timers."""
        async with self.database.write() as tx:
            fresh = await articles.import_files(tx, self.library.articles, self.clock.now())
            await self._arm_daily(tx)
        self.metrics.count("articles_imported", fresh)
        async with self.database.read() as tx:
            lanes = await outbox.lanes_waiting(tx)
        for lane in (_INBOX, TIMERS, *lanes):
            self._durable.wake(lane)
        await self._durable.start(self._run_lane)

    def warm(self) -> None:
        """Learn now what the first question would wait for."""
        _ = self.handling.index.index.bars

    async def arm_daily(self) -> None:
        """For a platform that was not there at start."""
        async with self.database.write() as tx:
            await self._arm_daily(tx)
        self._durable.wake(TIMERS)

    async def _arm_daily(self, tx: Transaction) -> None:
        """What happens every day, on each platform's community, unless an earlier run armed it."""
        for platform in self._platforms.values():
            place = platform.home.moderators or platform.home.clinicians
            for name in (name for cog in self._cogs for name in cog.daily):
                if place is not None and not await timers.armed(tx, f"daily:{name}"):
                    await timers.arm(tx, Later(f"daily:{name}", self.clock.now(), name), place)

    async def work_off(self) -> None:
        """Wait until nothing is in flight; for a past that is played before anybody watches."""
        while True:
            if self._durable.idle() and not any(await self.settled()):
                return
            await asyncio.sleep(0.001)

    async def stop(self) -> None:
        await self._durable.stop()

    async def receive(self, event: Event, beside: Callable[[Transaction], Awaitable[None]] | None = None) -> bool:
        """Store an event; when this returns, it is safe. False where it was heard before.

        `beside` is done in the same transaction for a new event: the sandbox keeps the message itself there.
        """
        try:
            async with self.database.write() as tx:
                new = await inbox.hear(tx, event, self.clock.now())
                if new and beside is not None:
                    await beside(tx)
        finally:
            self._durable.wake(_INBOX)  # also where the answer to a commit was lost: the event may be there
        self.metrics.count("events_heard" if new else "events_repeated")
        return new

    async def invoke(self, invocation: Invocation) -> Outcome:
        """Run a command for a person and wait for its answer. What was typed is looked at whatever comes of the command."""
        command = self.commands.get(invocation.command)
        invocation = replace(invocation, typed=typed_into(command, invocation.args, self.library.names))
        try:
            allowed = self.handling.allowed(invocation)
            missing = allowed.missing(invocation.args)
        except Refusal as refusal:
            if not invocation.typed:
                return self.handling.refused(refusal, invocation.lang)
        else:
            if missing and not self.handling.alarming(invocation):
                return Outcome(missing=missing)
            if allowed.reads_only and not invocation.typed:
                return await self._read(invocation)
        future: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
        self._awaited[invocation.id] = future
        try:
            if not await self.receive(invocation):
                return self.handling.refused(Refusal("refusal.repeated"), invocation.lang)
            return await future
        finally:
            self._awaited.pop(invocation.id, None)

    async def _read(self, invocation: Invocation) -> Outcome:
        """What only reads waits for no other event, and there is nothing to lose."""
        try:
            return await self.handling.answer(invocation)
        except Refusal as refusal:
            return self.handling.refused(refusal, invocation.lang)
        except (Outage, BadSettings):
            raise
        except Exception as error:
            _log.error("a command failed (%s)", type(error).__name__)
            self.metrics.count("events_failed")
            return self.handling.refused(Refusal("refusal.failed"), invocation.lang)

    async def complete(self, person: Person, place: Place, name: str, argument: str, text: str) -> Sequence[tuple[str, str]]:
        """Pairs of value and label for an argument that is being typed."""
        command = self.commands.get(name)
        if command is None or not command.roles & person.roles:
            raise NotFound("refusal.unknown_command")
        async with self.database.read() as tx:
            return await complete(await self.handling.context(tx, "", place, person), command, argument, text)

    async def settled(self) -> tuple[int, int, int]:
        """Events, actions and due timers that are still to be worked off; all zero and no lane at work means settled."""
        now = self.clock.now()
        async with self.database.read() as tx:
            counts = await inbox.pending(tx), await outbox.pending(tx), await timers.count_due(tx, now)
        return counts if any(counts) or self._durable.idle() else (1, 0, 0)

    async def next_due(self) -> datetime | None:
        """When the next timer or postponed delivery falls due."""
        async with self.database.read() as tx:
            moments = [moment for moment in (await timers.next_due(tx), await outbox.next_due(tx)) if moment is not None]
        return min(moments, default=None)

    # Lanes

    async def _run_lane(self, lane: str) -> datetime | None:
        if lane == _INBOX:
            await self._run_inbox()
            return None
        if lane == TIMERS:
            return await self._run_timers()
        return await self._delivery.run(lane)

    async def _run_inbox(self) -> None:
        """Oldest first; where many wait, as after the program was down, danger goes ahead of them (promise 4)."""
        if self._shaken:
            await self._recover()
        known: dict[str, Waiting] = {}
        calm = _FEW
        while True:
            async with self.database.read() as tx:
                heard, waiting = await inbox.oldest(tx)
            if heard is None:
                return
            if waiting > calm:
                calm = max(_FEW, await self._take_danger(known))
            else:
                calm = max(_FEW, calm - 1)
                await self._process(heard)

    async def _take_danger(self, known: dict[str, Waiting]) -> int:
        """Look at each event that waits and is not known yet. What is urgent is processed at once, behind what it may not pass.

        Returns how many are left to be taken in their turn.
        """
        async with self.database.read() as tx:
            waiting = await inbox.waiting(tx)
        before = [known[event_id] for event_id in waiting if event_id in known]
        for event_id in (event_id for event_id in waiting if event_id not in known):
            event = heard.event if (heard := await self._heard(event_id)) is not None else None
            known[event_id] = Waiting(event_id, bonds(event))
            before.append(known[event_id])
            if event is not None and self.handling.urgent(event):
                for one in ahead(before):
                    if (heard := await self._heard(one.id)) is not None:
                        await self._process(heard)
                    before.remove(one)
        return len(before)

    async def _heard(self, event_id: str) -> inbox.Heard | None:
        async with self.database.read() as tx:
            return await inbox.take(tx, event_id)

    async def _recover(self) -> None:
        """After an outage: a commit whose answer was lost may have left actions that no lane was woken for."""
        async with self.database.read() as tx:
            lanes = await outbox.lanes_waiting(tx)
        for lane in (TIMERS, *lanes):
            self._durable.wake(lane)
        self._shaken = False

    async def _run_timers(self) -> datetime | None:
        now = self.clock.now()
        while True:
            async with self.database.read() as tx:
                due = await timers.due(tx, now)
            if not due:
                break
            for timer in due:
                await self._fire(timer)
        await self._sweep(now)
        async with self.database.read() as tx:
            next_timer = await timers.next_due(tx)
        return min(moment for moment in (next_timer, now + _SWEEP) if moment is not None)

    async def _fire(self, timer: timers.Timer) -> None:
        """A due timer becomes an event in the transaction that takes it away: it happens once."""
        event = Invocation(timer.event_id, timer.command, timer.args, None, timer.place, self.clock.now())
        try:
            async with self.database.write() as tx:
                if await timers.take(tx, timer):
                    await inbox.hear(tx, event, self.clock.now())
        finally:
            self._durable.wake(_INBOX)

    async def _sweep(self, now: datetime) -> None:
        if self._swept is not None and now - self._swept < _SWEEP:
            return
        async with self.database.write() as tx:
            await evidence.destroy_expired(tx, now)
            await inbox.destroy_quiet(tx, now + _SWEEP - self.library.policy.keep_quiet_text)  # before, never after its time
            await inbox.forget(tx, now, _IDS_KEPT)
            await private_notes.destroy_expired(tx, now)
            await trials.destroy_before(tx, (now - self.library.policy.keep_evidence).date())
        self._swept = now

    # Processing

    async def _process(self, heard: inbox.Heard) -> None:
        lang = heard.event.lang if isinstance(heard.event, Invocation) else "en"
        try:
            handled = await self._handle(heard, lang)
        except (Outage, BadSettings):  # nothing is wrong with the event: it stays, and the lane tries again
            self._shaken = True
            self._answer(heard.id, self.handling.refused(Refusal("refusal.kept"), lang))
            raise
        for lane, moment in handled.wakes:
            self._durable.wake(lane, moment)
        self._answer(heard.id, handled.outcome)

    async def _handle(self, heard: inbox.Heard, lang: str) -> Handled:
        """An event that breaks is tried again, and at last given up in a way that somebody or something sees."""
        try:
            if heard.damaged is not None:
                await self._open_damaged(heard, heard.damaged)
                return Handled()
            return await self.handling.handle(heard.id, heard.event)
        except (Outage, BadSettings):
            raise
        except Exception as error:
            _log.error("an event failed (%s)", type(error).__name__)
            self.metrics.count("events_failed")
            if heard.attempts + 1 < _ATTEMPTS and heard.id not in self._awaited:  # a person who waits is told at once
                async with self.database.write() as tx:
                    await inbox.count_attempt(tx, heard.id)
                raise
            if isinstance(heard.event, Invocation) and heard.event.actor is None:
                async with self.database.write() as tx:  # what fell due is never given up: a page must go out
                    await timers.arm_again(tx, heard.event, at := self.clock.now() + _DUE_AGAIN)
                    await inbox.finish(tx, heard.id, self.clock.now())
                return Handled(wakes=((TIMERS, at),))
            await self.handling.give_up(heard.id, heard.event)
            return Handled(self.handling.refused(Refusal("refusal.failed"), lang))

    async def _open_damaged(self, heard: inbox.Heard, damaged: inbox.Damaged) -> None:
        """A stored event that cannot be read any more holds up no other; where it was a message, a person is told of it."""
        _log.error("a stored event cannot be read any more: the database was altered or damaged")
        self.metrics.count("events_failed")
        now = self.clock.now()
        async with self.database.write() as tx:
            if damaged.message is not None and damaged.place is not None:
                what = "unmeasured", "failed", Urgency.LOW, Human.REVIEW
                await cases.open_once(tx, cases.NewCase(*what, damaged.person, damaged.place, damaged.message, None), now)
            await inbox.finish(tx, heard.id, now)

    def _answer(self, event_id: str, outcome: Outcome) -> None:
        if (future := self._awaited.get(event_id)) is not None and not future.done():
            future.set_result(outcome)
