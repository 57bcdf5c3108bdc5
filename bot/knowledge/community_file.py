"""`community.toml`: the clinic's community, read whole, with every fault at its line."""

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Annotated, Final, Literal, TypeVar

from pydantic import AfterValidator, BeforeValidator, Field

from bot.core.community import STAFF, Account, Community, VerifiedClinician, WantedChannel
from bot.core.errors import BadContent, BadSettings, ContentFault
from bot.core.message import ChannelKind, Role
from bot.knowledge import toml_lines
from bot.knowledge.fields import Day, Fields, Flag, Id, Slug, Text, check, nearest
from bot.knowledge.sheet import Faults, Key, Seen, Sheet, read_text

FILE: Final = "community.toml"
"""What is read where no setting names another file and this one is in the working folder."""

_GENERAL: Final = "general"
_NUMBER: Final = re.compile(r"\d{15,20}")
_LONGEST_NAME: Final = 80
"""Slack's; Discord allows 100."""
_LONGEST_TOPIC: Final = 250
"""Slack's; Discord allows 1,024."""
_LONGEST_PIN: Final = 2000
"""Discord's; Slack allows more."""
_MAPPED: Final = (Role.MODERATOR, Role.ADMIN)

Lang = Literal["en", "es"]
Kind = Literal["support", "ama", "moderators", "clinicians", "announcements", "general"]


def _snowflake(value: object) -> object:
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if isinstance(text, str) and _NUMBER.fullmatch(text):
        return int(text)
    raise ValueError("must be Discord's number, 15 to 20 digits (switch on Developer Mode, then Copy ID)")


def _channel_name(value: str) -> str:
    if not 1 <= len(value) <= _LONGEST_NAME or value != value.lower() or not all(one.isalnum() or one in "-_" for one in value):
        raise ValueError(f"must be lower-case words joined by hyphens, at most {_LONGEST_NAME} characters, like `living-well`")
    return value


def _at_most(most: int, what: str) -> Callable[[str], str]:
    def short(value: str) -> str:
        if len(value) > most:
            raise ValueError(f"is too long: {len(value)} characters, {what} has room for {most}")
        return value

    return short


Snowflake = Annotated[int, BeforeValidator(_snowflake)]
ChannelName = Annotated[str, AfterValidator(_channel_name)]
Topic = Annotated[str, AfterValidator(_at_most(_LONGEST_TOPIC, "a topic"))]
Pin = Annotated[Text, AfterValidator(_at_most(_LONGEST_PIN, "a message"))]


Model = TypeVar("Model", bound=Fields)


class DiscordFields(Fields):
    server: Snowflake
    alerts: str = ""
    roles: Annotated[dict[str, object], Field(default_factory=dict)]


class SlackFields(Fields):
    workspace: Text
    roles: Annotated[dict[str, object], Field(default_factory=dict)]


class ChannelFields(Fields):
    key: Slug
    name: ChannelName
    kind: Kind = "support"
    condition: str = _GENERAL
    topic: Topic = ""
    private: Flag | None = None
    files: Flag | None = None
    forum: Flag = False
    pins: tuple[Pin, ...] | None = None
    discord: Snowflake | None = None
    slack: Text | None = None


class PersonFields(Fields):
    id: Id
    discord: Snowflake | None = None
    slack: Text | None = None


class ClinicianFields(Fields):
    account: Text
    name: Text
    profession: str = ""
    verified_by: Text
    until: Day


class CommunityFields(Fields):
    name: Text
    language: Lang = "en"
    consent_version: Text = "1"
    discord: object = None
    slack: object = None
    channel: Annotated[tuple[object, ...], Field(min_length=1)]
    person: tuple[object, ...] = ()
    clinician: tuple[object, ...] = ()


def load(path: Path, conditions: Mapping[str, str]) -> tuple[Community, tuple[ContentFault, ...]]:
    """The community, and what is allowed but should be looked at. Raises `BadContent` with every fault.

    `conditions`: the library's, names by slug.
    """
    if not path.is_file():
        raise BadSettings(f"{path}: there is no such file; docs/community.md has one to begin with (CARECIRCLE_COMMUNITY_FILE)")
    faults = Faults()
    text = read_text(path, path.name, faults)
    sheet = None if text is None else toml_lines.parse(text, path.name, faults)
    community = _community(sheet, conditions, faults) if sheet else None
    if community is None or faults.faults:
        raise BadContent(faults.faults)
    return community, faults.warnings


