"""The house rules that a program can check: layers, sizes, what a file may hold, documentation that names everything."""

import os
import re
import subprocess
import sys
from pathlib import Path
from statistics import median

import pytest

from bot.__main__ import _COMMANDS
from bot.settings import Settings

ROOT = Path(__file__).parent.parent
CODE = [*ROOT.glob("bot/**/*.py"), *ROOT.glob("cogs/**/*.py")]


def test_layers_are_kept() -> None:
    done = subprocess.run(
        [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-3000:]


def test_rooms_are_small() -> None:
    sizes = {path: len(path.read_text().splitlines()) for path in CODE if path.name != "__init__.py"}
    assert max(sizes.values()) <= 400, [str(path) for path, size in sizes.items() if size > 400]
    assert median(sizes.values()) < 150


@pytest.mark.parametrize("name", ["utils", "helpers", "manager"])
def test_names_say_something(name: str) -> None:
    assert [path for path in CODE if name in path.stem] == []


def test_no_file_names_a_package_index_or_a_path_of_one_machine() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False).stdout.split()
    if not listed:
        pytest.skip("not a git checkout: there is no list of the project's files")
    index = re.compile(r"index[-_]url|find[-_]links|https?://[^ \"']+/(?:simple|packages)/")
    machine = re.compile(r"(?<![\w./~-])/(?:home|root)/[a-z]|/wor[k]/")
    for name in listed:
        path = ROOT / name
        if path.suffix in {".png", ".npz"} or not path.exists():
            continue
        text = path.read_text(errors="replace")
        assert not machine.search(text), name
        if path.suffix != ".md" and name != "Makefile":
            assert not index.search(text), name


def test_the_readme_names_every_command() -> None:
    readme = (ROOT / "README.md").read_text()
    assert [name for name in _COMMANDS if f"carecircle {name}" not in readme and f"/ `{name}" not in readme] == []


def test_the_documentation_names_every_setting() -> None:
    page = (ROOT / "docs" / "settings.md").read_text()
    assert [name for name in Settings.model_fields if f"`CARECIRCLE_{name.upper()}`" not in page] == []


def test_the_documentation_gives_every_dependency_its_reason() -> None:
    page = (ROOT / "docs" / "dependencies.md").read_text().lower()
    project = (ROOT / "pyproject.toml").read_text().split("[project.scripts]")[0]
    named = re.findall(r'^\s*"([A-Za-z0-9_-]+)(?:\[[a-z]+\])?>=', project, re.MULTILINE)
    named += re.findall(r'\["([A-Za-z0-9_-]+)(?:\[[a-z]+\])?>=', project)
    assert [name for name in named if name.lower() not in page] == []


@pytest.mark.parametrize("name", sorted(_COMMANDS))
def test_every_command_explains_itself_with_an_example(name: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bot", name, "--help"], cwd=ROOT, capture_output=True, text=True, check=False, env=os.environ
    )
    assert done.returncode == 0
    assert "example: " in done.stdout
    assert f"carecircle {name}" in done.stdout
