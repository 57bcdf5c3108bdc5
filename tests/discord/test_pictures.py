"""The pictures of docs/discord.md show what was in the payloads, and Discord's marks as Discord shows them."""

import struct
import zlib
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.core.card import Button, Card, Field, Tone
from bot.knowledge.library import Library
from bot.platforms.discord import cards, forms
from bot.platforms.discord.wording import plain
from tests.discord.pictures import markdown, png
from tests.discord.pictures.camera import NoBrowser, camera
from tests.discord.pictures.form import form
from tests.discord.pictures.manual import HEADING, with_section
from tests.discord.pictures.markdown import Names
from tests.discord.pictures.message import embed, message
from tests.discord.pictures.page import Picture, Theme, View, page
from tests.discord.pictures.story import PHONE, play
from tests.discord.server.limits import inside
from tests.discord.server.wire import Json
from tests.discord.town import as_read, discord_town

ROOT = Path(__file__).parents[2]
NAMES = Names({"1": "Ana"}, {"2": "Moderators"}, {"3": "prostate"})
AUTHOR: Json = {"id": "9", "username": "carecircle", "bot": True}
MARKS = frozenset({"strong", "em", "u", "del", "code", "pre", "a", "h1", "h2", "h3", "ul", "ol", "blockquote", "small"})