def _community(sheet: Sheet, conditions: Mapping[str, str], faults: Faults) -> Community | None:
    fields = check(CommunityFields, sheet.data, sheet, (), faults)
    discord = _table(DiscordFields, sheet, "discord", faults)
    slack = _table(SlackFields, sheet, "slack", faults)
    channels = _channels(sheet, conditions, faults)
    accounts = _accounts(sheet, faults)
    clinicians = _clinicians(sheet, {one.person for one in accounts}, faults)
    alerts = discord.alerts if discord else ""
    if alerts and channels and alerts not in (staff := [one.key for one in channels if one.kind is ChannelKind.MODERATORS]):
        says = f"`alerts` must be the key of a channel of kind `moderators`{nearest(alerts, staff)}"
        faults.add(sheet.file, sheet.line("discord", "alerts"), says)
    roles = _roles(sheet, "discord", discord.roles if discord else {}, faults)
    groups = _roles(sheet, "slack", slack.roles if slack else {}, faults)
    if fields is None:
        return None
    return Community(
        name=fields.name,
        lang=fields.language,
        consent_version=fields.consent_version,
        discord_server=discord.server if discord else None,
        discord_roles=roles,
        slack_workspace=slack.workspace if slack else None,
        slack_groups=groups,
        channels=channels,
        accounts=accounts,
        clinicians=clinicians,
        alerts=alerts,
    )


def _table(model: type[Model], sheet: Sheet, name: str, faults: Faults) -> Model | None:
    return check(model, sheet.data[name], sheet, (name,), faults) if name in sheet.data else None


def _rows(model: type[Model], sheet: Sheet, name: str, faults: Faults) -> Iterable[tuple[Key, Model]]:
    tables = sheet.data.get(name, ())
    for number, table in enumerate(tables if isinstance(tables, list) else ()):
        key: Key = (name, number)
        if (fields := check(model, table, sheet, key, faults)) is not None:
            yield key, fields


def _roles(sheet: Sheet, platform: str, given: Mapping[str, object], faults: Faults) -> dict[Role, tuple[str, ...]]:
    """Which roles of the platform have which of ours."""
    found: dict[Role, tuple[str, ...]] = {}
    taken = Seen("this role")
    for name, value in given.items():
        line = sheet.line(platform, "roles", name)
        if name in {Role.CLINICIAN, Role.MEMBER}:
            why = (
                "clinical powers come from verification alone: name the person in a [[clinician]] table"
                if name == Role.CLINICIAN
                else "everybody who is here is a member"
            )
            faults.add(sheet.file, line, f"`{name}` cannot be given by a role of the platform: {why}")
        elif name not in _MAPPED:
            faults.add(sheet.file, line, f"unknown role `{name}`{nearest(name, [*_MAPPED])}: moderator or admin")
        elif not isinstance(value, list) or not value or not all(isinstance(one, str) and one.strip() for one in value):
            faults.add(sheet.file, line, f"`{name}` must be a list of names or numbers in quotes")
        else:
            for number, one in enumerate(value):
                taken.take(one, sheet, (platform, "roles", name, number), faults)
            found[Role(name)] = tuple(value)
    return found


def _channels(sheet: Sheet, conditions: Mapping[str, str], faults: Faults) -> tuple[WantedChannel, ...]:
    found: list[WantedChannel] = []
    keys, names, numbers = Seen("this key"), Seen("this name"), Seen("this channel")
    for key, fields in _rows(ChannelFields, sheet, "channel", faults):
        keys.take(fields.key, sheet, (*key, "key"), faults)
        names.take(fields.name, sheet, (*key, "name"), faults)
        for platform, number in (("discord", fields.discord), ("slack", fields.slack)):
            if number is not None:
                numbers.take(f"{platform}:{number}", sheet, (*key, platform), faults)
        channel = _channel(fields)
        _look_at(sheet, key, fields, channel, conditions, faults)
        found.append(channel)
    if found and not any(one.kind is ChannelKind.MODERATORS for one in found):
        faults.add(sheet.file, sheet.line("channel"), "no channel is of kind `moderators`: cases and alarms need one")
    return tuple(found)


