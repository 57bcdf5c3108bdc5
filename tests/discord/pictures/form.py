"""A modal (https://discord.com/developers/docs/components/reference) as HTML. One menu may be shown open, with its choices."""

from html import escape
from typing import Final

from tests.discord.server.limits import SELECTS, TEXT_INPUT
from tests.discord.server.wire import Json

_LABEL, _TEXT, _PARAGRAPH = 18, 10, 2
_PLACEHOLDERS: Final = {3: "Make a selection", 5: "Select a user", 6: "Select a role", 7: "Select", 8: "Select a channel"}


def form(payload: Json, opened: str = "", application: str = "carecircle") -> str:
    """`opened`: the custom id of the menu whose choices are shown."""
    parts = "".join(_part(each, opened) for each in payload["components"])
    head = f'<span class="face app-face">C</span><h2>{escape(payload["title"])}</h2><span class="close">×</span>'
    return (
        f'<div class="shade"><section class="form"><header>{head}</header>{parts}'
        f'<p class="warning">This form will be submitted to <b>{escape(application)}</b>. '
        f"Do not share passwords or other sensitive information.</p>"
        '<footer><button class="secondary">Cancel</button><button class="primary">Submit</button></footer></section></div>'
    )


def _part(part: Json, opened: str) -> str:
    if part["type"] == _TEXT:
        return f"<p>{escape(part['content'])}</p>"
    inner: Json = part["component"] if part["type"] == _LABEL else part["components"][0]
    label = str(part.get("label") or inner.get("label") or "")
    star = '<span class="star">*</span>' if inner.get("required", True) else ""
    about = f'<div class="about">{escape(part["description"])}</div>' if part.get("description") else ""
    return f"<label>{escape(label)}{star}</label>{about}{_input(inner, opened)}"


def _input(part: Json, opened: str) -> str:
    if part["type"] == TEXT_INPUT:
        kind = "paragraph" if part.get("style") == _PARAGRAPH else "short"
        text = part.get("value") or part.get("placeholder") or ""
        return f'<div class="input {kind}"><span>{escape(text)}</span>{_room(part)}</div>'
    if part["type"] not in SELECTS:
        raise ValueError(f"a form cannot show a part of type {part['type']}")
    options: list[Json] = part.get("options") or []
    chosen = next((each["label"] for each in options if each.get("default")), None)
    shown = escape(str(chosen or part.get("placeholder") or _PLACEHOLDERS[part["type"]]))
    found = f'<div class="select{" chosen" if chosen else ""}">{shown}</div>'
    if part["custom_id"] != opened:
        return found
    return found + f'<div class="options">{"".join(_option(each) for each in options)}</div>'


def _option(option: Json) -> str:
    about = f"<small>{escape(option['description'])}</small>" if option.get("description") else ""
    return f"<div>{escape(option['label'])}{about}</div>"


def _room(part: Json) -> str:
    """How many characters may be written, as Discord shows it under a long text."""
    most = part.get("max_length")
    return f'<span class="room">{most}</span>' if most and part.get("style") == _PARAGRAPH else ""
