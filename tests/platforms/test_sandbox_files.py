"""Files that come with a message, through the sandbox's API."""

import json
from typing import Any

import pytest

from tests.platforms.sandbox_page import PHONE, Client, base64, open_evidence


async def test_a_file_is_seen_by_name_and_its_bytes_only_in_the_evidence(client: Client) -> None:
    content = bytes(range(256))
    file = {"name": "scan \u202egnp.exe", "type": "image/png", "size": 1, "content": base64(content)}
    said = await client.say("ana", "general", "You are an idiot and nobody wants you here.", reply_to=None, files=[file])
    (message,) = [one for one in await client.view("ben", "general") if one["id"] == said]
    assert message["files"] == [{"name": file["name"], "type": "image/png", "size": 256}]
    asked = await client.post("do", person="sam", channel="moderators", command="case evidence", args={"case": "1"})
    assert [one["name"] for one in asked["missing"]] == ["reason"]
    assert base64(content) not in json.dumps([asked, await client.view("sam", "moderators"), await client.view("ben", "general")])

    shown = await open_evidence(client)
    assert [(one["name"], one["type"], one["content"]) for one in shown["files"]] == [
        (file["name"], "image/png", base64(content))
    ]
    assert "text" not in shown["files"][0]
    (field,) = [field for field in shown["reply"]["fields"] if "image/png" in field["value"]]
    assert field["veiled"]
    assert "256 B" in field["value"]


async def test_a_file_alone_is_a_message_and_an_edit_keeps_it(client: Client) -> None:
    said = await client.say("ana", "general", "", files=[{"name": "a.txt", "content": base64(b"hello")}])
    await client.post("edit", person="ana", message=said, text="with words now", settle=True)
    (message,) = [one for one in await client.view("ben", "general") if one["id"] == said]
    assert (message["text"], [one["name"] for one in message["files"]]) == ("with words now", ["a.txt"])


async def test_a_file_above_the_limit_leaves_its_name_alone(client: Client) -> None:
    limit = (await client.get("state"))["file_bytes"]
    files = [{"name": "large", "content": base64(b"x" * (limit + 1))}, {"name": "fits", "content": base64(b"x" * limit)}]
    await client.say("ana", "general", "You are an idiot and nobody wants you here.", files=files)
    assert [one["name"] for one in (await open_evidence(client))["files"]] == ["fits"]


async def test_what_is_taken_out_of_sight_takes_its_files_along(client: Client) -> None:
    said = await client.say("ana", "general", f"Ring me on {PHONE}", files=[{"name": "my-letter.txt", "content": ""}, "plain"])
    (message,) = [one for one in await client.view("ben", "general") if one["id"] == said]
    assert (message["hidden"], message["files"]) == (True, [])


@pytest.mark.parametrize(
    "files",
    [
        [{"name": "a", "content": "%%%"}],
        [{"name": "a", "content": 5}],
        [{"name": "a", "content": None}],
        [{"name": "", "content": ""}],
        [{"name": "x" * 201}],
        [{"name": "a", "size": -1}],
        [{"name": "a"}] * 11,
        "a",
    ],
    ids=range(8),
)
async def test_what_is_no_file_is_refused(client: Client, files: Any) -> None:
    answer = await client.post("say", 400, person="ana", channel="general", text="see this", files=files)
    assert answer["error"]
    assert await client.view("ben", "general") == []


async def test_half_a_character_in_a_files_name_is_a_bad_request(client: Client) -> None:
    body = b'{"person":"ana","channel":"general","text":"x","files":[{"name":"x\\ud800y"}]}'
    answer = await client.http.post("/api/say", content=body, headers={"content-type": "application/json"})
    assert answer.status_code == 400
