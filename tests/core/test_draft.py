"""The cleaned draft: every identifier is gone, the rest stays word for word."""

import pytest

from bot.core.draft import clean_draft
from bot.core.finding import Span, SpanType

WORDS: dict[SpanType, str] = {
    "PERSON": "[name]",
    "PHONE": "[phone number]",
    "EMAIL": "[email address]",
    "ADDRESS": "[address]",
    "DATE_OF_BIRTH": "[date of birth]",
    "GOV_ID": "[official number]",
    "MEDICAL_ID": "[medical number]",
    "INSURANCE_ID": "[insurance number]",
    "FINANCIAL": "[payment details]",
    "ACCOUNT": "[account]",
    "IP_OR_DEVICE": "[device number]",
    "EMPLOYER": "[workplace]",
}


def span(text: str, value: str, kind: SpanType) -> Span:
    start = text.index(value)
    return Span(start, start + len(value), kind)


@pytest.mark.parametrize(
    ("text", "marks", "clean"),
    [
        ("call me on 07700 900 123 please", [("07700 900 123", "PHONE")], "call me on [phone number] please"),
        ("I'm Ada Okoro, hello", [("Ada Okoro", "PERSON")], "I'm [name], hello"),
        (
            "I'm Ada Okoro, b. 2/3/71. Mrs Okoro to you",
            [("Ada Okoro", "PERSON"), ("2/3/71", "DATE_OF_BIRTH")],
            "I'm [name], b. [date of birth]. Mrs [name] to you",
        ),
        ("07700900123 that is 07700 900-123", [("07700900123", "PHONE")], "[phone number] that is [phone number]"),
        ("a.b@example.org or A.B@EXAMPLE.ORG", [("a.b@example.org", "EMAIL")], "[email address] or [email address]"),
        ("bed 4 and bed 4 again", [("bed 4", "MEDICAL_ID")], "[medical number] and [medical number] again"),
        ("pin 7731", [("773", "ACCOUNT")], "pin [account]"),
        ("nothing here", [], "nothing here"),
        ("Ann Lee Bo", [("Ann Lee", "PERSON"), ("Lee Bo", "PERSON")], "[name]"),
        ("Ann Lee  Kim Poe", [("Ann Lee", "PERSON"), ("Kim Poe", "PERSON")], "[name]"),
        ("R. B. is well, so is everybody", [("R. B.", "PERSON")], "[name] is well, so is everybody"),
        ("pw x@Y9!zz ok", [("x@Y9!zz", "ACCOUNT")], "pw [account] ok"),
    ],
)
def test_identifiers_are_replaced(text: str, marks: list[tuple[str, SpanType]], clean: str) -> None:
    assert clean_draft(text, [span(text, value, kind) for value, kind in marks], WORDS) == clean


def test_words_are_an_argument() -> None:
    words: dict[SpanType, str] = {**WORDS, "PHONE": "[Telefonnummer]"}
    assert clean_draft("ruf an: 0171 2345678", [Span(8, 20, "PHONE")], words) == "ruf an: [Telefonnummer]"


def test_spans_outside_of_the_text_are_ignored() -> None:
    assert clean_draft("abc", [Span(2, 9, "PHONE"), Span(-1, 2, "PHONE"), Span(1, 1, "PHONE")], WORDS) == "abc"


def test_zero_width_characters_inside_do_not_keep_a_second_copy() -> None:
    text = "07700900123 and 07700\u200b900\u200b123"
    assert clean_draft(text, [Span(0, 11, "PHONE")], WORDS) == "[phone number] and [phone number]"


def test_a_short_value_at_the_end_beside_longer_ones() -> None:
    text = "07700 900123 and 077009 and 0770"
    marks: list[tuple[str, SpanType]] = [("07700 900123", "PHONE"), ("077009", "PHONE"), ("0770", "PHONE")]
    spans = [Span(text.rindex(value), text.rindex(value) + len(value), kind) for value, kind in marks]
    assert clean_draft(text, spans, WORDS) == "[phone number] and [phone number] and [phone number]"


def test_thousands_of_values_take_no_longer_than_the_text_is() -> None:
    numbers = [f"07700 {number:06}" for number in range(5000)]
    text = " call ".join(numbers)
    spans = [Span(at * 18, at * 18 + 12, "PHONE") for at in range(5000)]
    assert "07700" not in clean_draft(text, spans, WORDS)
