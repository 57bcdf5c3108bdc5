"""One event, from the assessment to the commit: what a person wrote is always looked at before anything runs on it.

Everything that follows is data in one transaction: the state, the keyed actions, the timers, and the event marked done.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final, assert_never

from bot.clock import Clock
from bot.cog import Cog, Command, Context
from bot.core.action import Action, Cancel, Direct, Later, Reply, fit
from bot.core.decision import Human, Standing, Urgency
from bot.core.errors import NotAllowed, Refusal
from bot.core.finding import Assessment, Label
from bot.core.message import Deletion, Invocation, Message, Person, Place
from bot.invocation import Outcome, professional, spoken
from bot.knowledge.answers import LibraryIndex
from bot.knowledge.library import Library
from bot.metrics import Metrics
from bot.platform import Platform
from bot.shadow import decided
from bot.store import cases, evidence, inbox, minors, outbox, people, timers
from bot.store.codec import Event
from bot.store.database import Database, Transaction

TIMERS: Final = "timers"
_NOBODY: Final = Person("clock")


@dataclass(frozen=True, slots=True)
class Handled:
    """What came of an event. `wakes`: lanes to wake once it is committed, now or at a moment; earlier they would find nothing."""

    outcome: Outcome = field(default_factory=Outcome)
    wakes: tuple[tuple[str, datetime | None], ...] = ()


class _DoneElsewhere(Exception):  # noqa: N818 - ends a transaction that comes too late
    """Another worker was first with this event: nothing of what was about to be stored may be."""


class Handling:
    """Made once by the engine. `platforms` may grow after it is made; `outside` are the ways to page people elsewhere."""

    def __init__(
        self,
        *,
        database: Database,
        clock: Clock,
        cogs: Sequence[Cog],
        assess: Callable[[Message], Assessment],
        library: Library,
        metrics: Metrics,
        platforms: Mapping[str, Platform],
    ) -> None:
        self.outside: tuple[Place, ...] = ()
        self.index = LibraryIndex.build(library)
        self.commands: Mapping[str, Command] = {command.name: command for cog in cogs for command in cog.commands}
        self._database = database
        self._clock = clock
        self._cogs = tuple(cogs)
        self._assess = assess
        self._seen: dict[str, Assessment] = {}
        self._library = library
        self._metrics = metrics
        self._platforms = platforms

    async def handle(self, event_id: str, event: Event | None) -> Handled:
        """Where a command is refused, the outcome says so; what was typed into it has been decided and stored all the same."""
        try:
            return await self._handle(event_id, event)
        except _DoneElsewhere:
            return Handled(self.refused(Refusal("refusal.repeated"), event.lang if isinstance(event, Invocation) else "en"))

    async def _handle(self, event_id: str, event: Event | None) -> Handled:
        match event:
            case None:
                return await self._done(event_id)
            case Message():
                return await self._message(event_id, event)
            case Deletion():
                return await self._deletion(event_id, event)
            case Invocation():
                try:
                    return await self._invocation(event_id, event)
                except Refusal as refusal:
                    await self._done(event_id)
                    return Handled(self.refused(refusal, event.lang))
            case _:
                assert_never(event)

    async def answer(self, invocation: Invocation) -> Outcome:
        """What only reads and had nothing typed into it: beside the writer, and not stored. Raises `Refusal`."""
        async with self._database.read() as tx:
            ran = await self._run(tx, invocation.id, invocation, None)
        if not all(isinstance(action, Reply) for action in ran):
            raise TypeError(f"{invocation.command} only reads: it can do nothing but reply")
        return _outcome(ran)

    async def _done(self, event_id: str) -> Handled:
        async with self._database.write() as tx:
            await inbox.finish(tx, event_id, self._clock.now())
        return Handled()

    async def _message(self, event_id: str, message: Message) -> Handled:
        assessment = self.look(message)
        async with self._database.write() as tx:
            actions = await self._listen(tx, event_id, message, assessment)
            return Handled(wakes=await self._commit(tx, event_id, actions, message.place))

    async def _deletion(self, event_id: str, deletion: Deletion) -> Handled:
        async with self._database.write() as tx:
            context = await self.context(tx, event_id, deletion.place, deletion.author)
            actions: list[Action] = []
            for cog in self._cogs:
                for heard in cog.heard:
                    actions += await heard(context, deletion)
            return Handled(wakes=await self._commit(tx, event_id, actions, deletion.place))

    async def _invocation(self, event_id: str, invocation: Invocation) -> Handled:
        """What was typed first: it is decided whatever comes of the command, and a crisis takes the command's place."""
        said = spoken(invocation)
        assessment = self.look(said) if said is not None else None
        command = self.commands.get(invocation.command)
        async with self._database.write() as tx:
            typed: list[Action] = []
            if said is not None and assessment is not None and not professional(command, assessment):
                typed = await self._listen(tx, event_id, said, assessment)
                if assessment.value(Label.CRISIS) != "none":
                    wakes = await self._commit(tx, event_id, typed, invocation.place)
                    return Handled(Outcome(next((action.card for action in typed if isinstance(action, Direct)), None)), wakes)
            try:
                async with tx.part() if typed else nullcontext():
                    ran = await self._run(tx, event_id, invocation, assessment)
            except Refusal as refusal:
                if not typed:
                    raise
                return Handled(self.refused(refusal, invocation.lang), await self._commit(tx, event_id, typed, invocation.place))
            wakes = await self._commit(tx, event_id, [*typed, *ran], invocation.place)
        return Handled(_outcome(ran), wakes)

    async def _run(self, tx: Transaction, event_id: str, invocation: Invocation, seen: Assessment | None) -> list[Action]:
        command = self.allowed(invocation)
        args = command.read(invocation.args)
        context = await self.context(tx, event_id, invocation.place, invocation.actor)
        return await command.run(replace(context, seen=seen), args)

    def allowed(self, invocation: Invocation) -> Command:
        """Roles are checked here, at the moment of use. Raises `Refusal`."""
        command = self.commands.get(invocation.command)
        if command is None:
            raise Refusal("refusal.unknown_command")
        if invocation.actor is None:
            if not command.at_clock:
                raise NotAllowed("refusal.not_allowed")
        elif command.at_clock or not command.roles & invocation.actor.roles:
            raise NotAllowed("refusal.not_allowed")
        return command

    def alarming(self, event: Event, *, ahead: bool = False) -> bool:
        """Whether danger speaks from a message, or from what was typed so far, so that nothing else may come first.

        `ahead` of its turn: what was seen is kept until then.
        """
        said = spoken(event) if isinstance(event, Invocation) else event
        if not isinstance(said, Message):
            return False
        assessment = self._assess(said)
        if ahead:
            self._seen[_name(said)] = assessment
        if isinstance(event, Invocation) and professional(self.commands.get(event.command), assessment):
            return False
        return assessment.value(Label.CRISIS) != "none"

    def urgent(self, event: Event) -> bool:
        """Whether it goes ahead of others that wait: danger, and what fell due, among which are pages."""
        if isinstance(event, Invocation) and event.actor is None:
            return True
        try:
            return self.alarming(event, ahead=True)
        except Exception:  # it breaks in its own turn, where it is tried again and told
            return False

    def refused(self, refusal: Refusal, lang: str) -> Outcome:
        values = dict(refusal.values)
        if "argument" in values:
            values["argument"] = self._library.replies.text(f"argument.{values['argument']}", lang)
        return Outcome(refused=self._library.replies.text(refusal.key, lang, **values))

    def look(self, message: Message) -> Assessment:
        assessment = self._seen.pop(_name(message), None)
        if assessment is None:
            with self._metrics.time("assess_seconds"):
                assessment = self._assess(message)
        self._metrics.count("messages_assessed")
        for finding in assessment.findings:
            self._metrics.count("findings", label=finding.label.value)
        return assessment

    async def context(self, tx: Transaction, event_id: str, place: Place, actor: Person | None) -> Context:
        platform = self._platforms[place.platform]
        chosen = await people.chosen(tx, actor.id) if actor else {}
        if actor is not None:
            actor = replace(actor, country=chosen.get("country", actor.country), lang=people.lang_of(chosen, actor.lang))
        return Context(
            tx=tx,
            now=self._clock.now(),
            event=event_id,
            place=place,
            actor=actor,
            lang=actor.lang if actor else "en",
            library=self._library,
            index=self.index,
            policy=self._library.policy,
            directory=platform.directory,
            home=platform.home,
            outside=self.outside,
            cogs=self._cogs,
            commands=tuple(self.commands.values()),
            spans_of=lambda text: self._assess(Message(event_id, place, actor or _NOBODY, text, self._clock.now())).spans,
        )

    async def give_up(self, event_id: str, event: Event | None) -> None:
        """After the last attempt a human gets what the program could not handle: never silence."""
        now = self._clock.now()
        async with self._database.write() as tx:
            if isinstance(event, Message):
                new = cases.NewCase(
                    "unmeasured", "failed", Urgency.LOW, Human.REVIEW, event.author.id, event.place, event.id, None
                )
                case, _ = await cases.open_once(tx, new, now)
                until = now + self._library.policy.keep_evidence
                await evidence.keep(tx, case.id, event.id, "original", event.author.id, event.text, now, until)
            await inbox.finish(tx, event_id, now)

    async def _listen(self, tx: Transaction, event_id: str, message: Message, assessment: Assessment) -> list[Action]:
        standing = await self._standing(tx, message)
        decision = await decided(tx, message, assessment, standing, self._library, self._clock.now(), self._metrics)
        context = await self.context(tx, event_id, message.place, message.author)
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

    async def _commit(
        self, tx: Transaction, event_id: str, actions: list[Action], place: Place
    ) -> tuple[tuple[str, datetime | None], ...]:
        """The last step inside the transaction: actions in the outbox, timers armed, the event done. Returns lanes to wake."""
        now = self._clock.now()
        wakes: list[tuple[str, datetime | None]] = []
        clocks: dict[str, Later | None] = {}
        for action in fit(actions, self._platforms[place.platform].powers):
            match action:
                case Reply():
                    continue
                case Later():
                    clocks[action.key] = action
                    wakes.append((TIMERS, action.at))
                case Cancel():
                    clocks[action.key] = None
                case _:
                    if lane := await outbox.put(tx, action, now):
                        wakes.append((lane, None))
        await timers.arm_many(tx, [later for later in clocks.values() if later is not None], place)
        await timers.cancel(tx, *(key for key, later in clocks.items() if later is None))
        if not await inbox.finish(tx, event_id, now):
            raise _DoneElsewhere
        return tuple(wakes)


def _name(message: Message) -> str:
    """The event's: an edit is looked at anew."""
    return message.event or message.id


def _outcome(actions: Sequence[Action]) -> Outcome:
    """The last reply is what the person sees."""
    replies = [action for action in actions if isinstance(action, Reply)]
    return Outcome(replies[-1].card, replies[-1].private, replies[-1].files) if replies else Outcome()
