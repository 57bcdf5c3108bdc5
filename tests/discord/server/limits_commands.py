"""Discord's documented limits on application commands."""

import re
from typing import Any

from tests.discord.server.limits import choices, length, needed, number
from tests.discord.server.wire import ApiError, Json, invalid

NAME = re.compile(r"^[-_'\w\u0900-\u097f\u0e00-\u0e7f]{1,32}$")
LOCALES = {"id", "da", "de", "en-GB", "en-US", "es-ES", "es-419", "fr", "hr", "it", "lt", "hu", "nl", "no", "pl", "pt-BR", "ro"}
LOCALES |= {"fi", "sv-SE", "vi", "tr", "cs", "el", "bg", "ru", "uk", "hi", "th", "zh-CN", "ja", "zh-TW", "ko"}
COUNT = {1: 100, 2: 5, 3: 5}
"""How many commands of each type may be in one place: slash commands, and those of a person's and a message's menu."""


def all_of(found: list[Json]) -> None:
    """A whole place's commands at once."""
    for index, each in enumerate(found):
        command(each, f"{index}.")
    names = [(int(each.get("type") or 1), each["name"]) for each in found]
    for index, name in enumerate(names):
        if name in names[:index]:
            raise invalid(f"{index}", "APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique")
    for kind, most in COUNT.items():
        if sum(1 for each, _ in names if each == kind) > most:
            raise ApiError(400, 30032, f"Maximum number of application commands reached ({most})")


def command(found: Json, at: str = "") -> None:
    kind = int(found.get("type") or 1)
    name(needed(found, "name", at.strip(".")), f"{at}name", slash=kind == 1)
    for locale, text in localizations(found, "name", at):
        name(text, f"{at}name_localizations.{locale}", slash=kind == 1)
    if kind == 1:
        described(found, at)
        options(found.get("options") or [], f"{at}options", 0)
        if total(found) > 8000:
            raise invalid(f"{at}options", "APPLICATION_COMMAND_TOO_LARGE", "Command exceeds maximum size (8000)")
    elif found.get("description") or found.get("options"):
        raise invalid(f"{at}description", "APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION", "Context menus have no description.")
    allowed = found.get("default_member_permissions")
    if allowed is not None and not str(allowed).isdigit():
        raise invalid(f"{at}default_member_permissions", "BASE_TYPE_BAD", "Not a bit set.")


def localizations(found: Json, key: str, at: str) -> list[tuple[str, Any]]:
    texts = found.get(f"{key}_localizations") or {}
    for locale in texts:
        if locale not in LOCALES:
            raise invalid(f"{at}{key}_localizations", "DICT_TYPE_INVALID_KEY", f"{locale} is no locale.")
    return list(texts.items())


def name(found: Any, path: str, *, slash: bool) -> None:
    length(found, path, 1, 32)
    if slash and (not NAME.match(found) or found != found.lower()):
        raise invalid(path, "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")


def described(found: Json, at: str) -> None:
    length(needed(found, "description", at.strip(".")), f"{at}description", 1, 100)
    for locale, text in localizations(found, "description", at):
        length(text, f"{at}description_localizations.{locale}", 1, 100)


def options(found: list[Json], path: str, within: int) -> None:
    """`within`: 0 at the top, 1 in a sub-command, 2 in a group of them."""
    length(found, path, 0, 25)
    seen: set[str] = set()
    optional = False
    nested = any(int(each.get("type", 0)) in (1, 2) for each in found)
    for at, each in enumerate(found):
        here = f"{path}.{at}."
        kind = needed(each, "type", here.strip("."))
        number(kind, f"{here}type", 1, 11)
        name(needed(each, "name", here.strip(".")), f"{here}name", slash=True)
        for locale, text in localizations(each, "name", here):
            name(text, f"{here}name_localizations.{locale}", slash=True)
        described(each, here)
        if each["name"] in seen:
            raise invalid(f"{here}name", "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS", "Option name already exists")
        seen.add(each["name"])
        if nested != (kind in (1, 2)) or (kind == 2 and within) or (kind == 1 and within == 1):
            raise invalid(f"{here}type", "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Sub-commands are not allowed here")
        if kind in (1, 2):
            options(each.get("options") or [], f"{here}options", kind)
            continue
        if each.get("required") and optional:
            raise invalid(f"{here}required", "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", "Required options come first")
        optional = optional or not each.get("required")
        value(each, kind, here)


def value(each: Json, kind: int, here: str) -> None:
    choices(each.get("choices") or [], f"{here}choices")
    if each.get("autocomplete") and (each.get("choices") or kind not in (3, 4, 10)):
        raise invalid(f"{here}autocomplete", "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_INVALID", "No autocompletion here")
    number(each.get("min_length"), f"{here}min_length", 0, 6000)
    number(each.get("max_length"), f"{here}max_length", 1, 6000)


def total(found: Json) -> int:
    """Names, descriptions and values together; of localised texts, the longest counts."""
    count = len(str(found.get("value") or ""))
    for key in ("name", "description"):
        texts = [found.get(key) or "", *(found.get(f"{key}_localizations") or {}).values()]
        count += max(len(text) for text in texts)
    return count + sum(total(each) for each in [*(found.get("options") or []), *(found.get("choices") or [])])
