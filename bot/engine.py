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
from typing import Final, assert_never

from bot.clock import Clock
from bot.cog import Cog, Command, Context
from bot.core.action import Action, Cancel, Direct, Later, Reply, fit
from bot.core.decision import Human, Standing, Urgency
from bot.core.errors import NotAllowed, NotFound, Refusal
from bot.core.finding import Assessment, Label
from bot.core.message import Deletion, Invocation, Message, Person, Place
from bot.delivery import Delivery
from bot.durable import Durable
from bot.invocation import Outcome, professional, spoken
from bot.knowledge.answers import LibraryIndex
from bot.knowledge.library import Library
from bot.metrics import Metrics
from bot.platform import Platform
from bot.shadow import decided
from bot.store import articles, cases, evidence, inbox, minors, outbox, people, timers, trials
from bot.store.codec import Event
from bot.store.database import Database, Transaction

_INBOX: Final = "inbox"
_TIMERS: Final = "timers"
_ATTEMPTS: Final = 3
_IDS_KEPT: Final = timedelta(days=2)
_SWEEP: Final = timedelta(hours=1)
_NOBODY: Final = Person("clock")
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
        self._index = LibraryIndex.build(library)
        self._durable = durable
        self._cogs = tuple(cogs)
        self._assess = assess
        self.commands: Mapping[str, Command] = {command.name: command for cog in cogs for command in cog.commands}
        self._platforms: dict[str, Platform] = {}
        self._outside: tuple[Place, ...] = ()
        self._delivery = Delivery(database, clock, durable, metrics, self._platforms)
        self._awaited: dict[str, asyncio.Future[Outcome]] = {}
        self._wakes: list[tuple[str, datetime | None]] = []
        self._swept: datetime | None = None

    def connect(self, platform: Platform) -> None:
        self._platforms[platform.name] = platform

    def connect_pager(self, pager: Platform, routes: tuple[Place, ...]) -> None:
        """What pages people outside of the chat platforms; cogs find its routes in their context."""
        self.connect(pager)
        self._outside = routes

    async def start(self) -> None:
        """Take up what an earlier run left: events that are not done, actions that are not delivered, timers."""
        async with self.database.write() as tx:
            fresh = await articles.import_files(tx, self.library.articles, self.clock.now())
            await self._arm_daily(tx)
        self.metrics.count("articles_imported", fresh)
        async with self.database.read() as tx:
            lanes = await outbox.lanes_waiting(tx)
        for lane in (_INBOX, _TIMERS, *lanes):
            self._durable.wake(lane)
        await self._durable.start(self._run_lane)

    def warm(self) -> None:
        """Learn now what the first question would wait for."""
        _ = self._index.index.bars

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
        async with self.database.write() as tx:
            new = await inbox.hear(tx, event, self.clock.now())
            if new and beside is not None:
                await beside(tx)
        self.metrics.count("events_heard" if new else "events_repeated")
        if new:
            self._durable.wake(_INBOX)
        return new

    async def invoke(self, invocation: Invocation) -> Outcome:
        """Run a command for a person and wait for its answer. Roles are checked here, at the moment of use."""
        try:
            command = self._allowed(invocation)
        except Refusal as refusal:
            return self._refused(refusal, invocation.lang)
        missing = tuple(arg for arg in command.arguments if arg.required and not invocation.args.get(arg.name, "").strip())
        if missing:
            # The rest of the form is asked for together with what is missing.
            return Outcome(missing=tuple(arg for arg in command.arguments if not invocation.args.get(arg.name, "").strip()))
        typed = frozenset(arg.name for arg in command.arguments if arg.typed and invocation.args.get(arg.name))
        future: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
        self._awaited[invocation.id] = future
        try:
            if not await self.receive(replace(invocation, typed=typed)):
                return self._refused(Refusal("refusal.repeated"), invocation.lang)
            return await future
        finally:
            self._awaited.pop(invocation.id, None)

    async def complete(self, person: Person, place: Place, name: str, argument: str, text: str) -> Sequence[tuple[str, str]]:
        """Pairs of value and label for an argument that is being typed."""
        command = self.commands.get(name)
        if command is None or not command.roles & person.roles:
            raise NotFound("refusal.unknown_command")
        choices = command.choices.get(argument)
        if choices is None:
            return []
        async with self.database.read() as tx:
            return await choices(await self._context(tx, "", place, person), text)

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
        if lane == _TIMERS:
            return await self._run_timers()
        return await self._delivery.run(lane)

    async def _run_inbox(self) -> None:
        while True:
            async with self.database.read() as tx:
                waiting = await inbox.waiting(tx)
            if not waiting:
                return
            for event_id in waiting:
                await self._process(event_id)

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
        async with self.database.write() as tx:
            if await timers.take(tx, timer):
                await inbox.hear(tx, event, self.clock.now())
        self._durable.wake(_INBOX)

    async def _sweep(self, now: datetime) -> None:
        if self._swept is not None and now - self._swept < _SWEEP:
            return
        self._swept = now
        async with self.database.write() as tx:
            await evidence.destroy_expired(tx, now)
            await inbox.destroy_quiet(tx, now + _SWEEP - self.library.policy.keep_quiet_text)  # before, never after its time
            await inbox.forget(tx, now, _IDS_KEPT)
            await trials.destroy_before(tx, (now - self.library.policy.keep_evidence).date())

    # Processing

    async def _process(self, event_id: str) -> None:
        async with self.database.read() as tx:
            heard = await inbox.take(tx, event_id)
        if heard is None:
            return
        try:
            outcome = await self._handle(event_id, heard.event)
        except Refusal as refusal:
            outcome = self._refused(refusal, heard.event.lang if isinstance(heard.event, Invocation) else "en")
            async with self.database.write() as tx:
                await inbox.finish(tx, event_id, self.clock.now())
        except Exception as error:
            _log.error("an event failed (%s)", type(error).__name__)
            self.metrics.count("events_failed")
            if heard.attempts + 1 < _ATTEMPTS and event_id not in self._awaited:  # a person who waits is told at once
                async with self.database.write() as tx:
                    await inbox.count_attempt(tx, event_id)
                raise
            await self._give_up(event_id, heard.event)
            outcome = self._refused(Refusal("refusal.failed"), "en")
        while self._wakes:  # after the commit: a lane that looked earlier would find nothing and sleep
            self._durable.wake(*self._wakes.pop())
        if (future := self._awaited.get(event_id)) is not None and not future.done():
            future.set_result(outcome)

    async def _handle(self, event_id: str, event: Event | None) -> Outcome:
        """Everything from the assessment to the commit."""
        match event:
            case None:
                async with self.database.write() as tx:
                    await inbox.finish(tx, event_id, self.clock.now())
                return Outcome()
            case Message():
                return await self._handle_message(event_id, event)
            case Deletion():
                return await self._handle_deletion(event_id, event)
            case Invocation():
                return await self._handle_invocation(event_id, event)
            case _:
                assert_never(event)

    async def _handle_message(self, event_id: str, message: Message) -> Outcome:
        assessment = self._look(message)
        async with self.database.write() as tx:
            actions = await self._listen(tx, event_id, message, assessment)
            await self._commit(tx, event_id, actions, message.place)
        return Outcome()

    async def _handle_deletion(self, event_id: str, deletion: Deletion) -> Outcome:
        async with self.database.write() as tx:
            context = await self._context(tx, event_id, deletion.place, deletion.author)
            actions: list[Action] = []
            for cog in self._cogs:
                for heard in cog.heard:
                    actions += await heard(context, deletion)
            await self._commit(tx, event_id, actions, deletion.place)
        return Outcome()

    async def _handle_invocation(self, event_id: str, invocation: Invocation) -> Outcome:
        command = self._allowed(invocation)
        said = spoken(invocation)
        assessment = self._look(said) if said is not None else None
        args = command.read(invocation.args)
        async with self.database.write() as tx:
            actions: list[Action] = []
            if said is not None and assessment is not None and not professional(command, assessment):
                actions = await self._listen(tx, event_id, said, assessment)
                if assessment.value(Label.CRISIS) != "none":
                    await self._commit(tx, event_id, actions, invocation.place)
                    return Outcome(next((action.card for action in actions if isinstance(action, Direct)), None))
            context = replace(await self._context(tx, event_id, invocation.place, invocation.actor), seen=assessment)
            actions = [*actions, *await command.run(context, args)]
            await self._commit(tx, event_id, actions, invocation.place)
        replies = [action for action in actions if isinstance(action, Reply)]
        return Outcome(replies[-1].card, replies[-1].private, replies[-1].files) if replies else Outcome()

    def _look(self, message: Message) -> Assessment:
        with self.metrics.time("assess_seconds"):
            assessment = self._assess(message)
        self.metrics.count("messages_assessed")
        for finding in assessment.findings:
            self.metrics.count("findings", label=finding.label.value)
        return assessment

    async def _listen(self, tx: Transaction, event_id: str, message: Message, assessment: Assessment) -> list[Action]:
        standing = await self._standing(tx, message)
        decision = await decided(tx, message, assessment, standing, self.library, self.clock.now(), self.metrics)
        context = await self._context(tx, event_id, message.place, message.author)
        actions: list[Action] = []
        for cog in self._cogs:
            for listener in cog.listeners:
                actions += await listener(context, message, decision)
        return actions

    async def _standing(self, tx: Transaction, message: Message) -> Standing:
        solicitations = await cases.count_of(tx, message.author.id, Label.SOLICITATION.value)
        in_crisis = await cases.open_crisis_of(tx, message.author.id) is not None
        other = message.reply_author
        vulnerable = other is not None and await minors.vulnerable(tx, other)
        return Standing(solicitations, in_crisis, vulnerable)

    async def _context(self, tx: Transaction, event_id: str, place: Place, actor: Person | None) -> Context:
        platform = self._platforms[place.platform]
        chosen = await people.chosen(tx, actor.id) if actor else {}
        if actor is not None:
            actor = replace(actor, country=chosen.get("country", actor.country), lang=chosen.get("lang", actor.lang))
        return Context(
            tx=tx,
            now=self.clock.now(),
            event=event_id,
            place=place,
            actor=actor,
            lang=actor.lang if actor else "en",
            library=self.library,
            index=self._index,
            policy=self.library.policy,
            directory=platform.directory,
            home=platform.home,
            outside=self._outside,
            cogs=self._cogs,
            commands=tuple(self.commands.values()),
            spans_of=lambda text: self._assess(Message(event_id, place, actor or _NOBODY, text, self.clock.now())).spans,
        )

    async def _commit(self, tx: Transaction, event_id: str, actions: list[Action], place: Place) -> None:
        """The last step inside the transaction: actions in the outbox, timers armed, the event done."""
        now = self.clock.now()
        for action in fit(actions, self._platforms[place.platform].powers):
            match action:
                case Reply():
                    continue
                case Later():
                    await timers.arm(tx, action, place)
                    self._wakes.append((_TIMERS, action.at))
                case Cancel():
                    await timers.cancel(tx, action.key)
                case _:
                    if lane := await outbox.put(tx, action, now):
                        self._wakes.append((lane, None))
        await inbox.finish(tx, event_id, now)

    async def _give_up(self, event_id: str, event: Event | None) -> None:
        """After the last attempt a human gets what the program could not handle: never silence."""
        now = self.clock.now()
        async with self.database.write() as tx:
            if isinstance(event, Message):
                new = cases.NewCase(
                    "unmeasured", "failed", Urgency.LOW, Human.REVIEW, event.author.id, event.place, event.id, None
                )
                case, _ = await cases.open_once(tx, new, now)
                until = now + self.library.policy.keep_evidence
                await evidence.keep(tx, case.id, event.id, "original", event.author.id, event.text, now, until)
            await inbox.finish(tx, event_id, now)

    def _allowed(self, invocation: Invocation) -> Command:
        command = self.commands.get(invocation.command)
        if command is None:
            raise Refusal("refusal.unknown_command")
        if invocation.actor is None:
            if not command.at_clock:
                raise NotAllowed("refusal.not_allowed")
        elif command.at_clock or not command.roles & invocation.actor.roles:
            raise NotAllowed("refusal.not_allowed")
        return command

    def _refused(self, refusal: Refusal, lang: str) -> Outcome:
        values = dict(refusal.values)
        if "argument" in values:
            values["argument"] = self.library.replies.text(f"argument.{values['argument']}", lang)
        return Outcome(refused=self.library.replies.text(refusal.key, lang, **values))
