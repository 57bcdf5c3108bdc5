"""Hostile messages: every detector comes back from 100,000 characters, and four times the text is at most ten times the work.

Work is counted as processor time, at a length where it can be measured, and looked at again before a test fails: other programs
share the machine.
"""

import gc
import time
from collections.abc import Callable
from typing import Final

import pytest

from bot.core.message import Message
from bot.detectors.detector import Abstain, Detector
from bot.detectors.document import read
from bot.detectors.everything import pipeline
from bot.detectors.pipeline import Pipeline
from bot.knowledge.library import Library
from tests.fakes import message

LENGTH: Final = 100_000
MEASURABLE: Final = 0.02
"""Seconds: less is noise."""
MEASURED: Final = 24_000
"""Characters, and a quarter of them."""
GROWTH: Final = 10.0
"""What is allowed for four times the text; quadratic work would be sixteen."""
TRIES: Final = 3
LONGEST: Final = 10.0
"""Seconds for the whole assessment: far above what is wanted, so that only a broken pattern fails on a busy machine."""

PIECES: Final = {
    "one letter": "a",
    "one capital": "A",
    "digits": "1 ",
    "digits and dashes": "1-",
    "digits and dots": "1.",
    "no spaces at all": "1a",
    "brackets": "(",
    "both brackets": "[({})]",
    "my": "my ",
    "phones": "call 07700 900123 ",
    "calling codes": "+44 ",
    "negations": "no not ",
    "at signs": "@",
    "addresses": "a.b@c.d ",
    "never an address": "a@a.",
    "www": "www.",
    "links": "https://a.b/?c=d ",
    "dashes": "-",
    "spaced dashes": " - ",
    "guesses": "i think i have ",
    "questions": "is it ? ",
    "question marks": "?",
    "ellipses": "... ",
    "lines": "\n",
    "short lines": "hm\n",
    "spaces": " ",
    "tabs": "\t",
    "null bytes": "\0",
    "zero width": "\u200b",
    "zero width inside": "0\u200b7",
    "combining marks": "e\u0301\u0302",
    "emoji": "🙂",
    "families": "👩\u200d👩\u200d👧 ",
    "right to left": "\u202eשלום ",
    "arabic ligatures": "\ufdfa",
    "look-alikes": "і wаnt tо diе ",
    "half characters": "\ud800",
    "apostrophes": "it's'",
    "quotes": '"',
    "underscores": "_",
    "names": "Ann Bell ",
    "titles": "dr ",
    "reported": "she said he said ",
    "if": "if i ",
    "advice": "you should stop taking ",
    "medicines": "metformin and ",
    "myths": "vaccines cause autism ",
    "crisis": "i want to die ",
    "denied crisis": "i don't want to die but ",
    "symptoms": "chest pain and ",
    "dates": "born 1/1/1970 ",
    "streets": "12 High Street ",
    "passwords": "password: x",
    "authority": "as a nurse i ",
    "solicitation": "dm me for a code ",
    "kin": "my mum's friend's ",
    "commas": "a, ",
    "colons": "a: ",
    "stars": "*",
    "markdown": "**a** ",
}


@pytest.fixture(scope="module")
def detectors(library: Library) -> Pipeline:
    """Warm, so that compiling is not counted."""
    made = pipeline(library)
    for _ in made.warm():
        pass
    return made


@pytest.mark.parametrize("shape", PIECES)
def test_every_detector_comes_back_from_a_hundred_thousand_characters(detectors: Pipeline, shape: str) -> None:
    heard = hostile(shape, LENGTH)
    start = time.process_time()
    assert detectors.assess(heard).failed == ()
    assert time.process_time() - start < LONGEST


@pytest.mark.parametrize("shape", PIECES)
def test_work_grows_with_the_length_and_not_with_its_square(detectors: Pipeline, shape: str) -> None:
    assert [f"{name}: {growth:.1f}" for name, growth in growths(detectors, shape) if growth > GROWTH] == []


def growths(detectors: Pipeline, shape: str) -> list[tuple[str, float]]:
    """How much more work each detector, and reading itself, has with four times the text."""
    found = [("document", growth(lambda length: lambda: opened(hostile(shape, length))))]
    found += [(detector.name, growth(looking(detector, shape))) for detector in detectors.detectors]
    return found


def looking(detector: Detector, shape: str) -> Callable[[int], Callable[[], None]]:
    def at(length: int) -> Callable[[], None]:
        document = read(hostile(shape, length))
        _ = document.lower, document.words, document.beginnings, document.sentences, document.clauses

        def look() -> None:
            try:
                detector.look(document)
            except Abstain:
                return

        return look

    return at


def growth(at: Callable[[int], Callable[[], None]]) -> float:
    """The smallest of a few measurements: noise only ever adds. 0 where it is too little to measure."""
    short, long = at(MEASURED // 4), at(MEASURED)
    smallest = float("inf")
    for _ in range(TRIES):
        after = seconds(long)
        if after < MEASURABLE:
            return 0.0
        smallest = min(smallest, after / max(seconds(short), MEASURABLE / 10))
        if smallest <= GROWTH:
            break
    return smallest


def seconds(work: Callable[[], object]) -> float:
    gc.disable()
    try:
        start = time.process_time()
        work()
        return time.process_time() - start
    finally:
        gc.enable()


def opened(heard: Message) -> None:
    document = read(heard)
    _ = document.lower, document.words, document.beginnings, document.sentences, document.clauses


def hostile(shape: str, length: int) -> Message:
    piece = PIECES[shape]
    return message((piece * (length // len(piece) + 1))[:length])
