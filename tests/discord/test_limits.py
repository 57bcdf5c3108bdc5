"""Payloads beyond Discord's limits are refused with a 400 that names the field; those at the limit are taken."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.discord.discord_server import DiscordServer
from tests.discord.server import limits, limits_commands, limits_guild
from tests.discord.server.wire import ApiError, Json


def button(custom_id: str = "b", **more: Any) -> Json:
    return {"type": 2, "style": 1, "label": "Go", "custom_id": custom_id} | more


def rows(*parts: Json) -> list[Json]:
    return [{"type": 1, "components": [part]} for part in parts]


def select(**more: Any) -> Json:
    return {"type": 3, "custom_id": "s", "options": [{"label": "a", "value": "a"}]} | more


def field(name: str = "n", value: str = "v") -> Json:
    return {"name": name, "value": value}


@pytest.mark.parametrize(
    ("payload", "path"),
    [
        ({"content": "a" * 2000}, None),
        ({"content": "a" * 2001}, "content"),
        ({"content": "x", "nonce": "n" * 26}, "nonce"),
        ({"content": "x", "enforce_nonce": True}, "nonce"),
        ({"embeds": [{"title": "t" * 256}]}, None),
        ({"embeds": [{"title": "t" * 257}]}, "embeds.0.title"),
        ({"embeds": [{"description": "t" * 4097}]}, "embeds.0.description"),
        ({"embeds": [{"title": "t"}] * 11}, "embeds"),
        ({"embeds": [{"fields": [field()] * 26}]}, "embeds.0.fields"),
        ({"embeds": [{"fields": [field("n" * 257)]}]}, "embeds.0.fields.0.name"),
        ({"embeds": [{"fields": [field(value="v" * 1025)]}]}, "embeds.0.fields.0.value"),
        ({"embeds": [{"fields": [field(value="")]}]}, "embeds.0.fields.0.value"),
        ({"embeds": [{"fields": [field(value=" ")]}]}, "embeds.0.fields.0.value"),
        ({"embeds": [{"title": "t", "footer": {"text": "f" * 2049}}]}, "embeds.0.footer.text"),
        ({"embeds": [{"title": "t", "author": {"name": "f" * 257}}]}, "embeds.0.author.name"),
        ({"embeds": [{"title": "t", "url": "javascript:x"}]}, "embeds.0.url"),
        ({"embeds": [{"description": "d" * 3000}] * 2}, None),
        ({"embeds": [{"description": "d" * 3001}] * 2}, "embeds"),
        ({"embeds": [{}]}, "embeds.0"),
        ({"components": rows(button())}, None),
        ({"components": rows(*(button(str(index)) for index in range(6)))}, "components"),
        ({"components": [{"type": 1, "components": [button(str(index)) for index in range(6)]}]}, "components.0.components"),
        ({"components": rows(button("b" * 100))}, None),
        ({"components": rows(button("b" * 101))}, "components.0.components.0.custom_id"),
        ({"components": rows(button(), button())}, "components.1.components.0.custom_id"),
        ({"components": rows(button(label="l" * 81))}, "components.0.components.0.label"),
        ({"components": rows(button(label=""))}, "components.0.components.0"),
        ({"components": rows({"type": 2, "style": 5, "label": "x", "url": "ftp://x"})}, "components.0.components.0.url"),
        ({"components": [button()]}, "components.0.type"),
        ({"components": [{"type": 1, "components": [select(), button()]}]}, "components.0.components"),
        ({"components": rows(select(options=[]))}, "components.0.components.0.options"),
        ({"components": rows(select(placeholder="p" * 151))}, "components.0.components.0.placeholder"),
        (
            {"components": rows(select(options=[{"label": "a", "value": "a" * 101}]))},
            "components.0.components.0.options.0.value",
        ),
        ({"components": rows(select(options=[{"label": "a", "value": "a"}] * 2))}, "components.0.components.0.options.1.value"),
        ({"components": rows({"type": 4, "custom_id": "t", "style": 1, "label": "x"})}, "components.0.components.0"),
        ({"flags": 1 << 15, "components": [{"type": 10, "content": "t" * 4000}]}, None),
        ({"flags": 1 << 15, "components": [{"type": 10, "content": "t" * 4001}]}, "components"),
        ({"flags": 1 << 15, "components": [{"type": 10, "content": "t"}] * 41}, "components"),
        ({"flags": 1 << 15, "content": "x", "components": [{"type": 10, "content": "t"}]}, "flags"),
        ({"content": "x", "allowed_mentions": {"parse": ["users"], "users": ["1"]}}, "allowed_mentions"),
        ({"content": "x", "allowed_mentions": {"users": ["1"] * 101}}, "allowed_mentions.users"),
    ],
)
def test_a_message(payload: Json, path: str | None) -> None:
    refused(lambda: limits.message(payload), path)


def refused(check: Callable[[], None], path: str | None) -> None:
    if path is None:
        check()
        return
    with pytest.raises(ApiError) as error:
        check()
    assert (error.value.status, error.value.code) == (400, 50035)
    found = error.value.errors
    for part in path.split("."):
        assert found is not None
        assert part in found, (path, error.value.errors)
        found = found[part]
    assert found is not None
    assert "_errors" in found


def text(**more: Any) -> Json:
    return {"type": 4, "custom_id": "t", "style": 1} | more


def labelled(part: Json, **more: Any) -> Json:
    return {"type": 18, "label": "l", "component": part} | more


@pytest.mark.parametrize(
    ("changed", "path"),
    [
        ({}, None),
        ({"title": "t" * 45}, None),
        ({"title": "t" * 46}, "data.title"),
        ({"title": None}, "data.title"),
        ({"custom_id": "c" * 101}, "data.custom_id"),
        ({"components": [labelled(text(custom_id=str(index))) for index in range(6)]}, "data.components"),
        ({"components": [labelled(text(), label="l" * 46)]}, "data.components.0.label"),
        ({"components": [labelled(text(), description="d" * 101)]}, "data.components.0.description"),
        ({"components": [labelled(text(placeholder="p" * 101))]}, "data.components.0.component.placeholder"),
        ({"components": [labelled(text(max_length=4001))]}, "data.components.0.component.max_length"),
        ({"components": rows(text())}, "data.components.0.components.0.label"),
        ({"components": rows(text(label="l" * 45))}, None),
        ({"components": rows(button())[0]["components"]}, "data.components.0.type"),
        ({"components": [labelled(text()), labelled(text())]}, "data.components.0.component.custom_id"),
    ],
)
def test_a_form(changed: Json, path: str | None) -> None:
    payload = {"custom_id": "m", "title": "t", "components": [labelled(text())]} | changed
    refused(lambda: limits.modal(payload), path)


def option(name: str = "o", kind: int = 3, **more: Any) -> Json:
    return {"name": name, "type": kind, "description": "d"} | more


LONG = [{"name": f"{at:0>100}", "value": f"{at:0>100}"} for at in range(10)]


def many(count: int) -> list[Json]:
    return [option(f"o{index}") for index in range(count)]


@pytest.mark.parametrize(
    ("changed", "path"),
    [
        ({}, None),
        ({"name": "n" * 32}, None),
        ({"name": "n" * 33}, "name"),
        ({"name": "Upper"}, "name"),
        ({"name": "two words"}, "name"),
        ({"name": "caso-médico"}, None),
        ({"description": "d" * 101}, "description"),
        ({"description": ""}, "description"),
        ({"name_localizations": {"es-ES": "Caso"}}, "name_localizations.es-ES"),
        ({"name_localizations": {"es": "caso"}}, "name_localizations"),
        ({"options": many(25)}, None),
        ({"options": many(26)}, "options"),
        ({"options": [option(), option()]}, "options.1.name"),
        ({"options": [option("a"), option("b", required=True)]}, "options.1.required"),
        ({"options": [option(choices=[{"name": str(at), "value": str(at)} for at in range(26)])]}, "options.0.choices"),
        ({"options": [option(choices=[{"name": "n" * 101, "value": "v"}])]}, "options.0.choices.0.name"),
        ({"options": [option(choices=[{"name": "n", "value": "v"}], autocomplete=True)]}, "options.0.autocomplete"),
        ({"options": [option(kind=5, autocomplete=True)]}, "options.0.autocomplete"),
        ({"options": [option(max_length=6001)]}, "options.0.max_length"),
        ({"options": [option(kind=1), option("p")]}, "options.1.type"),
        ({"options": [option(kind=2, options=[option(kind=1, options=[option("p")])])]}, None),
        ({"options": [option(kind=2, options=[option(kind=2)])]}, "options.0.options.0.type"),
        ({"options": [option(f"o{at}", choices=LONG) for at in range(3)]}, None),
        ({"options": [option(f"o{at}", choices=LONG) for at in range(4)]}, "options"),
        ({"type": 3, "name": "Report this message", "description": ""}, None),
        ({"type": 3, "name": "Report this message", "description": "d"}, "description"),
        ({"default_member_permissions": "all"}, "default_member_permissions"),
    ],
)
def test_a_command(changed: Json, path: str | None) -> None:
    refused(lambda: limits_commands.command({"name": "n", "description": "d"} | changed), path)


def test_how_many_commands_there_may_be() -> None:
    slash = [{"name": f"c{at}", "description": "d"} for at in range(101)]
    limits_commands.all_of(slash[:100])
    with pytest.raises(ApiError, match="30032"):
        limits_commands.all_of(slash)
    with pytest.raises(ApiError, match="30032"):
        limits_commands.all_of([{"name": f"m{at}", "type": 3, "description": ""} for at in range(6)])
    with pytest.raises(ApiError, match="unique"):
        limits_commands.all_of([slash[0], slash[0]])


def test_completions() -> None:
    found = [{"name": str(at), "value": str(at)} for at in range(26)]
    limits.choices(found[:25], "data.choices")
    refused(lambda: limits.choices(found, "data.choices"), "data.choices")
    refused(lambda: limits.choices([{"name": "n", "value": "v" * 101}], "data.choices"), "data.choices.0.value")


WORDS = {"name": "r", "event_type": 1, "trigger_type": 1, "trigger_metadata": {"keyword_filter": ["x"]}, "actions": [{"type": 1}]}


@pytest.mark.parametrize(
    ("changed", "path"),
    [
        ({}, None),
        ({"name": "r" * 101}, "name"),
        ({"trigger_metadata": {}}, "trigger_metadata"),
        ({"trigger_metadata": {"keyword_filter": ["x"] * 1001}}, "trigger_metadata.keyword_filter"),
        ({"trigger_metadata": {"keyword_filter": ["x" * 61]}}, "trigger_metadata.keyword_filter.0"),
        ({"trigger_metadata": {"regex_patterns": ["x"] * 11}}, "trigger_metadata.regex_patterns"),
        ({"trigger_metadata": {"regex_patterns": ["x" * 261]}}, "trigger_metadata.regex_patterns.0"),
        ({"trigger_metadata": {"regex_patterns": [r"\d(?=x)"]}}, "trigger_metadata.regex_patterns.0"),
        ({"trigger_metadata": {"regex_patterns": [r"(a)\1"]}}, "trigger_metadata.regex_patterns.0"),
        ({"trigger_metadata": {"regex_patterns": ["("]}}, "trigger_metadata.regex_patterns.0"),
        ({"trigger_metadata": {"keyword_filter": ["x"], "allow_list": ["a"] * 101}}, "trigger_metadata.allow_list"),
        ({"exempt_roles": ["1"] * 21}, "exempt_roles"),
        ({"exempt_channels": ["1"] * 51}, "exempt_channels"),
        ({"actions": []}, "actions"),
        ({"actions": [{"type": 1, "metadata": {"custom_message": "m" * 151}}]}, "actions.0.metadata.custom_message"),
        ({"actions": [{"type": 2}]}, "actions.0.metadata.channel_id"),
        ({"actions": [{"type": 3, "metadata": {"duration_seconds": 2419201}}]}, "actions.0.metadata.duration_seconds"),
        ({"trigger_type": 3, "actions": [{"type": 3, "metadata": {"duration_seconds": 60}}]}, "actions.0.type"),
    ],
)
async def test_an_automod_rule(changed: Json, path: str | None) -> None:
    guild = DiscordServer().guild
    refused(lambda: limits_guild.rule(WORDS | changed, guild), path)


async def test_how_many_automod_rules_there_may_be() -> None:
    guild = DiscordServer().guild
    guild.rules = {str(at): dict(WORDS) for at in range(6)}
    refused(lambda: limits_guild.rule(WORDS, guild), "trigger_type")


NOW = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("check", "path"),
    [
        (lambda: limits_guild.channel({"name": "n" * 101}, 0), "name"),
        (lambda: limits_guild.channel({"topic": "t" * 1025}, 0), "topic"),
        (lambda: limits_guild.channel({"topic": "t" * 1025}, 15), None),
        (lambda: limits_guild.channel({"rate_limit_per_user": 21601}, 0), "rate_limit_per_user"),
        (lambda: limits_guild.channel({"auto_archive_duration": 61}, 11), "auto_archive_duration"),
        (lambda: limits_guild.channel({"available_tags": [{"name": "n" * 21}]}, 15), "available_tags.0.name"),
        (lambda: limits_guild.role({"name": "n" * 101}), "name"),
        (lambda: limits_guild.time_out(NOW + timedelta(days=28), NOW), None),
        (lambda: limits_guild.time_out(NOW + timedelta(days=29), NOW), "communication_disabled_until"),
    ],
)
def test_channels_roles_and_members(check: Callable[[], None], path: str | None) -> None:
    refused(check, path)


def outside(**more: Any) -> Json:
    start, end = NOW + timedelta(hours=1), NOW + timedelta(hours=2)
    times = {"scheduled_start_time": start.isoformat(), "scheduled_end_time": end.isoformat()}
    return {"name": "n", "privacy_level": 2, "entity_type": 3, "entity_metadata": {"location": "l"}} | times | more


@pytest.mark.parametrize(
    ("payload", "path"),
    [
        (outside(), None),
        (outside(name="n" * 101), "name"),
        (outside(description="d" * 1001), "description"),
        (outside(entity_metadata={"location": "l" * 101}), "entity_metadata.location"),
        (outside(entity_metadata=None), "entity_metadata.location"),
        (outside(scheduled_end_time=None), "scheduled_end_time"),
        (outside(scheduled_end_time=NOW.isoformat()), "scheduled_end_time"),
        (outside(scheduled_start_time=(NOW - timedelta(days=1)).isoformat()), "scheduled_start_time"),
    ],
)
def test_an_event(payload: Json, path: str | None) -> None:
    refused(lambda: limits_guild.event(payload, NOW), path)
