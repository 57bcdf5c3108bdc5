"""Discord's documented limits on messages and forms. A payload that breaks one is answered as Discord does: 400, code 50035."""

import re
from collections.abc import Iterator
from typing import Any

from tests.discord.server.wire import ApiError, Json, invalid

COMPONENTS_V2 = 1 << 15
BUTTON, SELECTS, TEXT_INPUT = 2, (3, 5, 6, 7, 8), 4


def length(value: Any, path: str, low: int, high: int) -> None:
    """Of a text or a list; None passes."""
    if value is None:
        return
    if not isinstance(value, str | list):
        raise invalid(path, "BASE_TYPE_BAD", "This field is of the wrong type.")
    if isinstance(value, str) and low and not value.strip():
        raise invalid(path, "BASE_TYPE_REQUIRED", "This field is required")
    if not low <= len(value) <= high:
        raise invalid(path, "BASE_TYPE_BAD_LENGTH", f"Must be between {low} and {high} in length.")


def number(value: Any, path: str, low: float, high: float) -> None:
    if value is None:
        return
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise invalid(path, "NUMBER_TYPE_COERCE", f'Value "{value}" is not a number.')
    if not low <= value <= high:
        raise invalid(path, "NUMBER_TYPE_MAX" if value > high else "NUMBER_TYPE_MIN", f"Must be between {low} and {high}.")


def needed(payload: Json, key: str, path: str = "") -> Any:
    if payload.get(key) is None:
        raise invalid(f"{path}.{key}".strip("."), "BASE_TYPE_REQUIRED", "This field is required")
    return payload[key]


def link(value: Any, path: str) -> None:
    if value is not None and not re.match(r"https?://[^\s/]+|attachment://|discord://", str(value)):
        raise invalid(path, "URL_TYPE_INVALID_SCHEME", f'Scheme "{value}" is not supported.')


def message(payload: Json, *, files: int = 0, edit: bool = False, kept: bool = False) -> None:
    """`kept`: the message being edited has something to show already."""
    length(payload.get("content"), "content", 0, 2000)
    length(payload.get("embeds"), "embeds", 0, 10)
    length(payload.get("nonce"), "nonce", 0, 25)
    if payload.get("nonce") is None and payload.get("enforce_nonce"):
        raise invalid("nonce", "BASE_TYPE_REQUIRED", "A nonce is required.")
    if files > 10:
        raise invalid("files", "BASE_TYPE_MAX_LENGTH", "Must be 10 or fewer in length.")
    embeds(payload.get("embeds") or [])
    flags = int(payload.get("flags") or 0)
    components(payload.get("components") or [], bool(flags & COMPONENTS_V2))
    allowed_mentions(payload.get("allowed_mentions"))
    if flags & COMPONENTS_V2:
        if payload.get("content") or payload.get("embeds"):
            raise invalid("flags", "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", "Content and embeds cannot be used.")
        if not edit and not payload.get("components"):
            raise invalid("components", "BASE_TYPE_REQUIRED", "This field is required")
        return
    shown = payload.get("content") or payload.get("embeds") or payload.get("components") or payload.get("attachments")
    if not (shown or files or payload.get("sticker_ids") or payload.get("poll") or kept):
        raise ApiError(400, 50006, "Cannot send an empty message")


def embeds(found: list[Json]) -> None:
    total = 0
    for index, embed in enumerate(found):
        path = f"embeds.{index}"
        length(embed.get("title"), f"{path}.title", 0, 256)
        length(embed.get("description"), f"{path}.description", 0, 4096)
        length(embed.get("fields"), f"{path}.fields", 0, 25)
        footer, author = embed.get("footer") or {}, embed.get("author") or {}
        length(footer.get("text"), f"{path}.footer.text", 0, 2048)
        length(author.get("name"), f"{path}.author.name", 0, 256)
        number(embed.get("color"), f"{path}.color", 0, 0xFFFFFF)
        link(embed.get("url"), f"{path}.url")
        for part in ("image", "thumbnail"):
            link((embed.get(part) or {}).get("url"), f"{path}.{part}.url")
        for key in ("icon_url", "url"):
            link(footer.get(key), f"{path}.footer.{key}")
            link(author.get(key), f"{path}.author.{key}")
        for at, field in enumerate(embed.get("fields") or []):
            length(needed(field, "name", f"{path}.fields.{at}"), f"{path}.fields.{at}.name", 1, 256)
            length(needed(field, "value", f"{path}.fields.{at}"), f"{path}.fields.{at}.value", 1, 1024)
        total += size(embed)
        if not size(embed) and not any(embed.get(part) for part in ("image", "thumbnail", "url", "video")):
            raise invalid(path, "BASE_TYPE_REQUIRED", "This field is required")
    if total > 6000:
        raise invalid("embeds", "MAX_EMBED_SIZE_EXCEEDED", "Embed size exceeds maximum size of 6000")


def size(embed: Json) -> int:
    words = [embed.get("title"), embed.get("description"), (embed.get("footer") or {}).get("text")]
    words.append((embed.get("author") or {}).get("name"))
    for field in embed.get("fields") or []:
        words += [field.get("name"), field.get("value")]
    return sum(len(each) for each in words if each)


def allowed_mentions(found: Json | None) -> None:
    if not found:
        return
    for kind in ("users", "roles"):
        length(found.get(kind), f"allowed_mentions.{kind}", 0, 100)
        if found.get(kind) and kind in (found.get("parse") or ()):
            raise invalid("allowed_mentions", "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", f"parse and {kind} are exclusive.")


