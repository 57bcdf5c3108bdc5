"""`content/replies/<lang>/*.toml`: the bot's own words by dotted key, in every language that has them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib.resources.abc import Traversable
from string import Formatter
from typing import Final

from bot.knowledge import toml_lines
from bot.knowledge.fields import nearest
from bot.knowledge.sheet import Faults, Key, Seen, Sheet, files, read_text

FALLBACK: Final = "en"
"""The language that every key must have."""

_PLACEHOLDER: Final = re.compile(r"[a-z][a-z0-9_]*")
_PARTS: Final = ("title", "body")


@dataclass(frozen=True, slots=True)
class Said:
    """A message in somebody's language, filled in."""

    title: str = ""
    body: str = ""


@dataclass(frozen=True)
class Replies:
    """Every message by language and key. A plain text is a message with nothing but a body."""

    by_lang: Mapping[str, Mapping[str, Said]] = field(default_factory=dict)

    @property
    def langs(self) -> tuple[str, ...]:
        return tuple(sorted(self.by_lang))

    @property
    def keys(self) -> frozenset[str]:
        """The keys that can be said."""
        return frozenset(self.by_lang.get(FALLBACK, {}))

    def say(self, key: str, lang: str = FALLBACK, **values: object) -> Said:
        """The message, in English where the language lacks it. An unknown key or a missing value raises KeyError."""
        said = self._find(key, lang)
        return Said(_fill(said.title, key, values), _fill(said.body, key, values))

    def text(self, key: str, lang: str = FALLBACK, **values: object) -> str:
        """A plain text. Of a message, `key.title` and `key.body` are its parts, and `key` its title where it has one."""
        parent, _, part = key.rpartition(".")
        if part in _PARTS and not self._has(key, lang) and self._has(parent, lang):
            return _fill(getattr(self._find(parent, lang), part), key, values)
        said = self._find(key, lang)
        return _fill(said.title or said.body, key, values)

    def _has(self, key: str, lang: str) -> bool:
        return any(key in self.by_lang.get(one, {}) for one in (lang, FALLBACK))

    def _find(self, key: str, lang: str) -> Said:
        for one in (lang, lang.partition("-")[0], FALLBACK):
            if (said := self.by_lang.get(one, {}).get(key)) is not None:
                return said
        raise KeyError(f"no reply `{key}` in content/replies/{FALLBACK}")


def _fill(template: str, key: str, values: Mapping[str, object]) -> str:
    try:
        return template.format_map(values)
    except KeyError as missing:
        raise KeyError(f"the reply `{key}` needs a value for {missing}") from None


@dataclass
class _Language:
    """One language while it is read: where each message stands, and the placeholders it uses."""

    said: dict[str, Said] = field(default_factory=dict)
    where: dict[str, tuple[Sheet, Key]] = field(default_factory=dict)
    uses: dict[str, frozenset[str]] = field(default_factory=dict)
    first_file: str = ""


def load(root: Traversable, faults: Faults) -> Replies:
    """All languages; a message that a language lacks is a warning, other placeholders than in English are a fault."""
    languages: dict[str, _Language] = {}
    folder = root.joinpath("replies")
    for node in sorted(folder.iterdir(), key=lambda one: one.name) if folder.is_dir() else ():
        if node.is_dir() and not node.name.startswith((".", "__")):
            languages[node.name] = _language(root, node.name, faults)
    english = languages.get(FALLBACK)
    if english is not None:
        for lang, language in languages.items():
            if language is not english:
                _compare(root, lang, language, english, faults)
    return Replies({lang: language.said for lang, language in languages.items()})


def _language(root: Traversable, lang: str, faults: Faults) -> _Language:
    language = _Language()
    seen = Seen("this key")
    for file, node in files(root, f"replies/{lang}", ".toml"):
        language.first_file = language.first_file or file
        text = read_text(node, file, faults)
        sheet = None if text is None else toml_lines.parse(text, file, faults)
        for key, said in _messages(sheet, sheet.data, (), faults) if sheet else ():
            name = ".".join(map(str, key))
            if sheet and seen.take(name, sheet, key, faults):
                language.said[name] = said
                language.where[name] = (sheet, key)
                language.uses[name] = _placeholders(sheet, key, said, faults)
    return language


def _messages(sheet: Sheet, table: Mapping[str, object], key: Key, faults: Faults) -> Iterator[tuple[Key, Said]]:
    """Every message of a table and of the tables in it."""
    parts = {part: value for part in _PARTS if isinstance(value := table.get(part), str)}
    if parts and key:
        yield key, Said(**parts)
    for name, value in table.items():
        if key and name in parts:
            continue
        if "." in name:
            faults.add(sheet.file, sheet.line(*key, name), f"the key `{name}` may not hold a dot")
        elif isinstance(value, str):
            yield (*key, name), Said(body=value)
        elif isinstance(value, dict):
            yield from _messages(sheet, value, (*key, name), faults)
        else:
            faults.add(sheet.file, sheet.line(*key, name), f"`{name}` must be text or a table; put it in quotes")


def _placeholders(sheet: Sheet, key: Key, said: Said, faults: Faults) -> frozenset[str]:
    used: set[str] = set()
    for part in _PARTS:
        text = getattr(said, part)
        if "{" not in text and "}" not in text:
            continue
        try:
            pieces = list(Formatter().parse(text))
        except ValueError as error:
            faults.add(sheet.file, sheet.line(*key, part), f"{error}: write `{{{{` for a brace that is meant as one")
            continue
        for _, name, spec, conversion in pieces:
            if name is None:
                continue
            if spec or conversion or not _PLACEHOLDER.fullmatch(name):
                says = f"unknown placeholder `{{{name}}}`: only plain names like `{{name}}` are filled in"
                faults.add(sheet.file, sheet.line(*key, part), says)
            else:
                used.add(name)
    return frozenset(used)


def _compare(root: Traversable, lang: str, language: _Language, english: _Language, faults: Faults) -> None:
    for name, (sheet, key) in language.where.items():
        if name not in english.said:
            faults.add(sheet.file, sheet.line(*key), f"`{name}` is no key of {FALLBACK}{nearest(name, english.said)}")
        elif different := language.uses[name] ^ english.uses[name]:
            other, other_key = english.where[name]
            shown = ", ".join(f"{{{one}}}" for one in sorted(different))
            says = f"`{name}` differs from {other.file}:{other.line(*other_key)} in {shown}"
            faults.add(sheet.file, sheet.line(*key), says)
    file = language.first_file or f"{root.name}/replies/{lang}"
    for name in english.said.keys() - language.said.keys():
        faults.warn(file, 1, f"`{name}` is missing: English is used")
