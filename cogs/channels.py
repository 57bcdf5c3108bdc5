"""A calm channel: slower for a while, or closed for a short pause. People decide it, members read why, and it ends by itself."""

from datetime import timedelta
from enum import StrEnum
from typing import Annotated

from bot.cog import STAFF, Arguments, Cog, Command, Context, Kind, Text, nothing_to_erase, nothing_to_export
from bot.core.action import Action, Cancel, Later, Pace, Post, Reply
from bot.core.audit import PROGRAM
from bot.core.card import Card, Tone
from bot.core.errors import NotFound, Refusal
from bot.core.message import Channel, ChannelKind, Place, Role
from bot.store import audit, switches

_LEADS = STAFF | {Role.ADMIN}
_CLOCK: frozenset[Role] = frozenset()
_STAFF_CHANNELS = frozenset({ChannelKind.MODERATORS, ChannelKind.CLINICIANS})

ChannelId = Annotated[str, Kind.CHANNEL]


class Every(StrEnum):
    """Seconds between two messages of one member."""

    OFF = "0"
    TEN = "10"
    HALF_A_MINUTE = "30"
    MINUTE = "60"
    FIVE_MINUTES = "300"
    QUARTER_OF_AN_HOUR = "900"


class Pause(StrEnum):
    """Minutes."""

    QUARTER_OF_AN_HOUR = "15"
    HOUR = "60"
    FOUR_HOURS = "240"
    DAY = "1440"


class Slow(Arguments):
    every: Every
    channel: ChannelId | None = None


class Close(Arguments):
    pause: Pause
    channel: ChannelId | None = None


class Open(Arguments):
    channel: ChannelId | None = None


class OpenAgain(Arguments):
    channel: Text


async def slow(context: Context, args: Slow) -> list[Action]:
    """One member's messages come this far apart; nobody is told off."""
    channel = _channel(context, args.channel)
    seconds = int(args.every.value)
    await _remember(context, channel, "slow", str(seconds) if seconds else "")
    await _record(context, "channel_slowed", channel, str(seconds))
    said = context.say("channel.slowed" if seconds else "channel.slow_off", channel=channel.name)
    return [Reply(Card(said.title, said.body, tone=Tone.DONE)), await _pace(context, channel)]


async def close(context: Context, args: Close) -> list[Action]:
    """Nobody writes there for a while. Help lines and the private talk stay open, and the card in the channel says so."""
    channel = _channel(context, args.channel)
    ends = context.now + timedelta(minutes=int(args.pause.value))
    await _remember(context, channel, "closed", ends.isoformat())
    await _record(context, "channel_closed", channel, args.pause.value)
    said, told = context.say("channel.closed"), context.say("channel.close_done", channel=channel.name)
    until = context.text("channel.until", when=f"{ends:%Y-%m-%d %H:%M} UTC")
    place = _place(context, channel)
    return [
        Reply(Card(told.title, told.body, tone=Tone.DONE)),
        Post(f"{context.event}:closed", place, Card(said.title, f"{said.body}\n\n{until}", tone=Tone.CARE)),
        await _pace(context, channel),
        Later(_key(channel), ends, "channel again", {"channel": channel.id}),
    ]


async def open_now(context: Context, args: Open) -> list[Action]:
    channel = _channel(context, args.channel)
    if await switches.thrown(context.tx, _switch(channel, "closed")) is None:
        raise Refusal("refusal.channel_open")
    told = context.say("channel.open_done", channel=channel.name)
    opened = await _opened(context, channel, context.actor.id if context.actor else PROGRAM)
    return [Reply(Card(told.title, told.body, tone=Tone.DONE)), Cancel(_key(channel)), *opened]


async def open_again(context: Context, args: OpenAgain) -> list[Action]:
    """The pause is over."""
    channel = context.directory.channel(args.channel)
    if channel is None or await switches.thrown(context.tx, _switch(channel, "closed")) is None:
        return []
    return await _opened(context, channel, PROGRAM)


async def _opened(context: Context, channel: Channel, by: str) -> list[Action]:
    await switches.put_back(context.tx, _switch(channel, "closed"))
    await audit.record(context.tx, by, "channel_opened", context.now, channel=channel.id)
    said = context.say("channel.open")
    card = Card(said.title, said.body, tone=Tone.CARE)
    return [await _pace(context, channel), Post(f"{context.event}:open", _place(context, channel), card)]


async def _pace(context: Context, channel: Channel) -> Pace:
    """The channel as it is to be now: how slow, and whether closed."""
    seconds = await switches.thrown(context.tx, _switch(channel, "slow"))
    closed = await switches.thrown(context.tx, _switch(channel, "closed"))
    return Pace(f"{context.event}:pace", _place(context, channel), int(seconds or 0), closed is not None)


async def _remember(context: Context, channel: Channel, what: str, value: str) -> None:
    name = _switch(channel, what)
    if value:
        await switches.throw(context.tx, name, value, context.actor.id if context.actor else PROGRAM, context.now)
    else:
        await switches.put_back(context.tx, name)


async def _record(context: Context, what: str, channel: Channel, value: str) -> None:
    by = context.actor.id if context.actor else PROGRAM
    await audit.record(context.tx, by, what, context.now, channel=channel.id, value=value)


def _channel(context: Context, named: str | None) -> Channel:
    """The channel that was named, else the one in which the command was used. Staff's own channels stay open."""
    channel = context.directory.channel(named or context.place.channel)
    if channel is None or channel.kind is ChannelKind.DIRECT:
        raise NotFound("refusal.no_such_channel_here")
    if channel.kind in _STAFF_CHANNELS:
        raise Refusal("refusal.staff_channel")
    return channel


def _place(context: Context, channel: Channel) -> Place:
    return Place(context.place.platform, context.place.community, channel.id)


def _switch(channel: Channel, what: str) -> str:
    return f"channel:{channel.id}:{what}"


def _key(channel: Channel) -> str:
    return f"channel:{channel.id}:again"


COG = Cog(
    "channels",
    nothing_to_erase,
    nothing_to_export,
    commands=(
        Command("channel slow", _LEADS, Slow, slow),
        Command("channel close", _LEADS, Close, close),
        Command("channel open", _LEADS, Open, open_now),
        Command("channel again", _CLOCK, OpenAgain, open_again, at_clock=True, listed=False),
    ),
)
