"""The sandbox's API as the contract has it, over the real application."""

import asyncio
import json
from datetime import datetime, timedelta

import pytest

from tests.platforms.sandbox_page import PHONE, Client


async def test_state_names_people_channels_and_the_time(client: Client) -> None:
    state = await client.get("state")
    assert {"id": "ana", "name": "Ana", "roles": ["member"], "about": ""} in state["people"]
    assert {"id": "prostate", "name": "prostate", "condition": "prostate", "kind": "support"} in state["channels"]
    assert datetime.fromisoformat(state["now"]).utcoffset() == timedelta(0)


async def test_a_message_said_twice_is_heard_once(client: Client) -> None:
    first = await client.say("ana", "general", "hello", id="e1")
    assert await client.say("ana", "general", "hello", id="e1") == first
    assert await client.say("ben", "general", "hello", id="e1") != first
    assert [one["author"] for one in await client.view("cleo", "general")] == ["ana", "ben"]


async def test_a_view_has_the_contracts_fields_and_goes_on_after_a_message(client: Client) -> None:
    first = await client.say("ana", "general", "one")
    second = await client.say("ben", "general", "two", reply_to=first)
    (message,) = await client.view("cleo", "general", after=first)
    wanted = {"id", "author", "text", "card", "private", "hidden", "edited", "reply_to", "at"}
    assert wanted <= set(message)
    assert (message["id"], message["reply_to"], message["text"]) == (second, first, "two")


async def test_an_answer_card_has_the_contracts_shape(client: Client) -> None:
    await client.say("ana", "prostate", "What can raise my PSA besides cancer?")
    card = (await client.view("ben", "prostate"))[-1]["card"]
    assert {"title", "body", "fields", "buttons"} <= set(card)
    assert all({"name", "value"} <= set(field) for field in card["fields"])


async def test_identifiers_are_hidden_for_everybody_and_why_is_masked(client: Client) -> None:
    said = await client.say("ana", "general", f"Ring me on {PHONE}")
    for person in ("ana", "ben", "sam"):
        (message,) = [one for one in await client.view(person, "general") if one["id"] == said]
        assert message["hidden"]
        assert PHONE not in json.dumps(await client.view(person, "general"))
    why = await client.get("why", person="sam", message=said)
    assert why["text"] == "Ring me on [phone number]"
    assert why["findings"][0]["label"] == "privacy"
    assert why["decision"]["visibility"] == "hidden"
    assert why["lines"] == ["privacy.self"]
    assert PHONE not in json.dumps(why)
    await client.get("why", 404, person="ana", message=said)


async def test_why_of_a_quiet_message_says_that_nothing_was_seen(client: Client) -> None:
    said = await client.say("ana", "general", "Good morning all")
    why = await client.get("why", person="sam", message=said)
    assert why["findings"] == []
    assert why["decision"]["human"] == "none"


async def test_commands_follow_the_role(client: Client) -> None:
    members = {command["name"] for command in await client.get("commands", person="ana")}
    moderators = {command["name"] for command in await client.get("commands", person="sam")}
    assert "faq ask" in members
    assert "case claim" not in members
    assert "case claim" in moderators
    (resolve,) = [c for c in await client.get("commands", person="sam") if c["name"] == "case resolve"]
    assert [argument["type"] for argument in resolve["arguments"]] == ["case", "choice", "long_text"]
    assert {"value": "reposted", "label": "Posted again"} in resolve["arguments"][1]["choices"]


async def test_a_command_replies_asks_for_what_is_missing_or_refuses(client: Client) -> None:
    reply = await client.post(
        "do", person="ana", channel="prostate", command="faq ask", args={"question": "What can raise my PSA?"}
    )
    assert "PSA" in reply["reply"]["title"]
    missing = await client.post("do", person="ana", channel="prostate", command="faq ask", args={})
    assert missing["missing"][0]["name"] == "question"
    refused = await client.post("do", person="ana", channel="prostate", command="case list", args={})
    assert "cannot use this" in refused["refused"]


async def test_choices_complete_an_argument(client: Client) -> None:
    found = await client.get("choices", person="ana", command="help country", argument="country", text="king")
    assert {"value": "GB", "label": "United Kingdom"} in found["choices"]


async def test_a_button_works_once_and_then_is_stale(client: Client) -> None:
    await client.say("ana", "general", f"Ring me on {PHONE}")
    card = next(one for one in await client.view("sam", "moderators") if one["card"])
    claim = next(button for button in card["card"]["buttons"] if button["label"] == "Claim")
    done = await client.post("press", person="sam", message=card["id"], button=claim["id"], settle=True)
    assert "Sam has it" in json.dumps(done)
    late = await client.post("press", person="mira", message=card["id"], button=claim["id"])
    assert "refused" in late
    await client.post("press", 404, person="ana", message=card["id"], button=claim["id"])


async def test_people_edit_and_delete_their_own(client: Client) -> None:
    said = await client.say("ana", "general", "first")
    await client.post("edit", person="ana", message=said, text="second", settle=True)
    (message,) = await client.view("ben", "general")
    assert (message["text"], message["edited"]) == ("second", True)
    await client.post("edit", 409, person="ben", message=said, text="mine")
    await client.post("delete", person="ana", message=said, settle=True)
    assert await client.view("ben", "general") == []


async def test_private_talk_is_private(client: Client) -> None:
    await client.say("ana", "direct", "What can raise my PSA besides cancer?")
    assert all(one["private"] for one in await client.view("ana", "direct"))
    assert len(await client.view("ana", "direct")) == 2
    assert await client.view("ben", "direct") == []