def _channel(fields: ChannelFields) -> WantedChannel:
    """Private by default: a channel of the staff, and one whose members have its condition."""
    kind = ChannelKind(fields.kind)
    of_condition = kind is ChannelKind.SUPPORT and fields.condition != _GENERAL
    return WantedChannel(
        key=fields.key,
        name=fields.name,
        kind=kind,
        condition=fields.condition,
        topic=fields.topic,
        private=fields.private if fields.private is not None else kind in STAFF or of_condition,
        files=fields.files if fields.files is not None else kind in STAFF,
        forum=fields.forum,
        pins=fields.pins,
        discord=fields.discord,
        slack=fields.slack,
    )


def _look_at(
    sheet: Sheet, key: Key, fields: ChannelFields, channel: WantedChannel, conditions: Mapping[str, str], faults: Faults
) -> None:
    def fault(name: str, says: str) -> None:
        faults.add(sheet.file, sheet.line(*key, name), says)

    if channel.condition not in conditions:
        fault("condition", f"unknown condition `{channel.condition}`{nearest(channel.condition, conditions)}")
    if channel.staff and not channel.private:
        fault("private", f"a channel of kind `{channel.kind}` is seen by its staff alone: take `private` out")
    if channel.staff and channel.condition != _GENERAL:
        fault("condition", f"a channel of kind `{channel.kind}` has no condition: take it out")
    if channel.forum and channel.pins:
        fault("pins", "a forum has no pinned messages: put the words into `topic`")
    if channel.forum and channel.kind is not ChannelKind.SUPPORT:
        fault("forum", "only a support channel can be a forum")
    if channel.kind is ChannelKind.SUPPORT and channel.condition != _GENERAL and not channel.private:
        says = "whoever posts here tells everybody that they have this condition: leave `private` out unless that is meant"
        faults.warn(sheet.file, sheet.line(*key, "private"), says)
    if channel.private and (word := _gives_away(f"{channel.name} {channel.topic}", channel.condition, conditions)):
        # Discord hides what is in a private channel; a changed client may still show that there is one, and its name and topic.
        says = f"`{word}` tells what the channel is about, also to those who do not see it: a neutral name gives nothing away"
        faults.warn(sheet.file, sheet.line(*key, "name"), says)


def _gives_away(shown: str, condition: str, conditions: Mapping[str, str]) -> str:
    """A telling word of the condition that is in the name or topic."""
    if condition == _GENERAL:
        return ""
    said = set(re.findall(r"\w{3,}", shown.lower().replace("_", " ")))
    words = re.findall(r"\w{3,}", f"{condition.replace('_', ' ')} {conditions.get(condition, '')}".lower())
    return next((word for word in words if word in said - {"and", "the", "with", "for", "after"}), "")


def _accounts(sheet: Sheet, faults: Faults) -> tuple[Account, ...]:
    found: list[Account] = []
    people, numbers = Seen("this id"), Seen("this account")
    for key, fields in _rows(PersonFields, sheet, "person", faults):
        people.take(fields.id, sheet, (*key, "id"), faults)
        for platform, number in (("discord", fields.discord), ("slack", fields.slack)):
            if number is not None:
                numbers.take(f"{platform}:{number}", sheet, (*key, platform), faults)
        if fields.discord is None and fields.slack is None:
            faults.add(sheet.file, sheet.line(*key), f"`{fields.id}` has no account: give `discord` or `slack`")
        found.append(Account(fields.id, fields.discord, fields.slack))
    return tuple(found)


def _clinicians(sheet: Sheet, people: set[str], faults: Faults) -> tuple[VerifiedClinician, ...]:
    found: list[VerifiedClinician] = []
    accounts = Seen("this account")
    for key, fields in _rows(ClinicianFields, sheet, "clinician", faults):
        accounts.take(fields.account, sheet, (*key, "account"), faults)
        platform, colon, number = fields.account.partition(":")
        sound = (platform == "discord" and _NUMBER.fullmatch(number)) or (platform == "slack" and number)
        if colon and not sound:
            faults.add(
                sheet.file, sheet.line(*key, "account"), "`account` must be `discord:` and its number, or `slack:` and its id"
            )
        elif not colon and fields.account not in people:
            says = f"`account` {fields.account} is no [[person]]{nearest(fields.account, people)}; or write `discord:…`"
            faults.add(sheet.file, sheet.line(*key, "account"), says)
        if fields.verified_by.casefold() == fields.name.casefold():
            faults.add(sheet.file, sheet.line(*key, "verified_by"), "nobody verifies themselves")
        found.append(VerifiedClinician(fields.account, fields.name, fields.verified_by, fields.until, fields.profession))
    return tuple(found)
