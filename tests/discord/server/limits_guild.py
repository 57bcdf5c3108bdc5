"""Discord's documented limits on channels, roles, AutoMod rules and scheduled events."""

import re
from datetime import datetime, timedelta
from typing import Any

from tests.discord.server.limits import length, needed, number
from tests.discord.server.permissions import Permission
from tests.discord.server.state import Guild, State
from tests.discord.server.wire import ApiError, Json, invalid

ARCHIVE = (60, 1440, 4320, 10080)
KEYWORD, SPAM, PRESET, MENTIONS = 1, 3, 4, 5
RULES = {KEYWORD: 6, SPAM: 1, PRESET: 1, MENTIONS: 1, 6: 1}
"""How many AutoMod rules of each trigger a server may have."""
BEYOND_RUST = re.compile(r"\(\?[=!]|\(\?<[=!]|\\[1-9]|\(\?>|[+*?}]\+")
"""Lookaround, backreferences, atomic and possessive parts: the regex flavour of AutoMod knows none of them."""


def channel(payload: Json, kind: int) -> None:
    length(payload.get("name"), "name", 1, 100)
    length(payload.get("topic"), "topic", 0, 4096 if kind in (15, 16) else 1024)
    number(payload.get("rate_limit_per_user"), "rate_limit_per_user", 0, 21600)
    if payload.get("auto_archive_duration") not in (None, *ARCHIVE):
        raise invalid("auto_archive_duration", "BASE_TYPE_CHOICES", f"Value must be one of {ARCHIVE}.")
    length(payload.get("available_tags"), "available_tags", 0, 20)
    length(payload.get("applied_tags"), "applied_tags", 0, 5)
    for index, tag in enumerate(payload.get("available_tags") or []):
        length(needed(tag, "name"), f"available_tags.{index}.name", 1, 20)
    for index, each in enumerate(payload.get("permission_overwrites") or []):
        overwrite(each, f"permission_overwrites.{index}")


def overwrite(each: Json, path: str) -> None:
    for key in ("allow", "deny"):
        if not str(each.get(key) or 0).isdigit():
            raise invalid(f"{path}.{key}", "BASE_TYPE_BAD", "Not a bit set.")
    if each.get("type") not in (0, 1):
        raise invalid(f"{path}.type", "BASE_TYPE_CHOICES", "Value must be one of (0, 1).")


def full(state: State, guild: Guild) -> None:
    if sum(1 for each in state.channels_of(guild.id) if not each.is_thread) >= 500:
        raise ApiError(400, 30013, "Maximum number of guild channels reached (500)")


def role(payload: Json, guild: Guild | None = None) -> None:
    length(payload.get("name"), "name", 0, 100)
    number(payload.get("color"), "color", 0, 0xFFFFFF)
    if not str(payload.get("permissions") or 0).isdigit():
        raise invalid("permissions", "BASE_TYPE_BAD", "Not a bit set.")
    if guild is not None and len(guild.roles) >= 250:
        raise ApiError(400, 30005, "Maximum number of guild roles reached (250)")


def rule(payload: Json, guild: Guild, *, edited: Json | None = None) -> None:
    whole = (edited or {}) | payload
    length(needed(whole, "name"), "name", 1, 100)
    number(needed(whole, "event_type"), "event_type", 1, 2)
    kind = needed(whole, "trigger_type")
    if kind not in RULES:
        raise invalid("trigger_type", "BASE_TYPE_CHOICES", f"Value must be one of {tuple(RULES)}.")
    if edited is None and sum(1 for each in guild.rules.values() if each["trigger_type"] == kind) >= RULES[kind]:
        raise invalid("trigger_type", "AUTO_MODERATION_MAX_RULES_OF_TYPE_EXCEEDED", "Maximum number of rules reached.")
    trigger(kind, whole.get("trigger_metadata") or {})
    length(whole.get("exempt_roles"), "exempt_roles", 0, 20)
    length(whole.get("exempt_channels"), "exempt_channels", 0, 50)
    length(needed(whole, "actions"), "actions", 1, 5)
    for index, action in enumerate(whole["actions"]):
        rule_action(action, kind, f"actions.{index}")


