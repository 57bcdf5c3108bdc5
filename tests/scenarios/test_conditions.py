"""Channels of conditions: joined and left by buttons, and no condition is to be seen anywhere."""

import json

from sqlalchemy import inspect, select

import cogs
from bot.cog import Kind
from bot.core.message import DIRECT, Role
from bot.knowledge.library import Library
from bot.store import audit, cases, consents, inbox, minors
from bot.store.database import Transaction
from bot.store.seal import MasterKey
from bot.store.tables import condition_choice, outbox
from tests.both import EVERYWHERE, Opens
from tests.scenarios.newcomers import DANGER, NEW, NUEVA, RUDE, agreed, does, later_words, record
from tests.town import Town, replied

# Conditions


@EVERYWHERE
async def test_joining_and_leaving_by_buttons_alone(here: Town) -> None:
    nell = await here.arrives(NEW)
    await nell.presses("Start", in_=DIRECT)
    assert "Please read" not in await does(nell, "welcome agree", version="1")
    listed = await does(nell, "welcome age", age="adult")
    for button in ("[Join: Diabetes]", "[Join: Prostate", "[Choose my country]", "[Help lines]", "[Talk to a person here]"):
        assert button in listed
    joined = await does(nell, "welcome join", condition="diabetes")
    assert "You find it as #diabetes" in joined
    assert "[Leave: Diabetes]" in joined
    assert "[Join: Diabetes]" not in joined
    assert await here.inside("nell") == {"diabetes"}
    again = await does(nell, "welcome join", condition="diabetes")
    assert again == joined
    assert "[Leave: Diabetes]" in await does(nell, "welcome conditions")
    for _ in range(2):
        left = await does(nell, "welcome leave", condition="diabetes")
        assert "You have left" in left
        assert "[Leave: Diabetes]" not in left
    assert await here.inside("nell") == set()
    async with here.parts.database.read() as tx:
        assert (await tx.connection.execute(select(condition_choice))).all() == []


async def test_before_the_words_and_the_age_no_channel_opens(here: Town) -> None:
    nell = await here.arrives(NEW)
    assert "what you agree to" in await does(nell, "welcome join", condition="diabetes")
    assert "Before you join in" in await does(nell, "welcome conditions")
    assert "Before you join in" in await does(nell, "welcome age", age="adult")
    await does(nell, "welcome agree", version="1")
    assert "tell us how old you are" in await does(nell, "welcome join", condition="diabetes")
    assert "How old are you?" in await does(nell, "welcome conditions")
    assert await here.inside("nell") == set()


@EVERYWHERE
async def test_no_trace_for_others(here: Town) -> None:
    nell = await agreed(here)
    await does(nell, "welcome join", condition="diabetes")
    await does(nell, "welcome leave", condition="diabetes")
    for someone in (here.ben, here.sam, here.osei):
        for channel in here.channels_of(someone.id):
            assert not [one for one in await someone.view(channel) if one.card]
        assert not await someone.private()
    assert here.person("nell").roles == frozenset({Role.MEMBER})
    assert "diabetes" not in json.dumps(await record(here))


async def test_what_one_cannot_join(here: Town) -> None:
    nell = await agreed(here)
    for condition in ("menopause", "general", "moderators"):
        assert "There is no channel for that here" in await does(nell, "welcome join", condition=condition)
        assert "There is no channel for that here" in await does(nell, "welcome leave", condition=condition)


@EVERYWHERE
async def test_a_button_does_not_undo_what_a_moderator_decided(here: Town) -> None:
    nell = await agreed(here)
    await does(nell, "welcome join", condition="diabetes")
    said = await nell.says(RUDE, in_="diabetes")
    async with here.parts.database.read() as tx:
        case = await cases.by_message(tx, said)
    assert case is not None
    await here.sam.does("case claim", case=str(case.id))
    await here.sam.does("member remove", case=str(case.id), rule="harassment")
    assert "has closed this channel to you" in await does(nell, "welcome join", condition="diabetes")
    assert await here.inside("nell") == set()
    assert "You are in: " in await does(nell, "welcome join", condition="prostate")


