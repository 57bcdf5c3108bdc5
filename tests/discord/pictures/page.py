"""A picture as one HTML file that needs nothing else: channels as somebody sees them, one under the other."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from html import escape
from pathlib import Path
from typing import Final

from tests.discord.pictures.form import form
from tests.discord.pictures.markdown import Names
from tests.discord.pictures.message import message
from tests.discord.server.wire import Json

_STYLE: Final = Path(__file__).with_name("discord.css")


class Theme(StrEnum):
    DARK = "dark"
    LIGHT = "light"


@dataclass(frozen=True)
class View:
    """What one person sees in one place: messages, or a form over them.

    `note` says whose eyes these are; Discord has no such line.
    `opened`: the menu of the form that is shown open. `unveiled`: spoilers were clicked.
    """

    channel: str
    note: str
    messages: Sequence[Json] = ()
    modal: Json | None = None
    viewer: str = ""
    opened: str = ""
    direct: bool = False
    unveiled: bool = False


@dataclass(frozen=True)
class Picture:
    """`name` is the file's; `told` says in words what is in it, for those who cannot see it."""

    name: str
    heading: str
    told: str
    views: Sequence[View]
    theme: Theme = Theme.DARK


def page(picture: Picture, names: Names) -> str:
    style = _STYLE.read_text(encoding="utf-8")
    shown = "".join(_view(each, names) for each in picture.views)
    return (
        f'<!doctype html><html lang="en" class="{picture.theme}"><meta charset="utf-8"><title>{escape(picture.heading)}</title>'
        f"<style>{style}</style><main>{shown}</main></html>"
    )


def _view(view: View, names: Names) -> str:
    mark = "@" if view.direct else "#"
    parts = []
    if view.messages:
        found = "".join(message(each, names, view.viewer) for each in view.messages)
        parts.append(f'<div class="messages">{found}</div>')
    if view.modal is not None:
        parts.append(form(view.modal, view.opened))
    inner = "".join(parts)
    if view.unveiled:
        inner = inner.replace('class="spoiler"', 'class="spoiler shown"')
    head = f"<i>{mark}</i>{escape(view.channel)}<small>{escape(view.note)}</small>"
    return f'<section class="view"><header>{head}</header>{inner}</section>'
