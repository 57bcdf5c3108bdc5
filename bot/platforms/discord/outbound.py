"""Our actions as Discord's requests. What Discord will never do raises `Refused`, what it cannot do now `TryLater`.

Nonces: https://discord.com/developers/docs/resources/message#create-message (`enforce_nonce`).
"""

import io
import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any, Final

import aiohttp
import discord

from bot.clock import Clock
from bot.core.action import (
    Direct,
    Durable,
    Edit,
    File,
    Hide,
    Membership,
    Pace,
    Page,
    Post,
    Restore,
    Restrict,
    Restriction,
    Schedule,
)
from bot.core.card import Card
from bot.core.message import DIRECT, ChannelKind, Place, Role
from bot.platform import Refused, TryLater
from bot.platforms.discord import cards
from bot.platforms.discord.directory import Directory
from bot.platforms.discord.identifiers import NAME, number
from bot.platforms.discord.wording import Trusted

_LONGEST_TIME_OUT: Final = timedelta(days=28)
_REASON: Final = "Carecircle"
_NOBODY: Final = discord.AllowedMentions.none()
_OUR_FAULT: Final = frozenset({400, 401, 403, 404})
_UNKNOWN_MESSAGE: Final = 10008
_UNKNOWN_OVERWRITE: Final = 10009
_PAUSE: Final = 5.0
_BLOCKED: Final = 60.0
"""Seconds to keep still after a 429 that Discord's own edge sent: it may be the ban for too many invalid requests."""
_log = logging.getLogger(__name__)


