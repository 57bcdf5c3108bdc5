"""The clinic's playbook: sound as it ships, and every fault with its line."""

from datetime import date
from pathlib import Path

import pytest

from bot.core.finding import SEVERITY, Label
from bot.core.playbook import Playbook
from bot.core.resource import INTERNATIONAL
from bot.knowledge.library import Library, examine, load
from tests.knowledge.trees import plant

TODAY = date(2026, 11, 24)
BOOK = """\
country = "GB"

[[plan]]
when = ["crisis.active"]
steps = ["Take the case.", "Write to the member."]
shows = ["emergency", "adults"]
approved_by = "Dr Ann Example"
reviewed_on = 2026-09-01
review_due = 2027-09-01
example = true

[[plan]]
when = ["red_flag", "report.danger"]
steps = ["Read it.", "Ask a clinician."]
approved_by = "Dr Ann Example"
reviewed_on = 2026-09-01
review_due = 2027-09-01

[[duty]]
country = "GB"
name = "United Kingdom"
adults = { tell = "the council", under = "Care Act", url = "https://example.org" }
children = { tell = "the council", under = "Children Act", url = "https://example.org" }
medicines = { tell = "the agency", under = "Yellow Card", url = "https://example.org" }
checked_on = 2026-09-01
check_due = 2027-09-01
"""


def planted(folder: Path, old: str = "", new: str = "") -> Path:
    assert not old or BOOK.count(old) >= 1
    return plant(folder, {"playbook.toml": BOOK.replace(old, new, 1) if old else BOOK})


def test_a_content_folder_without_a_playbook_is_sound(tmp_path: Path) -> None:
    assert load(plant(tmp_path), TODAY).playbook == Playbook()


def test_a_playbook_is_read_whole(tmp_path: Path) -> None:
    book = load(planted(tmp_path), TODAY).playbook
    plan = book.plan("crisis", "active")
    assert plan is not None
    assert plan.steps == ("Take the case.", "Write to the member.")
    assert plan.shows == ("emergency", "adults")
    general = book.plan("red_flag", "emergency")
    assert general is not None
    assert general.shows == ("emergency",)
    assert book.plan("report", "danger") == general
    assert book.each == (plan, general)
    assert book.plan("advice", "peer") is None
    assert book.examples == ("crisis.active",)
    for chosen in ("GB", "gb", "FR", None):
        place = book.jurisdiction(chosen)
        assert place is not None
        assert place.code == "GB"


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ('country = "GB"\n', 'country = "FR"\n', 1, "the clinic's own country FR has no `[[duty]]`"),
        (
            '["crisis.active"]',
            '["crisis.actve"]',
            4,
            "unknown kind of case `crisis.actve`, did you mean `crisis.active`?",
        ),
        ('"report.danger"]', '"crisis.active"]', 13, "a plan for this is already used at content/playbook.toml:4"),
        ('steps = ["Read it.", "Ask a clinician."]', 'steps = ["Read it."]', 14, "`steps` needs 2 or more"),
        ('"Ask a clinician."', '"' + "Ask. " * 100 + '"', 14, "characters, at most 300"),
        ('approved_by = "Dr Ann Example"\n', "", 3, "`approved_by` is missing"),
        ("review_due = 2027-09-01", "review_due = 2026-08-01", 9, "is before `reviewed_on`"),
        ('shows = ["emergency", "adults"]', 'shows = ["emergency", "adult"]', 6, "did you mean `adults`?"),
        ('url = "https://example.org" }\nchildren', 'url = "example.org" }\nchildren', 22, "must be a web address"),
        ('country = "GB"\nname', 'country = "UK"\nname', 20, "no emergency number: give `emergency`, or help lines"),
        ('country = "GB"\nname', 'country = "gb"\nname', 20, "must be two capitals"),
        ("check_due = 2027-09-01", "check_until = 2027-09-01", 26, "unknown field `check_until`"),
    ],
)
def test_a_fault_names_its_line(tmp_path: Path, old: str, new: str, line: int, says: str) -> None:
    found = [str(fault) for fault in examine(planted(tmp_path, old, new), TODAY)[1]]
    assert any(f"content/playbook.toml:{line}:" in one and says in one for one in found), found


def test_a_plan_past_its_review_is_kept_with_a_warning(tmp_path: Path) -> None:
    library = load(planted(tmp_path), date(2027, 9, 2))
    assert library.playbook.plan("crisis", "active") is not None
    assert [str(one) for one in library.warnings if "the plan is still shown, with the date" in str(one)]
    assert [str(one) for one in library.warnings if "the duties are still shown, with the date" in str(one)]


def test_every_crisis_and_every_country_with_help_lines_is_covered(library: Library) -> None:
    book = library.playbook
    for value in SEVERITY[Label.CRISIS][1:]:
        plan = book.plan("crisis", value)
        assert plan is not None
        assert "emergency" in plan.shows
    for kind in ("privacy.clinician", "report.child", "misinformation.true", "report.danger"):
        assert kind in book.plans
    assert set(library.countries) - {INTERNATIONAL} == set(book.jurisdictions)


def test_all_that_ships_is_marked_as_an_example(library: Library) -> None:
    book = library.playbook
    assert len(book.examples) == len(book.each) + len(book.jurisdictions)


def test_every_address_is_https_and_a_home_page_or_close_to_it(library: Library) -> None:
    for place in library.playbook.jurisdictions.values():
        for duty in (place.adults, place.children, place.medicines):
            assert duty.url.startswith("https://")
            assert duty.url.removeprefix("https://").count("/") <= 2
