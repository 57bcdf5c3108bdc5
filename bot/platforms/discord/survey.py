"""What a server has, asked over REST alone: no gateway, and nothing is changed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

import discord

from bot.core.errors import BadSettings
from bot.platforms.discord import automod_rules
from bot.platforms.discord.grants import grants_of
from bot.platforms.discord.needs import FLAGS
from bot.setup.found import PIN, Found, FoundChannel, FoundFilter, FoundPin, FoundRole, Held, Made
from bot.setup.wanted import BOT, EVERYBODY, Power, Wanted

Place: TypeAlias = discord.TextChannel | discord.ForumChannel
Target: TypeAlias = discord.Role | discord.Member | discord.Object


@dataclass
class Live:
    """A server as discord.py hands it out. `held` is what the bot's roles let it do in the whole server."""

    guild: discord.Guild
    me: discord.Member
    held: discord.Permissions
    roles: dict[int, discord.Role] = field(default_factory=dict)
    places: dict[int, Place] = field(default_factory=dict)
    rules: dict[int, discord.AutoModRule] = field(default_factory=dict)
    people: dict[int, discord.Member] = field(default_factory=dict)


async def survey(client: discord.Client, server: int, wanted: Wanted, made: Made) -> tuple[Live, Found]:
    """Everything that the plan looks at. Raises `BadSettings` where the bot is not in the server."""
    live = await look_at(client, server)
    notes = list(_notes(client, live))
    filters: tuple[FoundFilter, ...] = ()
    if live.held.manage_guild:
        live.rules = {rule.id: rule for rule in await live.guild.fetch_automod_rules()}
        filters = tuple(_filter(rule, live.me.id) for rule in live.rules.values() if _is_keyword(rule))
    for account in wanted.clinicians:
        if (member := await _member(live.guild, account)) is not None:
            live.people[member.id] = member
    found = Found(
        roles=tuple(FoundRole(str(role.id), role.name) for role in live.roles.values() if not role.is_default()),
        channels=tuple([await _channel(place, live, made) for place in live.places.values()]),
        filters=filters,
        present=frozenset(str(account) for account in live.people),
        most_filters=automod_rules.MOST_RULES,
        notes=tuple(notes),
    )
    return live, found


async def look_at(client: discord.Client, server: int) -> Live:
    """Roles, channels and the bot itself. Raises `BadSettings` where the bot is not in the server."""
    assert client.user is not None  # noqa: S101 - it is logged in
    try:
        guild = await client.fetch_guild(server, with_counts=False)
        me = await guild.fetch_member(client.user.id)
    except (discord.NotFound, discord.Forbidden):
        raise BadSettings(
            f"the bot is not in the server {server} (or there is none): check `server` under [discord] in community.toml, and "
            "invite the bot as docs/discord.md says"
        ) from None
    roles = {role.id: role for role in await guild.fetch_roles()}
    mine = [roles[role.id] for role in me.roles if role.id in roles] + [roles[guild.id]]
    held = discord.Permissions.none()
    for role in mine:
        held |= role.permissions
    if held.administrator or guild.owner_id == me.id:
        held = discord.Permissions.all()
    live = Live(guild, me, held, roles)
    for channel in await guild.fetch_channels():
        if isinstance(channel, discord.TextChannel | discord.ForumChannel):
            live.places[channel.id] = channel
    return live


async def _member(guild: discord.Guild, account: str) -> discord.Member | None:
    try:
        return await guild.fetch_member(int(account))
    except discord.NotFound:
        return None


def _notes(client: discord.Client, live: Live) -> Iterable[str]:
    yield from grants_of(client).lacking
    if live.roles[live.guild.id].permissions.mention_everyone:
        yield (
            "every member may call @everyone in channels that Carecircle did not make: take that away under "
            "Server Settings > Roles > @everyone"
        )
    if not live.held.manage_guild:
        yield "AutoMod's rules cannot be read: the bot lacks Manage Server"


async def _channel(place: Place, live: Live, made: Made) -> FoundChannel:
    return FoundChannel(
        id=str(place.id),
        name=place.name,
        forum=isinstance(place, discord.ForumChannel),
        topic=place.topic or "",
        access=access(place.overwrites, live),
        pins=tuple(await _pins(place, live, made)),
    )


def access(overwrites: Mapping[Target, discord.PermissionOverwrite], live: Live) -> dict[str, Held]:
    """Who may do what by an entry of their own."""
    found: dict[str, Held] = {}
    for target, overwrite in overwrites.items():
        number = getattr(target, "id", 0)
        is_role = isinstance(target, discord.Role) or getattr(target, "type", None) is discord.Role
        if number == live.guild.id:
            who = EVERYBODY
        elif number == live.me.id:
            who = BOT
        else:
            who = f"{'role' if is_role else 'person'}:{number}"
        may, may_not = overwrite.pair()
        found[who] = Held(_powers(may), _powers(may_not))
    return found


def _powers(permissions: discord.Permissions) -> frozenset[Power]:
    """Those that are there in full: a locked channel, in which only writing is stopped, has not lost the whole of it."""
    return frozenset(power for power, flags in FLAGS.items() if all(getattr(permissions, flag) for flag in flags))


async def _pins(place: Place, live: Live, made: Made) -> list[FoundPin]:
    """The bot's own, where it pinned any: those that are pinned, and those that somebody took down."""
    if isinstance(place, discord.ForumChannel) or not place.permissions_for(live.me).read_message_history:
        return []
    ours = [
        int(number.partition("/")[2]) for (kind, _), number in made.items() if kind == PIN and number.startswith(f"{place.id}/")
    ]
    found = [FoundPin(str(pin.id), pin.content) async for pin in place.pins(limit=None) if pin.author.id == live.me.id]
    for number in ours:
        if str(number) not in {pin.id for pin in found} and (text := await _text(place, number)) is not None:
            found.append(FoundPin(str(number), text, pinned=False))
    return found


async def _text(place: discord.TextChannel, message: int) -> str | None:
    try:
        return (await place.fetch_message(message)).content
    except discord.NotFound:
        return None


def _is_keyword(rule: discord.AutoModRule) -> bool:
    return rule.trigger.type is discord.AutoModRuleTriggerType.keyword


def _filter(rule: discord.AutoModRule, me: int) -> FoundFilter:
    blocks = [one for one in rule.actions if one.type is discord.AutoModRuleActionType.block_message]
    alerts = [one for one in rule.actions if one.type is discord.AutoModRuleActionType.send_alert_message]
    return FoundFilter(
        id=str(rule.id),
        name=rule.name,
        ours=rule.creator_id == me,
        patterns=tuple(rule.trigger.regex_patterns),
        message=(blocks[0].custom_message or "") if blocks else "",
        alerts=str(alerts[0].channel_id) if alerts else "",
        exempt=frozenset(str(number) for number in rule.exempt_role_ids),
        enabled=rule.enabled,
    )