class Read(HTMLParser):
    """What can be read in a page, and the marks in it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.text = ""
        self.marks: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.text += "\n" if tag == "br" else ""
        if tag in MARKS or given.get("class") in {"spoiler", "mention", "moment"}:
            self.marks.append(given.get("class") or tag)

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("**bold** and *slanted*", "<strong>bold</strong> and <em>slanted</em>"),
        ("_slanted_, not snake_case_names", "<em>slanted</em>, not snake_case_names"),
        ("__under__ ~~gone~~", "<u>under</u> <del>gone</del>"),
        (r"\*\*not bold\*\* \|\|not hidden\|\|", "**not bold** ||not hidden||"),
        (r"C:\dir and \\", r"C:\dir and \ ".rstrip()),
        ("||hard||", '<span class="spoiler"><span>hard</span></span>'),
        ("||```\nhard\n```||", '<span class="spoiler"><span><pre><code>hard</code></pre></span></span>'),
        ("```\n**as it is** <b>\n```", "<pre><code>**as it is** &lt;b&gt;</code></pre>"),
        ("`**as it is**`", "<code>**as it is**</code>"),
        ("# Big\nthen", "<h1>Big</h1>then"),
        ("not # big", "not # big"),
        (r"\# not big", "# not big"),
        ("-# small", "<small>small</small>"),
        ("- one\n- two\nthen", "<ul><li>one</li><li>two</li></ul>then"),
        ("- one\n  - deeper", "<ul><li>one</li><ul><li>deeper</li></ul></ul>"),
        ("4. one\n9. two", '<ol start="4"><li>one</li><li>two</li></ol>'),
        (r"4\. one", "4. one"),
        ("> said\n> more", "<blockquote>said<br>more</blockquote>"),
        (">>> said\nmore", "<blockquote>said<br>more</blockquote>"),
        ("[name](https://a.example/b)", '<a href="https://a.example/b">name</a>'),
        ("see https://a.example/b.", 'see <a href="https://a.example/b">https://a.example/b</a>.'),
        ("<script>&amp;", "&lt;script&gt;&amp;amp;"),
        ("<@1> <@!1> <@7>", " ".join(f'<span class="mention">@{name}</span>' for name in ("Ana", "Ana", "unknown"))),
        ("<@&2> <#3>", '<span class="mention">@Moderators</span> <span class="mention">#prostate</span>'),
        ("<t:0:f>", '<span class="moment">01 January 1970 00:00</span>'),
        ("@everyone", '<span class="mention">@everyone</span>'),
    ],
)
def test_marks_show_as_discord_shows_them(text: str, shown: str) -> None:
    assert markdown.html(text, NAMES) == shown


SOMEBODY = 123456789012345678
PIECES = st.sampled_from(
    "* ** _ __ ~~ | || ` ``` \\ > >>> # ## -# - + 1. 27. [ ] ( ) [a](https://b.example) https://b.example/c <https://b.example> "
    f"<@{SOMEBODY}> <@!{SOMEBODY}> <@&{SOMEBODY}> <#{SOMEBODY}> </help:{SOMEBODY}> <:ab:{SOMEBODY}> <a:ab:{SOMEBODY}> <id:guide> "
    "<t:0:R> <t:0> @everyone @here a b 5 . é ¿".split(" ")
)
WRITTEN = st.lists(PIECES | st.sampled_from(["\n", " ", "  ", "\n\n"]) | st.text(max_size=3), max_size=14).map("".join)


@given(WRITTEN)
def test_what_a_person_wrote_is_read_letter_by_letter_and_marks_nothing(text: str) -> None:
    """The renderer and the escapes were written apart: where one forgets a mark, this fails."""
    read = Read(markdown.html(plain(text), NAMES))
    assert read.marks == []
    assert read.text.replace("\u200b", "") == text.replace("\u200b", "")


BLOCKS = st.lists(PIECES | st.sampled_from(["`", "```", "|", "||", "`````"]), min_size=1, max_size=20).map("".join)


@given(BLOCKS, st.booleans())
@example("`````", False)
@example("||hard||", True)
def test_a_draft_and_evidence_are_read_letter_by_letter_and_stay_where_they_are(text: str, veiled: bool) -> None:
    """Members write spoilers and blocks of their own: neither opens the veil, nor ends the block."""
    (field,) = cards.embed(Card(fields=(Field("Said", text, copy=not veiled, veiled=veiled),))).fields
    read = Read(markdown.html(str(field.value), NAMES))
    assert read.marks == [*(["spoiler"] if veiled else []), "pre", "code"]
    assert read.text.replace("\u200b", "") == text


@pytest.mark.parametrize("text", ["*" * 2000, "x" * 1020 + " # y", "word " * 200 + "- y", "_x_ " * 400, "7. " * 500])
def test_a_long_text_is_cut_where_it_marks_nothing(text: str) -> None:
    shown = cards.embed(Card(fields=(Field("Note", text),))).fields
    assert all(len(str(one.value)) <= 1024 for one in shown)
    read = [Read(markdown.html(str(one.value), NAMES)) for one in shown]
    assert [one.marks for one in read] == [[] for _ in read]
    assert "".join("".join(one.text for one in read).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("2026-11-27 10:00 UTC", "27 November 2026 10:00\na few seconds ago"),
        ("2026-13-45 25:00 UTC", "2026-13-45 25:00 UTC"),
        ("at 2026-11-27 10:00 UTC", "at 2026-11-27 10:00 UTC"),
        ("2026-11-27", "2026-11-27"),
    ],
)
def test_a_moment_is_shown_in_the_readers_zone(value: str, shown: str) -> None:
    (field,) = cards.embed(Card(fields=(Field("Due", value),))).fields
    assert Read(markdown.html(str(field.value), NAMES)).text == shown


def test_what_has_no_room_leaves_a_sign() -> None:
    whole = cards.embed(Card(fields=(Field("Said", "word " * 900, veiled=True),)))
    cut = cards.embed(Card(fields=(Field("Said", "word " * 1500, veiled=True),)))
    assert (whole.footer.text, cut.footer.text) == (None, "…")
    assert len(cut) <= 6000


@pytest.mark.parametrize("text", ["```" * 300, "`" * 900, "|" * 1000, "||```" * 180])
@pytest.mark.parametrize("veiled", [False, True])
def test_no_text_makes_a_field_longer_than_discord_takes(text: str, veiled: bool) -> None:
    shown = cards.embed(Card(fields=(Field("Said", text, copy=not veiled, veiled=veiled),))).fields
    assert all(len(str(one.value)) <= 1024 for one in shown)
    assert "".join(Read(markdown.html(str(one.value), NAMES)).text for one in shown).replace("\u200b", "") == text


def shown(card: Card) -> str:
    view = cards.view(card)
    payload: Json = {"author": AUTHOR, "timestamp": "2026-11-27T10:00:00+00:00"}
    payload["embeds"] = [cards.embed(card).to_dict()]
    payload["components"] = [] if view is None else view.to_components()
    return message(payload, NAMES)


def test_a_card_shows_all_of_its_words_and_buttons() -> None:
    fields = (
        Field("Member", "A_b*c*"),
        Field("Draft", "Call me on [phone number]", copy=True),
        Field("Said", "**hard** ||words||", veiled=True),
        Field("Due", "2026-11-27 10:00 UTC"),
    )
    buttons = (Button("Claim <it>", "case claim", {"case": "1"}), Button("Ban", "member ban", {"case": "1"}, danger=True))
    found = shown(Card("Case 1: *danger*", "1. First\n7. Then\n# no heading", fields, buttons, Tone.URGENT))
    read = Read(found)
    for words in ("Case 1: *danger*", "1. First\n7. Then\n# no heading", "A_b*c*", "Call me on [phone number]", "Claim <it>"):
        assert words in read.text
    assert "**hard** ||words||" in read.text.replace("\u200b", "")
    assert "27 November 2026 10:00" in read.text
    assert read.marks == ["pre", "code", "spoiler", "pre", "code", "moment", "moment"]
    assert "border-left-color:#d83a47" in found
    assert '<button class="primary">Claim &lt;it&gt;</button>' in found
    assert '<button class="danger">Ban</button>' in found


def test_sources_of_an_article_are_links_by_name_where_the_clinic_wrote_them() -> None:
    ours, theirs = "https://www.nhs.uk/psa", "https://bad.example/x"
    card = Card("Q", "- one", (Field("Sources", f"NHS: PSA (test) {ours}\nElsewhere {theirs}"),), cites="a-hash")
    found = markdown.html(str(cards.embed(card, {ours}.__contains__).fields[0].value), NAMES)
    assert found.startswith(f'<a href="{ours}">NHS: PSA (test)</a><br>Elsewhere https:')
    assert theirs not in found


def test_of_several_like_buttons_none_is_urged_and_ways_to_help_stand_apart() -> None:
    join = [Button(f"Join: {name}", "welcome join", {"condition": name}) for name in ("asthma", "diabetes", "eczema")]
    view = cards.view(Card(buttons=(*join, Button("Help lines", "help lines"), Button("A person", "help person"))))
    assert view is not None
    rows = view.to_components()
    assert [[each["label"] for each in row["components"]] for row in rows] == [
        ["Join: asthma", "Join: diabetes", "Join: eczema"],
        ["Help lines", "A person"],
    ]
    assert {each["style"] for row in rows for each in row["components"]} == {2}


@given(
    st.lists(
        st.tuples(st.sampled_from(["case a", "case b", "help a", "faq a"]), st.text("ab ", min_size=1, max_size=90)), max_size=30
    )
)
def test_any_buttons_stand_in_rows_that_discord_takes_in_their_order(given: list[tuple[str, str]]) -> None:
    buttons = tuple(Button(label, command, {"case": str(number)}) for number, (command, label) in enumerate(given))
    view = cards.view(Card(buttons=buttons))
    rows: list[Json] = [] if view is None else view.to_components()
    assert len(rows) <= 5
    assert all(1 <= len(row["components"]) <= 5 for row in rows)
    found = [each["custom_id"] for row in rows for each in row["components"]]
    assert found == [f"cc|{button.command}|case={button.args['case']}" for button in buttons[:25]]


def brightness(colour: int) -> float:
    parts = [(colour >> shift & 255) / 255 for shift in (16, 8, 0)]
    red, green, blue = (each / 12.92 if each <= 0.03928 else ((each + 0.055) / 1.055) ** 2.4 for each in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("tone", Tone)
@pytest.mark.parametrize("back", [0x2B2D31, 0xF2F3F5], ids=["dark", "light"])
def test_the_bar_of_every_tone_stands_out_in_both_themes(tone: Tone, back: int) -> None:
    """3 to 1, as for whatever tells something without words (WCAG 2.2, 1.4.11)."""
    colour = cards.embed(Card("x", tone=tone)).colour
    assert colour is not None
    darker, brighter = sorted((brightness(colour.value), brightness(back)))
    assert (brighter + 0.05) / (darker + 0.05) >= 3


def test_fields_beside_each_other_are_three_in_a_row() -> None:
    fields = [{"name": str(number), "value": "x", "inline": number != 5} for number in range(7)]
    found = embed({"fields": fields}, NAMES)
    assert [found.count(f"of-{count}") for count in (1, 2, 3)] == [2, 1, 1]


def test_a_footer_is_shown_without_marks() -> None:
    assert "<b>**as it is**</b>" not in embed({"footer": {"text": "**as it is**"}}, NAMES)
    assert "**as it is**" in Read(embed({"footer": {"text": "**as it is**"}}, NAMES)).text


def test_what_is_for_one_person_and_what_was_answered_is_told() -> None:
    first: Json = {"author": {"id": "1", "username": "ana", "global_name": "Ana"}, "timestamp": "2026-11-27T10:00:00+00:00"}
    first["content"] = "<b>why?</b>"
    reply: Json = {
        "author": AUTHOR,
        "timestamp": "2026-11-27T10:00:01+00:00",
        "type": 19,
        "referenced_message": first,
        "flags": 64,
    }
    read = Read(message(reply, NAMES)).text
    assert "@Ana <b>why?</b>" in read
    assert "Only you can see this" in read
    gone = Read(message(reply | {"referenced_message": None, "flags": 0}, NAMES)).text
    assert "Original message was deleted" in gone
    assert "Only you can see this" not in gone


def test_a_form_shows_labels_choices_and_what_must_be_filled_in() -> None:
    options = [{"label": "To decide", "value": "decide"}, {"label": "An <appeal>", "value": "appeal"}]
    menu = {"type": 3, "custom_id": "reason", "options": options, "required": True}
    text = {"type": 4, "custom_id": "more", "style": 2, "required": False, "max_length": 4000}
    parts = [{"type": 18, "label": "Why?", "component": menu}, {"type": 18, "label": "More", "component": text}]
    payload: Json = {"title": "Read it", "custom_id": "x", "components": parts}
    opened, closed = form(payload, opened="reason"), form(payload)
    for words in ("Read it", "Why?", "More", "4000", "Cancel", "Submit"):
        assert words in Read(closed).text
    assert "An <appeal>" in Read(opened).text
    assert "To decide" not in Read(closed).text
    assert closed.count('class="star"') == 1


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Resolve a case", "Resolve a case"),
        ("Show the team a message that worries you; nobody sees that it was you", "Show the team a message that worries you"),
        ("Is there anything that we should know? (optional)", "Is there anything that we should know?"),
        ("Give the member of your case a pause from posting", "Give the member of your case a pause from…"),
        ("x" * 60, "x" * 44 + "…"),
    ],
)
def test_what_is_too_long_for_a_form_ends_with_a_clause_or_a_word(text: str, shown: str) -> None:
    assert forms.brief(text, 45) == shown


def test_a_page_needs_nothing_from_elsewhere() -> None:
    view = View("general", "everybody sees this", [{"author": AUTHOR, "timestamp": "2026-11-27T10:00:00+00:00", "content": "hi"}])
    for theme in Theme:
        found = page(Picture("x", "X & Y", "told", [view], theme), NAMES)
        assert f'class="{theme}"' in found
        assert not {"<script", "<link", "<img", "src=", "@import", "url("} & set(found.split())
        assert "http" not in found


def pixels_of(picture: bytes) -> list[list[tuple[int, ...]]]:
    """A small reader for what `png.encode` writes: an independent look at its format."""
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    chunks, at = {}, 8
    while at < len(picture):
        length, kind = struct.unpack(">I4s", picture[at : at + 8])
        data = picture[at + 8 : at + 8 + length]
        assert struct.unpack(">I", picture[at + 8 + length : at + 12 + length])[0] == zlib.crc32(kind + data)
        chunks[kind] = data
        at += 12 + length
    width, height = struct.unpack(">II", chunks[b"IHDR"][:8])
    palette = [tuple(chunks[b"PLTE"][n : n + 3]) for n in range(0, len(chunks[b"PLTE"]), 3)]
    raw = zlib.decompress(chunks[b"IDAT"])
    rows = [raw[n * (width + 1) : (n + 1) * (width + 1)] for n in range(height)]
    assert all(row[0] == 0 for row in rows)
    return [[palette[each] for each in row[1:]] for row in rows]


def test_a_small_picture_keeps_its_colours() -> None:
    few = np.array([[[1, 2, 3], [255, 255, 255]], [[242, 243, 245], [1, 2, 3]]], np.uint8)
    assert np.array_equal(np.array(pixels_of(png.encode(few))), few)


def test_of_too_many_colours_the_frequent_ones_stay() -> None:
    many = np.random.default_rng(1).integers(0, 256, (40, 50, 3)).astype(np.uint8)
    many[:20] = (255, 255, 255)
    many[20:30] = (242, 243, 245)
    found = np.array(pixels_of(png.encode(many)))
    assert np.array_equal(found[:30], many[:30])
    assert np.abs(found.astype(int) - many.astype(int)).max() < 64


async def test_the_story_shows_what_was_sent_and_the_manual_has_every_picture_of_it(tmp_path: Path, library: Library) -> None:
    async with discord_town(tmp_path, library) as here:
        pictures, names = await play(here)
    manual = (ROOT / "docs" / "discord.md").read_text(encoding="utf-8")
    assert with_section(manual, pictures) == manual, "python -m tests.discord.pictures docs/discord writes it anew"
    kept = {file.stem: file for file in (ROOT / "docs" / "discord").glob("*.png")}
    assert {picture.name for picture in pictures} == set(kept)
    assert all(file.stat().st_size < 150_000 for file in kept.values())
    assert sum(file.stat().st_size for file in kept.values()) < 1_200_000
    for picture in pictures:
        read = Read(page(picture, names)).text
        for view in picture.views:
            for payload in view.messages:
                for words in words_of(payload):
                    assert words in read, picture.name
    # A name can be wrong in silence; who must not be seen where is what a picture would give away.
    public = next(view for picture in pictures for view in picture.views if picture.name == "closed")
    assert PHONE not in Read(page(Picture("x", "x", "", [public]), names)).text


def words_of(payload: Json) -> list[str]:
    """What people must be able to read of a message: titles, names and plain values, and its buttons."""
    found = [each["label"] for _, each in inside(payload["components"]) if each["type"] == 2]
    for each in payload["embeds"]:
        found += [each["title"]] if each.get("title") else []
        found += [field["name"] for field in each.get("fields") or ()]
        found += [field["value"] for field in each.get("fields") or () if not any(mark in field["value"] for mark in "<[-")]
    return [as_read(each) for each in found if "\n" not in each and each != "\u200b"]


def test_the_manual_above_its_pictures_stays_as_it_is() -> None:
    picture = Picture("x", "A heading", "what is told", [])
    first = with_section("# Manual\n\nWords.\n", [picture])
    assert first.startswith(f"# Manual\n\nWords.\n\n{HEADING}\n")
    assert first.endswith("### A heading\n![what is told](discord/x.png)\n")
    assert with_section(first, [picture]) == first


@pytest.mark.browser
def test_chromium_makes_a_picture_of_a_page(tmp_path: Path) -> None:
    view = View("general", "everybody sees this", [{"author": AUTHOR, "timestamp": "2026-11-27T10:00:00+00:00", "content": "hi"}])
    file = tmp_path / "page.html"
    file.write_text(page(Picture("x", "X", "told", [view], Theme.LIGHT), NAMES), encoding="utf-8")
    try:
        with camera(tmp_path) as chromium:
            found = pixels_of(chromium.photograph(file))
    except NoBrowser as missing:
        pytest.skip(f"no picture is drawn: {missing}")
    assert len(found[0]) == 720
    assert 80 < len(found) < 300
    assert found[-1][-1] == (255, 255, 255)
    assert len({pixel for row in found for pixel in row}) > 20
