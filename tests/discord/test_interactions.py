"""Commands, buttons, menus and forms, between people of the loopback server and the real client."""

from datetime import timedelta
from typing import Any

import aiohttp
import discord
import pytest

from tests.discord.bot import Bot, bot
from tests.discord.client import settled
from tests.discord.discord_server import DiscordServer
from tests.discord.people import NotPossible
from tests.discord.server import interactions


async def test_only_what_changed_is_synced_anew(server: DiscordServer) -> None:
    async with bot(server) as client:
        await client.tree.sync()
        before = {each["name"]: each["version"] for each in server.state.commands[""].values()}
        client.tree.remove_command("note")
        client.tree.get_command("slow").description = "Slower"  # type: ignore[union-attr]
        await client.tree.sync()
        after = {each["name"]: each["version"] for each in server.state.commands[""].values()}
        assert set(before) - set(after) == {"note"}
        assert [name for name in after if after[name] != before[name]] == ["slow"]


async def test_commands_are_offered_to_whom_they_are_for(server: DiscordServer) -> None:
    async with bot(server) as client:
        await client.tree.sync()
        ana, sam = server.person("ana"), server.person("sam")
        assert "case" not in ana.commands_of("general")
        assert {"case", "who"} <= set(sam.commands_of("general"))
        assert "case" not in sam.commands_of(None)
        assert ana.commands_of("general", 3) == ["Report this message"]
        with pytest.raises(NotPossible, match="not offered"):
            await ana.runs("case claim", "general", number=1)
        turn = await ana.runs("case claim", "general", forced=True, number=1)
        assert turn.reply.text == "Case 1"


@pytest.mark.parametrize(
    ("command", "options", "why"),
    [
        ("case claim", {"number": 100}, "not between"),
        ("case claim", {}, "needs"),
        ("case claim", {"number": 1, "colour": "red"}, "no option"),
        ("case show", {"title": "a", "how": "long"}, "none of"),
        ("case", {}, "not a whole command"),
        ("case drop", {}, "no 'drop'"),
        ("who", {"person": "nobody", "where": "general"}, "no 'nobody'"),
    ],
)
async def test_a_command_filled_in_wrongly_is_never_sent(
    server: DiscordServer, command: str, options: dict[str, Any], why: str
) -> None:
    async with bot(server) as client:
        await client.tree.sync()
        with pytest.raises(NotPossible, match=why):
            await server.person("sam").runs(command, "general", **options)
        assert server.state.interactions == {}


async def test_options_arrive_as_what_they_are(server: DiscordServer) -> None:
    async with bot(server) as client:
        await client.tree.sync()
        ana, sam = server.person("ana"), server.person("sam")
        turn = await sam.runs("case show", "general", title="sleep", how="In short")
        assert turn.reply.text == "sleep short"
        turn = await ana.runs("who", "general", person="ana", where="general")
        assert (turn.reply.text, turn.reply.ephemeral) == ("Ana in general", True)
        assert [each.text for each in ana.sees("general")] == ["Ana in general"]
        assert sam.sees("general")[-1].text == "sleep short"


async def test_completion(server: DiscordServer) -> None:
    async with bot(server) as client:
        await client.tree.sync()
        found = await server.person("sam").completes("case show", "title", "sle", "general")
        assert [each["value"] for each in found] == ["sleep", "sleep apnoea"]


async def test_a_deferred_answer_is_filled_in_and_followed_up(server: DiscordServer) -> None:
    async with bot(server) as client:
        await client.tree.sync()
        ana, ben = server.person("ana"), server.person("ben")
        turn = await ana.runs("slow", "general")
        assert turn.deferred
        assert turn.reply.thinking
        client.gate.set()
        assert (await turn.answer()).text == "done"
        await settled(client, server)
        assert [(each.text, each.ephemeral) for each in turn.replies] == [("done", True), ("and more", True)]
        assert ben.sees("general") == []
        turn = await ana.runs("slow", "general", private=False)
        assert (await turn.answer()).ephemeral is False
        assert [each.text for each in ben.sees("general")] == ["done"]


async def test_who_answers_too_late_is_told_so(server: DiscordServer) -> None:
    server.state.first_response_within = timedelta(milliseconds=50)
    errors: list[discord.HTTPException] = []
    async with bot(server) as client:
        await client.tree.sync()

        @client.tree.error
        async def on_error(interaction: discord.Interaction[Any], error: discord.app_commands.AppCommandError) -> None:
            assert isinstance(error, discord.app_commands.CommandInvokeError)
            assert isinstance(error.original, discord.HTTPException)
            errors.append(error.original)

        turn = await server.person("ana").runs("late", "general")
        assert turn.failed
        assert server.unanswered() == [turn.interaction.id]
        client.gate.set()
        await settled(client, server)
        assert [each.code for each in errors] == [10062]
        assert turn.replies == []


