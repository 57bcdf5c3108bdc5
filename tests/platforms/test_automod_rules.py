"""What Discord blocks for us before it is posted, and above all what it lets through. Python's `re` reads the shared subset."""

import re

import pytest

from bot.knowledge.library import Library
from bot.platforms.discord.automod_rules import (
    CARDS,
    IDS,
    LONGEST_MESSAGE,
    LONGEST_PATTERN,
    MOST_PATTERNS,
    MOST_RULES,
    OFFERS,
    filters,
)

BEYOND_RUST = re.compile(r"\(\?<?[=!]|\\[1-9]|\(\?>|[+*?}]\+|\(\?P[=>]|\\Z")
ALL = {"cards": CARDS, "ids": IDS, "offers": OFFERS}


def met(text: str) -> set[str]:
    return {name for name, patterns in ALL.items() if any(re.search(pattern, text) for pattern in patterns)}


@pytest.mark.parametrize("name", sorted(ALL))
def test_patterns_keep_to_discord_s_limits_and_to_rust_s_flavour(name: str) -> None:
    assert len(ALL[name]) <= MOST_PATTERNS
    assert [pattern for pattern in ALL[name] if len(pattern) > LONGEST_PATTERN] == []
    assert [pattern for pattern in ALL[name] if BEYOND_RUST.search(pattern)] == []


@pytest.mark.parametrize("lang", ["en", "es"])
def test_the_writer_is_told_what_to_do_in_the_room_that_discord_gives(library: Library, lang: str) -> None:
    made = filters(lambda key: library.replies.text(key, lang))
    assert len(made) <= MOST_RULES
    assert len({one.message for one in made}) == len(made)
    for one in made:
        assert len(one.message) <= LONGEST_MESSAGE
        assert "/help lines" in one.message


@pytest.mark.parametrize(
    "text",
    [
        "my card is 4111 1111 1111 1111",
        "4111-1111-1111-1111 exp 09/27",
        "pay with 5500000000000004 please",
        "(2221 0000 0000 0009)",
        "amex 3782 822463 10005",
        "card number 378282246310005",
        "new card, the CVV is 123",
        "mi tarjeta tiene código de seguridad 456",
    ],
)
def test_card_numbers_are_blocked(text: str) -> None:
    assert met(text) == {"cards"}


@pytest.mark.parametrize(
    "text",
    [
        "my ssn is 078-05-1120",
        "SSN: 219-09-9999",
        "it is 219-09-9999",
        "social security number 219099999",
        "social insurance number 046 454 286",
        "Steuer-ID: 86 095 742 719",
        "AB123456C",
        "National Insurance number: AB 12 34 56 C",
        "my NHS number is 943 476 5919",
        "nhs no. 9434765919",
        "DNI 12345678Z",
        "mi NIE es X1234567L",
        "RSSMRA85T10A562S",
        "CURP GODE561231HDFABC09",
        "CPF 111.444.777-35",
        "RUT 12.345.678-5",
        "AHV 756.1234.5678.97",
        "1 85 05 78 006 084 36",
        "passport number 533380006",
        "número de pasaporte... pasaporte número AB1234567",
        "aadhaar number 2345 6789 0123",
    ],
)
def test_national_id_numbers_are_blocked(text: str) -> None:
    assert met(text) == {"ids"}


@pytest.mark.parametrize(
    "text",
    [
        "please help https://www.gofundme.com/f/my-new-knee",
        "paypal.me/somebody",
        "cash.app/$somebody",
        "join us discord.gg/abcd",
        "https://chat.whatsapp.com/AbCdEf",
        "t.me/+AbCdEf",
        "https://shop.example/tea?aff=123",
        "https://shop.example/p/1?x=2&referral=ana",
        "DM me to order",
        "message me for prices",
        "escríbeme para comprar",
        "he can recover your lost bitcoin, ask this expert",
        "best crypto trading platform",
        "use my referral code",
        "use code SAVE10 to get half off",
        "join my team and earn from home, link below",
    ],
)
def test_offers_with_a_link_or_a_bait_are_blocked(text: str) -> None:
    assert met(text) == {"offers"}


@pytest.mark.parametrize(
    "text",
    [
        # Phone numbers of many countries, as people write them.
        "call me on 07700 900123",
        "+44 7700 900123",
        "020 7946 0958",
        "(555) 010-0199",
        "555-010-0199",
        "1-800-273-8255",
        "+1 555 010 0199",
        "15550100199",
        "ring 988",
        "tel. +34 612 34 56 78",
        "612345678",
        "612 345 678 es mi móvil",
        "+49 30 901820",
        "030/901820",
        "06 12 34 56 78",
        "+33 6 12 34 56 78",
        "040-12-3456",
        "0401234567",
        "+358 40 123 4567",
        "6123 4567",
        "9123 4567 or 6123 4567",
        "22 33 44 55",
        "+91 98765 43210",
        "919876543210",
        "0800 116 123",
        "13 11 14",
        "+55 11 91234-5678",
        "(11) 91234-5678",
        "+86 138 0013 8000",
        "03-1234-5678",
        "00 44 7700 900123",
        "+880 1712-345678 is my number, please call",
        # Beside a word of an office.
        "social security is on 800-772-1213",
        "the social security number to call is 1-800-772-1213",
        "for a passport: 1-877-487-2778",
        "passport office number 0300 222 0000",
        "NHS number 111",
        "the NHS number to ring is 0800 123 4567",
        # Addresses.
        "I am at 12 Orchard Lane, Leeds LS1 4AP, please come",
        "14B Mill Road, Cambridge CB1 2AD",
        "1600 Pennsylvania Avenue NW, Washington, DC 20500",
        "Calle Mayor 12, 3º B, 28013 Madrid",
        "Flat 3, 221B Baker Street",
        "51.5007, -0.1246",
        "ana@example.org",
        # Everyday talk.
        "my readings were 120 80 75 110 all week",
        "PSA 4.2, then 5.1, then 12.345",
        "at 10 20 30 a day",
        "I take 1000 mg twice, 2000 in all",
        "NCT01234567 is the trial",
        "https://discord.com/channels/1180000000000000001/1180000000000000002",
        "https://www.youtube.com/watch?v=4111111111111111",
        "https://www.nhs.uk/conditions/diabetes/?ref=home",
        "my DMs are open, message me if you need to talk",
        "message me for anything, I am here",
        "the GoFundMe idea was kind but no",
        "we met on discord",
        "use my code word in the meeting",
        "my team at work is great and I earn well",
        "I cannot go on any more",
        "born 12-05-1980, operated 03-04-2021",
    ],
)
def test_phone_numbers_addresses_and_talk_always_pass(text: str) -> None:
    assert met(text) == set()
    assert met(text.upper()) == set()
