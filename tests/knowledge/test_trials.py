"""`[trials.NAME]` of the policy: read whole, and every fault with its line."""

from datetime import date
from pathlib import Path

import pytest

from bot.core.finding import Label
from bot.core.policy import Row
from bot.knowledge.library import examine, load
from tests.knowledge.trees import POLICY, plant

TODAY = date(2026, 11, 24)
FIRST = POLICY.count("\n") + 1
"""The line at which what a test adds begins."""


def faults(folder: Path, added: str) -> list[str]:
    return [str(fault) for fault in examine(plant(folder, {"policy.toml": POLICY + added}), TODAY)[1]]


def test_a_policy_without_trials_has_none(tmp_path: Path) -> None:
    assert load(plant(tmp_path), TODAY).trials == ()


def test_a_trial_is_read_whole(tmp_path: Path) -> None:
    added = """\
[trials.names-first]
channels = ["prostate", "c-17"]
rules = ["privacy.self.name."]
labels = ["solicitation"]
[trials.names-first.rows."privacy.self"]
hide_from = 0.5
author = true
human = "case"

[trials.second]
labels = ["diagnosis"]
"""
    first, second = load(plant(tmp_path, {"policy.toml": POLICY + added}), TODAY).trials
    assert (first.name, first.rules) == ("names-first", ("privacy.self.name.",))
    assert first.channels == {"prostate", "c-17"}
    assert first.labels == {Label.SOLICITATION}
    assert first.rows == {"privacy.self": Row(hide_from=0.5, author=True, human="case")}
    assert second.covers("anywhere", "general")


@pytest.mark.parametrize(
    ("added", "line", "says"),
    [
        ('[trials.x]\nlabels = ["advice", "crisis"]', 1, "`crisis` can never be in shadow mode"),
        ('[trials.x]\nlabels = [\n"red_flag"]', 2, "`red_flag` can never be in shadow mode"),
        ('[trials.x]\nlabels = ["unmeasured"]', 1, "`unmeasured` can never be in shadow mode"),
        ('[trials.x]\nrules = ["crisis.passive.sleep"]', 1, "the rules of `crisis.passive.sleep` can never be in shadow mode"),
        ('[trials.x]\nrules = ["cri"]', 1, "the rules of `cri` can never be in shadow mode"),
        ('[trials.x]\nrules = ["red_flags."]', 1, "the rules of `red_flags.` can never be in shadow mode"),
        ('[trials.x]\nrules = [" "]', 1, "`rules` is empty"),
        ('[trials.x.rows."crisis.active"]\nhuman = "page"', 0, "`crisis.active` can never be in shadow mode"),
        ('[trials.x.rows."advice.peer&crisis"]\nhuman = "page"', 0, "`advice.peer&crisis` can never be in shadow mode"),
        ('[trials.x.rows."advise.peer"]\nhuman = "page"', 0, "unknown row `advise.peer`, did you mean `advice.peer`?"),
        ('[trials.x.rows."advice.peer"]\nhuman = "pages"', 1, "`human` must be"),
        ('[trials.x]\nlabels = ["advise"]', 1, "unknown label `advise`, did you mean `advice`?"),
        ('[trials.x]\nlabel = ["advice"]', 1, "unknown field `label`, did you mean `labels`?"),
        ('[trials.x]\nchannels = ["prostate"]', 0, "the trial `x` tries nothing"),
        ('[trials."Big Idea"]\nlabels = ["advice"]', 0, "must be lower-case words joined by hyphens"),
        ('[trials]\nx = "advice"', 1, "must be a table"),
    ],
)
def test_a_fault_names_its_line(tmp_path: Path, added: str, line: int, says: str) -> None:
    found = faults(tmp_path, added)
    assert len(found) == 1, found
    assert f"content/policy.toml:{FIRST + line}" in found[0]
    assert says in found[0]


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    added = '[trials.x]\nlabels = ["crisis", "nonsense"]\nrules = ["crisis."]\n[trials.y]\nchannel = "a"\n[hiding]\nat_most = 0\n'
    assert len(faults(tmp_path, added)) == 5


def test_a_rule_that_nothing_has_is_a_warning(tmp_path: Path) -> None:
    added = '[trials.x]\nrules = ["solicitations."]\n'
    library, found = examine(plant(tmp_path, {"policy.toml": POLICY + added}), TODAY)
    assert found == ()
    assert "no rule that ships begins with `solicitations.`, did you mean `solicitation.`?" in str(library.warnings[0])


def test_a_whole_label_on_trial_everywhere_is_a_warning(tmp_path: Path) -> None:
    added = '[trials.x]\nlabels = ["privacy"]\n'
    library, found = examine(plant(tmp_path, {"policy.toml": POLICY + added}), TODAY)
    assert found == ()
    assert "while `privacy` is on trial nothing that it finds is acted on anywhere" in str(library.warnings[0])
    assert f":{FIRST + 1}:" in str(library.warnings[0])


def test_what_ships_tries_nothing_and_its_example_is_sound(tmp_path: Path) -> None:
    shipped = (Path(__file__).parents[2] / "content" / "policy.toml").read_text()
    head, _, tail = shipped.partition("# [trials.")
    example = "[trials." + tail.replace("\n# ", "\n").replace("\n#", "\n")
    first, second = load(plant(tmp_path, {"policy.toml": head + example}), TODAY).trials
    assert (first.name, second.name) == ("softer-names", "hide-sooner")
    assert second.rows["privacy.self"].hide_from == 0.6
