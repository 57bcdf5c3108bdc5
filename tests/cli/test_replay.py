"""`carecircle replay` over exports of a few thousand messages in the real formats."""

import io
import json
import re
from argparse import ArgumentParser
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from bot.cli import replay
from bot.core.errors import BadContent, BadExport, BadSettings
from bot.core.finding import Assessment, Finding, Label, Why
from bot.core.message import Message, Role
from bot.detectors import everything
from bot.detectors.detector import Detector
from bot.detectors.document import Document
from bot.detectors.pipeline import Pipeline
from bot.exports.people import People
from bot.exports.record import Exported, Tally
from bot.knowledge.content_root import content_root
from bot.knowledge.library import Library
from bot.replay import words as replay_words
from bot.replay.as_text import as_text
from bot.replay.blocks import Bar, Chart, Report
from bot.replay.figures import Counts, Minutes
from bot.replay.judge import Judged, judged
from bot.replay.masking import Masker, harmless
from bot.replay.progress import Progress
from bot.replay.standing import Known
from tests.exports.community import Member, discord, members, slack_zip, talk

PEOPLE = members(40)
SAID = talk(2500, PEOPLE)


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def command(*words: object) -> Ran:
        parser = ArgumentParser()
        replay.configure(parser)
        code = replay.run(parser.parse_args([str(word) for word in words]))
        return Ran(code, *capsys.readouterr())

    return command


@pytest.fixture(scope="session")
def export(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("discord")
    discord(folder, SAID)
    return folder


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("small")
    discord(folder, SAID[:240])
    return folder


def revealed(text: str, people: list[Member]) -> list[str]:
    return [secret for one in people for secret in one.secrets if secret in text]


def test_a_discord_export_becomes_a_report_a_page_and_a_file_of_decisions(run: Run, export: Path, tmp_path: Path) -> None:
    out, page = tmp_path / "decisions.jsonl", tmp_path / "report.html"
    ran = run(export, "--out", out, "--with-text", "--html", page, "--timezone", "Europe/London")
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert ran.code == 0
    assert "2,500 messages by 40 members in 3 channels" in ran.out
    assert "Calls by hour of the day (Europe/London)" in ran.out
    assert [row["at"] for row in rows] == [one.at.isoformat() for one in SAID]
    assert all(row["text"] for row in rows)
    assert out.stat().st_mode & 0o077 == 0
    canaries = [row for row, one in zip(rows, SAID, strict=True) if one.text.endswith(one.member.canary)]
    assert canaries
    assert all(row["labels"]["privacy"] == "self" for row in canaries)
    for written in (ran.out, ran.err, out.read_text(encoding="utf-8"), page.read_text(encoding="utf-8")):
        assert revealed(written, PEOPLE) == []


def test_a_slack_export_gives_the_same_figures(run: Run, small: Path, tmp_path: Path) -> None:
    first = json.loads(run(small, "--json").out)
    second = json.loads(run(slack_zip(tmp_path / "export.zip", SAID[:240]), "--json").out)
    same = ("messages", "members", "channels", "first", "last", "pages_by_week", "pages_by_hour", "cases", "pages", "hidden")
    assert {name: first[name] for name in same} == {name: second[name] for name in same}
    assert second["skipped"] == {"bot": 2, "system": 1}
    assert second["private_talks"] == 1


def test_without_text_no_words_of_members_are_written(run: Run, small: Path, tmp_path: Path) -> None:
    out = tmp_path / "decisions.jsonl"
    run(small, "--out", out, "--samples", 0)
    row = json.loads(out.read_text(encoding="utf-8").splitlines()[0])
    assert set(row) == {
        "id", "channel", "author", "role", "at", "labels", "confidence", "findings", "visibility", "words", "human", "urgency",
        "lines", "undecided",
    }  # fmt: skip
    assert re.fullmatch(r"Member \d+", row["author"])


def test_samples_can_be_left_out(run: Run, small: Path) -> None:
    assert "Examples" in run(small).out
    assert "Examples" not in run(small, "--samples", 0).out


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--timezone", "Mars/Base"), "--timezone"),
        (("--with-text",), "--out"),
        (("--samples", "-1"), "--samples"),
        (("--out", "x", "--html", "x"), "not each other"),
    ],
)
def test_bad_usage_says_what_to_do(run: Run, small: Path, words: tuple[str, ...], says: str) -> None:
    with pytest.raises(BadSettings, match=says):
        run(small, *words)


def test_the_export_is_never_written_over(run: Run, small: Path) -> None:
    path = next(small.iterdir())
    with pytest.raises(BadSettings, match="not the export"):
        run(path, "--out", path)


