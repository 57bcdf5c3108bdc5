"""Search: what is meant is found through typing errors and other words, and what is not here is not answered."""

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from bot.core.article import Article
from bot.knowledge.abstention import Band
from bot.knowledge.answers import LibraryIndex, about, find
from bot.knowledge.content_root import content_root
from bot.knowledge.index import Entry, Index
from bot.knowledge.library import Library, examine, load
from bot.knowledge.spelling import Spelling
from bot.knowledge.words import stem, stems, words
from tests.knowledge.trees import plant

TODAY = date(2026, 11, 24)

TOPICS = {
    "parking": ("Where can I park at the clinic?", "is there a car park", "parking fees for visitors"),
    "fasting": ("Do I have to fast before a blood test?", "can I eat before bloods", "no breakfast before the lab?"),
    "results": ("How long do biopsy results take?", "when will I hear about my biopsy", "waiting for histology"),
    "pressure": ("How do I measure my blood pressure at home?", "which arm for the bp cuff", "home bp monitor readings"),
    "flu": ("Can I get the flu vaccine while I have a cold?", "flu jab with a runny nose", "too ill for my flu shot"),
    "inhaler": ("How do I use a spacer with my inhaler?", "puffer and spacer technique", "clean my spacer"),
    "iron": ("How should I take iron tablets?", "iron pills with orange juice", "tea and iron tablets"),
    "cast": ("Can I shower with a plaster cast?", "my cast got wet", "keeping a cast dry"),
    "travel": ("Can I carry syringes on a plane?", "needles through airport security", "flying with my injections"),
    "refill": ("How do I order a repeat prescription?", "running out of my medicines", "renew my prescription online"),
}


@cache
def clinic() -> Index:
    return Index.build([Entry(name, texts[0], texts[1:], answer=f"About {name}.") for name, texts in TOPICS.items()])


@cache
def shipped() -> LibraryIndex:
    return LibraryIndex.build(examine(content_root())[0])


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("Where can I park at the clinic?", "parking"),
        ("wher can i prak at the clinc", "parking"),
        ("do i need to fast for a blood test", "fasting"),
        ("eat before my bloods?", "fasting"),
        ("how long till biopsi results", "results"),
        ("measuring hypertension at home, high blood pressure readings", "pressure"),
        ("influenza vaccination when I have a cold", "flu"),
        ("spacer tecnique", "inhaler"),
        ("can i drink tea with iron tablets", "iron"),
        ("my plaster cast got wet in the shower", "cast"),
        ("taking needles on a plane", "travel"),
        ("renewing prescriptions online", "refill"),
    ],
)
def test_what_is_meant_comes_first(query: str, wanted: str) -> None:
    assert clinic().search(query).ranked[0].id == wanted


def test_a_question_that_is_there_is_answered() -> None:
    ranking = clinic().search("can i shower with a plaster cast")

    assert ranking.band is Band.ANSWER
    assert ranking.ranked[0].phrasing == TOPICS["cast"][0]
    assert ranking.score > 0.5


@pytest.mark.parametrize(
    "query",
    [
        "who won the football last night",
        "my landlord will not fix the boiler",
        "best pasta recipe for ten people",
        "asdf qwer zxcv",
        "how do I train my puppy",
        "¿dónde está la biblioteca?",
        "",
        "???",
        "\x00\ud800",
    ],
)
def test_what_is_not_here_is_not_answered(query: str) -> None:
    ranking = clinic().search(query)

    assert ranking.band is not Band.ANSWER
    assert ranking.score < 0.5


def test_the_bar_is_higher_for_strict_entries() -> None:
    index = clinic()

    assert index.bars.strict >= index.bars.usual
    assert index.bars.band(0.9, index.bars.usual, strict=False) is Band.ANSWER
    assert index.bars.band(0.9, index.bars.strict - 0.001, strict=True) is Band.SUGGEST
    assert index.bars.band(0.1, 1.0, strict=False) is Band.NONE


def test_the_same_index_and_query_always_rank_the_same() -> None:
    again = Index.build(clinic().entries)

    for query in ("can I eat", "how do I take it", "biopsy"):
        assert again.search(query) == clinic().search(query)


def test_an_empty_index_hands_over() -> None:
    assert Index.build([]).search("anything").band is Band.NONE


def test_an_index_of_one_answers_its_own_question_and_no_other() -> None:
    index = Index.build([Entry("a", "What is a high PSA?")])

    assert index.search("what is a high psa").band is Band.ANSWER
    assert index.search("where do I park").band is Band.NONE


def test_entries_with_the_same_answer_do_not_crowd_each_other() -> None:
    twins = [
        Entry("one", "Can I shower with a cast?", answer="Keep it dry."),
        Entry("two", "Can I bathe with a cast?", answer="Keep it dry."),
    ]
    rest = [Entry(name, texts[0], texts[1:], f"About {name}.") for name, texts in TOPICS.items() if name != "cast"]
    alike = Index.build([*twins, *rest]).search("can i shower with a cast")
    different = Index.build([twins[0], replace(twins[1], answer="Cover it."), *rest]).search("can i shower with a cast")

    assert alike.band is Band.ANSWER
    assert alike.score > different.score


def test_a_long_story_is_measured_by_what_it_asks() -> None:
    story = (
        "Hello all, I am new here and a bit nervous about posting. I broke my wrist on Saturday while I was helping my "
        "brother move house and they put a plaster cast on it in the hospital. It is my first one ever and nobody told me much. "
        "Can I shower with the plaster cast on?"
    )

    assert clinic().search(story).ranked[0].id == "cast"


