"""Commands as people meet them: which are offered to whom, and what a filled-in one sends."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tests.discord.server import payloads, permissions, posting
from tests.discord.server.permissions import Permission
from tests.discord.server.state import Channel, Guild, Message, State, User
from tests.discord.server.wire import Json

SLASH, USER_MENU, MESSAGE_MENU = 1, 2, 3
STRING, INTEGER, BOOLEAN, USER, CHANNEL, ROLE, MENTIONABLE, NUMBER, ATTACHMENT = 3, 4, 5, 6, 7, 8, 9, 10, 11


class NotPossible(Exception):
    """Discord's own client would not let a person do this: nothing of it reaches the bot."""


def offered(state: State, who: User, place: Channel, kind: int = SLASH) -> list[Json]:
    """The commands that this person is shown in this channel."""
    guild = None if place.guild_id is None else state.guilds[place.guild_id]
    mine = state.commands.get("", {}) | (state.commands.get(guild.id, {}) if guild else {})
    return [each for each in mine.values() if each["type"] == kind and shown(state, each, who, place, guild)]


def shown(state: State, command: Json, who: User, place: Channel, guild: Guild | None) -> bool:
    contexts = command.get("contexts")
    if guild is None:
        return bool(1 in contexts if contexts is not None else command.get("dm_permission", True))
    if contexts is not None and 0 not in contexts:
        return False
    held = permissions.in_channel(state, who.id, place)
    member = guild.members[who.id]
    if permissions.in_guild(state, guild, member) & Permission.ADMINISTRATOR:
        return True
    if not held & Permission.USE_APPLICATION_COMMANDS:
        return False
    listed = state.command_permissions.get((guild.id, command["id"]))
    if listed is not None:
        return any(each["permission"] for each in listed if each["id"] in (who.id, guild.id, *member.roles))
    needed = command.get("default_member_permissions")
    if needed is None:
        return True
    return int(needed) != 0 and not Permission(int(needed)) & ~held


def find(state: State, who: User, place: Channel, name: str, kind: int, *, forced: bool) -> Json:
    """By its first word; `forced` finds what is not offered too, as when a command's permissions have just changed."""
    first = name if kind != SLASH else name.split(maxsplit=1)[0]
    everything = state.commands.get("", {}) | state.commands.get(place.guild_id or "", {})
    mine = list(everything.values()) if forced else offered(state, who, place, kind)
    found = next((each for each in mine if each["name"] == first and each["type"] == kind), None)
    if found is None:
        raise NotPossible(f"/{name} is not offered to {who.name}")
    return found


def leaf(command: Json, name: str) -> tuple[list[Json], list[Json]]:
    """The path of sub-commands to what was named, and the options that it has."""
    path: list[Json] = []
    options: list[Json] = command.get("options") or []
    for word in name.split()[1:]:
        found = next((each for each in options if each["name"] == word and each["type"] in (1, 2)), None)
        if found is None:
            raise NotPossible(f"/{name}: there is no {word!r}")
        path.append(found)
        options = found.get("options") or []
    if any(each["type"] in (1, 2) for each in options):
        raise NotPossible(f"/{name} is not a whole command")
    return path, options


