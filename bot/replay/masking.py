"""Texts as they may be shown: what identifies somebody is replaced by a word in brackets.

Four nets, each wider than the one before: what the detectors reported, every candidate of the privacy recognisers whoever's it
is, the names of the export's own members, and last whatever looks like a number, an address or a handle. A mask too many costs
a reader little; one too few cannot be taken back.
"""

import logging
import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Final

from bot.core.draft import clean_draft
from bot.core.finding import Span, SpanType
from bot.core.message import Message
from bot.detectors import privacy
from bot.detectors.document import read
from bot.exports.people import People

_log = logging.getLogger(__name__)
_BIDIRECTIONAL: Final = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_LINK: Final = re.compile(r"\b(?:https?://|www\.)\S++|\b[\w-]{1,63}+(?:\.[\w-]{1,63}+){1,8}+/\S++")
_EMAIL: Final = re.compile(r"[^\s@<>()\[\]]{1,64}+@[^\s@<>()\[\]]{1,255}+")
_HANDLE: Final = re.compile(r"(?<![\w@])@(?!(?:member\d|here|channel|everyone|role)\b|member\d)[\w.\-]{2,64}+")
_DIGITS: Final = re.compile(r"\d(?:[ \t().\-/:_]{0,3}\d){5,}+")


class Masker:
    """`placeholders` has a word for each type of span, `words` one for link, email, handle, number, member and withheld."""

    def __init__(self, placeholders: Mapping[SpanType, str], words: Mapping[str, str], people: People) -> None:
        self._placeholders = placeholders
        self._words = words
        self._people = people

    def mask(self, message: Message, spans: Iterable[Span]) -> str:
        """The message's text without identifiers and without characters that act on a terminal or a page."""
        try:
            document = read(message)
            found = [*spans, *(document.span(one.start, one.end, one.type) for one in privacy.identifiers(document))]
            draft = clean_draft(message.text, found, self._placeholders)
        except Exception as error:  # a text that cannot be masked is not shown
            _log.error("a text was withheld: it could not be masked (%s)", type(error).__name__)
            return self._words["withheld"]
        text = self._without_members(draft)
        for pattern, word in ((_LINK, "link"), (_EMAIL, "email"), (_HANDLE, "handle"), (_DIGITS, "number")):
            text = pattern.sub(self._words[word], text)
        return harmless(text)

    def _without_members(self, text: str) -> str:
        parts: list[str] = []
        past = 0
        for start, end in self._people.named_in(text):
            parts += [text[past:start], self._words["member"]]
            past = end
        return "".join([*parts, text[past:]])


def harmless(text: str) -> str:
    """One line of printable characters: no control codes, no changes of direction, no halves of characters."""
    return " ".join("".join(" " if _acts(char) else char for char in text).split())


def _acts(char: str) -> bool:
    return char in _BIDIRECTIONAL or unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"}