def trigger(kind: int, metadata: Json) -> None:
    words, patterns = metadata.get("keyword_filter") or [], metadata.get("regex_patterns") or []
    length(words, "trigger_metadata.keyword_filter", 0, 1000)
    length(patterns, "trigger_metadata.regex_patterns", 0, 10)
    length(metadata.get("allow_list"), "trigger_metadata.allow_list", 0, 1000 if kind == PRESET else 100)
    for key, most in (("keyword_filter", 60), ("regex_patterns", 260), ("allow_list", 60)):
        for index, text in enumerate(metadata.get(key) or []):
            length(text, f"trigger_metadata.{key}.{index}", 1, most)
    if kind == KEYWORD and not words and not patterns:
        raise invalid("trigger_metadata", "BASE_TYPE_REQUIRED", "This field is required")
    for index, pattern in enumerate(patterns):
        if BEYOND_RUST.search(pattern) or not compiles(pattern):
            raise invalid(f"trigger_metadata.regex_patterns.{index}", "AUTO_MODERATION_INVALID_REGEX", "Invalid regex.")
    number(metadata.get("mention_total_limit"), "trigger_metadata.mention_total_limit", 0, 50)


def compiles(pattern: str) -> bool:
    try:
        re.compile(pattern)
    except re.error:
        return False
    return True


def rule_action(action: Json, kind: int, path: str) -> None:
    number(needed(action, "type", path), f"{path}.type", 1, 4)
    metadata: Json = action.get("metadata") or {}
    if action["type"] == 1:
        length(metadata.get("custom_message"), f"{path}.metadata.custom_message", 0, 150)
    if action["type"] == 2:
        needed(metadata, "channel_id", f"{path}.metadata")
    if action["type"] == 3:
        number(needed(metadata, "duration_seconds", f"{path}.metadata"), f"{path}.metadata.duration_seconds", 1, 2419200)
        if kind not in (KEYWORD, MENTIONS):
            raise invalid(f"{path}.type", "AUTO_MODERATION_INVALID_RULE_ACTION", "No time-outs for this trigger.")


def event(payload: Json, now: datetime) -> None:
    length(needed(payload, "name"), "name", 1, 100)
    length(payload.get("description"), "description", 0, 1000)
    if needed(payload, "privacy_level") != 2:
        raise invalid("privacy_level", "BASE_TYPE_CHOICES", "Value must be one of (2,).")
    number(needed(payload, "entity_type"), "entity_type", 1, 3)
    start = moment(needed(payload, "scheduled_start_time"), "scheduled_start_time")
    if payload["entity_type"] == 3:
        place = (payload.get("entity_metadata") or {}).get("location")
        length(needed({"location": place}, "location", "entity_metadata"), "entity_metadata.location", 1, 100)
        end = moment(needed(payload, "scheduled_end_time"), "scheduled_end_time")
        if end <= start:
            raise invalid("scheduled_end_time", "GUILD_SCHEDULED_EVENT_END_BEFORE_START", "The end comes before the start.")
    else:
        needed(payload, "channel_id")
    if start <= now and payload.get("status", 1) == 1:
        raise invalid("scheduled_start_time", "GUILD_SCHEDULED_EVENT_SCHEDULE_PAST", "Cannot schedule event in the past.")


def moment(text: Any, path: str) -> datetime:
    try:
        return datetime.fromisoformat(str(text))
    except ValueError:
        raise invalid(path, "DATETIME_TYPE_PARSE", f'Could not parse "{text}".') from None


def time_out(until: datetime | None, now: datetime) -> None:
    if until is not None and until > now + timedelta(days=28):
        raise invalid("communication_disabled_until", "GUILD_MEMBER_TIMEOUT_TOO_LONG", "Time-outs end within 28 days.")


def overwrites_within(held: Permission, allowed: list[Json], *, administrator: bool) -> bool:
    """Whether somebody with these permissions in the server may set these overwrites."""
    for each in allowed:
        bits = Permission(int(each.get("allow") or 0) | int(each.get("deny") or 0))
        if bits & ~held or (bits & Permission.MANAGE_ROLES and not administrator):
            return False
    return True