async def test_the_clock_moves_ahead(client: Client) -> None:
    before = datetime.fromisoformat((await client.get("state"))["now"])
    await client.post("clock", seconds=3600)
    after = datetime.fromisoformat((await client.get("state"))["now"])
    assert timedelta(hours=1) <= after - before < timedelta(hours=1, minutes=1)
    await client.post("clock", 400, seconds=-5)


async def test_settle_says_what_is_left_when_the_platform_is_away(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.platforms.sandbox.api._SETTLE_SECONDS", 0.2)
    await client.post("fault", kind="offline", count=1000)
    await client.post("say", person="ana", channel="general", text=f"Ring me on {PHONE}")
    late = await client.post("settle", 504)
    while not late["outbox"]:  # a busy machine is still looking at the message
        late = await client.post("settle", 504)
    assert late["outbox"] >= 1
    await client.post("fault", kind="offline", count=0)


async def test_a_rate_limit_only_delays(client: Client) -> None:
    await client.post("fault", kind="rate_limit", count=1)
    await client.say("ana", "general", f"Ring me on {PHONE}")
    assert "[phone number]" in json.dumps(await client.view("ana", "direct"))


async def test_test_set_up_adds_people_and_channels(client: Client) -> None:
    await client.post("people", id="zoe", name="Zoe", roles=["member"])
    await client.post("people", 409, id="zoe", name="Zoe", roles=["member"])
    await client.post("channels", id="kidney", name="kidney", kind="support", condition="kidney")
    await client.post("channels", 400, id="x", name="x", condition="no-such-condition")
    await client.say("zoe", "kidney", "hello")
    assert [one["author"] for one in await client.view("ana", "kidney")] == ["zoe"]


async def test_the_stream_says_where_to_look_and_not_what_was_said(client: Client) -> None:
    api = client.here.world.changed.__self__  # type: ignore[attr-defined]  # the streams object
    events: list[str] = []

    async def follow() -> None:
        async for event in api.follow(client.here.world.people["sam"]):
            events.append(event)

    following = asyncio.create_task(follow())
    await asyncio.sleep(0.05)
    await client.say("ana", "mood", "I want to kill myself tonight")
    await asyncio.sleep(0.05)
    following.cancel()
    joined = "".join(events)
    assert '"channel": "mood"' in joined
    assert "event: page" in joined
    assert "kill" not in joined
    assert '"channel": "direct"' not in joined


async def test_operators_find_what_they_expect(client: Client) -> None:
    await client.say("ana", "general", f"Ring me on {PHONE}")
    assert (await client.http.get("/healthz")).text == "ok\n"
    assert (await client.http.get("/readyz")).status_code == 200
    metrics = (await client.http.get("/metrics")).text
    assert "carecircle_messages_assessed_total" in metrics
    assert PHONE not in metrics
    assert "ana" not in metrics.split()


async def test_a_lost_race_by_button_names_who_was_first(client: Client) -> None:
    await client.say("ana", "mood", "I want to kill myself tonight")
    card = next(one for one in await client.view("sam", "moderators") if one["card"]["title"].startswith("Case 1"))
    claim = next(button for button in card["card"]["buttons"] if button["command"] == "case claim")
    await client.post("press", person="sam", message=card["id"], button=claim["id"], settle=True)
    late = await client.post("press", person="mira", message=card["id"], button=claim["id"])
    assert late["refused"] == "Sam took case 1 a second ago."
    again = await client.post("press", person="sam", message=card["id"], button=claim["id"])
    assert "out of date" in again["refused"]


async def test_how_urgent_a_case_is_depends_on_no_word(client: Client) -> None:
    await client.say("ana", "mood", "I want to kill myself tonight")
    await client.say("ben", "general", "You are an idiot and nobody wants you here.")
    queue = await client.post("do", person="sam", channel="moderators", command="case list", args={})
    assert [field["tone"] for field in queue["reply"]["fields"]] == ["urgent", "plain"]


async def test_a_moderator_finds_a_members_open_cases_and_nobody_else_does(client: Client) -> None:
    await client.say("ana", "mood", "I want to kill myself tonight")
    assert await client.get("cases", person="sam", about="ana") == {"cases": [{"case": "1", "title": "Case 1: life in danger"}]}
    assert await client.get("cases", person="sam", about="ben") == {"cases": []}
    await client.get("cases", 404, person="ben", about="ana")


async def test_every_command_belongs_to_a_feature_that_has_a_name(client: Client) -> None:
    words = client.here.parts.engine.library.replies
    for person in ("ana", "sam", "osei"):
        for command in await client.get("commands", person=person):
            assert f"feature.{command['feature']['id']}" in words.keys, command["name"]
    spanish = {command["name"]: command["feature"]["label"] for command in await client.get("commands", person="cleo")}
    assert spanish["help person"] == "Ayuda y personas"


async def test_commands_speak_the_language_that_was_chosen(client: Client) -> None:
    await client.post("do", person="ana", channel="general", command="help language", args={"language": "es"}, settle=True)
    summaries = {command["name"]: command["summary"] for command in await client.get("commands", person="ana")}
    assert summaries["help person"] == "Pedir hablar con una persona del equipo"


async def test_what_is_typed_into_a_command_is_no_question_to_the_library(client: Client) -> None:
    await client.post(
        "do",
        person="ana",
        channel="general",
        command="help person",
        args={"about": "Is there somebody I can talk to?"},
        settle=True,
    )
    assert await client.view("ana", "direct") == []
