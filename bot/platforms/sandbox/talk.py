"""What people do in the sandbox: say, edit, delete, use commands and press buttons. Turns it into the engine's events."""

import json
import secrets
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final

from bot.clock import ShiftedClock
from bot.core.errors import NotAllowed, NotFound, Refusal, Stale
from bot.core.message import DIRECT, Attachment, ChannelKind, Deletion, Invocation, Message, Person
from bot.engine import Engine
from bot.invocation import Outcome
from bot.platforms.sandbox.world import World
from bot.store import cases, sandbox
from bot.store.database import Transaction

LONGEST = 200_000
"""Characters of a message: far above what any platform takes, so that nothing is cut before it is assessed."""

_JUST_NOW: Final = timedelta(seconds=90)


class Talk:
    """The members' side. Every method raises `Refusal` with words for the person."""

    def __init__(self, engine: Engine, world: World, clock: ShiftedClock) -> None:
        self._engine = engine
        self._world = world
        self._clock = clock

    def person(self, person_id: str) -> Person:
        person = self._world.person(person_id)
        if person is None:
            raise NotFound("refusal.no_such_person")
        return person

    def channel(self, person: Person, channel_id: str) -> str:
        if not self._world.may_see(person, channel_id):
            raise NotFound("refusal.no_such_channel")
        return channel_id

    async def say(
        self, person_id: str, channel_id: str, text: str, reply_to: str | None, event: str | None, files: tuple[Attachment, ...]
    ) -> str:
        """Store a message and hear it, in one transaction; the same event id again changes nothing."""
        person = self.person(person_id)
        self.channel(person, channel_id)
        if not text.strip() and not files:
            raise Refusal("refusal.empty")
        if len(text) > LONGEST:
            raise Refusal("refusal.too_long", limit=f"{LONGEST:,}")
        message_id = f"{person.id}.{event}" if event else f"{person.id}-{secrets.token_hex(8)}"
        now = self._clock.now()
        await self._may_speak(person, channel_id, now)
        message = await self._message(person, channel_id, text, now, message_id, reply_to, files)

        async def keep(tx: Transaction) -> None:
            only_for = person.id if channel_id == DIRECT else None
            shown = [{"name": file.name, "type": file.media_type, "size": file.size} for file in files]
            content = {"text": text, "files": shown}
            await sandbox.add_message(
                tx,
                message=message_id,
                channel=channel_id,
                author=person.id,
                subject=person.id,
                content=content,
                at=now,
                only_for=only_for,
                reply_to=reply_to,
            )

        if await self._engine.receive(message, keep):
            self._world.changed(channel_id, person.id if channel_id == DIRECT else None, False)
        return message_id

    async def edit(self, person_id: str, message_id: str, text: str) -> None:
        person = self.person(person_id)
        stored = await self._own(person, message_id)
        if not text.strip() and not stored.files:
            raise Refusal("refusal.empty")
        if len(text) > LONGEST:
            raise Refusal("refusal.too_long", limit=f"{LONGEST:,}")
        now = self._clock.now()
        message = await self._message(person, stored.channel, text, now, message_id, stored.reply_to, ())
        edited = replace(message, edited=True, event=f"{message_id}:edit:{secrets.token_hex(8)}")

        async def keep(tx: Transaction) -> None:
            await sandbox.change_message(tx, message_id, {"text": text, "files": list(stored.files)}, now)

        await self._engine.receive(edited, keep)
        self._world.changed(stored.channel, stored.only_for, False)

    async def delete(self, person_id: str, message_id: str) -> None:
        person = self.person(person_id)
        stored = await self._own(person, message_id)
        event = Deletion(f"{message_id}:delete", self._world.place(stored.channel), message_id, person, self._clock.now())

        async def keep(tx: Transaction) -> None:
            await sandbox.take_out(tx, message_id, hidden=False)

        await self._engine.receive(event, keep)
        self._world.changed(stored.channel, stored.only_for, False)

    async def do(self, person_id: str, channel_id: str, command: str, args: dict[str, str]) -> Outcome:
        person = self.person(person_id)
        self.channel(person, channel_id)
        place = self._world.place(channel_id, person.id if channel_id == DIRECT else None)
        invocation = Invocation(f"i-{secrets.token_hex(12)}", command, args, person, place, self._clock.now(), person.lang)
        return await self._engine.invoke(invocation)

    async def press(self, person_id: str, message_id: str, button_id: str, args: dict[str, str]) -> Outcome:
        """A button of a card that the person sees. One that the card no longer has is stale."""
        person = self.person(person_id)
        async with self._engine.database.read() as tx:
            stored = await sandbox.message(tx, message_id)
        if stored is None or stored.deleted or stored.only_for not in {None, person.id}:
            raise NotFound("refusal.no_such_message")
        self.channel(person, stored.channel)
        buttons: list[dict[str, Any]] = stored.card["buttons"] if stored.card else []
        button = next((button for button in buttons if button["id"] == button_id), None)
        if button is None:
            raise await self._overtaken(person, buttons)
        return await self.do(person_id, stored.channel, button["command"], {**args, **button["args"]})

    async def _overtaken(self, person: Person, buttons: list[dict[str, Any]]) -> Stale:
        """The button is gone. Where somebody else has just taken the case that the card is about, that is what it says."""
        number = next((button["args"]["case"] for button in buttons if "case" in button["args"]), None)
        async with self._engine.database.read() as tx:
            case = await cases.get(tx, int(number)) if number is not None else None
        owner = self._world.person(case.owner) if case is not None and case.owner not in {None, person.id} else None
        if case is None or owner is None or case.claimed_at is None or self._clock.now() - case.claimed_at > _JUST_NOW:
            return Stale("refusal.stale")
        ago = self._engine.library.replies.text("common.second_ago", person.lang)
        return Stale("refusal.case_taken", case=str(case.id), name=owner.name, ago=ago)

    async def _message(
        self,
        person: Person,
        channel_id: str,
        text: str,
        at: datetime,
        message_id: str,
        reply_to: str | None,
        files: tuple[Attachment, ...],
    ) -> Message:
        channel = self._world.channel(channel_id)
        direct = channel_id == DIRECT
        message = Message(
            message_id,
            self._world.place(channel_id, person.id if direct else None),
            person,
            text,
            at,
            condition=channel.condition if channel else "general",
            kind=ChannelKind.DIRECT if direct else channel.kind if channel else ChannelKind.SUPPORT,
            reply_to=reply_to,
            attachments=files,
        )
        if reply_to is None:
            return message
        async with self._engine.database.read() as tx:
            answered = await sandbox.message(tx, reply_to)
        if answered is None or answered.channel != channel_id or answered.only_for not in {None, person.id}:
            raise NotFound("refusal.no_such_message")
        if answered.author not in self._world.people:
            return message  # an answer to the bot has no other author
        return replace(message, reply_author=answered.author, reply_text=answered.text or None)

    async def _own(self, person: Person, message_id: str) -> sandbox.Stored:
        async with self._engine.database.read() as tx:
            stored = await sandbox.message(tx, message_id)
        if stored is None or stored.deleted or stored.hidden or not self._world.may_see(person, stored.channel):
            raise NotFound("refusal.no_such_message")
        if stored.author != person.id:
            raise NotAllowed("refusal.not_yours")
        return stored

    async def _may_speak(self, person: Person, channel_id: str, now: datetime) -> None:
        """What the platform itself enforces: time-outs, membership, pace. The private talk is never closed."""
        if channel_id == DIRECT:
            return
        async with self._engine.database.read() as tx:
            restricted = await sandbox.setting(tx, f"restrict:{person.id}")
            member = await sandbox.setting(tx, f"member:{channel_id}:{person.id}")
            pace = await sandbox.setting(tx, f"pace:{channel_id}")
            last = await sandbox.last_said(tx, person.id, channel_id)
        if restricted is not None:
            ends = json.loads(restricted).values()
            if any(not until or datetime.fromisoformat(until) > now for until in ends):
                raise NotAllowed("refusal.paused")
        if member == "out":
            raise NotAllowed("refusal.not_in_channel")
        slow, locked = json.loads(pace) if pace else (0, False)
        if locked or (slow and last is not None and now - last < timedelta(seconds=slow)):
            raise NotAllowed("refusal.slow")
