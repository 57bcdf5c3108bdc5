"""AutoMod: whether a rule stops a message before it is posted, and what the rule then does."""

import re
from datetime import timedelta

from tests.discord.server import community, intents, permissions, posting
from tests.discord.server.limits_guild import KEYWORD, MENTIONS
from tests.discord.server.permissions import Permission
from tests.discord.server.state import Channel, Event, State
from tests.discord.server.wire import ApiError, Json

ALERT = 24
"""The type of the message in the alert channel."""


class Blocked(ApiError):
    """The message was not posted. `told` is what the writer is shown."""

    def __init__(self, told: str) -> None:
        super().__init__(400, 200000, "Message was blocked by automatic moderation")
        self.told = told


def check(state: State, author: str, place: Channel, content: str) -> None:
    """Raise Blocked where a rule stops the message; those who manage the server are never stopped."""
    if place.guild_id is None:
        return
    guild = state.guilds[place.guild_id]
    if permissions.in_guild(state, guild, guild.members[author]) & (Permission.ADMINISTRATOR | Permission.MANAGE_GUILD):
        return
    told: str | None = None
    for rule in guild.rules.values():
        exempt = set(rule["exempt_roles"]) & set(guild.members[author].roles) or place.id in rule["exempt_channels"]
        if not rule["enabled"] or exempt:
            continue
        found = matched(rule, content)
        if found is None:
            continue
        for action in rule["actions"]:
            execute(state, rule, action, author, place, content, found)
            if action["type"] == 1:
                told = told or (action.get("metadata") or {}).get("custom_message") or "This message was blocked."
    if told is not None:
        raise Blocked(told)


def matched(rule: Json, content: str) -> tuple[str | None, str] | None:
    """The word or pattern of the rule that is met, and where it is met."""
    metadata: Json = rule.get("trigger_metadata") or {}
    if rule["trigger_type"] == MENTIONS:
        many = len(set(posting.PERSON.findall(content) + posting.ROLE.findall(content)))
        return (None, "") if many > int(metadata.get("mention_total_limit") or 0) else None
    if rule["trigger_type"] != KEYWORD:
        return None
    for allowed in metadata.get("allow_list") or []:
        content = keyword(allowed).sub(" ", content)
    for word in metadata.get("keyword_filter") or []:
        if hit := keyword(word).search(content):
            return word, hit.group()
    for pattern in metadata.get("regex_patterns") or []:
        if hit := re.search(pattern, content, re.IGNORECASE):
            return pattern, hit.group()
    return None


def keyword(word: str) -> re.Pattern[str]:
    """Whole words, unless a star at an end says otherwise."""
    before = "" if word.startswith("*") else r"(?<!\w)"
    after = "" if word.endswith("*") else r"(?!\w)"
    return re.compile(before + re.escape(word.strip("*")) + after, re.IGNORECASE)


def execute(
    state: State, rule: Json, action: Json, author: str, place: Channel, content: str, found: tuple[str | None, str]
) -> None:
    assert place.guild_id is not None
    guild = state.guilds[place.guild_id]
    metadata: Json = action.get("metadata") or {}
    told: Json = {
        "guild_id": guild.id,
        "action": action,
        "rule_id": rule["id"],
        "rule_trigger_type": rule["trigger_type"],
        "user_id": author,
        "channel_id": place.id,
        "matched_keyword": found[0],
    }
    if action["type"] == 2:
        alert = state.channels.get(str(metadata["channel_id"]))
        if alert is not None:
            told["alert_system_message_id"] = alerted(state, rule, author, alert, place, content, found)
    if action["type"] == 3:
        member = guild.members[author]
        member.timed_out_until = state.clock() + timedelta(seconds=int(metadata["duration_seconds"]))
        community.member_changed(state, guild, member)

    def build(held: int) -> Json:
        readable = bool(held & intents.CONTENT)
        return told | {"content": content if readable else "", "matched_content": found[1] if readable else ""}

    state.emit(Event("AUTO_MODERATION_ACTION_EXECUTION", build, guild.id, intents.AUTOMOD_ACTIONS))
    state.touch()


def alerted(
    state: State, rule: Json, author: str, alert: Channel, place: Channel, content: str, found: tuple[str | None, str]
) -> str:
    """The alert is a message by the writer, of a type of its own, whose embed holds what was blocked."""
    fields = {
        "rule_name": rule["name"],
        "channel_id": place.id,
        "decision_id": state.snowflake(),
        "keyword": found[0] or "",
        "keyword_matched_content": found[1],
        "flagged_message_id": "",
    }
    embed: Json = {"type": "auto_moderation_message", "description": content}
    embed["fields"] = [{"name": name, "value": value, "inline": False} for name, value in fields.items()]
    return posting.create(state, author, alert, {"embeds": [embed]}, kind=ALERT).id
