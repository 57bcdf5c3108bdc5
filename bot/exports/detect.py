"""Which export a path is. Looks at the first bytes, never at the name alone."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from bot.core.errors import BadExport
from bot.exports.archive import Folder, Tree, Zip
from bot.exports.discord import DiscordFile
from bot.exports.jsonl import BadLine, JsonLines, parse
from bot.exports.record import Source
from bot.exports.slack import LISTS, SlackExport

_HEAD: Final = 65_536
_DISCORD: Final = re.compile(rb'"(?:guild|channel|messages)"\s*+:\s*+[{\[]')
_BOMS: Final = (b"\xff\xfe", b"\xfe\xff")
_SUFFIXES: Final = frozenset({".json", ".jsonl", ".ndjson", ".zip"})
KINDS: Final = "a DiscordChatExporter JSON file, a Slack export (ZIP or folder) or JSONL"


def sources(paths: Sequence[Path]) -> list[Source]:
    """Everything that the paths hold, of one kind. Raises `BadExport`."""
    found = [(path, source) for path in paths for source in _sources(path)]
    kinds: dict[type, Path] = {}
    for path, source in found:
        kinds.setdefault(type(source), path)
    if len(kinds) > 1:
        named = ", ".join(f"{path} ({_NAMES[kind]})" for kind, path in kinds.items())
        raise BadExport(f"these are exports of different kinds: {named}; replay one kind at a time")
    return [source for _, source in found]


_NAMES: Final = {DiscordFile: "Discord", SlackExport: "Slack", JsonLines: "JSONL"}


def _sources(path: Path) -> list[Source]:
    if path.is_dir():
        return _in_folder(path)
    if not path.exists():
        raise BadExport(f"{path}: there is no such file; give {KINDS}")
    return [_file(path)]


def _in_folder(path: Path) -> list[Source]:
    inside = path.resolve()
    files = [
        found
        for found in sorted(path.rglob("*"))
        if found.suffix.lower() in _SUFFIXES and found.is_file() and found.resolve().is_relative_to(inside)
    ]
    if any(found.name in LISTS for found in files):
        tree = Folder(path)
        return [_slack(tree)]
    # A channel's downloaded files lie in a folder beside its JSON and are no exports.
    own = [found for found in files if not any(part.endswith("_Files") for part in found.relative_to(path).parts[:-1])]
    if not own:
        raise BadExport(f"{path}: holds no export; give {KINDS}")
    return [_file(found) for found in own]


def _file(path: Path) -> Source:
    try:
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
    except OSError as error:
        raise BadExport(f"{path}: cannot be read ({type(error).__name__}); check the path and its permissions") from None
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not start:
        raise BadExport(f"{path}: is empty; export again")
    if head.startswith(_BOMS):
        raise BadExport(f"{path}: is not UTF-8 (it looks like UTF-16); save it as UTF-8")
    if head.startswith(b"PK"):
        return _slack(Zip(path))
    if b"\x00" in head:
        raise BadExport(f"{path}: holds null bytes, so the copy is damaged or it is no text; give {KINDS}")
    if path.suffix.lower() in {".jsonl", ".ndjson"}:
        return JsonLines(path)
    if start.startswith(b"{"):
        return _json(path, start)
    raise BadExport(f"{path}: {_what_else(start)}")


def _json(path: Path, start: bytes) -> Source:
    first, line_end, _ = start.partition(b"\n")
    if line_end or len(start) < _HEAD:
        try:
            parse(first)
        except BadLine:
            pass
        else:
            return JsonLines(path)
    if _DISCORD.search(start):
        return DiscordFile(path)
    if b'"text"' in start:  # JSONL whose first line is broken, or longer than what was looked at
        return JsonLines(path)
    raise BadExport(f"{path}: is JSON of another kind; give {KINDS}")


def _what_else(start: bytes) -> str:
    if start.startswith(b"["):
        return "looks like a part of a Slack export; give its whole ZIP or folder"
    if start.startswith(b"<"):
        return "is HTML; export it again as JSON"
    return f"is none of the formats that can be read; give {KINDS}"


def _slack(tree: Tree) -> SlackExport:
    """The lists stand at the root, or in the one folder that somebody packed the export in."""
    lists = [name for name in tree.names if name.rpartition("/")[2] in LISTS]
    roots = sorted({name[: len(name) - len(name.rpartition("/")[2])] for name in lists}, key=len)
    if not roots:
        raise BadExport(f"{tree.file}: has no users.json or channels.json, so it is no Slack export; give {KINDS}")
    root = roots[0]
    beside = [name for name in tree.names if "/" not in name.removeprefix(root) and name not in lists]
    if any(not name.startswith(root) for name in tree.names) or any(_is_discord(tree, name) for name in beside):
        raise BadExport(f"{tree.file}: holds a Slack export and something else; give the export alone")
    return SlackExport(tree, root)


def _is_discord(tree: Tree, name: str) -> bool:
    with tree.open(name) as stream:
        start = stream.read(_HEAD)
    return start.lstrip().startswith(b"{") and _DISCORD.search(start) is not None
