"""One message, as Discord's API gives it (https://discord.com/developers/docs/resources/message), as HTML."""

from collections.abc import Sequence
from datetime import datetime
from html import escape
from typing import Final

from tests.discord.pictures import markdown
from tests.discord.pictures.markdown import Names
from tests.discord.server.state import EPHEMERAL
from tests.discord.server.wire import Json

_REPLY: Final = 19
_ROW, _BUTTON, _LINK_STYLE = 1, 2, 5
_STYLES: Final = {1: "primary", 2: "secondary", 3: "success", 4: "danger", 5: "link"}
_COLOURS: Final = ("#5865f2", "#3ba55c", "#eb459e", "#c27c0e", "#00a8a8", "#9b59b6")
_PER_ROW: Final = 3
"""Inline fields that stand beside each other."""


def message(payload: Json, names: Names, viewer: str = "") -> str:
    """`viewer`: the id of whoever looks; a message that calls them is marked."""
    called = any(each["id"] == viewer for each in payload.get("mentions") or ())
    classes = " ".join(["message", *(["called"] if called else []), *(["only-you"] if _ephemeral(payload) else [])])
    author: Json = payload["author"]
    at = datetime.fromisoformat(payload["timestamp"])
    tag = '<span class="app">APP</span>' if author.get("bot") else ""
    edited = '<span class="edited">(edited)</span>' if payload.get("edited_timestamp") else ""
    said = markdown.html(payload.get("content") or "", names)
    content = f'<div class="content">{said}{edited}</div>' if said else ""
    parts = [content, *(embed(each, names) for each in payload.get("embeds") or ())]
    parts += [_file(each) for each in payload.get("attachments") or ()]
    parts += [components(payload.get("components") or ())]
    foot = '<div class="foot">Only you can see this · <a>Dismiss message</a></div>' if _ephemeral(payload) else ""
    head = f"<b>{escape(shown_name(author))}</b>{tag}<time>{at:%H:%M}</time>"
    return (
        f'<article class="{classes}">{_above(payload)}{_face(author)}'
        f'<div class="body"><header>{head}</header>{"".join(parts)}{foot}</div></article>'
    )


def embed(payload: Json, names: Names) -> str:
    colour = payload.get("color")
    bar = f' style="border-left-color:#{colour:06x}"' if colour is not None else ""
    parts = []
    if author := payload.get("author"):
        parts.append(f'<div class="embed-author">{escape(author["name"])}</div>')
    if title := payload.get("title"):
        parts.append(f'<div class="embed-title">{markdown.html(title, names)}</div>')
    if said := payload.get("description"):
        parts.append(f'<div class="embed-text">{markdown.html(said, names)}</div>')
    parts.append(_fields(payload.get("fields") or (), names))
    if footer := payload.get("footer"):
        # Discord shows a footer as it is, without any markdown.
        parts.append(f'<div class="embed-footer">{_lines(footer["text"])}</div>')
    return f'<div class="embed"{bar}>{"".join(parts)}</div>'


def _fields(fields: Sequence[Json], names: Names) -> str:
    if not fields:
        return ""
    rows: list[list[Json]] = []
    for each in fields:
        beside = rows and each.get("inline") and rows[-1][0].get("inline") and len(rows[-1]) < _PER_ROW
        if beside:
            rows[-1].append(each)
        else:
            rows.append([each])
    found = []
    for row in rows:
        cells = [
            f'<div class="field"><div class="name">{markdown.html(each["name"], names)}</div>'
            f'<div class="value">{markdown.html(each["value"], names)}</div></div>'
            for each in row
        ]
        # Two share the width; one alone has all of it.
        found.append(f'<div class="fields of-{len(row)}">{"".join(cells)}</div>')
    return "".join(found)


def components(rows: Sequence[Json]) -> str:
    found = []
    for row in rows:
        inner = "".join(_component(each) for each in (row["components"] if row["type"] == _ROW else [row]))
        found.append(f'<div class="row">{inner}</div>')
    return "".join(found)


def _component(part: Json) -> str:
    if part["type"] == _BUTTON:
        away = " disabled" if part.get("disabled") else ""
        arrow = " ↗" if part.get("style") == _LINK_STYLE else ""
        return f'<button class="{_STYLES[part["style"]]}"{away}>{escape(part.get("label") or "")}{arrow}</button>'
    return f'<div class="select">{escape(part.get("placeholder") or "Make a selection")}</div>'


def shown_name(user: Json) -> str:
    return str(user.get("global_name") or user["username"])


def _ephemeral(payload: Json) -> bool:
    return bool(int(payload.get("flags") or 0) & EPHEMERAL)


def _face(user: Json) -> str:
    name = shown_name(user)
    colour = _COLOURS[sum(map(ord, name)) % len(_COLOURS)]
    return f'<div class="face" style="background:{colour}">{escape(name.removeprefix("Dr ")[:1].upper())}</div>'


def _above(payload: Json) -> str:
    """The line over a reply, or over what a command gave."""
    if payload.get("type") == _REPLY:
        first = payload.get("referenced_message")
        if first is None:
            return '<div class="above"><i>Original message was deleted</i></div>'
        return f'<div class="above"><b>@{escape(shown_name(first["author"]))}</b> {escape(_short(first))}</div>'
    used: Json = payload.get("interaction") or {}
    if used.get("name"):
        name = f'<span class="used">/{escape(used["name"])}</span>'
        return f'<div class="above"><b>{escape(shown_name(used["user"]))}</b> used {name}</div>'
    return ""


def _short(payload: Json) -> str:
    text = str(payload.get("content") or "Click to see attachment")
    return text if len(text) <= 70 else text[:69] + "…"


def _file(attachment: Json) -> str:
    name = escape(str(attachment["filename"]))
    shown = f'<div class="file"><a>{name}</a><span>{int(attachment.get("size") or 0):,} bytes</span></div>'
    hidden = int(attachment.get("flags") or 0) & 1 << 3 or str(attachment["filename"]).startswith("SPOILER_")
    return f'<div class="veiled-file"><span>SPOILER</span>{shown}</div>' if hidden else shown


def _lines(text: str) -> str:
    return escape(text, quote=False).replace("\n", "<br>")
