"""Every private note is in the language of the person who reads it, whoever took the step (promise 7 is for all of them)."""

import pytest

from bot.core.message import Person, Role
from tests.both import EVERYWHERE
from tests.town import Someone, Town, replied

RUDE = "You are a pathetic waste of space"
ENGLISH = ("This is a private note", "From a moderator", "A moderator", "Case ", "Please", "Thank you", "Your turn")


@pytest.fixture
async def inma(here: Town) -> Someone:
    """A moderator who reads Spanish."""
    return await here.joins(Person("inma", "Inma", frozenset({Role.MODERATOR}), lang="es"))


async def spanish_alone(someone: Someone, *parts: str) -> None:
    told = await someone.private()
    for part in parts:
        assert part in told
    assert [word for word in ENGLISH if word in told] == []


@EVERYWHERE
async def test_an_invitation_and_a_last_word_from_a_moderator(here: Town) -> None:
    await here.cleo.says(RUDE, in_="general")
    await here.sam.does("case claim", case="1")
    await here.sam.does("case invite", case="1", to_member="hasta luego")
    await here.sam.does("case resolve", case="1", outcome="warned", to_member="gracias")
    await spanish_alone(here.cleo, "Hola, Cleo", "De alguien de moderación: hasta luego", "De alguien de moderación: gracias")


@EVERYWHERE
async def test_a_measure_an_appeal_and_what_came_of_it(here: Town) -> None:
    await here.cleo.says(RUDE, in_="general")
    await here.sam.does("case claim", case="1")
    await here.sam.does("member hide", case="1", rule="harassment")
    await here.cleo.presses("Pedir otra revisión", in_="direct", appeal="Era una broma")
    await here.mira.does("appeal uphold", case="2", to_member="lo siento")
    await here.sam.does("member timeout", case="1", rule="harassment", how_long="10")
    await here.sam.does("member undo")
    await spanish_alone(here.cleo, "Ya no está a la vista", "Queda como está", "Tómate un descanso", "Se retiró algo")


@EVERYWHERE
async def test_where_the_private_door_is_closed(here: Town) -> None:
    await here.cleo.says(RUDE, in_="general")
    await here.sam.does("case claim", case="1")
    await here.closes_door("cleo", times=2)
    await here.sam.does("case invite", case="1", to_member="hasta luego")
    await here.sam.does("member warn", case="1", rule="harassment")
    lines = [one for one in await here.cleo.view("general") if one.only_for and one.card]
    assert [(one.card or {})["title"] for one in lines] == ["Te espera una nota privada"] * 2
    assert "Nada de acoso" in replied(await here.cleo.presses("Para ti", in_="general"))
    assert "hasta luego" not in await here.ana.reads("general")


@EVERYWHERE
async def test_a_moderators_words_wait_behind_the_closed_door(here: Town) -> None:
    await here.cleo.says(RUDE, in_="general")
    await here.sam.does("case claim", case="1")
    await here.closes_door("cleo", times=2)
    await here.sam.does("case invite", case="1", to_member="hasta luego")
    assert "hasta luego" in replied(await here.cleo.presses("Para ti", in_="general"))
    await here.sam.does("case resolve", case="1", outcome="warned", to_member="gracias por todo")
    assert "gracias por todo" in replied(await here.cleo.presses("Para ti", in_="general"))
    for words in ("hasta luego", "gracias"):
        assert words not in await here.ana.reads("general")


async def test_a_reporter(here: Town) -> None:
    said = await here.ben.says("People like you make this channel worse", in_="general")
    await here.cleo.does("report message", message=said, concern="harassment")
    await here.sam.does("case claim", case="1")
    await here.sam.does("case resolve", case="1", outcome="warned")
    await here.pass_time(hours=2)
    await spanish_alone(here.cleo, "ya lo miró")


@EVERYWHERE
async def test_a_colleague_who_follows_takes_over_and_goes_home(here: Town, inma: Someone) -> None:
    await here.ben.says(RUDE, in_="general")
    await inma.does("case watch", case="1")
    await here.sam.does("case claim", case="1")
    await here.sam.does("member warn", case="1", rule="harassment")
    await here.sam.does("case handover", case="1", person="inma", note="nota")
    await spanish_alone(inma, "Caso 1", "Sam advirtió al miembro", "nota")
    await here.pass_time(hours=2)
    await spanish_alone(inma, "El caso 1 vuelve a la cola")
    await here.sam.does("case claim", case="1")
    await here.sam.does("duty handover", person="inma", note="nota")
    await spanish_alone(inma, "ahora son tuyos")


@EVERYWHERE
async def test_a_colleague_who_is_called(here: Town, inma: Someone) -> None:
    shift = {"person": "inma", "duty": "duty", "days": "mon-sun", "hours": "00:00-00:00", "zone": "UTC"}
    assert not (await here.sam.does("duty add", **shift)).refused
    await here.ana.says("I want to kill myself tonight", in_="mood")
    pages = [one for one in await inma.view("moderators") if one.page]
    assert ["Hace falta" in (one.card or {})["title"] for one in pages] == [True]
    await inma.does("case claim", case="1")
    await here.pass_time(minutes=20)
    await spanish_alone(inma, "¿alguien habló con la persona?")
