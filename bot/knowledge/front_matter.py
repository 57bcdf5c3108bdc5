"""Front matter: YAML between two `---` lines, then Markdown. Every scalar is text, so `lang: no` stays the language Norwegian."""

from collections.abc import Mapping
from typing import Final

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from bot.knowledge.sheet import Faults, Key, Sheet

_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_FENCE: Final = "---"


def parse(text: str, file: str, faults: Faults) -> tuple[Sheet, str, int] | None:
    """The fields, the body and the body's first line; None and a fault where there is no front matter that can be read."""
    lines = text.split("\n")
    if lines[0].rstrip() != _FENCE:
        faults.add(file, 1, "the first line must be `---`, then the fields, then `---` again")
        return None
    end = next((number for number, line in enumerate(lines[1:], start=1) if line.rstrip() == _FENCE), None)
    if end is None:
        faults.add(file, len(lines), "the fields are not closed by a line `---`")
        return None
    sheet = _fields("\n".join(lines[1:end]), file, faults)
    return None if sheet is None else (sheet, "\n".join(lines[end + 1 :]), end + 2)


def _fields(text: str, file: str, faults: Faults) -> Sheet | None:
    try:
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        says = f"cannot be read: {error.problem or error.context}; a value with `:` or `#` needs quotes"
        faults.add(file, 2 + (mark.line if mark else 0), says)
        return None
    except yaml.reader.ReaderError as error:
        faults.add(file, 2 + text.count("\n", 0, error.position), "holds a control character")
        return None
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        faults.add(file, 2, f"cannot be read ({type(error).__name__})")
        return None
    if not isinstance(node, MappingNode):
        faults.add(file, 2, "the fields must be written as `name: value`")
        return None
    walk = _Walk(file, faults)
    data = walk.plain(node, ())
    return Sheet(file, data, lambda: walk.lines) if isinstance(data, Mapping) and not walk.broken else None


class _Walk:
    """Turns nodes into plain text, lists and tables, and keeps the line of each."""

    def __init__(self, file: str, faults: Faults) -> None:
        self.file = file
        self.faults = faults
        self.lines: dict[Key, int] = {(): 1}
        self.broken = False
        self._met: set[int] = set()

    def plain(self, node: Node, key: Key) -> object:
        line = self.lines.setdefault(key, node.start_mark.line + 2)
        if id(node) in self._met:
            self._fault(line, "`&` and `*` references are not used here: write the value out, or put it in quotes")
            return ""
        self._met.add(id(node))
        if isinstance(node, ScalarNode):
            return str(node.value)
        if isinstance(node, SequenceNode):
            return [self.plain(item, (*key, number)) for number, item in enumerate(node.value)]
        return self._table(node, key)

    def _table(self, node: Node, key: Key) -> dict[str, object]:
        table: dict[str, object] = {}
        for name, value in node.value:
            line = name.start_mark.line + 2
            if not isinstance(name, ScalarNode):
                self._fault(line, "a field's name must be one word")
                continue
            if name.value in table:
                self._fault(line, f"`{name.value}` is given twice, first on line {self.lines[(*key, name.value)]}")
                continue
            self.lines[(*key, name.value)] = line
            table[name.value] = self.plain(value, (*key, name.value))
        return table

    def _fault(self, line: int, says: str) -> None:
        self.broken = True
        self.faults.add(self.file, line, says)
