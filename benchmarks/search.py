"""Search over the clinic's articles and over 16,000 generated entries, beside SQLite's own full-text search."""

import gc
import itertools
import random
import re
import sqlite3
import time
from collections.abc import Callable
from statistics import median
from typing import Final

from benchmarks.figures import Figure, Result, milliseconds, one_core, side_by_side
from benchmarks.messages import SEED
from bot.knowledge.answers import LibraryIndex, find
from bot.knowledge.content_root import content_root
from bot.knowledge.index import Entry, Index
from bot.knowledge.library import load

ENTRIES: Final = 16_000
QUERIES: Final = 100
FTS: Final = "SQLite FTS5"
_ASKS: Final = (
    "what are the symptoms of {0}", "how is {0} treated", "is {0} inherited", "can {0} be prevented", "what causes {0}",
    "who is at risk of {0}", "how do i live with {0} and {1}", "which tests show {0}", "does {1} make {0} worse",
    "can i take {2} with {0}", "what are the side effects of {2} in {0}", "when should i see a doctor about {0} and {1}",
    "how long does {0} last after {1}", "is {1} a sign of {0}", "is it safe to have {2} for {1} with {0}",
    "my {1} came back on {2}, could it be {0}", "does {2} help {1} when you have {0}",
)  # fmt: skip
_STEMS: Final = (
    "cardio",
    "nephro",
    "derma",
    "neuro",
    "gastro",
    "osteo",
    "hepato",
    "pulmo",
    "thyro",
    "angio",
    "myo",
    "oto",
    "rhino",
    "cysto",
)
_ENDS: Final = ("itis", "osis", "pathy", "algia", "oma", "emia", "plegia", "sclerosis", "megaly", "trophy")
_SIGNS: Final = ("fever", "swelling", "tiredness", "back pain", "itching", "weight loss", "blurred vision", "a dry cough")
_DRUGS: Final = ("ibuprofen", "aspirin", "insulin", "steroids", "antibiotics", "iron tablets")


def entries(count: int = ENTRIES) -> list[Entry]:
    """Distinct questions, the same in every run."""
    illnesses = [stem + end for stem, end in itertools.product(_STEMS, _ENDS)]
    texts = [ask.format(*fill) for ask, *fill in itertools.product(_ASKS, illnesses, _SIGNS, _DRUGS)]
    distinct = list(dict.fromkeys(texts))
    random.Random(SEED).shuffle(distinct)  # noqa: S311 - the same in every run
    return [Entry(f"e{number}", text) for number, text in enumerate(distinct[:count])]


def run() -> Result:
    library = load(content_root())
    built: list[float] = []
    for _ in range(3):
        start = time.process_time()
        articles = LibraryIndex.build(library)
        _ = articles.index.bars
        built.append(time.process_time() - start)
    asked = [phrasing for article in library.articles for phrasing in article.phrasings][:QUERIES]
    many = entries()
    start = time.process_time()
    large = Index.build(many)
    _ = large.bars
    took = time.process_time() - start
    questions = [f"please {entry.question}?" for entry in many[:: len(many) // QUERIES][:QUERIES]]
    gc.collect()
    gc.freeze()
    with one_core():
        ours = side_by_side({"ours": lambda query: find(articles, query)}, asked)["ours"]
        systems: dict[str, Callable[[str], object]] = {"ours": large.search}
        if (fts := _full_text(many)) is not None:
            systems[FTS] = fts
        big = side_by_side(systems, questions)
    gc.unfreeze()
    figures = [
        Figure(f"{len(library.articles)} articles: index built", milliseconds(median(built)), "ms"),
        Figure(f"{len(library.articles)} articles: one answer, p50", milliseconds(ours.p50), "ms"),
        Figure(f"{len(library.articles)} articles: one answer, p99", milliseconds(ours.p99), "ms"),
        Figure(f"{len(many):,} entries: index built", round(took, 2), "s"),
    ]
    theirs = big.get(FTS)
    for share, value in (("p50", big["ours"].p50), ("p99", big["ours"].p99)):
        other = None if theirs is None else (theirs.p50 if share == "p50" else theirs.p99)
        figures.append(
            Figure(
                f"{len(many):,} entries: one search, {share}",
                milliseconds(value),
                "ms",
                "",
                value / other if other else None,
                FTS,
            )
        )
        if other is not None:
            figures.append(Figure(f"{FTS}: one search, {share}", milliseconds(other), "ms"))
    notes = () if theirs else ("this Python's SQLite has no FTS5: there is no baseline",)
    return Result(
        "search", f"{QUERIES} questions, one core, processor time; with the abstention that members get", tuple(figures), notes
    )


def _full_text(many: list[Entry]) -> Callable[[str], object] | None:
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute("CREATE VIRTUAL TABLE entry USING fts5(question, tokenize='porter unicode61')")
    except sqlite3.OperationalError:
        connection.close()
        return None
    connection.executemany("INSERT INTO entry VALUES (?)", ((entry.question,) for entry in many))

    def ask(query: str) -> object:
        words = " OR ".join(f'"{word}"' for word in re.findall(r"\w+", query))
        return connection.execute("SELECT rowid FROM entry WHERE entry MATCH ? ORDER BY rank LIMIT 10", (words,)).fetchall()

    return ask