async def answered(server: DiscordServer, interaction: Any, payload: Any) -> tuple[int, int | None]:
    path = f"{server.url}/interactions/{interaction.id}/{interaction.token}/callback"
    async with aiohttp.ClientSession() as session, session.post(path, json=payload) as answer:
        return answer.status, (await answer.json())["code"] if answer.status != 204 else None


async def test_a_second_first_answer_is_refused(server: DiscordServer) -> None:
    async with bot(server) as client:
        await client.tree.sync()
        turn = await server.person("ana").runs("menu", "general")
        assert await answered(server, turn.interaction, {"type": 4, "data": {"content": "again"}}) == (400, 40060)


async def test_a_token_dies_after_a_quarter_of_an_hour(server: DiscordServer) -> None:
    async with bot(server) as client:
        await client.tree.sync()
        turn = await server.person("ana").runs("menu", "general")
        server.state.token_lives = timedelta(0)
        path = f"{server.url}/webhooks/{server.bot.id}/{turn.interaction.token}"
        async with aiohttp.ClientSession() as session, session.post(path, json={"content": "late"}) as answer:
            assert (answer.status, (await answer.json())["code"]) == (401, 50027)


async def pressed(server: DiscordServer, client: Bot) -> None:
    sam, ana = server.person("sam"), server.person("ana")
    card = sam.newest("Claim", "general")
    turn = await ana.presses(card, "Claim")
    assert turn.reply.id == card.id
    assert (card.text, card.embeds[0]["title"], card.buttons) == ("claimed", "Case 7 is yours", [])
    with pytest.raises(NotPossible):
        await ana.presses(card, "Claim")


async def test_a_button_works_after_a_restart_of_the_bot(server: DiscordServer) -> None:
    async with bot(server) as client:
        await client.tree.sync()
        await server.person("sam").runs("case claim", "general", number=7)
    async with bot(server) as client:
        await pressed(server, client)


async def test_a_form_is_filled_in(server: DiscordServer) -> None:
    async with bot(server) as client:
        await client.tree.sync()
        ana = server.person("ana")
        turn = await ana.runs("note", "general")
        assert turn.modal["title"] == "A note"
        for answers, why in ({"Your note": "ab"}, "too few"), ({}, "must be filled in"), ({"Other": "abc"}, "the form has no"):
            with pytest.raises(NotPossible, match=why):
                await ana.submits(turn, {"Your note": "abc"} | answers if "Other" in answers else answers)
        done = await ana.submits(turn, {"Your note": "slept well"})
        assert (done.reply.text, done.reply.ephemeral) == ("noted: slept well", True)


async def test_a_menu_is_chosen_from(server: DiscordServer) -> None:
    async with bot(server) as client:
        await client.tree.sync()
        ana = server.person("ana")
        turn = await ana.runs("menu", "general")
        chosen = await server.person("ben").chooses(turn.reply, "Well")
        assert chosen.reply.text == "ben: w"
        with pytest.raises(NotPossible):
            await ana.chooses(turn.reply, "Badly")


async def test_menus_of_messages_and_people(server: DiscordServer) -> None:
    async with bot(server, discord.Intents.default()) as client:
        await client.tree.sync()
        said = await server.person("ana").says("general", "words that only a menu carries")
        ben = server.person("ben")
        turn = await ben.uses_menu("Report this message", said)
        assert turn.reply.text == "reported: words that only a menu carries"
        turn = await ben.uses_menu("Open a case", server.person("ana"))
        assert turn.reply.text == "about ana"


async def test_commands_in_direct_messages(server: DiscordServer) -> None:
    async with bot(server) as client:
        await client.tree.sync()
        ana = server.person("ana")
        turn = await ana.runs("menu", None)
        assert [each.id for each in ana.direct()] == [turn.reply.id]


@pytest.mark.parametrize(
    ("kind", "data", "code"),
    [
        (4, {"content": ""}, 50006),
        (4, {"content": "a" * 2001}, 50035),
        (8, {"choices": []}, 50035),
        (7, {"content": "an update of nothing"}, 50035),
        (9, {"custom_id": "m", "title": "t" * 46, "components": [{"type": 10, "content": "x"}]}, 50035),
        (9, {"custom_id": "m", "title": "t", "components": []}, 50035),
        (9, {"custom_id": "m" * 101, "title": "t", "components": [{"type": 10, "content": "x"}]}, 50035),
    ],
)
async def test_an_answer_beyond_the_limits_is_refused(server: DiscordServer, kind: int, data: Any, code: int) -> None:
    ana = server.person("ana")
    made = interactions.start(server.state, interactions.COMMAND, ana.user, ana.place("general"), {})
    assert await answered(server, made, {"type": kind, "data": data}) == (400, code)
    assert await answered(server, made, {"type": 4, "data": {"content": "fine"}}) == (204, None)
