"""What people see: a card with fields and buttons. Adapters render it; nothing else is shared between platforms."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Tone(StrEnum):
    """How a card looks and how it is announced; `URGENT` alone interrupts a screen reader."""

    PLAIN = "plain"
    CARE = "care"
    CAUTION = "caution"
    URGENT = "urgent"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Button:
    """A half-filled invocation: pressing it runs `command` with `args`; a form asks for what is missing."""

    label: str
    command: str
    args: Mapping[str, str] = field(default_factory=dict)
    danger: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """One line of a card. `copy` marks what the reader is meant to take along, such as a cleaned draft; `veiled` what may be
    hard to read, shown only when the reader asks for it (moderators' wellbeing). `tone` says how grave the line is, so that
    no colour depends on its words."""

    name: str
    value: str
    copy: bool = False
    veiled: bool = False
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Card:
    """`body` is plain text with line breaks. Where `cites` is set, it is an approved article's answer, byte for byte."""

    title: str = ""
    body: str = ""
    fields: tuple[Field, ...] = ()
    buttons: tuple[Button, ...] = ()
    tone: Tone = Tone.PLAIN
    cites: str = ""
    """The hash of the article version that `body` is."""
