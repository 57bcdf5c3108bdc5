"""Carries a plan out over REST, a step at a time; what was made is written down before the next step is begun."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Final, TypeAlias

import discord

from bot.core.errors import Fault
from bot.platforms.discord.needs import FLAGS, GIVEN
from bot.platforms.discord.survey import Live, Place, Target
from bot.setup.found import ACCESS, BEGUN, CHANNEL, FILTER, PIN, ROLE
from bot.setup.steps import (
    MakeChannel,
    MakeRole,
    Pin,
    Rename,
    Reword,
    SetAccess,
    SetFilter,
    SetTopic,
    Step,
    TakeAccess,
    TakeOver,
    TakePin,
)
from bot.setup.wanted import EVERYBODY, Access, Power

Note: TypeAlias = Callable[[str, str, str | None], Awaitable[None]]
"""Write down the id of what was made under a kind and a key; None forgets it."""

_REASON: Final = "carecircle setup"
_NOBODY: Final = discord.AllowedMentions.none()
_HINTS: Final[Mapping[int, str]] = {
    50001: "the bot does not see that channel: let its role in under the channel's settings > Permissions",
    50013: "a permission is missing, or the role stands above the bot's: move the bot's role up under Server Settings > Roles",
    50024: "forums need a community server: Server Settings > Enable Community",
    30013: "the server is full: Discord allows 500 channels",
    30005: "the server is full: Discord allows 250 roles",
}


class Apply:
    """`made` is what the program remembers; it grows as the steps are done."""

    def __init__(self, client: discord.Client, live: Live, made: Mapping[tuple[str, str], str], note: Note) -> None:
        self._client = client
        self._live = live
        self._made = dict(made)
        self._note = note

    async def perform(self, step: Step) -> None:
        """Raises `Fault` that says which step Discord refused and what to do."""
        try:
            await self._perform(step)
        except discord.HTTPException as error:
            hint = _HINTS.get(error.code, "run: carecircle setup plan")
            raise Fault(f"Discord refused to {step.says} (HTTP {error.status}, code {error.code}): {hint}") from None

    async def _perform(self, step: Step) -> None:
        match step:
            case MakeRole():
                await self._make_role(step)
            case TakeOver():
                await self._remember(CHANNEL, step.key, step.id)
            case MakeChannel():
                await self._make_channel(step)
            case SetAccess():
                await self._set_access(step)
            case TakeAccess():
                await self._take_access(step)
            case Rename():
                await self._place(step.key).edit(name=step.new, reason=_REASON)
            case SetTopic():
                await self._place(step.key).edit(topic=step.topic, reason=_REASON)
            case Pin():
                await self._pin(step)
            case Reword():
                await self._text(step.key).get_partial_message(int(step.id)).edit(content=step.text, allowed_mentions=_NOBODY)
            case TakePin():
                await self._take_pin(step)
            case SetFilter():
                await self._set_filter(step)

    async def _remember(self, kind: str, key: str, number: str | None) -> None:
        await self._note(kind, key, number)
        if number is None:
            self._made.pop((kind, key), None)
        else:
            self._made[kind, key] = number

    # Roles and channels

    async def _make_role(self, step: MakeRole) -> None:
        given = discord.Permissions(**dict.fromkeys(GIVEN.get(step.role, ()), True))
        role = await self._live.guild.create_role(name=step.named, permissions=given, mentionable=False, reason=_REASON)
        self._live.roles[role.id] = role
        await self._remember(ROLE, step.named, str(role.id))

    async def _make_channel(self, step: MakeChannel) -> None:
        channel = step.space.channel
        await self._remember(BEGUN, channel.key, step.before)
        given: dict[Target, discord.PermissionOverwrite] = {
            target: _overwrite(access) for access in step.access if (target := self._target(access.who)) is not None
        }
        topic = channel.topic or discord.utils.MISSING
        guild = self._live.guild
        place: Place
        if channel.forum:
            place = await guild.create_forum(channel.name, topic=topic, overwrites=given, reason=_REASON)
        else:
            place = await guild.create_text_channel(channel.name, topic=topic, overwrites=given, reason=_REASON)
        self._live.places[place.id] = place
        await self._remember(CHANNEL, channel.key, str(place.id))
        for access in step.access:
            await self._remember_person(channel.key, access)
        await self._remember(BEGUN, channel.key, None)

    async def _set_access(self, step: SetAccess) -> None:
        place, target = self._place(step.key), self._target(step.access.who)
        if target is None:
            return
        overwrite = next((one for whom, one in place.overwrites.items() if whom.id == target.id), discord.PermissionOverwrite())
        overwrite.update(**_flags(step.access, step.neutral))
        await place.set_permissions(target, overwrite=None if overwrite.is_empty() else overwrite, reason=_REASON)
        await self._remember_person(step.key, step.access)

    async def _remember_person(self, key: str, access: Access) -> None:
        kind, _, account = access.who.partition(":")
        if kind == "person":
            await self._remember(ACCESS, f"{key}/{account}", account)

    async def _take_access(self, step: TakeAccess) -> None:
        place, account = self._place(step.key), int(step.account)
        if any(whom.id == account for whom in place.overwrites):
            who = await self._client.fetch_user(account)  # they may have left the server, and discord.py takes any user here
            await place.set_permissions(who, overwrite=None, reason=_REASON)  # type: ignore[call-overload]
        await self._remember(ACCESS, f"{step.key}/{step.account}", None)

    # Words

    async def _pin(self, step: Pin) -> None:
        place = self._text(step.key)
        if step.id:
            await place.get_partial_message(int(step.id)).pin(reason=_REASON)
            return
        message = await place.send(step.text, allowed_mentions=_NOBODY, suppress_embeds=True)
        await self._remember(PIN, f"{step.key}/{step.number}", f"{place.id}/{message.id}")
        await message.pin(reason=_REASON)

    async def _take_pin(self, step: TakePin) -> None:
        await self._text(step.key).get_partial_message(int(step.id)).delete()
        await self._remember(PIN, f"{step.key}/{step.number}", None)

    # AutoMod

    async def _set_filter(self, step: SetFilter) -> None:
        actions = [discord.AutoModRuleAction(custom_message=step.filter.message)]
        if (CHANNEL, step.alerts) in self._made:
            actions.append(discord.AutoModRuleAction(channel_id=int(self._made[CHANNEL, step.alerts])))
        trigger = discord.AutoModTrigger(type=discord.AutoModRuleTriggerType.keyword, regex_patterns=list(step.filter.patterns))
        exempt = [role for named in step.exempt if (role := self._role(named)) is not None]
        name = step.filter.name
        if step.id:
            rule = self._live.rules[int(step.id)]
            await rule.edit(name=name, trigger=trigger, actions=actions, exempt_roles=exempt, enabled=True, reason=_REASON)
        else:
            rule = await self._live.guild.create_automod_rule(
                name=name,
                event_type=discord.AutoModRuleEventType.message_send,
                trigger=trigger,
                actions=actions,
                enabled=True,
                exempt_roles=exempt,
                reason=_REASON,
            )
        await self._remember(FILTER, step.filter.key, str(rule.id))

    # Finding

    def _place(self, key: str) -> Place:
        return self._live.places[int(self._made[CHANNEL, key])]

    def _text(self, key: str) -> discord.TextChannel:
        place = self._place(key)
        if not isinstance(place, discord.TextChannel):
            raise Fault(f"#{place.name} is a forum, which has no pinned messages")
        return place

    def _role(self, named: str) -> discord.Role | None:
        ours = self._made.get((ROLE, named))
        fitting = [role for role in self._live.roles.values() if str(role.id) == ours]
        fitting = fitting or [role for role in self._live.roles.values() if named in (str(role.id), role.name)]
        return fitting[0] if len(fitting) == 1 else None

    def _target(self, who: str) -> discord.Role | discord.Member | None:
        kind, _, named = who.partition(":")
        match kind:
            case "role":
                return self._role(named)
            case "person":
                return self._live.people.get(int(named))
        return self._live.roles[self._live.guild.id] if who == EVERYBODY else self._live.me


def _overwrite(access: Access) -> discord.PermissionOverwrite:
    return discord.PermissionOverwrite(**_flags(access, frozenset()))


def _flags(access: Access, neutral: frozenset[Power]) -> dict[str, bool | None]:
    flags: dict[str, bool | None] = {flag: None for power in neutral for flag in FLAGS[power]}
    flags |= {flag: False for power in access.may_not for flag in FLAGS[power]}
    return flags | {flag: True for power in access.may for flag in FLAGS[power]}