async def test_lists_to_choose_from(here: Town) -> None:
    nell = await agreed(here)
    await does(nell, "welcome join", condition="diabetes")
    person, place = here.person("nell"), here.place("general")
    found = await here.parts.engine.complete(person, place, "welcome join", "condition", "dia")
    assert [slug for slug, _ in found] == ["diabetes"]
    mine = await here.parts.engine.complete(person, place, "welcome leave", "condition", "")
    assert [slug for slug, _ in mine] == ["diabetes"]
    assert await here.parts.engine.complete(here.person("ben"), place, "welcome leave", "condition", "") == []


# Data


@EVERYWHERE
async def test_what_is_kept_can_be_taken_along_and_destroyed(here: Town) -> None:
    nell = await agreed(here)
    await does(nell, "welcome join", condition="diabetes")
    (file,) = (await nell.does("privacy export")).files
    found = json.loads(file.content)
    assert found["consent"][0]["agreed"] == 1
    assert [(one["condition"], one["channels"]) for one in found["conditions"]] == [
        ("diabetes", [here.place("diabetes").channel])
    ]
    assert found["chosen"]["age"] == "adult"
    await nell.does("privacy erase", sure="yes")
    assert await here.inside("nell") == set()
    async with here.parts.database.read() as tx:
        assert await consents.export(tx, here.id_of("nell")) == {"consent": [], "conditions": []}
        assert await minors.stated(tx, here.id_of("nell")) is None
        assert not [row for row in (await tx.connection.execute(select(outbox))).all() if row.sealed is not None]
    assert "what you agree to" in await does(nell, "welcome join", condition="diabetes")


async def test_no_condition_can_be_read_in_what_the_program_keeps(opens: Opens) -> None:
    """The sandbox plays the platform, which knows its own channels: its tables are left out."""
    async with opens(master=MasterKey.new()) as here:
        nell = await agreed(here)
        await does(nell, "welcome join", condition="diabetes")
        await does(nell, "welcome join", condition="prostate")
        await does(nell, "welcome leave", condition="prostate")
        async with here.parts.database.write() as tx:
            names = [name for name in await _tables(tx) if not name.startswith(("sandbox_", "article_"))]
            for name in names:
                rows = (await tx.connection.exec_driver_sql(f"SELECT * FROM {name}")).all()
                for word in ("diabetes", "prostate"):
                    assert word not in repr(rows).lower(), name
        assert {"condition_choice", "consent", "outbox", "inbox", "timer", "audit"} <= set(names)


async def _tables(tx: Transaction) -> list[str]:
    return await tx.connection.run_sync(lambda connection: inspect(connection).get_table_names())


# Nothing is typed


def test_no_step_asks_for_free_text() -> None:
    for command in (command for cog in cogs.ALL if cog.name == "welcome" for command in cog.commands):
        assert not [argument.name for argument in command.arguments if argument.kind in {Kind.TEXT, Kind.LONG_TEXT}], command.name


@EVERYWHERE
async def test_a_cry_for_help_in_place_of_a_condition_is_heard(here: Town) -> None:
    nell = await here.arrives(NEW)
    await nell.does("welcome join", condition=DANGER)
    assert "[Choose my country]" in await nell.private()
    async with here.parts.database.read() as tx:
        assert await cases.open_crisis_of(tx, here.id_of("nell")) is not None
        assert await inbox.pending(tx) == 0


async def test_in_spanish(here: Town) -> None:
    nuria = await here.arrives(NUEVA)
    assert "Te damos la bienvenida" in await nuria.private()
    assert "No es un servicio de emergencias" in replied(await nuria.presses("Empezar", in_=DIRECT))
    assert "¿Qué edad tienes?" in await does(nuria, "welcome agree", version="1")
    assert "[Entrar: " in await does(nuria, "welcome age", age="adult")
    assert "Ya estás dentro" in await does(nuria, "welcome join", condition="diabetes")
    assert "Has salido" in await does(nuria, "welcome leave", condition="diabetes")
    assert "Hiciste lo correcto" in await does(nuria, "welcome age", age="younger")
    assert "16 años o más" in await does(nuria, "welcome join", condition="diabetes")


@EVERYWHERE
async def test_everything_holds_over_a_restart(opens: Opens, library: Library) -> None:
    key = MasterKey.new()
    async with opens(master=key) as here:
        await agreed(here)
        await does(here.people["nell"], "welcome join", condition="diabetes")
    async with later_words(opens, library, key, 1) as here:
        assert "[Leave: Diabetes]" in await does(here.people["nell"], "welcome conditions")
        async with here.parts.database.read() as tx:
            assert (await audit.verify(tx)).fault is None