def test_a_favoured_entry_wins_only_where_it_fits_alike() -> None:
    index = Index.build([Entry("a", "How do I take my tablets at night?"), Entry("b", "How do I take my tablets at noon?")])

    assert index.search("how do I take my tablets", favour={"b"}).ranked[0].id == "b"
    assert index.search("tablets at night", favour={"b"}).ranked[0].id == "a"


@pytest.mark.parametrize(
    ("word", "right"),
    [
        ("biopsi", "biopsy"),
        ("bipsy", "biopsy"),
        ("biospy", "biopsy"),
        ("bioppsy", "biopsy"),
        ("zebra", None),
        ("lung", None),
        ("psa1", None),
    ],
)
def test_spelling_is_set_right_by_the_index_alone(word: str, right: str | None) -> None:
    assert Spelling({"biopsy": 3, "long": 1}).correct(word) == right


@pytest.mark.parametrize(
    "alike",
    [
        ("swelling", "swellings", "swelled"),
        ("stop", "stopping", "stopped"),
        ("allergy", "allergies"),
        ("measure", "measured", "measuring"),
    ],
)
def test_endings_do_not_part_words(alike: tuple[str, ...]) -> None:
    assert len({stem(word) for word in alike}) == 1


def test_words_are_read_without_accents_marks_and_case() -> None:
    assert words("Mother’s CAFÉ isn't HbA1c!") == ["mother", "cafe", "isnt", "hba1c"]
    assert stems("") == []


def article(identifier: str, question: str, **changes: object) -> Article:
    base = load_one()
    return replace(base, id=identifier, question=question, phrasings=(), about=(), answer=f"{question} answered", **changes)  # type: ignore[arg-type]


@cache
def load_one() -> Article:
    return Article("x", "x", (), "x", ("general",), "Dr A", date(2026, 1, 1), date(2027, 1, 1), ())


def small(*articles: Article) -> LibraryIndex:
    return LibraryIndex.build(Library(articles=articles))


def test_an_overdue_article_is_named_and_never_given() -> None:
    old = article("park", "Where can I park at the clinic?", review_due=date(2026, 11, 23))
    library = small(old, article("cast", "Can I shower with a plaster cast?"))

    answer = find(library, "where can I park at the clinic", today=TODAY)

    assert answer.overdue == old
    assert answer.band is Band.NONE
    assert answer.hits == ()
    assert find(library, "where can I park at the clinic", today=date(2026, 11, 23)).hits[0].article == old


def test_nothing_is_found_for_a_far_question() -> None:
    answer = find(small(article("park", "Where can I park?")), "is my rash lupus", today=TODAY)

    assert (answer.band, answer.hits, answer.overdue) == (Band.NONE, (), None)


def test_the_channels_condition_decides_between_like_questions() -> None:
    library = small(
        article("hot-men", "What helps with hot flushes?", conditions=("prostate",)),
        article("hot-women", "What helps with hot flushes", conditions=("menopause",)),
    )

    assert find(library, "what helps with hot flushes", "menopause", TODAY).hits[0].article.id == "hot-women"
    assert find(library, "what helps with hot flushes", "prostate", TODAY).hits[0].article.id == "hot-men"


def test_a_term_is_explained_by_the_article_that_is_about_it() -> None:
    library = small(
        replace(article("causes", "What raises PSA?", conditions=("prostate",)), about=("psa",)),
        replace(article("after", "What does PSA after surgery mean?", conditions=("prostate",)), about=("psa",)),
        replace(article("other", "What is a positive ANA?", conditions=("lupus",)), about=("positive ana",)),
        replace(article("old", "PSA?", review_due=date(2026, 1, 2)), about=("psa",)),
    )

    def named(term: str, condition: str | None = None, text: str = "") -> str | None:
        found = about(library, term, condition, text, TODAY)
        return found.id if found else None

    assert named("PSA", "prostate", "my psa went up after my surgery") == "after"
    assert named("psa", None, "what raises it") == "causes"
    assert named("ana", "prostate") == "other"
    assert named("gout") is None
    assert named("") is None


@pytest.mark.parametrize(
    ("question", "condition", "wanted"),
    [
        ("what can raise my psa apart from cancer", "prostate", "prostate-raised-psa-causes"),
        ("my baby is moving less than usual", "pregnancy", "pregnancy-reduced-movements"),
        ("i missed a dose of my epilepsy meds", "epilepsy", "epilepsy-missed-dose"),
        ("which painkilers are safe with kidney diseese", "kidney", "kidney-safe-painkillers"),
        ("what does my tsh result mean", "thyroid", "thyroid-tsh-meaning"),
    ],
)
def test_shipped_articles_are_found(question: str, condition: str, wanted: str) -> None:
    answer = find(shipped(), question, condition, TODAY)

    assert answer.hits[0].article.id == wanted


@pytest.mark.parametrize("question", ["does anyone have a lasagne recipe", "how do I reset my router", "what a lovely sunny day"])
def test_shipped_articles_do_not_answer_what_they_are_not_about(question: str) -> None:
    assert find(shipped(), question, today=TODAY).band is not Band.ANSWER


def test_every_shipped_question_finds_its_own_article() -> None:
    library = shipped()

    missed = [one.id for one in library.articles.values() if library.index.search(one.question, 1).ranked[0].id != one.id]

    assert not missed


def test_a_planted_tree_can_be_asked(tmp_path: Path) -> None:
    library = LibraryIndex.build(load(plant(tmp_path), TODAY))

    assert find(library, "why did my psa go up", "prostate", TODAY).hits[0].article.id == "psa-raised"
