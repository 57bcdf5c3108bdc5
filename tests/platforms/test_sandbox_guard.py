"""What the sandbox's API refuses, and what it takes in without breaking."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.platforms.sandbox_page import BASE, Client

HOSTILE = [
    "a" * 100_000,
    "😀" * 5_000,
    "مرحبا كيف حالك اليوم",
    "\u202egnp.exe\u202c",
    "null\x00byte",
    "0\u200b7\u200b7\u200b0\u200b0 900\u200b123 call me on that number",
    "<script>alert(1)</script> @everyone **bold** [link](javascript:alert(1))",
    "'; DROP TABLE inbox; --",
    "{name} {0} %s",
    "\n" * 5_000 + "x",
    "\ud83d".encode("utf-16", "surrogatepass").decode("utf-16", "replace"),
]


@pytest.mark.parametrize(
    ("call", "body", "status"),
    [
        ("say", {"person": "nobody", "channel": "general", "text": "x"}, 404),
        ("say", {"person": "ana", "channel": "nowhere", "text": "x"}, 404),
        ("say", {"person": "ana", "channel": "moderators", "text": "x"}, 404),
        ("say", {"person": "ana", "channel": "general", "text": "  "}, 409),
        ("say", {"person": "ana", "channel": "general"}, 400),
        ("say", {"person": "ana", "channel": "general", "text": 5}, 400),
        ("say", {"person": "ana", "channel": "general", "text": "x", "typo": 1}, 400),
        ("say", {"person": "ana", "channel": "general", "text": "x", "reply_to": "none"}, 404),
        ("edit", {"person": "ana", "message": "none", "text": "x"}, 404),
        ("press", {"person": "ana", "message": "none", "button": "x"}, 404),
        ("fault", {"kind": "unknown", "count": 1}, 400),
    ],
)
async def test_bad_requests_get_a_clear_answer(client: Client, call: str, body: dict[str, Any], status: int) -> None:
    answer = await client.post(call, status, **body)
    assert answer["error"]


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b"\xff\xfe", b'{"a":' * 5000])
async def test_what_is_no_json_is_refused(client: Client, content: bytes) -> None:
    answer = await client.http.post("/api/say", content=content, headers={"content-type": "application/json"})
    assert answer.status_code == 400
    assert answer.json()["error"]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"host": "evil.example"}, 403),
        ({"host": "127.0.0.1:9999"}, 403),
        ({"origin": "https://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": BASE}, 200),
        ({"host": "localhost:8080", "origin": "http://localhost:8080"}, 200),
        ({"content-type": "text/plain"}, 400),
        ({"content-type": "application/json; charset=utf-8"}, 200),
    ],
)
async def test_only_this_machines_own_page_gets_in(client: Client, headers: dict[str, str], status: int) -> None:
    body = json.dumps({"person": "ana", "channel": "general", "text": "hi"})
    answer = await client.http.post("/api/say", content=body, headers={"content-type": "application/json", **headers})
    assert answer.status_code == status


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
async def test_hostile_text_is_stored_assessed_and_never_breaks(client: Client, text: str) -> None:
    said = await client.say("ana", "general", text)
    (message,) = [one for one in await client.view("ana", "general") if one["id"] == said]
    assert message["hidden"] or message["text"] == text
    assert (await client.get("why", person="sam", message=said))["decision"]


async def test_a_lone_surrogate_is_a_bad_request_not_a_crash(client: Client) -> None:
    body = b'{"person":"ana","channel":"general","text":"x\\ud800y","settle":true}'
    answer = await client.http.post("/api/say", content=body, headers={"content-type": "application/json"})
    assert answer.status_code == 400


async def test_zero_width_characters_do_not_hide_a_number(client: Client) -> None:
    said = await client.say("ana", "general", "call me on 0\u200b77\u200b00 900\u200b123 please")
    assert [one["hidden"] for one in await client.view("ben", "general") if one["id"] == said] == [True]


async def test_the_page_and_its_parts_load_nothing_from_elsewhere(client: Client) -> None:
    page = await client.http.get("/")
    assert page.status_code == 200
    assert page.headers["content-security-policy"].startswith("default-src 'self'")
    for path in (Path(__file__).parents[2] / "bot/platforms/sandbox/page").iterdir():
        assert (await client.http.get(f"/page/{path.name}")).status_code == 200
        text = path.read_text().replace("http://www.w3.org/2000/svg", "")
        assert not re.search(r"(?:https?:)?//[a-z0-9-]+\.[a-z]{2,}", text)
