"""Our commands as Discord registers them: a group for each first word, menus for what is done to a message or a person.

https://discord.com/developers/docs/interactions/application-commands
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from bot.cog import Argument, Command, Kind
from bot.core.message import Role
from bot.knowledge.replies import FALLBACK, Replies
from bot.platforms.discord.wording import shortened

Payload = dict[str, Any]

_OPTION: Final = {
    Kind.WHOLE_NUMBER: 4,
    Kind.CASE: 4,
    Kind.YES_NO: 5,
    Kind.PERSON: 6,
    Kind.CHANNEL: 7,
}
"""Option types; all others are strings (3)."""
_COMPLETED: Final = frozenset({Kind.CASE, Kind.CONDITION, Kind.ARTICLE})
_GROUP, _SUBCOMMAND, _STRING = 1, 1, 3
_USER_MENU, _MESSAGE_MENU = 2, 3
_MENUS: Final = {Kind.PERSON: _USER_MENU, Kind.MESSAGE: _MESSAGE_MENU}
_MOST_MENUS: Final = 5
_LOCALES: Final[Mapping[str, tuple[str, ...]]] = {"es": ("es-ES", "es-419")}
"""Discord's locales for a language of ours, where they differ: https://discord.com/developers/docs/reference#locales"""
_MANAGE_MESSAGES: Final = str(1 << 13)
"""Members do not see moderators' commands; a server's admin may open them to roles. Roles are checked again at use."""
_MANAGE_SERVER: Final = str(1 << 5)


def payloads(commands: Iterable[Command], replies: Replies) -> list[Payload]:
    """Everything to register for one server, in a stable order."""
    listed = [command for command in commands if command.listed and not command.at_clock]
    groups: dict[str, list[Command]] = {}
    for command in listed:
        groups.setdefault(command.name.split()[0], []).append(command)
    slash = [_group(name, group, replies) for name, group in sorted(groups.items())]
    return [*slash, *menus(listed, replies)]


def menus(commands: Iterable[Command], replies: Replies) -> list[Payload]:
    found: list[Payload] = []
    for kind in (Kind.MESSAGE, Kind.PERSON):
        named = [command for command in commands if menu_argument(command, kind)]
        found += [_menu(command, kind, replies) for command in named[:_MOST_MENUS]]
    return found


def menu_argument(command: Command, kind: Kind) -> str | None:
    """The argument that a menu on a message or person fills in."""
    if command.menu is not kind:
        return None
    return next((argument.name for argument in command.arguments if argument.kind is kind), None)


def menu_name(command: Command, replies: Replies, lang: str = FALLBACK) -> str:
    return shortened(replies.text(f"{command.key}.menu", lang), 32)


def _group(name: str, commands: Sequence[Command], replies: Replies) -> Payload:
    roles = frozenset[Role]().union(*(command.roles for command in commands))
    payload: Payload = {
        "name": name,
        "type": _GROUP,
        **_described(f"feature.{name}", replies, fallback=name.capitalize()),
        "options": [_subcommand(command, replies) for command in sorted(commands, key=lambda one: one.name)],
        "default_member_permissions": _permissions(roles),
    }
    return payload


def _subcommand(command: Command, replies: Replies) -> Payload:
    arguments = sorted(command.arguments, key=lambda one: not one.required)  # Discord wants the required ones first
    return {
        "name": command.name.split()[1],
        "type": _SUBCOMMAND,
        **_described(f"{command.key}.summary", replies),
        "options": [_option(argument, replies) for argument in arguments],
    }


def _option(argument: Argument, replies: Replies) -> Payload:
    payload: Payload = {
        "name": argument.name,
        "type": _OPTION.get(argument.kind, _STRING),
        **_described(f"argument.{argument.name}", replies),
        "required": argument.required,
    }
    if argument.choices:
        payload["choices"] = [_choice(argument, value, replies) for value in argument.choices[:25]]
    elif argument.kind in _COMPLETED:
        payload["autocomplete"] = True
    elif argument.kind is Kind.TEXT:
        payload["max_length"] = 200
    elif argument.kind is Kind.LONG_TEXT:
        payload["max_length"] = 4000
    return payload


def _choice(argument: Argument, value: str, replies: Replies) -> Payload:
    key = f"choice.{argument.name}.{value}"
    named = {"name": shortened(replies.text(key), 100), "value": value}
    return {**named, "name_localizations": _localised(key, replies, 100)}


def _menu(command: Command, kind: Kind, replies: Replies) -> Payload:
    return {
        "name": menu_name(command, replies),
        "type": _MENUS[kind],
        "name_localizations": _localised(f"{command.key}.menu", replies, 32),
        "default_member_permissions": _permissions(command.roles),
    }


def _described(key: str, replies: Replies, fallback: str = "") -> Payload:
    if fallback and key not in replies.keys:
        return {"description": fallback, "description_localizations": {}}
    return {"description": shortened(replies.text(key), 100), "description_localizations": _localised(key, replies, 100)}


def _localised(key: str, replies: Replies, most: int) -> dict[str, str]:
    english = replies.text(key)
    found: dict[str, str] = {}
    for lang in replies.langs:
        text = replies.text(key, lang)
        if lang != FALLBACK and text != english:
            found |= dict.fromkeys(_LOCALES.get(lang, (lang,)), shortened(text, most))
    return found


def _permissions(roles: frozenset[Role]) -> str | None:
    """Who sees it by default. Clinicians have no permission of Discord's own, so what is theirs too stays visible to all."""
    if roles & {Role.MEMBER, Role.CLINICIAN}:
        return None
    return _MANAGE_MESSAGES if Role.MODERATOR in roles else _MANAGE_SERVER


_COMPARED: Final = (
    "name",
    "type",
    "description",
    "options",
    "default_member_permissions",
    "name_localizations",
    "description_localizations",
    "choices",
    "required",
    "autocomplete",
    "max_length",
    "value",
)


def same(ours: Payload, theirs: Payload) -> bool:
    """Whether what is registered already is what we would register: what Discord adds or leaves out does not count."""
    return _stripped(ours) == _stripped(theirs)


def _stripped(payload: Payload) -> Payload:
    kept: Payload = {}
    for name in _COMPARED:
        value = payload.get(name)
        if name in {"options", "choices"}:
            kept[name] = [_stripped(one) for one in value or []]
        else:
            kept[name] = value or None
    return kept


def difference(ours: Sequence[Payload], theirs: Sequence[Payload]) -> tuple[list[Payload], list[str]]:
    """What to register anew or again, and the ids of what to remove."""
    known = {(one.get("type", 1), one["name"]): one for one in theirs}
    wanted = {(one["type"], one["name"]) for one in ours}
    changed = [one for one in ours if (old := known.get((one["type"], one["name"]))) is None or not same(one, old)]
    return changed, [one["id"] for place, one in known.items() if place not in wanted]
