"""Cards, texts and ids as Discord gets them: within its limits, and never in a member's hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.card import Button, Card, Field, Tone
from bot.platforms.discord import cards, links
from bot.platforms.discord.identifiers import Accounts, message_named, number
from bot.platforms.discord.mentions import spoken
from bot.platforms.discord.wording import as_code, in_parts, plain

OURS = "https://www.nhs.uk/conditions/asthma/"


@pytest.mark.parametrize(
    ("written", "hidden"),
    [
        ("**bold** and _more_", "**bold**"),
        ("so\n# a heading", "\n# a heading"),
        ("so\n- a list", "\n- a list"),
        ("so\n> a quote", "\n> a quote"),
        ("so\n>>> a quote", "\n>>>"),
        ("so\n-# small", "\n-# small"),
        ("[click](https://bad.example)", "https://bad.example"),
        ("https://bad.example/x", "https://bad.example"),
        ("come to discord.gg/abcdef", "discord.gg/"),
        ("@everyone look", "@everyone"),
        ("<@123456789012345678> hi", "<@123456789012345678>"),
        ("||spoiler||", "||spoiler||"),
        ("`code`", "`code`"),
    ],
)
def test_nothing_that_a_person_wrote_is_formatted_or_linked(written: str, hidden: str) -> None:
    assert hidden not in plain(written)


def test_the_clinics_own_addresses_stay_links() -> None:
    assert plain(f"Read {OURS} today.", {OURS}.__contains__) == f"Read {OURS} today."
    assert OURS not in plain(f"Read {OURS} today.")


@given(st.text(max_size=400))
def test_no_text_ends_a_block_early(text: str) -> None:
    assert "```" not in as_code(text).removeprefix("```").removesuffix("```")


@given(st.text(max_size=3000), st.integers(10, 900))
def test_parts_are_short_enough_and_lose_no_word(text: str, most: int) -> None:
    parts = in_parts(text, most)
    assert all(len(part) <= most for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())


words = st.text(st.characters(exclude_categories=["Cs"]), max_size=5000)


@given(words, words, st.lists(st.builds(Field, words, words, st.booleans(), st.booleans()), max_size=40))
def test_a_card_of_any_size_is_one_that_discord_takes(title: str, body: str, fields: list[Field]) -> None:
    shown = cards.embed(Card(title, body, tuple(fields)))
    assert len(shown) <= 6000
    assert len(shown.title or "") <= 256
    assert len(shown.description or "") <= 4096
    assert len(shown.fields) <= 25
    assert all(len(one.name or "") <= 256 and 0 < len(one.value or "") <= 1024 for one in shown.fields)


def test_an_articles_words_pass_byte_for_byte() -> None:
    body = "Take **one** puff.\n- wait\n- [x] breathe"
    assert cards.embed(Card("Q", body, cites="a-hash")).description == body
    assert cards.embed(Card("Q", body)).description != body


def test_a_draft_is_in_a_block_and_evidence_behind_a_spoiler() -> None:
    shown = cards.embed(
        Card("", "", (Field("Draft", "Call me on [phone number]", copy=True), Field("Said", "hard", veiled=True)))
    )
    assert shown.fields[0].value == "```\nCall me on [phone number]\n```"
    assert shown.fields[1].value == "||```\nhard\n```||"


@pytest.mark.parametrize("tone", Tone)
def test_every_tone_has_a_colour(tone: Tone) -> None:
    assert cards.embed(Card("x", tone=tone)).colour is not None


@given(st.dictionaries(st.sampled_from(["case", "person", "message", "article"]), st.text(min_size=1, max_size=30), max_size=2))
def test_a_button_comes_back_as_it_went(args: dict[str, str]) -> None:
    custom_id = links.encode("case claim", args)
    if custom_id is not None:
        assert len(custom_id) <= 100
        assert links.decode(custom_id) == Button("", "case claim", args)


@pytest.mark.parametrize("text", ["", "x", "cc|", "cc|one|a=b", "other|case claim|case=1", "cc|case claim"])
def test_what_is_not_ours_is_no_button(text: str) -> None:
    assert links.decode(text) is None


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("https://discord.com/channels/123456789012345678/223456789012345678/323456789012345678", "discord:323456789012345678"),
        ("323456789012345678", "discord:323456789012345678"),
        ("discord:323456789012345678", "discord:323456789012345678"),
        ("the one above", None),
        ("", None),
    ],
)
def test_a_message_is_named_by_its_link_or_number(text: str, named: str | None) -> None:
    assert message_named(text) == named


def test_people_who_are_linked_are_one_person() -> None:
    accounts = Accounts({7: "sam"})
    assert accounts.person(7) == "sam"
    assert accounts.account("sam") == 7
    assert accounts.person(8) == "discord:8"
    assert accounts.account("discord:8") == 8
    assert accounts.account("slack:U8") is None
    assert number("discord:x") is None


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("<@42> what raises PSA?", "@carecircle what raises PSA?"),
        ("ask <@!43> or <@&44>", "ask @member or @group"),
        ("see <#45>", "see #prostate"),
        ("see <#46>", "see #channel"),
        ("ok <:thumb:123456789012345678> <a:wave:123456789012345678>", "ok :thumb: :wave:"),
        ("at <t:1618953630:R>", "at"),
        ("use </case claim:123456789012345678>", "use /case claim"),
        ("a < b and c > d", "a < b and c > d"),
    ],
)
def test_marks_are_read_as_words(text: str, read: str) -> None:
    assert spoken(text, 42, {45: "prostate"}.get) == read
