"""The report's part about shadow mode: what each trial would change, in all and by channel."""

from collections.abc import Iterator, Mapping
from typing import Final

from bot.core.comparison import Comparison, Side, joined
from bot.replay.blocks import Bar, Block, Bullets, Chart, Heading, Paragraph
from bot.replay.masking import harmless
from bot.replay.words import Words

_PARTS: Final = ("reviews", "cases", "pages", "hidden", "author")
_CHANNELS: Final = 12


def blocks(trials: Mapping[str, Mapping[str, Comparison]], words: Words) -> Iterator[Block]:
    """Nothing where the policy has no trials."""
    if not trials:
        return
    yield Heading(words.say("trials.title"))
    yield Paragraph(words.say("trials.opening"))
    for name, channels in trials.items():
        whole = joined(channels.values())
        bars = [bar for part in _PARTS for bar in _bars(part, whole, words)]
        caption = words.say("trials.caption", trial=name)
        yield Chart(caption, words.say("trials.column"), words.say("trials.number"), tuple(bars))
        busiest = sorted(channels.items(), key=lambda one: (-one[1].messages, one[0]))[:_CHANNELS]
        yield Bullets(
            (
                words.say("trials.seen", messages=f"{whole.messages:,}", channels=f"{len(channels):,}"),
                words.say("trials.new", count=f"{whole.new:,}", gone=f"{whole.gone:,}", changed=f"{whole.changed:,}"),
                words.say("trials.rate", **_rates(whole)),
                *(_channel(channel, one, words) for channel, one in busiest if len(channels) > 1),
            )
        )


def _bars(part: str, whole: Comparison, words: Words) -> Iterator[Bar]:
    sides: tuple[tuple[str, Side], ...] = (("live", whole.live), ("shadow", whole.shadow))
    if any(getattr(side, part) for _, side in sides):
        for name, side in sides:
            count = getattr(side, part)
            yield Bar(words.say(f"trials.{name}", what=words.say(f"trials.{part}")), count, f"{count:,}")


def _channel(channel: str, one: Comparison, words: Words) -> str:
    return words.say(
        "trials.channel",
        channel=f"#{harmless(channel)}",
        messages=f"{one.messages:,}",
        new=f"{one.new:,}",
        gone=f"{one.gone:,}",
        **_rates(one),
    )


def _rates(one: Comparison) -> dict[str, str]:
    return {what: f"{one.per_1000(what):+g}" for what in ("cases", "pages")}
