"""Numbers of government, care, insurers, banks and devices: by cue, by form, by checksum."""

import re
from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import Final

from bot.core.finding import SpanType
from bot.detectors.document import Document
from bot.detectors.lazily import declare, lazy
from bot.detectors.privacy.candidate import Candidate
from bot.detectors.privacy.cues import CUE, Cues, Kind
from bot.detectors.privacy.sample import is_sample

_TOKEN: Final = lazy(r"(?<![\w@])(?:[^\W_]|\*(?=\d)){1,34}(?:[-/.:][^\W_]{1,24}){0,8}")
_DATE: Final = lazy(
    r"\d{1,2}[/.\-]\d{1,2}[/.\-](?:\d{4}|\d{2})|\d{4}[/.\-]\d{1,2}[/.\-]\d{1,2}(?:t.*)?|\d{1,2}[.:]\d\d(?:[ap]m)?", re.IGNORECASE
)
_UNIT: Final = lazy(
    r"(?:\d{1,5}[.,/\-]){0,3}\d{1,6}(?:mg|mcg|ug|g|kg|ml|l|mm|cm|m|km|lbs?|st|oz|mmol|iu|units?|u|hrs?|h|mins?|secs?|am|pm|yrs?|yo|x"
    r"|k|%|th|st|nd|rd|s|f|mph|days?|wks?|weeks?|months?|mths?|years?|bpm|kcal|cals?|p|gb|d)",
    re.IGNORECASE,
)
_UNIT_AFTER: Final = lazy(
    r"\s?(?:mg|mcg|ug|kg|ml|mmol|iu|units?|hours?|hrs?|min(?:ute)?s?|days?|weeks?|months?|years?|steps|calories|kcal"
    r"|%|percent|people|patients|cases|copies|pounds|dollars|euros|miles|km|ng|pg|cells|per|times|pm|am)(?!\w)"
)
_MONEY: Final = lazy(r"[£$€₹¥]\s?$")
_WORDY: Final = lazy(
    r"(?:covid|h[12]n\d|b12|d3|omega|type|t1|t2|stage|grade|pd|ct|mri|il|cd|her|gpt|ps|iphone|galaxy|hba)[-/. "
    r"]?\d{0,3}",
    re.IGNORECASE,
)
_VERSION: Final = lazy(r"[A-Za-z]{2,24}/\d+(?:\.\d+)*|\d+(?:\.\d+){2,5}|[A-Za-z]+/[\d.]+\w*")
_CARD: Final = lazy(r"\d{4}(?:[ \-]?\d{4}){3}(?!\d)")
_SORTED: Final = lazy(r"(?<![\w\-])(\d\d-\d\d-\d\d)\s(?:and\s|acc(?:ount)?\s)?(\d{8})(?![\w])")
_SSN: Final = lazy(r"(?!000|666)\d{3}-(?!00)\d{2}-(?!0000)\d{4}")
_ISO_ID: Final = lazy(r"[A-Z]{2}-(?:DL|ID|PP|TIN|SSN)-\d{6,12}")
_CPF: Final = lazy(r"\d{3}\.\d{3}\.\d{3}-\d{2}")
_FISCAL: Final = lazy(r"[A-Za-z]{6}\d{2}[A-Za-z]\d{2}[A-Za-z]\d{3}[A-Za-z]")
_NINO: Final = lazy(r"[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]")
_IBAN: Final = lazy(r"[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?")
_UPI: Final = lazy(
    r"(?<![\w.+@])[\w.\-]{2,40}@(?:ok(?:sbi|icici|axis|hdfcbank)|upi|ybl|ibl|axl|apl|yapl|paytm|ptsbi|pthdfc|hdfcbank"
    r"|icici|sbi|axisbank|kotak)(?![\w.])"
)
_MASKED: Final = lazy(r"(?<![\w])(?=[X*\d\-]{9,14}(?![\w]))(?:\d{3}|X{3})-(?:\d{2}|X{2})-(?:\d{4}|X{4})(?![\w])")


def numbers(doc: Document, cues: Cues) -> list[Candidate]:
    """Every number with a cue, a telling form or a checksum."""
    found: list[Candidate] = []
    for start, end in _stretches(doc.text):
        candidate = _judge(doc, cues, start, end)
        if candidate is not None:
            found.append(candidate)
    found += _ibans(doc)
    return found


