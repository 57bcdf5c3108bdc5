"""The figures as the team and the public see them."""

import re
from dataclasses import asdict
from datetime import timedelta
from xml.etree import ElementTree

import pytest

from bot.core.card import Card
from bot.core.message import Person, Role
from bot.invocation import Outcome
from bot.store.tables import case_file
from tests.both import EVERYWHERE
from tests.town import ADA, Town, replied

PHONE = "07700 900123"


async def with_cases(here: Town, **labels: int) -> None:
    """Cases of a week ago, open, one for each member."""
    place = asdict(here.place("general"))
    rows = [
        {
            "community": "town",
            "label": label,
            "value": "self",
            "severity": 1,
            "human": 2,
            "state": "open",
            "person": f"{label}{number}",
            "place": place,
            "message": f"{label}{number}",
            "opened_at": here.clock.now() - timedelta(days=7),
            "version": 1,
        }
        for label, count in labels.items()
        for number in range(count)
    ]
    async with here.parts.database.write() as tx:
        await tx.connection.execute(case_file.insert(), rows)


def field(outcome: Outcome, name: str) -> str:
    assert isinstance(outcome.reply, Card)
    return next(one.value for one in outcome.reply.fields if one.name == name)


async def test_the_team_sees_exact_numbers(here: Town) -> None:
    await here.ana.says(f"Call me on {PHONE}")
    await here.sam.does("case claim", case="1")
    await here.sam.does("case evidence", case="1", reason="decide")
    await here.sam.does("case resolve", case="1", outcome="not_a_problem")
    told = await here.sam.does("case report")
    assert field(told, "Cases opened") == "1"
    assert field(told, "Judged a false alarm") == "privacy: 1 of 1 (100%)"
    assert re.fullmatch(r"half within [01] min, nine in ten within [01] min", field(told, "Until somebody took it"))
    assert "1 of 1 (100%)" in field(told, "Taken in time")
    assert field(told, "Looks at evidence") == "1"
    assert field(told, "Practice alarms answered") == "none"
    assert "fewer than" not in replied(told)


async def test_the_public_sees_no_small_number(here: Town) -> None:
    await with_cases(here, privacy=41, crisis=3, conduct=8)
    told = await here.sam.does("case report", audience="public", days="30")
    assert field(told, "Cases opened") == "about 55"
    assert field(told, "Of these, still open") == "all"
    assert field(told, "Cases by what they are about") == "privacy: about 40\nconduct: about 10\ncrisis: fewer than 5"
    for exact in ("41", "52", "%"):
        assert exact not in replied(told).replace("nearest 5", "")
    assert "by rule" not in replied(told)
    exact_too = await here.sam.does("case report", days="30")
    assert "privacy: 41" in field(exact_too, "Cases by what they are about")


async def test_the_order_of_what_is_hidden_tells_nothing(here: Town) -> None:
    await with_cases(here, privacy=4, crisis=1, conduct=2)
    told = await here.sam.does("case report", audience="public")
    assert [line.split(":")[0] for line in field(told, "Cases by what they are about").split("\n")] == [
        "conduct",
        "crisis",
        "privacy",
    ]
    bars = [line.split(" ")[0] for line in field(told, "Cases opened, by what they are about").split("\n")]
    assert len(set(bars)) == 1


@EVERYWHERE
async def test_the_chart_is_drawn_in_characters_and_as_a_file_with_words(here: Town) -> None:
    await with_cases(here, privacy=20, crisis=10)
    told = await here.sam.does("case report")
    first, second = field(told, "Cases opened, by what they are about").split("\n")
    assert first == "█" * 16 + " privacy"
    assert second == "█" * 8 + " crisis"
    (file,) = told.files
    assert file.media_type == "image/svg+xml"
    drawn = ElementTree.fromstring(file.content)  # noqa: S314 - our own file
    space = "{http://www.w3.org/2000/svg}"
    assert drawn.findtext(f"{space}desc") == "privacy: 20. crisis: 10"
    assert "prefers-color-scheme: dark" in (drawn.findtext(f"{space}style") or "")
    assert len(drawn.findall(f".//{space}rect[@class='bar']")) == 2


async def test_only_the_last_days_count(here: Town) -> None:
    await with_cases(here, privacy=2)
    assert field(await here.sam.does("case report", days="90"), "Cases opened") == "2"
    await here.pass_time(days=1)
    told = await here.sam.does("case report", days="7")
    assert field(told, "Cases opened") == "0"
    assert field(told, "Open now, of any age") == "2"
    assert told.files == ()


async def test_who_may_see_the_figures(here: Town) -> None:
    ada = await here.joins(ADA)
    assert (await ada.does("case report")).reply is not None
    for someone in (here.ana, here.osei):
        assert (await someone.does("case report")).refused


@EVERYWHERE
async def test_the_public_report_speaks_the_readers_language(here: Town) -> None:
    luz = await here.joins(Person("luz", "Luz", frozenset({Role.MODERATOR}), "es"))
    await with_cases(here, privacy=2)
    assert "menos de 5" in replied(await luz.does("case report", audience="public"))


@pytest.mark.parametrize("days", ["0", "31", "x"])
async def test_other_spans_are_refused(here: Town, days: str) -> None:
    assert (await here.sam.does("case report", days=days)).refused
