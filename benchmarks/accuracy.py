"""How right the program is on the evaluation folder and on our own blind corpora: `python -m benchmarks.accuracy ../shared/eval`.

Runs the program as people run it (`carecircle assess`, `carecircle search`), the folder's scorers and its word list as
subprocesses, and writes `docs/accuracy.md`. The folder is no part of this repository.
"""

import ast
import json
import re
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parents[1]
DOCUMENT: Final = ROOT / "docs" / "accuracy.md"
CORPUS: Final = ROOT / "tests" / "corpus"
_LABELS: Final = ("privacy", "diagnosis", "advice", "misinformation", "crisis", "authority_claim", "solicitation")
_FAQ: Final = ("mqp", "covidq", "covidfaq", "stackfaq", "meqsum")
_NEEDED: Final = (
    "messages-dev.jsonl",
    "score_messages.py",
    "score_faq.py",
    "automod_baseline.py",
    "pii/span_score.py",
    "misinfo/dev.jsonl",
)
_PATIENCE_SECONDS: Final = 600

Scores = dict[str, Any]


def main(argv: Sequence[str] | None = None) -> int:
    """0, or 2 where the folder is missing or a scorer fails."""
    given = list(sys.argv[1:] if argv is None else argv)
    if len(given) != 1:
        print("usage: python -m benchmarks.accuracy EVALUATION_FOLDER", file=sys.stderr)
        return 2
    folder = Path(given[0])
    missing = [name for name in _NEEDED if not (folder / name).is_file()]
    if missing:
        print(
            f"benchmarks.accuracy: {folder} is no evaluation folder ({missing[0]} is missing); nothing was scored",
            file=sys.stderr,
        )
        return 2
    try:
        with tempfile.TemporaryDirectory(prefix="carecircle-accuracy-") as scratch:
            page = _Page(folder, Path(scratch))
            text = page.written()
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        said = (error.stderr or "").strip().splitlines() if isinstance(error.stderr, str) else []
        print(f"benchmarks.accuracy: {error.cmd[1:3]} failed: {said[-1] if said else type(error).__name__}", file=sys.stderr)
        return 2
    DOCUMENT.write_text(text, encoding="utf-8")
    print(text)
    return 0