@dataclass
class Filling:
    """Turns what a person filled in into options and what they stand for."""

    state: State
    place: Channel

    def data(self, command: Json, name: str, given: Mapping[str, Any], focused: str | None = None) -> Json:
        path, options = leaf(command, name)
        resolved: Json = {}
        filled = self.filled(name, options, given, resolved, focused)
        for each in reversed(path):
            filled = [{"name": each["name"], "type": each["type"], "options": filled}]
        made: Json = {"id": command["id"], "name": command["name"], "type": SLASH, "options": filled}
        made |= {"guild_id": command["guild_id"]} if "guild_id" in command else {}
        return made | ({"resolved": resolved} if resolved else {})

    def filled(self, name: str, options: list[Json], given: Mapping[str, Any], resolved: Json, focused: str | None) -> list[Json]:
        known = {each["name"]: each for each in options}
        if strange := set(given) - set(known):
            raise NotPossible(f"/{name} has no option {sorted(strange)}; it has {sorted(known)}")
        lacking = [each["name"] for each in options if each.get("required") and each["name"] not in given]
        if lacking and focused is None:
            raise NotPossible(f"/{name} needs {lacking}")
        found: list[Json] = []
        for key, value in given.items():
            option: Json = {"name": key, "type": known[key]["type"]}
            if key == focused:
                if not known[key].get("autocomplete"):
                    raise NotPossible(f"/{name}: {key} completes nothing")
                found.append(option | {"value": str(value), "focused": True})
            else:
                found.append(option | {"value": self.value(known[key], value, resolved)})
        return found

    def value(self, option: Json, value: Any, resolved: Json) -> Any:
        match option["type"]:
            case 3:
                return self.chosen(option, self.measured(option, str(value), len(str(value)), "length"))
            case 4 | 10:
                kind = int if option["type"] == INTEGER else float
                return self.chosen(option, self.measured(option, kind(value), kind(value), "value"))
            case 5:
                return bool(value)
            case _:
                return self.thing(option, value, resolved)

    def measured(self, option: Json, value: Any, size: float, of: str) -> Any:
        low, high = option.get(f"min_{of}"), option.get(f"max_{of}")
        if (low is not None and size < low) or (high is not None and size > high):
            raise NotPossible(f"{option['name']}: {of} {size} is not between {low} and {high}")
        return value

    def chosen(self, option: Json, value: Any) -> Any:
        """One of the choices, by its value or by the name that is shown."""
        if not option.get("choices"):
            return value
        for each in option["choices"]:
            if value in (each["value"], each["name"]):
                return each["value"]
        raise NotPossible(f"{option['name']}: {value!r} is none of {[each['name'] for each in option['choices']]}")

    def thing(self, option: Json, value: Any, resolved: Json) -> str:
        """A person, channel, role or file, by name or id; what it is goes into `resolved`."""
        kind, state = option["type"], self.state
        guild = None if self.place.guild_id is None else state.guilds[self.place.guild_id]
        if kind == ATTACHMENT:
            file = posting.store(state, self.place.id, *value)
            resolved.setdefault("attachments", {})[file["id"]] = file
            return str(file["id"])
        key = str(getattr(value, "id", value))
        if kind in (USER, MENTIONABLE) and (who := person(state, key)):
            self.resolve_person(who, guild, resolved)
            return who.id
        if kind in (ROLE, MENTIONABLE) and guild is not None:
            for role in guild.roles.values():
                if key in (role["id"], role["name"]):
                    resolved.setdefault("roles", {})[role["id"]] = role
                    return str(role["id"])
        if kind == CHANNEL and guild is not None:
            for each in state.channels_of(guild.id):
                if key in (each.id, each.name) and each.type in (option.get("channel_types") or [each.type]):
                    resolved.setdefault("channels", {})[each.id] = payloads.channel(each) | {"permissions": "0"}
                    return each.id
        raise NotPossible(f"{option['name']}: there is no {value!r}")

    def resolve_person(self, who: User, guild: Guild | None, resolved: Json) -> None:
        resolved.setdefault("users", {})[who.id] = payloads.user(who)
        if guild is not None and who.id in guild.members:
            held = int(permissions.in_channel(self.state, who.id, self.place))
            member = payloads.partial_member(guild.members[who.id]) | {"permissions": str(held)}
            resolved.setdefault("members", {})[who.id] = member


def person(state: State, key: str) -> User | None:
    return next((each for each in state.users.values() if key in (each.id, each.name)), None)


def on_message(state: State, command: Json, message: Message) -> Json:
    """A message's menu: the whole message goes along, whatever the intents."""
    found = {message.id: payloads.to_its_author(state, message)}
    return {
        "id": command["id"],
        "name": command["name"],
        "type": MESSAGE_MENU,
        "target_id": message.id,
        "resolved": {"messages": found},
    }