def _stretches(text: str) -> list[tuple[int, int]]:
    """Groups of digit-bearing words parted by one blank, with a short capital prefix or suffix."""
    groups: list[tuple[int, int]] = []
    previous: tuple[int, int, bool] | None = None
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        word = match.group()
        digits = any(char.isdigit() for char in word)
        adjacent = previous is not None and start - previous[1] == 1 and text[previous[1]] == " "
        joins = digits and not _lowish(word)
        if joins and adjacent and previous is not None and previous[2] and groups:
            groups[-1] = (groups[-1][0], end)
        elif joins and adjacent and previous is not None and not previous[2] and _prefix(text[previous[0] : previous[1]]):
            groups.append((previous[0], end))
        elif digits:
            groups.append((start, end))
        elif (
            adjacent
            and groups
            and previous is not None
            and previous[2]
            and len(word) == 1
            and word.isupper()
            and word not in "AI"
        ):
            groups[-1] = (groups[-1][0], end)
        previous = (start, end, digits and joins)
    return groups


def _lowish(word: str) -> bool:
    """A word or quantity with a digit in it, which never continues a number."""
    return bool(_UNIT.fullmatch(word) or _DATE.fullmatch(word)) or sum(char.islower() for char in word) > 4


_NO_PREFIX: Final = frozenset(
    ["I", "A", "ID", "NO", "NR", "NUM", "IS", "MY", "IT", "THE", "AND", "REF", "TO", "FOR", "OF", "IN", "ON", "AT", "OR"]
)


def _prefix(word: str) -> bool:
    return (
        1 <= len(word) <= 4 and word.isupper() and word.isalpha() and word not in _NO_PREFIX and not CUE.fullmatch(word.lower())
    )


def _judge(doc: Document, cues: Cues, start: int, end: int) -> Candidate | None:
    text = doc.text[start:end]
    digits = [char for char in text if char.isdigit()]
    if re.fullmatch(r"\d\d-\d\d-\d\d", text) and re.search(
        r"\bsort ?code\W{0,3}(?:is\s)?\Z", doc.lower[max(0, start - 16) : start]
    ):
        return Candidate(start, end, "FINANCIAL", 0.9, "financial.sort_code")
    if len(digits) < 2 or (len(digits) < 4 and len(digits) == len(text)):
        return None
    if _DATE.fullmatch(text) or _UNIT.fullmatch(text) or _WORDY.fullmatch(text) or _VERSION.fullmatch(text):
        return None
    if _MONEY.search(doc.text[max(0, start - 2) : start]) or (len(digits) < 8 and _UNIT_AFTER.match(doc.lower, end)):
        return None
    if is_sample(doc.lower, start, end):
        return None
    shaped = _by_form(text, len(digits))
    cue = cues.nearest(start, end)
    if cue is not None and cue[0] != "NOTHING":
        by_cue = _by_cue(doc, start, end, len(digits), cue, shaped)
        if by_cue is not None:
            return by_cue
    if shaped is None or (shaped[1] < 0.88 and cue is not None and cue[0] == "NOTHING" and cue[1]):
        return None
    return Candidate(start, end, shaped[0], shaped[1], shaped[2])


def _by_cue(
    doc: Document, start: int, end: int, digits: int, cue: tuple[Kind, bool], shaped: tuple[SpanType, float, str] | None
) -> Candidate | None:
    kind, beside = cue
    text = doc.text[start:end]
    if kind in {"PHONE", "PIN", "NOTHING"} or (kind == "FINANCIAL" and _SSN.fullmatch(text)):
        return None
    mixed = any(char.isalpha() for char in text)
    if (not beside and sum(char.islower() for char in text) > 2) or (kind == "FINANCIAL" and digits < 6 and not mixed):
        return None
    if not _long_enough(digits, mixed, beside, len(text)):
        return None
    start = _drop_cue(doc.lower, start, end)
    card = _CARD.match(doc.text, start, end)
    if kind == "FINANCIAL" and card is not None:
        end = card.end()
    confidence = 0.92 if beside else 0.8 if digits >= 6 or mixed else 0.6
    if shaped is not None and shaped[0] == kind:
        confidence = max(confidence, 0.95)
    elif (shaped is not None and shaped[1] >= 0.9) or (shaped is not None and not beside):
        return Candidate(start, end, shaped[0], shaped[1], shaped[2])
    type_: SpanType = kind  # type: ignore[assignment]
    return Candidate(start, end, type_, confidence, f"{kind.lower()}.cue")


