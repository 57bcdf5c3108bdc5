"""Content: what is sound loads, every fault is named with its file and line, and nothing else is ever raised."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.core.errors import BadContent
from bot.knowledge.content_root import content_root
from bot.knowledge.library import Library, examine, load
from tests.knowledge.trees import ARTICLE, CLAIM, CONDITION, COUNTRY, OTHER_ARTICLE, POLICY, REPLIES, SOUND, plant

TODAY = date(2026, 11, 24)
PSA = "articles/prostate/psa-raised.md"
SLEEP = "articles/general/sleep-better.md"
FLAGS = "conditions/prostate.toml"
MYTHS = "claims/prostate.toml"
LINES = "resources/GB.toml"
WORDS = "replies/en/all.toml"


def faults_of(root: Path) -> list[str]:
    return [str(fault) for fault in examine(root, TODAY)[1]]


def warnings_of(root: Path) -> list[str]:
    return [str(fault) for fault in examine(root, TODAY)[0].warnings]


def test_a_sound_tree_loads_whole(tmp_path: Path) -> None:
    library = load(plant(tmp_path), TODAY)

    assert [article.id for article in library.articles] == ["sleep-better", "psa-raised"]
    assert library.conditions == {"general": "General health", "prostate": "Prostate"}
    assert [(flag.id, flag.kind, flag.condition) for flag in library.red_flags] == [
        ("prostate-flag-retention", "red_flag", "prostate"),
        ("prostate-mix", "interaction", "prostate"),
    ]
    assert library.claims[0].sources == (("Somebody", "https://example.org/milk"),)
    assert [line.name for line in library.countries["GB"].of("crisis")] == ["A line"]
    assert library.countries["GB"].of("abuse") == ()
    assert library.policy.row("privacy.self").hide_from == 0.8
    assert library.warnings == ()


def test_an_answer_is_kept_byte_for_byte(tmp_path: Path) -> None:
    article = load(plant(tmp_path), TODAY).article("psa-raised")

    assert article is not None
    assert article.answer == "Many things can raise it. **Ask your doctor.**\n\n- an infection\n- getting older"
    assert article.about == ("psa",)
    assert article.example


def test_windows_line_ends_and_a_byte_order_mark_change_nothing(tmp_path: Path) -> None:
    plain = load(plant(tmp_path / "plain"), TODAY).article("psa-raised")
    windows = load(plant(tmp_path / "windows", {PSA: b"\xef\xbb\xbf" + ARTICLE.replace("\n", "\r\n").encode()}), TODAY)

    assert windows.article("psa-raised") == plain


def test_scalars_are_text_whatever_yaml_makes_of_them(tmp_path: Path) -> None:
    text = ARTICLE.replace("lang: en", "lang: no").replace('"psa of 6 what now"', "12:30:45")

    article = load(plant(tmp_path, {PSA: text}), TODAY).article("psa-raised")

    assert article is not None
    assert (article.lang, article.phrasings[2]) == ("no", "12:30:45")


@pytest.mark.parametrize(
    ("file", "old", "new", "line", "says"),
    [
        (PSA, "---\nid:", "id:", 1, "the first line must be `---`"),
        (PSA, "example: true\n---\n", "example: true\n", 23, "not closed"),
        (PSA, "lang: en", "lang: [en", 18, "cannot be read"),
        (PSA, "lang: en", "lang: *x", 17, "cannot be read"),
        (PSA, "conditions: [prostate]", "conditions: &a [prostate]\nportal: *a", 9, "references are not used"),
        (PSA, "lang: en", "lang: en\nlang: es", 18, "`lang` is given twice, first on line 17"),
        (PSA, "question:", "questoin:", 3, "unknown field `questoin`, did you mean `question`?"),
        (PSA, 'question: "What can raise my PSA?"\n', "", 1, "`question` is missing"),
        (PSA, 'question: "What can raise my PSA?"', "question: [a, b]", 3, "`question` must be text"),
        (PSA, 'question: "What can raise my PSA?"', 'question: " "', 3, "`question` is empty"),
        (PSA, "id: psa-raised", "id: psa-rised", 2, "differs from the file's name"),
        (PSA, "id: psa-raised", "id: PSA_raised", 2, "lower-case words joined by hyphens"),
        (PSA, '  - "psa of 6 what now"\n', "", 4, "`phrasings` needs 3 or more, found 2"),
        (PSA, '"psa of 6 what now"', '"My PSA went up: why?"', 7, "this wording is already used at content/" + PSA + ":5"),
        (PSA, '"psa of 6 what now"', '"Cannot fall asleep!"', 7, "this wording is already used at content/" + SLEEP + ":4"),
        (PSA, '"psa of 6 what now"', '"how can i sleep better"', 7, "this wording is already used at content/" + SLEEP + ":3"),
        (PSA, "[prostate]", "[general, prostrate]", 8, "unknown condition `prostrate`, did you mean `prostate`?"),
        (PSA, '["psa"]', '["PSA"]', 9, "`about` terms are lower case"),
        (PSA, "audience: everyone", "audience: everybody", 10, "`audience` must be everyone or members or carers"),
        (PSA, 'approved_by: "Dr Ann Example, urologist"\n', "", 1, "`approved_by` is missing"),
        (PSA, "reviewed_on: 2026-09-01", "reviewed_on: 1 September", 12, "must be a day, like 2026-10-05"),
        (PSA, "reviewed_on: 2026-09-01", "reviewed_on: 2026-02-30", 12, "no day of the calendar"),
        (PSA, "review_due: 2027-09-01", "review_due: 2026-08-31", 13, "is before `reviewed_on`"),
        (PSA, "review_due: 2027-09-01", "review_due: 2029-09-02", 13, "more than 3 years"),
        (PSA, "example.org/psa", "", 16, "`url` must be a web address"),
        (PSA, "    url: https", "    link: https", 16, "unknown field `link`"),
        (PSA, "example: true", "example: yes", 18, "`example` must be true or false"),
        (PSA, "- getting older", "- getting <b>older</b>", 23, "holds HTML"),
        (PSA, "- getting older", "## Older", 23, "holds a heading"),
        (PSA, "- getting older", "- getting older\n\nOlder\n=====", 26, "holds a heading"),
        (PSA, "- getting older", "![older](older.png)", 23, "holds an image"),
        (PSA, "- getting older", "- [older](https://example.org)", 23, "holds a link"),
        (PSA, "- getting older", "- see www.example.org", 23, "holds a link"),
        (PSA, "- getting older", "- getting \0 older", 23, "null byte"),
        (FLAGS, 'name = "Prostate"', 'name = "Prostate', 2, "cannot be read"),
        (FLAGS, 'id = "prostate"\n', 'id = "prostata"\n', 1, "differs from the file's name"),
        (FLAGS, 'words = "Go to the emergency department now."\n', "", 7, "`words` is missing"),
        (FLAGS, 'urgency = "same_day"', 'urgency = "sameday"', 17, "did you mean `same_day`?"),
        (FLAGS, '["pain*"]', '["pain*", "*"]', 9, "the term `*` would find every word"),
        (
            FLAGS,
            'id = "prostate-mix"',
            'id = "prostate-flag-retention"',
            15,
            "already used at content/conditions/prostate.toml:8",
        ),
        (FLAGS, "review_due = 2027-09-01", "review_due = 2025-09-01", 5, "is before"),
        (FLAGS, "[[interaction]]", "[[interactoin]]", 14, "unknown field `interactoin`, did you mean `interaction`?"),
        (MYTHS, ', ["psa"]]', "]", 11, "`concepts` needs 2 or more, found 1"),
        (MYTHS, '  "dairy is behind a high psa",\n', "", 6, "`paraphrases` needs 3 or more, found 2"),
        (MYTHS, '["psa"]]', '["pasta"]]', 11, "do not find the claim's own sentence"),
        (MYTHS, '["does not"]', '["raises"]', 11, "do not find the claim's own sentence"),
        (MYTHS, 'conditions = ["prostate"]', 'conditions = ["heart"]', 15, "unknown condition `heart`"),
        (MYTHS, "dangerous = false", 'dangerous = "no"', 14, "`dangerous` must be true or false"),
        (MYTHS, '"https://example.org/milk" }]', '"https://example.org/milk" }]\n[[claim]]\nid = "x"', 17, "`claim` is missing"),
        (LINES, 'kinds = ["crisis"]', 'kinds = ["abuse"]', 1, "no line of kind `crisis`"),
        (LINES, 'kinds = ["crisis"]', 'kinds = ["crysis"]', 9, "did you mean `crisis`?"),
        (LINES, 'call = "116 123"\n', "", 7, "cannot be reached"),
        (LINES, 'country = "GB"', 'country = "UK"', 1, "differs from the file's name"),
        (LINES, "check_due = 2027-05-01", "check_due = 2026-05-01", 5, "is before `checked_on`"),
        (LINES, "checked_on = 2026-11-01", "checked_on = 2026-11-01T00:00:00", 4, "must be a day"),
        (WORDS, "Hello {name}", "Hello {name!r}", 1, "unknown placeholder"),
        (WORDS, "Hello {name}", "Hello {0}", 1, "unknown placeholder"),
        (WORDS, "Hello {name}", "Hello {name", 1, "write `{{`"),
        (WORDS, 'title = "You matter"', "title = 3", 4, "must be text or a table"),
        (WORDS, "[crisis.active]", "[crisis.active]]", 3, "cannot be read"),
        ("policy.toml", 'human = "page"', 'human = "case"', 9, "below its floor: `human` must be page"),
        ("policy.toml", 'urgency = "now"', 'urgency = "soon"', 10, "below its floor: `urgency` must be now"),
        (
            "policy.toml",
            'author = true\nhuman = "page"',
            'author = false\nhuman = "page"',
            8,
            "below its floor: `author` must be true",
        ),
        ("policy.toml", 'human = "page"', 'human = "page"\nhide_from = 0.5', 10, "a crisis never hides"),
        ("policy.toml", "hide_from = 0.8", "hide_from = 1.8", 2, "`hide_from`"),
        ("policy.toml", '"privacy.self"', '"privacy.selv"', 1, "unknown row `privacy.selv`, did you mean `privacy.self`?"),
        ("policy.toml", "window_hours = 6", "window_hours = 0", 13, "`window_hours`"),
        ("policy.toml", "window_hours", "window_hour", 13, "unknown field `window_hour`, did you mean `window_hours`?"),
    ],
)
def test_a_fault_is_named_with_its_file_and_line(tmp_path: Path, file: str, old: str, new: str, line: int, says: str) -> None:
    assert old in SOUND[file]
    root = plant(tmp_path, {file: SOUND[file].replace(old, new, 1)})

    found = faults_of(root)

    assert [fault for fault in found if fault.startswith(f"content/{file}:{line}: ") and says in fault], found


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({PSA: ARTICLE.split("Many things")[0]}, f"content/{PSA}:19: the answer is empty"),
        ({PSA: b"---\nid: \xff\n---\n"}, f"content/{PSA}:2: is not UTF-8: save the file as UTF-8"),
        ({PSA: ""}, f"content/{PSA}:1: the first line must be"),
        ({MYTHS: ""}, f"content/{MYTHS}:1: `claim` is missing"),
        ({MYTHS: "claim = [" + "[" * 5000}, f"content/{MYTHS}:1: cannot be read"),
        ({"replies/es/all.toml": 'hello = "Hola {nombre}"\n'}, "content/replies/es/all.toml:1: `hello` differs from"),
        (
            {"replies/es/all.toml": 'hallo = "Hola {name}"\n'},
            "content/replies/es/all.toml:1: `hallo` is no key of en, did you mean",
        ),
        (
            {"replies/en/two.toml": 'hello = "Hi {name}"\n'},
            "content/replies/en/two.toml:1: this key is already used at content/replies/en/all.toml:1",
        ),
        (
            {"articles/general/psa-raised.md": ARTICLE},
            f"content/{PSA}:2: this id is already used at content/articles/general/psa-raised.md:2",
        ),
        ({"claims/z.toml": CLAIM}, f"content/claims/z.toml:4: this id is already used at content/{MYTHS}:4"),
    ],
)
def test_faults_of_whole_files(tmp_path: Path, changes: dict[str, str | bytes], expected: str) -> None:
    found = faults_of(plant(tmp_path, changes))

    assert any(fault.startswith(expected) for fault in found), found


def test_all_faults_of_all_files_are_raised_at_once(tmp_path: Path) -> None:
    changes: dict[str, str | bytes] = {
        PSA: ARTICLE.replace("reviewed_on: 2026-09-01", "reviewed_on: never").replace("audience: everyone", "audience: cats"),
        MYTHS: CLAIM.replace("Milk raises", "Tea raises"),
        LINES: COUNTRY.replace("999", " "),
    }

    with pytest.raises(BadContent) as raised:
        load(plant(tmp_path, changes), TODAY)

    assert [(fault.file, fault.line) for fault in raised.value.faults] == [
        (f"content/{PSA}", 10),
        (f"content/{PSA}", 12),
        (f"content/{MYTHS}", 11),
        (f"content/{LINES}", 3),
    ]


def test_what_is_missing_altogether(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()

    assert faults_of(tmp_path / "content") == [
        "content/policy.toml:1: is missing: nothing would follow from what is seen",
        "content/resources:1: there are no help lines: a crisis could not be answered",
    ]
    assert faults_of(tmp_path / "nowhere") == ["nowhere:1: there is no such folder"]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({PSA: ARTICLE.replace("2027-09-01", "2026-11-23")}, f"content/{PSA}:13: warning: `review_due` 2026-11-23 is past"),
        ({PSA: ARTICLE.replace("2027-09-01", "2027-01-23")}, f"content/{PSA}:13: warning: `review_due` 2027-01-23 is near"),
        ({FLAGS: CONDITION.replace("2027-09-01", "2026-12-24")}, f"content/{FLAGS}:5: warning: `review_due` 2026-12-24 is near"),
        (
            {LINES: COUNTRY.replace("2027-05-01", "2026-11-02")},
            f"content/{LINES}:5: warning: `check_due` 2026-11-02 is past: the lines are still shown",
        ),
        (
            {"replies/es/a.toml": 'hello = "Hola {name}"\n'},
            "content/replies/es/a.toml:1: warning: `crisis.active` is missing: English is used",
        ),
        (
            {SLEEP: OTHER_ARTICLE.replace("How can I sleep better?", "What are raised PSAs?")},
            f"content/{PSA}:3: warning: asks nearly the same as content/{SLEEP}:3",
        ),
    ],
)
def test_warnings_do_not_stop_the_load(tmp_path: Path, changes: dict[str, str | bytes], expected: str) -> None:
    root = plant(tmp_path, changes)

    assert load(root, TODAY).articles
    assert any(warning.startswith(expected) for warning in warnings_of(root)), warnings_of(root)


def test_a_review_60_days_ahead_is_near_and_61_is_not(tmp_path: Path) -> None:
    root = plant(tmp_path, {PSA: ARTICLE.replace("2027-09-01", "2027-01-24")})

    assert not warnings_of(root)


def test_replies_fall_back_to_english(tmp_path: Path) -> None:
    replies = load(plant(tmp_path, {"replies/es/a.toml": 'hello = "Hola {name}"\n'}), TODAY).replies

    assert replies.text("hello", "es", name="Ana") == "Hola Ana"
    assert replies.text("hello", "es-MX", name="Ana") == "Hola Ana"
    assert replies.text("hello", "pl", name="{x}") == "Hello {x}"
    assert replies.say("crisis.active", "es", line="999").title == "You matter"
    assert replies.text("crisis.active.body", line="999") == "Call 999 now."
    assert replies.text("crisis.active") == "You matter"
    assert replies.keys == {"hello", "crisis.active"}
    assert replies.langs == ("en", "es")


def test_a_reply_that_cannot_be_said_names_what_is_missing(tmp_path: Path) -> None:
    replies = load(plant(tmp_path), TODAY).replies

    with pytest.raises(KeyError, match=r"crisis\.passive"):
        replies.say("crisis.passive")
    with pytest.raises(KeyError, match="`hello` needs"):
        replies.text("hello")


def test_the_shipped_content_has_no_fault() -> None:
    _, faults = examine(content_root())

    assert not faults, "\n".join(map(str, faults))


def test_a_clinics_own_folder_goes_before_the_packaged_one(tmp_path: Path) -> None:
    root = plant(tmp_path)

    assert content_root(root) == root.resolve()
    assert content_root().joinpath("policy.toml").is_file()


def mutations() -> st.SearchStrategy[tuple[str, int, int, bytes]]:
    return st.tuples(
        st.sampled_from(sorted(SOUND)),
        st.integers(0, 900),
        st.integers(0, 40),
        st.one_of(
            st.binary(max_size=12),
            st.sampled_from([b"[[", b"]]", b"{", b"}", b'"', b"'", b"---\n", b": ", b"\n- ", b"&a ", b"*a", b"= \n", b'"""']),
        ),
    )


@given(st.lists(mutations(), min_size=1, max_size=4))
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_mutated_content_raises_bad_content_and_nothing_else(tmp_path: Path, changes: list[tuple[str, int, int, bytes]]) -> None:
    texts: dict[str, str | bytes] = {name: text.encode() for name, text in SOUND.items()}
    for name, at, cut, put in changes:
        raw = texts[name]
        assert isinstance(raw, bytes)
        texts[name] = raw[:at] + put + raw[at + cut :]
    root = plant(tmp_path, texts)

    try:
        assert isinstance(load(root, TODAY), Library)
    except BadContent as bad:
        for fault in bad.faults:
            lines = (
                (root.parent / fault.file).read_bytes().replace(b"\r", b"\n").count(b"\n") + 1
                if (root.parent / fault.file).is_file()
                else 1
            )
            assert 1 <= fault.line <= lines + 1, str(fault)


def test_the_words_of_the_tree_are_sound() -> None:
    """Guards the table above: each of its texts is the one that loads without a fault."""
    assert (SOUND["policy.toml"], SOUND[WORDS]) == (POLICY, REPLIES)