def test_a_truncated_export_leaves_no_half_files(run: Run, small: Path, tmp_path: Path) -> None:
    cut = tmp_path / "cut.json"
    cut.write_bytes(next(small.iterdir()).read_bytes()[:60_000])
    out = tmp_path / "decisions.jsonl"
    with pytest.raises(BadExport, match="ends too early") as raised:
        run(cut, "--out", out)
    assert revealed(str(raised.value), PEOPLE) == []
    assert [path.name for path in tmp_path.iterdir()] == ["cut.json"]


def test_an_export_without_a_members_message(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "empty.jsonl"
    path.write_text('{"id": 1, "text": " "}\n', encoding="utf-8")
    with pytest.raises(BadExport, match="no message of a member"):
        run(path)


def test_bad_records_are_named_on_standard_error_and_hold_nothing(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "messages.jsonl"
    path.write_text('{"id": 1, "text": "hi"}\n{"id": 2, "text": "I am Rosa Delacroix"\n', encoding="utf-8")
    ran = run(path)
    assert "record 2: is no JSON" in ran.err
    assert "Rosa" not in ran.err + ran.out
    assert "1 records that could not be read" in ran.out


def test_a_detector_that_breaks_down_is_said_loudly_and_once(
    run: Run, export: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(document: Document) -> list[Finding]:
        raise RuntimeError(document.text)

    monkeypatch.setattr(everything, "pipeline", lambda library: Pipeline([Detector("crisis", broken)]))
    ran = run(export)
    assert ran.code == 1
    assert "a part of Carecircle broke down" in ran.out
    assert "the detector crisis failed on 2500 messages" in ran.err
    assert revealed(ran.err + caplog.text, PEOPLE) == []


class Page(HTMLParser):
    """Tags and attributes as a browser meets them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def test_the_page_stands_alone_and_escapes_what_members_wrote(run: Run, tmp_path: Path) -> None:
    path, page = tmp_path / "messages.jsonl", tmp_path / "report.html"
    hostile = "<script>alert(1)</script> my PSA is 8 so it must be cancer <img src=x onerror=y>"
    lines = [{"id": n, "text": hostile, "channel": "<b>prostate", "author": n, "at": "2026-01-05T08:00:00Z"} for n in range(3)]
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    run(path, "--html", page)
    text = page.read_text(encoding="utf-8")
    tags = Page(text).tags
    assert not {"script", "img", "link", "iframe", "b"}.intersection(tag for tag, _ in tags)
    assert not [name for _, attributes in tags for name in attributes if name in {"src", "href"} or name.startswith("on")]
    assert dict(tags)["html"] == {"lang": "en"}
    assert all(attributes.get("aria-label") for tag, attributes in tags if tag == "svg")
    assert "prefers-color-scheme: dark" in text
    assert "http" not in text.replace("http-equiv", "")


def said(number: int, text: str, author: str = "1", minutes: int = 0, **more: Any) -> Exported:
    at = datetime(2026, 1, 5, 8, tzinfo=UTC) + timedelta(minutes=minutes)
    return Exported(str(number), more.pop("channel", "lounge"), author, Role.MEMBER, text, at, **more)


SELLS = Finding(Label.SOLICITATION, "true", 0.9, "solicitation", Why("s"))
WISH = Finding(Label.CRISIS, "passive", 0.9, "crisis", Why("c"))
GUESS = Finding(Label.DIAGNOSIS, "self", 0.9, "diagnosis", Why("d"), about="psa")
PEER = Finding(Label.DIAGNOSIS, "peer", 0.9, "diagnosis", Why("d"), about="psa")


def by_text(message: Message) -> Assessment:
    kinds = {"sell": SELLS, "wish": WISH, "guess": GUESS, "peer": PEER}
    return Assessment(tuple(finding for word, finding in kinds.items() if word in message.text.split()))


def decided(library: Library, *export: Exported) -> list[Judged]:
    return list(judged(export, by_text, library.policy, library.conditions, Known(timedelta(hours=48))))


def test_a_second_solicitation_is_known_from_the_first(library: Library) -> None:
    first, second, other = decided(library, said(1, "sell"), said(2, "sell"), said(3, "sell", "2"))
    assert "solicitation.true+repeated" not in first.decision.lines
    assert "solicitation.true+repeated" in second.decision.lines
    assert "solicitation.true+repeated" not in other.decision.lines


def test_who_answers_a_person_in_crisis_is_known_for_as_long_as_it_is_open(library: Library) -> None:
    _, soon, late = decided(
        library,
        said(1, "wish", "1"),
        said(2, "sell", "2", 60, reply_author="1"),
        said(3, "sell", "3", 60 * 49, reply_author="1"),
    )
    assert "solicitation.true+vulnerable" in soon.decision.lines
    assert "solicitation.true+vulnerable" not in late.decision.lines


def test_notes_are_counted_as_they_would_be_given(library: Library) -> None:
    told = decided(
        library,
        said(1, "guess", "1", 0),
        said(2, "guess", "1", 5),
        said(3, "guess", "2", 6),
        said(4, "peer", "1", 7),
        said(5, "peer", "1", 8),
        said(6, "guess", "1", 8 + 6 * 60),
        said(7, "guess wish", "1", 9 + 6 * 60),
        said(8, "guess", "1", 10, channel="other"),
    )
    assert [one.notes for one in told] == [1, 0, 1, 1, 1, 1, 1, 1]


def test_the_channels_name_tells_the_condition(library: Library) -> None:
    names = ("prostate-support", "asthma", "lounge", "Type-1-Diabetes")
    told = decided(library, *(said(n, "hi", channel=name) for n, name in enumerate(names)))
    assert [one.message.condition for one in told] == ["prostate", "asthma_copd", "general", "diabetes"]


def test_figures_count_quiet_days_too(library: Library) -> None:
    counts = Counts(UTC, Minutes(2, 6, 25))
    for one in decided(library, said(1, "wish", minutes=0), said(2, "hi", minutes=1), said(3, "wish", minutes=60 * 24 * 9)):
        counts.take(one)
    figures = counts.figures(People(), Tally())
    assert figures.days == 10
    assert (figures.pages, figures.acted_on, figures.minutes) == (2, 2, 50)
    assert figures.cases_a_day is not None
    assert (figures.cases_a_day.p50, figures.cases_a_day.p90, figures.cases_a_day.busiest) == (0, 1, 1)
    assert figures.pages_by_week == {"2026-01-05": 1, "2026-01-12": 1}
    assert figures.labels["crisis"].per_1000 == pytest.approx(666.7)


def test_an_export_without_times_has_no_calendar(library: Library) -> None:
    counts = Counts(UTC, Minutes(2, 6, 25))
    for one in decided(library, Exported("1", "x", "", Role.MEMBER, "wish", None)):
        counts.take(one)
    figures = counts.figures(People(), Tally())
    assert (figures.first, figures.days, figures.members, figures.cases_a_day, figures.minutes) == (None, 0, 0, None, 25)


@pytest.mark.parametrize(
    "text",
    [
        "write to rosa.d@mailbox.example please",
        "it is on https://face.example/rosa.delacroix",
        "ask @rosa_d77 about it",
        "ring 07700 900123 or 0 7 7 0 0 9 0 0 4 5 6",
        "so says Rosa Delacroix and rosa_d77",
        "case 4711-0815-99",
    ],
)
def test_what_looks_like_an_identifier_is_masked_whoever_it_belongs_to(library: Library, text: str) -> None:
    people = People()
    people.known_as("Rosa Delacroix", "rosa_d77")
    masker = Masker(
        {kind: f"[{kind}]" for kind in ("PERSON", "PHONE", "EMAIL", "ADDRESS", "DATE_OF_BIRTH", "GOV_ID", "MEDICAL_ID",
         "INSURANCE_ID", "FINANCIAL", "ACCOUNT", "IP_OR_DEVICE", "EMPLOYER")},
        replay_words.load(content_root()).table("mask"),
        people,
    )  # fmt: skip
    message = decided(library, said(1, text))[0].message
    masked = masker.mask(message, ())
    assert not re.search(r"rosa|delacroix|\d", masked, re.IGNORECASE)
    assert "[" in masked


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_is_drawn_on_a_terminal_alone() -> None:
    terminal, file = Terminal(), io.StringIO()
    for stream in (terminal, file):
        progress = Progress(200, stream)
        progress(100, 1234)
        progress.clear()
    assert "50%  1,234 messages" in terminal.getvalue()
    assert terminal.getvalue().endswith("\r\x1b[K")
    assert file.getvalue() == ""


def test_shown_text_does_nothing_to_a_terminal() -> None:
    assert harmless("a\x1b[2J\x00b\r\nc\u202ed\u2028\ud800e") == "a [2J b c d e"


def test_a_chart_without_unicode() -> None:
    chart = Report("T", "table", (Chart("c", "n", "m", (Bar("a", 2, "2"), Bar("b", 0, "0"))),))
    assert as_text(chart, unicode=False).isascii()
    assert "█" in as_text(chart)


def test_words_that_are_missing_are_a_fault_of_the_content(tmp_path: Path) -> None:
    with pytest.raises(BadContent, match="is missing"):
        replay_words.load(tmp_path)
    (tmp_path / "reports" / "en").mkdir(parents=True)
    (tmp_path / "reports" / "en" / "replay.toml").write_text("[assumptions]\nreview_minutes = -1\n", encoding="utf-8")
    with pytest.raises(BadContent, match="assumptions"):
        replay_words.load(tmp_path)
    shipped = replay_words.load(content_root())
    with pytest.raises(BadContent, match=r"glance\.nothing"):
        shipped.say("glance.nothing")
