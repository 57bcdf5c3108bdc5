"""A content file that was read: its data, and the line of every field. Faults are gathered, never raised one by one."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib.resources.abc import Traversable
from typing import Final, TypeAlias

from bot.core.errors import ContentFault

Key: TypeAlias = tuple[str | int, ...]
"""Where a value is in a file: names of tables and fields, positions in lists."""

LARGEST_FILE: Final = 1_000_000
"""Characters. The longest shipped file has 60,000; anything near this is not text that somebody wrote."""


@dataclass
class Faults:
    """Collects what is wrong with all files, so that an editor sees it all at once."""

    found: list[ContentFault] = field(default_factory=list)

    def add(self, file: str, line: int, says: str) -> None:
        self.found.append(ContentFault(file, line, says))

    def warn(self, file: str, line: int, says: str) -> None:
        self.found.append(ContentFault(file, line, says, warning=True))

    @property
    def faults(self) -> tuple[ContentFault, ...]:
        return tuple(sorted({fault for fault in self.found if not fault.warning}))

    @property
    def warnings(self) -> tuple[ContentFault, ...]:
        return tuple(sorted({fault for fault in self.found if fault.warning}))


@dataclass(frozen=True)
class Sheet:
    """`lines` is asked only where there is something to report."""

    file: str
    data: Mapping[str, object]
    lines: Callable[[], Mapping[Key, int]]

    def line(self, *key: str | int) -> int:
        """The line of a field, or of the nearest thing around it that is written down."""
        known = self.lines()
        while key and key not in known:
            key = key[:-1]
        return known.get(key, 1)


@dataclass
class Seen:
    """Where each name was first met, so that a second one can point at it."""

    what: str
    first: dict[str, tuple[Sheet, Key]] = field(default_factory=dict)

    def take(self, name: str, sheet: Sheet, key: Key, faults: Faults) -> bool:
        """Whether the name is new; a name met before is a fault that names the other file and line."""
        if (other := self.first.get(name)) is None:
            self.first[name] = (sheet, key)
            return True
        where = f"{other[0].file}:{other[0].line(*other[1])}"
        faults.add(sheet.file, sheet.line(*key), f"{self.what} is already used at {where}")
        return False


def read_text(node: Traversable, file: str, faults: Faults) -> str | None:
    """The text of a file with plain line ends, or None and a fault."""
    try:
        raw = node.read_bytes()
    except OSError as error:
        faults.add(file, 1, f"cannot be read ({type(error).__name__})")
        return None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        faults.add(file, raw.count(b"\n", 0, error.start) + 1, "is not UTF-8: save the file as UTF-8")
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        faults.add(file, text.count("\n", 0, text.index("\0")) + 1, "holds a null byte: this is not a text file")
        return None
    if len(text) > LARGEST_FILE:
        faults.add(file, 1, f"is too long: {len(text)} characters, at most {LARGEST_FILE}")
        return None
    return text


def files(root: Traversable, folder: str, suffix: str, depth: int = 1) -> Iterator[tuple[str, Traversable]]:
    """The files of a folder in order of name, each with its name from the root's parent on; hidden files are left out."""
    node = root.joinpath(folder) if folder else root
    prefix = f"{root.name}/{folder}" if folder else root.name
    yield from _files(node, prefix, suffix, depth)


def _files(node: Traversable, prefix: str, suffix: str, depth: int) -> Iterator[tuple[str, Traversable]]:
    if not node.is_dir():
        return
    for child in sorted(node.iterdir(), key=lambda one: one.name):
        if child.name.startswith((".", "__")):
            continue
        name = f"{prefix}/{child.name}"
        if child.is_dir() and depth > 1:
            yield from _files(child, name, suffix, depth - 1)
        elif child.name.endswith(suffix):
            yield name, child
