"""What a report is made of. Each rendering knows these and nothing about figures."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Heading:
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str


@dataclass(frozen=True, slots=True)
class Bullets:
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    name: str
    size: float
    shown: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars with a caption; `column` and `number` head the same figures as a table."""

    caption: str
    column: str
    number: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Example:
    heading: str
    said: str
    about: str


Block: TypeAlias = Heading | Paragraph | Bullets | Chart | Example


@dataclass(frozen=True, slots=True)
class Report:
    """`table` is what a reader chooses to see the figures of a chart as a table."""

    title: str
    table: str
    blocks: tuple[Block, ...]