def inside(parts: list[Json], path: str = "components") -> Iterator[tuple[str, Json]]:
    """Every component of a tree, with its place."""
    for index, part in enumerate(parts):
        here = f"{path}.{index}"
        yield here, part
        yield from inside(part.get("components") or [], f"{here}.components")
        for single in ("accessory", "component"):
            if part.get(single):
                yield f"{here}.{single}", part[single]


def components(found: list[Json], v2: bool) -> None:
    if v2:
        whole = list(inside(found))
        if len(whole) > 40:
            raise invalid("components", "BASE_TYPE_MAX_LENGTH", "Must be 40 or fewer in length.")
        if sum(len(part.get("content") or "") for _, part in whole if part.get("type") == 10) > 4000:
            raise invalid("components", "COMPONENT_MAX_TEXT_SIZE_EXCEEDED", "The text must be 4000 or fewer in length.")
    else:
        length(found, "components", 0, 5)
        for index, part in enumerate(found):
            if part.get("type") != 1:
                raise invalid(f"components.{index}.type", "UNION_TYPE_CHOICES", "Value of field must be one of (1,).")
    used: set[str] = set()
    for path, part in inside(found):
        if part.get("type") == 1:
            row(part, path)
        elif part.get("type") == TEXT_INPUT:
            raise invalid(path, "UNION_TYPE_CHOICES", "A text input belongs in a modal.")
        component(part, path, used)


def row(part: Json, path: str) -> None:
    held = part.get("components") or []
    length(held, f"{path}.components", 1, 5)
    if any(each.get("type") in SELECTS for each in held) and len(held) > 1:
        raise invalid(f"{path}.components", "COMPONENT_LAYOUT_WIDTH_EXCEEDED", "The component exceeds the maximum width")


def component(part: Json, path: str, used: set[str]) -> None:
    kind = part.get("type")
    if kind == BUTTON:
        button(part, path)
    if kind in SELECTS:
        select(part, path)
    if kind in SELECTS or kind == TEXT_INPUT or (kind == BUTTON and part.get("style") not in (5, 6)):
        name = needed(part, "custom_id", path)
        length(name, f"{path}.custom_id", 1, 100)
        if name in used:
            raise invalid(f"{path}.custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated")
        used.add(name)


def button(part: Json, path: str) -> None:
    length(part.get("label"), f"{path}.label", 0, 80)
    number(needed(part, "style", path), f"{path}.style", 1, 6)
    if part["style"] == 5:
        link(needed(part, "url", path), f"{path}.url")
        length(part["url"], f"{path}.url", 1, 512)
        if part.get("custom_id"):
            raise invalid(path, "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", "Not both a custom id and a url.")
    if not part.get("label") and not part.get("emoji"):
        raise invalid(path, "BUTTON_COMPONENT_INVALID_EMPTY", "A button needs a label or an emoji.")


def select(part: Json, path: str) -> None:
    length(part.get("placeholder"), f"{path}.placeholder", 0, 150)
    number(part.get("min_values"), f"{path}.min_values", 0, 25)
    number(part.get("max_values"), f"{path}.max_values", 1, 25)
    if part["type"] != 3:
        return
    options = needed(part, "options", path)
    length(options, f"{path}.options", 1, 25)
    values: set[str] = set()
    for at, option in enumerate(options):
        here = f"{path}.options.{at}"
        length(needed(option, "label", here), f"{here}.label", 1, 100)
        length(needed(option, "value", here), f"{here}.value", 1, 100)
        length(option.get("description"), f"{here}.description", 0, 100)
        if option["value"] in values:
            raise invalid(f"{here}.value", "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", "The option value is already used")
        values.add(option["value"])


def modal(data: Json) -> None:
    length(needed(data, "custom_id", "data"), "data.custom_id", 1, 100)
    length(needed(data, "title", "data"), "data.title", 1, 45)
    parts = needed(data, "components", "data")
    length(parts, "data.components", 1, 5)
    used: set[str] = set()
    for index, part in enumerate(parts):
        path = f"data.components.{index}"
        if part.get("type") not in (1, 10, 18):
            raise invalid(f"{path}.type", "UNION_TYPE_CHOICES", "Value of field must be one of (1, 10, 18).")
        if part["type"] == 18:
            length(needed(part, "label", path), f"{path}.label", 1, 45)
            length(part.get("description"), f"{path}.description", 0, 100)
            needed(part, "component", path)
        if part["type"] == 1:
            length(part.get("components"), f"{path}.components", 1, 1)
        for place, each in inside([part], "data.components"):
            component(each, place, used)
            if each.get("type") == TEXT_INPUT:
                text_input(each, place, labelled=part["type"] == 18)


def text_input(part: Json, path: str, *, labelled: bool) -> None:
    if not labelled:
        length(needed(part, "label", path), f"{path}.label", 1, 45)
    length(part.get("placeholder"), f"{path}.placeholder", 0, 100)
    length(part.get("value"), f"{path}.value", 0, 4000)
    number(part.get("min_length"), f"{path}.min_length", 0, 4000)
    number(part.get("max_length"), f"{path}.max_length", 1, 4000)
    number(needed(part, "style", path), f"{path}.style", 1, 2)


def choices(found: list[Json], path: str) -> None:
    """Of an option, or in answer to autocompletion."""
    length(found, path, 0, 25)
    for at, choice in enumerate(found):
        length(needed(choice, "name", f"{path}.{at}"), f"{path}.{at}.name", 1, 100)
        if isinstance(needed(choice, "value", f"{path}.{at}"), str):
            length(choice["value"], f"{path}.{at}.value", 1, 100)
        for text in (choice.get("name_localizations") or {}).values():
            length(text, f"{path}.{at}.name_localizations", 1, 100)
