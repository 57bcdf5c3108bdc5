"""Every word that the code asks for is in the content, and every word in the content is asked for."""

import re
from pathlib import Path

import pytest

import cogs
from bot.cog import Command
from bot.core.case import CaseState, Outcome
from bot.core.decision import Urgency
from bot.core.finding import SEVERITY
from bot.knowledge.library import Library

ROOT = Path(__file__).parent.parent
COMMANDS = [command for cog in cogs.ALL for command in cog.commands]


def asked_for() -> set[str]:
    """Literal keys in the code: the first argument of `say`, `text`, and of refusals."""
    found: set[str] = set()
    for path in (*ROOT.glob("bot/**/*.py"), *ROOT.glob("cogs/**/*.py")):
        if path.parent.name == "replay":
            continue  # its words are those of the report
        text = path.read_text()
        found |= set(re.findall(r"(?:\.say|\.text|_opened)\(\s*(?:context, )?\"([a-z_.]+)\"", text))
        found |= set(re.findall(r"\"(refusal\.[a-z_]+)\"", text))
    return found


def test_every_literal_key_has_words(library: Library) -> None:
    known = library.replies.keys | {f"{key}.title" for key in library.replies.keys}
    assert sorted(asked_for() - known) == []


def test_every_refusal_in_the_content_is_used(library: Library) -> None:
    assert sorted({key for key in library.replies.keys if key.startswith("refusal.")} - asked_for()) == []


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_command_and_argument_has_words(library: Library, command: Command) -> None:
    assert library.replies.text(f"{command.key}.summary")
    for argument in command.arguments:
        assert library.replies.text(f"argument.{argument.name}")
        for choice in argument.choices:
            assert library.replies.text(f"choice.{argument.name}.{choice}")


@pytest.mark.parametrize(
    "key",
    [f"what.{label.value}.{value}" for label, values in SEVERITY.items() for value in values[1:]]
    + [f"urgency.{urgency.name.lower()}" for urgency in Urgency]
    + [f"case.state.{state.value}" for state in CaseState]
    + [f"choice.outcome.{outcome.value}" for outcome in Outcome]
    + [f"case.do.{label.value}" for label in SEVERITY],
)
def test_every_label_state_and_outcome_has_words(library: Library, key: str) -> None:
    assert library.replies.text(key, **dict.fromkeys(("owner", "outcome"), "x"))


def test_a_command_is_two_words_and_named_once() -> None:
    names = [command.name for command in COMMANDS]
    assert len(names) == len(set(names))
    assert all(len(name.split()) == 2 for name in names)


def test_the_first_words_of_a_private_note_are_neutral(library: Library) -> None:
    for lang in library.replies.langs:
        first = (library.replies.text("private.title", lang) + " " + library.replies.text("private.opening", lang, name="Ana"))[
            :100
        ]
        assert len(first) == 100
        for slug, name in library.conditions.items():
            assert name.lower() not in first.lower() or slug == "general"
