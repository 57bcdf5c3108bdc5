"""People of a server, and what they do and see there.

turn = await ana.runs("case claim", "moderators", case="1")
assert "Case 1" in turn.reply.words
turn = await sam.presses(turn.reply, "Close")
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from tests.discord.seen import Seen, Turn
from tests.discord.server import automod, community, interactions, limits, permissions, posting
from tests.discord.server.commands import MESSAGE_MENU, SLASH, USER_MENU, Filling, NotPossible, find, offered, on_message
from tests.discord.server.limits import SELECTS, TEXT_INPUT, inside
from tests.discord.server.permissions import Permission
from tests.discord.server.posting import File
from tests.discord.server.state import Channel, Guild, Message, State, User
from tests.discord.server.wire import Json

__all__ = ["NotPossible", "Person", "Seen", "Turn"]


@dataclass(frozen=True)
class Person:
    state: State
    user: User
    guild: Guild

    @property
    def id(self) -> str:
        return self.user.id

    @property
    def name(self) -> str:
        return self.user.name

    @property
    def mention(self) -> str:
        return f"<@{self.id}>"

    @property
    def roles(self) -> list[str]:
        """Names."""
        return [self.guild.roles[each]["name"] for each in self.guild.members[self.id].roles]

    def place(self, channel: "str | Channel | None") -> Channel:
        """A channel or thread by name or id; None is the direct channel with the bot."""
        if isinstance(channel, Channel):
            return channel
        if channel is None:
            return self.state.direct(self.id)
        mine = [each for each in self.state.channels.values() if each.guild_id == self.guild.id or self.id in each.recipients]
        found = next((each for each in reversed(mine) if channel in (each.id, each.name)), None)
        if found is None:
            raise NotPossible(f"there is no channel {channel!r}")
        return found

    def may(self, channel: "str | Channel") -> Permission:
        return permissions.in_channel(self.state, self.id, self.place(channel))

    # Writing

    async def says(
        self,
        channel: "str | Channel | None",
        text: str,
        *,
        reply_to: "Seen | str | None" = None,
        attachments: tuple[File, ...] = (),
        voice: bool = False,
    ) -> Seen:
        """Write. Raises `ApiError` where Discord does not let them, and `Blocked` where AutoMod stops it."""
        place = self.place(channel)
        payload: Json = {"content": text}
        if reply_to is not None:
            payload |= {"message_reference": {"message_id": message_id(reply_to)}}
        posting.may_write(self.state, self.id, place, payload, len(attachments))
        limits.message(payload, files=len(attachments))
        posting.slow(self.state, self.id, place)
        automod.check(self.state, self.id, place, text)
        flags = {"flags": 1 << 13} if voice else {}
        return Seen(self.state, posting.create(self.state, self.id, place, payload | flags, attachments))

    async def edits(self, message: "Seen | str", text: str) -> None:
        found = self.find(message)
        if found.author_id != self.id:
            raise NotPossible("this is somebody else's message")
        posting.edit(self.state, found, {"content": text})

    async def deletes(self, message: "Seen | str") -> None:
        found = self.find(message)
        if found.author_id != self.id and not self.may(found.channel_id) & Permission.MANAGE_MESSAGES:
            raise NotPossible("this is somebody else's message")
        posting.delete(self.state, found)

    async def reacts(self, message: "Seen | str", emoji: str) -> None:
        permissions.require(self.state, self.id, self.place(self.find(message).channel_id), Permission.ADD_REACTIONS)
        posting.react(self.state, self.id, self.find(message), emoji)

    async def unreacts(self, message: "Seen | str", emoji: str) -> None:
        posting.unreact(self.state, self.id, self.find(message), emoji)

    async def opens_thread(self, message: "Seen | str", name: str) -> Channel:
        found = self.find(message)
        parent = self.place(found.channel_id)
        permissions.require(self.state, self.id, parent, Permission.CREATE_PUBLIC_THREADS)
        return community.add_thread(self.state, parent, self.id, {"name": name}, message=found)

    async def starts_post(self, forum: "str | Channel", title: str, text: str, *tags: str) -> Seen:
        """A post in a forum; tags by name."""
        parent = self.place(forum)
        permissions.require(self.state, self.id, parent, Permission.SEND_MESSAGES)
        applied = [next(tag["id"] for tag in parent.tags if tag["name"] == each) for each in tags]
        automod.check(self.state, self.id, parent, f"{title}\n{text}")
        thread = community.add_thread(self.state, parent, self.id, {"name": title, "applied_tags": applied})
        return Seen(self.state, posting.create(self.state, self.id, thread, {"content": text}))

    async def joins(self, *roles: str) -> None:
        """Comes back into the server."""
        community.join(self.state, self.guild, self.id, list(roles))

    async def leaves(self) -> None:
        community.leave(self.state, self.guild, self.id)

    def gives(self, who: "Person", role: str) -> None:
        """A role, by name, from the server's settings."""
        found = next(each["id"] for each in self.guild.roles.values() if each["name"] == role)
        self.guild.members[who.id].roles.append(found)
        community.member_changed(self.state, self.guild, self.guild.members[who.id])

    def takes(self, who: "Person", role: str) -> None:
        found = next(each["id"] for each in self.guild.roles.values() if each["name"] == role)
        self.guild.members[who.id].roles.remove(found)
        community.member_changed(self.state, self.guild, self.guild.members[who.id])

    # Seeing

    def sees(self, channel: "str | Channel") -> list[Seen]:
        """What is there for them: the channel's messages, and the ephemeral ones that are theirs. Oldest first."""
        place = self.place(channel)
        if not permissions.sees(self.state, self.id, place):
            return []
        history = bool(self.may(place) & Permission.READ_MESSAGE_HISTORY)
        held = self.state.messages.get(place.id, [])
        return [Seen(self.state, each) for each in held if each.only_for == self.id or (each.only_for is None and history)]

    def direct(self) -> list[Seen]:
        """Direct messages with the bot."""
        return self.sees(self.state.direct(self.id))

    def reads(self, channel: "str | Channel | None") -> str:
        """All that is seen there, as one text."""
        return "\n".join(f"{each.author}: {each.words}" for each in self.sees(self.place(channel)))

    def channels(self) -> list[str]:
        """Names of the channels that they see."""
        held = self.state.channels_of(self.guild.id)
        return [each.name for each in held if permissions.sees(self.state, self.id, each)]

    async def finds(self, text: str, channel: "str | Channel | None", within: float = 5.0) -> Seen:
        """The newest message there that has those words, waiting for it."""
        place = self.place(channel)
        held = await self.state.until(lambda: [each for each in self.sees(place) if text in each.words], within)
        return held[-1]

    def find(self, message: "Seen | str") -> Message:
        if isinstance(message, Seen):
            return self.state.message(message.channel_id, message.id)
        for held in self.state.messages.values():
            for each in held:
                place = self.state.channels[each.channel_id]
                if each.id == message and each.only_for in (None, self.id) and permissions.sees(self.state, self.id, place):
                    return each
        raise NotPossible(f"{self.name} sees no message {message}")

    def newest(self, label: str, channel: "str | Channel | None") -> Seen:
        """The newest message there with that button."""
        for each in reversed(self.sees(self.place(channel))):
            if label in each.buttons:
                return each
        raise NotPossible(f"{self.name} sees no button {label!r} there")

    # Using the bot

    def commands_of(self, channel: "str | Channel | None" = None, kind: int = SLASH) -> list[str]:
        """The slash commands that they are offered: in that channel, or in direct messages. Menus: `kind` 2 and 3."""
        return [each["name"] for each in offered(self.state, self.user, self.place(channel), kind)]

    async def runs(self, command: str, channel: "str | Channel | None", /, *, forced: bool = False, **options: Any) -> Turn:
        """A slash command; sub-commands are further words. People, channels and roles go by name, a file as (name, bytes)."""
        place = self.seen(channel)
        found = find(self.state, self.user, place, command, SLASH, forced=forced)
        data = Filling(self.state, place).data(found, command, options)
        return await self.interact(interactions.COMMAND, place, data)

    async def completes(
        self, command: str, option: str, text: str, channel: "str | Channel | None", **options: Any
    ) -> list[Json]:
        """What is suggested for an option while they type."""
        place = self.seen(channel)
        found = find(self.state, self.user, place, command, SLASH, forced=False)
        data = Filling(self.state, place).data(found, command, options | {option: text}, option)
        return (await self.interact(interactions.AUTOCOMPLETE, place, data)).choices

    async def uses_menu(self, command: str, target: "Seen | Person", *, forced: bool = False) -> Turn:
        """A command of a message's or a person's menu. For a person it is used in the first channel that is seen."""
        if isinstance(target, Seen):
            place = self.seen(target.channel_id)
            found = find(self.state, self.user, place, command, MESSAGE_MENU, forced=forced)
            return await self.interact(interactions.COMMAND, place, on_message(self.state, found, self.find(target)))
        place = self.seen(next(iter(self.channels())))
        found = find(self.state, self.user, place, command, USER_MENU, forced=forced)
        resolved: Json = {}
        Filling(self.state, place).resolve_person(target.user, self.guild, resolved)
        data: Json = {"id": found["id"], "name": command, "type": USER_MENU, "target_id": target.id, "resolved": resolved}
        return await self.interact(interactions.COMMAND, place, data)

    async def presses(self, message: "Seen | str", label: str) -> Turn:
        """A button by its label (or custom id)."""
        found = self.find(message)
        for _, part in inside(found.components):
            if part["type"] == 2 and label in (part.get("label"), part.get("custom_id")):
                if part.get("disabled") or "custom_id" not in part:
                    raise NotPossible(f"the button {label!r} does nothing")
                data = {"component_type": 2, "custom_id": part["custom_id"], "id": part["id"]}
                return await self.interact(interactions.COMPONENT, self.seen(found.channel_id), data, found)
        raise NotPossible(f"there is no button {label!r}, only {Seen(self.state, found).buttons}")

    async def chooses(self, message: "Seen | str", *values: str, menu: str | None = None) -> Turn:
        """From a select menu (the first, or by placeholder or custom id): labels or values; people and roles by name."""
        found = self.find(message)
        for _, part in inside(found.components):
            if part["type"] in SELECTS and menu in (None, part.get("placeholder"), part["custom_id"]):
                if part.get("disabled"):
                    raise NotPossible("the menu is disabled")
                data = {"component_type": part["type"], "custom_id": part["custom_id"], "id": part["id"]}
                data |= self.selected(part, values, self.place(found.channel_id))
                return await self.interact(interactions.COMPONENT, self.seen(found.channel_id), data, found)
        raise NotPossible("there is no such menu")

    def selected(self, part: Json, values: tuple[str, ...], place: Channel) -> Json:
        least, most = part.get("min_values"), part.get("max_values")
        if not (1 if least is None else least) <= len(values) <= (1 if most is None else most):
            raise NotPossible(f"{len(values)} chosen, of {least} to {most}")
        resolved: Json = {}
        found: list[str] = []
        for each in values:
            if part["type"] == 3:
                chosen = [option["value"] for option in part["options"] if each in (option["label"], option["value"])]
                if not chosen:
                    raise NotPossible(f"there is no choice {each!r}")
                found += chosen
            else:
                option = {"name": "menu", "type": {5: 6, 6: 8, 7: 9, 8: 7}[part["type"]]}
                found.append(Filling(self.state, place).thing(option, each, resolved))
        return {"values": found} | ({"resolved": resolved} if resolved else {})

    async def submits(self, turn: Turn, answers: Mapping[str, str]) -> Turn:
        """Fill in the form that came of a turn; fields go by label or custom id."""
        modal = turn.modal
        left = dict(answers)
        place = self.seen(turn.interaction.channel_id)
        parts = [self.filled(part, left, place) for part in modal["components"]]
        if left:
            raise NotPossible(f"the form has no {sorted(left)}")
        data: Json = {"custom_id": modal["custom_id"], "components": parts}
        before = turn.interaction
        message = None if before.message_id is None else self.state.message(before.channel_id, before.message_id)
        return await self.interact(interactions.SUBMIT, place, data, message)

    def filled(self, part: Json, left: dict[str, str], place: Channel) -> Json:
        """A part of a form with what was written into it, as it is sent."""
        if part["type"] == 1:
            return {**part, "components": [self.filled(each, left, place) for each in part["components"]]}
        if part["type"] == 18:
            return {"type": 18, "id": part["id"], "component": self.field(part["component"], part["label"], left, place)}
        return {"type": 10, "id": part["id"]} if part["type"] == 10 else self.field(part, part.get("label"), left, place)

    def field(self, part: Json, label: str | None, left: dict[str, str], place: Channel) -> Json:
        key = next((each for each in (label, part["custom_id"]) if each in left), None)
        sent: Json = {"type": part["type"], "id": part["id"], "custom_id": part["custom_id"]}
        if part["type"] in SELECTS:
            if key is None and part.get("required", True):
                raise NotPossible(f"{label!r} must be chosen")
            return sent | ({"values": []} if key is None else self.selected(part, (left.pop(key),), place))
        if part["type"] != TEXT_INPUT:
            raise NotPossible(f"people here cannot fill in a part of type {part['type']}")
        text = str(part.get("value") or "") if key is None else left.pop(key)
        if part.get("required", True) and not text:
            raise NotPossible(f"{label!r} must be filled in")
        if text and not int(part.get("min_length") or 0) <= len(text) <= int(part.get("max_length") or 4000):
            raise NotPossible(f"{label!r}: {len(text)} characters are too few or too many")
        return sent | {"value": text}

    def seen(self, channel: "str | Channel | None") -> Channel:
        place = self.place(channel)
        if not permissions.sees(self.state, self.id, place):
            raise NotPossible(f"{self.name} does not see that channel")
        return place

    async def interact(self, kind: int, place: Channel, data: Json, message: Message | None = None) -> Turn:
        """Send it, and wait for the first response or until it is too late for one."""
        made = interactions.start(self.state, kind, self.user, place, data, message)
        with suppress(TimeoutError):
            await self.state.until(lambda: made.responded_at, self.state.first_response_within.total_seconds())
        return Turn(self.state, made)


def message_id(of: "Seen | str") -> str:
    return of.id if isinstance(of, Seen) else of