class _Page:
    """One run: what was scored, put into words and tables."""

    def __init__(self, folder: Path, scratch: Path) -> None:
        self._folder = folder
        self._scratch = scratch
        self._count = 0

    def written(self) -> str:
        return _PAGE.format(
            day=datetime.now(UTC).date(),
            messages=self._messages(self._folder / "messages-dev.jsonl"),
            corpora=self._corpora(),
            identifiers=self._identifiers(),
            myths=self._myths(),
            faq=self._faq(),
        )

    # Sets

    def _messages(self, gold: Path) -> str:
        ours, theirs = self._scored(gold, self._assessed(gold)), self._scored(gold, self._listed(gold))
        return _label_table(ours, theirs)

    def _corpora(self) -> str:
        files = sorted(CORPUS.glob("*.jsonl"))
        if not files:
            return "None is there yet.\n"
        return "\n".join(f"### `{file.name}`\n\n{self._messages(file)}" for file in files)

    def _identifiers(self) -> str:
        lines = ["| set | system | P | R | F2 | untyped P | untyped R | false alarms |", "|---|---|---|---|---|---|---|---|"]
        for name in ("dev.jsonl", "dev_posts.jsonl"):
            gold = self._folder / "pii" / name
            for system, predicted in (("carecircle", self._assessed(gold)), ("word list", self._listed(gold))):
                told = self._run([sys.executable, str(self._folder / "pii" / "span_score.py"), str(gold), str(predicted)])
                lines.append(f"| {name} | {system} | {_identifier_row(told)} |")
        return "\n".join(lines) + "\n"

    def _myths(self) -> str:
        gold = self._new()
        rows = [row for row in _rows(self._folder / "misinfo" / "dev.jsonl") if row["misinformation"] is not None]
        _write(gold, [{**row, "labels": {"misinformation": row["misinformation"]}, "spans": []} for row in rows])
        ours, theirs = self._scored(gold, self._assessed(gold)), self._scored(gold, self._listed(gold))
        return _label_table(ours, theirs, ("misinformation",), spans=False)

    def _faq(self) -> str:
        head = "| set | system | P@1 | MAP | nDCG@10 | AUROC | answered | right | oos answered |"
        lines = [head, "|---|---|---|---|---|---|---|---|---|"]
        for name in _FAQ:
            entries, queries = self._folder / "faq" / name / "entries.jsonl", self._folder / "faq" / name / "queries-dev.jsonl"
            command = [sys.executable, "-m", "bot", "search", "--entries", str(entries), "--queries", str(queries), "--top", "20"]
            for system, ranked in (("carecircle", self._kept(command)), ("SQLite FTS5", self._full_text(entries, queries))):
                report = json.loads(
                    self._run([sys.executable, str(self._folder / "score_faq.py"), str(queries), str(ranked), "--json"])
                )
                share = report["answered"] / max(report["in_scope"] + report["out_of_scope"], 1)
                values = (report["p@1"], report["map"], report["ndcg@10"], report["auroc"], share, report["right_of_answered"])
                cells = " | ".join(map(_number, (*values, report["out_of_scope_answered"])))
                lines.append(f"| {name} | {system} | {cells} |")
        return "\n".join(lines) + "\n"

    # Runs

    def _assessed(self, gold: Path) -> Path:
        return self._kept([sys.executable, "-m", "bot", "assess", str(gold)])

    def _listed(self, gold: Path) -> Path:
        return self._kept([sys.executable, str(self._folder / "automod_baseline.py"), str(gold)])

    def _scored(self, gold: Path, predicted: Path) -> Scores:
        command = [sys.executable, str(self._folder / "score_messages.py"), str(gold), str(predicted), "--json"]
        scores: Scores = json.loads(self._run(command))
        scores["ms"] = sorted(row["ms"] for row in _rows(predicted) if "ms" in row)
        scores["messages"] = len(_rows(gold))
        return scores

    def _full_text(self, entries: Path, queries: Path) -> Path:
        connection = sqlite3.connect(":memory:")
        connection.execute("CREATE VIRTUAL TABLE entry USING fts5(id UNINDEXED, question, tokenize='porter unicode61')")
        connection.executemany("INSERT INTO entry VALUES (?, ?)", ((str(row["id"]), row["question"]) for row in _rows(entries)))
        ranked = []
        for row in _rows(queries):
            words = " OR ".join(f'"{word}"' for word in re.findall(r"\w+", row["query"])[:64])
            sql = "SELECT id, -rank FROM entry WHERE entry MATCH ? ORDER BY rank LIMIT 20"
            found = connection.execute(sql, (words,)).fetchall() if words else []
            score = found[0][1] if found else 0.0
            ranked.append({"id": row["id"], "ranked": [one[0] for one in found], "score": score, "answered": bool(found)})
        connection.close()
        path = self._new()
        _write(path, ranked)
        return path

    def _kept(self, command: list[str]) -> Path:
        path = self._new()
        path.write_text(self._run(command), encoding="utf-8")
        return path

    def _run(self, command: list[str]) -> str:
        return subprocess.run(
            command, cwd=ROOT, check=True, capture_output=True, text=True, encoding="utf-8", timeout=_PATIENCE_SECONDS
        ).stdout

    def _new(self) -> Path:
        self._count += 1
        return self._scratch / f"{self._count}.jsonl"


