"""A message made ready to be read by detectors: folded characters, sentences, clauses, and the way back to the original.

Folding keeps meaning and defeats hiding: NFKC per character, zero-width and bidirectional controls dropped, curly quotes
and dashes made plain, line breaks kept. Every position in `Document.text` maps to a code point of the message.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Final

from bot.core.finding import Span, SpanType, Why
from bot.core.fold import FOLDED, fold_char
from bot.core.message import Message

_WORD: Final = re.compile(r"[^\W_]++(?:'[^\W_]++)*+")
_ABBREVIATION: Final = re.compile(r"(?:\b(?:dr|mr|mrs|ms|st|vs|no|approx|e\.g|i\.e|etc)|\b[a-z])\.$", re.IGNORECASE)
_SENTENCE_END: Final = re.compile(r"[.!?]++[\"')\]]*+(?=\s|$)|\n++|(?<=[a-z)])\s*+(?:[\U0001F300-\U0001FAFF]++)(?=\s|$)")
_CLAUSE_END: Final = re.compile(
    r"[,;:()]++|\s-{1,3}\s|\.{3,}+|\b(?:but|because|although|though|so that|and then|however|except|cos|coz|cuz)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Part:
    """A sentence or a clause of the folded text; `question` is true where its sentence ends in a question mark."""

    start: int
    end: int
    text: str
    lower: str
    question: bool


@dataclass(frozen=True)
class Document:
    """A message folded for reading. `offsets[i]` is the message's code point of folded position i; one more for the end."""

    message: Message
    text: str
    offsets: Sequence[int]

    @cached_property
    def lower(self) -> str:
        """Lower case, position for position the same as `text`."""
        lower = self.text.lower()
        if len(lower) == len(self.text):
            return lower
        return "".join(small if len(small := char.lower()) == 1 else char for char in self.text)

    @cached_property
    def words(self) -> frozenset[str]:
        """The different words in lower case, apostrophes dropped: what prefilters look up."""
        return words(self.lower)

    @cached_property
    def beginnings(self) -> frozenset[str]:
        """The beginnings of the words: what prefilters look stems up by."""
        return beginnings(self.words)

    @cached_property
    def sentences(self) -> tuple[Part, ...]:
        cuts = [0]
        for match in _SENTENCE_END.finditer(self.text):
            head = self.text[max(0, match.start() - 8) : match.start() + 1]
            if self.text[match.start()] == "." and _ABBREVIATION.search(head):
                continue
            cuts.append(match.end())
        cuts.append(len(self.text))
        return tuple(self._part(start, end) for start, end in pairwise(cuts) if self.text[start:end].strip())

    @cached_property
    def clauses(self) -> tuple[Part, ...]:
        """Sentences cut at commas, colons, dashes and contrasting conjunctions."""
        parts: list[Part] = []
        for sentence in self.sentences:
            cuts = [sentence.start]
            cuts += [match.start() for match in _CLAUSE_END.finditer(self.text, sentence.start, sentence.end)]
            cuts.append(sentence.end)
            parts += [
                self._part(start, end, sentence.question)
                for start, end in pairwise(cuts)
                if self.text[start:end].strip(" ,;:()-")
            ]
        return tuple(parts)

    def sentence_at(self, position: int) -> Part | None:
        """The sentence that holds a folded position."""
        index = bisect_right(self._starts, position) - 1
        return self.sentences[index] if index >= 0 else None

    @cached_property
    def _starts(self) -> list[int]:
        return [part.start for part in self.sentences]

    def span(self, start: int, end: int, kind: SpanType) -> Span:
        """A folded stretch as a span of the message."""
        return Span(*self.original(start, end), kind)

    def why(self, rule: str, start: int, end: int) -> Why:
        return Why(rule, *self.original(start, end))

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Code points of the message that the folded stretch [start, end) came from."""
        if end <= start:
            return self.offsets[start], self.offsets[start]
        return self.offsets[start], self.offsets[end - 1] + 1

    def _part(self, start: int, end: int, question: bool | None = None) -> Part:
        text = self.text[start:end]
        asks = text.rstrip(" \n\"')").endswith("?") if question is None else question
        return Part(start, end, text, self.lower[start:end], asks)


def read(message: Message) -> Document:
    """Fold a message. Linear in its length."""
    text = message.text
    folded: list[str] = []
    offsets: list[int] = []
    done = 0
    for match in FOLDED.finditer(text):
        position = match.start()
        plain = fold_char(match[0])
        folded += (text[done:position], plain)
        offsets += range(done, position)
        offsets += [position] * len(plain)
        done = position + 1
    if not done:
        return Document(message, text, range(len(text) + 1))
    folded.append(text[done:])
    offsets += range(done, len(text) + 1)
    return Document(message, "".join(folded), offsets)


def beginnings(known: frozenset[str]) -> frozenset[str]:
    """The first two to six letters of each word: what stems are looked up by."""
    return frozenset([word[:size] for word in known for size in (2, 3, 4, 5, 6)])


def words(lower: str) -> frozenset[str]:
    """The different words of a lower-cased text, apostrophes dropped (`don't` is `dont`)."""
    return frozenset(word.replace("'", "") for word in _WORD.findall(lower))
