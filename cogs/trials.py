"""Shadow mode seen by the staff: what is on trial, and what it would have done beside what was done."""

from collections.abc import Mapping, Sequence

from bot.cog import STAFF, Arguments, Cog, Command, Context, Text, nothing_to_erase, nothing_to_export
from bot.core.action import Action, Reply
from bot.core.card import Button, Card, Field
from bot.core.comparison import Comparison, Side, compare, joined
from bot.core.errors import NotFound
from bot.core.message import DIRECT, Role
from bot.core.trial import Trial
from bot.replay.as_text import drawn
from bot.store import trials as store

_BAR = 16
_ABOUT = 3
_CHANNELS = 15
_BARS = ("reviews", "cases", "pages", "hidden", "author")


class Nothing(Arguments):
    """A command without arguments."""


class OneTrial(Arguments):
    trial: Text | None = None


async def listed(context: Context, _: Nothing) -> list[Action]:
    """What is on trial, and where."""
    trials = context.library.trials
    said = context.say("trial.list" if trials else "trial.none")
    fields = tuple(Field(trial.name, _tries(context, trial)) for trial in trials)
    buttons = tuple(Button(trial.name, "trial report", {"trial": trial.name}) for trial in trials)
    return [Reply(Card(said.title, said.body, fields, buttons))]


async def report(context: Context, args: OneTrial) -> list[Action]:
    """One trial, channel by channel; where there is but one trial it need not be named."""
    trials = {trial.name: trial for trial in context.library.trials}
    if args.trial is None and len(trials) != 1:
        return await listed(context, Nothing())
    name = args.trial or next(iter(trials))
    if name not in trials:
        raise NotFound("refusal.no_such_trial")
    counted = await store.counted(context.tx, name)
    if counted.first is None or counted.last is None:
        said = context.say("trial.empty", trial=name)
        return [Reply(Card(said.title, said.body, (Field(context.text("trial.field.tries"), _tries(context, trials[name])),)))]
    said = context.say("trial.report", trial=name, first=counted.first.isoformat(), last=counted.last.isoformat())
    compared = {channel: compare(counts) for channel, counts in counted.channels.items()}
    busiest = sorted(compared.items(), key=lambda one: (-one[1].messages, one[0]))
    fields = [Field(context.text("trial.field.tries"), _tries(context, trials[name]))]
    if len(compared) > 1:
        fields.append(Field(context.text("trial.field.together"), _compared(context, joined(compared.values()))))
    fields += [Field(_channel(context, channel), _compared(context, one)) for channel, one in busiest[:_CHANNELS]]
    if len(busiest) > _CHANNELS:
        more = context.text("trial.more", count=str(len(busiest) - _CHANNELS))
        fields.append(Field(context.text("trial.field.more"), more))
    return [Reply(Card(said.title, said.body, tuple(fields)))]


def _compared(context: Context, one: Comparison) -> str:
    """Figures and bars: what live did above what shadow would have done, both drawn to one scale."""
    lines = [context.text("trial.messages", count=f"{one.messages:,}")]
    largest = max(getattr(side, what) for side in (one.live, one.shadow) for what in _BARS)
    for what in _BARS:
        if getattr(one.live, what) or getattr(one.shadow, what):
            lines.append(context.text(f"trial.what.{what}"))
            lines += [_bar(context, "live", one.live, what, largest), _bar(context, "shadow", one.shadow, what, largest)]
    lines.append(_told(context, "trial.new", one.new, one.new_about))
    lines.append(_told(context, "trial.gone", one.gone, one.gone_about))
    if one.changed:
        lines.append(context.text("trial.changed", count=f"{one.changed:,}"))
    lines.append(context.text("trial.rate", cases=f"{one.per_1000('cases'):+g}", pages=f"{one.per_1000('pages'):+g}"))
    return "\n".join(lines)


def _bar(context: Context, name: str, side: Side, what: str, largest: int) -> str:
    count: int = getattr(side, what)
    return f"{context.text(f'trial.side.{name}')} {drawn(count, largest, _BAR)}{count:,}"


def _told(context: Context, key: str, count: int, about: Mapping[str, int]) -> str:
    """A count, and what it is about where there is something."""
    what = ", ".join(f"{_words(context, name)} {number:,}" for name, number in list(about.items())[:_ABOUT])
    return context.text(key, count=f"{count:,}") + (f" ({what})" if what else "")


def _words(context: Context, about: str) -> str:
    """The kind of a case in words; the bare name where it has none."""
    key = f"what.{about if '.' in about else f'{about}.language'}"
    return context.text(key) if key in context.library.replies.keys else about


def _tries(context: Context, trial: Trial) -> str:
    where = ", ".join(_channel(context, channel) for channel in sorted(trial.channels))
    parts = (
        ("trial.rules", ", ".join(trial.rules)),
        ("trial.labels", ", ".join(sorted(trial.labels))),
        ("trial.rows", ", ".join(trial.rows)),
        ("trial.where", where or context.text("trial.everywhere")),
    )
    return "\n".join(context.text(key, what=what) for key, what in parts if what)


def _channel(context: Context, name: str) -> str:
    if name == DIRECT:
        return context.text("case.private")
    channel = context.directory.channel(name)
    return f"#{channel.name}" if channel is not None else context.library.conditions.get(name, name)


async def _names(context: Context, typed: str) -> Sequence[tuple[str, str]]:
    """Completes the name of a trial."""
    return [(trial.name, trial.name) for trial in context.library.trials if typed.strip().lower() in trial.name]


COG = Cog(
    "trials",
    nothing_to_erase,
    nothing_to_export,
    commands=(
        Command("trial list", STAFF | {Role.ADMIN}, Nothing, listed, reads_only=True),
        Command("trial report", STAFF | {Role.ADMIN}, OneTrial, report, {"trial": _names}, reads_only=True),
    ),
)