def _long_enough(digits: int, mixed: bool, beside: bool, length: int) -> bool:
    if beside:
        return digits >= 4 or (mixed and digits >= 2 and length >= 5)
    return digits >= 6 or (mixed and digits >= 4 and length >= 7)


def _drop_cue(lower: str, start: int, end: int) -> int:
    """A span covers the value alone: 'DNI 12345678Z' begins at the digits."""
    match = re.match(r"([a-z]{1,6})[ :#.\-]{1,2}", lower[start:end])
    return start + match.end() if match and CUE.fullmatch(match[1]) else start


def _by_form(text: str, digits: int) -> tuple[SpanType, float, str] | None:
    """A form that tells by itself, validated where there is a checksum."""
    plain = re.sub(r"[ .\-/]", "", text)
    if _SSN.fullmatch(text):
        return "GOV_ID", 0.88, "gov_id.ssn_form"
    if _ISO_ID.fullmatch(text):
        return "GOV_ID", 0.88, "gov_id.country_form"
    if _CPF.fullmatch(text):
        return "GOV_ID", 0.9, "gov_id.cpf_form"
    if _NINO.fullmatch(text):
        return "GOV_ID", 0.9, "gov_id.nino_form"
    if _FISCAL.fullmatch(plain):
        return "GOV_ID", 0.95 if _valid("stdnum.it.codicefiscale", plain) else 0.85, "gov_id.fiscal_form"
    if plain.isdigit() and 15 <= digits <= 16 and plain[0] in "3456" + "2" and _valid("stdnum.luhn", plain):
        return "FINANCIAL", 0.92, "financial.card_checksum"
    if digits == 16 and re.fullmatch(r"[3-6]\d{3}(?:[ \-]\d{4}){3}", text):
        return "FINANCIAL", 0.85, "financial.card_form"
    if re.fullmatch(r"\d{8}-?[A-Z]", text) and _valid("stdnum.es.dni", plain):
        return "GOV_ID", 0.88, "gov_id.dni_checksum"
    if re.fullmatch(r"\d{4} \d{4} \d{4}", text) and _valid("stdnum.in_.aadhaar", plain):
        return "GOV_ID", 0.85, "gov_id.aadhaar_checksum"
    if re.fullmatch(r"756(?:\.\d{4}){2}\.\d{2}", text):
        return "GOV_ID", 0.92, "gov_id.ahv_form"
    if re.fullmatch(r"[A-Z]{5}\d{4}[A-Z]", text):
        return "GOV_ID", 0.85, "gov_id.pan_form"
    return None


for _module in ("stdnum.luhn", "stdnum.iban", "stdnum.es.dni", "stdnum.in_.aadhaar", "stdnum.it.codicefiscale"):
    declare(partial(import_module, _module))


def _valid(module: str, value: str) -> bool:
    """Whether python-stdnum accepts the value; the library is imported on first use."""
    check: Callable[[str], bool] = import_module(module).is_valid
    return check(value)


def payees(doc: Document) -> list[Candidate]:
    """Payment addresses of India, which look like a mail address without a domain."""
    return [Candidate(*match.span(), "FINANCIAL", 0.88, "financial.upi") for match in _UPI.finditer(doc.lower)]


def _ibans(doc: Document) -> list[Candidate]:
    found = [
        Candidate(*match.span(group), "FINANCIAL", 0.88, "financial.sort_code")
        for match in _SORTED.finditer(doc.text)
        for group in (1, 2)
    ]
    for match in re.finditer(r"(?<![\w])[A-Za-z]{2}\d{2}[ ]?[A-Za-z0-9]{3,4}(?:[ ]?[A-Za-z0-9]{1,4}){2,8}(?![\w])", doc.text):
        value, end = match.group(), match.end()
        while value:
            digits = sum(char.isdigit() for char in value)
            if digits >= 10 and _valid("stdnum.iban", value):
                found.append(Candidate(match.start(), end, "FINANCIAL", 0.96, "financial.iban_checksum"))
                break
            cut = value.rfind(" ")
            value, end = (value[:cut], match.start() + cut) if cut > 0 else ("", end)
        else:
            if re.search(r"\biban\W{0,3}(?:\w{2,8}\W{1,2}){0,2}$", doc.lower[max(0, match.start() - 30) : match.start()]):
                upper = _IBAN.match(match.group())
                if upper:
                    found.append(Candidate(match.start(), match.start() + upper.end(), "FINANCIAL", 0.95, "financial.iban_cue"))
    return found