class Outbound:
    def __init__(self, client: discord.Client, clock: Clock, directory: Directory, trusted: Trusted) -> None:
        self._client = client
        self._clock = clock
        self._directory = directory
        self._trusted = trusted

    async def perform(self, action: Durable, nonce: str, reference: str | None) -> str | None:
        """Returns `channel/message` of what was made."""
        async with _translated():
            match action:
                case Post():
                    return await self._post(action, nonce)
                case Direct() | Restore():
                    files = action.files if isinstance(action, Direct) else ()
                    return await self._send(await self._dm(action.person), action.card, nonce, files=files)
                case Page():
                    return await self._page(action, nonce)
                case Edit():
                    return await self._edit(action, reference)
                case Hide():
                    await self._hide(action)
                case Restrict():
                    await self._restrict(action)
                case Membership():
                    await self._membership(action)
                case Pace():
                    await self._pace(action)
                case Schedule():
                    await self._schedule(action)
        return None

    # Saying

    async def _post(self, post: Post, nonce: str) -> str:
        where = await self._where(post.place)
        answered = number(post.reply_to) if post.reply_to else None
        reference = (
            discord.MessageReference(message_id=answered, channel_id=where.id, fail_if_not_exists=False)
            if answered is not None and isinstance(where, discord.PartialMessageable)
            else None
        )
        account = self._directory.binding.accounts.account(post.only_for) if post.only_for else None
        # A line for one person in a channel: they alone are called, and it says nothing that others may not read.
        text = f"<@{account}>" if account is not None else None
        called = discord.AllowedMentions(everyone=False, roles=False, users=[discord.Object(account)] if account else False)
        return await self._send(where, post.card, nonce, reference=reference, text=text, called=called, files=post.files)

    async def _page(self, page: Page, nonce: str) -> str:
        """To one person in private; where that door is closed, by name in the moderators' channel. To everybody by role."""
        if page.person and (account := self._directory.binding.accounts.account(page.person)) is not None:
            try:
                return await self._send(await self._dm(page.person), page.card, nonce)
            except (discord.Forbidden, Refused):
                called = discord.AllowedMentions(everyone=False, roles=False, users=[discord.Object(account)])
                where = await self._where(page.place)
                return await self._send(where, page.card, nonce, text=f"<@{account}>", called=called)
        roles = [role for role, ours in self._directory.binding.roles.items() if ours is Role.MODERATOR]
        called = discord.AllowedMentions(everyone=False, users=False, roles=[discord.Object(role) for role in roles])
        text = " ".join(f"<@&{role}>" for role in roles) or None
        return await self._send(await self._where(page.place), page.card, nonce, text=text, called=called)

    async def _send(
        self,
        where: discord.abc.Messageable,
        card: Card,
        nonce: str,
        *,
        text: str | None = None,
        called: discord.AllowedMentions = _NOBODY,
        reference: discord.MessageReference | None = None,
        files: Sequence[File] = (),
    ) -> str:
        given: dict[str, Any] = {
            "content": text,
            "embed": cards.embed(card, self._trusted),
            "nonce": nonce,
            "allowed_mentions": called,
        }
        if (view := cards.view(card)) is not None:
            given["view"] = view
        if reference is not None:
            given |= {"reference": reference, "mention_author": False}
        if files:
            given["files"] = [discord.File(io.BytesIO(file.content), file.name) for file in files]
        sent = await where.send(**given)
        return f"{sent.channel.id}/{sent.id}"

    async def _edit(self, edit: Edit, reference: str | None) -> str:
        if reference is None:
            raise Refused
        channel, _, message = reference.partition("/")
        partial = self._client.get_partial_messageable(int(channel)).get_partial_message(int(message))
        shown = cards.embed(edit.card, self._trusted)
        await partial.edit(embed=shown, view=cards.view(edit.card), allowed_mentions=_NOBODY)
        return reference

    # Looking after a channel

    async def _hide(self, hide: Hide) -> None:
        message = number(hide.message)
        if message is None or hide.place.platform != NAME:
            raise Refused
        channel = int(hide.place.thread or hide.place.channel)
        try:
            await self._client.get_partial_messageable(channel).get_partial_message(message).delete()
        except discord.NotFound as gone:
            if gone.code != _UNKNOWN_MESSAGE:
                raise

    async def _pace(self, pace: Pace) -> None:
        channel = await self._channel(int(pace.place.channel))
        if not isinstance(channel, discord.TextChannel | discord.ForumChannel):
            raise Refused
        if channel.slowmode_delay != pace.slow_seconds:
            await channel.edit(slowmode_delay=pace.slow_seconds, reason=_REASON)
        known = self._directory.channel(pace.place.channel)
        if known is not None and known.kind is ChannelKind.ANNOUNCEMENTS:
            return  # nobody but the team writes there anyway
        everybody = channel.guild.default_role
        rules = channel.overwrites_for(everybody)
        rules.update(send_messages=False if pace.locked else None, send_messages_in_threads=False if pace.locked else None)
        await channel.set_permissions(everybody, overwrite=None if rules.is_empty() else rules, reason=_REASON)

    async def _membership(self, membership: Membership) -> None:
        channel = await self._channel(int(membership.place.channel))
        member = await self._member(membership.person)
        if not isinstance(channel, discord.TextChannel | discord.ForumChannel):
            raise Refused
        rules = discord.PermissionOverwrite(view_channel=True) if membership.member else None
        if not membership.member and _sees_by_roles(member, channel):
            rules = discord.PermissionOverwrite(view_channel=False)
        try:
            await channel.set_permissions(member, overwrite=rules, reason=_REASON)
        except discord.NotFound as gone:
            if gone.code != _UNKNOWN_OVERWRITE:
                raise

    async def _schedule(self, schedule: Schedule) -> None:
        guild, name = self._guild(), schedule.title[:100]
        if any((one.name, one.start_time) == (name, schedule.start) for one in await guild.fetch_scheduled_events()):
            return  # an earlier attempt made it
        await guild.create_scheduled_event(
            name=name,
            start_time=schedule.start,
            end_time=schedule.end,
            entity_type=discord.EntityType.external,
            privacy_level=discord.PrivacyLevel.guild_only,
            location=_REASON,
        )

    # Restrictions: always a person's decision

    async def _restrict(self, restrict: Restrict) -> None:
        guild = self._guild()
        account = self._directory.binding.accounts.account(restrict.person)
        if account is None:
            raise Refused
        match restrict.restriction:
            case Restriction.BAN if restrict.lift:
                try:
                    await guild.unban(discord.Object(account), reason=_REASON)
                except discord.NotFound:
                    return
            case Restriction.BAN:
                await guild.ban(discord.Object(account), reason=_REASON, delete_message_seconds=0)
            case Restriction.REMOVE:
                if not restrict.lift:
                    await guild.kick(discord.Object(account), reason=_REASON)
            case Restriction.TIME_OUT | Restriction.MUTE:
                member = await self._member(restrict.person)
                await member.timeout(None if restrict.lift else _time_out(restrict.until, self._clock.now()), reason=_REASON)

    # Finding

    def _guild(self) -> discord.Guild:
        guild = self._directory.guild
        if guild is None or guild.unavailable:
            raise TryLater(_PAUSE)
        return guild

    async def _where(self, place: Place) -> discord.DMChannel | discord.PartialMessageable:
        if place.channel == DIRECT:
            return await self._dm(place.thread or "")
        return self._client.get_partial_messageable(int(place.thread or place.channel))

    async def _channel(self, channel: int) -> discord.abc.GuildChannel | discord.Thread | None:
        guild = self._guild()
        return guild.get_channel_or_thread(channel)

    async def _dm(self, person: str) -> discord.DMChannel:
        account = self._directory.binding.accounts.account(person)
        if account is None:
            raise Refused
        user = self._client.get_user(account) or await self._client.fetch_user(account)
        return user.dm_channel or await user.create_dm()

    async def _member(self, person: str) -> discord.Member:
        account = self._directory.binding.accounts.account(person)
        if account is None:
            raise Refused
        guild = self._guild()
        return guild.get_member(account) or await guild.fetch_member(account)


def _sees_by_roles(member: discord.Member, channel: discord.TextChannel | discord.ForumChannel) -> bool:
    """Whether a member sees a channel, were there no overwrite for them alone."""
    own = [channel.overwrites_for(role).view_channel for role in member.roles if not role.is_default()]
    if any(own):
        return True
    everybody = channel.overwrites_for(channel.guild.default_role).view_channel
    return False not in own and (member.guild_permissions.view_channel if everybody is None else everybody)


def _time_out(until: datetime | None, now: datetime) -> datetime:
    """Discord's longest is 28 days; what lasts longer is renewed by whoever set it."""
    longest = now + _LONGEST_TIME_OUT
    return min(until, longest) if until is not None else longest


@asynccontextmanager
async def _translated() -> AsyncIterator[None]:
    """Discord's answers as ours. Their texts may quote what was sent, so the number alone is logged."""
    try:
        yield
    except discord.RateLimited as limited:
        raise TryLater(limited.retry_after) from None
    except (discord.DiscordServerError, aiohttp.ClientError, TimeoutError):
        raise TryLater(_PAUSE) from None
    except discord.HTTPException as error:
        if error.status == 429:
            raise TryLater(_BLOCKED) from None
        if error.status in _OUR_FAULT:
            _log.warning("Discord refused an action (HTTP %s, code %s)", error.status, error.code)
            raise Refused from None
        raise TryLater(_PAUSE) from None