def _label_table(ours: Scores, theirs: Scores, labels: Sequence[str] = _LABELS, *, spans: bool = True) -> str:
    lines = [
        f"{ours['messages']} messages; in brackets the word list.\n",
        "| label | gold | precision | recall | F1 | class right | false alarms |",
        "|---|---|---|---|---|---|---|",
    ]
    for label in labels:
        cells = [_both(ours[label], theirs[label], name) for name in ("precision", "recall", "f1", "class_ok", "false_alarm")]
        lines.append(f"| {label} | {ours[label]['gold']} | {' | '.join(cells)} |")
    lines.append("")
    if spans:
        cells = [
            _both(ours["spans"], theirs["spans"], name)
            for name in ("precision", "recall", "precision_typed", "recall_typed", "leak")
        ]
        lines += [
            "| spans | precision | recall | typed precision | typed recall | characters left uncovered |",
            "|---|---|---|---|---|---|",
            f"| {ours['spans']['gold']} | {' | '.join(cells)} |",
            "",
            f"Any label on {ours['alarm']['gold']} quiet messages: {_both(ours['alarm'], theirs['alarm'], 'rate')}.",
        ]
    if ours["ms"]:
        times = ours["ms"]
        middle, late = times[len(times) // 2], times[min(len(times) - 1, int(len(times) * 0.99))]
        lines.append(f"One message took {middle:.1f} ms (median), {late:.1f} ms (99th percentile).")
    return "\n".join(lines) + "\n"


def _both(ours: Scores, theirs: Scores, name: str) -> str:
    return f"{_number(ours[name])} ({_number(theirs[name])})"


def _number(value: float | None) -> str:
    if value is None:
        return "–"
    shown = f"{value:.3f}"
    return shown[1:] if shown.startswith("0.") else shown


def _identifier_row(told: str) -> str:
    found = {}
    for line in told.splitlines():
        if match := re.match(r"(ALL \w+)\s+P=(\S+) R=(\S+) F2=(\S+)", line):
            found[match[1]] = [float(value) for value in match.groups()[1:]]
    more = ast.literal_eval(told.strip().splitlines()[-1])
    typed, untyped = found["ALL typed"], found["ALL untyped"]
    return " | ".join(map(_number, (*typed, *untyped[:2], more["msg_false_alarm"])))


def _rows(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def _write(path: Path, rows: Sequence[dict[str, Any]]) -> None:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


_PAGE: Final = """# Accuracy

Made by `carecircle bench --accuracy ../shared/eval` (the same as `python -m benchmarks.accuracy ../shared/eval`) on
{day}. That folder holds evaluation sets under licences of their own and is no part of this repository; without it
the command says so and ends with 2. Nothing here is a promise for a community that we have not seen: run
`carecircle replay` over your own export.

The word list is the folder's `automod_baseline.py`: what a moderator types into Discord's AutoMod in an evening.

## Community messages: `messages-dev.jsonl`

Messages and labels by the label policy, written for this project. **These are development data: the rules were read
against them and tuned on them. The figures say what the rules can do, not what they will do.** Corpora by other
authors, below, come nearer to that.

{messages}
## Our own corpora: `tests/corpus`

{corpora}
## Identifiers: `pii/dev.jsonl` and `pii/dev_posts.jsonl`

Synthetic sentences (presidio-research) and forum posts, their types of identifier mapped to ours, scored by
`pii/span_score.py` (type right, half or more of the characters shared). Most sentences are no health talk and name
people without a sign whose data it is; the policy wants silence there, which costs recall here.

{identifiers}
## Health myths: `misinfo/dev.jsonl`

Claims of TruthfulQA and Full Fact. Only what the bank of claims holds, or a frame that is false whatever it names,
is found: falsehood is knowledge. Rows that are not to be scored are left out. **Development data: the frames and the stance
rules were read against these rows, so the figure says little of other claims. The bank was written without them.**

{myths}
## Retrieval and abstention: five question sets

`answered` is the share of all questions that got an answer, `right` the share of those answers that are right, and
`oos answered` the share of questions without an answer in the set that got one all the same (less is better).
SQLite's full-text search ranks and never abstains.

{faq}
## The commands

```
S=../shared/eval
carecircle assess $S/messages-dev.jsonl > ours.jsonl
python $S/automod_baseline.py $S/messages-dev.jsonl > list.jsonl
python $S/score_messages.py $S/messages-dev.jsonl ours.jsonl
carecircle assess $S/pii/dev.jsonl > ours.jsonl
python $S/pii/span_score.py $S/pii/dev.jsonl ours.jsonl
carecircle search --entries $S/faq/mqp/entries.jsonl --queries $S/faq/mqp/queries-dev.jsonl --top 20 > ranked.jsonl
python $S/score_faq.py $S/faq/mqp/queries-dev.jsonl ranked.jsonl
```
"""


if __name__ == "__main__":
    sys.exit(main())
