"""Numbers that mean an emergency: ketones, glucose, temperature, saturation, peak flow, blood pressure, potassium, minutes.

Thresholds: ketones 3.0 mmol/L (JBDS 02), glucose under 3.0 mmol/L or 54 mg/dL (level 2 hypoglycaemia), 38 degrees (CG151),
saturation under 92 % (BTS), peak flow to half of best (BTS/SIGN 158), blood pressure 160/110 in pregnancy (NG133), 180/120
with symptoms (NG136), potassium 6.5 (UK Kidney Association), seizure of five minutes (CG137).
"""

import re
from collections.abc import Iterator
from typing import Final

from bot.detectors.frames import patterns

_PATTERNS: Final = patterns("crisis_guards")

_DIGIT: Final = re.compile(r"\d")
_KETONES: Final = re.compile(
    r"\bketones?\b[^.!?\n\d]{0,25}(\d{1,2}(?:\.\d)?)(?![\d:])|\b(\d(?:\.\d)?) (?:for |on |of )?ketones?\b"
)
_TEMP: Final = _PATTERNS["measures.temp"]
_SATS: Final = _PATTERNS["measures.sats"]
_PEAK: Final = re.compile(r"\bpeak ?flow\b[^.!?\n\d]{0,20}(\d{2,3})\b(?:[^.!?\n\d]{1,30}(\d{3})\b)?")
_BP: Final = re.compile(r"\b(\d{2,3}) ?(?:/|over) ?(\d{2,3})\b(?!/)")
_POTASSIUM: Final = re.compile(r"\bpotassium\b[^.!?\n\d]{0,20}([4-9](?:\.\d)?)\b(?! ?(?:mg|g\b|%))")
_GLUCOSE: Final = _PATTERNS["measures.glucose"]
_MINUTES: Final = _PATTERNS["measures.minutes"]
_SEIZING: Final = re.compile(r"\b(?:seiz|fitting|fit\b|convuls|shaking|jerking|tonic)")
_AGO: Final = re.compile(r"^ ?(?:ago|later|apart|after|between|walk|drive|away|each|every|wait)")
_SHORT: Final = frozenset({"1", "2", "3", "4", "01", "02"})


def measures(lower: str) -> Iterator[tuple[str, int, int]]:
    """Signs that numbers give, each with where it stands."""
    if _DIGIT.search(lower) is None:
        yield from _seizing(lower)
        return
    for match in _KETONES.finditer(lower):
        value = float(match[1] or match[2])
        if 3.0 <= value <= 12:
            yield "ketones", match.start(), match.end()
        elif 1.5 <= value < 3.0:
            yield "ketones.mod", match.start(), match.end()
    for match in _TEMP.finditer(lower):
        value = float(match[1] or match[2] or match[3])
        if 38 <= value <= 42.9 or 100.4 <= value <= 107:
            yield "temp.high", match.start(), match.end()
    yield from _breath(lower)
    yield from _pressure(lower)
    for match in _POTASSIUM.finditer(lower):
        if float(match[1]) >= 6.5:
            yield "potassium.high", match.start(), match.end()
    yield from _glucose(lower)
    yield from _seizing(lower)


def _breath(lower: str) -> Iterator[tuple[str, int, int]]:
    for match in _SATS.finditer(lower):
        if int(match[1]) <= 85:
            yield "sats.very.low", match.start(), match.end()
        if int(match[1]) <= 91:
            yield "sats.low", match.start(), match.end()
    for match in _PEAK.finditer(lower):
        best = int(match[2]) if match[2] else 0
        if (best and int(match[1]) <= best * 0.5) or int(match[1]) <= 150:
            yield "pf.low", match.start(), match.end()


def _pressure(lower: str) -> Iterator[tuple[str, int, int]]:
    for match in _BP.finditer(lower):
        upper, under = int(match[1]), int(match[2])
        if not (60 <= upper <= 270 and 30 <= under <= 170 and upper > under):
            continue
        if upper >= 160 or (under >= 110 and upper >= 130):
            yield "bp.high", match.start(), match.end()
        if upper >= 180 or (under >= 120 and upper >= 140):
            yield "bp.crisis", match.start(), match.end()
        if upper <= 80:
            yield "bp.low", match.start(), match.end()


def _glucose(lower: str) -> Iterator[tuple[str, int, int]]:
    for match in _GLUCOSE.finditer(lower):
        text = match[1] or match[2]
        value = float(text)
        decimal = "." in text
        if (decimal and value < 3.0) or (
            not decimal and 20 <= value < 54 and re.search(r"sugar|bg|glucose|libre|dexcom|cgm|meter", match[0])
        ):
            yield "glucose.low", match.start(), match.end()
        elif decimal and value < 4.0:
            yield "glucose.lowish", match.start(), match.end()
        elif (decimal and 20 <= value < 60) or (
            not decimal and 400 <= value <= 999 and re.search(r"sugar|bg|glucose|libre|dexcom|cgm|meter", match[0])
        ):
            yield "glucose.high", match.start(), match.end()


def _seizing(lower: str) -> Iterator[tuple[str, int, int]]:
    if not _SEIZING.search(lower):
        return
    for match in _MINUTES.finditer(lower):
        if match[1] in _SHORT or _AGO.match(lower[match.end() : match.end() + 10]):
            continue
        around = lower[max(0, match.start() - 60) : match.end() + 60]
        if _SEIZING.search(around) and re.search(
            r"\b(?:still|now|been|going|for|won'?t|hasn'?t|not stop\w*|over|past|more than|and counting)\b", around
        ):
            yield "long.seizure", match.start(), match.end()
